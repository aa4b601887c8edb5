/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching what a document says. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/document-text.h"

#include <string.h>

#include "documents/folded-page.h"
#include "search/search.h"
#include "text/keys.h"

#define MAX_BYTES (128u << 20)
/* Letters of a key from which on a word may go on behind it, in another script. */
#define MIN_BEGINNING 3

typedef struct
{
  RcPageText *page; /* (owned) */
  RcFolded folded;
} Page;

struct _RcDocumentText
{
  gatomicrefcount references;
  GArray *pages; /* (owned) Page */
  RcTokens *tokens; /* (owned) of filling */
  gsize n_bytes;
  gboolean any_text;
};

static void
page_clear (gpointer data)
{
  Page *page = data;

  rc_page_text_free (page->page);
  rc_folded_clear (&page->folded);
}

RcDocumentText *
rc_document_text_new (void)
{
  RcDocumentText *self = g_new0 (RcDocumentText, 1);

  g_atomic_ref_count_init (&self->references);
  self->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_array_set_clear_func (self->pages, page_clear);
  self->tokens = rc_tokens_new ();
  return self;
}

RcDocumentText *
rc_document_text_ref (RcDocumentText *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
rc_document_text_unref (RcDocumentText *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_array_unref (self->pages);
  rc_tokens_free (self->tokens);
  g_free (self);
}

void
rc_document_text_add (RcDocumentText *self, RcPageText *text)
{
  Page page = { text, { 0 } };

  g_return_if_fail (self != NULL && text != NULL);

  self->n_bytes += strlen (text->text);
  if (self->n_bytes > MAX_BYTES)
    *text->text = '\0';
  self->any_text = self->any_text || text->text[strspn (text->text, " \n")] != '\0';
  rc_folded_make (&page.folded, self->tokens, text->text);
  g_array_append_val (self->pages, page);
}

RcDocumentText *
rc_document_text_load (RcDatabase *db, gint64 document, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pages = rc_text_reading_load_pages (db, document, cancellable, error);
  g_autoptr (RcDocumentText) self = NULL;

  if (pages == NULL)
    return NULL;
  self = rc_document_text_new ();
  g_ptr_array_set_free_func (pages, NULL);
  for (guint i = 0; i < pages->len; i++)
    rc_document_text_add (self, g_ptr_array_index (pages, i));
  return g_steal_pointer (&self);
}

guint
rc_document_text_get_n_pages (const RcDocumentText *self)
{
  return self->pages->len;
}

const RcPageText *
rc_document_text_get_page (const RcDocumentText *self, guint page)
{
  return g_array_index (self->pages, Page, page).page;
}

gboolean
rc_document_text_is_pictures (const RcDocumentText *self)
{
  return self->pages->len > 0 && !self->any_text;
}

/* What is looked for. */
typedef struct
{
  char *words;   /* (owned) folded, one space between */
  char *whole;   /* (owned) (nullable) the same with what hyphens divide as one word */
  char *keys;    /* (owned) (nullable) with a space before each; NULL: not one of them has a key */
  char *literal; /* (owned) (nullable) signs that are no words: looked for as they are */
  guint n_words;
} Wanted;

static void
wanted_clear (Wanted *self)
{
  g_free (self->words);
  g_free (self->whole);
  g_free (self->keys);
  g_free (self->literal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static guint
count_spaces (const char *text, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += text[i] == ' ';
  return n;
}

static void
wanted_init (Wanted *self, RcTokens *tokens, const char *text)
{
  g_autofree char *valid = g_strstrip (g_utf8_make_valid (text, -1));
  g_auto (GStrv) parts = g_strsplit (valid, "-", -1);
  g_autofree char *joined = g_strjoinv (NULL, parts);
  g_auto (RcFolded) folded = { 0 }, whole = { 0 };

  rc_folded_make (&folded, tokens, valid);
  self->n_words = count_spaces (folded.words, strlen (folded.words)) - 1;
  self->words = g_strstrip (g_strdup (folded.words));
  if (g_strv_length (parts) > 1)
    {
      rc_folded_make (&whole, tokens, joined);
      self->whole = g_strstrip (g_strdup (whole.words));
    }
  if (folded.any_key)
    self->keys = g_strchomp (g_strdup (folded.keys));
  if (self->n_words == 0 && *valid != '\0')
    self->literal = g_steal_pointer (&valid);
}

static void
add_range (GArray *ranges, gsize start, gsize end)
{
  const RcFoldedRange range = { start, end };

  g_array_append_val (ranges, range);
}

static void
find_words (const char *words, const char *wanted, GArray *ranges)
{
  gsize length = strlen (wanted);

  for (const char *p = length > 0 ? strstr (words, wanted) : NULL; p != NULL; p = strstr (p + length, wanted))
    add_range (ranges, (gsize) (p - words), (gsize) (p - words) + length);
}

/* From the start of a word to that of the one so many words behind it. */
static const char *
skip_words (const char *words, guint n)
{
  while (n-- > 0)
    words = strchr (words, ' ') + 1;
  return words;
}

/* `word` goes on behind the last one that is wanted. In another script that is how it is typed so far, in the same one it is another word. */
static gboolean
may_begin (const Wanted *wanted, const char *word)
{
  const char *last = strrchr (wanted->words, ' ');
  RcScript ours;

  last = last != NULL ? last + 1 : wanted->words;
  ours = rc_word_script (last, strlen (last));
  return strlen (strrchr (wanted->keys, ' ') + 1) >= MIN_BEGINNING && ours != RC_SCRIPT_OTHER
         && ours != rc_word_script (word, strcspn (word, " "));
}

static void
find_keys (const RcFolded *folded, const Wanted *wanted, GArray *ranges)
{
  const char *counted = folded->keys; /* the space before the key of `word` */
  const char *word = folded->words + 1;
  gsize length = strlen (wanted->keys);

  for (const char *p = strstr (folded->keys, wanted->keys); p != NULL; p = strstr (p + 1, wanted->keys))
    {
      const char *last, *end;

      word = skip_words (word, count_spaces (counted, (gsize) (p - counted)));
      counted = p;
      last = skip_words (word, wanted->n_words - 1);
      end = strchr (last, ' ');
      if (p[length] == ' ' || may_begin (wanted, last))
        add_range (ranges, (gsize) (word - folded->words), (gsize) (end - folded->words));
    }
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const RcFoldedRange *one = a, *other = b;

  return one->start != other->start ? (one->start < other->start ? -1 : 1) : one->end < other->end ? -1 : one->end > other->end;
}

static gboolean
are_in_order (const GArray *ranges)
{
  for (guint i = 1; i < ranges->len; i++)
    if (compare_ranges (&g_array_index (ranges, RcFoldedRange, i - 1), &g_array_index (ranges, RcFoldedRange, i)) > 0)
      return FALSE;
  return TRUE;
}

/* In order, and what two ways have found once. */
static void
drop_overlaps (GArray *ranges)
{
  guint n_kept = 0;
  gsize last = 0;

  /* Those that one way has found are in order already. */
  if (!are_in_order (ranges))
    g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      const RcFoldedRange range = g_array_index (ranges, RcFoldedRange, i);

      if (range.start < last)
        continue;
      g_array_index (ranges, RcFoldedRange, n_kept++) = range;
      last = range.end;
    }
  g_array_set_size (ranges, n_kept);
}

/* A sign may be in two pairs of them: it is told once. */
static void
add_places (guint page, const GArray *characters, GArray *places)
{
  guint last = 0;

  for (guint i = 0; i + 1 < characters->len; i += 2)
    {
      const RcTextPlace place = { page, g_array_index (characters, guint, i), g_array_index (characters, guint, i + 1) };

      if (place.start < last || place.end <= place.start)
        continue;
      g_array_append_val (places, place);
      last = place.end;
    }
}

static void
find_literal (const char *text, const char *wanted, guint page, GArray *places)
{
  guint length = (guint) g_utf8_strlen (wanted, -1), at = 0;
  const char *from = text;

  for (const char *p = strstr (text, wanted); p != NULL; p = strstr (from, wanted))
    {
      RcTextPlace place = { page, at + (guint) g_utf8_pointer_to_offset (from, p), 0 };

      place.end = at = place.start + length;
      g_array_append_val (places, place);
      from = p + strlen (wanted);
    }
}

static void
find_on_page (const Page *page, guint number, const Wanted *wanted, guint most, GArray *places, guint *total)
{
  guint n_before = places->len;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (RcFoldedRange));
  g_autoptr (GArray) characters = NULL;

  if (wanted->literal != NULL)
    {
      find_literal (page->page->text, wanted->literal, number, places);
      *total += places->len - n_before;
      return;
    }
  find_words (page->folded.words, wanted->words, ranges);
  if (wanted->whole != NULL)
    find_words (page->folded.words, wanted->whole, ranges);
  if (wanted->keys != NULL)
    find_keys (&page->folded, wanted, ranges);
  if (ranges->len == 0)
    return;
  drop_overlaps (ranges);
  if (places->len >= most)
    {
      *total += ranges->len;
      return;
    }
  characters = g_array_new (FALSE, FALSE, sizeof (guint));
  rc_folded_locate (&page->folded, page->page->text, (const RcFoldedRange *) (gpointer) ranges->data, ranges->len, characters);
  add_places (number, characters, places);
  *total += places->len - n_before;
}

GArray *
rc_document_text_find (const RcDocumentText *self, const char *wanted, guint first_page, guint most, guint *total)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (RcTextPlace));
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  g_auto (Wanted) folded = { 0 };
  guint n = 0;

  if (total != NULL)
    *total = 0;
  wanted_init (&folded, tokens, wanted);
  if (*folded.words == '\0' && folded.literal == NULL)
    return places;
  for (guint i = first_page; i < self->pages->len; i++)
    find_on_page (&g_array_index (self->pages, Page, i), i, &folded, most, places, &n);
  if (places->len > most)
    g_array_set_size (places, most);
  if (total != NULL)
    *total = n;
  return places;
}

