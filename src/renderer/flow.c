/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of text, cleaned and counted as they come. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow.h"

#include <string.h>

#define MAX_BLOCKS 200000
#define MAX_BLOCK_BYTES 8192 /* one paragraph is laid out whole */
#define MAX_TITLE 1000
#define MAX_LEADS 500
#define MAX_ADDRESS 1000u
#define LEFT_OUT "[…]"
#define TAB_STOPS 8
#define CELL_GAP 0x2003
#define CELL_GAP_BYTES "\xe2\x80\x83"

RcFlow *
rc_flow_new (void)
{
  RcFlow *self = g_new0 (RcFlow, 1);

  self->text = g_string_new (NULL);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (RcFlowBlock));
  self->leads = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rc_flow_free (RcFlow *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->blocks);
  g_ptr_array_unref (self->leads);
  g_free (self->title);
  g_free (self);
}

static gboolean
is_dropped (gunichar c)
{
  return c == 0xfeff || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || (g_unichar_iscntrl (c) && c != '\t' && c != '\n');
}

static gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x85 || c == 0xa0 || c == 0x2028 || c == 0x2029;
}

static void
drop_blank (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

/* One blank for many, and none beside what parts cells. */
static void
append_flowing (GString *out, const char *text)
{
  gboolean blank = TRUE;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == CELL_GAP)
        {
          drop_blank (out);
          g_string_append_unichar (out, c);
          blank = TRUE;
        }
      else if (is_blank (c))
        {
          if (!blank)
            g_string_append_c (out, ' ');
          blank = TRUE;
        }
      else if (!is_dropped (c))
        {
          g_string_append_len (out, p, g_utf8_next_char (p) - p);
          blank = FALSE;
        }
    }
}

/* Columns stay under each other. */
static void
append_fixed (GString *out, const char *text)
{
  guint column = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint n = c == '\t' ? TAB_STOPS - column % TAB_STOPS : 1;

      if (!is_blank (c) && is_dropped (c))
        continue;
      if (is_blank (c))
        for (guint i = 0; i < n; i++)
          g_string_append_c (out, ' ');
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
      column += n;
    }
}

/* Bytes of a piece that is not too long: up to a blank, if there is one in its second half. */
static gsize
find_piece (const char *text, gsize length)
{
  gsize end = MAX_BLOCK_BYTES;

  if (length <= MAX_BLOCK_BYTES)
    return length;
  for (gsize at = end; at > MAX_BLOCK_BYTES / 2; at--)
    if (text[at] == ' ')
      return at;
  while ((text[end] & 0xc0) == 0x80)
    end--;
  return end;
}

static gboolean
append_block (RcFlow *self, RcRendererBlockKind kind, guint level, const char *text, gsize length)
{
  RcFlowBlock block = { kind, level, self->text->len, length };

  if (self->text->len + length > RC_FLOW_MAX_BYTES || self->blocks->len >= MAX_BLOCKS)
    {
      self->cut = TRUE;
      block = (RcFlowBlock){ RC_RENDERER_BLOCK_PARAGRAPH, 0, self->text->len, strlen (LEFT_OUT) };
      text = LEFT_OUT;
    }
  g_string_append_len (self->text, text, (gssize) block.length);
  g_array_append_val (self->blocks, block);
  return !self->cut;
}

gboolean
rc_flow_add (RcFlow *self, RcRendererBlockKind kind, guint level, const char *text, gsize length)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  g_autofree char *valid = NULL;
  gsize at = 0;

  if (self->cut)
    return FALSE;
  valid = g_utf8_make_valid (text, (gssize) MIN (length, 2 * RC_FLOW_MAX_BYTES));
  (kind == RC_RENDERER_BLOCK_FIXED ? append_fixed : append_flowing) (clean, valid);
  /* The last cells of a row may be empty. */
  while (g_str_has_suffix (clean->str, CELL_GAP_BYTES) || g_str_has_suffix (clean->str, " "))
    g_string_truncate (clean, clean->len - (clean->str[clean->len - 1] == ' ' ? 1 : strlen (CELL_GAP_BYTES)));
  while (at < clean->len)
    {
      gsize piece = find_piece (clean->str + at, clean->len - at);

      if (!append_block (self, kind, level, clean->str + at, piece))
        return FALSE;
      at += piece;
      while (at < clean->len && clean->str[at] == ' ')
        at++;
    }
  return TRUE;
}

void
rc_flow_take_title (RcFlow *self, const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (length, MAX_TITLE));
  GString *clean;

  if (self->title)
    return;
  clean = g_string_new (NULL);
  append_flowing (clean, valid);
  self->title = g_strchomp (g_string_free (clean, FALSE));
}

void
rc_flow_add_lead (RcFlow *self, const char *address, const char *words, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (words, (gssize) MIN (length, MAX_TITLE));
  g_autofree char *lead = NULL;
  GString *clean;

  if (self->leads->len >= MAX_LEADS || strlen (address) > MAX_ADDRESS)
    return;
  clean = g_string_new (address);
  g_strdelimit (clean->str, "\t\n\r", ' ');
  g_string_append_c (clean, '\t');
  append_flowing (clean, valid);
  g_ptr_array_add (self->leads, g_strchomp (g_string_free (clean, FALSE)));
}
