/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of the renderer in packed form: what is told of all pages, and the text of one with its places. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include <math.h>
#include <string.h>

#include "documents/pdf-jobs.h"
#include "documents/pdf-text.h"
#include "documents/reflow.h"

#define MAX_POINTS 200000.0f
#define MAX_LABEL 64

void
rc_pdf_pages_free (RcPdfPages *self)
{
  for (int i = 0; i < self->n_pages; i++)
    g_free (self->labels[i]);
  g_free (self->labels);
  g_free (self->sizes);
  g_free (self);
}

void
rc_text_layer_free (RcTextLayer *self)
{
  g_free (self->text);
  g_free (self->boxes);
  g_free (self->runs);
  g_free (self->label);
  g_free (self);
}

/* Takes so many bytes from the front. */
static gboolean
take (const guint8 **bytes, gsize *left, gpointer target, gsize size)
{
  if (size > *left)
    return FALSE;
  memcpy (target, *bytes, size);
  *bytes += size;
  *left -= size;
  return TRUE;
}

static gboolean
is_length (float points)
{
  return points > 0 && points <= MAX_POINTS;
}

/* Reads `count` pages into those from `first`. */
static gboolean
read_pages (GBytes *payload, RcPdfPages *pages, int first, gint64 count)
{
  gsize left;
  const guint8 *bytes = g_bytes_get_data (payload, &left);

  if (count < 1 || count > pages->n_pages - first)
    return FALSE;
  for (int i = first; i < first + count; i++)
    {
      RcRendererPage entry;
      g_autofree char *label = NULL;

      if (!take (&bytes, &left, &entry, sizeof entry) || entry.label_length > MIN (left, MAX_LABEL))
        return FALSE;
      if (is_length (entry.width) && is_length (entry.height))
        pages->sizes[i] = (RcPdfSize){ entry.width, entry.height };
      label = g_strndup ((const char *) bytes, entry.label_length);
      pages->labels[i] = rc_pdf_clean_title (label);
      bytes += entry.label_length;
      left -= entry.label_length;
    }
  return TRUE;
}

/* A page whose text cannot be had in a short time is no reason to show none. */
static gboolean
goes_right_to_left (RcPdfThread *thread)
{
  const RcRendererRequest request = { .verb = RC_RENDERER_DIRECTION };
  RcRendererReply reply;
  g_autoptr (GBytes) payload = rc_pdf_thread_call (thread, &request, &reply, NULL);

  return payload && reply.b == 1;
}

gpointer
rc_pdf_job_pages (RcPdfThread *thread, gpointer data, GError **error)
{
  g_autoptr (RcPdfPages) pages = g_new0 (RcPdfPages, 1);
  int n_pages;

  if (!rc_pdf_thread_ensure_open (thread, &n_pages, NULL, error))
    return NULL;
  pages->sizes = g_new0 (RcPdfSize, n_pages);
  pages->labels = g_new0 (char *, n_pages);
  pages->n_pages = n_pages;
  for (int next = 0; next < n_pages;)
    {
      const RcRendererRequest request = { .verb = RC_RENDERER_PAGES, .a = next };
      RcRendererReply reply;
      g_autoptr (GBytes) payload = rc_pdf_thread_call (thread, &request, &reply, error);

      if (!payload)
        return NULL;
      if (!read_pages (payload, pages, next, reply.a))
        return rc_pdf_job_senseless (error);
      next += (int) reply.a;
      rc_pdf_thread_give_way (thread);
    }
  pages->right_to_left = goes_right_to_left (thread);
  return g_steal_pointer (&pages);
}

/* What is drawn on screens must be numbers within reason. */
static RcTextBox
make_box (const RcRendererBox *box)
{
  if (fabsf (box->x1) <= MAX_POINTS && fabsf (box->y1) <= MAX_POINTS && fabsf (box->x2) <= MAX_POINTS &&
      fabsf (box->y2) <= MAX_POINTS)
    return (RcTextBox){ box->x1, box->y1, box->x2, box->y2 };
  return (RcTextBox){ 0 };
}

/* Cleans the text, and keeps with each character that stays its box. `places` gets for each character of the given text how
 * many are kept before it, and one more for its end. */
static void
fill_characters (RcTextLayer *layer, const char *text, const guint8 *boxes, gsize n_boxes, guint *places)
{
  GString *clean = g_string_new (NULL);
  gsize i = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p), i++)
    {
      RcPdfCharacter judged = rc_pdf_judge_character (g_utf8_get_char (p));
      RcRendererBox box = { 0 };

      places[i] = layer->n_characters;
      if (judged == RC_PDF_CHARACTER_DROPPED)
        continue;
      if (i < n_boxes)
        memcpy (&box, boxes + i * sizeof box, sizeof box);
      layer->boxes[layer->n_characters++] = make_box (&box);
      g_string_append_unichar (clean, judged == RC_PDF_CHARACTER_KEPT ? g_utf8_get_char (p) : ' ');
    }
  places[i] = layer->n_characters;
  layer->text = g_string_free (clean, FALSE);
}

