/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as large text in one column: which pages are in the text, and how it looks. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/reading-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "widgets/front.h"
#include "widgets/reading-buffer.h"
#include "widgets/reading-text.h"
#include "widgets/widgets.h"
#include "widgets/wrap-layout.h"

#define N_SIZES 8
#define FIRST_SIZE 2
#define NARROW_SPACING 0.35
#define WIDE_SPACING 0.9
#define AHEAD 2.0     /* screens of text that are ready below, and half as many above */
#define ENOUGH 8      /* pages without any text after which the document is taken for pictures */
#define FRAMES 3       /* in which GTK gives room, lays out and scrolls */
#define MARK_PLACE 0.3 /* of the height, from the top */

struct _RcReadingView
{
  GtkBox parent_instance;
  RcReading *reading;        /* (owned) (nullable) */
  RcReadingBuffer *buffer;   /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) of the page under way */
  int loading;               /* the page under way */
  guint tick;                /* 0: none */
  guint n_frames;            /* since it was asked for */
  guint settle_source;       /* 0: none */
  int size;                  /* from 0 */
  guint page;                /* that was told last */
  GtkTextMark *top;          /* borrowed from the buffer: what stays where it is seen */
  double top_align;          /* and where that is, from 0 at the top to 1 */
  gboolean returning;        /* it is to be brought there again */

  /* Where to go as soon as the page is there; page -1: nowhere. */
  int goal;
  double goal_y;
  int goal_mark; /* the n-th mark of it, -1: its text */

  GtkWidget *states;
  GtkWidget *scroller;
  GtkWidget *text;
  GtkWidget *spacing_button;
};

enum
{
  PROP_PAGE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (RcReadingView, rc_reading_view, GTK_TYPE_BOX)

static void load_soon (RcReadingView *self);

/* --- places --- */

static void
get_top (RcReadingView *self, GtkTextIter *iter)
{
  GdkRectangle seen;

  if (self->returning)
    {
      gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), iter, self->top);
      return;
    }
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->text), &seen);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->text), iter, seen.x + gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self->text)),
                                      seen.y + seen.height / 20);
}

/* Brings what is marked to its place at once: GTK alone would glide there, and what is seen on the way would be taken for the place. It
 * is told first all the same, for it lays out what stands around it. */
static void
jump_to_mark (RcReadingView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->text);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  const int margin = gtk_text_view_get_top_margin (view);
  GdkRectangle seen, line;
  GtkTextIter iter;

  gtk_text_view_scroll_to_mark (view, self->top, 0, TRUE, 0, self->top_align);
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter, self->top);
  gtk_text_view_get_iter_location (view, &iter, &line);
  gtk_text_view_get_visible_rect (view, &seen);
  gtk_adjustment_set_value (adjustment, line.y + margin - self->top_align * MAX (0, seen.height - line.height));
  /* A text that is shorter than the view is moved by GTK with its first lines when these are laid out, while the adjustment, which
   * has nowhere to go, stays: the text would stand above the view for good. */
  gtk_text_view_get_visible_rect (view, &seen);
  if (seen.y + margin != (int) gtk_adjustment_get_value (adjustment))
    g_signal_emit_by_name (adjustment, "value-changed");
}

/* What is to be at the top may not be laid out yet: GTK goes there when it is. */
static void
scroll_to (RcReadingView *self, GtkTextIter *iter, double align)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  gtk_text_buffer_place_cursor (buffer, iter);
  gtk_text_buffer_move_mark (buffer, self->top, iter);
  self->top_align = align;
  self->returning = TRUE;
  jump_to_mark (self);
}

