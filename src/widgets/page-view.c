/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages of a document in one column, for a GtkScrolledWindow. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/page-layout.h"
#include "widgets/page-view-private.h"

#define CACHE_BYTES (64u << 20)
#define LARGEST_TEXTURE 12e6 /* pixels; larger zooms stretch it, which costs sharpness but not the cache */
#define PIXELS_A_POINT (96.0 / 72.0)
#define N_NEIGHBOURS 2
#define WORDS_FOR_READERS 240 /* letters of the page's text that go into the description */

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

/* Scale in widget pixels a point. */
double
rc_page_view_get_scale (RcPageView *self)
{
  return self->zoom * PIXELS_A_POINT;
}

static double
get_texture_scale (RcPageView *self, guint page)
{
  double scale = rc_page_view_get_scale (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width, height;

  rc_page_layout_get_size (self->layout, page, &width, &height);
  return MIN (scale, sqrt (LARGEST_TEXTURE / (width * height)));
}

/* The rectangle of a page in the widget, scrolled. */
void
rc_page_view_get_page_area (RcPageView *self, guint page, graphene_rect_t *area)
{
  double scale = rc_page_view_get_scale (self);
  double total = rc_page_layout_get_widest (self->layout) * scale + 2 * RC_PAGE_GAP;
  double width, height, across;

  rc_page_layout_get_size (self->layout, page, &width, &height);
  across = MAX (total, gtk_widget_get_width (GTK_WIDGET (self)));
  graphene_rect_init (area, (float) ((across - width * scale) / 2 - gtk_adjustment_get_value (self->hadjustment)),
                      (float) (rc_page_layout_get_top (self->layout, page, scale) - gtk_adjustment_get_value (self->vadjustment)),
                      (float) (width * scale), (float) (height * scale));
}

void
rc_page_view_get_pages_in_sight (RcPageView *self, guint *first, guint *last)
{
  double scale = rc_page_view_get_scale (self);
  double top = gtk_adjustment_get_value (self->vadjustment);

  *first = rc_page_layout_find (self->layout, top, scale);
  *last = rc_page_layout_find (self->layout, top + gtk_widget_get_height (GTK_WIDGET (self)), scale);
}

GdkTexture *
rc_page_view_get_texture (RcPageView *self, guint page)
{
  gboolean exact;

  return rc_page_textures_get (self->textures, page, get_texture_scale (self, page), &exact);
}

/* What screen readers say: the place, and how the page begins. */
static void
describe_page (RcPageView *self)
{
  g_autofree char *name = g_strdup_printf (_("Page %u of %u"), self->page + 1, rc_page_view_get_n_pages (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->page_text != NULL ? self->page_text : "", -1);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcPageView) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rc_pdf_text_finish (RC_PDF (source), result, &error);

  self->n_texts_awaited--;
  if (text == NULL || self->n_texts_awaited > 0 || self->textures == NULL)
    return;

  g_free (self->page_text);
  self->page_text = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), WORDS_FOR_READERS));
  describe_page (self);
}

