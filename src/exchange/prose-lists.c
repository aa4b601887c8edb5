/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and tables of words that are looked up for every word of every text: filed by how their words begin. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose-lists.h"

#include <string.h>

#define N_KEYS 1024

typedef struct
{
  const char *text;
  gsize length; /* without the * */
  gboolean prefix;
} Entry;

/* How a pattern may begin, and which of the table's do. */
typedef struct
{
  Entry entry; /* of no length: with a number */
  guint64 rows;
} Beginning;

static guint16
make_key (guchar first, guchar second, guchar third)
{
  return (first * 261u + second * 31u + third) % N_KEYS;
}

guint16
rc_prose_make_key (const char *word)
{
  guchar second = word[0] != '\0' ? (guchar) word[1] : 0;

  return make_key ((guchar) word[0], second, second != 0 ? (guchar) word[2] : 0);
}

static gboolean
is_entry (const char *word, const Entry *entry)
{
  gsize i = 0;

  while (i < entry->length && word[i] == entry->text[i])
    i++;
  return i == entry->length && (entry->prefix || word[i] == '\0');
}

/* The entry that begins at `any`, of which `left` bytes count. How many it takes with its bar. */
static gsize
read_entry (const char *any, gsize left, Entry *entry)
{
  gsize n = 0;

  while (n < left && any[n] != '|')
    n++;
  entry->text = any;
  entry->prefix = n > 1 && any[n - 1] == '*';
  entry->length = entry->prefix ? n - 1 : n;
  return MIN (n + 1, left);
}

gboolean
rc_prose_is_one_of (const char *word, const char *any, gsize length)
{
  const char *end = any + length;

  while (any != NULL && any < end)
    {
      Entry entry;

      if (*any == *word)
        {
          read_entry (any, (gsize) (end - any), &entry);
          if (is_entry (word, &entry))
            return TRUE;
        }
      any = memchr (any, '|', (gsize) (end - any));
      any = any != NULL ? any + 1 : NULL;
    }
  return FALSE;
}

/* Calls for every key that a word may have which is the entry. A beginning of one or two bytes may go on with any. */
static void
add_keys (const Entry *entry, void (*add) (guint16 key, gpointer index, gconstpointer value), gpointer index, gconstpointer value)
{
  guchar first = (guchar) entry->text[0];
  guchar second = entry->length > 1 ? (guchar) entry->text[1] : 0;
  guchar third = entry->length > 2 ? (guchar) entry->text[2] : 0;

  if (entry->prefix && entry->length == 1)
    for (guint i = 0; i < N_KEYS; i++)
      add ((guint16) i, index, value);
  else if (entry->prefix && entry->length == 2)
    for (guint i = 0; i < 256; i++)
      add (make_key (first, second, (guchar) i), index, value);
  else
    add (make_key (first, second, third), index, value);
}

static void
add_entry (guint16 key, gpointer index, gconstpointer value)
{
  GArray **entries = index;

  if (entries[key] == NULL)
    entries[key] = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_append_vals (entries[key], value, 1);
}

static void
add_beginning (guint16 key, gpointer index, gconstpointer value)
{
  GArray **beginnings = index;

  if (beginnings[key] == NULL)
    beginnings[key] = g_array_new (FALSE, FALSE, sizeof (Beginning));
  g_array_append_vals (beginnings[key], value, 1);
}

static GArray **
make_entries (const char *any)
{
  GArray **entries = g_new0 (GArray *, N_KEYS);
  gsize length = strlen (any);
  Entry entry;

  for (gsize at = 0; at < length;)
    {
      at += read_entry (any + at, length - at, &entry);
      add_keys (&entry, add_entry, entries, &entry);
    }
  return entries;
}

gboolean
rc_prose_has_listed (const RcProseWords *words, guint from, guint to, RcProseList *list)
{
  GArray *const *entries;

  if (g_once_init_enter (&list->index))
    g_once_init_leave (&list->index, GPOINTER_TO_SIZE (make_entries (list->any)));
  entries = GSIZE_TO_POINTER (list->index);
  for (guint i = from; i < MIN (to, words->len); i++)
    {
      const RcProseWord *word = &words->at[i];
      const GArray *found = entries[word->key];

      for (guint k = 0; found != NULL && k < found->len; k++)
        if (is_entry (word->text, &g_array_index (found, Entry, k)))
          return TRUE;
    }
  return FALSE;
}

/* The items that a match may begin with: the first one, and those before it that may be missing. */
static void
add_pattern (GArray **beginnings, guint row, const char *pattern)
{
  gboolean optional = TRUE;

  while (optional && *pattern != '\0')
    {
      const char *end = strchrnul (pattern, ' ');
      Beginning one = { .rows = G_GUINT64_CONSTANT (1) << row };

      optional = *pattern == '?';
      if (optional)
        pattern++;
      if (*pattern == '#')
        {
          for (guchar n = 0; n < 100; n++)
            add_beginning (make_key ((guchar) ('0' + n / 10), (guchar) ('0' + n % 10), 0), beginnings, &one);
        }
      else
        while (pattern < end)
          {
            pattern += read_entry (pattern, (gsize) (end - pattern), &one.entry);
            add_keys (&one.entry, add_beginning, beginnings, &one);
          }
      pattern = *end == ' ' ? end + 1 : end;
    }
}

static GArray **
make_beginnings (const RcProseTable *table)
{
  GArray **beginnings = g_new0 (GArray *, N_KEYS);

  g_assert (table->n_rows <= 64);
  for (guint i = 0; i < table->n_rows; i++)
    add_pattern (beginnings, i, *(const char *const *) (gconstpointer) ((const char *) table->rows + i * table->row_size));
  return beginnings;
}

guint64
rc_prose_find_rows (const RcProseWords *words, guint i, RcProseTable *table)
{
  const RcProseWord *word = i < words->len ? &words->at[i] : NULL;
  GArray *const *beginnings;
  guint64 rows = 0;

  if (g_once_init_enter (&table->index))
    g_once_init_leave (&table->index, GPOINTER_TO_SIZE (make_beginnings (table)));
  beginnings = GSIZE_TO_POINTER (table->index);
  if (word == NULL || beginnings[word->key] == NULL)
    return 0;
  for (guint k = 0; k < beginnings[word->key]->len; k++)
    {
      const Beginning *one = &g_array_index (beginnings[word->key], Beginning, k);

      if (one->entry.length > 0 ? is_entry (word->text, &one->entry) : g_ascii_isdigit (word->text[0]))
        rows |= one->rows;
    }
  return rows;
}
