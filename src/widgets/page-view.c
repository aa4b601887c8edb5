/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages of a document in one column, for a GtkScrolledWindow. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-view.h"

#include <glib/gi18n.h>

#include "widgets/page-layout.h"
#include "widgets/page-view-private.h"

#define CACHE_BYTES (64u << 20)

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_ZOOM,
  PROP_FIT_WIDTH,
  PROP_NIGHT,
  N_OWN_PROPS,
  PROP_HADJUSTMENT = N_OWN_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SIGNAL_PAGE_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_OWN_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (RcPageView, rc_page_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
rc_page_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 800;
}

static void
set_adjustment (RcPageView *self, GtkAdjustment **place, GtkAdjustment *adjustment)
{
  if (*place == adjustment && adjustment != NULL)
    return;
  if (*place != NULL)
    {
      g_signal_handlers_disconnect_by_func (*place, rc_page_view_scrolled_cb, self);
      g_clear_object (place);
    }
  *place = g_object_ref_sink (adjustment != NULL ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_swapped (*place, "value-changed", G_CALLBACK (rc_page_view_scrolled_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
rc_page_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RcPageView *self = RC_PAGE_VIEW (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_FIT_WIDTH:
      g_value_set_boolean (value, self->fit_width);
      break;
    case PROP_NIGHT:
      g_value_set_boolean (value, self->night);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_page_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RcPageView *self = RC_PAGE_VIEW (object);

  switch (id)
    {
    case PROP_PAGE:
      rc_page_view_show_page (self, g_value_get_uint (value));
      break;
    case PROP_ZOOM:
      rc_page_view_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_FIT_WIDTH:
      rc_page_view_set_fit_width (self, g_value_get_boolean (value));
      break;
    case PROP_NIGHT:
      rc_page_view_set_night (self, g_value_get_boolean (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_page_view_dispose (GObject *object)
{
  RcPageView *self = RC_PAGE_VIEW (object);

  g_clear_handle_id (&self->tell_source, g_source_remove);
  rc_page_view_set_pdf (self, NULL);
  if (self->hadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->hadjustment, rc_page_view_scrolled_cb, self);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->vadjustment, rc_page_view_scrolled_cb, self);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  G_OBJECT_CLASS (rc_page_view_parent_class)->dispose (object);
}

static void
rc_page_view_finalize (GObject *object)
{
  RcPageView *self = RC_PAGE_VIEW (object);

  g_clear_pointer (&self->layout, rc_page_layout_free);
  g_hash_table_unref (self->sizes_asked);
  g_free (self->page_text);
  G_OBJECT_CLASS (rc_page_view_parent_class)->finalize (object);
}

static void
rc_page_view_class_init (RcPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rc_page_view_get_property;
  object_class->set_property = rc_page_view_set_property;
  object_class->dispose = rc_page_view_dispose;
  object_class->finalize = rc_page_view_finalize;
  widget_class->measure = rc_page_view_measure;
  widget_class->size_allocate = rc_page_view_size_allocate;
  widget_class->snapshot = rc_page_view_snapshot;

  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, RC_PAGE_VIEW_MIN_ZOOM, RC_PAGE_VIEW_MAX_ZOOM, 1, flags);
  properties[PROP_FIT_WIDTH] = g_param_spec_boolean ("fit-width", NULL, NULL, TRUE, flags);
  properties[PROP_NIGHT] = g_param_spec_boolean ("night", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_OWN_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[SIGNAL_PAGE_FAILED] = g_signal_new ("page-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  rc_page_view_install_actions (widget_class);
}

static void
rc_page_view_init (RcPageView *self)
{
  self->zoom = 1;
  self->fit_width = TRUE;
  self->current_hit = -1;
  self->sizes_asked = g_hash_table_new (NULL, NULL);
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  rc_page_view_add_controllers (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"), -1);
}

void
rc_page_view_set_pdf (RcPageView *self, RcPdf *pdf)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->textures != NULL)
    {
      rc_page_textures_unwant_all (self->textures);
      g_signal_handlers_disconnect_by_func (self->textures, rc_page_view_textures_changed_cb, self);
    }
  g_clear_object (&self->textures);
  g_clear_pointer (&self->layout, rc_page_layout_free);
  g_hash_table_remove_all (self->sizes_asked);
  self->hits = NULL;
  self->page = 0;
  self->anchor_page = 0;
  self->anchor_part = 0;
  self->fit_width = TRUE;
  if (pdf == NULL)
    return;

  self->textures = rc_page_textures_new (pdf, CACHE_BYTES);
  rc_page_textures_set_night (self->textures, self->night);
  self->layout = rc_page_layout_new ((guint) MAX (rc_pdf_get_n_pages (pdf), 1), 595, 842);
  /* The gap above the first page is seen too. */
  self->anchor_part = -RC_PAGE_GAP / (842 * RC_PAGE_VIEW_PIXELS_A_POINT);
  g_signal_connect (self->textures, "changed", G_CALLBACK (rc_page_view_textures_changed_cb), self);
  rc_page_view_page_changed (self);
  rc_page_view_place_again (self);
}

guint
rc_page_view_get_n_pages (RcPageView *self)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), 0);

  return self->layout != NULL ? rc_page_layout_get_n_pages (self->layout) : 0;
}

guint
rc_page_view_get_page (RcPageView *self)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), 0);

  return self->page;
}

double
rc_page_view_get_zoom (RcPageView *self)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), 1);

  return self->zoom;
}

void
rc_page_view_set_zoom (RcPageView *self, double zoom)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  rc_page_view_zoom_at (self, zoom, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

void
rc_page_view_set_fit_width (RcPageView *self, gboolean fit)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->fit_width == !!fit)
    return;
  self->fit_width = !!fit;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIT_WIDTH]);
  rc_page_view_place_again (self);
}

void
rc_page_view_set_night (RcPageView *self, gboolean night)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->night == !!night)
    return;
  self->night = !!night;
  if (self->textures != NULL)
    rc_page_textures_set_night (self->textures, self->night);
  rc_page_view_want_pages (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NIGHT]);
}

gboolean
rc_page_view_get_night (RcPageView *self)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), FALSE);

  return self->night;
}

void
rc_page_view_set_hits (RcPageView *self, GPtrArray *hits, int current)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  self->hits = hits;
  self->current_hit = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rc_page_view_retry (RcPageView *self, guint page)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->textures != NULL)
    rc_page_textures_retry (self->textures, page);
}

gboolean
rc_page_view_has_failed (RcPageView *self, guint page)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), FALSE);

  return self->textures != NULL && rc_page_textures_has_failed (self->textures, page);
}
