/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a listing has come: written with every page, taken up by the run after the one that was cut. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include "refresh/checkpoint.h"

#define GROUP "Page"
#define NOTES "Notes"
#define KEPT "Kept"
/* Past that the listing is likely to have changed, and tokens to be forgotten. */
#define MAX_AGE_SECONDS (12 * 60 * 60)

/* Another address, format or mapping is another listing. */
static char *
dup_question (const RcHarvest *harvest)
{
  g_autofree char *whole = g_strjoin ("\n", harvest->source->url, harvest->source->format, harvest->file->text, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
}

static void
copy_group (GKeyFile *to, GKeyFile *from, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (from, group, NULL, NULL);

  for (char **key = keys; key != NULL && *key != NULL; key++)
    {
      g_autofree char *value = g_key_file_get_value (from, group, *key, NULL);

      g_key_file_set_value (to, group, *key, value);
    }
}

char *
rc_checkpoint_dup (RcHarvest *harvest)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *question = dup_question (harvest);

  g_key_file_set_string (file, GROUP, "Question", question);
  g_key_file_set_int64 (file, GROUP, "Time", g_get_real_time () / G_USEC_PER_SEC);
  g_key_file_set_uint64 (file, GROUP, "Pages", harvest->n_pages);
  g_key_file_set_uint64 (file, GROUP, "Entries", harvest->n_entries);
  g_key_file_set_uint64 (file, GROUP, "Announced", harvest->listing->announced);
  g_key_file_set_boolean (file, GROUP, "Complete", harvest->listing->complete);
  g_key_file_set_boolean (file, GROUP, "Partial", harvest->listing->partial);
  if (harvest->next != NULL)
    g_key_file_set_string (file, GROUP, "Next", harvest->next);
  copy_group (file, harvest->notes, NOTES);
  copy_group (file, harvest->kept, KEPT);
  g_key_file_set_string (file, KEPT, "Question", question);
  return g_key_file_to_data (file, NULL, NULL);
}

char *
rc_checkpoint_dup_end (RcHarvest *harvest)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *question = NULL;

  if (!g_key_file_has_group (harvest->kept, KEPT))
    return NULL;
  question = dup_question (harvest);
  copy_group (file, harvest->kept, KEPT);
  g_key_file_set_string (file, KEPT, "Question", question);
  return g_key_file_to_data (file, NULL, NULL);
}

static gboolean
is_of_question (GKeyFile *file, const char *group, const char *question)
{
  g_autofree char *asked = g_key_file_get_string (file, group, "Question", NULL);

  return g_strcmp0 (asked, question) == 0;
}

gboolean
rc_checkpoint_take_up (RcHarvest *harvest, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *question = dup_question (harvest);
  RcListing *listing = harvest->listing;
  gint64 age;

  if (harvest->source->checkpoint == NULL || !g_key_file_load_from_data (file, harvest->source->checkpoint, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return TRUE;
  if (is_of_question (file, KEPT, question))
    copy_group (harvest->kept, file, KEPT);
  age = g_get_real_time () / G_USEC_PER_SEC - g_key_file_get_int64 (file, GROUP, "Time", NULL);
  if (!is_of_question (file, GROUP, question) || age < 0 || age > MAX_AGE_SECONDS)
    return TRUE;
  copy_group (harvest->notes, file, NOTES);
  listing->anew = FALSE;
  harvest->n_pages = (guint) g_key_file_get_uint64 (file, GROUP, "Pages", NULL);
  harvest->n_entries = g_key_file_get_uint64 (file, GROUP, "Entries", NULL);
  harvest->next = g_key_file_get_string (file, GROUP, "Next", NULL);
  listing->announced = g_key_file_get_uint64 (file, GROUP, "Announced", NULL);
  listing->complete = g_key_file_get_boolean (file, GROUP, "Complete", NULL);
  listing->partial = g_key_file_get_boolean (file, GROUP, "Partial", NULL);
  g_hash_table_unref (listing->seen);
  listing->seen = rc_sources_load_seen (harvest->db, harvest->source->id, error);
  if (listing->seen != NULL)
    return TRUE;
  listing->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return FALSE;
}
