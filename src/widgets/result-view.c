/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results that are in sight. GtkListView keeps some 205 rows alive and makes them all anew for a new model; as all rows of
 * an answer have one height, a handful of widgets that change places do, and a keystroke costs no more than what is seen of it. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/result-view-private.h"

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
  ACTIVATE_HIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (RcResultView, rc_result_view, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

guint
rc_result_view_get_n_items (RcResultView *self)
{
  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

double
rc_result_view_get_value (RcResultView *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

void
rc_result_view_activate (RcResultView *self, guint position, gboolean hit)
{
  g_signal_emit (self, signals[hit ? ACTIVATE_HIT : ACTIVATE], 0, position);
}

void
rc_result_view_focus_self (RcResultView *self)
{
  GTK_WIDGET_CLASS (rc_result_view_parent_class)->grab_focus (GTK_WIDGET (self));
}

static void
configure (RcResultView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double upper = (double) rc_result_view_get_n_items (self) * self->row_height;

  self->configuring = TRUE;
  if (self->adjustments[GTK_ORIENTATION_HORIZONTAL] != NULL)
    gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_HORIZONTAL], 0, 0, width, 1, width, width);
  if (self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_VERTICAL], rc_result_view_get_value (self), 0, MAX (upper, height),
                              self->row_height, MAX (height - self->row_height, 1), height);
  self->configuring = FALSE;
}

static void
value_changed_cb (RcResultView *self)
{
  if (self->configuring)
    return;
  rc_result_view_show_place (self, FALSE, FALSE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (RcResultView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
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
rc_result_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
rc_result_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  RcResultView *self = RC_RESULT_VIEW (widget);

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
fit (RcResultView *self, gboolean again)
{
  rc_result_view_add_rows (self);
  configure (self);
  rc_result_view_show_place (self, again, again);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
fit_cb (gpointer user_data)
{
  RC_RESULT_VIEW (user_data)->fit_source = 0;
  fit (RC_RESULT_VIEW (user_data), FALSE);
  return G_SOURCE_REMOVE;
}

/* Widgets must not come while they are given their places: they come before the next frame. */
static void
rc_result_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RcResultView *self = RC_RESULT_VIEW (widget);

  rc_result_view_measure_rows (self);
  configure (self);
  if (self->fit_source == 0 && !rc_result_view_fits (self))
    self->fit_source = g_idle_add_full (GTK_PRIORITY_RESIZE, fit_cb, self, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      int y = (int) ((double) (self->first + i) * self->row_height - rc_result_view_get_value (self));

      if (gtk_widget_get_visible (row))
        gtk_widget_size_allocate (row, &(GtkAllocation){ 0, y, width, self->row_height }, -1);
    }
}

/* The size of the text may have changed. */
static void
rc_result_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rc_result_view_parent_class)->css_changed (widget, change);
  RC_RESULT_VIEW (widget)->row_height = 0;
  gtk_widget_queue_allocate (widget);
}

/* Tab leads into the row where the keyboard was last, to the button in it, and out of the list. */
static gboolean
rc_result_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RcResultView *self = RC_RESULT_VIEW (widget);
  GtkWidget *row = rc_result_view_get_row (self, self->cursor);

  if (!rc_result_view_has_keyboard (self))
    return rc_result_view_go_to (self, self->cursor);
  if (row == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return FALSE;
  return rc_result_row_focus_hit (RC_RESULT_ROW (row), direction == GTK_DIR_TAB_FORWARD);
}

static gboolean
rc_result_view_grab_focus (GtkWidget *widget)
{
  return rc_result_view_go_to (RC_RESULT_VIEW (widget), RC_RESULT_VIEW (widget)->cursor);
}

static void
rc_result_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RcResultView *self = RC_RESULT_VIEW (object);

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
rc_result_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RcResultView *self = RC_RESULT_VIEW (object);

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
rc_result_view_dispose (GObject *object)
{
  RcResultView *self = RC_RESULT_VIEW (object);
  GtkWidget *row;

  g_clear_handle_id (&self->fit_source, g_source_remove);
  rc_result_view_set_list (self, NULL, NULL, FALSE);
  g_ptr_array_set_size (self->rows, 0);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (row);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  G_OBJECT_CLASS (rc_result_view_parent_class)->dispose (object);
}

static void
rc_result_view_finalize (GObject *object)
{
  RcResultView *self = RC_RESULT_VIEW (object);

  g_free (self->query);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->near);
  G_OBJECT_CLASS (rc_result_view_parent_class)->finalize (object);
}

static void
rc_result_view_class_init (RcResultViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rc_result_view_get_property;
  object_class->set_property = rc_result_view_set_property;
  object_class->dispose = rc_result_view_dispose;
  object_class->finalize = rc_result_view_finalize;
  widget_class->get_request_mode = rc_result_view_get_request_mode;
  widget_class->measure = rc_result_view_measure;
  widget_class->size_allocate = rc_result_view_size_allocate;
  widget_class->css_changed = rc_result_view_css_changed;
  widget_class->focus = rc_result_view_focus;
  widget_class->grab_focus = rc_result_view_grab_focus;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_UINT);
  signals[ACTIVATE_HIT] = g_signal_new ("activate-hit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "results");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  rc_result_view_add_keys (widget_class);
}

static void
rc_result_view_init (RcResultView *self)
{
  self->rows = g_ptr_array_new ();
  self->near = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
items_changed_cb (RcResultView *self)
{
  fit (self, TRUE);
}

void
rc_result_view_set_list (RcResultView *self, RcResultList *list, const char *query, gboolean stay)
{
  g_autofree char *own_query = g_strdup (query);

  g_return_if_fail (RC_IS_RESULT_VIEW (self));
  g_return_if_fail (list == NULL || RC_IS_RESULT_LIST (list));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_func (self->list, items_changed_cb, self);
  g_set_object (&self->list, list);
  if (list != NULL)
    g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_free (self->query);
  self->query = g_steal_pointer (&own_query);
  self->cursor = stay && rc_result_view_get_n_items (self) > 0 ? MIN (self->cursor, rc_result_view_get_n_items (self) - 1) : 0;
  if (!stay && self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    {
      self->configuring = TRUE;
      gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], 0);
      self->configuring = FALSE;
    }
  fit (self, TRUE);
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
  g_return_if_fail (RC_IS_RESULT_VIEW (self));

  self->brief = brief;
  self->row_height = 0;
  for (guint i = 0; i < self->rows->len; i++)
    rc_result_row_set_brief (g_ptr_array_index (self->rows, i), brief);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
