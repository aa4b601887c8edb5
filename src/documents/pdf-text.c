/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning and searching the text of pages. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/pdf-text.h"

#include <string.h>

#define AROUND 60 /* characters of the snippet on each side of the hit */

/* Marks that set the direction of what follows, and would turn our own text around. */
static gboolean
turns_direction (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c;
}

static gboolean
is_unwanted (gunichar c)
{
  return (g_unichar_iscntrl (c) && c != '\n') || turns_direction (c) || c == 0xfeff || c == 0xfffe || c == 0xffff;
}

RcPdfCharacter
rc_pdf_judge_character (gunichar c)
{
  if (!is_unwanted (c))
    return RC_PDF_CHARACTER_KEPT;
  return c == '\t' || c == '\f' || c == '\r' ? RC_PDF_CHARACTER_BLANK : RC_PDF_CHARACTER_DROPPED;
}

char *
rc_pdf_clean_text (const char *bytes, gsize size)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, size);
  GString *clean = g_string_sized_new (size);

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      RcPdfCharacter judged = rc_pdf_judge_character (c);

      if (judged != RC_PDF_CHARACTER_DROPPED)
        g_string_append_unichar (clean, judged == RC_PDF_CHARACTER_KEPT ? c : ' ');
    }
  return g_string_free (clean, FALSE);
}

/* Ends of a snippet fall between words where one is near. */
static const char *
snippet_start (const char *text, const char *hit)
{
  const char *start = hit;

  for (int i = 0; i < AROUND && start > text; i++)
    start = g_utf8_prev_char (start);
  if (start == text)
    return start;
  for (const char *p = start; p < hit; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return g_utf8_next_char (p);
  return start;
}

static const char *
snippet_end (const char *hit_end)
{
  const char *end = hit_end, *space = NULL;

  for (int i = 0; i < AROUND && *end; i++, end = g_utf8_next_char (end))
    if (g_unichar_isspace (g_utf8_get_char (end)))
      space = end;
  return *end && space ? space : end;
}

char *
rc_pdf_dup_snippet (const char *text, guint start_char, guint end_char, guint *start, guint *end)
{
  const char *found = g_utf8_offset_to_pointer (text, start_char);
  const char *behind = g_utf8_offset_to_pointer (found, end_char - start_char);
  const char *from = snippet_start (text, found);
  const char *to = snippet_end (behind);
  g_autofree char *before = rc_pdf_clean_text (from, found - from);
  g_autofree char *within = rc_pdf_clean_text (found, behind - found);
  g_autofree char *after = rc_pdf_clean_text (behind, to - behind);

  *start = (guint) strlen (before);
  *end = *start + (guint) strlen (within);
  return g_strdelimit (g_strconcat (before, within, after, NULL), "\n", ' ');
}

static gboolean
same_line (const RcBox *line, const RcTextBox *box)
{
  double overlap = MIN (line->y2, box->y2) - MAX (line->y1, box->y1);

  return overlap > 0.5 * MIN (line->y2 - line->y1, box->y2 - box->y1);
}

GArray *
rc_pdf_join_boxes (const RcTextBox *boxes, guint start, guint end)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (RcBox));

  for (guint i = start; i < end; i++)
    {
      const RcTextBox *box = &boxes[i];
      RcBox *line = lines->len > 0 ? &g_array_index (lines, RcBox, lines->len - 1) : NULL;

      if (box->x2 <= box->x1 || box->y2 <= box->y1)
        continue; /* a line end */
      if (!line || !same_line (line, box))
        {
          const RcBox first = { box->x1, box->y1, box->x2, box->y2 };

          g_array_append_val (lines, first);
          continue;
        }
      line->x1 = MIN (line->x1, box->x1);
      line->x2 = MAX (line->x2, box->x2);
      line->y1 = MIN (line->y1, box->y1);
      line->y2 = MAX (line->y2, box->y2);
    }
  return lines;
}
