/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a page of a PDF: where each character stands and how it is set. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "renderer/pdf.h"

#define APART 0.2 /* of the size of letters: words stand farther from each other than this, letters of one word do not */

void
rc_pdf_work_append_text (RcAnswer *answer, const char *text, gsize most)
{
  g_autofree char *valid = text ? g_utf8_make_valid (text, -1) : NULL;

  if (valid && !rc_answer_append (answer, valid, MIN (strlen (valid), most)))
    rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, N_("the text is too long"));
}

/* Poppler puts these around words of another direction. They have no box and nothing that is set alike counts them. */
static gboolean
is_added (gunichar c)
{
  return c >= 0x202a && c <= 0x202c;
}

gboolean
rc_pdf_work_is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff);
}

static void
reverse (PopplerRectangle *boxes, guint start, guint end)
{
  for (; start + 1 < end; start++, end--)
    {
      PopplerRectangle first = boxes[start];

      boxes[start] = boxes[end - 1];
      boxes[end - 1] = first;
    }
}

/* Reverses the boxes of each run of characters that go to the right, or of those that do not, in characters[start .. end). */
static void
reverse_runs (const gunichar *characters, PopplerRectangle *boxes, guint start, guint end, gboolean to_right)
{
  for (guint i = start, next; i < end; i = next)
    {
      const gboolean run = g_unichar_isalnum (characters[i]) && !rc_pdf_work_is_right_to_left (characters[i]);

      for (next = i + 1; next < end; next++)
        if ((g_unichar_isalnum (characters[next]) && !rc_pdf_work_is_right_to_left (characters[next])) != run)
          break;
      if (run == to_right)
        reverse (boxes, i, next);
    }
}

static gboolean
has_right_to_left (const gunichar *characters, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (rc_pdf_work_is_right_to_left (characters[i]))
      return TRUE;
  return FALSE;
}

/* A word ends at a blank, and where the next box stands farther to the left: there Poppler has left the blank out. */
static guint
find_word_end (const gunichar *characters, const PopplerRectangle *boxes, guint start, guint n_boxes)
{
  guint end = start + 1;

  while (end < n_boxes && !g_unichar_isspace (characters[end - 1]) && !g_unichar_isspace (characters[end]) &&
         boxes[end].x1 >= boxes[end - 1].x1)
    end++;
  return end;
}

/* Poppler gives the characters of a word as they are read and their boxes as they stand, from the left; the order of the words
 * is the same in both. On a page that is mostly right to left it reads a word of both from the right. */
static void
order_boxes (const gunichar *characters, PopplerRectangle *boxes, guint n_boxes)
{
  guint n_left = 0, n_right = 0;

  for (guint i = 0; i < n_boxes; i++)
    if (g_unichar_isalpha (characters[i]))
      (*(rc_pdf_work_is_right_to_left (characters[i]) ? &n_right : &n_left))++;
  for (guint start = 0, end; n_right > 0 && start < n_boxes; start = end)
    {
      end = find_word_end (characters, boxes, start, n_boxes);
      if (!has_right_to_left (characters, start, end))
        continue;
      if (n_right > n_left)
        reverse (boxes, start, end);
      reverse_runs (characters, boxes, start, end, n_right > n_left);
    }
}

static gboolean
append_box (RcAnswer *answer, const PopplerRectangle *from)
{
  RcRendererBox box = { 0 };

  /* A blank between words that go to the left has its edges the wrong way round. */
  if (from->x1 <= from->x2)
    box = (RcRendererBox){ (float) from->x1, (float) from->y1, (float) from->x2, (float) from->y2 };
  return rc_answer_append (answer, &box, sizeof box);
}

/* What Poppler says of a page, with what it leaves out. */
typedef struct
{
  GString *text;
  GArray *boxes;  /* PopplerRectangle, one a character */
  GArray *places; /* guint, of each character of Poppler's in this text */
} Page;

static void
page_clear (Page *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->boxes);
  g_array_unref (self->places);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* What is missing between two characters: between cells of a table, and columns side by side, Poppler leaves the blank out. 0: nothing. */
