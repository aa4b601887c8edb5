/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is particular to records of IRBIS: titles of parts, and where copies stand. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-rules.h"
#include "record/marc.h"

#include <string.h>

#define MAX_JOURNALS 20000

static void
append (GString *data, char code, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_c (data, RC_MARC_SUBFIELD);
  g_string_append_c (data, code);
  g_string_append (data, value);
}

/* Every subfield of the field is among these. */
static gboolean
has_only (const RcIsisField *field, const char *codes)
{
  RcIsisIter iter;
  const char *value;
  gsize length;
  char code;

  rc_isis_iter_init (&iter, field);
  while (rc_isis_iter_next (&iter, &code, &value, &length))
    if (code == 0 || strchr (codes, code) == NULL)
      return FALSE;
  return TRUE;
}

static void
mark_done (const RcIsisRecord *record, const RcIsisField *field, gboolean *done)
{
  done[field - &g_array_index (record->fields, RcIsisField, 0)] = TRUE;
}

static char *
dup_text (const RcIsisRecord *record, guint tag)
{
  const RcIsisField *field = rc_isis_record_find (record, tag);

  return field != NULL ? rc_isis_field_dup (field, 0) : NULL;
}

void
rc_isis_irbis_note_journal (const RcIsisRecord *record, GHashTable *journals)
{
  const RcIsisField *own = rc_isis_record_find (record, 200);
  g_autofree char *sheet = dup_text (record, 920), *mark = dup_text (record, 903);
  g_autofree char *title = own != NULL ? rc_isis_field_dup (own, 'a') : NULL;

  if (sheet != NULL && *sheet == 'J' && mark != NULL && title != NULL && g_hash_table_size (journals) < MAX_JOURNALS)
    g_hash_table_replace (journals, g_steal_pointer (&mark), g_steal_pointer (&title));
}

/* "Наука и жизнь" and "1990, № 5". */
static gboolean
add_issue (const RcIsisRecord *record, GHashTable *journals, GString *data)
{
  g_autofree char *journal = dup_text (record, 933), *year = dup_text (record, 934), *number = dup_text (record, 936);
  g_autofree char *volume = dup_text (record, 935);
  g_autoptr (GString) issue = g_string_new (year);
  const char *title;

  if (journal == NULL)
    return FALSE;
  title = g_hash_table_lookup (journals, journal);
  append (data, 'a', title != NULL ? title : journal);
  if (volume != NULL)
    g_string_append_printf (issue, "%s%s", issue->len > 0 ? ", " : "", volume);
  if (number != NULL)
    g_string_append_printf (issue, "%s№ %s", issue->len > 0 ? ", " : "", number);
  append (data, 'n', issue->len > 0 ? issue->str : NULL);
  return TRUE;
}

gboolean
rc_isis_irbis_add_title (const RcIsisRecord *record, GHashTable *journals, gboolean *done, GString *data)
{
  const RcIsisField *own = rc_isis_record_find (record, 200), *whole = rc_isis_record_find (record, 461);
  g_autofree char *title = own != NULL ? rc_isis_field_dup (own, 'a') : NULL;
  g_autofree char *part = own != NULL ? rc_isis_field_dup (own, 'v') : NULL;
  g_autofree char *rest = own != NULL ? rc_isis_field_dup (own, 'e') : NULL;
  g_autofree char *first = own != NULL ? rc_isis_field_dup (own, 'f') : NULL;
  g_autofree char *others = own != NULL ? rc_isis_field_dup (own, 'g') : NULL;
  g_autofree char *of_whole = whole != NULL ? rc_isis_field_dup (whole, 'c') : NULL;

  if (of_whole != NULL && (part != NULL || title == NULL))
    {
      append (data, 'a', of_whole);
      append (data, 'n', part);
      append (data, 'p', title);
    }
  else if (title != NULL)
    {
      append (data, 'a', title);
      append (data, 'b', rest);
      append (data, 'n', part);
    }
  else
    return add_issue (record, journals, data);
  if (first == NULL && whole != NULL && of_whole != NULL)
    first = rc_isis_field_dup (whole, 'f');
  if (first != NULL && others != NULL)
    {
      g_autofree char *both = g_strconcat (first, " ; ", others, NULL);

      append (data, 'c', both);
    }
  else
    append (data, 'c', first != NULL ? first : others);
  if (own != NULL && has_only (own, of_whole != NULL && part != NULL ? "avfg" : "aevfg"))
    mark_done (record, own, done);
  return TRUE;
}

char *
rc_isis_irbis_dup_shelfmark (const RcIsisRecord *record)
{
  static const guint classes[] = { 906, 621, 675 };
  g_autofree char *author = dup_text (record, 908);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autofree char *class = dup_text (record, classes[i]);

      /* Some have the author's mark in it already. */
      if (class != NULL && (author == NULL || strstr (class, author) != NULL))
        return g_steal_pointer (&class);
      if (class != NULL)
        return g_strconcat (class, "/", author, NULL);
    }
  return g_steal_pointer (&author);
}
