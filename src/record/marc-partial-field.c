/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field that is said anew in part: what the format does not speak of stays in it, with the punctuation between. */
#define G_LOG_DOMAIN "rc-record"

#include "record/marc-partial-private.h"

#include "record/description-private.h"

#include <string.h>

#define PUNCTUATION " /:;,=."

/* Whether the format speaks of this subfield of the old field: it has the code, or its text stands somewhere in what it made of it. */
static gboolean
is_spoken (const RcMarcField *was, char code, const char *value)
{
  g_autofree char *same = rc_marc_field_dup_subfield (was, code);
  g_autofree char *text = rc_text_trim_isbd (g_strdup (value));

  return same != NULL || (text != NULL && memmem (was->data, was->length, text, strlen (text)) != NULL);
}

/* The text of a subfield that is said anew in the place of the old one; what is the same stays as it is. */
static char *
dup_with_punctuation (const char *text, const char *old, const char *was)
{
  gsize length = strlen (old), end = length;
  g_autofree char *bare = rc_text_trim_isbd (g_strdup (text)), *bare_old = rc_text_trim_isbd (g_strdup (old));

  if (g_strcmp0 (text, was) == 0 || g_strcmp0 (text, bare_old) == 0)
    return g_strdup (old);
  while (end > 0 && strchr (PUNCTUATION, old[end - 1]) != NULL)
    end--;
  /* A stop belongs to what it ends. */
  if (end == length || bare == NULL || !g_str_equal (bare, text) || g_str_has_prefix (old + end, "."))
    return g_strdup (text);
  return g_strconcat (text, old + end, NULL);
}

static void
append (GString *data, char code, const char *text)
{
  g_string_append_printf (data, "%c%c%s", RC_MARC_SUBFIELD, code, text);
}

/* What is said anew with a code; that of a title whose subtitle stood apart is cut there, and `rest` (out) is the subtitle. */
static char *
take_text (const RcMarcField *said, char code, gboolean parted, char **rest)
{
  char *text = rc_marc_field_dup_subfields (said, (const char[]){ code, '\0' }, " ");
  char *colon = parted && code == 'a' && text != NULL ? strstr (text, ": ") : NULL;

  if (colon == NULL)
    return text;
  *colon = '\0';
  *rest = g_strdup (colon + 2);
  return text;
}

/* Whether there is a main entry, and how long an article is that is not filed, as long as it begins the title. */
static void
set_title_indicators (GString *data, const RcMarcField *old, const RcMarcField *was, const RcMarcField *said)
{
  g_autofree char *title = rc_marc_field_dup_subfield (old, 'a'), *now = rc_marc_field_dup_subfield (said, 'a');
  guint n_passed = g_ascii_isdigit (old->data[1]) ? (guint) (old->data[1] - '0') : 0;

  if (said->data[0] != was->data[0])
    data->str[0] = said->data[0];
  if (title != NULL && now != NULL && (n_passed == 0 || strncmp (title, now, n_passed) != 0))
    data->str[1] = said->data[1];
}

char *
rc_marc_field_dup_reworded (const RcMarcField *old, const RcMarcField *was, const RcMarcField *said)
{
  g_autoptr (GString) data = g_string_new_len (old->data, 2);
  g_autofree char *done = g_strnfill (256, '\0');
  g_autofree char *rest = NULL;
  g_autofree char *was_subtitle = rc_marc_field_dup_subfield (was, 'b'), *old_subtitle = rc_marc_field_dup_subfield (old, 'b');
  gboolean parted = g_str_equal (old->tag, "245") && was_subtitle == NULL && old_subtitle != NULL;
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length, last = data->len;
  char code;

  if (g_str_equal (old->tag, "245"))
    set_title_indicators (data, old, was, said);
  rc_marc_subfield_iter_init (&iter, old);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    {
      g_autofree char *before = g_strndup (value, length), *before_there = rc_marc_field_dup_subfields (was, (const char[]){ code, '\0' }, " ");
      g_autofree char *text = NULL, *whole = NULL;

      if (!is_spoken (was, code, before))
        {
          append (data, code, before);
          continue;
        }
      if (done[(guchar) code])
        continue;
      done[(guchar) code] = 1;
      text = code == 'b' && rest != NULL ? g_steal_pointer (&rest) : take_text (said, code, parted, &rest);
      if (text == NULL)
        continue;
      whole = dup_with_punctuation (text, before, before_there);
      append (data, code, whole);
      last = data->len;
    }
  /* What had no place before stands behind what was said anew. */
  rc_marc_subfield_iter_init (&iter, said);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    if (!done[(guchar) code])
      {
        g_autofree char *more = g_strdup_printf ("%c%c%.*s", RC_MARC_SUBFIELD, code, (int) length, value);
        g_autofree char *there = rc_marc_field_dup_subfield (was, code);

        if (g_strcmp0 (there, more + 2) == 0)
          continue;
        g_string_insert (data, (gssize) last, more);
        last += strlen (more);
      }
  return g_strdup (data->str);
}
