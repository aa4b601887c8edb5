/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One grant: until when, how much, for whom, and where to apply. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grant-page.h"

#include <glib/gi18n.h>

#include "pages/grant-load.h"
#include "pages/grant-words.h"
#include "pages/steps.h"
#include "widgets/badge.h"
#include "widgets/days-left-pill.h"
#include "widgets/deadline-text.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/language.h"
#include "widgets/widgets.h"
#include "widgets/wrap-layout.h"

#define CHANGED_FOR_DAYS 14
#define LONGEST_LINE 32 /* letters, so that a long note does not widen the column */

struct _RcGrantPage
{
  RcPage parent_instance;
  gint64 id;

  GtkWidget *position_label;
  GtkWidget *steps;
  GtkWidget *columns;
  GtkWidget *end_column;
  GtkWidget *badges;
  GtkWidget *title_label;
  GtkWidget *funder_label;
  GtkWidget *changed_row;
  GtkWidget *changed_label;
  GtkWidget *who_box;
  GtkWidget *audience_label;
  GtkWidget *countries_label;
  GtkWidget *eligibility_label;
  GtkWidget *summary_label;
  GtkWidget *deadlines;
  GtkWidget *facts;
  GtkWidget *source_label;
};

G_DEFINE_FINAL_TYPE (RcGrantPage, rc_grant_page, RC_TYPE_PAGE)

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST_LINE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_fact (RcGrantPage *self, const char *name, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (row, "card-row");
  gtk_box_append (GTK_BOX (row), make_line (name, "muted"));
  gtk_box_append (GTK_BOX (row), make_line (value, "strong"));
  gtk_box_append (GTK_BOX (self->facts), row);
}

/* A card for each deadline that is not over: the day and the days left, the hour below. */
static void
add_deadline (RcGrantPage *self, const RcDeadline *deadline, gboolean closed, gint64 now)
{
  gint64 instant = rc_deadline_next (deadline, now);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *pill = rc_days_left_pill_new ();
  GtkWidget *day_label;
  guint number = rc_deadline_get_day (deadline, instant);
  g_autofree char *day = rc_deadline_dup_day (number, deadline->precision, now);
  g_autofree char *hours = rc_deadline_dup_hours (deadline, instant);

  day_label = make_line (day, "section");
  gtk_widget_set_hexpand (day_label, TRUE);
  rc_days_left_pill_set_deadline (RC_DAYS_LEFT_PILL (pill), instant, number, deadline->precision, closed, now);
  gtk_box_append (GTK_BOX (head), day_label);
  /* What is only usual, or never closes, is said once. */
  if (closed || (deadline->precision != RC_DEADLINE_MONTH && deadline->precision != RC_DEADLINE_ROLLING))
    gtk_box_append (GTK_BOX (head), pill);
  else
    g_object_unref (g_object_ref_sink (pill));
  if (deadline->label != NULL)
    gtk_box_append (GTK_BOX (card), make_line (deadline->label, "muted"));
  gtk_box_append (GTK_BOX (card), head);
  if (hours != NULL)
    gtk_box_append (GTK_BOX (card), make_line (hours, "muted"));
  if (deadline->yearly)
    gtk_box_append (GTK_BOX (card), make_line (_("Comes again every year"), "muted"));
  gtk_widget_add_css_class (card, "rc-card");
  gtk_widget_add_css_class (card, "deadline-card");
  gtk_box_append (GTK_BOX (self->deadlines), card);
}

static void
fill_deadlines (RcGrantPage *self, const RcGrant *grant, gint64 now)
{
  const RcDeadline *current = rc_deadlines_current (grant->deadlines, now);

  rc_box_empty (GTK_BOX (self->deadlines));
  for (guint i = 0; i < grant->deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (grant->deadlines, i);

      if (deadline == current || rc_deadline_next (deadline, now) > now)
        add_deadline (self, deadline, grant->closed, now);
    }
}

