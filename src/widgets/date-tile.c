/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day as a leaf of a calendar: number above, month below. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/date-tile.h"

#include <glib/gi18n.h>

#include "widgets/deadline-text.h"
#include "widgets/format.h"

struct _RcDateTile
{
  GtkWidget parent_instance;
  GtkWidget *day;   /* (owned) */
  GtkWidget *month; /* (owned) */
};

G_DEFINE_FINAL_TYPE (RcDateTile, rc_date_tile, GTK_TYPE_WIDGET)

static void
rc_date_tile_dispose (GObject *object)
{
  RcDateTile *self = RC_DATE_TILE (object);

  g_clear_pointer (&self->day, gtk_widget_unparent);
  g_clear_pointer (&self->month, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_date_tile_parent_class)->dispose (object);
}

static void
rc_date_tile_class_init (RcDateTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_date_tile_dispose;
  gtk_widget_class_set_css_name (widget_class, "datetile");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
add_line (RcDateTile *self, const char *css_class, GtkAlign align)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, align);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
rc_date_tile_init (RcDateTile *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->day = add_line (self, "day", GTK_ALIGN_END);
  self->month = add_line (self, "month", GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
rc_date_tile_new (void)
{
  return g_object_new (RC_TYPE_DATE_TILE, NULL);
}

void
rc_date_tile_set_deadline (RcDateTile *self, guint deadline_day, RcDeadlinePrecision precision)
{
  g_autoptr (GDateTime) last = NULL;
  g_autofree char *day = NULL;
  g_autofree char *month = NULL;

  g_return_if_fail (RC_IS_DATE_TILE (self));

  if (precision != RC_DEADLINE_ROLLING && precision != RC_DEADLINE_NOT_STATED)
    last = rc_deadline_day_to_time (deadline_day);
  if (precision == RC_DEADLINE_NOT_STATED)
    {
      day = g_strdup ("?");
      month = g_strdup ("");
    }
  else if (last == NULL)
    {
      day = g_strdup ("∞");
      month = g_strdup ("");
    }
  else if (precision == RC_DEADLINE_MONTH)
    {
      day = rc_format_skeleton (last, "LLL");
      /* Translators: below a month, on a small tile: it usually closes then. */
      month = g_strdup (_("usually"));
    }
  else
    {
      day = g_date_time_format (last, "%-d");
      month = rc_format_skeleton (last, "LLL");
    }
  gtk_label_set_text (GTK_LABEL (self->day), day);
  gtk_label_set_text (GTK_LABEL (self->month), month);
  gtk_widget_set_visible (self->month, *month != '\0');
  if (precision == RC_DEADLINE_MONTH)
    gtk_widget_add_css_class (GTK_WIDGET (self), "usual");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "usual");
}
