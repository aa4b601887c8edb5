/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages in a window, drawn by the real renderer. With GDK_SCALE=2 on a screen of fine pixels. */
#include "config.h"

#include "documents/page-boxes.h"
#include "fixture.h"
#include "widgets/page-view-private.h"
#include "widgets/widgets.h"

#include <gdk/x11/gdkx.h>
#include <math.h>

#define N_STEPS 50 /* of fingers that pinch */
#define PATIENCE 30 /* seconds */

typedef struct
{
  char *path;
  GtkWidget *window;
  RcPageView *view;
  double zoom; /* before something is done */
  guint page;
} Stage;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Stage *screen = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open_finish (result, &error);

  g_assert_no_error (error);
  rc_page_view_set_pdf (screen->view, pdf);
}

static gboolean
is_sharp (Stage *screen)
{
  return screen->view->n_drawn > 0 && screen->view->n_rough == 0;
}

static gboolean
late_cb (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
wait_until (Stage *screen, gboolean (*func) (Stage *screen))
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (PATIENCE, late_cb, &late);

  while (!func (screen) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (func (screen));
}

static gboolean
is_arranged (Stage *screen)
{
  return screen->view->pages != NULL && is_sharp (screen);
}

static gboolean
has_pages (Stage *screen)
{
  return screen->view->pages != NULL;
}

/* Without a window that is seen: nothing has room yet. Takes path. */
static void
open_pages (Stage *screen, char *path)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  screen->path = path;
  screen->window = gtk_window_new ();
  screen->view = g_object_new (RC_TYPE_PAGE_VIEW, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (screen->view));
  gtk_window_set_default_size (GTK_WINDOW (screen->window), 601, 401);
  gtk_window_set_child (GTK_WINDOW (screen->window), scrolled);
  rc_pdf_open_async (screen->path, NULL, opened_cb, screen);
}

static void
open_screen_of (Stage *screen, char *path)
{
  open_pages (screen, path);
  gtk_window_present (GTK_WINDOW (screen->window));
  wait_until (screen, is_arranged);
}

static void
open_screen (Stage *screen)
{
  open_screen_of (screen, fixture_make_usual_pdf ());
}

static void
close_screen (Stage *screen)
{
  gtk_window_destroy (GTK_WINDOW (screen->window));
  fixture_remove (screen->path);
}

/* One pixel of a page lies on one of the screen, whatever the zoom. */
static void
test_sharp (void)
{
  static const double zooms[] = { 0.5, 0.77, 1.03, 1.51, 4 };
  Stage screen;

  open_screen (&screen);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      float factor = (float) gtk_widget_get_scale_factor (GTK_WIDGET (screen.view));
      RcPageLook look;
      graphene_rect_t area, part;
      g_autoptr (GArray) pieces = NULL;
      double width = 0;
      gboolean exact;

      rc_page_view_set_zoom (screen.view, zooms[i]);
      screen.view->n_rough = 1;
      wait_until (&screen, is_sharp);
      look = rc_page_view_get_look (screen.view, 0);
      rc_page_view_get_page_area (screen.view, 0, &area);
      g_assert_true (rc_page_view_get_part (screen.view, 0, 0, &part));
      pieces = rc_page_textures_get (screen.view->textures, &look, &part, &exact);
      g_assert_true (exact);
      g_assert_cmpuint (pieces->len, >, 0);
      g_assert_cmpfloat (area.origin.x * factor, ==, roundf (area.origin.x * factor));
      g_assert_cmpfloat (area.origin.y * factor, ==, roundf (area.origin.y * factor));
      for (guint n = 0; n < pieces->len; n++)
        {
          const RcPagePiece *piece = &g_array_index (pieces, RcPagePiece, n);

          width = gdk_texture_get_width (piece->texture);
          g_assert_cmpfloat_with_epsilon (piece->where.size.width * area.size.width * factor, width, 0.01);
          g_assert_cmpfloat_with_epsilon (piece->where.size.height * area.size.height * factor, gdk_texture_get_height (piece->texture), 0.01);
        }
    }
  close_screen (&screen);
}

