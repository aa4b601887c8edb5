/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words in memory; when they have grown too many, they are sorted and written, and what was written is merged. */
#define G_LOG_DOMAIN "rc-search"

#include "search/postings.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <string.h>
#include <unistd.h>

#include "search/run-writer.h"

#define BUFFER_BYTES (1u << 18)

struct _RcPostings
{
  char *folder; /* (owned) */
  gsize max_bytes;
  RcWords *words;   /* (owned) */
  GPtrArray *files; /* (owned) FILE, sorted; the ids of one are above those of the one before */
};

/* A sorted file, of which a word is read ahead. */
typedef struct
{
  FILE *file;  /* (unowned) */
  guint group; /* whose it is */
  guint16 length;
  guint8 word[RC_MAX_KEY];
  guint32 numbers[2]; /* of postings, of bytes */
  gboolean ended;
} Run;

struct _RcPostingsReader
{
  GArray *runs; /* (owned) Run */
  guint16 length;
  guint8 word[RC_MAX_KEY];
  GByteArray *bytes; /* (owned) of a word */
  GArray *scratch;   /* (owned) guint64 */
  gboolean failed;
};

static void
close_file (gpointer file)
{
  fclose (file);
}

RcPostings *
rc_postings_new (const char *folder, gsize max_bytes)
{
  RcPostings *self = g_new0 (RcPostings, 1);

  self->folder = g_strdup (folder);
  self->max_bytes = max_bytes;
  self->words = rc_words_new (FALSE);
  self->files = g_ptr_array_new_with_free_func (close_file);
  return self;
}

void
rc_postings_free (RcPostings *self)
{
  if (self == NULL)
    return;
  rc_words_free (self->words);
  g_ptr_array_unref (self->files);
  g_free (self->folder);
  g_free (self);
}

void
rc_postings_add (RcPostings *self, const void *word, gsize length, guint32 id, guint8 mask)
{
  rc_words_add (self->words, word, length, id, mask);
}

void
rc_postings_add_text (RcPostings *self, const char *text, gsize length, guint32 id, guint8 mask)
{
  rc_words_add_text (self->words, text, length, id, mask);
}

/* A file that goes when it is closed. */
static FILE *
open_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "search-XXXXXX.run", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  FILE *file;

  if (fd < 0)
    return NULL;
  unlink (path);
  file = fdopen (fd, "w+");
  if (file == NULL)
    close (fd);
  else
    {
      setvbuf (file, NULL, _IOFBF, BUFFER_BYTES);
      /* No two threads have it at once. */
      __fsetlocking (file, FSETLOCKING_BYCALLER);
    }
  return file;
}

static gboolean
spill (RcPostings *self, GError **error)
{
  FILE *file = open_file (self->folder);
  gboolean done
    = file != NULL && rc_run_write (self->words, file) && fflush (file) == 0 && fseek (file, 0, SEEK_SET) == 0;

  if (!done)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "Cannot write the search index in %s: %s",
                   self->folder, g_strerror (code));
    }
  if (file != NULL)
    g_ptr_array_add (self->files, file);
  rc_words_clear (self->words);
  return done;
}

gboolean
rc_postings_settle (RcPostings *self, GError **error)
{
  return rc_words_get_n_bytes (self->words) <= self->max_bytes || spill (self, error);
}

gboolean
rc_postings_close (RcPostings *self, GError **error)
{
  return rc_words_get_n (self->words) == 0 || spill (self, error);
}

/* Stands on the next word, whose postings are still to be read. */
static void
advance (RcPostingsReader *self, Run *run)
{
  run->ended = fread (&run->length, sizeof run->length, 1, run->file) != 1;
  if (run->ended)
    self->failed |= !feof (run->file);
  else if (run->length > sizeof run->word || fread (run->word, 1, run->length, run->file) != run->length
           || fread (run->numbers, sizeof run->numbers, 1, run->file) != 1)
    self->failed = run->ended = TRUE;
}

