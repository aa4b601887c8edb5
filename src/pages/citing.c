/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody takes along of a thing: how it is cited, where it is on the web, until when it is open. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/citing.h"

#include <glib/gi18n.h>

#include "exchange/bibtex.h"
#include "exchange/grant-calendar.h"
#include "record/citation.h"
#include "widgets/deadline-text.h"

/* A record and, of a file, its disc. */
typedef struct
{
  RcRecordDetails *details; /* (owned) */
  RcRecordDetails *disc;    /* (owned) (nullable) */
} Loaded;

static void
loaded_free (Loaded *self)
{
  rc_record_details_free (self->details);
  g_clear_pointer (&self->disc, rc_record_details_free);
  g_free (self);
}

void
rc_citing_free (RcCiting *self)
{
  g_free (self->title);
  for (guint i = 0; i < RC_N_CITING_STYLES; i++)
    g_free (self->texts[i]);
  g_free (self->link);
  g_free (self->calendar);
  g_free (self);
}

/* "Title. Funder. Until 26 November. https://…" */
static char *
dup_grant_line (const RcGrant *grant, gint64 now)
{
  const RcDeadline *current = rc_deadlines_current (grant->deadlines, now);
  gint64 instant = current != NULL ? rc_deadline_next (current, now) : 0;
  guint number = current != NULL ? rc_deadline_get_day (current, instant) : 0;
  g_autofree char *day = current != NULL && instant > now ? rc_deadline_dup_day (number, current->precision, now) : NULL;
  /* Translators: %s is a day like "Thu 26 November". */
  g_autofree char *until = day != NULL ? g_strdup_printf (_("Deadline: %s"), day) : NULL;
  const char *parts[] = { grant->title, grant->funder, until, grant->url };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : g_str_has_suffix (text->str, ".") ? " " : ". ", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "Name // Disc. – Path" */
static char *
dup_file_line (const RcRecordDetails *details, const char *disc_title)
{
  g_autoptr (GString) text = g_string_new (details->title);

  if (disc_title != NULL)
    g_string_append_printf (text, " // %s", disc_title);
  if (details->path != NULL)
    g_string_append_printf (text, ". – %s", details->path);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* An entry without what is no citation: abstract, keywords, notes, shelf. */
static char *
dup_bibtex (RcReference *reference)
{
  g_clear_pointer (&reference->abstract, g_free);
  g_clear_pointer (&reference->call_number, g_free);
  g_ptr_array_set_size (reference->keywords, 0);
  g_ptr_array_set_size (reference->notes, 0);
  return g_strstrip (rc_reference_to_bibtex (reference));
}

static RcReference *
make_reference (const RcRecordDetails *details, const char *disc_title)
{
  const RcRecord *record = details->record;
  RcReference *reference;

  if (record->marc != NULL)
    return rc_reference_new_from_marc (record->marc);
  reference = rc_reference_new (RC_REFERENCE_OTHER);
  reference->title = g_strdup (details->title);
  if (record->grant != NULL)
    {
      if (record->grant->funder != NULL)
        rc_reference_add_name (reference, record->grant->funder, "", RC_NAME_BODY);
      rc_reference_add_text (reference->urls, record->grant->url);
    }
  else
    reference->container = g_strdup (disc_title);
  return reference;
}

static gboolean
is_web_address (const char *url)
{
  return g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://");
}

static char *
dup_link (const RcReference *reference)
{
  if (reference->doi != NULL)
    return g_strconcat ("https://doi.org/", reference->doi, NULL);
  for (guint i = 0; i < reference->urls->len; i++)
    if (is_web_address (g_ptr_array_index (reference->urls, i)))
      return g_strdup (g_ptr_array_index (reference->urls, i));
  return NULL;
}

RcCiting *
rc_citing_new (const RcRecordDetails *details, const char *disc_title, gint64 now)
{
  const RcGrant *grant;
  g_autoptr (RcReference) reference = NULL;
  g_autoptr (RcCiting) self = g_new0 (RcCiting, 1);

  g_return_val_if_fail (details != NULL, NULL);

  grant = details->record->grant;
  reference = make_reference (details, disc_title);
  self->title = g_strdup (details->title);
  self->link = dup_link (reference);
  if (grant != NULL || details->record->marc == NULL)
    {
      self->texts[RC_CITING_GOST] = grant != NULL ? dup_grant_line (grant, now) : dup_file_line (details, disc_title);
      self->texts[RC_CITING_ISO_690] = g_strdup (self->texts[RC_CITING_GOST]);
    }
  else
    {
      self->texts[RC_CITING_GOST] = rc_citation_to_text (reference, RC_CITATION_GOST);
      self->texts[RC_CITING_ISO_690] = rc_citation_to_text (reference, RC_CITATION_ISO_690);
    }
  self->calendar = grant != NULL ? rc_grant_to_short_calendar (grant, details->id, details->changed, now) : NULL;
  self->texts[RC_CITING_BIBTEX] = dup_bibtex (reference);
  return *self->texts[RC_CITING_GOST] != '\0' ? g_steal_pointer (&self) : NULL;
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const GArray *ids = data;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) loaded_free);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) missing = NULL;
      RcRecordDetails *details = rc_records_get (db, g_array_index (ids, gint64, i), &missing);
      Loaded *loaded;

      if (details == NULL && g_error_matches (missing, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND))
        continue;
      if (details == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&missing));
          return NULL;
        }
      loaded = g_new0 (Loaded, 1);
      loaded->details = details;
      if (details->record->kind == RC_KIND_FILE && details->disc != 0)
        loaded->disc = rc_records_get (db, details->disc, NULL);
      g_ptr_array_add (all, loaded);
    }
  return g_steal_pointer (&all);
}

void
rc_citing_load_async (RcCatalogue *catalogue, GArray *ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (ids != NULL);

  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_in_thread, ids, (GDestroyNotify) g_array_unref,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
rc_citing_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) all = rc_catalogue_call_finish (catalogue, result, error);
  g_autoptr (GPtrArray) citings = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (all == NULL)
    return NULL;
  citings = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_citing_free);
  for (guint i = 0; i < all->len; i++)
    {
      const Loaded *loaded = g_ptr_array_index (all, i);
      RcCiting *citing = rc_citing_new (loaded->details, loaded->disc != NULL ? loaded->disc->title : NULL, now);

      if (citing != NULL)
        g_ptr_array_add (citings, citing);
    }
  return g_steal_pointer (&citings);
}