static guint
count_below (GskRenderNode *node, GskRenderNodeType type)
{
  guint n = gsk_render_node_get_node_type (node) == type;

  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        n += count_below (gsk_container_node_get_child (node, i), type);
      return n;
    case GSK_CLIP_NODE:
      return n + count_below (gsk_clip_node_get_child (node), type);
    default:
      return n;
    }
}

static guint
count_nodes (GtkWidget *widget, GskRenderNodeType type)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  guint n;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  n = count_below (node, type);
  gsk_render_node_unref (node);
  return n;
}

/* Pages of which each letter but blanks is a hit, one below the other where `tops` tells. */
static void
add_hits (RcDocumentText *text, GArray *places, const float *tops, guint n)
{
  g_autofree char *letters = g_strnfill (n, 'x');
  g_autofree RcTextBox *boxes = g_new (RcTextBox, n);
  guint page = rc_document_text_get_n_pages (text);

  for (guint i = 0; i < n; i++)
    {
      RcTextPlace place = { page, i, i + 1 };

      boxes[i] = (RcTextBox){ 100, tops[i], 160, tops[i] + 12 };
      g_array_append_val (places, place);
    }
  {
    g_autoptr (GBytes) packed = rc_page_boxes_pack (letters, boxes);

    rc_document_text_add (text, rc_page_text_new (letters, packed));
  }
}

static void
test_marks (void)
{
  /* Two lines that follow closely, one far below, and one that is farther down than the window shows. */
  static const float seen[] = { 40, 54, 200, 700 };
  g_autoptr (RcDocumentText) text = rc_document_text_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (RcTextPlace));
  g_autoptr (RcHits) hits = rc_hits_new (text);
  float others[100];
  Stage screen;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = (float) (3 * i);
  add_hits (text, places, others, G_N_ELEMENTS (others));
  add_hits (text, places, seen, G_N_ELEMENTS (seen));
  add_hits (text, places, others, G_N_ELEMENTS (others));
  rc_hits_add (hits, places);
  open_screen (&screen);
  g_object_set (screen.view, "continuous", FALSE, NULL);
  rc_page_view_set_zoom (screen.view, 1);
  rc_page_view_show_page (screen.view, 1);
  screen.view->n_rough = 1;
  wait_until (&screen, is_sharp);
  g_assert_cmpuint (count_nodes (GTK_WIDGET (screen.view), GSK_BLEND_NODE), ==, 0);
  rc_page_view_set_hits (screen.view, hits, 101);
  g_assert_cmpuint (count_nodes (GTK_WIDGET (screen.view), GSK_BLEND_NODE), ==, 2);
  rc_page_view_set_hits (screen.view, NULL, -1);
  close_screen (&screen);
}

/* What is between the fingers, or under the pointer, stays there. */
static void
test_zoom (void)
{
  static const double zooms[] = { 1.3, 2, 3.7, 1.1, 6 };
  Stage screen;
  double x = 250, y = 170, across, down, pixel;
  guint page;

  open_screen (&screen);
  rc_page_view_set_zoom (screen.view, 1.2);
  gtk_adjustment_set_value (screen.view->vadjustment, 300);
  g_assert_true (rc_page_view_get_point (screen.view, x, y, &page, &across, &down));
  /* As coarse as it was where it began. */
  pixel = 1 / rc_page_view_get_scale (screen.view);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      double across_now, down_now, before = rc_page_view_get_zoom (screen.view);
      guint page_now;

      for (int step = 1; step <= N_STEPS; step++)
        rc_page_view_zoom_at (screen.view, before + (zooms[i] - before) * step / N_STEPS, x, y);
      rc_page_view_get_point (screen.view, x, y, &page_now, &across_now, &down_now);
      g_assert_cmpuint (page_now, ==, page);
      g_assert_cmpfloat_with_epsilon (down_now, down, pixel);
      /* A page that is narrower than the window stands in the middle of it. */
      if (zooms[i] >= 2)
        g_assert_cmpfloat_with_epsilon (across_now, across, pixel);
    }
  close_screen (&screen);
}