static char
find_missing (const gunichar *characters, const PopplerRectangle *boxes, guint i)
{
  const PopplerRectangle *a = &boxes[i - 1], *b = &boxes[i];
  double aside = MAX (b->x1 - a->x2, a->x1 - b->x2), below = MAX (b->y1 - a->y2, a->y1 - b->y2);
  double size = MIN (MAX (a->x2 - a->x1, a->y2 - a->y1), MAX (b->x2 - b->x1, b->y2 - b->y1));

  if (g_unichar_isspace (characters[i - 1]) || g_unichar_isspace (characters[i]) || a->x1 > a->x2 || b->x1 > b->x2 ||
      MAX (aside, below) <= APART * size)
    return 0;
  return below < 0 ? ' ' : '\n';
}

static void
fill_page (Page *self, const char *text, PopplerRectangle *boxes, guint n_boxes)
{
  static const PopplerRectangle none = { 0 };
  glong n;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &n);

  *self = (Page){ g_string_sized_new (strlen (text)), g_array_sized_new (FALSE, FALSE, sizeof *boxes, (guint) n),
                  g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint) n) };
  n_boxes = MIN (n_boxes, (guint) n);
  order_boxes (characters, boxes, n_boxes);
  for (guint i = 0; i < (guint) n; i++)
    {
      char missing = i > 0 && i < n_boxes ? find_missing (characters, boxes, i) : 0;

      if (missing)
        {
          g_string_append_c (self->text, missing);
          g_array_append_val (self->boxes, none);
        }
      g_array_append_val (self->places, self->boxes->len);
      g_string_append_unichar (self->text, characters[i]);
      g_array_append_vals (self->boxes, i < n_boxes ? &boxes[i] : &none, 1);
    }
}

static gboolean
append_boxes (const GArray *boxes, RcAnswer *answer)
{
  for (guint i = 0; i < boxes->len; i++)
    if (!append_box (answer, &g_array_index (boxes, PopplerRectangle, i)))
      return FALSE;
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

static guint32
find_place (const GArray *places, int index)
{
  return index >= 0 && (guint) index < places->len ? g_array_index (places, guint, index) : (guint32) MAX (0, index);
}

static gboolean
append_runs (PopplerPage *page, const GArray *places, RcAnswer *answer)
{
  GList *all = poppler_page_get_text_attributes (page);
  gboolean fits = TRUE;
  guint n_runs = 0;

  for (GList *l = all; l && fits; l = l->next)
    {
      const PopplerTextAttributes *set = l->data;
      const RcRendererRun run = { find_place (places, set->start_index), find_place (places, set->end_index) + 1,
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

/* (nullable) */
static gboolean
append_label (const char *label, RcAnswer *answer)
{
  gsize size = label ? strlen (label) : 0;

  answer->reply.y = (double) size;
  return rc_answer_append (answer, label ? label : "", size);
}

void
rc_pdf_work_layer (PopplerPage *page, gint64 number, gboolean runs, RcAnswer *answer)
{
  g_autofree char *raw = poppler_page_get_text (page);
  g_autofree char *text = drop_added (raw);
  g_autofree char *label = rc_pdf_work_dup_label (page, number);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes = 0;
  g_auto (Page) all = { 0 };
  g_autoptr (RcPdfFilled) filled = NULL;

  poppler_page_get_text_layout (page, &boxes, &n_boxes);
  fill_page (&all, text, boxes, n_boxes);
  filled = rc_pdf_filled_new (page, all.text->str);
  answer->reply.a = (gint64) (all.text->len + filled->text->len);
  answer->reply.b = all.boxes->len + filled->boxes->len;
  if (!rc_answer_append (answer, all.text->str, all.text->len) || !rc_answer_append (answer, filled->text->str, filled->text->len) ||
      !append_boxes (all.boxes, answer) || !append_boxes (filled->boxes, answer) ||
      (runs && !append_runs (page, all.places, answer)) || !append_label (label, answer))
    rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, N_("the page has too many characters"));
}