/* What is seen at the top now, to be brought there again when something has come above it or letters are larger. */
static void
note_place (RcReadingView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->text);
  GdkRectangle seen, line;
  GtkTextIter iter;

  if (rc_reading_buffer_get_first_page (self->buffer) < 0 || self->goal >= 0 || self->returning)
    return;
  self->returning = TRUE;
  gtk_text_view_get_visible_rect (view, &seen);
  gtk_text_view_get_iter_at_location (view, &iter, seen.x + gtk_text_view_get_left_margin (view), seen.y);
  gtk_text_view_get_iter_location (view, &iter, &line);
  if (line.y < seen.y && gtk_text_view_forward_display_line (view, &iter))
    gtk_text_view_get_iter_location (view, &iter, &line);
  gtk_text_buffer_move_mark (GTK_TEXT_BUFFER (self->buffer), self->top, &iter);
  self->top_align = CLAMP ((double) (line.y - seen.y) / MAX (1, seen.height - line.height), 0, 1);
}

/* At once where the text is laid out already, else when it is. */
static void
return_to_place (RcReadingView *self)
{
  if (self->goal < 0)
    jump_to_mark (self);
}

static void
reach_goal (RcReadingView *self)
{
  GtkTextIter iter;

  if (self->goal < 0)
    return;
  if (self->goal_mark >= 0 && rc_reading_buffer_show_mark (self->buffer, self->goal, (guint) self->goal_mark, &iter))
    scroll_to (self, &iter, MARK_PLACE);
  else if (rc_reading_buffer_find_place (self->buffer, self->goal, self->goal_y, &iter))
    scroll_to (self, &iter, 0);
  else
    return;
  self->goal = -1;
}

static void
update_page (RcReadingView *self)
{
  guint page = rc_reading_view_get_page (self);

  if (page == self->page || self->goal >= 0)
    return;
  self->page = page;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
scrolled_cb (RcReadingView *self)
{
  update_page (self);
  load_soon (self);
}

/* A screen reader that goes through the text by its caret hears what is a heading: the text interface of GTK 4.8 has no word for it. */
static void
caret_moved_cb (RcReadingView *self)
{
  GtkTextIter iter;
  int level;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  level = rc_reading_buffer_get_level (self->buffer, &iter);
  if (level > 0)
    {
      /* Translators: said by a screen reader of the line where the caret is; %d is 1 for the largest headings. */
      g_autofree char *text = g_strdup_printf (_("Heading, level %d"), level);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* --- pages come --- */

/* The page to ask for now; -1: there is enough. */
static int
choose_page (RcReadingView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double value = gtk_adjustment_get_value (adjustment), screen = gtk_adjustment_get_page_size (adjustment);
  int first = rc_reading_buffer_get_first_page (self->buffer), last = rc_reading_buffer_get_last_page (self->buffer);
  int n_pages = rc_reading_get_n_pages (self->reading);

  if (self->goal >= 0 && (first < 0 || self->goal < first || self->goal > last))
    {
      if (first >= 0 && self->goal != first - 1 && self->goal != last + 1)
        rc_reading_buffer_clear (self->buffer);
      return self->goal;
    }
  if (first < 0 || screen < 1)
    return -1;
  if (last + 1 < n_pages && gtk_adjustment_get_upper (adjustment) - value - screen < AHEAD * screen)
    return last + 1;
  if (first > 0 && value < AHEAD / 2 * screen)
    return first - 1;
  return -1;
}

static gboolean
is_pictures (RcReadingView *self)
{
  guint n = (guint) (rc_reading_buffer_get_last_page (self->buffer) - rc_reading_buffer_get_first_page (self->buffer) + 1);

  return rc_reading_buffer_get_n_pictures (self->buffer) == n && (n >= ENOUGH || (int) n == rc_reading_get_n_pages (self->reading));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReadingView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = rc_reading_blocks_finish (RC_READING (source), result, &error);
  int page, first, last;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->reading != RC_READING (source))
    return;
  g_clear_object (&self->cancellable);
  page = self->loading;
  first = rc_reading_buffer_get_first_page (self->buffer);
  last = rc_reading_buffer_get_last_page (self->buffer);
  if (blocks == NULL)
    {
      const char *line = _("The text of this page cannot be read.");

      g_message ("page %d: %s", page + 1, error->message);
      blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_block_free);
      g_ptr_array_add (blocks, rc_block_new (RC_BLOCK_CAPTION, 0, 0, line));
    }
  if (first < 0 || page == first - 1 || page == last + 1)
    {
      if (page == first - 1)
        note_place (self);
      rc_reading_buffer_add (self->buffer, page, blocks);
      if (page == first - 1)
        return_to_place (self);
      self->n_frames = 0;
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), is_pictures (self) ? "pictures" : "text");
  reach_goal (self);
  if (!is_pictures (self))
    load_soon (self);
}

