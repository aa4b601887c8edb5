/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Libraries that can be asked, read from their text files. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include "refresh/key-files.h"
#include "refresh/target.h"

#include "refresh/refresh.h"

#include <gio/gio.h>
#include <string.h>

#define GROUP "Target"

/* The keys of RcLookupKind, and how most servers are asked: the Bib-1 attribute set, and the Bath profile of CQL. */
static const struct
{
  const char *key, *z3950, *sru;
} kinds[RC_LOOKUP_N_KINDS] = {
  [RC_LOOKUP_ISBN] = { "Isbn", "@attr 1=7 %s", "bath.isbn=%s" },
  [RC_LOOKUP_ISSN] = { "Issn", "@attr 1=8 %s", "bath.issn=%s" },
  [RC_LOOKUP_TITLE] = { "Title", "@attr 1=4 @attr 4=6 %s", "dc.title all %s" },
  [RC_LOOKUP_AUTHOR] = { "Author", "@attr 1=1003 @attr 4=6 %s", "dc.creator all %s" },
};

void
rc_target_free (RcTarget *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->address);
  g_free (self->encoding);
  g_free (self->version);
  g_free (self->schema);
  for (guint i = 0; i < RC_LOOKUP_N_KINDS; i++)
    g_free (self->queries[i]);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *key, const char *value)
{
  g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, "%s is “%s”, which is not known", key, value);
  return FALSE;
}

/* Exactly one %s, and no other sign that a text is put in by. */
static gboolean
is_query (const char *text)
{
  const char *sign = strchr (text, '%');

  return sign != NULL && sign[1] == 's' && strchr (sign + 1, '%') == NULL;
}

static gboolean
read_queries (RcTarget *self, GKeyFile *file, GError **error)
{
  for (guint i = 0; i < RC_LOOKUP_N_KINDS; i++)
    {
      g_autofree char *query = g_key_file_get_string (file, GROUP, kinds[i].key, NULL);

      if (query == NULL)
        self->queries[i] = g_strdup (self->protocol == RC_TARGET_SRU ? kinds[i].sru : kinds[i].z3950);
      else if (is_query (query))
        self->queries[i] = g_steal_pointer (&query);
      else if (*query != '\0')
        return refuse (error, kinds[i].key, query);
    }
  return TRUE;
}

static gboolean
read_protocol (RcTarget *self, GKeyFile *file, GError **error)
{
  g_autofree char *protocol = g_key_file_get_string (file, GROUP, "Protocol", error);
  g_autofree char *fault = NULL;

  if (protocol == NULL)
    return FALSE;
  if (!g_str_equal (protocol, "sru") && !g_str_equal (protocol, "z39.50"))
    return refuse (error, "Protocol", protocol);
  self->protocol = g_str_equal (protocol, "sru") ? RC_TARGET_SRU : RC_TARGET_Z3950;
  self->allow_http = g_key_file_get_boolean (file, GROUP, "AllowHttp", NULL);
  if (self->protocol == RC_TARGET_SRU)
    fault = rc_refresh_check_address (self->address, self->allow_http);
  /* YAZ takes other ways than TCP, to files among them. */
  else if (strstr (self->address, "://") != NULL || strpbrk (self->address, " ,") != NULL || g_str_has_prefix (self->address, "unix:"))
    return refuse (error, "Address", self->address);
  if (fault == NULL)
    return TRUE;
  g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, fault);
  return FALSE;
}

RcTarget *
rc_target_new (const char *text, gsize length, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (RcTarget) self = g_new0 (RcTarget, 1);
  g_autofree char *format = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, error))
    return NULL;
  self->name = g_key_file_get_string (file, GROUP, "Name", error);
  self->address = self->name != NULL ? g_key_file_get_string (file, GROUP, "Address", error) : NULL;
  if (self->address == NULL || !read_protocol (self, file, error) || !read_queries (self, file, error))
    return NULL;
  format = g_key_file_get_string (file, GROUP, "Format", NULL);
  if (format != NULL && !rc_format_from_string (format, &self->format, error))
    return NULL;
  self->encoding = g_key_file_get_string (file, GROUP, "Encoding", NULL);
  self->schema = g_key_file_get_string (file, GROUP, "Schema", NULL);
  self->version = g_key_file_get_string (file, GROUP, "Version", NULL);
  if (self->version == NULL)
    self->version = g_strdup ("1.1");
  return g_steal_pointer (&self);
}

static gpointer
make (const char *text, gsize length, GError **error)
{
  return rc_target_new (text, length, error);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  const RcTarget *first = *(RcTarget *const *) a, *second = *(RcTarget *const *) b;

  return g_utf8_collate (first->name, second->name);
}

GPtrArray *
rc_targets_load (GPtrArray *problems)
{
  GPtrArray *targets = rc_key_files_load ("targets", ".target", make, (GDestroyNotify) rc_target_free, problems);

  g_ptr_array_sort (targets, compare_names);
  return targets;
}