/* The bytes that the search marks, as characters. */
static void
add_marked (const char *text, GArray *ranges, guint page, GArray *places)
{
  gsize counted = 0;
  guint n_characters = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const RcTextRange *range = &g_array_index (ranges, RcTextRange, i);
      RcTextPlace place = { page, 0, 0 };

      place.start = n_characters + (guint) g_utf8_strlen (text + counted, (gssize) (range->start - counted));
      place.end = place.start + (guint) g_utf8_strlen (text + range->start, (gssize) (range->end - range->start));
      counted = range->end;
      n_characters = place.end;
      g_array_append_val (places, place);
    }
}

GArray *
rc_document_text_find_words (const RcDocumentText *self, const char *query, guint first_page, guint most, guint *total)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (RcTextPlace));
  g_autoptr (RcHighlighter) highlighter = rc_highlighter_new (query);
  guint n = 0;

  for (guint i = first_page; i < self->pages->len; i++)
    {
      const char *text = g_array_index (self->pages, Page, i).page->text;
      g_autoptr (GArray) ranges = rc_highlighter_mark (highlighter, text);

      n += ranges->len;
      if (places->len < most)
        add_marked (text, ranges, i, places);
    }
  if (places->len > most)
    g_array_set_size (places, most);
  if (total != NULL)
    *total = n;
  return places;
}
