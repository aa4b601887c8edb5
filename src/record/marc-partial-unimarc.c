/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a format says anew of a record of UNIMARC: it speaks of MARC 21, so each fact is followed to the field of UNIMARC that says it,
 * and what stands beside it there stays. */
#define G_LOG_DOMAIN "rc-record"

#include "record/marc-partial-private.h"

#include "record/local.h"
#include "record/reference-private.h"

#include <string.h>

/* One fact: where MARC 21 has it, and where UNIMARC. */
typedef struct
{
  const char *tag, *codes;   /* of MARC 21; two records say the same of it when these subfields are equal */
  const char *tags;          /* of UNIMARC, the one for a new field first: "210 214" */
  const char *pairs;         /* subfield of MARC 21 and of UNIMARC, in the order they are written: "aabe" */
  const char *replaced;      /* subfields of UNIMARC that go when it changes */
  const char *indicators;    /* of a new field */
  gboolean single;           /* there is one such field, which others may share */
} Place;

static const Place places[] = {
  { "245", "anpb", "200", "aabenhpi", "aehi", "1 ", TRUE },
  { "245", "c", "200", "cf", "fg", "1 ", TRUE },
  { "246", "a", "510 517", "aa", "aehi", "1 ", FALSE },
  { "250", "ab", "205", "aabf", "abf", "  ", TRUE },
  { "264", "a", "210 214", "aa", "a", "  ", TRUE },
  { "264", "b", "210 214", "bc", "c", "  ", TRUE },
  { "264", "c", "210 214", "cd", "d", "  ", TRUE },
  { "300", "abce", "215", "aabcce", "acde", "  ", TRUE },
  { "490", "av", "225", "aavvxx", "ahivx", "2 ", TRUE },
  { "500", "a", "300 326 327", "aa", "a", "  ", FALSE },
  { "502", "bcd", "328", "baceda", "a", " 0", FALSE },
  { "505", "a", "327", "aa", "a", "1 ", FALSE },
  { "520", "a", "330", "aa", "a", "  ", TRUE },
  { "020", "a", "010", "aa", "a", "  ", FALSE },
  { "022", "a", "011", "aa", "a", "  ", FALSE },
  { "024", "a", "017", "aa22", "a2", "7 ", FALSE },
  { "035", "a", "035", "aa", "a", "  ", FALSE },
  { "1X0", "a", "700 701 702 710 711 712", "", "abcdfg3p", " 1", FALSE },
  { "650", "a", "606", "aaxxzyyzvj", "ajxyz23", "  ", FALSE },
  { "651", "a", "607", "aaxxzyyzvj", "ajxyz23", "  ", FALSE },
  { "653", "a", "610 606 607 600 601 605", "aa", "abcdefghijxyz23", "0 ", FALSE },
  { "655", "a", "608", "aa22", "a23", "  ", FALSE },
  { "080", "a", "675", "aa22", "a", "  ", FALSE },
  { "082", "a", "676", "aa22", "a", "  ", FALSE },
  { "050", "a", "680", "aabb", "ab", "  ", FALSE },
  { "084", "a", "686", "aa22", "a2", "  ", FALSE },
  { "773", "tpgx", "463", "ttgvxxzyda", "tvxya", " 1", FALSE },
  { "856", "u", "856", "uuzzyy", "uzy", "4 ", FALSE },
  { "887", "a", "887", "aa22", "a2", "  ", FALSE },
};

#define IS_NAME(place) ((place)->tag[1] == 'X')
#define IMPRINT "264"

/* A field of one record, and what it says of a place. */
typedef struct
{
  const RcMarcField *field; /* (unowned) */
  char *value;              /* (owned) */
} Said;

static void
said_clear (gpointer data)
{
  g_free (((Said *) data)->value);
}

static gboolean
is_of_place (const RcMarcField *field, const Place *place)
{
  if (IS_NAME (place))
    return (field->tag[0] == '1' || field->tag[0] == '7') && field->tag[1] < '2' && !rc_marc_field_is_control (field);
  if (g_str_equal (place->tag, IMPRINT) && strncmp (field->tag, "26", 2) == 0)
    return field->tag[2] == '0' || field->tag[2] == '4';
  return g_str_equal (field->tag, place->tag);
}

static GArray *
read_said (const RcMarc *marc, const Place *place)
{
  GArray *all = g_array_new (FALSE, TRUE, sizeof (Said));

  g_array_set_clear_func (all, said_clear);
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      Said said = { field, is_of_place (field, place) ? rc_marc_field_dup_subfields (field, place->codes, "\x1f") : NULL };

      if (said.value != NULL)
        g_array_append_val (all, said);
    }
  return all;
}

static gboolean
has_value (const GArray *all, const char *value)
{
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (g_array_index (all, Said, i).value, value))
      return TRUE;
  return FALSE;
}

/* Leaves those that the others do not have. */
static void
subtract (GArray *all, const GArray *others)
{
  for (guint i = all->len; i-- > 0;)
    if (has_value (others, g_array_index (all, Said, i).value))
      g_array_remove_index (all, i);
}

