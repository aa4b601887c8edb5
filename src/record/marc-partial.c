/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record takes what a format says anew that has no place for most of it.
 *
 * The record is turned into what it would be had it come through that format. Fields that are the same there and in what came are
 * those nobody changed: they stay as rich as they are. Each field that differs is followed back to the one it was made of, which is turned
 * into a reference alone. */
#define G_LOG_DOMAIN "rc-record"

#include "record/marc-partial-private.h"

#include "record/copy.h"
#include "record/description-private.h"
#include "record/local.h"
#include "record/reference-private.h"

#include <string.h>

#define INDICATORS 2

typedef struct
{
  RcMarc *marc;       /* (unowned) the record that is changed */
  const RcMarc *old;  /* (unowned) as it was */
  const RcMarc *was;  /* (unowned) what the format would have said of it */
  const RcMarc *said; /* (unowned) what it says now */
  RcMarcProject project;
  GPtrArray *alone;   /* (owned) (nullable) RcMarc, what it would say of each field of `old` by itself, where that was asked for */
  GHashTable *done;   /* (owned) indexes of the fields of `said` that are in `marc` already */
} Update;

/* Formats say of a name neither whether it is the main entry nor, some of them, whose it is. */
static gboolean
is_name (const RcMarcField *field)
{
  return (field->tag[0] == '1' || field->tag[0] == '7') && field->tag[1] < '3' && !rc_marc_field_is_control (field);
}

static gboolean
is_same (const RcMarcField *a, const RcMarcField *b)
{
  return ((is_name (a) && is_name (b)) || g_str_equal (a->tag, b->tag)) && a->length == b->length && a->length > INDICATORS &&
         memcmp (a->data + INDICATORS, b->data + INDICATORS, a->length - INDICATORS) == 0;
}

/* Whether who says the one speaks of what the other is about: editors have a place of their own beside authors. */
static gboolean
is_alike (const RcMarcField *a, const RcMarcField *b)
{
  gboolean imprints = strncmp (a->tag, "26", 2) == 0 && strncmp (b->tag, "26", 2) == 0;
  g_autofree char *role = is_name (a) && is_name (b) ? rc_marc_field_dup_subfield (a, '4') : NULL;
  g_autofree char *other_role = is_name (a) && is_name (b) ? rc_marc_field_dup_subfield (b, '4') : NULL;

  if (is_name (a) && is_name (b))
    return g_strcmp0 (role, other_role) == 0;
  return imprints || g_str_equal (a->tag, b->tag);
}

static gboolean
has (const RcMarc *marc, const RcMarcField *wanted, gboolean (*match) (const RcMarcField *, const RcMarcField *))
{
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    if (match (rc_marc_get_field (marc, i), wanted))
      return TRUE;
  return FALSE;
}

static gboolean
is_kept_apart (const RcMarcField *field)
{
  return rc_marc_field_is_control (field) || rc_marc_field_is_local (field);
}

RcMarc *
rc_marc_project_field (const RcMarc *marc, const RcMarcField *field, RcMarcProject project)
{
  const char *title_tag = rc_marc_is_unimarc (marc) ? "200" : "245";
  g_autoptr (RcMarc) base = rc_marc_new ();
  g_autoptr (RcMarc) bare = NULL;
  RcMarc *alone;

  rc_marc_set_leader (base, rc_marc_get_leader (marc));
  rc_marc_add_field (base, title_tag, "00\x1f" "a-", -1);
  bare = project (base);
  if (g_str_equal (field->tag, title_tag))
    rc_marc_replace_field (base, 0, field->data, (gssize) field->length);
  else
    rc_marc_insert_field (base, rc_marc_find_place (base, field->tag), field->tag, field->data, (gssize) field->length);
  alone = project (base);
  for (guint i = rc_marc_get_n_fields (alone); i-- > 0;)
    if (has (bare, rc_marc_get_field (alone, i), is_same))
      rc_marc_remove_field (alone, i);
  return alone;
}

static void
put (RcMarc *marc, const RcMarcField *field)
{
  if (!has (marc, field, is_same))
    rc_marc_insert_field (marc, rc_marc_find_place (marc, field->tag), field->tag, field->data, (gssize) field->length);
}

