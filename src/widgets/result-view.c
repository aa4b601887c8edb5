/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results that are in sight: a keystroke costs no more than what is seen of its answer. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/result-view.h"

#include "widgets/result-row.h"

struct _RcResultView
{
  RcRowView parent_instance;

  RcResultList *list; /* (owned) (nullable) */
  char *query;        /* (owned) (nullable) */
  gboolean brief;
};

enum
{
  ACTIVATE_HIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcResultView, rc_result_view, RC_TYPE_ROW_VIEW)

static void
opened_cb (RcResultView *self, RcResultRow *row)
{
  rc_row_view_open (RC_ROW_VIEW (self), GTK_WIDGET (row));
}

static void
hit_opened_cb (RcResultView *self, RcResultRow *row)
{
  guint position = rc_row_view_get_position (RC_ROW_VIEW (self), GTK_WIDGET (row));

  if (position == G_MAXUINT)
    return;
  RC_ROW_VIEW (self)->cursor = position;
  g_signal_emit (self, signals[ACTIVATE_HIT], 0, position);
}

static GtkWidget *
make_row (RcRowView *view)
{
  RcResultView *self = RC_RESULT_VIEW (view);
  GtkWidget *row = rc_result_row_new ();

  rc_result_row_set_brief (RC_RESULT_ROW (row), self->brief);
  g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "hit-opened", G_CALLBACK (hit_opened_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
set_row (RcRowView *view, GtkWidget *row, gpointer item, guint position, gboolean keep)
{
  rc_result_row_set (RC_RESULT_ROW (row), item, position, rc_row_view_get_n_items (view),
                     item != NULL ? RC_RESULT_VIEW (view)->query : NULL, keep);
}

static gboolean
focus_inside (RcRowView *view, GtkWidget *row, gboolean to)
{
  return rc_result_row_focus_hit (RC_RESULT_ROW (row), to);
}

static void
rc_result_view_finalize (GObject *object)
{
  RcResultView *self = RC_RESULT_VIEW (object);

  g_clear_object (&self->list);
  g_free (self->query);
  G_OBJECT_CLASS (rc_result_view_parent_class)->finalize (object);
}

static void
rc_result_view_class_init (RcResultViewClass *klass)
{
  RcRowViewClass *view_class = RC_ROW_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rc_result_view_finalize;
  view_class->make_row = make_row;
  view_class->set_row = set_row;
  view_class->focus_inside = focus_inside;
  signals[ACTIVATE_HIT] = g_signal_new ("activate-hit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_UINT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "results");
}

static void
rc_result_view_init (RcResultView *self)
{
}

void
rc_result_view_set_list (RcResultView *self, RcResultList *list, const char *query, gboolean stay)
{
  g_autofree char *own_query = g_strdup (query);

  g_return_if_fail (RC_IS_RESULT_VIEW (self));
  g_return_if_fail (list == NULL || RC_IS_RESULT_LIST (list));

  g_set_object (&self->list, list);
  g_free (self->query);
  self->query = g_steal_pointer (&own_query);
  rc_row_view_set_model (RC_ROW_VIEW (self), (GListModel *) list, stay);
}

RcResultList *
rc_result_view_get_list (RcResultView *self)
{
  g_return_val_if_fail (RC_IS_RESULT_VIEW (self), NULL);

  return self->list;
}

void
rc_result_view_set_brief (RcResultView *self, gboolean brief)
{
  RcRowView *view = RC_ROW_VIEW (self);

  g_return_if_fail (RC_IS_RESULT_VIEW (self));

  self->brief = brief;
  for (guint i = 0; i < view->rows->len; i++)
    rc_result_row_set_brief (g_ptr_array_index (view->rows, i), brief);
  rc_row_view_measure_anew (view);
}
