/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two knobs over a histogram of years. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/year-range.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define BARS_HEIGHT 48
#define KNOB_SEEN 24
#define KNOB_TOUCHED 48
#define MAX_BARS 20
/* A few very old titles would squeeze all others to the right: so many per mille of them share the first bar. */
#define OLDEST_PER_MILLE 10
#define LOWER 0
#define UPPER 1

struct _RcYearRange
{
  GtkWidget parent_instance;

  int first, last;      /* years at the ends */
  int chosen[2];        /* years of the knobs, within first and last */
  guint64 bars[MAX_BARS];
  int n_bars;
  gboolean dragging;
  double drag_start;    /* px, where the knob was */
  GtkWidget *knobs[2];  /* (owned) */
  GtkWidget *labels[2]; /* (owned) */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcYearRange, rc_year_range, GTK_TYPE_WIDGET)

char *
rc_year_range_to_string (int from, int to)
{
  if (from == 0 && to == 0)
    return NULL;
  if (to == 0)
    return g_strdup_printf ("%d..", from);
  return from == 0 ? g_strdup_printf ("..%d", to) : g_strdup_printf ("%d..%d", from, to);
}

void
rc_year_range_parse (const char *text, int *from, int *to)
{
  const char *dots;

  g_return_if_fail (text != NULL && from != NULL && to != NULL);

  dots = strstr (text, "..");
  *from = atoi (text);
  *to = dots != NULL ? atoi (dots + 2) : *from;
}

static double
track_width (RcYearRange *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - KNOB_SEEN, 1);
}

/* From the start side, whichever that is. */
static double
x_of_year (RcYearRange *self, int year)
{
  return KNOB_SEEN / 2.0 + track_width (self) * (year - self->first) / MAX (self->last - self->first, 1);
}

static int
year_of_x (RcYearRange *self, double x)
{
  double share = (x - KNOB_SEEN / 2.0) / track_width (self);

  return self->first + (int) (CLAMP (share, 0, 1) * (self->last - self->first) + .5);
}

static double
mirrored (RcYearRange *self, double x)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - x : x;
}

static void
show_chosen (RcYearRange *self)
{
  /* Translators: years. */
  const char *formats[] = { _("From %d"), _("To %d") };

  for (int i = LOWER; i <= UPPER; i++)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_autofree char *text = g_strdup_printf (formats[i], self->chosen[i]);
#pragma GCC diagnostic pop
      gtk_label_set_label (GTK_LABEL (self->labels[i]), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->knobs[i]), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) self->first,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) self->last, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                      (double) self->chosen[i], GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
choose (RcYearRange *self, int knob, int year)
{
  year = knob == LOWER ? CLAMP (year, self->first, self->chosen[UPPER]) : CLAMP (year, self->chosen[LOWER], self->last);
  if (year == self->chosen[knob])
    return;
  self->chosen[knob] = year;
  show_chosen (self);
  g_signal_emit (self, signals[CHANGED], 0, self->chosen[LOWER] > self->first ? self->chosen[LOWER] : 0,
                 self->chosen[UPPER] < self->last ? self->chosen[UPPER] : 0);
}

static int
knob_of (RcYearRange *self, GtkEventController *controller)
{
  return gtk_event_controller_get_widget (controller) == self->knobs[LOWER] ? LOWER : UPPER;
}

static void
drag_begin_cb (RcYearRange *self, double x, double y, GtkGesture *gesture)
{
  int knob = knob_of (self, GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (self->knobs[knob]);
  self->dragging = TRUE;
  self->drag_start = x_of_year (self, self->chosen[knob]);
}

/* The knob moves under the pointer: what counts is where the pointer is over us. */
static void
drag_update_cb (RcYearRange *self, double dx, double dy, GtkGesture *gesture)
{
  int knob = knob_of (self, GTK_EVENT_CONTROLLER (gesture));
  double x, y, over_x, over_y;

  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y);
  if (gtk_widget_translate_coordinates (self->knobs[knob], GTK_WIDGET (self), x + dx, y + dy, &over_x, &over_y))
    choose (self, knob, year_of_x (self, mirrored (self, over_x)));
}

