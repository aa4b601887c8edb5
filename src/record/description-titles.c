/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles and people of a MARC 21 record, with their forms in another script. */
#define G_LOG_DOMAIN "rc-record"

#include "record/description-private.h"

#include <string.h>

#define TITLE_CODES "abnpkf"

/* Before this part stands the sign that ISBD puts there, unless the field has one already. */
static void
append_part (GString *title, char code, const char *value)
{
  char last;

  while (title->len > 0 && title->str[title->len - 1] == ' ')
    g_string_truncate (title, title->len - 1);
  if (title->len == 0)
    {
      g_string_append (title, value);
      return;
    }
  last = title->str[title->len - 1];
  if (last == ':' || last == ';')
    {
      /* " : " is the cataloguer's sign; readers know ": ". */
      g_string_truncate (title, title->len - 1);
      while (title->len > 0 && title->str[title->len - 1] == ' ')
        g_string_truncate (title, title->len - 1);
      g_string_append_c (title, last);
    }
  else if (strchr (".,/=?!", last) == NULL && strchr (":;,.=/", *value) == NULL)
    g_string_append (title, code == 'b' ? ":" : code == 'p' || code == 'n' ? "." : ",");
  g_string_append_c (title, ' ');
  g_string_append (title, value);
}

/* "a : b = c : d" leaves "a: b"; what follows the sign of equality is given back. */
static char *
split_parallel (GString *title)
{
  char *equals = strstr (title->str, " = ");
  g_autofree char *parallel = NULL;

  if (equals == NULL)
    return NULL;
  parallel = g_strdup (equals + 3);
  g_string_truncate (title, equals - title->str);
  return rc_text_trim_isbd (g_steal_pointer (&parallel));
}

/* The title proper and the rest of it; NULL when the field has none. */
static char *
dup_title (const RcMarcField *field, char **parallel)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autofree char *after_equals = NULL;
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    {
      g_autofree char *text = NULL;

      if (strchr (TITLE_CODES, code) == NULL)
        continue;
      text = g_strstrip (g_utf8_make_valid (value, length));
      if (*text != '\0')
        append_part (title, code, text);
    }
  g_string_replace (title, " : ", ": ", 0);
  after_equals = split_parallel (title);
  if (parallel != NULL && *parallel == NULL)
    *parallel = g_steal_pointer (&after_equals);
  return rc_text_trim_isbd (g_string_free (g_steal_pointer (&title), FALSE));
}

/* Whether an 880 is the other form of a field with this tag. */
static gboolean
is_linked_to (const RcMarcField *field, const char *tag)
{
  g_autofree char *link = rc_marc_field_dup_subfield (field, '6');

  return link != NULL && strncmp (g_strstrip (link), tag, 3) == 0;
}

static char *
dup_linked_title (const RcMarc *marc)
{
  for (int i = rc_marc_find (marc, "880", 0); i >= 0; i = rc_marc_find (marc, "880", i + 1))
    if (is_linked_to (rc_marc_get_field (marc, i), "245"))
      {
        char *title = dup_title (rc_marc_get_field (marc, i), NULL);

        if (title != NULL)
          return title;
      }
  return NULL;
}

/* The title in another language where 245 has none: a 246 that says it is parallel, else 242. */
static char *
dup_varying_title (const RcMarc *marc)
{
  for (int i = rc_marc_find (marc, "246", 0); i >= 0; i = rc_marc_find (marc, "246", i + 1))
    if (rc_marc_field_get_indicator (rc_marc_get_field (marc, i), 2) == '1')
      {
        char *title = dup_title (rc_marc_get_field (marc, i), NULL);

        if (title != NULL)
          return title;
      }
  return rc_marc_dup_trimmed (marc, "242", "abnp");
}

/* What else may stand for the title when there is no 245. */
static char *
dup_substitute_title (const RcMarc *marc)
{
  static const char *const tags[] = { "130", "240", "246", "222", "210" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      char *title = rc_marc_dup_trimmed (marc, tags[i], "abnp");

      if (title != NULL)
        return title;
    }
  return NULL;
}

void
rc_description_read_titles (RcDescription *self, const RcMarc *marc)
{
  for (int i = rc_marc_find (marc, "245", 0); i >= 0 && self->title == NULL; i = rc_marc_find (marc, "245", i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);

      g_clear_pointer (&self->parallel_title, g_free);
      self->title = dup_title (field, &self->parallel_title);
      g_free (self->responsibility);
      self->responsibility = rc_field_dup_trimmed (field, "c");
    }
  self->original_title = dup_linked_title (marc);
  if (self->title == NULL)
    self->title = g_strdup (self->original_title);
  if (self->title == NULL)
    self->title = dup_substitute_title (marc);
  if (self->parallel_title == NULL)
    self->parallel_title = dup_varying_title (marc);
}

static void
add_name (GPtrArray *people, const RcMarcField *field, const char *tag)
{
  const char *codes = "abcdq";

  if (tag[1] == '1')
    codes = "abcdn";
  if (tag[1] == '1' && tag[2] == '1')
    codes = "aqendc";
  if (tag[1] == '2')
    codes = "a";
  rc_texts_take (people, rc_field_dup_trimmed (field, codes));
}

void
rc_description_read_people (RcDescription *self, const RcMarc *marc)
{
  static const char *const tags[] = { "100", "110", "111", "700", "710", "711", "720" };
  GPtrArray *people = rc_texts_new ();

  for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
    for (int i = rc_marc_find (marc, tags[t], 0); i >= 0; i = rc_marc_find (marc, tags[t], i + 1))
      add_name (people, rc_marc_get_field (marc, i), tags[t]);
  /* The same people in their own script follow, so that they are found in it too. */
  for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
    for (int i = rc_marc_find (marc, "880", 0); i >= 0; i = rc_marc_find (marc, "880", i + 1))
      if (is_linked_to (rc_marc_get_field (marc, i), tags[t]))
        add_name (people, rc_marc_get_field (marc, i), tags[t]);
  self->people = rc_texts_end (people);
}
