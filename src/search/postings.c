/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash table of words, each with its postings as differences of ids; sorted and written when it has grown too large. */
#define G_LOG_DOMAIN "rc-search"

#include "search/postings.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "search/index-file.h"

#define FIRST_SLOTS (1u << 16)
/* A difference and a mask. */
#define MAX_POSTING 6
/* What a word takes beside its bytes and postings. */
#define WORD_BYTES (sizeof (Word) + 2 * sizeof (guint32) + 16)

typedef struct
{
  guint32 hash;
  guint32 text; /* where its bytes begin in `texts` */
  guint16 length;
  guint8 mask;    /* of the last id, not yet among the bytes */
  guint32 id;     /* the last one */
  guint32 before; /* the last one among the bytes */
  guint32 n_postings; /* among the bytes */
  guint32 n_bytes, n_allocated;
  guint8 *bytes; /* (owned) */
} Word;

/* A sorted file of words. */
typedef struct
{
  guint8 *map; /* (owned) */
  gsize n_bytes, at;
  guint16 length;
  const guint8 *word;
} Run;

struct _RcPostings
{
  char *folder; /* (owned) */
  gsize max_bytes, n_bytes;
  guint32 *slots; /* (owned) numbers of words, plus one */
  guint32 n_slots;
  GArray *words;     /* (owned) Word */
  GByteArray *texts; /* (owned) */
  GArray *runs;      /* (owned) Run */
};

struct _RcPostingsReader
{
  GArray *runs; /* (owned) Run */
  Run *first;   /* of those whose word is first */
};

static void
clear_run (gpointer data)
{
  Run *run = data;

  if (run->map != NULL)
    munmap (run->map, run->n_bytes);
}

RcPostings *
rc_postings_new (const char *folder, gsize max_bytes)
{
  RcPostings *self = g_new0 (RcPostings, 1);

  self->folder = g_strdup (folder);
  self->max_bytes = max_bytes;
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (guint32, self->n_slots);
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  self->texts = g_byte_array_new ();
  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_array_set_clear_func (self->runs, clear_run);
  return self;
}

static void
forget_words (RcPostings *self)
{
  for (guint i = 0; i < self->words->len; i++)
    g_free (g_array_index (self->words, Word, i).bytes);
  g_array_set_size (self->words, 0);
  g_byte_array_set_size (self->texts, 0);
  memset (self->slots, 0, self->n_slots * sizeof *self->slots);
  self->n_bytes = 0;
}

void
rc_postings_free (RcPostings *self)
{
  if (self == NULL)
    return;
  forget_words (self);
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->texts, g_byte_array_unref);
  g_clear_pointer (&self->runs, g_array_unref);
  g_free (self->slots);
  g_free (self->folder);
  g_free (self);
}

static guint32
hash_word (const void *word, gsize length)
{
  guint64 sum = rc_index_checksum (RC_CHECKSUM_BEGIN + length, word, length) * 0xff51afd7ed558ccdu;

  return (guint32) (sum >> 32);
}

static void
grow_slots (RcPostings *self)
{
  self->n_slots *= 2;
  g_free (self->slots);
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < self->words->len; i++)
    {
      guint32 at = g_array_index (self->words, Word, i).hash & (self->n_slots - 1);

      while (self->slots[at] != 0)
        at = (at + 1) & (self->n_slots - 1);
      self->slots[at] = i + 1;
    }
}

static Word *
find_word (RcPostings *self, const void *text, gsize length)
{
  guint32 hash = hash_word (text, length), at = hash & (self->n_slots - 1);
  Word fresh = { .hash = hash, .text = self->texts->len, .length = (guint16) length };

  for (; self->slots[at] != 0; at = (at + 1) & (self->n_slots - 1))
    {
      Word *word = &g_array_index (self->words, Word, self->slots[at] - 1);

      if (word->hash == hash && word->length == length && memcmp (self->texts->data + word->text, text, length) == 0)
        return word;
    }
  g_byte_array_append (self->texts, text, (guint) length);
  g_array_append_val (self->words, fresh);
  self->slots[at] = self->words->len;
  self->n_bytes += WORD_BYTES + length;
  if (self->words->len > self->n_slots / 2)
    grow_slots (self);
  return &g_array_index (self->words, Word, self->words->len - 1);
}

/* Writes the last id, which nothing can be added to any more. */
static void
close_posting (RcPostings *self, Word *word)
{
  guint32 difference = word->id - word->before;

  if (word->mask == 0 && word->id == 0)
    return;
  if (word->n_allocated - word->n_bytes < MAX_POSTING)
    {
      guint32 more = MAX (word->n_allocated / 2, 2 * MAX_POSTING);

      word->n_allocated += more;
      word->bytes = g_realloc (word->bytes, word->n_allocated);
      self->n_bytes += more;
    }
  for (; difference > 0x7f; difference >>= 7)
    word->bytes[word->n_bytes++] = (guint8) (difference | 0x80);
  word->bytes[word->n_bytes++] = (guint8) difference;
  word->bytes[word->n_bytes++] = word->mask;
  word->before = word->id;
  word->n_postings++;
}

void
rc_postings_add (RcPostings *self, const void *text, gsize length, guint32 id, guint8 mask)
{
  Word *word = find_word (self, text, MIN (length, RC_MAX_KEY));

  if (word->id != id)
    {
      close_posting (self, word);
      word->id = id;
      word->mask = 0;
    }
  word->mask |= mask;
}