static const RcMarc *
get_alone (Update *self, guint index)
{
  if (self->alone == NULL)
    {
      self->alone = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_marc_free);
      g_ptr_array_set_size (self->alone, (int) rc_marc_get_n_fields (self->old));
    }
  if (self->alone->pdata[index] == NULL)
    {
      const RcMarcField *field = rc_marc_get_field (self->old, index);

      self->alone->pdata[index] = is_kept_apart (field) ? rc_marc_new () : rc_marc_project_field (self->old, field, self->project);
    }
  return self->alone->pdata[index];
}

/* Fields of which there is one, and in which much stands beside each other. */
static gboolean
is_shared (const RcMarcField *field)
{
  static const char *const tags[] = { "245", "250", "260", "264", "300", "490", NULL };

  return g_strv_contains (tags, field->tag);
}

/* The field that says the same in other words, if it is the only one that is new of its kind; -1: there is none. */
static int
find_reworded (Update *self, const RcMarcField *lost)
{
  int found = -1;

  for (int i = rc_marc_find (self->said, lost->tag, 0); i >= 0; i = rc_marc_find (self->said, lost->tag, (guint) i + 1))
    if (!has (self->was, rc_marc_get_field (self->said, (guint) i), is_same))
      {
        if (found >= 0)
          return -1;
        found = i;
      }
  return found;
}

/* What is said anew in a field that much else stands in, too. FALSE: `lost` is none of those. */
static gboolean
reword (Update *self, const RcMarcField *lost)
{
  int now = is_shared (lost) ? find_reworded (self, lost) : -1, source = -1, at;
  g_autofree char *data = NULL;

  if (now < 0)
    return FALSE;
  for (guint i = 0; i < rc_marc_get_n_fields (self->old); i++)
    if (is_alike (rc_marc_get_field (self->old, i), lost) && (source < 0 || has (get_alone (self, i), lost, is_same)))
      source = (int) i;
  at = source >= 0 ? rc_marc_find_same (self->marc, rc_marc_get_field (self->old, (guint) source)) : -1;
  if (at < 0)
    return FALSE;
  data = rc_marc_field_dup_reworded (rc_marc_get_field (self->marc, (guint) at), lost, rc_marc_get_field (self->said, (guint) now));
  rc_marc_replace_field (self->marc, (guint) at, data, -1);
  g_hash_table_add (self->done, GINT_TO_POINTER (now));
  return TRUE;
}

/* Takes the field out, if it is still there. What else it said, and still is true, is put there in the format's own words. */
static gboolean
take_out (Update *self, const RcMarcField *field, const RcMarc *alone, const RcMarcField *lost)
{
  int at = rc_marc_find_same (self->marc, field);

  if (at < 0)
    return FALSE;
  rc_marc_remove_field (self->marc, (guint) at);
  for (guint i = 0; i < rc_marc_get_n_fields (alone); i++)
    {
      const RcMarcField *other = rc_marc_get_field (alone, i);

      if (!rc_marc_field_is_control (other) && !is_same (other, lost) && has (self->said, other, is_same))
        put (self->marc, other);
    }
  return TRUE;
}

/* `lost` is not said any more. What the format does not speak of at all it may know nothing of. */
static void
drop (Update *self, const RcMarcField *lost)
{
  gboolean found = FALSE;

  if (!has (self->said, lost, is_alike))
    return;
  for (guint i = 0; i < rc_marc_get_n_fields (self->old); i++)
    if (has (get_alone (self, i), lost, is_same))
      found = take_out (self, rc_marc_get_field (self->old, i), get_alone (self, i), lost) || found;
  /* It was made of several fields, or of one as others of the record read it. */
  for (guint i = rc_marc_get_n_fields (self->marc); i-- > 0 && !found;)
    if (is_alike (rc_marc_get_field (self->marc, i), lost) && !has (self->said, rc_marc_get_field (self->marc, i), is_same))
      rc_marc_remove_field (self->marc, i);
}

/* There is one main entry. */
static void
make_room (RcMarc *marc, const RcMarcField *gained)
{
  int main_entry = gained->tag[0] == '1' ? rc_marc_find (marc, "1XX", 0) : -1;

  if (main_entry >= 0)
    {
      const RcMarcField *field = rc_marc_get_field (marc, (guint) main_entry);
      g_autofree char *data = g_memdup2 (field->data, field->length);
      gsize length = field->length;
      char tag[4] = { '7', field->tag[1], field->tag[2], '\0' };

      rc_marc_remove_field (marc, (guint) main_entry);
      rc_marc_insert_field (marc, rc_marc_find_place (marc, tag), tag, data, (gssize) length);
    }
}