static gboolean
is_listed (const char *tags, const char *tag)
{
  return strstr (tags, tag) != NULL;
}

/* The field of `marc` that says the value; -1: none of those that were there does. */
static int
find_source (const RcMarc *marc, const Place *place, const char *value, RcMarcProject project)
{
  int only = -1;

  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      g_autoptr (RcMarc) alone = NULL;
      g_autoptr (GArray) said = NULL;

      if (!is_listed (place->tags, field->tag))
        continue;
      alone = rc_marc_project_field (marc, field, project);
      said = read_said (alone, place);
      if (has_value (said, value))
        return (int) i;
      only = only < 0 ? (int) i : only;
    }
  return place->single ? only : -1;
}

/* "Auezov, Mukhtar" stands in two subfields. */
static void
append_person (GString *data, const char *heading)
{
  const char *comma = strstr (heading, ", ");

  if (comma == NULL)
    g_string_append_printf (data, "\x1f" "a%s", heading);
  else
    g_string_append_printf (data, "\x1f" "a%.*s\x1f" "b%s", (int) (comma - heading), heading, comma + 2);
}

/* The subfields that say anew what `gained` says. `parted`: the subtitle stood in a subfield of its own. */
static char *
dup_subfields (const Place *place, const RcMarcField *gained, gboolean parted)
{
  g_autoptr (GString) data = g_string_new (NULL);
  g_autofree char *heading = IS_NAME (place) ? rc_marc_field_dup_subfield (gained, 'a') : NULL;

  if (heading != NULL && gained->tag[1] == '0')
    append_person (data, heading);
  else if (heading != NULL)
    g_string_append_printf (data, "\x1f" "a%s", heading);
  for (const char *pair = place->pairs; *pair != '\0'; pair += 2)
    {
      g_autofree char *text = NULL;
      char *colon;

      if (strchr (place->codes, *pair) == NULL && place->single)
        continue;
      text = rc_marc_field_dup_subfields (gained, (const char[]){ *pair, '\0' }, " ");
      if (text == NULL)
        continue;
      colon = parted && pair[1] == 'a' ? strstr (text, ": ") : NULL;
      if (colon != NULL)
        g_string_append_printf (data, "\x1f" "a%.*s\x1f" "e%s", (int) (colon - text), text, colon + 2);
      else
        g_string_append_printf (data, "\x1f%c%s", pair[1], text);
    }
  return g_strdup (data->str);
}

/* Puts what is gained (NULL: nothing) in the place of what the field said. */
static void
change_field (RcMarc *marc, guint index, const Place *place, const RcMarcField *gained)
{
  const RcMarcField *field = rc_marc_get_field (marc, index);
  g_autoptr (GString) data = g_string_new (NULL);
  g_autofree char *subtitle = rc_marc_field_dup_subfield (field, 'e');
  g_autofree char *said = gained != NULL ? dup_subfields (place, gained, g_str_equal (place->tag, "245") && subtitle != NULL) : g_strdup ("");
  gboolean done = FALSE, body = IS_NAME (place) && gained != NULL && gained->tag[1] == '1';
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  g_string_append_c (data, rc_marc_field_get_indicator (field, 1));
  g_string_append_c (data, IS_NAME (place) && !body && strstr (said, "\x1f" "b") != NULL ? '1' : rc_marc_field_get_indicator (field, 2));
  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    if (strchr (place->replaced, code) == NULL)
      g_string_append_printf (data, "\x1f%c%.*s", code, (int) length, value);
    else if (!done)
      {
        g_string_append (data, said);
        done = TRUE;
      }
  if (!done)
    g_string_append (data, said);
  if (data->len <= 2 || (IS_NAME (place) && gained == NULL))
    rc_marc_remove_field (marc, index);
  else
    rc_marc_replace_field (marc, index, data->str, (gssize) data->len);
}

static void
add_field (RcMarc *marc, const Place *place, const RcMarcField *gained)
{
  g_autofree char *said = dup_subfields (place, gained, FALSE), *tag = g_strndup (place->tags, 3), *data = NULL;
  int at = place->single ? rc_marc_find (marc, tag, 0) : -1;
  g_autofree char *role = NULL;

  if (*said == '\0')
    return;
  if (at >= 0)
    {
      change_field (marc, (guint) at, place, gained);
      return;
    }
  if (IS_NAME (place))
    {
      gboolean body = gained->tag[1] != '0', main_entry = rc_marc_find (marc, "70X", 0) < 0 && rc_marc_find (marc, "71X", 0) < 0;

      role = rc_marc_field_dup_subfield (gained, '4');
      tag[1] = body ? '1' : '0';
      tag[2] = g_strcmp0 (role, "aut") != 0 ? '2' : main_entry ? '0' : '1';
    }
  if (g_str_equal (place->tag, "246") && rc_marc_field_get_indicator (gained, 2) != '1')
    memcpy (tag, "517", 3);
  data = g_strconcat (place->indicators, said, NULL);
  rc_marc_insert_field (marc, rc_marc_find_place (marc, tag), tag, data, -1);
}

