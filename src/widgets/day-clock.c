/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a page when what it says of deadlines is not true any more. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/day-clock.h"

#include "widgets/deadline-text.h"

/* A timer stands still while the machine sleeps, and knows nothing of a clock that was set: it only looks, and often enough. */
#define LOOK_SECONDS 30

struct _RcDayClock
{
  GObject parent_instance;

  RcNowFunc now;
  gpointer user_data;
  guint source;
  gint64 filled_at;   /* Unix seconds; 0 never */
  gint64 next_change; /* Unix seconds */
  int offset;         /* of the machine's own zone then, in seconds */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcDayClock, rc_day_clock, G_TYPE_OBJECT)

static int
read_offset (gint64 now)
{
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (now);

  return here != NULL ? (int) (g_date_time_get_utc_offset (here) / G_TIME_SPAN_SECOND) : 0;
}

static gboolean
look_cb (gpointer data)
{
  rc_day_clock_look (RC_DAY_CLOCK (data));
  return G_SOURCE_CONTINUE;
}

static void
rc_day_clock_dispose (GObject *object)
{
  g_clear_handle_id (&RC_DAY_CLOCK (object)->source, g_source_remove);
  G_OBJECT_CLASS (rc_day_clock_parent_class)->dispose (object);
}

static void
rc_day_clock_class_init (RcDayClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_day_clock_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rc_day_clock_init (RcDayClock *self)
{
  self->source = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
}

RcDayClock *
rc_day_clock_new (RcNowFunc now, gpointer user_data)
{
  RcDayClock *self = g_object_new (RC_TYPE_DAY_CLOCK, NULL);

  self->now = now;
  self->user_data = user_data;
  return self;
}

gint64
rc_day_clock_now (RcDayClock *self)
{
  g_return_val_if_fail (RC_IS_DAY_CLOCK (self), 0);

  return self->now != NULL ? self->now (self->user_data) : g_get_real_time () / G_USEC_PER_SEC;
}

void
rc_day_clock_filled (RcDayClock *self, gint64 closing)
{
  g_return_if_fail (RC_IS_DAY_CLOCK (self));

  self->filled_at = rc_day_clock_now (self);
  self->next_change = rc_deadline_next_change (closing, self->filled_at);
  self->offset = read_offset (self->filled_at);
}

void
rc_day_clock_look (RcDayClock *self)
{
  gint64 now;

  g_return_if_fail (RC_IS_DAY_CLOCK (self));

  now = rc_day_clock_now (self);
  /* A clock that was set back shows another day as well. */
  if (self->filled_at == 0 || (now >= self->filled_at && now < self->next_change && read_offset (now) == self->offset))
    return;
  /* Said once: the page tells when it is filled. */
  self->filled_at = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}
