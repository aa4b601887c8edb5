/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts that the editor's form shows: out of a MARC record, and into it, leaving all else as it is. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include "record/form.h"
#include "record/form-private.h"

#include <string.h>

static char *
dup_first (const RcMarc *marc, const char *tag, char code)
{
  int index = rc_marc_find (marc, tag, 0);
  char *value = index < 0 ? NULL : rc_marc_field_dup_subfield (rc_marc_get_field (marc, index), code);

  return value != NULL ? g_strstrip (value) : g_strdup ("");
}

/* Cuts ISBD punctuation that only leads to the next subfield. */
static char *
trim_isbd (char *text)
{
  gsize length;

  g_strstrip (text);
  for (length = strlen (text); length > 0 && strchr (" /:;,=", text[length - 1]) != NULL; length--)
    text[length - 1] = '\0';
  return text;
}

static char *
dup_title (const RcMarc *marc)
{
  int index = rc_marc_find (marc, "245", 0);
  g_autofree char *title = NULL;
  g_autofree char *rest = NULL;

  if (index < 0)
    return g_strdup ("");
  title = rc_marc_field_dup_subfields (rc_marc_get_field (marc, index), "anp", " ");
  rest = rc_marc_field_dup_subfield (rc_marc_get_field (marc, index), 'b');
  if (title == NULL)
    return g_strdup ("");
  trim_isbd (title);
  if (rest != NULL)
    {
      char *parallel = strstr (rest, " = ");

      if (parallel != NULL)
        *parallel = '\0';
      trim_isbd (rest);
    }
  return rest != NULL && *rest != '\0' ? g_strconcat (title, " : ", rest, NULL) : g_steal_pointer (&title);
}

int
rc_form_find_parallel_title (const RcMarc *marc)
{
  for (int i = rc_marc_find (marc, "246", 0); i >= 0; i = rc_marc_find (marc, "246", (guint) i + 1))
    if (rc_marc_field_get_indicator (rc_marc_get_field (marc, (guint) i), 2) == '1')
      return i;
  return -1;
}

int
rc_form_find_imprint (const RcMarc *marc)
{
  int first = rc_marc_find (marc, "264", 0);

  for (int i = first; i >= 0; i = rc_marc_find (marc, "264", (guint) i + 1))
    if (rc_marc_field_get_indicator (rc_marc_get_field (marc, (guint) i), 2) == '1')
      return i;
  return first >= 0 ? first : rc_marc_find (marc, "260", 0);
}

static char *
dup_imprint (const RcMarc *marc, char code)
{
  int index = rc_form_find_imprint (marc);
  char *value = index < 0 ? NULL : rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) index), code);
  gsize length;

  if (value == NULL)
    return g_strdup ("");
  trim_isbd (value);
  length = strlen (value);
  if (code == 'c' && length > 0 && value[length - 1] == '.')
    value[length - 1] = '\0';
  return value;
}

char *
rc_form_dup_heading (const RcMarcField *field)
{
  char *heading = g_str_has_prefix (field->tag, "65") ? rc_marc_field_dup_subfields (field, "axvyz", " -- ")
                                                      : rc_marc_field_dup_subfields (field, "abcdnq", " ");

  return heading != NULL ? trim_isbd (heading) : g_strdup ("");
}

static GStrv
dup_headings (const RcMarc *marc, const char *tags)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      g_autofree char *heading = strstr (tags, field->tag) != NULL ? rc_form_dup_heading (field) : NULL;

      if (heading != NULL && *heading != '\0')
        g_strv_builder_add (builder, heading);
    }
  return g_strv_builder_end (builder);
}

static void
add_language (GPtrArray *codes, const char *code, gsize length)
{
  g_autofree char *copy = g_strndup (code, length);

  if (length == 3 && g_ascii_isalpha (copy[0]) && !g_ptr_array_find_with_equal_func (codes, copy, g_str_equal, NULL))
    g_ptr_array_add (codes, g_steal_pointer (&copy));
}

static GStrv
dup_languages (const RcMarc *marc)
{
  GPtrArray *codes = g_ptr_array_new ();
  int fixed = rc_marc_find (marc, "008", 0);
  int coded = rc_marc_find (marc, "041", 0);

  if (fixed >= 0 && rc_marc_get_field (marc, (guint) fixed)->length >= 38)
    add_language (codes, rc_marc_get_field (marc, (guint) fixed)->data + 35, 3);
  if (coded >= 0)
    {
      RcMarcSubfieldIter iter;
      const char *value;
      gsize length;
      char code;

      rc_marc_subfield_iter_init (&iter, rc_marc_get_field (marc, (guint) coded));
      while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
        for (gsize at = 0; code == 'a' && at + 3 <= length; at += 3)
          add_language (codes, value + at, 3);
    }
  g_ptr_array_add (codes, NULL);
  return (GStrv) g_ptr_array_free (codes, FALSE);
}

RcForm *
rc_form_new_from_marc (const RcMarc *marc)
{
  RcForm *self = g_new0 (RcForm, 1);
  int parallel = rc_form_find_parallel_title (marc);

  self->title = dup_title (marc);
  self->parallel_title = parallel < 0 ? NULL : rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) parallel), 'a');
  self->parallel_title = self->parallel_title != NULL ? trim_isbd (self->parallel_title) : g_strdup ("");
  self->year = dup_imprint (marc, 'c');
  self->place = dup_imprint (marc, 'a');
  self->publisher = dup_imprint (marc, 'b');
  self->isbn = dup_first (marc, "020", 'a');
  self->abstract = dup_first (marc, "520", 'a');
  self->people = dup_headings (marc, RC_FORM_PEOPLE_TAGS);
  self->languages = dup_languages (marc);
  self->subjects = dup_headings (marc, "650");
  return self;
}

RcForm *
rc_form_copy (const RcForm *self)
{
  RcForm *copy = g_new0 (RcForm, 1);

  copy->material = self->material;
  copy->title = g_strdup (self->title);
  copy->parallel_title = g_strdup (self->parallel_title);
  copy->year = g_strdup (self->year);
  copy->place = g_strdup (self->place);
  copy->publisher = g_strdup (self->publisher);
  copy->isbn = g_strdup (self->isbn);
  copy->abstract = g_strdup (self->abstract);
  copy->people = g_strdupv (self->people);
  copy->languages = g_strdupv (self->languages);
  copy->subjects = g_strdupv (self->subjects);
  return copy;
}

void
rc_form_free (RcForm *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->parallel_title);
  g_free (self->year);
  g_free (self->place);
  g_free (self->publisher);
  g_free (self->isbn);
  g_free (self->abstract);
  g_strfreev (self->people);
  g_strfreev (self->languages);
  g_strfreev (self->subjects);
  g_free (self);
}

guint
rc_form_count_changes (const RcForm *a, const RcForm *b)
{
  return (guint) (a->material != b->material) + !g_str_equal (a->title, b->title) +
         !g_str_equal (a->parallel_title, b->parallel_title) + !g_str_equal (a->year, b->year) +
         !g_str_equal (a->place, b->place) + !g_str_equal (a->publisher, b->publisher) + !g_str_equal (a->isbn, b->isbn) +
         !g_str_equal (a->abstract, b->abstract) + !g_strv_equal ((const char *const *) a->people, (const char *const *) b->people) +
         !g_strv_equal ((const char *const *) a->languages, (const char *const *) b->languages) +
         !g_strv_equal ((const char *const *) a->subjects, (const char *const *) b->subjects);
}