static int
compare_words (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *words = ((RcPostings *) data)->words;
  const guint8 *texts = ((RcPostings *) data)->texts->data;
  const Word *one = &g_array_index (words, Word, *(const guint32 *) a);
  const Word *other = &g_array_index (words, Word, *(const guint32 *) b);

  return rc_keys_compare (texts + one->text, one->length, texts + other->text, other->length);
}

static gboolean
write_words (RcPostings *self, FILE *file)
{
  g_autofree guint32 *order = g_new (guint32, self->words->len + 1);

  for (guint i = 0; i < self->words->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) self->words->len, sizeof *order, compare_words, self);
  for (guint i = 0; i < self->words->len; i++)
    {
      Word *word = &g_array_index (self->words, Word, order[i]);
      guint32 numbers[2];

      close_posting (self, word);
      numbers[0] = word->n_postings;
      numbers[1] = word->n_bytes;
      if (fwrite (&word->length, sizeof word->length, 1, file) != 1
          || (word->length > 0 && fwrite (self->texts->data + word->text, word->length, 1, file) != 1)
          || fwrite (numbers, sizeof numbers, 1, file) != 1 || fwrite (word->bytes, word->n_bytes, 1, file) != 1)
        return FALSE;
    }
  return fflush (file) == 0;
}

/* A file that goes when it is closed. */
static FILE *
open_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "search-XXXXXX.run", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return NULL;
  unlink (path);
  return fdopen (fd, "w+");
}

static gboolean
spill (RcPostings *self, GError **error)
{
  FILE *file = open_file (self->folder);
  Run run = { 0 };
  gboolean done = file != NULL && write_words (self, file);

  if (done)
    {
      run.n_bytes = (gsize) ftell (file);
      run.map = mmap (NULL, run.n_bytes, PROT_READ, MAP_PRIVATE, fileno (file), 0);
      done = run.map != MAP_FAILED;
    }
  if (!done)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "Cannot write the search index in %s: %s",
                   self->folder, g_strerror (code));
    }
  else
    g_array_append_val (self->runs, run);
  if (file != NULL)
    fclose (file);
  forget_words (self);
  return done;
}

gboolean
rc_postings_settle (RcPostings *self, GError **error)
{
  return self->n_bytes <= self->max_bytes || spill (self, error);
}

/* Stands on the next word; at the end its word is NULL. */
static void
advance (Run *run)
{
  run->word = NULL;
  if (run->at >= run->n_bytes)
    return;
  memcpy (&run->length, run->map + run->at, sizeof run->length);
  run->at += sizeof run->length;
  run->word = run->map + run->at;
  run->at += run->length;
}

static void
find_first (RcPostingsReader *self)
{
  self->first = NULL;
  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = &g_array_index (self->runs, Run, i);

      if (run->word != NULL
          && (self->first == NULL
              || rc_keys_compare (run->word, run->length, self->first->word, self->first->length) < 0))
        self->first = run;
    }
}

RcPostingsReader *
rc_postings_read (RcPostings *self, GError **error)
{
  RcPostingsReader *reader;

  if (self->words->len > 0 && !spill (self, error))
    return NULL;
  reader = g_new0 (RcPostingsReader, 1);
  reader->runs = g_array_ref (self->runs);
  for (guint i = 0; i < reader->runs->len; i++)
    advance (&g_array_index (reader->runs, Run, i));
  find_first (reader);
  return reader;
}

void
rc_postings_reader_free (RcPostingsReader *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->runs);
  g_free (self);
}

const guint8 *
rc_postings_reader_get_word (RcPostingsReader *self, gsize *length)
{
  if (self->first == NULL)
    return NULL;
  *length = self->first->length;
  return self->first->word;
}

/* The run stands behind its word. */
static void
read_postings (Run *run, GArray *postings)
{
  const guint8 *at;
  guint32 numbers[2], id = 0;

  memcpy (numbers, run->map + run->at, sizeof numbers);
  run->at += sizeof numbers;
  at = run->map + run->at;
  run->at += numbers[1];
  for (guint32 i = 0; i < numbers[0]; i++)
    {
      guint32 difference = 0;
      guint64 posting;

      for (guint shift = 0; shift < 35; shift += 7)
        {
          difference |= (guint32) (*at & 0x7f) << shift;
          if ((*at++ & 0x80) == 0)
            break;
        }
      id += difference;
      posting = (guint64) id << 8 | *at++;
      g_array_append_val (postings, posting);
    }
}

static int
compare_postings (gconstpointer a, gconstpointer b)
{
  guint64 one = *(const guint64 *) a, other = *(const guint64 *) b;

  return one < other ? -1 : one > other;
}

void
rc_postings_reader_take (RcPostingsReader *self, GArray *postings)
{
  const guint8 *word = self->first->word;
  gsize length = self->first->length;
  gboolean ascending = TRUE;

  g_array_set_size (postings, 0);
  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = &g_array_index (self->runs, Run, i);
      guint before = postings->len;

      if (run->word == NULL || rc_keys_compare (run->word, run->length, word, length) != 0)
        continue;
      read_postings (run, postings);
      ascending = ascending
                  && (before == 0
                      || g_array_index (postings, guint64, before - 1) < g_array_index (postings, guint64, before));
      advance (run);
    }
  if (!ascending)
    g_array_sort (postings, compare_postings);
  find_first (self);
}
