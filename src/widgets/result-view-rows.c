/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The widgets of RcResultView: a handful that change places. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/result-view-private.h"

/* Rows are loaded this many screens ahead, both ways, so that scrolling meets no empty ones. */
#define SCREENS_AHEAD 2

GtkWidget *
rc_result_view_get_row (RcResultView *self, guint position)
{
  if (position < self->first || position - self->first >= self->rows->len || position >= rc_result_view_get_n_items (self))
    return NULL;
  return g_ptr_array_index (self->rows, position - self->first);
}

static void
fill_rows (RcResultView *self, gboolean again, gboolean keep)
{
  guint n = rc_result_view_get_n_items (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      RcResultRow *row = g_ptr_array_index (self->rows, i);
      guint position = self->first + i;
      g_autoptr (RcRow) item = NULL;

      gtk_widget_set_visible (GTK_WIDGET (row), position < n);
      if (position >= n)
        rc_result_row_set (row, NULL, 0, 0, NULL, FALSE);
      else if (again || rc_result_row_get_row (row) == NULL || rc_result_row_get_position (row) != position)
        {
          item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
          rc_result_row_set (row, item, position, n, self->query, keep);
        }
    }
}

static void
hold_near (RcResultView *self)
{
  GPtrArray *near = g_ptr_array_new_with_free_func (g_object_unref);
  guint ahead = self->rows->len * SCREENS_AHEAD;
  guint from = self->first > ahead ? self->first - ahead : 0;
  guint to = MIN (self->first + self->rows->len + ahead, rc_result_view_get_n_items (self));

  /* The newest wish is granted first: what is in sight has been wished for already and comes with these. */
  for (guint position = from; position < to; position++)
    g_ptr_array_add (near, g_list_model_get_item (G_LIST_MODEL (self->list), position));
  /* Those of both stay throughout. */
  g_clear_pointer (&self->near, g_ptr_array_unref);
  self->near = near;
}

/* Widgets that leave at one end come in at the other, and stay in the order of the list for screen readers. */
static void
turn_rows (RcResultView *self, guint first)
{
  while (self->first < first)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, 0);

      g_ptr_array_add (self->rows, row);
      gtk_widget_insert_before (row, GTK_WIDGET (self), NULL);
      self->first++;
    }
  while (self->first > first)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, self->rows->len - 1);

      g_ptr_array_insert (self->rows, 0, row);
      gtk_widget_insert_after (row, GTK_WIDGET (self), NULL);
      self->first--;
    }
}

static guint
get_first (RcResultView *self)
{
  guint n = rc_result_view_get_n_items (self), n_rows = self->rows->len;
  guint first = self->row_height > 0 ? (guint) (rc_result_view_get_value (self) / self->row_height) : 0;

  return MIN (first, n > n_rows ? n - n_rows : 0);
}

void
rc_result_view_show_place (RcResultView *self, gboolean again, gboolean keep)
{
  guint first = get_first (self), before = self->first;
  gboolean keyboard = rc_result_view_has_keyboard (self);

  if (ABS ((gint64) first - self->first) < self->rows->len)
    turn_rows (self, first);
  self->first = first;
  fill_rows (self, again, keep);
  if (again || first != before || self->near->len == 0)
    hold_near (self);
  if (keyboard && (again || first != before))
    rc_result_view_give_keyboard (self);
}

static void
opened_cb (RcResultView *self, RcResultRow *row)
{
  self->cursor = rc_result_row_get_position (row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  rc_result_view_activate (self, self->cursor, FALSE);
}

static void
hit_opened_cb (RcResultView *self, RcResultRow *row)
{
  self->cursor = rc_result_row_get_position (row);
  rc_result_view_activate (self, self->cursor, TRUE);
}

static void
add_row (RcResultView *self)
{
  GtkWidget *row = rc_result_row_new ();

  rc_result_row_set_brief (RC_RESULT_ROW (row), self->brief);
  g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "hit-opened", G_CALLBACK (hit_opened_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  g_ptr_array_add (self->rows, row);
}

/* One more than fit, for those cut at both ends. */
static guint
get_n_wanted (RcResultView *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  return MIN (self->row_height > 0 ? (guint) (height / self->row_height) + 2 : 1, rc_result_view_get_n_items (self));
}

void
rc_result_view_measure_rows (RcResultView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      int height;

      gtk_widget_measure (g_ptr_array_index (self->rows, i), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      self->row_height = MAX (self->row_height, height);
    }
}

gboolean
rc_result_view_fits (RcResultView *self)
{
  return self->rows->len >= get_n_wanted (self) && get_first (self) == self->first;
}

void
rc_result_view_add_rows (RcResultView *self)
{
  guint before = self->rows->len;

  while (self->rows->len < get_n_wanted (self))
    {
      add_row (self);
      if (self->row_height == 0)
        rc_result_view_measure_rows (self);
    }
  if (self->rows->len > before)
    g_ptr_array_set_size (self->near, 0);
}