static void
load (RcReadingView *self)
{
  int page;

  if (self->reading == NULL || self->cancellable != NULL)
    return;
  page = choose_page (self);
  if (page < 0)
    return;
  self->loading = page;
  self->cancellable = g_cancellable_new ();
  rc_reading_blocks_async (self->reading, page, self->cancellable, loaded_cb, g_object_ref (self));
}

/* A place comes to the top only when there is text enough below it. */
static gboolean
lacks_text_below (RcReadingView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  return rc_reading_buffer_get_last_page (self->buffer) + 1 < rc_reading_get_n_pages (self->reading) &&
         gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) > gtk_adjustment_get_upper (adjustment) - 1;
}

/* GTK goes to a place before it has laid out all above it, so it is sent there once more. */
static gboolean
settled_cb (gpointer data)
{
  RcReadingView *self = data;

  self->settle_source = 0;
  if (self->returning)
    {
      return_to_place (self);
      self->returning = self->reading != NULL && lacks_text_below (self);
      if (!self->returning)
        {
          load_soon (self);
          return G_SOURCE_REMOVE;
        }
    }
  load (self);
  return G_SOURCE_REMOVE;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  RcReadingView *self = data;

  if (++self->n_frames < FRAMES)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  self->settle_source = g_idle_add_full (G_PRIORITY_LOW, settled_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

/* When GTK has laid out what came last, has gone where it was told to, and it is known whether there is enough. */
static void
load_soon (RcReadingView *self)
{
  if (self->tick != 0 || self->settle_source != 0)
    return;
  self->n_frames = 0;
  self->tick = gtk_widget_add_tick_callback (self->text, tick_cb, self, NULL);
}

/* --- looks --- */

static void
show_size (RcReadingView *self, int size)
{
  g_autofree char *before = g_strdup_printf ("size-%d", self->size), *after = g_strdup_printf ("size-%d", size);

  note_place (self);
  load_soon (self);
  gtk_widget_remove_css_class (self->text, before);
  gtk_widget_add_css_class (self->text, after);
  self->size = size;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.larger", size + 1 < N_SIZES);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.smaller", size > 0);
}

static void
size_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcReadingView *self = RC_READING_VIEW (widget);
  int size = CLAMP (self->size + (g_str_equal (name, "reading.larger") ? 1 : -1), 0, N_SIZES - 1);

  if (size != self->size)
    show_size (self, size);
}

static void
spacing_toggled_cb (RcReadingView *self)
{
  gboolean wide = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->spacing_button));

  note_place (self);
  load_soon (self);
  rc_reading_text_set_spacing (RC_READING_TEXT (self->text), wide ? WIDE_SPACING : NARROW_SPACING);
}

static void
colours_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const known[] = { "light", "sepia", "dark", "contrast" };
  RcReadingView *self = RC_READING_VIEW (widget);
  const char *colours = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gtk_widget_remove_css_class (self->states, known[i]);
      if (g_str_equal (known[i], colours))
        gtk_widget_add_css_class (self->states, known[i]);
    }
}

/* --- the class --- */

static void
rc_reading_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_uint (value, rc_reading_view_get_page (RC_READING_VIEW (object)));
}

