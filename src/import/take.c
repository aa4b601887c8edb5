/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record of a file into an open batch: what it is to those that are there. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/merge.h"
#include "catalogue/twins.h"
#include "import/take.h"
#include "record/copy.h"

/* Of a title that a message names. */
#define MAX_TITLE 60

void
rc_taken_clear (RcTaken *self)
{
  g_clear_pointer (&self->before, rc_marc_free);
  g_clear_pointer (&self->after, rc_marc_free);
  g_clear_pointer (&self->note, g_free);
}

gboolean
rc_twin_rule_from_string (const char *word, RcTwinRule *rule)
{
  static const char *const words[] = { "skip", "update", "keep-both" };

  g_return_val_if_fail (word != NULL && rule != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *rule = (RcTwinRule) i;
        return TRUE;
      }
  return FALSE;
}

/* A record under way into the catalogue. */
typedef struct
{
  RcDatabase *db; /* (unowned) */
  gint64 batch, first_added;
  RcTwinRule rule;
  RcPrepared *prepared;   /* (unowned) */
  const RcRecord *record; /* (unowned) */
  RcTaken *taken;         /* (unowned) */
} RcTake;

static void G_GNUC_PRINTF (2, 3) add_note (RcTake *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->taken->note == NULL)
    {
      self->taken->note = g_steal_pointer (&text);
      return;
    }
  else
    {
      g_autofree char *before = g_steal_pointer (&self->taken->note);

      self->taken->note = g_strconcat (before, "; ", text, NULL);
    }
}

/* “Water for the steppe”, shortened. */
static char *
quote (const char *title)
{
  if (g_utf8_strlen (title, -1) <= MAX_TITLE)
    return g_strdup_printf (_ ("“%s”"), title);
  else
    {
      g_autofree char *start = g_utf8_substring (title, 0, MAX_TITLE);

      return g_strdup_printf (_ ("“%s…”"), start);
    }
}

static gboolean
add (RcTake *self, GError **error)
{
  self->taken->outcome = RC_OUTCOME_ADDED;
  self->taken->id = rc_records_put_prepared (self->db, self->batch, 0, self->prepared, RC_STATE_VISIBLE, error);
  return self->taken->id != 0;
}

/* What was published, or waits for review, goes on doing so. */
static gboolean
update (RcTake *self, gint64 id, gboolean keep_number, RcState state, GError **error)
{
  g_auto (RcMerge) merge = { 0 };

  if (!rc_records_merge (self->db, self->batch, id, self->prepared, keep_number, state, &merge, error))
    return FALSE;
  self->taken->id = id;
  self->taken->outcome = merge.same ? RC_OUTCOME_UNCHANGED : RC_OUTCOME_UPDATED;
  self->taken->merged = merge.merged;
  self->taken->before = g_steal_pointer (&merge.before);
  self->taken->after = g_steal_pointer (&merge.after);
  if (merge.replaced != NULL)
    add_note (self, _ ("fields of record %" PRId64 " that were changed here took the values of the file: %s"), id,
              merge.replaced);
  return TRUE;
}

/* Whether the same library gave the two their control numbers: then it counts them as two. */
static gboolean
has_same_origin (RcTake *self, const RcTwin *twin)
{
  const char *agency = rc_prepared_get_agency (self->prepared);

  if (self->record->control == NULL || twin->control == NULL)
    return FALSE;
  if (agency != NULL && twin->agency != NULL)
    return g_str_equal (agency, twin->agency);
  return self->first_added != 0 && twin->record >= self->first_added;
}

static guint
count_copies (RcTake *self)
{
  g_autoptr (GPtrArray) copies =
      self->record->marc != NULL ? rc_copies_from_marc (self->record->marc) : g_ptr_array_new ();

  return copies->len;
}

static gboolean
is_sure (RcTake *self, const RcTwin *twin)
{
  if (!has_same_origin (self, twin))
    return twin->score >= RC_TWIN_SURE;
  return twin->score >= RC_TWIN_CERTAIN && count_copies (self) == 0;
}

static gboolean
leave_alone (RcTake *self, const RcTwin *twin, const char *title)
{
  guint n_copies = count_copies (self);

  self->taken->outcome = RC_OUTCOME_DUPLICATE;
  self->taken->id = twin->record;
  add_note (self, _ ("left alone: record %" PRId64 " %s is the same (%u of 100: %s)"), twin->record, title, twin->score,
            twin->why);
  if (n_copies > 0)
    add_note (self, ngettext ("its %u copy was not taken", "its %u copies were not taken", n_copies), n_copies);
  return TRUE;
}

/* Somebody has said what it is. */
static gboolean
leave_joined (RcTake *self, gint64 kept)
{
  self->taken->outcome = RC_OUTCOME_DUPLICATE;
  self->taken->id = kept;
  add_note (self, _ ("left alone: it was joined to record %" PRId64), kept);
  return TRUE;
}

static gboolean
take_twin (RcTake *self, const RcTwin *twin, GError **error)
{
  g_autofree char *title = quote (twin->title);

  if (is_sure (self, twin) && self->rule == RC_TWINS_SKIP)
    return leave_alone (self, twin, title);
  if (is_sure (self, twin) && self->rule == RC_TWINS_UPDATE)
    {
      add_note (self, _ ("taken for record %" PRId64 " %s (%u of 100: %s)"), twin->record, title, twin->score,
                twin->why);
      return update (self, twin->record, TRUE, twin->state, error);
    }
  if (twin->score >= RC_TWIN_LIKELY)
    add_note (self, _ ("added, but record %" PRId64 " %s may be the same (%u of 100: %s)"), twin->record, title,
              twin->score, twin->why);
  return add (self, error);
}

static gboolean
take_new (RcTake *self, gint64 stranger, GError **error)
{
  g_autoptr (GPtrArray) twins = rc_twins_find_prepared (self->db, self->prepared, 0, error);

  if (twins == NULL)
    return FALSE;
  if (stranger != 0)
    add_note (self, _ ("record %" PRId64 " has the same control number but another title, and another author or year"), stranger);
  return twins->len > 0 ? take_twin (self, g_ptr_array_index (twins, 0), error) : add (self, error);
}

/* A control number that comes twice in one import is matched like one of an earlier import: the same content leaves the
 * record alone, other content changes it, so that the last one counts. Files are often put together from older and
 * newer deliveries, and refusing the newer one would keep the older. */
gboolean
rc_import_take (RcDatabase *db,
                gint64 batch,
                gint64 first_added,
                RcTwinRule rule,
                RcPrepared *prepared,
                const RcRecord *record,
                RcTaken *taken,
                GError **error)
{
  RcTake self = { db, batch, first_added, rule, prepared, record, taken };
  RcMatch match;

  g_return_val_if_fail (db != NULL && batch > 0 && prepared != NULL && record != NULL && taken != NULL, FALSE);

  *taken = (RcTaken){ 0 };
  if (!rc_records_match (db, 0, prepared, &match, error))
    return FALSE;
  if (match.joined != 0)
    return leave_joined (&self, match.joined);
  if (match.id == 0)
    return take_new (&self, match.stranger, error);
  taken->id = match.id;
  taken->by_number = record->control != NULL;
  if (!match.same || record->copies != NULL)
    {
      if (!update (&self, match.id, FALSE, match.state, error))
        return FALSE;
      if (!match.same || taken->outcome != RC_OUTCOME_UNCHANGED)
        return TRUE;
    }
  taken->outcome = record->control != NULL ? RC_OUTCOME_UNCHANGED : RC_OUTCOME_DUPLICATE;
  return TRUE;
}
