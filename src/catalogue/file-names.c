/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of all files of a disc, folded and in memory. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/disc-list.h"
#include "text/keys.h"

#include <string.h>

/* Beyond it a disc is searched in part: a screen has other things to keep, too. */
#define MAX_TEXT_BYTES (256u << 20)
#define MANY 4096 /* names between two looks at the cancellable */

/* `texts` has the path, its words folded, and the script-free keys of those words that have one, each text with its zero byte. A word
 * of either begins behind a space. */
typedef struct
{
  gint64 id;
  gint64 size_bytes;
  gsize path, folded, keys; /* places in `texts` */
  RcFileClass class;
  gboolean folder;
} Name;

struct _RcFileNames
{
  gatomicrefcount n_references;
  GArray *names; /* (owned) Name, by path */
  GString *texts; /* (owned) */
};

static RcFileNames *
names_new (void)
{
  RcFileNames *self = g_new0 (RcFileNames, 1);

  g_atomic_ref_count_init (&self->n_references);
  self->names = g_array_new (FALSE, FALSE, sizeof (Name));
  self->texts = g_string_new (NULL);
  return self;
}

RcFileNames *
rc_file_names_ref (RcFileNames *self)
{
  g_atomic_ref_count_inc (&self->n_references);
  return self;
}

void
rc_file_names_unref (RcFileNames *self)
{
  if (!g_atomic_ref_count_dec (&self->n_references))
    return;
  g_array_unref (self->names);
  g_string_free (self->texts, TRUE);
  g_free (self);
}

static void
add_text (RcFileNames *self, const char *text)
{
  g_string_append_len (self->texts, text, (gssize) strlen (text) + 1);
}

static void
add_name (RcFileNames *self, RcStatement *select, RcTokens *tokens, GString *keys)
{
  const char *path = rc_statement_get_text (select, 1);
  Name name = {
    .id = rc_statement_get_int (select, 0),
    .folder = rc_statement_get_int (select, 2) != 0,
    .size_bytes = rc_statement_get_int (select, 3),
    .class = rc_file_class_of (rc_statement_get_text (select, 4)),
    .path = self->texts->len,
  };
  char key[RC_KEY_SIZE];
  RcToken token;

  add_text (self, path);
  name.folded = self->texts->len;
  g_string_truncate (keys, 0);
  rc_tokens_start (tokens, path, -1);
  while (rc_tokens_next (tokens, &token))
    {
      if (token.kind < RC_TOKEN_TAIL)
        {
          g_string_append_c (self->texts, ' ');
          g_string_append_len (self->texts, token.word, (gssize) token.length);
        }
      if (rc_script_free_key (token.word, token.length, key) > 0)
        g_string_append_printf (keys, " %s", key);
    }
  add_text (self, "");
  name.keys = self->texts->len;
  add_text (self, keys->str);
  g_array_append_val (self->names, name);
}

RcFileNames *
rc_file_names_load (RcDatabase *db, gint64 disc, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcFileNames) self = names_new ();
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  g_autoptr (GString) keys = g_string_new (NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db, "SELECT record, path, folder, size_bytes, media_type FROM file WHERE disc = ? ORDER BY path", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, disc);
  while (self->texts->len < MAX_TEXT_BYTES && rc_statement_step (select, &local_error))
    {
      add_name (self, select, tokens, keys);
      if (self->names->len % MANY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* A word of the query: it stands anywhere in a name, as what is typed may begin within a word; its key begins one. */
typedef struct
{
  char *word; /* (owned) */
  char *key;  /* (owned) (nullable) with the space before it */
} Wanted;

static void
wanted_clear (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->word);
  g_free (wanted->key);
}

static GArray *
parse (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Wanted));
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  char key[RC_KEY_SIZE];
  RcToken token;

  g_array_set_clear_func (words, wanted_clear);
  rc_tokens_start (tokens, text, -1);
  while (rc_tokens_next (tokens, &token))
    if (token.kind < RC_TOKEN_TAIL)
      {
        Wanted wanted = { g_strndup (token.word, token.length), NULL };

        /* Keys of two letters begin half of all words. */
        if (rc_script_free_key (token.word, token.length, key) > 2)
          wanted.key = g_strconcat (" ", key, NULL);
        g_array_append_val (words, wanted);
      }
  return words;
}

static gboolean
has_words (const RcFileNames *self, const Name *name, GArray *words)
{
  for (guint i = 0; i < words->len; i++)
    {
      const Wanted *wanted = &g_array_index (words, Wanted, i);

      if (strstr (self->texts->str + name->folded, wanted->word) == NULL &&
          (wanted->key == NULL || strstr (self->texts->str + name->keys, wanted->key) == NULL))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_below (const RcFileNames *self, const Name *name, const char *folder, gsize length)
{
  const char *path = self->texts->str + name->path;

  return length == 0 || (strncmp (path, folder, length) == 0 && path[length] == '/');
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RcDiscQuery *query = user_data;
  const Name *x = *(const Name *const *) a, *y = *(const Name *const *) b;
  int order = 0;

  if (x->folder != y->folder)
    return x->folder ? -1 : 1;
  if (query->order == RC_FILE_ORDER_SIZE)
    order = x->size_bytes < y->size_bytes ? -1 : x->size_bytes > y->size_bytes;
  else if (query->order == RC_FILE_ORDER_TYPE)
    order = (int) x->class - (int) y->class;
  if (order == 0) /* they lie by path */
    order = x < y ? -1 : x > y;
  return query->backwards ? -order : order;
}

gboolean
rc_file_names_find (
    const RcFileNames *self, const RcDiscQuery *query, GArray *ids, guint *n_folders, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) words = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  gsize length = strlen (query->folder);

  g_return_val_if_fail (self != NULL && ids != NULL && n_folders != NULL, FALSE);

  words = parse (query->text);
  *n_folders = 0;
  for (guint i = 0; i < self->names->len; i++)
    {
      Name *name = &g_array_index (self->names, Name, i);

      if (i % MANY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (query->class != RC_FILE_CLASS_ANY && (name->folder || name->class != query->class))
        continue;
      if (!is_below (self, name, query->folder, length) || !has_words (self, name, words))
        continue;
      g_ptr_array_add (found, name);
      *n_folders += name->folder ? 1 : 0;
    }
  g_ptr_array_sort_with_data (found, compare, (gpointer) query);
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (ids, ((const Name *) g_ptr_array_index (found, i))->id);
  return TRUE;
}
