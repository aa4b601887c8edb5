/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a document, for a GtkScrolledWindow: all in one column, or a page or two at a time. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-view.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "widgets/page-layout.h"
#include "widgets/page-view-private.h"

#define LEAST_CACHE (48u << 20)
#define MOST_CACHE (88u << 20) /* with what a renderer needs, application and renderer stay below 300 MB */
#define SMALL_CACHE (8u << 20)

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_ZOOM,
  PROP_FIT,
  PROP_NIGHT,
  PROP_CONTINUOUS,
  PROP_TWO_PAGES,
  PROP_COVER,
  PROP_BEFORE,
  PROP_AFTER,
  PROP_HAS_SELECTION,
  N_OWN_PROPS,
  PROP_HADJUSTMENT = N_OWN_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SIGNAL_PAGE_FAILED,
  SIGNAL_PAGES_KNOWN,
  SIGNAL_BEYOND,
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

static int
get_page_of_place (RcPageView *self, int index)
{
  return index >= 0 && index < (int) self->history->len ? (int) g_array_index (self->history, RcPageAnchor, index).page : -1;
}

static void
set_arrangement (RcPageView *self, gboolean *place, gboolean value, GParamSpec *pspec)
{
  if (*place == !!value)
    return;
  *place = !!value;
  rc_page_view_arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
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
    case PROP_FIT:
      g_value_set_uint (value, self->fit);
      break;
    case PROP_NIGHT:
      g_value_set_boolean (value, self->night);
      break;
    case PROP_CONTINUOUS:
      g_value_set_boolean (value, self->continuous);
      break;
    case PROP_TWO_PAGES:
      g_value_set_boolean (value, self->two_pages);
      break;
    case PROP_COVER:
      g_value_set_boolean (value, self->cover);
      break;
    case PROP_BEFORE:
      g_value_set_int (value, get_page_of_place (self, (int) self->here - 1));
      break;
    case PROP_AFTER:
      g_value_set_int (value, get_page_of_place (self, (int) self->here));
      break;
    case PROP_HAS_SELECTION:
      g_value_set_boolean (value, rc_page_view_has_selection (self));
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
    case PROP_FIT:
      rc_page_view_set_fit (self, g_value_get_uint (value));
      break;
    case PROP_NIGHT:
      rc_page_view_set_night (self, g_value_get_boolean (value));
      break;
    case PROP_CONTINUOUS:
      set_arrangement (self, &self->continuous, g_value_get_boolean (value), pspec);
      break;
    case PROP_TWO_PAGES:
      set_arrangement (self, &self->two_pages, g_value_get_boolean (value), pspec);
      break;
    case PROP_COVER:
      set_arrangement (self, &self->cover, g_value_get_boolean (value), pspec);
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
  g_array_unref (self->history);
  g_hash_table_unref (self->links);
  g_hash_table_unref (self->layers);
  g_free (self->page_text);
  g_free (self->caption);
  G_OBJECT_CLASS (rc_page_view_parent_class)->finalize (object);
}

