/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of pages selected by pointer or long touch, and copied. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-view-private.h"

#include <math.h>

#define MOST_COPIED_PAGES 50

typedef struct
{
  RcPageView *self; /* (owned) */
  guint page;
} Asked;

static void
layer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Asked *asked = data;
  g_autoptr (RcPageView) self = asked->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcTextLayer) layer = rc_pdf_text_layer_finish (RC_PDF (source), result, &error);

  if (layer == NULL || rc_page_view_get_pdf (self) != RC_PDF (source))
    return;
  g_hash_table_insert (self->layers, GUINT_TO_POINTER (asked->page), g_steal_pointer (&layer));
  /* The pointer did not wait: where it began is looked up now. */
  if (self->all_waits && asked->page == self->page)
    rc_page_view_select_all (self);
  if (self->word_waits)
    rc_page_view_select_word (self, self->select_x, self->select_y);
  if (self->select_waits)
    {
      gboolean selecting = self->selecting;
      double x = self->reach_x, y = self->reach_y;

      rc_page_view_begin_selection (self, self->select_x, self->select_y);
      rc_page_view_extend_selection (self, x, y);
      self->selecting = selecting;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* NULL: it is on its way. */
static const RcTextLayer *
get_layer (RcPageView *self, guint page)
{
  const RcTextLayer *layer = g_hash_table_lookup (self->layers, GUINT_TO_POINTER (page));
  Asked *asked;

  if (layer != NULL || g_hash_table_contains (self->layers, GUINT_TO_POINTER (page)))
    return layer;
  g_hash_table_insert (self->layers, GUINT_TO_POINTER (page), NULL);
  asked = g_new0 (Asked, 1);
  asked->self = g_object_ref (self);
  asked->page = page;
  rc_pdf_text_layer_async (rc_page_view_get_pdf (self), (int) page, G_PRIORITY_DEFAULT, self->cancellable, layer_cb, asked);
  return NULL;
}

static gboolean
is_empty (const RcTextBox *box)
{
  return box->x2 <= box->x1 || box->y2 <= box->y1;
}

/* The boundary between characters that is nearest to a place: lines count more than distance within one. */
static guint
find_boundary (const RcTextLayer *layer, double x, double y)
{
  double least = G_MAXDOUBLE;
  guint found = 0;

  for (guint i = 0; i < layer->n_characters; i++)
    {
      const RcTextBox *box = &layer->boxes[i];
      double dx, dy, distance;

      if (is_empty (box))
        continue;
      dx = MAX (0, MAX (box->x1 - x, x - box->x2));
      dy = MAX (0, MAX (box->y1 - y, y - box->y2));
      distance = dx + 20 * dy;
      if (distance < least)
        {
          least = distance;
          found = x > (box->x1 + box->x2) / 2 ? i + 1 : i;
        }
    }
  return found;
}

static gboolean
find_spot (RcPageView *self, double x, double y, RcPageSpot *spot)
{
  const RcTextLayer *layer;
  double across, down;

  rc_page_view_get_point (self, x, y, &spot->page, &across, &down);
  layer = get_layer (self, spot->page);
  if (layer == NULL)
    return FALSE;
  spot->character = find_boundary (layer, across, down);
  return TRUE;
}

static int
compare (const RcPageSpot *one, const RcPageSpot *two)
{
  if (one->page != two->page)
    return one->page < two->page ? -1 : 1;
  return one->character < two->character ? -1 : one->character > two->character ? 1 : 0;
}

gboolean
rc_page_view_has_selection (RcPageView *self)
{
  return compare (&self->from, &self->to) != 0;
}

static void
set_selection (RcPageView *self, const RcPageSpot *from, const RcPageSpot *to)
{
  gboolean had = rc_page_view_has_selection (self);

  self->from = *from;
  self->to = *to;
  if (rc_page_view_has_selection (self) != had)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.copy", !had);
      g_object_notify (G_OBJECT (self), "has-selection");
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
rc_page_view_clear_selection (RcPageView *self)
{
  RcPageSpot none = { 0, 0 };

  self->selecting = self->select_waits = self->word_waits = self->all_waits = FALSE;
  set_selection (self, &none, &none);
}

void
rc_page_view_begin_selection (RcPageView *self, double x, double y)
{
  RcPageSpot spot;

  self->selecting = TRUE;
  self->select_x = self->reach_x = x;
  self->select_y = self->reach_y = y;
  self->select_waits = !find_spot (self, x, y, &spot);
  if (!self->select_waits)
    set_selection (self, &spot, &spot);
}

void
rc_page_view_extend_selection (RcPageView *self, double x, double y)
{
  RcPageSpot spot;

  if (!self->selecting)
    return;
  self->reach_x = x;
  self->reach_y = y;
  if (!self->select_waits && find_spot (self, x, y, &spot))
    set_selection (self, &self->from, &spot);
}

void
rc_page_view_select_word (RcPageView *self, double x, double y)
{
  const RcTextLayer *layer;
  RcPageSpot from, to;
  const char *start, *end;

  self->selecting = TRUE;
  self->select_x = x;
  self->select_y = y;
  self->word_waits = !find_spot (self, x, y, &from);
  if (self->word_waits)
    return;
  layer = get_layer (self, from.page);
  start = end = g_utf8_offset_to_pointer (layer->text, from.character);
  to = from;
  while (start > layer->text && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (start))))
    {
      start = g_utf8_prev_char (start);
      from.character--;
    }
  for (; *end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)); end = g_utf8_next_char (end))
    to.character++;
  set_selection (self, &from, &to);
}

