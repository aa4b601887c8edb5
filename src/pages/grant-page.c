/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One grant: until when, how much, for whom, and where to apply. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grant-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "exchange/grant-calendar.h"
#include "pages/checklist.h"
#include "pages/code-card.h"
#include "pages/grant-changes.h"
#include "pages/grant-load.h"
#include "pages/grant-words.h"
#include "pages/list-button.h"
#include "pages/steps.h"
#include "pages/who.h"
#include "record/grant-papers.h"
#include "widgets/badge.h"
#include "widgets/day-clock.h"
#include "widgets/days-left-pill.h"
#include "widgets/deadline-text.h"
#include "widgets/fill.h"
#include "widgets/fold-bin.h"
#include "widgets/format.h"
#include "widgets/language.h"
#include "widgets/widgets.h"
#include "widgets/wrap-layout.h"

/* Pixels. A box of lines asks for the width in which all of them would fit its height: the column keeps to its own. */
#define LARGEST_TEXT_BESIDE 1.5 /* of the day and the days left */
#define END_WIDTH 372
#define WIDEST 1440
#define WEEK_SECONDS (7 * 86400)

struct _RcGrantPage
{
  RcPage parent_instance;
  gint64 id;
  RcResultList *among; /* (owned) (nullable) the list it was picked from */
  gboolean presumed;   /* what the visitor told beside the list is ticked: from here on the ticks are theirs alone */
  RcDayClock *clock; /* (owned) */

  GtkWidget *position_label;
  GtkWidget *steps;
  GtkWidget *columns;
  GtkWidget *start_column;
  GtkWidget *end_column;
  GtkWidget *end_box;
  GtkWidget *badges;
  GtkWidget *title_label;
  GtkWidget *funder_label;
  GtkWidget *changed_row;
  GtkWidget *changed_label;
  GtkWidget *changes_button;
  GtkWidget *changes_revealer;
  GtkWidget *changes;
  GtkWidget *papers_box;
  GtkWidget *papers;
  GtkWidget *who_box;
  GtkWidget *checklist;
  GtkWidget *countries_label;
  GtkWidget *eligibility_label;
  GtkWidget *summary_label;
  GtkWidget *deadlines;
  GtkWidget *facts;
  GtkWidget *code_card;
  GtkWidget *list_button;
  GtkWidget *source_label;
};

G_DEFINE_FINAL_TYPE (RcGrantPage, rc_grant_page, RC_TYPE_PAGE)

static void
add_fact (RcGrantPage *self, const char *name, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (row, "card-row");
  gtk_box_append (GTK_BOX (row), rc_line_new (name, "muted"));
  gtk_box_append (GTK_BOX (row), rc_line_new (value, "strong"));
  gtk_box_append (GTK_BOX (self->facts), row);
}

/* A card for each deadline that is not over: the day and the days left, the hour below. */
static void
add_deadline (RcGrantPage *self, const RcDeadline *deadline, gboolean closed, const RcClock *clock)
{
  gboolean is_day = deadline->precision == RC_DEADLINE_INSTANT || deadline->precision == RC_DEADLINE_DAY;
  RcDeadlinePrecision precision = clock->is_wrong && is_day ? RC_DEADLINE_UNCOUNTED : deadline->precision;
  gint64 now = clock->now;
  gint64 instant = rc_deadline_next (deadline, now);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gboolean large = rc_text_scale () > LARGEST_TEXT_BESIDE;
  GtkWidget *head = gtk_box_new (large ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, large ? 6 : 12);
  GtkWidget *pill = rc_days_left_pill_new ();
  GtkWidget *day_label;
  guint number = rc_deadline_get_day (deadline, instant);
  g_autofree char *day = rc_deadline_dup_day (number, deadline->precision, now);
  g_autofree char *hours = rc_deadline_dup_hours (deadline, instant);

  day_label = rc_line_new (day, "section");
  gtk_widget_set_hexpand (day_label, TRUE);
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  rc_days_left_pill_set_wordy (RC_DAYS_LEFT_PILL (pill), TRUE);
  rc_days_left_pill_set_deadline (RC_DAYS_LEFT_PILL (pill), instant, number, precision, closed || instant <= now, now);
  gtk_box_append (GTK_BOX (head), day_label);
  /* What is only usual, or never closes, is said once. */
  if (closed || (is_day && precision != RC_DEADLINE_UNCOUNTED))
    gtk_box_append (GTK_BOX (head), pill);
  else
    g_object_unref (g_object_ref_sink (pill));
  if (deadline->label != NULL)
    gtk_box_append (GTK_BOX (card), rc_line_new (deadline->label, "muted"));
  gtk_box_append (GTK_BOX (card), head);
  if (hours != NULL)
    gtk_box_append (GTK_BOX (card), rc_line_new (hours, "muted"));
  if (deadline->yearly)
    gtk_box_append (GTK_BOX (card), rc_line_new (_("Comes again every year"), "muted"));
  gtk_widget_add_css_class (card, "rc-card");
  gtk_widget_add_css_class (card, "deadline-card");
  gtk_box_append (GTK_BOX (self->deadlines), card);
}