static void
page_changed (RcPageView *self)
{
  RcPdf *pdf = rc_page_textures_get_pdf (self->textures);

  g_clear_pointer (&self->page_text, g_free);
  describe_page (self);
  self->n_texts_awaited++;
  rc_pdf_text_async (pdf, (int) self->page, NULL, text_cb, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void place_again (RcPageView *self);

typedef struct
{
  RcPageView *self; /* (owned) */
  guint page;
} SizeAsked;

static void
size_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree SizeAsked *asked = data;
  g_autoptr (RcPageView) self = asked->self;
  g_autoptr (GError) error = NULL;
  double width, height;

  if (!rc_pdf_page_size_finish (RC_PDF (source), result, &width, &height, &error))
    return; /* drawing it fails as well, and that is shown */
  if (self->textures == NULL || rc_page_textures_get_pdf (self->textures) != RC_PDF (source))
    return;
  if (rc_page_layout_set_size (self->layout, asked->page, width, height))
    place_again (self);
}

static void
ask_for_size (RcPageView *self, guint page)
{
  SizeAsked *asked;

  if (!g_hash_table_add (self->sizes_asked, GUINT_TO_POINTER (page)))
    return;
  asked = g_new0 (SizeAsked, 1);
  asked->self = g_object_ref (self);
  asked->page = page;
  rc_pdf_page_size_async (rc_page_textures_get_pdf (self->textures), (int) page, NULL, size_cb, asked);
}

/* What is in sight is made first, then the pages around it. */
static void
want_pages (RcPageView *self)
{
  guint first, last, n;

  if (self->textures == NULL || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;

  n = rc_page_view_get_n_pages (self);
  rc_page_view_get_pages_in_sight (self, &first, &last);
  rc_page_textures_unwant_all (self->textures);
  for (guint page = first; page <= last; page++)
    {
      ask_for_size (self, page);
      rc_page_textures_want (self->textures, page, get_texture_scale (self, page), G_PRIORITY_DEFAULT);
    }
  for (guint i = 1; i <= N_NEIGHBOURS; i++)
    {
      if (last + i < n)
        {
          ask_for_size (self, last + i);
          rc_page_textures_want (self->textures, last + i, get_texture_scale (self, last + i), G_PRIORITY_LOW + (int) i);
        }
      if (first >= i)
        {
          ask_for_size (self, first - i);
          rc_page_textures_want (self->textures, first - i, get_texture_scale (self, first - i), G_PRIORITY_LOW + (int) i);
        }
    }
}

/* Remembers which part of which page is at the upper edge, so that zooming and late page sizes keep the place. */
static void
remember_place (RcPageView *self)
{
  double scale = rc_page_view_get_scale (self);
  double top = gtk_adjustment_get_value (self->vadjustment);
  double width, height;

  self->anchor_page = rc_page_layout_find (self->layout, top, scale);
  rc_page_layout_get_size (self->layout, self->anchor_page, &width, &height);
  self->anchor_part = (top - rc_page_layout_get_top (self->layout, self->anchor_page, scale)) / (height * scale);
}

static void
find_current_page (RcPageView *self)
{
  double top = gtk_adjustment_get_value (self->vadjustment);
  double page_size = gtk_adjustment_get_page_size (self->vadjustment);
  guint page = rc_page_layout_find (self->layout, top + page_size * 0.3, rc_page_view_get_scale (self));

  /* Small last pages never come up that far. */
  if (top > 0 && top + page_size >= gtk_adjustment_get_upper (self->vadjustment) - 1)
    page = rc_page_view_get_n_pages (self) - 1;

  if (page != self->page)
    {
      self->page = page;
      page_changed (self);
    }
}

static void
scrolled_cb (RcPageView *self)
{
  if (self->layout == NULL || self->settling)
    return;

  remember_place (self);
  find_current_page (self);
  want_pages (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
textures_changed_cb (RcPageTextures *textures, guint page, RcPageView *self)
{
  guint first, last;

  rc_page_view_get_pages_in_sight (self, &first, &last);
  if (rc_page_textures_has_failed (textures, page) && page >= first && page <= last)
    g_signal_emit (self, signals[SIGNAL_PAGE_FAILED], 0, page);
  want_pages (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- the widget --- */

static void
fit_width (RcPageView *self, int width)
{
  double room = MAX (width - 2 * RC_PAGE_GAP, 1);
  double zoom = room / (rc_page_layout_get_widest (self->layout) * PIXELS_A_POINT);

  zoom = CLAMP (zoom, RC_PAGE_VIEW_MIN_ZOOM, RC_PAGE_VIEW_MAX_ZOOM);
  self->zoom = zoom;
}

/* Sets the adjustments so that the anchor is where it belongs. */
static void
settle (RcPageView *self, int width, int height)
{
  double scale, page_width, page_height, across, down, top;

  self->settling = TRUE;
  if (self->fit_width)
    fit_width (self, width);
  scale = rc_page_view_get_scale (self);
  across = MAX (rc_page_layout_get_widest (self->layout) * scale + 2 * RC_PAGE_GAP, width);
  down = MAX (rc_page_layout_get_height (self->layout, scale), height);
  rc_page_layout_get_size (self->layout, self->anchor_page, &page_width, &page_height);
  top = rc_page_layout_get_top (self->layout, self->anchor_page, scale) + self->anchor_part * page_height * scale;
  gtk_adjustment_configure (self->hadjustment,
                            CLAMP (gtk_adjustment_get_value (self->hadjustment), 0, across - width), 0, across,
                            width * 0.1, width * 0.9, width);
  gtk_adjustment_configure (self->vadjustment, CLAMP (top, 0, down - height), 0, down, height * 0.1, height * 0.9, height);
  self->settling = FALSE;
  want_pages (self);
}

/* An allocation is for new room only: one that scrolls is forgotten by GTK, and nothing is drawn. */
static void
place_again (RcPageView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double zoom = self->zoom;

  if (self->layout == NULL || width <= 0)
    return;
  settle (self, width, height);
  find_current_page (self);
  if (self->zoom != zoom)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
tell_cb (gpointer user_data)
{
  RcPageView *self = RC_PAGE_VIEW (user_data);

  self->tell_source = 0;
  if (self->layout == NULL)
    return G_SOURCE_REMOVE;
  find_current_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  return G_SOURCE_REMOVE;
}

/* Whoever listens changes labels, and a label that asks for room while room is given is left without it. */
static void
rc_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RcPageView *self = RC_PAGE_VIEW (widget);

  if (self->layout == NULL)
    return;
  settle (self, width, height);
  if (self->tell_source == 0)
    self->tell_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
}

static void
rc_page_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 800;
}

void
rc_page_view_zoom_at (RcPageView *self, double zoom, double y)
{
  double old = rc_page_view_get_scale (self);
  double top, width, height, part;

  if (self->layout == NULL)
    return;
  zoom = CLAMP (zoom, RC_PAGE_VIEW_MIN_ZOOM, RC_PAGE_VIEW_MAX_ZOOM);
  if (fabs (zoom - self->zoom) < 1e-6)
    return;

  /* The point under the finger stays: the anchor moves up by how much farther it is from the edge now. */
  top = gtk_adjustment_get_value (self->vadjustment) + y;
  self->anchor_page = rc_page_layout_find (self->layout, top, old);
  rc_page_layout_get_size (self->layout, self->anchor_page, &width, &height);
  part = (top - rc_page_layout_get_top (self->layout, self->anchor_page, old)) / (height * old);
  self->fit_width = FALSE;
  self->zoom = zoom;
  self->anchor_part = part - y / (height * rc_page_view_get_scale (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIT_WIDTH]);
  place_again (self);
}

static void
set_adjustment (RcPageView *self, GtkAdjustment **place, GtkAdjustment *adjustment)
{
  if (*place == adjustment && adjustment != NULL)
    return;
  if (*place != NULL)
    {
      g_signal_handlers_disconnect_by_func (*place, scrolled_cb, self);
      g_clear_object (place);
    }
  *place = g_object_ref_sink (adjustment != NULL ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_swapped (*place, "value-changed", G_CALLBACK (scrolled_cb), self);
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
    g_signal_handlers_disconnect_by_func (self->hadjustment, scrolled_cb, self);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->vadjustment, scrolled_cb, self);
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

GtkWidget *
rc_page_view_new (void)
{
  return g_object_new (RC_TYPE_PAGE_VIEW, NULL);
}

void
rc_page_view_set_pdf (RcPageView *self, RcPdf *pdf)
{
  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->textures != NULL)
    {
      rc_page_textures_unwant_all (self->textures);
      g_signal_handlers_disconnect_by_func (self->textures, textures_changed_cb, self);
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
  self->anchor_part = -RC_PAGE_GAP / (842 * PIXELS_A_POINT);
  g_signal_connect (self->textures, "changed", G_CALLBACK (textures_changed_cb), self);
  page_changed (self);
  place_again (self);
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

void
rc_page_view_show_page (RcPageView *self, guint page)
{
  double width, height;

  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->layout == NULL)
    return;
  page = MIN (page, rc_page_view_get_n_pages (self) - 1);
  rc_page_layout_get_size (self->layout, page, &width, &height);
  self->anchor_page = page;
  self->anchor_part = -RC_PAGE_GAP / (height * rc_page_view_get_scale (self));
  if (page != self->page)
    {
      self->page = page;
      page_changed (self);
    }
  place_again (self);
}

void
rc_page_view_show_box (RcPageView *self, guint page, const RcBox *box)
{
  double width, height, part;

  g_return_if_fail (RC_IS_PAGE_VIEW (self));

  if (self->layout == NULL || page >= rc_page_view_get_n_pages (self))
    return;
  rc_page_layout_get_size (self->layout, page, &width, &height);
  /* A third of the way down, so that what stands before it is seen too. */
  part = box->y1 / height - gtk_widget_get_height (GTK_WIDGET (self)) / 3.0 / (height * rc_page_view_get_scale (self));
  self->anchor_page = page;
  self->anchor_part = part;
  place_again (self);
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
  place_again (self);
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
  want_pages (self);
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
