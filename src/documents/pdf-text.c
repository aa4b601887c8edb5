/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning and searching the text of pages. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/pdf-text.h"

#include <string.h>

#define AROUND 60 /* characters of the snippet on each side of the hit */
#define MAX_HITS 1000

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

static gboolean
is_dropped (gunichar c)
{
  switch (c)
    {
    case '-':
    case '\'':
    case 0x00ad: /* soft hyphen */
    case 0x2010: /* hyphens */
    case 0x2011:
    case 0x2019: /* apostrophes */
    case 0x02bb:
    case 0x02bc:
    case 0x0640: /* tatweel */
      return TRUE;
    default:
      return g_unichar_ismark (c) || is_unwanted (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
    }
}

/* Cyrillic letters with marks are letters of their own, but for ё. */
static gsize
fold_character (gunichar c, gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH])
{
  c = g_unichar_tolower (c);
  if (c == 0x0451)
    c = 0x0435;
  if (c == 0x00df)
    {
      parts[0] = parts[1] = 's';
      return 2;
    }
  if (g_unichar_get_script (c) != G_UNICODE_SCRIPT_CYRILLIC)
    return g_unichar_fully_decompose (c, TRUE, parts, G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
  parts[0] = c;
  return 1;
}

static void
append_folded (GString *folded, GArray *places, gunichar c, guint place)
{
  char bytes[6];
  int length = g_unichar_to_utf8 (c, bytes);

  g_string_append_len (folded, bytes, length);
  for (int i = 0; places && i < length; i++)
    g_array_append_val (places, place);
}

/* A line that ends in a hyphen goes on in the next without a space. */
static gboolean
ends_in_hyphen (const char *text, const char *p)
{
  gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;

  return *p == '\n' && (before == '-' || before == 0x2010 || before == 0x00ad);
}

char *
rc_pdf_fold (const char *text, GArray *places)
{
  GString *folded = g_string_new (NULL);
  guint place = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p), place++)
    {
      gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
      gunichar c = g_utf8_get_char (p);
      gsize n_parts;

      if (g_unichar_isspace (c))
        {
          if (folded->len > 0 && folded->str[folded->len - 1] != ' ' && !ends_in_hyphen (text, p))
            append_folded (folded, places, ' ', place);
          continue;
        }
      if (is_dropped (c))
        continue;
      n_parts = fold_character (c, parts);
      for (gsize i = 0; i < n_parts; i++)
        if (!g_unichar_ismark (parts[i]))
          append_folded (folded, places, g_unichar_tolower (parts[i]), place);
    }
  return g_string_free (folded, FALSE);
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

static RcPdfHit *
make_hit (const char *text, guint start_char, guint end_char)
{
  const char *start = g_utf8_offset_to_pointer (text, start_char);
  const char *end = g_utf8_offset_to_pointer (start, end_char - start_char);
  const char *from = snippet_start (text, start);
  const char *to = snippet_end (end);
  RcPdfHit *hit = g_new0 (RcPdfHit, 1);
  g_autofree char *before = rc_pdf_clean_text (from, start - from);
  g_autofree char *within = rc_pdf_clean_text (start, end - start);
  g_autofree char *after = rc_pdf_clean_text (end, to - end);

  hit->snippet = g_strdelimit (g_strconcat (before, within, after, NULL), "\n", ' ');
  hit->start = strlen (before);
  hit->end = hit->start + strlen (within);
  return hit;
}

GPtrArray *
rc_pdf_find_in_text (const char *text, const char *wanted, GArray *ranges)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_pdf_hit_free);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *folded = rc_pdf_fold (text, places);
  g_autofree char *pattern = g_strchomp (rc_pdf_fold (wanted, NULL));
  gsize length = strlen (pattern);

  if (length == 0)
    return hits;
  for (const char *p = strstr (folded, pattern); p && hits->len < MAX_HITS; p = strstr (p + length, pattern))
    {
      guint first = g_array_index (places, guint, p - folded);
      guint last = g_array_index (places, guint, p - folded + length - 1) + 1;

      g_ptr_array_add (hits, make_hit (text, first, last));
      g_array_append_val (ranges, first);
      g_array_append_val (ranges, last);
    }
  return hits;
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
