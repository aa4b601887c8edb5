/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One grant in the list: day, title, funder, how long it is open, how much it gives. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grant-row.h"

#include <glib/gi18n.h>

#include "pages/grant-words.h"
#include "widgets/badge.h"
#include "widgets/date-tile.h"
#include "widgets/days-left-pill.h"
#include "widgets/fold-bin.h"

#define MOST_FIELDS 3
#define LARGEST_TEXT_FOR_DAY 1.5 /* in larger text the day that a deadline moved from would be cut, and a title in one line */
#define LONGEST_AMOUNT 20 /* characters in one line */

struct _RcGrantRow
{
  GtkWidget parent_instance;
  GtkWidget *box; /* (owned) */
  GtkWidget *tile;
  GtkWidget *title;
  GtkWidget *funder;
  GtkWidget *badges;
  RcBadge *type_badge;
  RcBadge *moved_badge;
  RcBadge *new_badge;
  RcBadge *answer_badge;
  GtkWidget *end_lines;
  GtkWidget *pill;
  GtkWidget *narrow_pill;
  GtkWidget *amount;
  GtkWidget *long_amount;
  GtkWidget *arrow;
};

G_DEFINE_FINAL_TYPE (RcGrantRow, rc_grant_row, GTK_TYPE_WIDGET)

static void
rc_grant_row_dispose (GObject *object)
{
  g_clear_pointer (&RC_GRANT_ROW (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_grant_row_parent_class)->dispose (object);
}

static void
rc_grant_row_class_init (RcGrantRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_grant_row_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "grantrow");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_line (const char *css_class)
{
  GtkWidget *line = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (line), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (line), 1);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (line), 1);
  gtk_widget_add_css_class (line, css_class);
  return line;
}

/* All rows have one height: a second line is there for those that do not need it, too. */
static void
set_lines (GtkWidget *inscription, guint n)
{
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (inscription), n);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (inscription), n);
}

static void
rc_grant_row_init (RcGrantRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  self->tile = rc_date_tile_new ();
  self->title = make_line ("row-head");
  self->funder = make_line ("second");
  self->badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->type_badge = rc_badge_new ();
  self->moved_badge = rc_badge_new ();
  self->new_badge = rc_badge_new ();
  self->answer_badge = rc_badge_new ();
  self->narrow_pill = rc_days_left_pill_new ();
  self->end_lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->pill = rc_days_left_pill_new ();
  self->amount = gtk_label_new (NULL);
  self->arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (self->funder, "muted");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->end_lines, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->pill, GTK_ALIGN_END);
  gtk_label_set_ellipsize (GTK_LABEL (self->amount), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->amount), LONGEST_AMOUNT);
  gtk_label_set_xalign (GTK_LABEL (self->amount), 1);
  gtk_widget_add_css_class (self->amount, "strong");
  /* Two lines of it are no higher than the three beside them. */
  self->long_amount = make_line ("strong");
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->long_amount), LONGEST_AMOUNT);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->long_amount), LONGEST_AMOUNT);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (self->long_amount), 1);
  set_lines (self->long_amount, 2);
  gtk_box_append (GTK_BOX (self->badges), GTK_WIDGET (self->type_badge));
  gtk_box_append (GTK_BOX (self->badges), self->narrow_pill);
  gtk_box_append (GTK_BOX (self->badges), GTK_WIDGET (self->moved_badge));
  gtk_box_append (GTK_BOX (self->badges), GTK_WIDGET (self->new_badge));
  gtk_box_append (GTK_BOX (self->badges), GTK_WIDGET (self->answer_badge));
  gtk_box_append (GTK_BOX (lines), self->title);
  gtk_box_append (GTK_BOX (lines), self->funder);
  gtk_box_append (GTK_BOX (lines), self->badges);
  gtk_box_append (GTK_BOX (self->end_lines), self->pill);
  gtk_box_append (GTK_BOX (self->end_lines), self->amount);
  gtk_box_append (GTK_BOX (self->end_lines), self->long_amount);
  gtk_box_append (GTK_BOX (self->box), self->tile);
  gtk_box_append (GTK_BOX (self->box), lines);
  gtk_box_append (GTK_BOX (self->box), self->end_lines);
  gtk_box_append (GTK_BOX (self->box), self->arrow);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
rc_grant_row_new (void)
{
  return g_object_new (RC_TYPE_GRANT_ROW, NULL);
}

static void
append (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* Who pays, and what for; where there is little room, how much and who pays. */
static char *
dup_second_line (const RcRowData *data, GHashTable *labels, gboolean narrow)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) fields = g_string_new (NULL);

  for (guint i = 0; data->subjects != NULL && data->subjects[i] != NULL && i < MOST_FIELDS; i++)
    {
      const char *label = labels != NULL ? g_hash_table_lookup (labels, data->subjects[i]) : NULL;

      g_string_append_printf (fields, "%s%s", i > 0 ? ", " : "", label != NULL ? label : data->subjects[i]);
    }
  append (text, narrow ? data->amount : NULL);
  append (text, data->people);
  append (text, narrow ? NULL : fields->str);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* NULL when it was not moved. */
