/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One that waits for a yes: what it is, who gives it, until when, in the source's own words; yes and no. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/review-row.h"
#include "desk/rows.h"
#include "widgets/days-left-pill.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

struct _RcReviewRow
{
  GtkBox parent_instance;
  RcReviewItem *item; /* (owned) (nullable) */
  GBinding *binding;  /* (borrowed) (nullable) of the tick and the item */
  GtkWidget *tick, *title, *second, *sentence, *day, *pill, *no_button, *yes_button;
};

G_DEFINE_FINAL_TYPE (RcReviewRow, rc_review_row, GTK_TYPE_BOX)

/* The day and how long that is; nothing of what has none. Returns both as one text for those who do not see them. */
static char *
show_deadline (RcReviewRow *self, const RcReview *review)
{
  /* Days are counted from now, not from when the list was read; where the clock is wrong, none are. */
  gint64 now = review->clock.is_wrong ? review->clock.now : g_get_real_time () / G_USEC_PER_SEC;
  const RcDeadline *deadline = rc_deadlines_current (review->deadlines, now);
  gint64 instant = deadline != NULL ? rc_deadline_next (deadline, now) : 0;
  guint day = deadline != NULL ? rc_deadline_get_day (deadline, instant) : 0;
  g_autofree char *words = deadline != NULL ? rc_deadline_dup_day (day, deadline->precision, now) : NULL;
  g_autofree char *left = NULL;
  RcDeadlinePrecision precision = deadline != NULL ? deadline->precision : RC_DEADLINE_DAY;
  RcUrgency urgency;

  if (review->clock.is_wrong && (precision == RC_DEADLINE_INSTANT || precision == RC_DEADLINE_DAY))
    precision = RC_DEADLINE_UNCOUNTED;
  rc_label_fill (GTK_LABEL (self->day), words != NULL ? words : review->kind == RC_KIND_GRANT ? _ ("No deadline found") : NULL);
  gtk_widget_set_visible (self->pill, deadline != NULL);
  if (deadline == NULL)
    return g_strdup (gtk_label_get_label (GTK_LABEL (self->day)));
  rc_days_left_pill_set_deadline (RC_DAYS_LEFT_PILL (self->pill), instant, day, precision, review->closed, now);
  left = rc_deadline_dup_days_left (instant, day, precision, review->closed, now, &urgency);
  return g_strdup_printf ("%s, %s", words, left);
}

static void
show (RcReviewRow *self, const RcReview *review)
{
  const char *title = rc_format_title (review->title);
  GtkWidget *holder = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *second = NULL;
  g_autofree char *deadline = show_deadline (self, review);
  g_autofree char *tick = NULL;
  g_autofree char *name = NULL;

  second = review->people != NULL && review->source_name != NULL ? g_strdup_printf ("%s · %s", review->people, review->source_name)
                                                                 : g_strdup (review->people != NULL ? review->people : review->source_name);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->second), second != NULL ? second : "");
  gtk_label_set_label (GTK_LABEL (self->sentence), review->sentence != NULL ? review->sentence : "");
  rc_rows_aim_button (self->yes_button, _ ("Yes, show it"), title, review->id);
  rc_rows_aim_button (self->no_button, _ ("No"), title, review->id);
  /* Translators: a tick box beside what waits for a yes; %s is its title. */
  tick = g_strdup_printf (_ ("Choose: %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tick), GTK_ACCESSIBLE_PROPERTY_LABEL, tick, -1);
  name = g_strdup_printf ("%s, %s, %s, %s", title, gtk_label_get_label (GTK_LABEL (self->second)), deadline,
                          gtk_label_get_label (GTK_LABEL (self->sentence)));
  if (holder != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (holder), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
rc_review_row_set_item (RcReviewRow *self, RcReviewItem *item)
{
  g_return_if_fail (RC_IS_REVIEW_ROW (self));

  if (item == self->item)
    return;
  if (self->binding != NULL)
    g_binding_unbind (g_steal_pointer (&self->binding));
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->binding = g_object_bind_property (item, "chosen", self->tick, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  show (self, rc_review_item_get_review (item));
}

RcReviewItem *
rc_review_row_get_item (RcReviewRow *self)
{
  g_return_val_if_fail (RC_IS_REVIEW_ROW (self), NULL);
  return self->item;
}

static void
rc_review_row_dispose (GObject *object)
{
  rc_review_row_set_item (RC_REVIEW_ROW (object), NULL);
  G_OBJECT_CLASS (rc_review_row_parent_class)->dispose (object);
}

static void
rc_review_row_class_init (RcReviewRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_review_row_dispose;
}

static void
rc_review_row_init (RcReviewRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *end = rc_rows_make_box (12, 0);
  GtkWidget *days = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  rc_rows_turn (GTK_WIDGET (self), 18, RC_ROWS_WIDTH);
  gtk_widget_add_css_class (GTK_WIDGET (self), "review-row");
  self->tick = gtk_check_button_new ();
  gtk_widget_set_valign (self->tick, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->tick, GTK_ALIGN_START);
  gtk_widget_set_size_request (self->tick, 44, 44);
  gtk_widget_set_tooltip_text (self->tick, _ ("Answer for several at once (Ctrl+A for all that are shown)"));
  self->title = rc_rows_make_label (NULL, "work-title");
  self->second = rc_rows_make_label (NULL, "second-line");
  self->sentence = rc_rows_make_label (NULL, "sentence");
  gtk_box_append (GTK_BOX (lines), self->title);
  gtk_box_append (GTK_BOX (lines), self->second);
  gtk_box_append (GTK_BOX (lines), self->sentence);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  self->day = rc_rows_make_label (NULL, NULL);
  self->pill = rc_days_left_pill_new ();
  gtk_widget_set_halign (self->pill, GTK_ALIGN_START);
  gtk_widget_set_valign (days, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (days, 176, -1);
  gtk_box_append (GTK_BOX (days), self->day);
  gtk_box_append (GTK_BOX (days), self->pill);
  gtk_box_append (GTK_BOX (end), days);
  gtk_box_append (GTK_BOX (end), buttons);
  self->no_button = rc_rows_add_button (buttons, _ ("No"), "review.no", _ ("Visitors do not see it, and it is not asked about again (Delete)"));
  self->yes_button = rc_rows_add_button (buttons, _ ("Yes, show it"), "review.yes", _ ("Visitors see it from now on (Ctrl+Enter)"));
  gtk_widget_add_css_class (self->yes_button, "accent");
  gtk_box_append (GTK_BOX (self), self->tick);
  gtk_box_append (GTK_BOX (self), lines);
  gtk_box_append (GTK_BOX (self), end);
}

RcReviewRow *
rc_review_row_new (void)
{
  return g_object_new (RC_TYPE_REVIEW_ROW, NULL);
}
