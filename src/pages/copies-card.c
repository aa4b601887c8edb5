/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies of a record, and what a visitor can do with each. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/copies-card.h"

#include <glib/gi18n.h>

#include "record/copy.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/widgets.h"

#define LONGEST_LINE 26 /* letters, so that a long note does not widen the column */
#define MOST_ROWS 50 /* a journal has hundreds of issues; the desk knows the rest */

struct _RcCopiesCard
{
  GtkBox parent_instance;
  GtkWidget *count_label;
  GtkWidget *rows;
};

G_DEFINE_FINAL_TYPE (RcCopiesCard, rc_copies_card, GTK_TYPE_BOX)

/* "On the shelf, read in the room", "Out, back 4 December" …; icon and tone (CSS class) are static. */
static char *
dup_state (const RcCopy *copy, const char **icon, const char **tone)
{
  g_autofree char *day = NULL;

  switch (copy->status)
    {
    case RC_COPY_ON_LOAN:
      *icon = "document-open-recent-symbolic";
      *tone = "warm";
      if (copy->due == NULL)
        return g_strdup (_("Out at the moment"));
      day = rc_format_iso_day (copy->due);
      /* Translators: %s is a day, like "4 December". */
      return g_strdup_printf (_("Out, back %s"), day);
    case RC_COPY_MISSING:
      *icon = "dialog-information-symbolic";
      *tone = "warm";
      return g_strdup (_("Not in its place, please ask at the desk"));
    case RC_COPY_IN_REPAIR:
      *icon = "dialog-information-symbolic";
      *tone = "warm";
      return g_strdup (_("Being repaired, please ask at the desk"));
    case RC_COPY_ON_SHELF:
    default:
      *icon = "object-select-symbolic";
      *tone = "ok";
      return g_strdup (_("On the shelf, read in the room"));
    }
}

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST_LINE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* In a grid, which does not ask its texts how narrow they can be for their height: with long notes that takes seconds, and widens the
 * column. */
static GtkWidget *
make_row (const RcCopy *copy)
{
  GtkWidget *row = g_object_new (GTK_TYPE_GRID, "column-spacing", 12, NULL);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image;
  const char *icon, *tone;
  g_autofree char *state = dup_state (copy, &icon, &tone);
  /* Translators: %s is a shelf, like "B-12". */
  g_autofree char *shelf = copy->shelfmark != NULL ? g_strdup_printf (_("Shelf %s"), copy->shelfmark)
                           : copy->location != NULL ? g_strdup (copy->location)
                                                    : g_strdup (_("Ask at the desk"));

  image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (image, tone);
  gtk_widget_add_css_class (image, "copy-icon");
  gtk_box_append (GTK_BOX (lines), make_line (shelf, "copy-shelf"));
  gtk_box_append (GTK_BOX (lines), make_line (state, "muted"));
  if (copy->note != NULL)
    gtk_box_append (GTK_BOX (lines), make_line (copy->note, "muted"));
  gtk_grid_attach (GTK_GRID (row), image, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (row), lines, 1, 0, 1, 1);
  gtk_widget_add_css_class (row, "card-row");
  return row;
}

static void
rc_copies_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RC_TYPE_COPIES_CARD);
  G_OBJECT_CLASS (rc_copies_card_parent_class)->dispose (object);
}

static void
rc_copies_card_class_init (RcCopiesCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_copies_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/copies-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RcCopiesCard, count_label);
  gtk_widget_class_bind_template_child (widget_class, RcCopiesCard, rows);
}

static void
rc_copies_card_init (RcCopiesCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rc_copies_card_fill (RcCopiesCard *self, GPtrArray *copies)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%u copy", "%u copies", copies->len), copies->len);

  g_return_if_fail (RC_IS_COPIES_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), copies->len > 0);
  gtk_label_set_text (GTK_LABEL (self->count_label), count);
  rc_box_empty (GTK_BOX (self->rows));
  for (guint i = 0; i < MIN (copies->len, MOST_ROWS); i++)
    gtk_box_append (GTK_BOX (self->rows), make_row (g_ptr_array_index (copies, i)));
}