static gboolean
has_selection (Stage *screen)
{
  return rc_page_view_has_selection (screen->view);
}

/* A long touch selects the word, also where the text of the page has yet to come. */
static void
test_word (void)
{
  Stage screen;
  g_autoptr (RcTextLayer) layer = NULL;
  graphene_rect_t area;
  graphene_point_t middle;
  RcBox box;

  open_screen (&screen);
  rc_page_view_show_page (screen.view, 1);
  layer = rc_pdf_text_layer (rc_page_view_get_pdf (screen.view), 1, TRUE, NULL, NULL);
  g_assert_true (g_str_has_prefix (layer->text, "The silk road"));
  box = (RcBox){ layer->boxes[6].x1, layer->boxes[6].y1, layer->boxes[6].x2, layer->boxes[6].y2 };
  area = rc_page_view_get_box_area (screen.view, 1, &box);
  graphene_rect_get_center (&area, &middle);
  rc_page_view_select_word (screen.view, middle.x, middle.y);
  wait_until (&screen, has_selection);
  g_assert_cmpuint (screen.view->from.page, ==, 1);
  g_assert_cmpuint (screen.view->from.character, ==, 4);
  g_assert_cmpuint (screen.view->to.character, ==, 8);
  close_screen (&screen);
}

/* What is asked for before there is room stands where it would stand after, and its page is the one that is read. */
static void
test_early_box (void)
{
  static const RcBox box = { 100, 600, 200, 612 };
  Stage screen;
  graphene_rect_t area;

  open_pages (&screen, fixture_make_usual_pdf ());
  wait_until (&screen, has_pages);
  rc_page_view_show_box (screen.view, 1, &box);
  gtk_window_present (GTK_WINDOW (screen.window));
  wait_until (&screen, is_arranged);
  area = rc_page_view_get_box_area (screen.view, 1, &box);
  g_assert_cmpfloat_with_epsilon (area.origin.y, gtk_widget_get_height (GTK_WIDGET (screen.view)) / 3.0, 2);
  g_assert_cmpuint (rc_page_view_get_page (screen.view), ==, 1);
  close_screen (&screen);
}

/* What a person does, by the X server's own test extension. */
static void
do_input (const char *line)
{
  g_autofree char *command = g_strdup_printf ("xdotool %s", line);
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* Without a manager of windows nobody gives a window the keyboard. */
static void
give_keyboard (Stage *screen)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (screen->window));
  g_autofree char *line = g_strdup_printf ("windowfocus --sync %lu", gdk_x11_surface_get_xid (surface));

  do_input (line);
  gtk_widget_grab_focus (GTK_WIDGET (screen->view));
}

/* A place of the view on the screen, in its pixels. */
static void
move_pointer (Stage *screen, double x, double y)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (screen->view));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (screen->window));
  g_autofree char *line = NULL;
  double inset_x, inset_y, at_x, at_y;

  gtk_native_get_surface_transform (GTK_NATIVE (screen->window), &inset_x, &inset_y);
  g_assert_true (gtk_widget_translate_coordinates (GTK_WIDGET (screen->view), screen->window, x, y, &at_x, &at_y));
  line = g_strdup_printf ("mousemove --window %lu %d %d", gdk_x11_surface_get_xid (surface), (int) ((at_x + inset_x) * factor),
                          (int) ((at_y + inset_y) * factor));
  do_input (line);
}

static gboolean
has_pointer (Stage *screen)
{
  return screen->view->pointer_x >= 0;
}

static gboolean
is_nearer (Stage *screen)
{
  return rc_page_view_get_zoom (screen->view) > screen->zoom * 1.3;
}

