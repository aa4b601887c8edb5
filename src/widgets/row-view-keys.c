/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyboard in RcRowView: it has a position in the list, whichever widget shows that. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/row-view.h"

gboolean
rc_row_view_has_keyboard (RcRowView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == GTK_WIDGET (self) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)));
}

/* The widgets change places, the keyboard does not: it is in the row of its position, or in the list while that is out of sight. */
void
rc_row_view_give_keyboard (RcRowView *self)
{
  GtkWidget *row = rc_row_view_get_row (self, self->cursor);

  if (row == NULL || !gtk_widget_grab_focus (row))
    rc_row_view_focus_self (self);
}

void
rc_row_view_reveal (RcRowView *self, guint position)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  if (adjustment != NULL)
    gtk_adjustment_clamp_page (adjustment, (double) position * self->row_height, (double) (position + 1) * self->row_height);
}

gboolean
rc_row_view_go_to (RcRowView *self, guint position)
{
  if (rc_row_view_get_n_items (self) == 0)
    return FALSE;
  self->cursor = MIN (position, rc_row_view_get_n_items (self) - 1);
  rc_row_view_reveal (self, self->cursor);
  rc_row_view_give_keyboard (self);
  return TRUE;
}

/* FALSE at the ends, where the keyboard goes on to what is beside the list. */
static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RcRowView *self = RC_ROW_VIEW (widget);
  gint64 last = (gint64) rc_row_view_get_n_items (self) - 1, to = self->cursor;
  int page = self->row_height > 0 ? MAX (gtk_widget_get_height (widget) / self->row_height, 1) : 1;

  switch (g_variant_get_int32 (args))
    {
    case GTK_SCROLL_STEP_BACKWARD:
      to -= 1;
      break;
    case GTK_SCROLL_STEP_FORWARD:
      to += 1;
      break;
    case GTK_SCROLL_PAGE_BACKWARD:
      to -= page;
      break;
    case GTK_SCROLL_PAGE_FORWARD:
      to += page;
      break;
    case GTK_SCROLL_START:
      to = 0;
      break;
    default:
      to = last;
    }
  to = CLAMP (to, 0, MAX (last, 0));
  if (to == self->cursor || !rc_row_view_go_to (self, (guint) to))
    return FALSE;
  if (RC_ROW_VIEW_GET_CLASS (self)->moved != NULL)
    RC_ROW_VIEW_GET_CLASS (self)->moved (self, (guint) to);
  return TRUE;
}

static gboolean
open_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RcRowView *self = RC_ROW_VIEW (widget);

  /* What is out of sight is not opened unseen. */
  if (rc_row_view_get_row (self, self->cursor) == NULL)
    return rc_row_view_go_to (self, self->cursor);
  rc_row_view_activate (self, self->cursor);
  return TRUE;
}

void
rc_row_view_add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keys[2];
    GtkScrollType move;
  } moves[] = {
    { { GDK_KEY_Up, GDK_KEY_KP_Up }, GTK_SCROLL_STEP_BACKWARD },
    { { GDK_KEY_Down, GDK_KEY_KP_Down }, GTK_SCROLL_STEP_FORWARD },
    { { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, GTK_SCROLL_PAGE_BACKWARD },
    { { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down }, GTK_SCROLL_PAGE_FORWARD },
    { { GDK_KEY_Home, GDK_KEY_KP_Home }, GTK_SCROLL_START },
    { { GDK_KEY_End, GDK_KEY_KP_End }, GTK_SCROLL_END },
  };
  static const guint opens[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space, GDK_KEY_KP_Space };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    for (guint k = 0; k < G_N_ELEMENTS (moves[i].keys); k++)
      gtk_widget_class_add_binding (widget_class, moves[i].keys[k], 0, move_cb, "i", moves[i].move);
  for (guint i = 0; i < G_N_ELEMENTS (opens); i++)
    gtk_widget_class_add_binding (widget_class, opens[i], 0, open_cb, NULL);
}