/* Sets the word to the first of those the runs stand on. */
static gboolean
find_first (RcPostingsReader *self)
{
  const Run *first = NULL;

  for (guint i = 0; i < self->runs->len && !self->failed; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);

      if (!run->ended && (first == NULL || rc_keys_compare (run->word, run->length, first->word, first->length) < 0))
        first = run;
    }
  if (first == NULL)
    return FALSE;
  self->length = first->length;
  memcpy (self->word, first->word, first->length);
  return TRUE;
}

RcPostingsReader *
rc_postings_read (RcPostings *const *postings, guint n)
{
  RcPostingsReader *self = g_new0 (RcPostingsReader, 1);

  self->runs = g_array_new (FALSE, TRUE, sizeof (Run));
  self->bytes = g_byte_array_new ();
  self->scratch = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint group = 0; group < n; group++)
    for (guint i = 0; i < postings[group]->files->len; i++)
      {
        Run *run;

        g_array_set_size (self->runs, self->runs->len + 1);
        run = &g_array_index (self->runs, Run, self->runs->len - 1);
        run->file = g_ptr_array_index (postings[group]->files, i);
        run->group = group;
        advance (self, run);
      }
  return self;
}

void
rc_postings_reader_free (RcPostingsReader *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->runs);
  g_byte_array_unref (self->bytes);
  g_array_unref (self->scratch);
  g_free (self);
}

static void
read_postings (RcPostingsReader *self, Run *run, GArray *postings)
{
  const guint8 *at;
  guint64 *out;
  guint32 id = 0;

  g_byte_array_set_size (self->bytes, run->numbers[1]);
  if (fread (self->bytes->data, 1, run->numbers[1], run->file) != run->numbers[1])
    {
      self->failed = TRUE;
      return;
    }
  at = self->bytes->data;
  g_array_set_size (postings, postings->len + run->numbers[0]);
  out = &g_array_index (postings, guint64, postings->len - run->numbers[0]);
  for (guint32 i = 0; i < run->numbers[0]; i++)
    {
      guint8 mask;

      at = rc_word_read_posting (at, &id, &mask);
      out[i] = (guint64) id << 8 | mask;
    }
}

/* Two ascending sequences become one: what stands from `middle` on goes among what stands before it. */
static void
merge (GArray *postings, guint middle, GArray *scratch)
{
  const guint64 *one, *other, *end;
  guint64 *out;
  guint i = 0;

  if (middle == 0 || middle == postings->len
      || g_array_index (postings, guint64, middle - 1) < g_array_index (postings, guint64, middle))
    return;
  g_array_set_size (scratch, 0);
  g_array_append_vals (scratch, postings->data, middle);
  one = (const guint64 *) (void *) scratch->data;
  out = (guint64 *) (void *) postings->data;
  other = out + middle;
  end = out + postings->len;
  while (i < middle)
    *out++ = other < end && *other < one[i] ? *other++ : one[i++];
}

const guint8 *
rc_postings_reader_next (RcPostingsReader *self, gsize *length, GArray *postings)
{
  guint middle = 0, group = 0;

  g_array_set_size (postings, 0);
  if (!find_first (self))
    return NULL;
  for (guint i = 0; i < self->runs->len; i++)
    {
      Run *run = &g_array_index (self->runs, Run, i);

      if (run->ended || rc_keys_compare (run->word, run->length, self->word, self->length) != 0)
        continue;
      if (run->group != group)
        {
          merge (postings, middle, self->scratch);
          middle = postings->len;
          group = run->group;
        }
      read_postings (self, run, postings);
      advance (self, run);
    }
  merge (postings, middle, self->scratch);
  *length = self->length;
  return self->failed ? NULL : self->word;
}

gboolean
rc_postings_reader_check (const RcPostingsReader *self, GError **error)
{
  if (self->failed)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, "Cannot read what was written of the search index");
  return !self->failed;
}
