/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What encoding the text of an ISIS database is in, by its letters: a database has one, so that many records speak. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-charset.h"

#include "exchange/charset-guess.h"
#include "exchange/charset.h"

#define SAMPLE (64 * 1024) /* bytes that are no ASCII */
#define WESTERN "windows-1252"

char *
rc_isis_charset_dup_once (const char *text, gsize length, gsize *new_length)
{
  g_autoptr (GString) once = g_string_sized_new (length);

  for (const char *p = text; p < text + length;)
    {
      gunichar c = g_utf8_get_char_validated (p, text + length - p);

      if (c > 0xff)
        return NULL;
      g_string_append_c (once, (char) c);
      p = g_utf8_next_char (p);
    }
  *new_length = once->len;
  return g_string_free (g_steal_pointer (&once), FALSE);
}

/* What the fields of a database say of its encoding. */
typedef struct
{
  RcEvidence *evidence; /* (unowned) */
  RcEvidence *once;     /* (unowned) of UTF-8 that was made of a text as if that had been Latin-1 */
  guint n_utf8, n_other;
  guint n_controls, n_letters; /* U+0080 to U+009F in UTF-8, and what is none of Latin-1 */
} Signs;

/* No text has these control characters, but each byte of a DOS page that was taken for Latin-1 becomes one. */
static void
count_characters (Signs *signs, const RcIsisField *field)
{
  for (const char *p = field->text, *end = p + field->length; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x80 && c < 0xa0)
        signs->n_controls++;
      else if (c > 0xff)
        signs->n_letters++;
    }
}

static void
weigh_field (Signs *signs, const RcIsisField *field)
{
  g_autofree char *once = NULL;
  gsize length;

  if (rc_charset_is_ascii (field->text, field->length))
    return;
  if (!rc_charset_is_utf8 (field->text, field->length))
    {
      signs->n_other++;
      rc_evidence_add (signs->evidence, field->text, field->length);
      return;
    }
  signs->n_utf8++;
  count_characters (signs, field);
  once = rc_isis_charset_dup_once (field->text, field->length, &length);
  if (once != NULL)
    rc_evidence_add (signs->once, once, length);
}

const char *
rc_isis_charset_guess (GPtrArray *records, gboolean *twice)
{
  g_autoptr (RcEvidence) evidence = rc_evidence_new ();
  g_autoptr (RcEvidence) once = rc_evidence_new ();
  Signs signs = { .evidence = evidence, .once = once };
  const char *name = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const RcIsisRecord *record = g_ptr_array_index (records, i);

      for (guint n = 0; n < record->fields->len && rc_evidence_get_n_bytes (evidence) + rc_evidence_get_n_bytes (once) < SAMPLE; n++)
        weigh_field (&signs, &g_array_index (record->fields, RcIsisField, n));
    }
  *twice = signs.n_other == 0 && signs.n_controls > signs.n_letters;
  if (*twice)
    name = rc_evidence_choose (once, NULL);
  if (name != NULL)
    return name;
  *twice = FALSE;
  if (signs.n_utf8 >= signs.n_other)
    return RC_CHARSET_UTF8;
  name = rc_evidence_choose (evidence, NULL);
  /* Nothing but quotation marks and dashes, which stand at the same places in both. */
  if (name != NULL && rc_evidence_get_worth (evidence, name) == rc_evidence_get_worth (evidence, WESTERN))
    return WESTERN;
  return name != NULL ? name : WESTERN;
}