static char *
join_words (GStrv words, char *(*name) (const char *) )
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = name (words[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", word);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_badge (RcGrantPage *self, const char *icon, const char *tone, const char *text)
{
  RcBadge *badge = rc_badge_new ();

  rc_badge_set (badge, &(RcBadgeText){ icon, tone, FALSE, (char *) text });
  gtk_widget_set_halign (GTK_WIDGET (badge), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->badges), GTK_WIDGET (badge));
}

static void
fill_badges (RcGrantPage *self, const RcGrant *grant, GPtrArray *fields)
{
  g_autofree char *type = rc_grant_dup_type (grant->type != NULL ? grant->type : "call");

  rc_box_empty (GTK_BOX (self->badges));
  add_badge (self, "starred-symbolic", "grant", type);
  for (guint i = 0; i < MIN (fields->len, 5); i++)
    add_badge (self, NULL, "plain", g_ptr_array_index (fields, i));
}

/* "From unesco.org · checked today 09:12" */
static void
fill_source (RcGrantPage *self, const RcRecordDetails *details)
{
  g_autofree char *when = details->source_checked > 0 ? rc_format_moment (details->source_checked) : NULL;
  g_autofree char *from = details->source != NULL ? g_strdup_printf (_("From %s"), details->source) : NULL;
  g_autofree char *checked = when != NULL ? g_strdup_printf (_("checked %s"), when) : NULL;
  g_autofree char *text = from != NULL && checked != NULL ? g_strdup_printf ("%s · %s", from, checked) : g_strdup (from);

  rc_label_fill (GTK_LABEL (self->source_label), text);
}

/* What has changed is said where we know it: the day it closed on before. */
static void
fill_change (RcGrantPage *self, const RcGrantContent *content, gint64 now)
{
  g_autofree char *before = rc_deadline_dup_short_day (content->moved_from_day, now);
  g_autofree char *day = rc_format_moment (content->changed);
  g_autofree char *text = NULL;

  if (content->moved_from_day != 0)
    /* Translators: %s is a day like "30 November". */
    text = g_strdup_printf (_("The deadline was moved: it was %s before."), before);
  else
    text = g_strdup_printf (_("This listing changed: %s. Please read the deadline again."), day);
  gtk_label_set_text (GTK_LABEL (self->changed_label), text);
  gtk_widget_set_visible (self->changed_row, content->changed > now - CHANGED_FOR_DAYS * 86400);
}

static void
fill (RcGrantPage *self, const RcGrantContent *content)
{
  const RcGrant *grant = content->details->record->grant;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *audience = join_words (grant->audience, rc_grant_dup_audience);
  g_autofree char *countries = join_words (grant->countries, rc_grant_dup_country);
  g_autofree char *opens = grant->opens != NULL ? rc_format_iso_day (grant->opens) : NULL;

  fill_badges (self, grant, content->fields);
  rc_label_fill (GTK_LABEL (self->title_label), grant->title);
  rc_label_fill (GTK_LABEL (self->funder_label), grant->funder);
  rc_label_fill (GTK_LABEL (self->audience_label), audience);
  rc_label_fill (GTK_LABEL (self->countries_label), countries);
  rc_label_fill (GTK_LABEL (self->eligibility_label), grant->eligibility);
  gtk_widget_set_visible (self->who_box, *audience != '\0' || *countries != '\0' || grant->eligibility != NULL);
  rc_label_fill (GTK_LABEL (self->summary_label), grant->summary);
  fill_deadlines (self, grant, now);
  rc_box_empty (GTK_BOX (self->facts));
  add_fact (self, _("Amount"), grant->amount);
  add_fact (self, _("Who pays"), grant->funder);
  add_fact (self, _("Opens"), opens);
  add_fact (self, _("Where to apply"), grant->url);
  fill_source (self, content->details);

  fill_change (self, content, now);
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

static void
folded_cb (RcGrantPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->end_column, folded ? -1 : 372, -1);
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

  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_GRANT_PAGE);
  G_OBJECT_CLASS (rc_grant_page_parent_class)->dispose (object);
}

static void
rc_grant_page_class_init (RcGrantPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_grant_page_dispose;
  RC_PAGE_CLASS (klass)->reload = rc_grant_page_reload;

  g_type_ensure (RC_TYPE_STEPS);
  g_type_ensure (RC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/grant-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcGrantPage, name)
  BIND (position_label);
  BIND (steps);
  BIND (columns);
  BIND (end_column);
  BIND (badges);
  BIND (title_label);
  BIND (funder_label);
  BIND (changed_row);
  BIND (changed_label);
  BIND (who_box);
  BIND (audience_label);
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
  show_place (self, among);
  rc_page_reload (RC_PAGE (self));
  return GTK_WIDGET (self);
}
