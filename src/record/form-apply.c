/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form written into a MARC record: only what differs, in MARC's order. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include "record/form.h"
#include "record/form-private.h"

#include <string.h>

/* Where a field with this tag belongs: before the first field with a higher tag. */
static guint
place_of (const RcMarc *marc, const char *tag)
{
  guint i;

  for (i = 0; i < rc_marc_get_n_fields (marc); i++)
    if (strcmp (rc_marc_get_field (marc, i)->tag, tag) > 0)
      break;
  return i;
}

static void
insert_in_order (RcMarc *marc, const char *tag, const char *data)
{
  rc_marc_insert_field (marc, place_of (marc, tag), tag, data, -1);
}

/* The field's data with the first subfield `code` set to `value` (none: taken away), the others as they are. */
static char *
with_subfield (const RcMarcField *field, char code, const char *value)
{
  GString *data = g_string_new (NULL);
  RcMarcSubfieldIter iter;
  const char *old;
  gsize length;
  char c;
  gboolean done = FALSE;

  g_string_append_c (data, rc_marc_field_get_indicator (field, 1));
  g_string_append_c (data, rc_marc_field_get_indicator (field, 2));
  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &c, &old, &length))
    {
      gboolean replaced = c == code && !done;

      done = done || replaced;
      if (replaced && *value != '\0')
        g_string_append_printf (data, "\x1f%c%s", c, value);
      else if (!replaced)
        {
          g_string_append_printf (data, "\x1f%c", c);
          g_string_append_len (data, old, (gssize) length);
        }
    }
  if (!done && *value != '\0')
    g_string_append_printf (data, "\x1f%c%s", code, value);
  return g_string_free (data, FALSE);
}

/* Sets one subfield of the field at `index`, or of a new field `tag` when index is -1. */
static void
set_subfield (RcMarc *marc, int index, const char *tag, const char *indicators, char code, const char *value)
{
  g_autofree char *data = NULL;

  if (index >= 0)
    {
      data = with_subfield (rc_marc_get_field (marc, (guint) index), code, value);
      if (strlen (data) > 2)
        rc_marc_replace_field (marc, (guint) index, data, -1);
      else
        rc_marc_remove_field (marc, (guint) index);
    }
  else if (*value != '\0')
    {
      data = g_strdup_printf ("%s\x1f%c%s", indicators, code, value);
      insert_in_order (marc, tag, data);
    }
}

/* 245: $a and $b anew (and what belonged to them: $n, $p, a parallel title after =), all other subfields as they are. */
static void
set_title (RcMarc *marc, const char *title)
{
  int index = rc_marc_find (marc, "245", 0);
  const char *colon = strstr (title, " : ");
  g_autofree char *main_title = colon != NULL ? g_strndup (title, (gsize) (colon - title)) : g_strdup (title);
  GString *data = g_string_new ("00");
  g_autofree char *owned = NULL;
  GString *others = g_string_new (NULL);
  g_autofree char *owned_others = NULL;

  if (index >= 0)
    {
      const RcMarcField *field = rc_marc_get_field (marc, (guint) index);
      RcMarcSubfieldIter iter;
      const char *value;
      gsize length;
      char code;

      data->str[0] = rc_marc_field_get_indicator (field, 1);
      rc_marc_subfield_iter_init (&iter, field);
      while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
        if (strchr ("abnp", code) == NULL)
          {
            g_string_append_printf (others, "\x1f%c", code);
            g_string_append_len (others, value, (gssize) length);
          }
    }
  g_string_append_printf (data, "\x1f" "a%s%s", main_title, colon != NULL ? " :" : "");
  if (colon != NULL)
    g_string_append_printf (data, "\x1f" "b%s", colon + 3);
  if (strstr (others->str, "\x1f" "c") != NULL)
    g_string_append (data, " /");
  g_string_append (data, others->str);
  owned_others = g_string_free (others, FALSE);
  owned = g_string_free (data, FALSE);
  if (index >= 0)
    rc_marc_replace_field (marc, (guint) index, owned, -1);
  else
    insert_in_order (marc, "245", owned);
}

/* Makes sure that there is an 008 of 40 characters and writes into it. */
static void
set_fixed (RcMarc *marc, guint at, const char *value)
{
  int index = rc_marc_find (marc, "008", 0);
  char data[41];

  memset (data, ' ', 40);
  data[40] = '\0';
  if (index >= 0)
    {
      const RcMarcField *field = rc_marc_get_field (marc, (guint) index);

      memcpy (data, field->data, MIN (field->length, 40));
    }
  memcpy (data + at, value, MIN (strlen (value), 40 - at));
  if (index >= 0)
    rc_marc_replace_field (marc, (guint) index, data, 40);
  else
    insert_in_order (marc, "008", data);
}

static void
set_year (RcMarc *marc, const char *year)
{
  const char *digits = year;

  set_subfield (marc, rc_form_find_imprint (marc), "264", " 1", 'c', year);
  while (*digits != '\0' && !(g_ascii_isdigit (digits[0]) && g_ascii_isdigit (digits[1]) && g_ascii_isdigit (digits[2]) &&
                              g_ascii_isdigit (digits[3])))
    digits++;
  if (*digits != '\0')
    {
      char code[6] = { 's', digits[0], digits[1], digits[2], digits[3], '\0' };

      set_fixed (marc, 6, code);
    }
}