static void
fill_deadlines (RcGrantPage *self, const RcGrant *grant, const RcClock *clock)
{
  gint64 now = clock->now;
  const RcDeadline *current = rc_deadlines_current (grant->deadlines, now);

  rc_box_empty (GTK_BOX (self->deadlines));
  for (guint i = 0; i < grant->deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (grant->deadlines, i);

      if (deadline == current || rc_deadline_next (deadline, now) > now)
        add_deadline (self, deadline, grant->closed, clock);
    }
}

/* What is open to all is nothing to be ticked. */
static gboolean
is_open_to_all (const RcFact *fact)
{
  return !fact->excluded && g_strcmp0 (fact->values[0], "any") == 0;
}

static void
fill_who (RcGrantPage *self, const RcGrant *grant)
{
  g_autoptr (GPtrArray) facts = rc_grant_list_facts (grant);
  gboolean all = FALSE;

  for (guint i = facts->len; i-- > 0;)
    if (is_open_to_all (g_ptr_array_index (facts, i)))
      {
        all = TRUE;
        g_ptr_array_remove_index (facts, i);
      }
  for (guint i = 0; !self->presumed && i < facts->len; i++)
    if (rc_who_fits (self->among, g_ptr_array_index (facts, i)))
      rc_checklist_presume (RC_CHECKLIST (self->checklist), g_ptr_array_index (facts, i));
  self->presumed = TRUE;
  rc_checklist_set (RC_CHECKLIST (self->checklist), facts);
  gtk_widget_set_visible (self->checklist, facts->len > 0);
  rc_label_fill (GTK_LABEL (self->countries_label), all ? _("Any country") : NULL);
  rc_label_fill (GTK_LABEL (self->eligibility_label), grant->eligibility);
  gtk_widget_set_visible (self->who_box, all || grant->eligibility != NULL);
}

/* The event of the deadline for a phone; the link where there is no day, or too much to say. */
static void
fill_code (RcGrantPage *self, const RcRecordDetails *details, gint64 now)
{
  const RcGrant *grant = details->record->grant;
  g_autofree char *event = rc_grant_to_short_calendar (grant, self->id, details->changed, now);
  RcCodeCard *card = RC_CODE_CARD (self->code_card);

  if (!rc_code_card_set (card, _("Add to my calendar"), event, _("Point your phone camera here. Two reminders are included.")))
    rc_code_card_set (card, _("Take the link along"), grant->url, _("Point your phone camera here."));
}

static void
add_badge (GtkWidget *box, const char *icon, const char *tone, const char *text)
{
  RcBadge *badge = rc_badge_new ();

  rc_badge_set (badge, &(RcBadgeText){ icon, tone, FALSE, (char *) text });
  gtk_widget_set_halign (GTK_WIDGET (badge), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (badge));
}

static void
fill_badges (RcGrantPage *self, const RcGrant *grant, GPtrArray *fields)
{
  g_autofree char *type = rc_grant_dup_type (grant->type != NULL ? grant->type : "call");

  rc_box_empty (GTK_BOX (self->badges));
  add_badge (self->badges, "starred-symbolic", "grant", type);
  for (guint i = 0; i < MIN (fields->len, 5); i++)
    add_badge (self->badges, NULL, "plain", g_ptr_array_index (fields, i));
}