static void
rc_reading_view_dispose (GObject *object)
{
  RcReadingView *self = RC_READING_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->text, self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->settle_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_READING_VIEW);
  g_clear_object (&self->reading);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (rc_reading_view_parent_class)->dispose (object);
}

static void
rc_reading_view_class_init (RcReadingViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rc_reading_view_get_property;
  object_class->dispose = rc_reading_view_dispose;
  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (RC_TYPE_READING_TEXT);
  g_type_ensure (RC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/reading-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RcReadingView, states);
  gtk_widget_class_bind_template_child (widget_class, RcReadingView, scroller);
  gtk_widget_class_bind_template_child (widget_class, RcReadingView, text);
  gtk_widget_class_bind_template_child (widget_class, RcReadingView, spacing_button);
  gtk_widget_class_bind_template_callback (widget_class, spacing_toggled_cb);
  gtk_widget_class_install_action (widget_class, "reading.larger", NULL, size_action);
  gtk_widget_class_install_action (widget_class, "reading.smaller", NULL, size_action);
  gtk_widget_class_install_action (widget_class, "reading.colours", "s", colours_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "reading.larger", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "reading.larger", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "reading.larger", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "reading.smaller", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "reading.smaller", NULL);
}

static void
rc_reading_view_init (RcReadingView *self)
{
  GtkAdjustment *adjustment;
  GtkTextIter start;

  self->goal = -1;
  self->size = FIRST_SIZE;
  self->buffer = rc_reading_buffer_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->states));
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->text), GTK_TEXT_BUFFER (self->buffer));
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  self->top = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, &start, FALSE);
  show_size (self, FIRST_SIZE);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (caret_moved_cb), self, G_CONNECT_SWAPPED);
}

void
rc_reading_view_set_pdf (RcReadingView *self, RcPdf *pdf)
{
  g_return_if_fail (RC_IS_READING_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reading);
  rc_reading_buffer_clear (self->buffer);
  self->goal = -1;
  self->page = 0;
  if (pdf != NULL)
    self->reading = rc_reading_new (pdf);
}

static void
go_to (RcReadingView *self, guint page, double y, int mark)
{
  if (self->reading == NULL || page >= (guint) rc_reading_get_n_pages (self->reading))
    return;
  self->goal = (int) page;
  self->goal_y = y;
  self->goal_mark = mark;
  reach_goal (self);
  update_page (self);
  /* The first page need not wait. */
  if (self->goal >= 0)
    load (self);
  load_soon (self);
}

void
rc_reading_view_show_place (RcReadingView *self, guint page, double y)
{
  g_return_if_fail (RC_IS_READING_VIEW (self));
  go_to (self, page, y, -1);
}

void
rc_reading_view_show_mark (RcReadingView *self, guint page, guint n)
{
  g_return_if_fail (RC_IS_READING_VIEW (self));
  go_to (self, page, 0, (int) n);
}

void
rc_reading_view_get_place (RcReadingView *self, guint *page, double *y)
{
  GtkTextIter iter;

  g_return_if_fail (RC_IS_READING_VIEW (self));

  *page = 0;
  *y = 0;
  if (self->goal >= 0)
    {
      *page = (guint) self->goal;
      *y = self->goal_y;
    }
  else if (rc_reading_buffer_get_first_page (self->buffer) >= 0)
    {
      get_top (self, &iter);
      *page = (guint) MAX (0, rc_reading_buffer_get_place (self->buffer, &iter, y));
    }
}

guint
rc_reading_view_get_page (RcReadingView *self)
{
  guint page;
  double y;

  rc_reading_view_get_place (self, &page, &y);
  return page;
}

void
rc_reading_view_set_wanted (RcReadingView *self, const char *text)
{
  g_return_if_fail (RC_IS_READING_VIEW (self));
  rc_reading_buffer_set_wanted (self->buffer, text);
}

void
rc_reading_view_focus_text (RcReadingView *self)
{
  g_return_if_fail (RC_IS_READING_VIEW (self));
  gtk_widget_grab_focus (self->text);
}
