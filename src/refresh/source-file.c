/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A source as a text, and the texts that are at hand. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>

#include "refresh/key-files.h"
#include "refresh/protocol.h"
#include "refresh/refresh.h"
#include "refresh/source-file.h"

#define GROUP "Source"
#define ASK "Ask"
#define DAY_MINUTES (24 * 60)
#define MIN_MINUTES 5
#define MAX_MINUTES (31 * DAY_MINUTES)

static const struct
{
  const char *word;
  guint minutes;
} schedules[] = {
  { "hourly", 60 },
  { "daily", DAY_MINUTES },
  { "weekly", 7 * DAY_MINUTES },
};

void
rc_source_file_free (RcSourceFile *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->url);
  g_free (self->format);
  g_free (self->about);
  g_free (self->licence);
  g_free (self->contact);
  g_free (self->language);
  g_free (self->zone);
  g_free (self->text);
  g_clear_pointer (&self->mapping, rc_listing_mapping_unref);
  g_clear_pointer (&self->keys, g_key_file_unref);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *key, const char *value)
{
  g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, N_ ("%s is “%s”, which is not known"), key, value);
  return FALSE;
}

static gboolean
read_schedule (RcSourceFile *self, GError **error)
{
  g_autofree char *word = g_key_file_get_string (self->keys, GROUP, "Schedule", NULL);
  guint64 minutes;

  self->schedule_minutes = DAY_MINUTES;
  if (word == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (schedules); i++)
    if (g_str_equal (word, schedules[i].word))
      {
        self->schedule_minutes = schedules[i].minutes;
        return TRUE;
      }
  if (!g_ascii_string_to_unsigned (word, 10, MIN_MINUTES, MAX_MINUTES, &minutes, NULL))
    return refuse (error, "Schedule", word);
  self->schedule_minutes = (guint) minutes;
  return TRUE;
}

static gboolean
read_boolean (RcSourceFile *self, const char *key, gboolean *value, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *value = g_key_file_get_boolean (self->keys, GROUP, key, &problem);
  if (problem == NULL || g_error_matches (problem, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND) ||
      g_error_matches (problem, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static char *
dup_key (RcSourceFile *self, const char *key)
{
  return g_key_file_get_string (self->keys, GROUP, key, NULL);
}

static gboolean
is_zone (const char *name)
{
  g_autofree char *text = g_strconcat ("2000-01-01 ", name, NULL);
  g_autoptr (RcDeadline) deadline = rc_deadline_parse (text, NULL);

  return deadline != NULL && g_strcmp0 (deadline->zone, name) == 0;
}

/* What is said beside name, address and format. */
static gboolean
read_rest (RcSourceFile *self, GError **error)
{
  self->about = dup_key (self, "About");
  self->licence = dup_key (self, "Licence");
  self->contact = dup_key (self, "Contact");
  self->language = dup_key (self, "Language");
  self->zone = dup_key (self, "Zone");
  if (self->zone != NULL && !is_zone (self->zone))
    return refuse (error, "Zone", self->zone);
  return read_boolean (self, "Review", &self->review, error) && read_boolean (self, "AllowHttp", &self->allow_http, error) &&
         read_schedule (self, error);
}

static gboolean
read_mapping (RcSourceFile *self, GError **error)
{
  const RcProtocol *protocol = rc_protocol_find (self, error);

  if (protocol == NULL)
    return FALSE;
  if (!g_key_file_has_group (self->keys, RC_LISTING_MAPPING_GROUP))
    return TRUE;
  if (!rc_listing_mapping_is_for (protocol->format))
    return refuse (error, "[" RC_LISTING_MAPPING_GROUP "]", self->format);
  self->mapping = rc_listing_mapping_new (self->keys, RC_LISTING_MAPPING_GROUP, protocol->format, error);
  return self->mapping != NULL;
}

static RcSourceFile *
load (const char *text, gsize length, GError **error)
{
  g_autoptr (RcSourceFile) self = g_new0 (RcSourceFile, 1);

  self->keys = g_key_file_new ();
  self->text = g_strndup (text, length);
  if (length > 0 && !g_key_file_load_from_data (self->keys, text, length, G_KEY_FILE_NONE, error))
    return NULL;
  return read_rest (self, error) ? g_steal_pointer (&self) : NULL;
}

RcSourceFile *
rc_source_file_new (const char *text, gsize length, GError **error)
{
  g_autoptr (RcSourceFile) self = load (text, length, error);
  g_autofree char *fault = NULL;

  if (self == NULL)
    return NULL;
  self->name = g_key_file_get_string (self->keys, GROUP, "Name", error);
  self->url = self->name != NULL ? g_key_file_get_string (self->keys, GROUP, "Url", error) : NULL;
  if (self->url == NULL)
    return NULL;
  if (*self->name == '\0')
    {
      refuse (error, "Name", self->name);
      return NULL;
    }
  fault = rc_refresh_check_address (self->url, self->allow_http);
  if (fault != NULL)
    {
      g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, fault);
      return NULL;
    }
  self->format = dup_key (self, "Format");
  if (self->format == NULL)
    self->format = g_strdup ("auto");
  return read_mapping (self, error) ? g_steal_pointer (&self) : NULL;
}

RcSourceFile *
rc_source_file_new_for_source (const RcSource *source, GError **error)
{
  g_autoptr (RcSourceFile) self = load (source->mapping != NULL ? source->mapping : "", source->mapping != NULL ? strlen (source->mapping) : 0, error);

  if (self == NULL)
    return NULL;
  self->name = g_strdup (source->name);
  self->url = g_strdup (source->url);
  self->format = g_strdup (source->format);
  self->allow_http = source->allow_http;
  self->review = source->review;
  return read_mapping (self, error) ? g_steal_pointer (&self) : NULL;
}

RcSource *
rc_source_file_make_source (const RcSourceFile *self)
{
  RcSource *source = rc_source_new ();

  source->name = g_strdup (self->name);
  source->url = g_strdup (self->url);
  source->format = g_strdup (self->format);
  source->mapping = g_strdup (self->text);
  source->allow_http = self->allow_http;
  source->review = self->review;
  return source;
}

char *
rc_source_file_dup_ask (const RcSourceFile *self, const char *key)
{
  return g_key_file_get_string (self->keys, ASK, key, NULL);
}

static gpointer
make (const char *text, gsize length, GError **error)
{
  return rc_source_file_new (text, length, error);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  const RcSourceFile *first = *(RcSourceFile *const *) a, *second = *(RcSourceFile *const *) b;

  return g_utf8_collate (first->name, second->name);
}

GPtrArray *
rc_source_files_load (GPtrArray *problems)
{
  GPtrArray *files = rc_key_files_load ("sources", ".source", make, (GDestroyNotify) rc_source_file_free, problems);

  g_ptr_array_sort (files, compare_names);
  return files;
}
