/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from one result to the next. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/among.h"

typedef struct
{
  RcResultList *among;    /* (owned) */
  GWeakRef navigator;
  RcRow *row;             /* (owned) */
  gulong handler;
} Step;

gint64
rc_among_find (RcResultList *among, gint64 id, guint *n)
{
  *n = among != NULL ? g_list_model_get_n_items (G_LIST_MODEL (among)) : 0;
  return among != NULL ? rc_result_list_find (among, id) : -1;
}

static void
step_free (Step *step)
{
  g_object_unref (step->among);
  g_object_unref (step->row);
  g_weak_ref_clear (&step->navigator);
  g_free (step);
}

static void
loaded_cb (RcRow *row, GParamSpec *pspec, Step *step)
{
  g_autoptr (RcNavigator) navigator = g_weak_ref_get (&step->navigator);
  const RcRowData *data = rc_row_get_data (row);

  if (navigator != NULL && data != NULL)
    rc_navigator_open_row (navigator, data, step->among);
  if (step->handler != 0)
    g_signal_handler_disconnect (row, step->handler);
  step_free (step);
}

void
rc_among_step (RcResultList *among, gint64 id, int by, RcNavigator *navigator)
{
  guint n;
  gint64 place = rc_among_find (among, id, &n);
  Step *step;

  if (place < 0 || place + by < 0 || place + by >= n || navigator == NULL)
    return;
  step = g_new0 (Step, 1);
  step->among = g_object_ref (among);
  step->row = g_list_model_get_item (G_LIST_MODEL (among), (guint) (place + by));
  g_weak_ref_init (&step->navigator, navigator);
  if (rc_row_is_loaded (step->row))
    loaded_cb (step->row, NULL, step);
  else
    step->handler = g_signal_connect (step->row, "notify::data", G_CALLBACK (loaded_cb), step);
}
