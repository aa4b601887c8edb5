/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets of RcRowView: a handful that change places. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/row-view.h"

/* Rows are loaded this many screens ahead, both ways, so that scrolling meets no empty ones. */
#define SCREENS_AHEAD 2

GtkWidget *
rc_row_view_get_row (RcRowView *self, guint position)
{
  if (position < self->first || position - self->first >= self->rows->len || position >= rc_row_view_get_n_items (self))
    return NULL;
  return g_ptr_array_index (self->rows, position - self->first);
}

guint
rc_row_view_get_position (RcRowView *self, GtkWidget *row)
{
  guint i;

  return g_ptr_array_find (self->rows, row, &i) ? g_array_index (self->shown, guint, i) : G_MAXUINT;
}

static void
fill_rows (RcRowView *self, gboolean again, gboolean keep)
{
  RcRowViewClass *klass = RC_ROW_VIEW_GET_CLASS (self);
  guint n = rc_row_view_get_n_items (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      guint position = self->first + i, *shown = &g_array_index (self->shown, guint, i);

      gtk_widget_set_visible (row, position < n);
      if (position >= n)
        {
          klass->set_row (self, row, NULL, 0, FALSE);
          *shown = G_MAXUINT;
        }
      else if (again || *shown != position)
        {
          g_autoptr (GObject) item = g_list_model_get_item (self->model, position);

          *shown = position;
          klass->set_row (self, row, item, position, keep);
        }
    }
}

static void
hold_near (RcRowView *self)
{
  GPtrArray *near = g_ptr_array_new_with_free_func (g_object_unref);
  guint ahead = self->rows->len * SCREENS_AHEAD;
  guint from = self->first > ahead ? self->first - ahead : 0;
  guint to = MIN (self->first + self->rows->len + ahead, rc_row_view_get_n_items (self));

  /* The newest wish is granted first: what is in sight has been wished for already and comes with these. */
  for (guint position = from; position < to; position++)
    g_ptr_array_add (near, g_list_model_get_item (self->model, position));
  /* Those of both stay throughout. */
  g_clear_pointer (&self->near, g_ptr_array_unref);
  self->near = near;
}

/* Widgets that leave at one end come in at the other, and stay in the order of the list for screen readers. */
static void
turn_rows (RcRowView *self, guint first)
{
  while (self->first < first)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, 0);
      guint shown = g_array_index (self->shown, guint, 0);

      g_ptr_array_add (self->rows, row);
      g_array_remove_index (self->shown, 0);
      g_array_append_val (self->shown, shown);
      gtk_widget_insert_before (row, GTK_WIDGET (self), NULL);
      self->first++;
    }
  while (self->first > first)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, self->rows->len - 1);
      guint shown = g_array_index (self->shown, guint, self->shown->len - 1);

      g_ptr_array_insert (self->rows, 0, row);
      g_array_set_size (self->shown, self->shown->len - 1);
      g_array_prepend_val (self->shown, shown);
      gtk_widget_insert_after (row, GTK_WIDGET (self), NULL);
      self->first--;
    }
}

static guint
get_first (RcRowView *self)
{
  guint n = rc_row_view_get_n_items (self), n_rows = self->rows->len;
  guint first = self->row_height > 0 ? (guint) (rc_row_view_get_value (self) / self->row_height) : 0;

  return MIN (first, n > n_rows ? n - n_rows : 0);
}

void
rc_row_view_show_place (RcRowView *self, gboolean again, gboolean keep)
{
  guint first = get_first (self), before = self->first;
  gboolean keyboard = rc_row_view_has_keyboard (self);

  if (ABS ((gint64) first - self->first) < self->rows->len)
    turn_rows (self, first);
  self->first = first;
  fill_rows (self, again, keep);
  if (again || first != before || self->near->len == 0)
    hold_near (self);
  if (keyboard && (again || first != before))
    rc_row_view_give_keyboard (self);
}

void
rc_row_view_open (RcRowView *self, GtkWidget *row)
{
  guint position = rc_row_view_get_position (self, row);

  if (position == G_MAXUINT)
    return;
  self->cursor = position;
  gtk_widget_grab_focus (row);
  rc_row_view_activate (self, position);
}

static void
add_row (RcRowView *self)
{
  GtkWidget *row = RC_ROW_VIEW_GET_CLASS (self)->make_row (self);
  guint none = G_MAXUINT;

  gtk_widget_set_parent (row, GTK_WIDGET (self));
  g_ptr_array_add (self->rows, row);
  g_array_append_val (self->shown, none);
}

/* One more than fit, for those cut at both ends. */
static guint
get_n_wanted (RcRowView *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  return MIN (self->row_height > 0 ? (guint) (height / self->row_height) + 2 : 1, rc_row_view_get_n_items (self));
}

void
rc_row_view_measure_rows (RcRowView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      int height;

      gtk_widget_measure (g_ptr_array_index (self->rows, i), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      self->row_height = MAX (self->row_height, height);
    }
}

gboolean
rc_row_view_fits (RcRowView *self)
{
  return self->rows->len >= get_n_wanted (self) && get_first (self) == self->first;
}

void
rc_row_view_add_rows (RcRowView *self)
{
  guint before = self->rows->len;

  while (self->rows->len < get_n_wanted (self))
    {
      add_row (self);
      if (self->row_height == 0)
        rc_row_view_measure_rows (self);
    }
  if (self->rows->len > before)
    g_ptr_array_set_size (self->near, 0);
}
