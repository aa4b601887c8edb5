/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a page of a PDF: where each character stands and how it is set. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <string.h>

#include "renderer/pdf.h"

void
rc_pdf_work_append_text (RcAnswer *answer, const char *text, gsize most)
{
  g_autofree char *valid = text ? g_utf8_make_valid (text, -1) : NULL;

  if (valid && !rc_answer_append (answer, valid, MIN (strlen (valid), most)))
    rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, "the text is too long");
}

void
rc_pdf_work_text (PopplerPage *page, RcAnswer *answer)
{
  g_autofree char *text = poppler_page_get_text (page);

  rc_pdf_work_append_text (answer, text, G_MAXSIZE);
}

/* Poppler puts these around words of another direction. They have no box and nothing that is set alike counts them. */
static gboolean
is_added (gunichar c)
{
  return c >= 0x202a && c <= 0x202c;
}

static gboolean
append_boxes (const char *text, const PopplerRectangle *boxes, guint n_boxes, RcAnswer *answer)
{
  guint i = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      RcRendererBox box = { 0 };

      if (i < n_boxes)
        box = (RcRendererBox){ (float) boxes[i].x1, (float) boxes[i].y1, (float) boxes[i].x2, (float) boxes[i].y2 };
      i++;
      if (!rc_answer_append (answer, &box, sizeof box))
        return FALSE;
    }
  answer->reply.b = i;
  return TRUE;
}

static gboolean
contains_any (const char *name, const char *const *words)
{
  for (; *words; words++)
    if (strstr (name, *words))
      return TRUE;
  return FALSE;
}

static guint32
flags_of_font (const char *font)
{
  static const char *const bold[] = { "bold", "black", "heavy", "demi", "bx", NULL };
  static const char *const italic[] = { "italic", "oblique", "slanted", "kursiv", "-it", NULL };
  static const char *const fixed[] = { "courier", "mono", "typewriter", "consol", "fixed", NULL };
  g_autofree char *name = g_ascii_strdown (font ? font : "", -1);

  return (contains_any (name, bold) ? RC_RENDERER_RUN_BOLD : 0u) |
         (contains_any (name, italic) ? RC_RENDERER_RUN_ITALIC : 0u) |
         (contains_any (name, fixed) ? RC_RENDERER_RUN_FIXED : 0u);
}

static gboolean
append_runs (PopplerPage *page, RcAnswer *answer)
{
  GList *all = poppler_page_get_text_attributes (page);
  gboolean fits = TRUE;
  guint n_runs = 0;

  for (GList *l = all; l && fits; l = l->next)
    {
      const PopplerTextAttributes *set = l->data;
      const RcRendererRun run = { (guint32) MAX (0, set->start_index), (guint32) MAX (0, set->end_index) + 1,
                                  (float) set->font_size, flags_of_font (set->font_name) };

      fits = rc_answer_append (answer, &run, sizeof run);
      n_runs++;
    }
  answer->reply.x = n_runs;
  poppler_page_free_text_attributes (all);
  return fits;
}

/* (transfer full) */
static char *
drop_added (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  GString *kept = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    if (!is_added (g_utf8_get_char (p)))
      g_string_append_len (kept, p, g_utf8_next_char (p) - p);
  return g_string_free (kept, FALSE);
}

void
rc_pdf_work_layer (PopplerPage *page, RcAnswer *answer)
{
  g_autofree char *raw = poppler_page_get_text (page);
  g_autofree char *text = drop_added (raw);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes = 0;

  poppler_page_get_text_layout (page, &boxes, &n_boxes);
  answer->reply.a = (gint64) strlen (text);
  if (!rc_answer_append (answer, text, strlen (text)) || !append_boxes (text, boxes, n_boxes, answer) ||
      !append_runs (page, answer))
    rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, "the page has too many characters");
}