/* Whether both are what a format keeps of one field of its own: 887 begins with its name. */
static gboolean
is_same_other (const RcMarcField *a, const RcMarcField *b)
{
  const char *end = memmem (a->data, a->length, RC_OTHER_SEPARATOR, strlen (RC_OTHER_SEPARATOR));
  gsize length = end != NULL ? (gsize) (end - a->data) + strlen (RC_OTHER_SEPARATOR) : 0;

  return end != NULL && g_str_equal (a->tag, b->tag) && b->length > length && memcmp (a->data, b->data, length) == 0;
}

/* A key of a citation is good within one file. */
static gboolean
is_key (const RcMarcField *field)
{
  static const char start[] = "\x1f" "a" RC_KEY_AGENCY;

  return g_str_equal (field->tag, "035") && memmem (field->data, field->length, start, strlen (start)) != NULL;
}

/* Takes out what is not of the thing, but of the file: keys, and how it says there what the record has in another form. */
static void
leave_out_of_file (RcMarc *marc, const RcMarc *was, const RcMarc *old)
{
  for (guint i = rc_marc_get_n_fields (marc); i-- > 0;)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);

      if (is_key (field) || (g_str_equal (field->tag, "887") && has (was, field, is_same_other) && !has (old, field, is_same_other)))
        rc_marc_remove_field (marc, i);
    }
}

static void
update_fields (Update *self)
{
  for (guint i = 0; i < rc_marc_get_n_fields (self->was); i++)
    {
      const RcMarcField *field = rc_marc_get_field (self->was, i);

      if (is_kept_apart (field) || has (self->said, field, is_same))
        continue;
      if (!reword (self, field))
        drop (self, field);
    }
  for (guint i = 0; i < rc_marc_get_n_fields (self->said); i++)
    {
      const RcMarcField *field = rc_marc_get_field (self->said, i);

      if (is_kept_apart (field) || g_hash_table_contains (self->done, GUINT_TO_POINTER (i))
          || has (self->was, field, is_same) || has (self->marc, field, is_same))
        continue;
      make_room (self->marc, field);
      put (self->marc, field);
    }
}

/* Codes of type, date and language (008/00-05 is the day of the record). */
static void
update_codes (Update *self)
{
  g_autofree char *leader = g_strdup (rc_marc_get_leader (self->marc));
  int at = rc_marc_find (self->marc, "008", 0), was = rc_marc_find (self->was, "008", 0), said = rc_marc_find (self->said, "008", 0);
  g_autofree char *codes = NULL;
  const char *before, *now;
  gsize length;

  for (guint i = 6; i < 8; i++)
    if (rc_marc_get_leader (self->was)[i] != rc_marc_get_leader (self->said)[i])
      leader[i] = rc_marc_get_leader (self->said)[i];
  rc_marc_set_leader (self->marc, leader);
  if (at < 0 || was < 0 || said < 0)
    return;
  length = rc_marc_get_field (self->marc, (guint) at)->length;
  codes = g_memdup2 (rc_marc_get_field (self->marc, (guint) at)->data, length + 1);
  before = rc_marc_get_field (self->was, (guint) was)->data;
  now = rc_marc_get_field (self->said, (guint) said)->data;
  if (length >= 15 && now[6] != 'n' && strncmp (before + 6, now + 6, 9) != 0)
    memcpy (codes + 6, now + 6, 9);
  if (length >= 38 && strncmp (now + 35, "und", 3) != 0 && strncmp (before + 35, now + 35, 3) != 0)
    memcpy (codes + 35, now + 35, 3);
  rc_marc_replace_field (self->marc, (guint) at, codes, (gssize) length);
}

static gboolean
is_same_copy (const RcCopy *a, const RcCopy *b)
{
  if (a->barcode != NULL || b->barcode != NULL)
    return g_strcmp0 (a->barcode, b->barcode) == 0;
  return g_strcmp0 (a->shelfmark, b->shelfmark) == 0;
}

