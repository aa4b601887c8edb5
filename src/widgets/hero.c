/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mountains south of Almaty, behind the top of the home screen. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/drawing.h"
#include "widgets/hero.h"
#include "widgets/look.h"
#include "widgets/widgets.h"

#include <adwaita.h>

/* The size of the drawing; it never gets lower than this, so that it reaches behind the doors. */
#define DRAWN_WIDTH 1280
#define DRAWN_HEIGHT 400

struct _RcHero
{
  GtkWidget *widget;     /* borrowed */
  GdkPaintable *drawing; /* (owned) in the colours of now */
};

static void
choose_drawing (RcHero *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  g_clear_object (&self->drawing);
  self->drawing = rc_drawing_new (dark ? RC_RESOURCE_PATH "/art/hero-dark.svg" : RC_RESOURCE_PATH "/art/hero.svg", DRAWN_WIDTH,
                                  DRAWN_HEIGHT);
}

static void
style_cb (RcHero *self)
{
  choose_drawing (self);
  gtk_widget_queue_draw (self->widget);
}

RcHero *
rc_hero_new (GtkWidget *widget)
{
  RcHero *self = g_new0 (RcHero, 1);

  self->widget = widget;
  choose_drawing (self);
  g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (style_cb), self);
  g_signal_connect_swapped (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (style_cb), self);
  return self;
}

void
rc_hero_free (RcHero *self)
{
  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  g_clear_object (&self->drawing);
  g_free (self);
}

void
rc_hero_snapshot (RcHero *self, GtkSnapshot *snapshot, int width, gboolean mirrored)
{
  float scale = MAX (width / (float) DRAWN_WIDTH, 1);
  float w = DRAWN_WIDTH * scale, h = DRAWN_HEIGHT * scale;

  /* Nothing stands behind words with high contrast. */
  if (rc_look_get_colours () == RC_COLOURS_HIGH_CONTRAST || adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    return;
  gtk_snapshot_save (snapshot);
  if (mirrored)
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width, 0));
      gtk_snapshot_scale (snapshot, -1, 1);
    }
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width - w, 0));
  gdk_paintable_snapshot (self->drawing, snapshot, w, h);
  gtk_snapshot_restore (snapshot);
}
