/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the home page as itself: a new publication, a grant that closes soon. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/home-cards.h"

#include "widgets/badge.h"
#include "widgets/cover.h"
#include "widgets/deadline-text.h"
#include "widgets/group.h"
#include "widgets/width-bin.h"

#define COVER_WIDTH 111
#define COVER_HEIGHT 147
#define NEIGHBOUR_WIDTH 60
#define NEIGHBOUR_HEIGHT 85

static void
remember_id (GtkWidget *widget, const RcRowData *row)
{
  gint64 *id = g_new (gint64, 1);

  *id = row->id;
  g_object_set_data_full (G_OBJECT (widget), "rc-id", id, g_free);
  g_object_set_data (G_OBJECT (widget), "rc-kind", GINT_TO_POINTER (row->kind));
}

/* It takes what room there is, and asks for none. */
static GtkWidget *
make_label (const char *text, int lines, const char *const *classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (label), lines > 1);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_css_classes (label, (const char **) classes);
  return label;
}

/* "Report · 2003" */
static char *
say_group_and_year (const RcRowData *row)
{
  const char *group = rc_group_get_label (rc_group_of (row->kind, row->material));

  return row->year > 0 ? g_strdup_printf ("%s · %d", group, row->year) : g_strdup (group);
}

GtkWidget *
rc_home_cover_new (const RcRowData *row)
{
  g_autoptr (GdkPaintable) cover = rc_cover_new_for_row (row);
  g_autofree char *second = say_group_and_year (row);
  g_autofree char *name = g_strdup_printf ("%s, %s", row->title, second);
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = gtk_picture_new_for_paintable (cover);

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_FILL);
  gtk_widget_set_size_request (picture, COVER_WIDTH, COVER_HEIGHT);
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  gtk_widget_set_valign (picture, GTK_ALIGN_START);
  gtk_widget_add_css_class (picture, "cover");
  gtk_box_append (GTK_BOX (box), picture);
  GtkWidget *title = gtk_inscription_new (row->title);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (title), 2);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (title), 2);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (title), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_yalign (GTK_INSCRIPTION (title), 0);
  gtk_widget_set_css_classes (title, (const char *[]){ "work", "under-cover", NULL });
  gtk_widget_set_size_request (title, COVER_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), title);
  GtkWidget *meta = make_label (second, 1, (const char *const[]){ "muted", "small", NULL });
  gtk_box_append (GTK_BOX (box), meta);

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "cover-button");
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  remember_id (button, row);
  return button;
}

GtkWidget *
rc_home_neighbour_new (const RcRowData *row)
{
  g_autoptr (GdkPaintable) cover = rc_cover_new_for_row (row);
  g_autofree char *second = say_group_and_year (row);
  g_autofree char *name = g_strdup_printf ("%s, %s", row->title, second);
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *picture = gtk_picture_new_for_paintable (cover);

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_FILL);
  gtk_widget_set_size_request (picture, NEIGHBOUR_WIDTH, NEIGHBOUR_HEIGHT);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "cover");
  gtk_box_append (GTK_BOX (words), make_label (row->title, 2, (const char *const[]){ "work", "strong", NULL }));
  gtk_box_append (GTK_BOX (words), make_label (second, 1, (const char *const[]){ "muted", "caption", NULL }));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "cover-button");
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  remember_id (button, row);
  return button;
}

static void
say_days_left (const RcRowData *row, gint64 now, RcBadgeText *text)
{
  RcUrgency urgency;

  text->text = rc_deadline_dup_days_left (row->deadline, row->deadline_day, (RcDeadlinePrecision) row->deadline_precision,
                                          row->closed, now, &urgency);
  text->icon_name = NULL;
  text->tone = urgency == RC_URGENCY_SOON ? "soon" : urgency == RC_URGENCY_WARM ? "warm" : "plain";
  text->round = TRUE;
}

GtkWidget *
rc_home_grant_new (const RcRowData *row, gint64 now)
{
  GtkWidget *list_row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  RcBadge *badge = rc_badge_new ();
  RcBadgeText left;
  g_autofree char *second
    = row->amount != NULL && row->people != NULL ? g_strdup_printf ("%s · %s", row->amount, row->people)
                                                 : g_strdup (row->amount != NULL ? row->amount : row->people);

  say_days_left (row, now, &left);
  g_autofree char *name = g_strdup_printf ("%s, %s", row->title, left.text);
  rc_badge_set (badge, &left);
  gtk_box_append (GTK_BOX (words), rc_width_bin_new (make_label (row->title, 2, (const char *const[]){ "row-name", NULL })));
  if (second != NULL)
    gtk_box_append (GTK_BOX (words), make_label (second, 1, (const char *const[]){ "muted", "caption", NULL }));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (badge));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list_row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  remember_id (list_row, row);
  rc_badge_text_clear (&left);
  return list_row;
}

gint64
rc_home_card_get_record (GtkWidget *card, RcKind *kind)
{
  const gint64 *id = g_object_get_data (G_OBJECT (card), "rc-id");

  g_return_val_if_fail (id != NULL, 0);

  *kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (card), "rc-kind"));
  return *id;
}