/* Only where the source lists it. */
static void
fill_papers (RcGrantPage *self, const RcGrant *grant)
{
  g_auto (GStrv) papers = rc_grant_list_papers (grant);

  rc_box_empty (GTK_BOX (self->papers));
  for (guint i = 0; papers[i] != NULL; i++)
    add_badge (self->papers, NULL, "plain", papers[i]);
  gtk_widget_set_visible (self->papers_box, papers[0] != NULL);
}

/* Why one cannot apply, apart from a deadline that is over; NULL while one can. */
static const char *
get_ending (const RcGrant *grant)
{
  switch (grant->closed)
    {
    case RC_GRANT_CLOSED:
      return _("The funder has closed it");
    case RC_GRANT_WITHDRAWN:
      return _("It is not offered any more");
    case RC_GRANT_CLOSED_HERE:
      return _("The centre has closed it");
    case RC_GRANT_OFFERED:
    default:
      return NULL;
    }
}

/* "The funder has closed it · From unesco.org · checked today 09:12" */
static void
fill_source (RcGrantPage *self, const RcRecordDetails *details)
{
  const char *ending = get_ending (details->record->grant);
  g_autofree char *when = details->source_checked > 0 ? rc_format_moment (details->source_checked) : NULL;
  g_autofree char *from = details->source != NULL ? g_strdup_printf (_("From %s"), details->source) : NULL;
  g_autofree char *checked = when != NULL ? g_strdup_printf (_("checked %s"), when) : NULL;
  const char *parts[] = { ending, from, from != NULL ? checked : NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  rc_label_fill (GTK_LABEL (self->source_label), text->len > 0 ? text->str : NULL);
}

/* What has changed is said where we know it: the day it closed on before. */
static void
fill_change (RcGrantPage *self, const RcGrantContent *content, gint64 now)
{
  g_autofree char *before = rc_deadline_dup_short_day (content->moved_from_day, now);
  g_autofree char *day = rc_format_moment (content->changed);
  guint n = rc_grant_changes_fill (GTK_BOX (self->changes), content->before, content->details->record->grant, now);
  gboolean is_fresh = content->changed > now - WEEK_SECONDS;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (content->moved_from_day != 0)
    /* Translators: %s is a day like "30 November". */
    text = g_strdup_printf (_("The deadline was moved: it was %s before."), before);
  else
    text = g_strdup_printf (_("This listing changed: %s. Please read the deadline again."), day);
  /* Translators: stands before what has changed. */
  markup = is_fresh ? g_markup_printf_escaped ("<b>%s</b> %s", _("Changed since last week."), text) : g_markup_escape_text (text, -1);
  gtk_label_set_markup (GTK_LABEL (self->changed_label), markup);
  gtk_widget_set_visible (self->changes_button, n > 0);
  gtk_widget_set_visible (self->changes_revealer, n > 0);
  gtk_widget_set_visible (self->changed_row, n > 0 || content->moved_from_day != 0);
}

static void
fill (RcGrantPage *self, const RcGrantContent *content)
{
  const RcGrant *grant = content->details->record->grant;
  const RcDeadline *current;
  gint64 now = content->clock.now;
  g_autofree char *opens = grant->opens != NULL ? rc_format_iso_day (grant->opens) : NULL;

  fill_badges (self, grant, content->fields);
  rc_label_fill (GTK_LABEL (self->title_label), grant->title);
  rc_label_fill (GTK_LABEL (self->funder_label), grant->funder);
  fill_who (self, grant);
  fill_papers (self, grant);
  rc_label_fill (GTK_LABEL (self->summary_label), grant->summary);
  fill_deadlines (self, grant, &content->clock);
  rc_box_empty (GTK_BOX (self->facts));
  add_fact (self, _("Amount"), grant->amount);
  add_fact (self, _("Who pays"), grant->funder);
  add_fact (self, _("Opens"), opens);
  add_fact (self, _("Where to apply"), grant->url);
  fill_code (self, content->details, now);
  fill_source (self, content->details);

  fill_change (self, content, now);
  current = rc_deadlines_current (grant->deadlines, now);
  rc_day_clock_filled (self->clock, current != NULL ? rc_deadline_next (current, now) : G_MAXINT64);
  gtk_widget_set_visible (self->columns, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcGrantPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcGrantContent) content = rc_grant_content_load_finish (RC_CATALOGUE (source), result, &error);

  if (rc_page_finish_loading (RC_PAGE (self), error) && content->details->record->grant != NULL)
    fill (self, content);
}

/* In one column, until when it is open comes before all that somebody would scroll over. */
static void
place_deadlines (RcGrantPage *self, gboolean folded)
{
  GtkWidget *from = gtk_widget_get_parent (self->deadlines);
  GtkWidget *to = folded ? self->start_column : self->end_box;

  if (from == to)
    return;
  g_object_ref (self->deadlines);
  gtk_box_remove (GTK_BOX (from), self->deadlines);
  gtk_box_insert_child_after (GTK_BOX (to), self->deadlines, folded ? self->changes_revealer : NULL);
  g_object_unref (self->deadlines);
}

static void
folded_cb (RcGrantPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->end_column, folded ? -1 : END_WIDTH, -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->end_column), folded ? WIDEST : END_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->end_column), folded ? WIDEST : END_WIDTH);
  place_deadlines (self, folded);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->papers_box), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->changed_row), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  rc_steps_set_brief (RC_STEPS (self->steps), folded);
}