static char *
dup_moved (const RcRowData *data, gint64 now)
{
  g_autofree char *day = NULL;

  if (data->moved_from_day == 0)
    return NULL;
  day = rc_deadline_dup_short_day (data->moved_from_day, now);
  /* Translators: %s is the day it was before: "Deadline moved from 30 November". */
  return g_strdup_printf (_("Deadline moved from %s"), day);
}

/* NULL where the visitor may apply. */
static const char *
get_answer (RcAnswer answer)
{
  /* Translators: the listing of a grant does not say whether somebody like the visitor may apply. */
  return answer == RC_ANSWER_NOT_STATED ? _("Does not say who") : answer == RC_ANSWER_NO ? _("Not for you") : NULL;
}

static void
set_badges (RcGrantRow *self, const RcRowData *data, gboolean is_new, RcAnswer answer, gboolean narrow, gint64 now)
{
  g_autofree char *type = rc_grant_dup_type (data->grant_type != NULL ? data->grant_type : "call");
  g_autofree char *moved = dup_moved (data, now);
  RcBadgeText type_text = { "starred-symbolic", "grant", FALSE, type };
  gboolean brief = rc_text_scale () > LARGEST_TEXT_FOR_DAY;
  /* Translators: in large text: the deadline was moved. */
  RcBadgeText moved_text = { "document-edit-symbolic", "warm", FALSE, narrow ? (char *) "" : brief ? (char *) _("Moved") : moved };
  RcBadgeText answer_text = { NULL, "plain", FALSE, (char *) get_answer (answer) };
  RcBadgeText new_text = { "star-new-symbolic", "accent", FALSE, (char *) _("New this week") };

  rc_badge_set (self->type_badge, narrow ? NULL : &type_text);
  rc_badge_set (self->moved_badge, moved != NULL ? &moved_text : NULL);
  rc_badge_set (self->new_badge, is_new && !narrow ? &new_text : NULL);
  rc_badge_set (self->answer_badge, answer_text.text != NULL && (!narrow || moved == NULL) ? &answer_text : NULL);
}

void
rc_grant_row_set (RcGrantRow *self, const RcRowData *data, GHashTable *labels, gboolean is_new, RcAnswer answer, gboolean narrow,
                  gint64 now)
{
  RcDeadlinePrecision precision = (RcDeadlinePrecision) data->deadline_precision;
  gboolean is_long = data->amount != NULL && g_utf8_strlen (data->amount, -1) > LONGEST_AMOUNT;
  gboolean large = rc_text_scale () > LARGEST_TEXT_FOR_DAY;
  g_autofree char *second = dup_second_line (data, labels, narrow);

  g_return_if_fail (RC_IS_GRANT_ROW (self));

  rc_date_tile_set_deadline (RC_DATE_TILE (self->tile), data->deadline_day, precision);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->title), data->title);
  set_lines (self->funder, narrow && !large ? 2 : 1);
  /* One line of the two stands right under the title, whose last line is the lower one. */
  gtk_inscription_set_yalign (GTK_INSCRIPTION (self->funder), narrow ? 0 : 0.5);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->funder), second);
  set_badges (self, data, is_new, answer, narrow, now);
  rc_days_left_pill_set_deadline (RC_DAYS_LEFT_PILL (self->pill), data->deadline, data->deadline_day, precision, data->closed, now);
  rc_days_left_pill_set_deadline (RC_DAYS_LEFT_PILL (self->narrow_pill), data->deadline, data->deadline_day, precision, data->closed,
                                  now);
  gtk_label_set_text (GTK_LABEL (self->amount), data->amount != NULL ? data->amount : "");
  gtk_inscription_set_text (GTK_INSCRIPTION (self->long_amount), is_long ? data->amount : NULL);
  gtk_widget_set_visible (self->amount, data->amount != NULL && !is_long);
  gtk_widget_set_visible (self->long_amount, is_long);
  gtk_widget_set_visible (self->end_lines, !narrow);
  gtk_widget_set_visible (self->narrow_pill, narrow);
  gtk_widget_set_visible (self->arrow, !narrow);
}

void
rc_grant_row_set_long_titles (RcGrantRow *self, gboolean long_titles)
{
  g_return_if_fail (RC_IS_GRANT_ROW (self));

  set_lines (self->title, long_titles ? 2 : 1);
  /* One that needs one line of the two stands beside what belongs to it. */
  gtk_inscription_set_yalign (GTK_INSCRIPTION (self->title), 1);
}

void
rc_grant_row_set_cramped (RcGrantRow *self, gboolean cramped)
{
  g_return_if_fail (RC_IS_GRANT_ROW (self));

  gtk_widget_set_visible (self->tile, !cramped);
}

char *
rc_grant_row_dup_name (const RcRowData *data, gboolean is_new, RcAnswer answer, gint64 now)
{
  g_autoptr (GString) name = g_string_new (data->title);
  g_autofree char *left = rc_deadline_dup_closing (data->deadline, data->deadline_day, (RcDeadlinePrecision) data->deadline_precision,
                                                   data->closed, now);
  g_autofree char *moved = dup_moved (data, now);
  const char *parts[] = { data->people, left, moved, is_new ? _("New this week") : NULL, get_answer (answer), data->amount };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (name, ", %s", parts[i]);
  return g_string_free (g_steal_pointer (&name), FALSE);
}
