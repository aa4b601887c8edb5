/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a page as blocks: those of reflow-blocks.c, joined with each other and with those of the pages around it. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/reflow.h"

#include <math.h>
#include <string.h>

#include "documents/reflow-private.h"

#define EDGE_REACH 2
#define MAX_BLOCK 6000  /* bytes: a longer one is parted, for whoever lays it out */
#define MAX_BLOCKS 5000 /* of a page */

G_STATIC_ASSERT (RC_REFLOW_REACH == EDGE_REACH + 1);

RcBlock *
rc_block_new (RcBlockKind kind, int level, float y, const char *text)
{
  RcBlock *self = g_new (RcBlock, 1);

  *self = (RcBlock){ kind, level, y, g_strdup (text) };
  return self;
}

void
rc_block_free (RcBlock *self)
{
  g_free (self->text);
  g_free (self);
}

/* The size that most letters of these pages have. */
static float
find_body_size (const RcReflowPage *pages, guint n_pages)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;
  guint best = 0;
  float size = 0;

  for (guint i = 0; i < n_pages; i++)
    for (guint j = 0; pages[i].lines && j < pages[i].lines->len; j++)
      {
        const RcLine *line = &g_array_index (pages[i].lines, RcLine, j);
        gpointer rounded = GINT_TO_POINTER ((int) lroundf (MIN (line->size, 1e6f) * 2));

        g_hash_table_insert (counts, rounded, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, rounded)) + line->n_letters));
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (value) > best || (GPOINTER_TO_UINT (value) == best && GPOINTER_TO_INT (key) / 2.0f < size))
      {
        best = GPOINTER_TO_UINT (value);
        size = (float) GPOINTER_TO_INT (key) / 2;
      }
  return size;
}

static gboolean
is_text (RcBlockKind kind)
{
  return kind == RC_BLOCK_PARAGRAPH || kind == RC_BLOCK_ITEM;
}

static gboolean
ends_in_digit (const char *text)
{
  return *text && g_unichar_isdigit (g_utf8_get_char (g_utf8_prev_char (text + strlen (text))));
}

/* A paragraph that broke off goes on here: over the end of a column or a page. */
static gboolean
goes_on (const RcReflowDraft *from, const RcReflowDraft *to)
{
  gunichar first = g_utf8_get_char (to->block->text);

  if (!is_text (from->block->kind) || to->block->kind != RC_BLOCK_PARAGRAPH || !*from->block->text || !*to->block->text ||
      fabsf (from->size - to->size) > 0.12f * from->size || rc_reflow_ends_sentence (from->block->text))
    return FALSE;
  return g_unichar_islower (first) || (from->full && ((rc_reflow_is_caseless (first) && !ends_in_digit (from->block->text)) || g_str_has_suffix (from->block->text, ","))) ||
         g_str_has_suffix (from->block->text, "-") || g_str_has_suffix (from->block->text, "\u00ad");
}

static void
join (RcBlock *block, const char *text, const char *page)
{
  GString *joined = g_string_new (block->text);

  rc_reflow_append_line (joined, text, strlen (text), page);
  g_free (block->text);
  block->text = g_string_free (joined, FALSE);
}

/* A large first letter stands by itself: "T", "he town". */
static gboolean
is_first_letter (const RcReflowDraft *draft, const RcReflowDraft *next)
{
  return next && *draft->block->text && *g_utf8_next_char (draft->block->text) == '\0' && g_unichar_isalpha (g_utf8_get_char (draft->block->text)) &&
         draft->size > 1.5f * next->size && next->block->kind == RC_BLOCK_PARAGRAPH;
}

static void
join_within_page (GArray *drafts, const char *page)
{
  guint kept = 0;

  for (guint i = 0; i < drafts->len; i++)
    {
      RcReflowDraft *draft = &g_array_index (drafts, RcReflowDraft, i);
      RcReflowDraft *before = kept > 0 ? &g_array_index (drafts, RcReflowDraft, kept - 1) : NULL;
      RcReflowDraft *next = i + 1 < drafts->len ? &g_array_index (drafts, RcReflowDraft, i + 1) : NULL;

      if (is_first_letter (draft, next))
        {
          char *text = g_strconcat (draft->block->text, next->block->text, NULL);

          g_free (next->block->text);
          next->block->text = text;
          rc_reflow_draft_clear (draft);
          continue;
        }
      if (before && goes_on (before, draft))
        {
          join (before->block, draft->block->text, page);
          before->full = draft->full;
          rc_reflow_draft_clear (draft);
          continue;
        }
      if (kept != i)
        {
          g_array_index (drafts, RcReflowDraft, kept) = *draft;
          draft->block = NULL;
        }
      kept++;
    }
  g_array_set_size (drafts, kept);
}