static void
fill_runs (RcTextLayer *layer, const guint8 *bytes, gsize n_runs, const guint *places, gsize n_places)
{
  guint last = 0;

  layer->runs = g_new (RcTextRun, n_runs);
  for (gsize i = 0; i < n_runs; i++)
    {
      RcRendererRun run;
      guint start, end;

      memcpy (&run, bytes + i * sizeof run, sizeof run);
      start = places[MIN (run.start, n_places)];
      end = places[MIN (run.end, n_places)];
      if (start < last || end <= start || !is_length (run.size))
        continue;
      layer->runs[layer->n_runs++] = (RcTextRun){ start, end, run.size, run.flags };
      last = end;
    }
}

/* (nullable) */
static RcTextLayer *
read_layer (GBytes *payload, const RcRendererReply *reply)
{
  gsize size, n_boxes, n_runs, n_characters, end;
  const guint8 *bytes = g_bytes_get_data (payload, &size);
  g_autofree char *text = NULL;
  g_autofree guint *places = NULL;
  g_autofree char *label = NULL;
  RcTextLayer *layer;

  if (reply->a < 0 || reply->b < 0 || !(reply->x >= 0 && reply->x <= RC_RENDERER_MAX_ANSWER) || (gsize) reply->a > size ||
      (gsize) reply->b > (size - reply->a) / sizeof (RcRendererBox))
    return NULL;
  n_boxes = reply->b;
  n_runs = (gsize) reply->x;
  if (n_runs > (size - reply->a - n_boxes * sizeof (RcRendererBox)) / sizeof (RcRendererRun))
    return NULL;
  end = reply->a + n_boxes * sizeof (RcRendererBox) + n_runs * sizeof (RcRendererRun);
  if (!(reply->y >= 0 && reply->y <= MAX_LABEL) || (gsize) reply->y > size - end)
    return NULL;
  text = g_utf8_make_valid ((const char *) bytes, reply->a);
  n_characters = g_utf8_strlen (text, -1);
  places = g_new (guint, n_characters + 1);
  layer = g_new0 (RcTextLayer, 1);
  layer->boxes = g_new (RcTextBox, n_characters);
  fill_characters (layer, text, bytes + reply->a, n_boxes, places);
  fill_runs (layer, bytes + reply->a + n_boxes * sizeof (RcRendererBox), n_runs, places, n_characters);
  label = g_strndup ((const char *) bytes + end, (gsize) reply->y);
  layer->label = *label != '\0' ? rc_pdf_clean_title (label) : NULL;
  return layer;
}

gpointer
rc_pdf_job_layer (RcPdfThread *thread, gpointer data, GError **error)
{
  const RcPdfArguments *arguments = data;
  const RcRendererRequest request = { .verb = RC_RENDERER_LAYER, .a = arguments->page, .b = arguments->runs };
  RcRendererReply reply;
  g_autoptr (GBytes) payload = rc_pdf_thread_call (thread, &request, &reply, error);
  RcTextLayer *layer = payload ? read_layer (payload, &reply) : NULL;

  if (payload && !layer)
    return rc_pdf_job_senseless (error);
  return layer;
}

/* (nullable) */
static RcBlock *
make_block (const RcRendererBlock *head, const char *bytes)
{
  /* What is in fixed letters is a line like those of tables. */
  static const RcBlockKind kinds[] = {
    [RC_RENDERER_BLOCK_PARAGRAPH] = RC_BLOCK_PARAGRAPH, [RC_RENDERER_BLOCK_HEADING] = RC_BLOCK_HEADING,
    [RC_RENDERER_BLOCK_ITEM] = RC_BLOCK_ITEM,           [RC_RENDERER_BLOCK_CAPTION] = RC_BLOCK_CAPTION,
    [RC_RENDERER_BLOCK_LINE] = RC_BLOCK_LINE,           [RC_RENDERER_BLOCK_NOTE] = RC_BLOCK_NOTE,
    [RC_RENDERER_BLOCK_FIXED] = RC_BLOCK_LINE,
  };
  g_autofree char *text = g_strdelimit (rc_pdf_clean_text (bytes, head->length), "\n", ' ');
  RcBlockKind kind = head->kind < G_N_ELEMENTS (kinds) ? kinds[head->kind] : RC_BLOCK_PARAGRAPH;

  if (text[strspn (text, " ")] == '\0')
    return NULL;
  return rc_block_new (kind, kind == RC_BLOCK_HEADING ? (int) CLAMP (head->level, 1, 6) : 0, is_length (head->y) ? head->y : 0, text);
}

gpointer
rc_pdf_job_blocks (RcPdfThread *thread, gpointer data, GError **error)
{
  const RcPdfArguments *arguments = data;
  const RcRendererRequest request = { .verb = RC_RENDERER_BLOCKS, .a = arguments->page };
  RcRendererReply reply;
  g_autoptr (GBytes) payload = rc_pdf_thread_call (thread, &request, &reply, error);
  g_autoptr (GPtrArray) blocks = NULL;
  const guint8 *bytes;
  gsize left;

  if (!payload)
    return NULL;
  bytes = g_bytes_get_data (payload, &left);
  blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_block_free);
  while (left > 0)
    {
      RcRendererBlock head;
      RcBlock *block;

      if (!take (&bytes, &left, &head, sizeof head) || head.length > left)
        return rc_pdf_job_senseless (error);
      block = make_block (&head, (const char *) bytes);
      if (block)
        g_ptr_array_add (blocks, block);
      bytes += head.length;
      left -= head.length;
    }
  return g_steal_pointer (&blocks);
}