static void
set_languages (RcMarc *marc, const char *const *languages)
{
  int index = rc_marc_find (marc, "041", 0);
  guint n = g_strv_length ((GStrv) languages);

  set_fixed (marc, 35, n > 0 && strlen (languages[0]) == 3 ? languages[0] : "   ");
  if (n > 1)
    {
      g_autofree char *joined = g_strjoinv ("\x1f" "a", (GStrv) languages);
      g_autofree char *data = g_strconcat ("0 \x1f" "a", joined, NULL);

      if (index >= 0)
        rc_marc_replace_field (marc, (guint) index, data, -1);
      else
        insert_in_order (marc, "041", data);
    }
  else if (index >= 0)
    rc_marc_remove_field (marc, (guint) index);
}

/* Takes away the fields whose heading is not wanted any more, and adds one for each new heading. */
static void
set_headings (RcMarc *marc, const char *tags, const char *const *wanted, const char *new_tag, const char *format)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rc_marc_get_n_fields (marc);)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      g_autofree char *heading = strstr (tags, field->tag) != NULL ? rc_form_dup_heading (field) : NULL;

      if (heading != NULL && *heading != '\0' && !g_strv_contains (wanted, heading))
        {
          rc_marc_remove_field (marc, i);
          continue;
        }
      if (heading != NULL)
        g_hash_table_add (there, g_steal_pointer (&heading));
      i++;
    }
  for (guint i = 0; wanted[i] != NULL; i++)
    if (*wanted[i] != '\0' && g_hash_table_add (there, g_strdup (wanted[i])))
      {
        g_auto (GStrv) parts = g_strsplit (format, "%", 2);
        g_autofree char *data = g_strconcat (parts[0], wanted[i], parts[1], NULL);

        insert_in_order (marc, new_tag, data);
      }
}

static void
set_material (RcMarc *marc, RcMaterial material)
{
  static const char *const leader[RC_N_MATERIALS] = {
    [RC_MATERIAL_BOOK] = "am",  [RC_MATERIAL_BOOKLET] = "am", [RC_MATERIAL_REPORT] = "am", [RC_MATERIAL_SERIAL] = "as",
    [RC_MATERIAL_ARTICLE] = "aa", [RC_MATERIAL_POSTER] = "km", [RC_MATERIAL_MAP] = "em",  [RC_MATERIAL_VIDEO] = "gm",
    [RC_MATERIAL_SOUND] = "im", [RC_MATERIAL_KIT] = "om",     [RC_MATERIAL_WEBSITE] = "ai",
  };
  g_autofree char *changed = g_strdup (rc_marc_get_leader (marc));

  memcpy (changed + 6, leader[material], 2);
  rc_marc_set_leader (marc, changed);
  for (int i = rc_marc_find (marc, "655", 0); i >= 0; i = rc_marc_find (marc, "655", (guint) i + 1))
    {
      g_autofree char *list = rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) i), '2');

      if (g_strcmp0 (list, "local") == 0)
        rc_marc_remove_field (marc, (guint) i--);
    }
  {
    g_autofree char *data = g_strdup_printf (" 7\x1f" "a%s\x1f" "2local", rc_material_to_string (material));

    insert_in_order (marc, "655", data);
  }
}

void
rc_form_apply (const RcForm *before, const RcForm *after, RcMarc *marc)
{
  const char *const *people = (const char *const *) after->people;
  const char *const *languages = (const char *const *) after->languages;
  const char *const *subjects = (const char *const *) after->subjects;

  if (after->material != before->material && after->material != RC_MATERIAL_NONE)
    set_material (marc, after->material);
  if (!g_strv_equal ((const char *const *) before->languages, languages))
    set_languages (marc, languages);
  if (!g_str_equal (before->isbn, after->isbn))
    set_subfield (marc, rc_marc_find (marc, "020", 0), "020", "  ", 'a', after->isbn);
  if (!g_strv_equal ((const char *const *) before->people, people))
    set_headings (marc, RC_FORM_PEOPLE_TAGS, people, "700", "1 \x1f" "a%");
  if (!g_str_equal (before->title, after->title))
    set_title (marc, after->title);
  if (!g_str_equal (before->parallel_title, after->parallel_title))
    set_subfield (marc, rc_form_find_parallel_title (marc), "246", "31", 'a', after->parallel_title);
  if (!g_str_equal (before->place, after->place))
    set_subfield (marc, rc_form_find_imprint (marc), "264", " 1", 'a', after->place);
  if (!g_str_equal (before->publisher, after->publisher))
    set_subfield (marc, rc_form_find_imprint (marc), "264", " 1", 'b', after->publisher);
  if (!g_str_equal (before->year, after->year))
    set_year (marc, after->year);
  if (!g_str_equal (before->abstract, after->abstract))
    set_subfield (marc, rc_marc_find (marc, "520", 0), "520", "  ", 'a', after->abstract);
  if (!g_strv_equal ((const char *const *) before->subjects, subjects))
    set_headings (marc, "650", subjects, "650", " 7\x1f" "a%\x1f" "2rcsubj");
}