static void
update_place (RcMarc *marc, const Place *place, const RcMarc *was, const RcMarc *said, RcMarcProject project)
{
  g_autoptr (GArray) lost = read_said (was, place), gained = read_said (said, place), kept = read_said (said, place);
  guint n = 0;

  if (gained->len == 0)
    return;
  subtract (gained, lost);
  subtract (lost, kept);
  for (guint i = 0; i < lost->len; i++)
    {
      int at = find_source (marc, place, g_array_index (lost, Said, i).value, project);

      if (at >= 0)
        change_field (marc, (guint) at, place, n < gained->len ? g_array_index (gained, Said, n++).field : NULL);
    }
  for (; n < gained->len; n++)
    add_field (marc, place, g_array_index (gained, Said, n).field);
}

/* What UNIMARC has no field for here is kept as it was said. */
static void
keep_others (RcMarc *marc, const RcMarc *was, const RcMarc *said)
{
  for (guint i = 0; i < rc_marc_get_n_fields (said); i++)
    {
      const RcMarcField *field = rc_marc_get_field (said, i);
      g_autofree char *text = NULL, *data = NULL;
      gboolean known = rc_marc_field_is_control (field) || g_str_equal (field->tag, "852") || g_str_equal (field->tag, "041");

      for (guint p = 0; p < G_N_ELEMENTS (places) && !known; p++)
        known = is_of_place (field, &places[p]);
      if (known || rc_marc_field_is_local (field) || rc_marc_find_same (was, field) >= 0)
        continue;
      text = rc_marc_field_dup_subfields (field, "abcdefghijklmnopqrstuvwxyz0123456789", " ");
      data = text != NULL ? g_strdup_printf ("  \x1f" "a%s" RC_OTHER_SEPARATOR "%s\x1f" "2marc21", field->tag, text) : NULL;
      if (data != NULL)
        rc_marc_insert_field (marc, rc_marc_find_place (marc, "887"), "887", data, -1);
    }
}

static char *
dup_languages (const RcMarc *marc)
{
  int fixed = rc_marc_find (marc, "008", 0), more = rc_marc_find (marc, "041", 0);

  if (more >= 0)
    return rc_marc_field_dup_subfields (rc_marc_get_field (marc, (guint) more), "a", "\x1f" "a");
  if (fixed < 0 || rc_marc_get_field (marc, (guint) fixed)->length < 38)
    return NULL;
  return g_strndup (rc_marc_get_field (marc, (guint) fixed)->data + 35, 3);
}

static void
update_languages (RcMarc *marc, const RcMarc *was, const RcMarc *said)
{
  g_autofree char *before = dup_languages (was), *now = dup_languages (said);
  g_autoptr (GString) data = NULL;
  int at = rc_marc_find (marc, "101", 0);
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  if (now == NULL || g_str_equal (now, "und") || *now == ' ' || g_strcmp0 (before, now) == 0)
    return;
  data = g_string_new_len (at >= 0 ? rc_marc_get_field (marc, (guint) at)->data : "0 ", 2);
  g_string_append_printf (data, "\x1f" "a%s", now);
  if (at >= 0)
    {
      rc_marc_subfield_iter_init (&iter, rc_marc_get_field (marc, (guint) at));
      while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
        if (code != 'a')
          g_string_append_printf (data, "\x1f%c%.*s", code, (int) length, value);
      rc_marc_replace_field (marc, (guint) at, data->str, (gssize) data->len);
    }
  else
    rc_marc_insert_field (marc, rc_marc_find_place (marc, "101"), "101", data->str, (gssize) data->len);
}

/* The year of publication in the general data of 100 $a. */
static void
update_year (RcMarc *marc, const RcMarc *was, const RcMarc *said)
{
  int before = rc_marc_find (was, "008", 0), now = rc_marc_find (said, "008", 0), at = rc_marc_find (marc, "100", 0);
  const char *old_year = before >= 0 && rc_marc_get_field (was, (guint) before)->length > 14 ? rc_marc_get_field (was, (guint) before)->data + 7 : "";
  const char *year = now >= 0 && rc_marc_get_field (said, (guint) now)->length > 14 ? rc_marc_get_field (said, (guint) now)->data + 7 : "";
  const RcMarcField *field = at >= 0 ? rc_marc_get_field (marc, (guint) at) : NULL;
  g_autofree char *data = NULL;

  /* Indicators, the delimiter and the code, eight digits of the day and the kind of date come before. */
  if (field == NULL || field->length < 21 || !g_ascii_isdigit (*year) || strncmp (old_year, year, 4) == 0)
    return;
  data = g_memdup2 (field->data, field->length + 1);
  memcpy (data + 4 + 9, year, 4);
  rc_marc_replace_field (marc, (guint) at, data, (gssize) field->length);
}

void
rc_marc_update_partial_unimarc (RcMarc *marc, const RcMarc *was, const RcMarc *said, RcMarcProject project)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    update_place (marc, &places[i], was, said, project);
  keep_others (marc, was, said);
  update_languages (marc, was, said);
  update_year (marc, was, said);
}