static void
drag_end_cb (RcYearRange *self)
{
  self->dragging = FALSE;
}

static gboolean
key_cb (RcYearRange *self, guint keyval, guint keycode, GdkModifierType state, GtkEventController *controller)
{
  int knob = knob_of (self, controller), year = self->chosen[knob];
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      year += rtl ? 1 : -1;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      year += rtl ? -1 : 1;
      break;
    case GDK_KEY_Page_Down:
      year -= 10;
      break;
    case GDK_KEY_Page_Up:
      year += 10;
      break;
    case GDK_KEY_Home:
      year = self->first;
      break;
    case GDK_KEY_End:
      year = self->last;
      break;
    default:
      return FALSE;
    }
  choose (self, knob, year);
  return TRUE;
}

static GtkWidget *
make_knob (RcYearRange *self, const char *name)
{
  GtkWidget *knob = g_object_new (ADW_TYPE_BIN, "css-name", "knob", "accessible-role", GTK_ACCESSIBLE_ROLE_SLIDER, "focusable",
                                  TRUE, NULL);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (knob), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (knob, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (knob, keys);
  gtk_widget_set_parent (knob, GTK_WIDGET (self));
  return knob;
}

static void
rc_year_range_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  RcYearRange *self = RC_YEAR_RANGE (widget);
  int label;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 160;
      *natural = 240;
      return;
    }
  gtk_widget_measure (self->labels[LOWER], GTK_ORIENTATION_VERTICAL, -1, &label, NULL, NULL, NULL);
  *minimum = *natural = BARS_HEIGHT + KNOB_SEEN + 6 + label;
}

static void
rc_year_range_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RcYearRange *self = RC_YEAR_RANGE (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int label_width, label_height;

  for (int i = LOWER; i <= UPPER; i++)
    {
      double x = mirrored (self, x_of_year (self, self->chosen[i]));
      GtkAllocation knob = { x - KNOB_TOUCHED / 2.0, BARS_HEIGHT + KNOB_SEEN / 2 - KNOB_TOUCHED / 2 + 3, KNOB_TOUCHED, KNOB_TOUCHED };
      gtk_widget_measure (self->knobs[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->knobs[i], &knob, -1);

      gtk_widget_measure (self->labels[i], GTK_ORIENTATION_HORIZONTAL, -1, &label_width, NULL, NULL, NULL);
      gtk_widget_measure (self->labels[i], GTK_ORIENTATION_VERTICAL, -1, &label_height, NULL, NULL, NULL);
      GtkAllocation label
        = { (i == LOWER) == rtl ? width - label_width : 0, height - label_height, label_width, label_height };
      gtk_widget_size_allocate (self->labels[i], &label, -1);
    }
}

static GdkRGBA
get_colour (GtkWidget *widget, const char *name)
{
  GdkRGBA colour = { .5, .5, .5, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour);
  return colour;
}

static void
draw_bars (RcYearRange *self, GtkSnapshot *snapshot, const GdkRGBA *on, const GdkRGBA *off)
{
  double step = track_width (self) / self->n_bars;
  guint64 most = 1;

  for (int i = 0; i < self->n_bars; i++)
    most = MAX (most, self->bars[i]);
  for (int i = 0; i < self->n_bars; i++)
    {
      double middle = KNOB_SEEN / 2.0 + step * (i + .5);
      double height = self->bars[i] > 0 ? MAX (BARS_HEIGHT * (double) self->bars[i] / most, 3) : 1;
      int year = year_of_x (self, middle);
      gboolean chosen = year >= self->chosen[LOWER] && year <= self->chosen[UPPER];
      double left = mirrored (self, middle) - step / 2 + 1;

      gtk_snapshot_append_color (snapshot, chosen ? on : off,
                                 &GRAPHENE_RECT_INIT (left, BARS_HEIGHT - height, MAX (step - 2, 1), height));
    }
}

static void
rc_year_range_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RcYearRange *self = RC_YEAR_RANGE (widget);
  GdkRGBA on = get_colour (widget, "accent_bg_color"), off = get_colour (widget, "line_strong");
  double x1 = mirrored (self, x_of_year (self, self->chosen[LOWER]));
  double x2 = mirrored (self, x_of_year (self, self->chosen[UPPER]));
  double y = BARS_HEIGHT + KNOB_SEEN / 2.0 + 3;

  off.alpha = .35;
  if (self->n_bars > 0)
    draw_bars (self, snapshot, &on, &off);
  gtk_snapshot_append_color (snapshot, &off, &GRAPHENE_RECT_INIT (KNOB_SEEN / 2.0, y - 3, track_width (self), 6));
  gtk_snapshot_append_color (snapshot, &on, &GRAPHENE_RECT_INIT (MIN (x1, x2), y - 3, ABS (x2 - x1), 6));
  GTK_WIDGET_CLASS (rc_year_range_parent_class)->snapshot (widget, snapshot);
}