static void
show_place (RcGrantPage *self, RcResultList *among)
{
  g_autofree char *number = NULL;
  g_autofree char *total = NULL;
  g_autofree char *text = NULL;

  rc_steps_set_place (RC_STEPS (self->steps), rc_page_get_navigator (RC_PAGE (self)), among, self->id);
  if (rc_steps_dup_place (RC_STEPS (self->steps), &number, &total))
    /* Translators: "1 of 31". */
    text = g_strdup_printf (_("%s of %s"), number, total);
  rc_label_fill (GTK_LABEL (self->position_label), text);
}

static void
rc_grant_page_reload (RcPage *page)
{
  RcGrantPage *self = RC_GRANT_PAGE (page);

  rc_grant_content_load_async (rc_page_get_catalogue (page), self->id, rc_ui_language_get ()->code, rc_page_start_loading (page), loaded_cb,
                               g_object_ref (self));
}

static void
rc_grant_page_dispose (GObject *object)
{
  RcGrantPage *self = RC_GRANT_PAGE (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->among);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_GRANT_PAGE);
  G_OBJECT_CLASS (rc_grant_page_parent_class)->dispose (object);
}

static void
rc_grant_page_class_init (RcGrantPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_grant_page_dispose;
  RC_PAGE_CLASS (klass)->reload = rc_grant_page_reload;

  g_type_ensure (RC_TYPE_CHECKLIST);
  g_type_ensure (RC_TYPE_CODE_CARD);
  g_type_ensure (RC_TYPE_LIST_BUTTON);
  g_type_ensure (RC_TYPE_STEPS);
  g_type_ensure (RC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/grant-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcGrantPage, name)
  BIND (position_label);
  BIND (steps);
  BIND (columns);
  BIND (start_column);
  BIND (end_column);
  BIND (end_box);
  BIND (badges);
  BIND (title_label);
  BIND (funder_label);
  BIND (changed_row);
  BIND (changed_label);
  BIND (changes_button);
  BIND (changes_revealer);
  BIND (changes);
  BIND (papers_box);
  BIND (papers);
  BIND (who_box);
  BIND (checklist);
  BIND (code_card);
  BIND (list_button);
  BIND (countries_label);
  BIND (eligibility_label);
  BIND (summary_label);
  BIND (deadlines);
  BIND (facts);
  BIND (source_label);
#undef BIND
}

static void
rc_grant_page_init (RcGrantPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->clock = rc_day_clock_new (NULL, NULL);
  g_signal_connect_object (self->clock, "changed", G_CALLBACK (rc_page_reload), self, G_CONNECT_SWAPPED);
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), 900);
  gtk_widget_set_visible (self->columns, FALSE);
  g_signal_connect (self, "notify::folded", G_CALLBACK (folded_cb), NULL);
  folded_cb (self);
}

GtkWidget *
rc_grant_page_new (RcCatalogue *catalogue, RcNavigator *navigator, gint64 id, RcResultList *among)
{
  RcGrantPage *self = g_object_new (RC_TYPE_GRANT_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);

  self->id = id;
  self->among = among != NULL ? g_object_ref (among) : NULL;
  show_place (self, among);
  rc_list_button_set (RC_LIST_BUTTON (self->list_button), rc_navigator_get_my_list (navigator), id);
  rc_page_reload (RC_PAGE (self));
  return GTK_WIDGET (self);
}