static void
rc_page_view_class_init (RcPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags reading = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rc_page_view_get_property;
  object_class->set_property = rc_page_view_set_property;
  object_class->dispose = rc_page_view_dispose;
  object_class->finalize = rc_page_view_finalize;
  widget_class->measure = rc_page_view_measure;
  widget_class->size_allocate = rc_page_view_size_allocate;
  widget_class->snapshot = rc_page_view_snapshot;
  widget_class->focus = rc_page_view_focus;

  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, RC_PAGE_VIEW_MIN_ZOOM, RC_PAGE_VIEW_MAX_ZOOM, 1, flags);
  properties[PROP_FIT] = g_param_spec_uint ("fit", NULL, NULL, RC_PAGE_FIT_NONE, RC_PAGE_FIT_PAGE, RC_PAGE_FIT_WIDTH, flags);
  properties[PROP_NIGHT] = g_param_spec_boolean ("night", NULL, NULL, FALSE, flags);
  properties[PROP_CONTINUOUS] = g_param_spec_boolean ("continuous", NULL, NULL, TRUE, flags);
  properties[PROP_TWO_PAGES] = g_param_spec_boolean ("two-pages", NULL, NULL, FALSE, flags);
  properties[PROP_COVER] = g_param_spec_boolean ("cover", NULL, NULL, FALSE, flags);
  properties[PROP_BEFORE] = g_param_spec_int ("before", NULL, NULL, -1, G_MAXINT, -1, reading);
  properties[PROP_AFTER] = g_param_spec_int ("after", NULL, NULL, -1, G_MAXINT, -1, reading);
  properties[PROP_HAS_SELECTION] = g_param_spec_boolean ("has-selection", NULL, NULL, FALSE, reading);
  g_object_class_install_properties (object_class, N_OWN_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[SIGNAL_PAGE_FAILED] = g_signal_new ("page-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_PAGES_KNOWN] = g_signal_new ("pages-known", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 0);

  signals[SIGNAL_BEYOND] = g_signal_new ("beyond", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  rc_page_view_install_actions (widget_class);
}

/* What is asked for and not there yet is NULL. */
static void
free_links (gpointer links)
{
  if (links != NULL)
    g_array_unref (links);
}

static void
free_layer (gpointer layer)
{
  if (layer != NULL)
    rc_text_layer_free (layer);
}

static void
rc_page_view_init (RcPageView *self)
{
  self->zoom = 1;
  self->fit = RC_PAGE_FIT_WIDTH;
  self->continuous = TRUE;
  self->direction = +1;
  self->current_hit = -1;
  self->link_page = -1;
  self->pointer_x = self->pointer_y = -1;
  self->history = g_array_new (FALSE, FALSE, sizeof (RcPageAnchor));
  self->links = g_hash_table_new_full (NULL, NULL, NULL, free_links);
  self->layers = g_hash_table_new_full (NULL, NULL, NULL, free_layer);
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  rc_page_view_add_controllers (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"), -1);
}

static void
forget_document (RcPageView *self)
{
  RcPageTextures **textures[] = { &self->textures, &self->small };

  for (guint i = 0; i < G_N_ELEMENTS (textures); i++)
    if (*textures[i] != NULL)
      {
        rc_page_textures_unwant (*textures[i], self);
        g_signal_handlers_disconnect_by_func (*textures[i], rc_page_view_textures_changed_cb, self);
        g_clear_object (textures[i]);
      }
  g_clear_handle_id (&self->first_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->layout, rc_page_layout_free);
  g_clear_pointer (&self->pages, rc_pdf_pages_free);
  g_hash_table_remove_all (self->links);
  g_hash_table_remove_all (self->layers);
  g_array_set_size (self->history, 0);
  g_clear_pointer (&self->hits, rc_hits_unref);
  self->page = 0;
  self->here = 0;
  self->turns = 0;
  self->link_page = -1;
  self->text_asked = FALSE;
  self->from = self->to = (RcPageSpot){ 0, 0 };
  self->selecting = FALSE;
  self->fit = RC_PAGE_FIT_WIDTH;
  self->anchor = (RcPageAnchor){ 0, 0.5, 0, 0.5, RC_PAGE_GAP, FALSE };
}

/* A small part of the machine's memory, for it has much else to do. */
static gsize
get_cache_bytes (void)
{
  gsize all = (gsize) sysconf (_SC_PHYS_PAGES) * (gsize) sysconf (_SC_PAGESIZE);

  return CLAMP (all / 64, LEAST_CACHE, MOST_CACHE);
}

void
rc_page_view_set_pdf (RcPageView *self, RcPdf *pdf)
{
  RcPdfSize size;

  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  forget_document (self);
  if (pdf == NULL)
    {
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }

  self->cancellable = g_cancellable_new ();
  self->textures = rc_page_textures_new (pdf, get_cache_bytes ());
  self->small = rc_page_textures_new (pdf, SMALL_CACHE);
  rc_page_textures_set_night (self->textures, self->night);
  rc_page_textures_set_night (self->small, self->night);
  size = rc_pdf_get_first_size (pdf);
  self->layout = rc_page_layout_new ((guint) MAX (rc_pdf_get_n_pages (pdf), 1), size.width, size.height);
  g_signal_connect (self->textures, "changed", G_CALLBACK (rc_page_view_textures_changed_cb), self);
  g_signal_connect (self->small, "changed", G_CALLBACK (rc_page_view_textures_changed_cb), self);
  rc_page_view_ask_later (self);
  rc_page_view_page_changed (self);
  rc_page_view_arrange (self);
  rc_page_view_notify_history (self);
}

RcPdf *
rc_page_view_get_pdf (RcPageView *self)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), NULL);

  return self->textures != NULL ? rc_page_textures_get_pdf (self->textures) : NULL;
}

RcPageTextures *
rc_page_view_get_small (RcPageView *self)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), NULL);

  return self->small;
}

void
rc_page_view_notify_history (RcPageView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BEFORE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AFTER]);
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

  rc_page_view_zoom_at (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

RcPageFit
rc_page_view_get_fit (RcPageView *self)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), RC_PAGE_FIT_NONE);

  return self->fit;
}

void
rc_page_view_set_fit (RcPageView *self, RcPageFit fit)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->fit == fit)
    return;
  self->fit = fit;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIT]);
  if (fit == RC_PAGE_FIT_PAGE)
    self->anchor = (RcPageAnchor){ self->page, 0.5, 0, 0.5, RC_PAGE_GAP, FALSE };
  rc_page_view_place_again (self);
}

void
rc_page_view_set_may_copy (RcPageView *self, gboolean may_copy)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  self->may_copy = !!may_copy;
  if (!may_copy)
    rc_page_view_clear_selection (self);
}

void
rc_page_view_set_night (RcPageView *self, gboolean night)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->night == !!night)
    return;
  self->night = !!night;
  if (self->textures != NULL)
    {
      rc_page_textures_set_night (self->textures, self->night);
      rc_page_textures_set_night (self->small, self->night);
    }
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
rc_page_view_set_hits (RcPageView *self, RcHits *hits, int current)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (hits != NULL)
    rc_hits_ref (hits);
  g_clear_pointer (&self->hits, rc_hits_unref);
  self->hits = hits;
  self->current_hit = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rc_page_view_retry (RcPageView *self, guint page)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->textures == NULL)
    return;
  rc_page_textures_retry (self->small, page);
  rc_page_textures_retry (self->textures, page);
}

gboolean
rc_page_view_has_failed (RcPageView *self, guint page)
{
  g_return_val_if_fail (RC_IS_PAGE_VIEW (self), FALSE);

  return self->textures != NULL && rc_page_textures_has_failed (self->textures, page);
}
