/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a disc that are in sight, of which one is chosen: what the keyboard passes, and what is opened. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-view.h"

#include "pages/disc-line.h"

struct _RcDiscView
{
  RcRowView parent_instance;

  RcFileItem *selected; /* (owned) (nullable) */
  guint position;       /* of it; G_MAXUINT none */
  gboolean narrow;
};

enum
{
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcDiscView, rc_disc_view, RC_TYPE_ROW_VIEW)

static void
opened_cb (RcRowView *view, GtkWidget *row)
{
  rc_row_view_open (view, row);
}

static GtkWidget *
make_row (RcRowView *view)
{
  GtkWidget *row = rc_disc_line_new ();

  rc_disc_line_set_narrow (RC_DISC_LINE (row), RC_DISC_VIEW (view)->narrow);
  g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), view, G_CONNECT_SWAPPED);
  return row;
}

static void
set_row (RcRowView *view, GtkWidget *row, gpointer item, guint position, gboolean keep)
{
  rc_disc_line_set (RC_DISC_LINE (row), item, position == 0, position + 1 == rc_row_view_get_n_items (view), keep);
  rc_disc_line_set_selected (RC_DISC_LINE (row), item != NULL && position == RC_DISC_VIEW (view)->position);
}

static void
moved (RcRowView *view, guint position)
{
  rc_disc_view_select (RC_DISC_VIEW (view), position);
}

static void
rc_disc_view_dispose (GObject *object)
{
  g_clear_object (&RC_DISC_VIEW (object)->selected);
  G_OBJECT_CLASS (rc_disc_view_parent_class)->dispose (object);
}

static void
rc_disc_view_class_init (RcDiscViewClass *klass)
{
  RcRowViewClass *view_class = RC_ROW_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_disc_view_dispose;
  view_class->make_row = make_row;
  view_class->set_row = set_row;
  view_class->moved = moved;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "listview");
}

static void
rc_disc_view_init (RcDiscView *self)
{
  self->position = G_MAXUINT;
}

static void
mark_selected (RcDiscView *self, gboolean selected)
{
  GtkWidget *row = rc_row_view_get_row (RC_ROW_VIEW (self), self->position);

  if (row != NULL)
    rc_disc_line_set_selected (RC_DISC_LINE (row), selected);
}

void
rc_disc_view_set_files (RcDiscView *self, RcFileList *files)
{
  g_return_if_fail (RC_IS_DISC_VIEW (self) && RC_IS_FILE_LIST (files));

  g_clear_object (&self->selected);
  self->position = G_MAXUINT;
  rc_row_view_set_model (RC_ROW_VIEW (self), G_LIST_MODEL (files), FALSE);
}

void
rc_disc_view_select (RcDiscView *self, guint position)
{
  GListModel *model = RC_ROW_VIEW (self)->model;

  g_return_if_fail (RC_IS_DISC_VIEW (self));

  if (position == self->position)
    return;
  mark_selected (self, FALSE);
  g_clear_object (&self->selected);
  self->selected = model != NULL && position != G_MAXUINT ? g_list_model_get_item (model, position) : NULL;
  self->position = self->selected != NULL ? position : G_MAXUINT;
  mark_selected (self, TRUE);
  g_signal_emit (self, signals[SELECTED], 0);
}

RcFileItem *
rc_disc_view_get_selected (RcDiscView *self)
{
  g_return_val_if_fail (RC_IS_DISC_VIEW (self), NULL);

  return self->selected;
}

gint64
rc_disc_view_get_file (RcDiscView *self)
{
  RcFileItem *item = rc_disc_view_get_selected (self);
  const RcFileRow *row = item != NULL && !rc_file_item_is_folder (item) ? rc_file_item_get_row (item) : NULL;

  return row != NULL ? row->id : 0;
}

void
rc_disc_view_set_narrow (RcDiscView *self, gboolean narrow)
{
  RcRowView *view = RC_ROW_VIEW (self);

  g_return_if_fail (RC_IS_DISC_VIEW (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  for (guint i = 0; i < view->rows->len; i++)
    rc_disc_line_set_narrow (g_ptr_array_index (view->rows, i), narrow);
  rc_row_view_measure_anew (view);
}