void
rc_page_view_select_all (RcPageView *self)
{
  const RcTextLayer *layer = get_layer (self, self->page);
  RcPageSpot from = { self->page, 0 }, to = { self->page, layer != NULL ? layer->n_characters : 0 };

  self->all_waits = layer == NULL;
  set_selection (self, &from, &to);
}

/* What of this page is selected, in characters. */
static gboolean
get_range (RcPageView *self, guint page, guint n, guint *start, guint *end)
{
  gboolean forward = compare (&self->from, &self->to) <= 0;
  const RcPageSpot *first = forward ? &self->from : &self->to, *last = forward ? &self->to : &self->from;

  if (page < first->page || page > last->page)
    return FALSE;
  *start = page == first->page ? MIN (first->character, n) : 0;
  *end = page == last->page ? MIN (last->character, n) : n;
  return *end > *start;
}

gboolean
rc_page_view_is_selected (RcPageView *self, guint page)
{
  guint start, end;

  return rc_page_view_has_selection (self) && get_range (self, page, G_MAXUINT, &start, &end);
}

void
rc_page_view_draw_selection (RcPageView *self, GtkSnapshot *snapshot, guint page, const GdkRGBA *colour)
{
  const RcTextLayer *layer = get_layer (self, page);
  RcBox line = { 0, 0, 0, 0 };
  guint start, end;

  if (layer == NULL || !get_range (self, page, layer->n_characters, &start, &end))
    return;
  for (guint i = start; i <= end; i++)
    {
      const RcTextBox *box = i < end ? &layer->boxes[i] : NULL;
      graphene_rect_t area;

      if (box != NULL && is_empty (box))
        continue;
      /* Letters of one line that touch are one stroke. */
      if (box != NULL && line.x2 > line.x1 && MIN (box->y2, line.y2) - MAX (box->y1, line.y1) > 0.5 * MIN (box->y2 - box->y1, line.y2 - line.y1)
          && fabs (box->x1 - line.x2) < (line.y2 - line.y1))
        {
          line = (RcBox){ MIN (line.x1, box->x1), MIN (line.y1, box->y1), MAX (line.x2, box->x2), MAX (line.y2, box->y2) };
          continue;
        }
      if (line.x2 > line.x1)
        {
          area = rc_page_view_get_box_area (self, page, &line);
          gtk_snapshot_append_color (snapshot, colour, &area);
        }
      if (box != NULL)
        line = (RcBox){ box->x1, box->y1, box->x2, box->y2 };
    }
}

void
rc_page_view_copy (RcPageView *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint first = MIN (self->from.page, self->to.page), last = MAX (self->from.page, self->to.page);

  if (!self->may_copy || !rc_page_view_has_selection (self))
    return;
  for (guint page = first; page <= last && page - first < MOST_COPIED_PAGES; page++)
    {
      const RcTextLayer *layer = get_layer (self, page);
      guint start, end;

      if (layer != NULL && get_range (self, page, layer->n_characters, &start, &end))
        {
          g_autofree char *part = g_utf8_substring (layer->text, start, end);

          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", part);
        }
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}
