/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between two versions of a record, field by field.
 *
 * The fields that both have in the same order (the longest such row) are the same; between two of them stands what was
 * taken out and what came in, of which those with one tag are paired. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "record/marc-diff.h"

/* Beyond that, whose table would have a million cells, fields are compared place by place. */
#define MAX_FIELDS 1000

struct _RcMarcDiff
{
  GArray *changes;        /* (owned) RcMarcChange */
  RcMarcField leaders[2]; /* (owned) data */
};

static gboolean
same_field (const RcMarcField *a, const RcMarcField *b)
{
  return memcmp (a->tag, b->tag, sizeof a->tag) == 0 && a->length == b->length &&
         memcmp (a->data, b->data, a->length) == 0;
}

static void
add (GArray *changes, RcMarcDifference what, const RcMarcField *before, const RcMarcField *after)
{
  RcMarcChange change = { what, before, after };

  g_array_append_val (changes, change);
}

/* Fields between two that are the same: what has the same tag is one that was changed. */
static void
add_stretch (GArray *changes, const RcMarc *before, guint i, guint i_end, const RcMarc *after, guint j, guint j_end)
{
  guint first = j;

  for (; i < i_end; i++)
    {
      const RcMarcField *field = rc_marc_get_field (before, i);
      guint k = first;

      while (k < j_end && !g_str_equal (rc_marc_get_field (after, k)->tag, field->tag))
        k++;
      if (k == j_end)
        {
          add (changes, RC_MARC_REMOVED, field, NULL);
          continue;
        }
      for (; first < k; first++)
        add (changes, RC_MARC_ADDED, NULL, rc_marc_get_field (after, first));
      add (changes, RC_MARC_CHANGED, field, rc_marc_get_field (after, first++));
    }
  for (; first < j_end; first++)
    add (changes, RC_MARC_ADDED, NULL, rc_marc_get_field (after, first));
}

/* Lengths of the longest common rows of the ends from (i, j) on. */
static guint16 *
measure_rows (const RcMarc *before, guint n, const RcMarc *after, guint m)
{
  guint16 *lengths = g_new0 (guint16, (gsize) (n + 1) * (m + 1));

  for (guint i = n; i-- > 0;)
    for (guint j = m; j-- > 0;)
      lengths[(gsize) i * (m + 1) + j] =
          same_field (rc_marc_get_field (before, i), rc_marc_get_field (after, j))
              ? lengths[(gsize) (i + 1) * (m + 1) + j + 1] + 1
              : MAX (lengths[(gsize) (i + 1) * (m + 1) + j], lengths[(gsize) i * (m + 1) + j + 1]);
  return lengths;
}

static void
compare_fields (GArray *changes, const RcMarc *before, const RcMarc *after)
{
  guint n = rc_marc_get_n_fields (before), m = rc_marc_get_n_fields (after);
  g_autofree guint16 *lengths = n <= MAX_FIELDS && m <= MAX_FIELDS ? measure_rows (before, n, after, m) : NULL;
  guint i = 0, j = 0, i_done = 0, j_done = 0;

  while (i < n && j < m)
    {
      if (same_field (rc_marc_get_field (before, i), rc_marc_get_field (after, j)))
        {
          add_stretch (changes, before, i_done, i, after, j_done, j);
          add (changes, RC_MARC_SAME, rc_marc_get_field (before, i++), rc_marc_get_field (after, j++));
          i_done = i;
          j_done = j;
        }
      else if (lengths == NULL)
        {
          i++;
          j++;
        }
      else if (lengths[(gsize) (i + 1) * (m + 1) + j] >= lengths[(gsize) i * (m + 1) + j + 1])
        i++;
      else
        j++;
    }
  add_stretch (changes, before, i_done, n, after, j_done, m);
}

static void
set_leader (RcMarcField *field, const RcMarc *marc)
{
  memcpy (field->tag, "LDR", 4);
  field->data = g_strdup (rc_marc_get_leader (marc));
  field->length = RC_MARC_LEADER_LENGTH;
}

static gboolean
same_leader (const char *a, const char *b)
{
  return memcmp (a + 5, b + 5, 7) == 0 && memcmp (a + 17, b + 17, RC_MARC_LEADER_LENGTH - 17) == 0;
}

RcMarcDiff *
rc_marc_diff (const RcMarc *before, const RcMarc *after)
{
  RcMarcDiff *self = g_new0 (RcMarcDiff, 1);

  self->changes = g_array_new (FALSE, FALSE, sizeof (RcMarcChange));
  g_return_val_if_fail (before != NULL && after != NULL, self);

  if (!same_leader (rc_marc_get_leader (before), rc_marc_get_leader (after)))
    {
      set_leader (&self->leaders[0], before);
      set_leader (&self->leaders[1], after);
      add (self->changes, RC_MARC_CHANGED, &self->leaders[0], &self->leaders[1]);
    }
  compare_fields (self->changes, before, after);
  return self;
}

void
rc_marc_diff_free (RcMarcDiff *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->changes);
  g_free (self->leaders[0].data);
  g_free (self->leaders[1].data);
  g_free (self);
}

guint
rc_marc_diff_get_n_changes (const RcMarcDiff *self)
{
  return self->changes->len;
}

const RcMarcChange *
rc_marc_diff_get_change (const RcMarcDiff *self, guint index)
{
  g_return_val_if_fail (index < self->changes->len, NULL);

  return &g_array_index (self->changes, RcMarcChange, index);
}

/* The first row that fits; an X stands for any digit. */
static const struct
{
  const char *tag;
  const char *name;
} NAMES[] = {
  { "LDR", N_ ("Leader") },
  { "001", N_ ("Control number") },
  { "003", N_ ("Whose control number it is") },
  { "005", N_ ("Time of the last change") },
  { "008", N_ ("Codes") },
  { "00X", N_ ("Codes") },
  { "020", N_ ("ISBN") },
  { "022", N_ ("ISSN") },
  { "041", N_ ("Language") },
  { "08X", N_ ("Classification") },
  { "0XX", N_ ("Numbers and codes") },
  { "1XX", N_ ("Author") },
  { "245", N_ ("Title") },
  { "246", N_ ("Other title") },
  { "250", N_ ("Edition") },
  { "260", N_ ("Publication") },
  { "264", N_ ("Publication") },
  { "24X", N_ ("Other title") },
  { "2XX", N_ ("Title and publication") },
  { "300", N_ ("Extent") },
  { "3XX", N_ ("Physical description") },
  { "4XX", N_ ("Series") },
  { "505", N_ ("Contents") },
  { "520", N_ ("Abstract") },
  { "59X", N_ ("Local note") },
  { "5XX", N_ ("Note") },
  { "651", N_ ("Place") },
  { "6XX", N_ ("Subject") },
  { "70X", N_ ("Person") },
  { "71X", N_ ("Organisation") },
  { "7XX", N_ ("Related people and works") },
  { "852", N_ ("Copy") },
  { "856", N_ ("Link") },
  { "880", N_ ("Other script") },
  { "8XX", N_ ("Series and holdings") },
  { "9XX", N_ ("Local field") },
};

const char *
rc_marc_tag_get_name (const char *tag)
{
  g_return_val_if_fail (tag != NULL, "");

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      guint n = 0;

      while (n < 3 && tag[n] != '\0' && (NAMES[i].tag[n] == tag[n] || (n > 0 && NAMES[i].tag[n] == 'X')))
        n++;
      if (n == 3)
        return _ (NAMES[i].name);
    }
  return _ ("Field");
}