/* Ctrl and the wheel: what is under the pointer stays under it. */
static void
test_wheel (void)
{
  Stage screen;
  double across, down, across_now, down_now, pixel;
  guint page, page_now;

  open_screen (&screen);
  rc_page_view_set_zoom (screen.view, 1.2);
  gtk_adjustment_set_value (screen.view->vadjustment, 300);
  wait_until (&screen, is_sharp);
  give_keyboard (&screen);
  move_pointer (&screen, 420, 90);
  wait_until (&screen, has_pointer);
  screen.zoom = rc_page_view_get_zoom (screen.view);
  pixel = 1 / rc_page_view_get_scale (screen.view);
  g_assert_true (rc_page_view_get_point (screen.view, screen.view->pointer_x, screen.view->pointer_y, &page, &across, &down));
  do_input ("keydown ctrl click 4 click 4 keyup ctrl");
  wait_until (&screen, is_nearer);
  rc_page_view_get_point (screen.view, screen.view->pointer_x, screen.view->pointer_y, &page_now, &across_now, &down_now);
  g_assert_cmpuint (page_now, ==, page);
  g_assert_cmpfloat_with_epsilon (down_now, down, pixel);
  g_assert_cmpfloat_with_epsilon (across_now, across, pixel);
  close_screen (&screen);
}

static gboolean
is_on_page (Stage *screen)
{
  return rc_page_view_get_page (screen->view) == screen->page;
}

static void
press (Stage *screen, const char *key, guint page)
{
  g_autofree char *line = g_strdup_printf ("key %s", key);

  screen->page = page;
  do_input (line);
  wait_until (screen, is_on_page);
}

/* An Arabic book lies open with its first page to the right, and its arrow to the left leads on. */
static void
test_right_to_left (void)
{
  static const char *const first[] = { "one", NULL }, *const second[] = { "two", NULL }, *const third[] = { "three", NULL },
    *const fourth[] = { "four", NULL }, *const *const pages[] = { first, second, third, fourth };
  char *path = fixture_make_pdf (pages, G_N_ELEMENTS (pages));
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  graphene_rect_t right, left;
  Stage screen;
  gsize size;

  /* Behind the end of the file, where those who only read its head and tail see it, too. */
  g_assert_true (g_file_get_contents (path, &bytes, &size, &error));
  {
    g_autoptr (GString) more = g_string_new_len (bytes, (gssize) size);

    g_string_append (more, "\n% /Direction /R2L\n");
    g_assert_true (g_file_set_contents (path, more->str, (gssize) more->len, &error));
  }
  open_screen_of (&screen, path);
  g_assert_true (rc_page_view_is_right_to_left (screen.view));
  g_object_set (screen.view, "continuous", FALSE, "two-pages", TRUE, NULL);
  rc_page_view_set_fit (screen.view, RC_PAGE_FIT_PAGE);
  give_keyboard (&screen);
  rc_page_view_get_page_area (screen.view, 0, &right);
  rc_page_view_get_page_area (screen.view, 1, &left);
  g_assert_cmpfloat (left.origin.x + left.size.width, <=, right.origin.x);
  g_assert_cmpfloat (left.origin.y, ==, right.origin.y);
  press (&screen, "Left", 2);
  press (&screen, "Right", 0);
  press (&screen, "Page_Down", 2);
  press (&screen, "ctrl+Page_Up", 0);
  press (&screen, "End", 3);
  close_screen (&screen);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  rc_widgets_init ();
  g_test_add_func ("/widgets/page-view/sharp", test_sharp);
  g_test_add_func ("/widgets/page-view/marks", test_marks);
  g_test_add_func ("/widgets/page-view/zoom", test_zoom);
  g_test_add_func ("/widgets/page-view/word", test_word);
  g_test_add_func ("/widgets/page-view/early-box", test_early_box);
  g_test_add_func ("/widgets/page-view/wheel", test_wheel);
  g_test_add_func ("/widgets/page-view/right-to-left", test_right_to_left);
  return g_test_run ();
}