static gboolean
take_text (char **text, const char *said)
{
  if (said == NULL || g_strcmp0 (*text, said) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (said);
  return TRUE;
}

static gboolean
is_listed (const GPtrArray *copies, const RcCopy *wanted)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (copies, i);

      if (g_strcmp0 (copy->barcode, wanted->barcode) == 0 && g_strcmp0 (copy->shelfmark, wanted->shelfmark) == 0
          && g_strcmp0 (copy->location, wanted->location) == 0 && g_strcmp0 (copy->note, wanted->note) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
update_copy (GPtrArray *copies, const RcCopy *said)
{
  for (guint i = 0; i < copies->len; i++)
    {
      RcCopy *copy = g_ptr_array_index (copies, i);
      gboolean changed;

      if (!is_same_copy (copy, said))
        continue;
      changed = take_text (&copy->shelfmark, said->shelfmark);
      changed = take_text (&copy->location, said->location) || changed;
      return take_text (&copy->note, said->note) || changed;
    }
  g_ptr_array_add (copies, rc_copy_copy (said));
  return TRUE;
}

static void
update_copies (Update *self)
{
  g_autoptr (GPtrArray) copies = rc_copies_from_marc (self->old);
  g_autoptr (GPtrArray) was = rc_copies_from_marc (self->was);
  g_autoptr (GPtrArray) said = rc_copies_from_marc (self->said);
  gboolean changed = FALSE;

  for (guint i = 0; i < said->len; i++)
    if (!is_listed (was, g_ptr_array_index (said, i)))
      changed = update_copy (copies, g_ptr_array_index (said, i)) || changed;
  if (changed)
    rc_copies_to_marc (copies, self->marc);
}

/* What somebody has in fields of its own is added to ours. */
static void
update_local (Update *self)
{
  for (guint i = 0; i < rc_marc_get_n_fields (self->said); i++)
    {
      const RcMarcField *field = rc_marc_get_field (self->said, i);

      if (rc_marc_field_is_local (field) && !g_str_equal (field->tag, "852") && !has (self->was, field, is_same))
        put (self->marc, field);
    }
}

/* The only field with the tag; -1 when there is none, or several. */
static int
find_only (const RcMarc *marc, const char *tag)
{
  int at = rc_marc_find (marc, tag, 0);

  return at >= 0 && rc_marc_find (marc, tag, (guint) at + 1) < 0 ? at : -1;
}

static gboolean
append_each (GString *data, const RcMarcField *field, char wanted)
{
  gboolean found = FALSE;
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    if (code == wanted)
      {
        g_string_append_printf (data, "%c%c%.*s", RC_MARC_SUBFIELD, code, (int) length, value);
        found = TRUE;
      }
  return found;
}

/* Title and subtitle, place and year stand in one field: parts that are not said are those that were. */
static void
complete (RcMarc *said, const RcMarc *was, const char *tag, const char *order)
{
  int at = find_only (said, tag), before = find_only (was, tag);
  g_autoptr (GString) data = NULL;

  if (at < 0 || before < 0 || is_same (rc_marc_get_field (said, (guint) at), rc_marc_get_field (was, (guint) before)))
    return;
  data = g_string_new_len (rc_marc_get_field (said, (guint) at)->data, INDICATORS);
  /* Whether there is a main entry is told by the first indicator of a title. */
  if (rc_marc_find (said, "1XX", 0) < 0)
    data->str[0] = rc_marc_get_field (was, (guint) before)->data[0];
  for (; *order != '\0'; order++)
    if (!append_each (data, rc_marc_get_field (said, (guint) at), *order))
      append_each (data, rc_marc_get_field (was, (guint) before), *order);
  rc_marc_replace_field (said, (guint) at, data->str, (gssize) data->len);
}

RcMarc *
rc_marc_update_partial (const RcMarc *old, const RcMarc *said, RcMarcProject project)
{
  g_autoptr (RcMarc) marc = NULL;
  g_autoptr (RcMarc) was = NULL;
  g_autoptr (RcMarc) whole = NULL;
  Update update;

  g_return_val_if_fail (old != NULL && said != NULL && project != NULL, NULL);

  marc = rc_marc_copy (old);
  was = project (old);
  whole = rc_marc_copy (said);
  leave_out_of_file (whole, was, old);
  leave_out_of_file (was, was, old);
  complete (whole, was, "245", "anpbhc");
  complete (whole, was, "264", "3abc");
  complete (whole, was, "490", "axv");
  update = (Update){ .marc = marc, .old = old, .was = was, .said = whole, .project = project, .done = g_hash_table_new (NULL, NULL) };
  if (rc_marc_is_unimarc (old))
    rc_marc_update_partial_unimarc (marc, was, whole, project);
  else
    {
      update_fields (&update);
      update_codes (&update);
    }
  update_copies (&update);
  update_local (&update);
  g_clear_pointer (&update.alone, g_ptr_array_unref);
  g_hash_table_unref (update.done);
  return g_steal_pointer (&marc);
}
