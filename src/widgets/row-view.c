/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows that are in sight. GtkListView keeps some 205 rows alive and makes them all anew for a new model; as all rows of
 * a list have one height, a handful of widgets that change places do, and a keystroke costs no more than what is seen of it. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/row-view.h"

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

enum
{
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (RcRowView, rc_row_view, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

guint
rc_row_view_get_n_items (RcRowView *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

double
rc_row_view_get_value (RcRowView *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

void
rc_row_view_activate (RcRowView *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATE], 0, position);
}

void
rc_row_view_focus_self (RcRowView *self)
{
  GTK_WIDGET_CLASS (rc_row_view_parent_class)->grab_focus (GTK_WIDGET (self));
}

static void
configure (RcRowView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double upper = (double) rc_row_view_get_n_items (self) * self->row_height;

  self->configuring = TRUE;
  if (self->adjustments[GTK_ORIENTATION_HORIZONTAL] != NULL)
    gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_HORIZONTAL], 0, 0, width, 1, width, width);
  if (self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_VERTICAL], rc_row_view_get_value (self), 0, MAX (upper, height),
                              self->row_height, MAX (height - self->row_height, 1), height);
  self->configuring = FALSE;
}

static void
value_changed_cb (RcRowView *self)
{
  if (self->configuring)
    return;
  rc_row_view_show_place (self, FALSE, FALSE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (RcRowView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], value_changed_cb, self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    return;
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static GtkSizeRequestMode
rc_row_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
rc_row_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  RcRowView *self = RC_ROW_VIEW (widget);

  *minimum = *natural = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      int row_minimum, row_natural;

      gtk_widget_measure (g_ptr_array_index (self->rows, i), orientation, -1, &row_minimum, &row_natural, NULL, NULL);
      *minimum = MAX (*minimum, row_minimum);
      *natural = MAX (*natural, row_natural);
    }
}

static void
fit (RcRowView *self, gboolean again)
{
  rc_row_view_add_rows (self);
  configure (self);
  rc_row_view_show_place (self, again, again);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
fit_cb (gpointer user_data)
{
  RC_ROW_VIEW (user_data)->fit_source = 0;
  fit (RC_ROW_VIEW (user_data), FALSE);
  return G_SOURCE_REMOVE;
}

/* Widgets must not come while they are given their places: they come before the next frame. */
static void
rc_row_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RcRowView *self = RC_ROW_VIEW (widget);

  rc_row_view_measure_rows (self);
  configure (self);
  if (self->wish != G_MAXUINT && self->row_height > 0)
    {
      self->configuring = TRUE;
      rc_row_view_reveal (self, self->wish);
      self->configuring = FALSE;
      self->wish = G_MAXUINT;
    }
  if (self->fit_source == 0 && !rc_row_view_fits (self))
    self->fit_source = g_idle_add_full (GTK_PRIORITY_RESIZE, fit_cb, self, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      int y = (int) ((double) (self->first + i) * self->row_height - rc_row_view_get_value (self));

      if (gtk_widget_get_visible (row))
        gtk_widget_size_allocate (row, &(GtkAllocation){ 0, y, width, self->row_height }, -1);
    }
}

/* The size of the text may have changed. */
static void
rc_row_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rc_row_view_parent_class)->css_changed (widget, change);
  RC_ROW_VIEW (widget)->row_height = 0;
  gtk_widget_queue_allocate (widget);
}

/* Tab leads into the row where the keyboard was last, to what is in it, and out of the list. */
static gboolean
rc_row_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RcRowView *self = RC_ROW_VIEW (widget);
  GtkWidget *row = rc_row_view_get_row (self, self->cursor);

  if (!rc_row_view_has_keyboard (self))
    return rc_row_view_go_to (self, self->cursor);
  if (row == NULL || RC_ROW_VIEW_GET_CLASS (self)->focus_inside == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return FALSE;
  return RC_ROW_VIEW_GET_CLASS (self)->focus_inside (self, row, direction == GTK_DIR_TAB_FORWARD);
}

static gboolean
rc_row_view_grab_focus (GtkWidget *widget)
{
  return rc_row_view_go_to (RC_ROW_VIEW (widget), RC_ROW_VIEW (widget)->cursor);
}

static void
rc_row_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RcRowView *self = RC_ROW_VIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_row_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RcRowView *self = RC_ROW_VIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_row_view_dispose (GObject *object)
{
  RcRowView *self = RC_ROW_VIEW (object);
  GtkWidget *row;

  g_clear_handle_id (&self->fit_source, g_source_remove);
  rc_row_view_set_model (self, NULL, FALSE);
  g_ptr_array_set_size (self->rows, 0);
  g_array_set_size (self->shown, 0);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (row);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  G_OBJECT_CLASS (rc_row_view_parent_class)->dispose (object);
}

static void
rc_row_view_finalize (GObject *object)
{
  RcRowView *self = RC_ROW_VIEW (object);

  g_ptr_array_unref (self->rows);
  g_array_unref (self->shown);
  g_ptr_array_unref (self->near);
  G_OBJECT_CLASS (rc_row_view_parent_class)->finalize (object);
}

static void
rc_row_view_class_init (RcRowViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rc_row_view_get_property;
  object_class->set_property = rc_row_view_set_property;
  object_class->dispose = rc_row_view_dispose;
  object_class->finalize = rc_row_view_finalize;
  widget_class->get_request_mode = rc_row_view_get_request_mode;
  widget_class->measure = rc_row_view_measure;
  widget_class->size_allocate = rc_row_view_size_allocate;
  widget_class->css_changed = rc_row_view_css_changed;
  widget_class->focus = rc_row_view_focus;
  widget_class->grab_focus = rc_row_view_grab_focus;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_UINT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  rc_row_view_add_keys (widget_class);
}

static void
rc_row_view_init (RcRowView *self)
{
  self->rows = g_ptr_array_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->wish = G_MAXUINT;
  self->near = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
items_changed_cb (RcRowView *self)
{
  fit (self, TRUE);
}

void
rc_row_view_set_model (RcRowView *self, GListModel *model, gboolean stay)
{
  g_return_if_fail (RC_IS_ROW_VIEW (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  self->wish = G_MAXUINT;
  self->cursor = stay && rc_row_view_get_n_items (self) > 0 ? MIN (self->cursor, rc_row_view_get_n_items (self) - 1) : 0;
  if (!stay && self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    {
      self->configuring = TRUE;
      gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], 0);
      self->configuring = FALSE;
    }
  fit (self, TRUE);
}

void
rc_row_view_scroll_to (RcRowView *self, guint position)
{
  g_return_if_fail (RC_IS_ROW_VIEW (self) && position < rc_row_view_get_n_items (self));

  self->cursor = position;
  self->wish = position;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
rc_row_view_measure_anew (RcRowView *self)
{
  g_return_if_fail (RC_IS_ROW_VIEW (self));

  self->row_height = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