/* Notes go to the end, in their order. */
static void
move_notes (GArray *drafts)
{
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (RcReflowDraft));
  guint kept = 0;

  for (guint i = 0; i < drafts->len; i++)
    {
      RcReflowDraft draft = g_array_index (drafts, RcReflowDraft, i);

      if (draft.block->kind == RC_BLOCK_NOTE)
        g_array_append_val (notes, draft);
      else
        g_array_index (drafts, RcReflowDraft, kept++) = draft;
    }
  for (guint i = 0; i < notes->len; i++)
    g_array_index (drafts, RcReflowDraft, kept++) = g_array_index (notes, RcReflowDraft, i);
}

/* (transfer full) of RcReflowDraft */
static GArray *
draft_page (RcReflowPage *page, float body)
{
  GArray *drafts = rc_reflow_draft_blocks (page, body);

  join_within_page (drafts, page->layer->text);
  move_notes (drafts);
  return drafts;
}

/* The last block that is text, before notes and captions; NULL: none. */
static RcReflowDraft *
find_last (GArray *drafts)
{
  for (guint i = drafts->len; i-- > 0;)
    {
      RcReflowDraft *draft = &g_array_index (drafts, RcReflowDraft, i);

      if (is_text (draft->block->kind))
        return draft;
      if (draft->block->kind == RC_BLOCK_HEADING)
        return NULL;
    }
  return NULL;
}

/* The first block of `next` belongs to the page before. One that is all of its page stays. */
static gboolean
moves_back (GArray *drafts, GArray *next)
{
  RcReflowDraft *last = find_last (drafts);

  return last && next->len > 0 && &g_array_index (next, RcReflowDraft, 0) != find_last (next) && goes_on (last, &g_array_index (next, RcReflowDraft, 0));
}

static void
mark_edges (RcReflowPage *pages, guint n_pages, guint at)
{
  g_autoptr (GPtrArray) neighbours = g_ptr_array_new ();

  for (guint i = at > EDGE_REACH ? at - EDGE_REACH : 0; i < n_pages && i <= at + EDGE_REACH; i++)
    if (i != at)
      g_ptr_array_add (neighbours, pages[i].lines);
  rc_reflow_mark_edges (pages[at].lines, (GArray *const *) neighbours->pdata, neighbours->len);
}

/* Takes the block; what is too long for one comes as several, parted between words where there are any. */
static void
add_parts (GPtrArray *blocks, RcBlock *block)
{
  const char *text = block->text;

  while (strlen (text) > MAX_BLOCK && blocks->len < MAX_BLOCKS)
    {
      const char *end = g_utf8_find_prev_char (text, text + MAX_BLOCK);
      const char *blank = g_strrstr_len (text, end - text, " ");
      g_autofree char *part = NULL;

      if (blank && blank > text + MAX_BLOCK / 2)
        end = blank;
      part = g_strndup (text, end - text);
      g_ptr_array_add (blocks, rc_block_new (block->kind, block->level, block->y, part));
      text = *end == ' ' ? end + 1 : end;
    }
  if (text == block->text && blocks->len < MAX_BLOCKS)
    g_ptr_array_add (blocks, block);
  else
    {
      if (blocks->len < MAX_BLOCKS)
        g_ptr_array_add (blocks, rc_block_new (block->kind, block->level, block->y, text));
      rc_block_free (block);
    }
}

GPtrArray *
rc_reflow (const RcTextLayer *const *layers, guint n_pages, guint at)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_block_free);
  g_autofree RcReflowPage *pages = g_new0 (RcReflowPage, n_pages);
  GArray *drafts[3] = { NULL }; /* of the page before, this one, the next */
  float body;

  g_return_val_if_fail (at < n_pages && layers[at], blocks);
  for (guint i = 0; i < n_pages; i++)
    if (layers[i])
      {
        pages[i] = (RcReflowPage){ layers[i], rc_reflow_make_lines (layers[i]), 0, FALSE };
        rc_reflow_number_rows (pages[i].lines);
      }
  body = find_body_size (pages, n_pages);
  for (guint i = 0; i < 3; i++)
    {
      guint page = at + i - 1;

      if (at + i < 1 || page >= n_pages || !pages[page].lines)
        continue;
      mark_edges (pages, n_pages, page);
      drafts[i] = draft_page (&pages[page], body);
    }
  if (drafts[0] && moves_back (drafts[0], drafts[1]))
    g_array_remove_index (drafts[1], 0);
  if (drafts[2] && moves_back (drafts[1], drafts[2]))
    join (find_last (drafts[1])->block, g_array_index (drafts[2], RcReflowDraft, 0).block->text, layers[at]->text);
  for (guint i = 0; i < drafts[1]->len; i++)
    add_parts (blocks, g_steal_pointer (&g_array_index (drafts[1], RcReflowDraft, i).block));
  for (guint i = 0; i < 3; i++)
    g_clear_pointer (&drafts[i], g_array_unref);
  for (guint i = 0; i < n_pages; i++)
    g_clear_pointer (&pages[i].lines, g_array_unref);
  return blocks;
}
