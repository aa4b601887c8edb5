/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses of a web page, made paths of the disc and looked up there. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-leads.h"

#include <string.h>

#include "catalogue/discs.h"
#include "documents/pdf.h"

#define MAX_SHOWN 30

typedef struct
{
  gint64 disc;
  GPtrArray *leads; /* (owned) RcDiscLead, which may lead nowhere yet */
} Wanted;

static void
lead_free (gpointer data)
{
  RcDiscLead *self = data;

  g_free (self->path);
  g_free (self->words);
  g_free (self);
}

static void
wanted_free (Wanted *wanted)
{
  g_ptr_array_unref (wanted->leads);
  g_free (wanted);
}

/* (nullable) (transfer full) The path on the disc; NULL for what is above its top, and for the page itself. */
static char *
resolve (const char *page, const char *address)
{
  g_autofree char *slashes = g_strdelimit (g_strndup (address, strcspn (address, "?#")), "\\", '/');
  g_autofree char *plain = g_uri_unescape_string (slashes, NULL);
  const char *wanted = plain != NULL && g_utf8_validate (plain, -1, NULL) ? plain : slashes;
  g_autofree char *folder = *wanted == '/' || strchr (page, '/') == NULL ? g_strdup ("") : g_path_get_dirname (page);
  g_autofree char *joined = g_strconcat (folder, "/", wanted, NULL);
  g_auto (GStrv) steps = g_strsplit (joined, "/", -1);
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autofree char *found = NULL;

  for (int i = 0; steps[i] != NULL; i++)
    {
      if (*steps[i] == '\0' || strcmp (steps[i], ".") == 0)
        continue;
      if (strcmp (steps[i], "..") != 0)
        g_ptr_array_add (path, steps[i]);
      else if (path->len > 0)
        g_ptr_array_set_size (path, (int) path->len - 1);
      else
        return NULL;
    }
  g_ptr_array_add (path, NULL);
  found = g_strjoinv ("/", (char **) path->pdata);
  if (*found != '\0' && g_ascii_strcasecmp (found, page) != 0)
    return g_steal_pointer (&found);
  return NULL;
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (lead_free);
  g_autoptr (GHashTable) found = NULL;

  for (guint i = 0; i < wanted->leads->len; i++)
    g_ptr_array_add (paths, ((RcDiscLead *) g_ptr_array_index (wanted->leads, i))->path);
  found = rc_discs_find_paths (db, wanted->disc, paths, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < wanted->leads->len && shown->len < MAX_SHOWN; i++)
    {
      const RcDiscLead *lead = g_ptr_array_index (wanted->leads, i);
      g_autofree char *key = g_ascii_strdown (lead->path, -1);
      const char *path = g_hash_table_lookup (found, key);
      RcDiscLead *there;

      if (path == NULL)
        continue;
      there = g_new (RcDiscLead, 1);
      there->path = g_strdup (path);
      there->words = *lead->words != '\0' ? g_strdup (lead->words) : g_path_get_basename (path);
      g_ptr_array_add (shown, there);
      /* Once each: the first words say most. */
      g_hash_table_remove (found, key);
    }
  return g_steal_pointer (&shown);
}

void
rc_disc_leads_load_async (RcCatalogue *catalogue, gint64 disc, const char *path, GPtrArray *leads, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->disc = disc;
  wanted->leads = g_ptr_array_new_with_free_func (lead_free);
  for (guint i = 0; i < leads->len; i++)
    {
      const RcLead *lead = g_ptr_array_index (leads, i);
      char *there = resolve (path, lead->address);

      if (there != NULL)
        {
          RcDiscLead *wanted_lead = g_new (RcDiscLead, 1);

          *wanted_lead = (RcDiscLead){ there, g_strdup (lead->words) };
          g_ptr_array_add (wanted->leads, wanted_lead);
        }
    }
  rc_catalogue_read_async (catalogue, G_PRIORITY_LOW, load_in_thread, wanted, (GDestroyNotify) wanted_free, (GDestroyNotify) g_ptr_array_unref,
                           cancellable, callback, user_data);
}

GPtrArray *
rc_disc_leads_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}