static void
rc_year_range_dispose (GObject *object)
{
  RcYearRange *self = RC_YEAR_RANGE (object);

  for (int i = LOWER; i <= UPPER; i++)
    {
      g_clear_pointer (&self->knobs[i], gtk_widget_unparent);
      g_clear_pointer (&self->labels[i], gtk_widget_unparent);
    }
  G_OBJECT_CLASS (rc_year_range_parent_class)->dispose (object);
}

static void
rc_year_range_class_init (RcYearRangeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_year_range_dispose;
  widget_class->measure = rc_year_range_measure;
  widget_class->size_allocate = rc_year_range_size_allocate;
  widget_class->snapshot = rc_year_range_snapshot;
  gtk_widget_class_set_css_name (widget_class, "years");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_INT, G_TYPE_INT);
}

static void
rc_year_range_init (RcYearRange *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Year"), -1);
  self->knobs[LOWER] = make_knob (self, _("First year"));
  self->knobs[UPPER] = make_knob (self, _("Last year"));
  for (int i = LOWER; i <= UPPER; i++)
    {
      self->labels[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->labels[i], "caption");
      gtk_widget_set_parent (self->labels[i], GTK_WIDGET (self));
    }
}

GtkWidget *
rc_year_range_new (void)
{
  return g_object_new (RC_TYPE_YEAR_RANGE, NULL);
}

/* The years at the ends: the last one there is, and the first one that is not among the very old few. */
static void
find_ends (RcYearRange *self, GArray *values)
{
  guint64 total = 0, passed = 0;
  int first = 0, last = 0;

  for (guint i = 0; i < values->len; i++)
    {
      last = MAX (last, atoi (g_array_index (values, RcFacetValue, i).value));
      total += g_array_index (values, RcFacetValue, i).count;
    }
  for (guint i = values->len; i > 0; i--)
    {
      RcFacetValue *each = &g_array_index (values, RcFacetValue, i - 1);
      passed += each->count;
      first = atoi (each->value);
      if (passed * 1000 > total * OLDEST_PER_MILLE)
        break;
    }
  self->first = first;
  self->last = MAX (last, first);
}

void
rc_year_range_set (RcYearRange *self, GArray *values, int from, int to)
{
  int span;

  g_return_if_fail (RC_IS_YEAR_RANGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), values != NULL && values->len > 1);
  if (values == NULL || values->len < 2 || self->dragging)
    return;
  find_ends (self, values);
  self->chosen[LOWER] = from == 0 ? self->first : CLAMP (from, self->first, self->last);
  self->chosen[UPPER] = to == 0 ? self->last : CLAMP (to, self->chosen[LOWER], self->last);

  span = self->last - self->first + 1;
  self->n_bars = MIN (span, MAX_BARS);
  memset (self->bars, 0, sizeof self->bars);
  for (guint i = 0; i < values->len; i++)
    {
      RcFacetValue *each = &g_array_index (values, RcFacetValue, i);
      int bar = (atoi (each->value) - self->first) * self->n_bars / span;
      self->bars[CLAMP (bar, 0, self->n_bars - 1)] += each->count;
    }
  show_chosen (self);
}
