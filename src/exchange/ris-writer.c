/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as RIS. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/markup.h"
#include "exchange/ris.h"
#include "exchange/reference-words.h"
#include "exchange/writer-private.h"

#include <string.h>

#define MAX_TYPE 8 /* letters: what is longer no program knows */

/* A further line of a value must not look like a field: two blanks stand before it, as programs read it anyway. */
static void
append_line (GString *out, const char *tag, const char *value)
{
  gboolean first = TRUE;

  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "%s  - ", tag);
  for (const char *at = value; *at != '\0'; at++)
    if (*at == '\n')
      {
        g_string_append (out, "\r\n  ");
        first = FALSE;
      }
    else if (*at == '\r' || (*at == ' ' && !first && at[-1] == '\n'))
      continue;
    else
      g_string_append_c (out, *at);
  g_string_append (out, "\r\n");
}

static void
append_each (GString *out, const char *tag, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    append_line (out, tag, g_ptr_array_index (texts, i));
}

static const char *
tag_of_name (const RcReference *reference, const RcReferenceName *name)
{
  if (*name->role == '\0' || g_str_equal (name->role, "aut") || g_str_equal (name->role, "cre"))
    return "AU";
  if (g_str_equal (name->role, "edt") || g_str_equal (name->role, "com"))
    return rc_reference_type_is_part (reference->type) ? "A2" : "ED";
  return g_str_equal (name->role, "edc") || g_str_equal (name->role, "ths") ? "A3" : "A4";
}

/* The type as it came, where that is one of those that mean the same; what else came from RIS follows later. */
static const char *
find_type (const RcReference *reference)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  for (guint i = 0; i < reference->others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (reference->others, i);
      RcReferenceType type;

      if (g_str_equal (other->format, RC_RIS_WORD) && g_str_equal (other->name, "TY") && strlen (other->value) <= MAX_TYPE &&
          strspn (other->value, letters) == strlen (other->value) &&
          (!rc_ris_type_from_text (other->value, &type) || type == reference->type))
        return other->value;
    }
  return rc_ris_type_to_text (reference->type);
}

static gboolean
is_tag (const char *name)
{
  return strlen (name) == 2 && g_ascii_isupper (name[0]) && g_ascii_isalnum (name[1]) && !g_ascii_islower (name[1]) && !g_str_equal (name, "TY") &&
         !g_str_equal (name, "ER");
}

static gboolean
is_among_others (const RcReference *reference, const char *value)
{
  for (guint i = 0; i < reference->others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (reference->others, i);

      if (g_str_equal (other->format, RC_RIS_WORD) && g_str_equal (other->value, value))
        return TRUE;
    }
  return FALSE;
}

/* The title as it stood before signs of web pages were taken out of it, while it still says the same. */
static const char *
find_title (const RcReference *reference, const char *plain)
{
  for (guint i = 0; i < reference->others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (reference->others, i);
      g_autofree char *stripped = g_str_equal (other->format, RC_RIS_WORD) && g_str_equal (other->name, "TI") ? rc_markup_strip (other->value) : NULL;

      if (stripped != NULL && g_strcmp0 (stripped, plain) == 0)
        return other->value;
    }
  return plain;
}

static void
append_titles (GString *out, const RcReference *reference, const char *title)
{
  gboolean part = rc_reference_type_is_part (reference->type);
  const char *event = NULL;

  append_line (out, "TI", title);
  append_line (out, "ST", reference->short_title);
  append_line (out, "TT", reference->parallel_title);
  for (guint i = 0; i < reference->names->len; i++)
    {
      const RcReferenceName *name = g_ptr_array_index (reference->names, i);

      if (name->kind != RC_NAME_MEETING || *name->role != '\0')
        append_line (out, tag_of_name (reference, name), name->heading);
      else if (event == NULL)
        event = name->heading;
    }
  if (reference->type == RC_REFERENCE_CONFERENCE_PAPER && event != NULL && reference->container != NULL)
    {
      append_line (out, "T2", event);
      append_line (out, "C3", reference->container);
    }
  else
    {
      append_line (out, reference->type == RC_REFERENCE_ARTICLE || !part ? "JF" : "T2", reference->container);
      append_line (out, "C2", event);
    }
  append_line (out, "JA", reference->container_short);
  append_line (out, "T3", reference->series);
}

static void
append_pages (GString *out, const RcReference *reference)
{
  const char *dash = reference->pages != NULL ? strchr (reference->pages, '-') : NULL;

  if (dash != NULL && dash > reference->pages && strchr (dash + 1, '-') == NULL && strchr (reference->pages, ',') == NULL)
    {
      g_autofree char *start = g_strndup (reference->pages, (gsize) (dash - reference->pages));

      append_line (out, "SP", g_strstrip (start));
      append_line (out, "EP", dash + 1 + strspn (dash + 1, " "));
    }
  else
    append_line (out, "SP", reference->pages);
  if (reference->pages == NULL && !rc_reference_type_is_part (reference->type))
    append_line (out, "SP", reference->extent);
}

/* "2014-07-12" as RIS has it: "2014/07/12/", always with three strokes. */
static void
append_date (GString *out, const char *tag, const char *date)
{
  g_auto (GStrv) parts = date != NULL ? g_strsplit (date, "-", 3) : NULL;
  guint n = parts != NULL ? g_strv_length (parts) : 0;
  g_autofree char *text = n > 0 ? g_strdup_printf ("%s/%s/%s/", parts[0], n > 1 ? parts[1] : "", n > 2 ? parts[2] : "") : NULL;

  append_line (out, tag, text);
}

static void
append_numbers (GString *out, const RcReference *reference)
{
  g_autofree char *year = reference->year != 0 ? g_strdup_printf ("%d", reference->year) : NULL;

  append_line (out, "PY", year);
  if (reference->issued != NULL && strlen (reference->issued) > 4)
    append_date (out, "DA", reference->issued);
  append_line (out, "VL", reference->volume != NULL ? reference->volume : reference->series_number);
  append_line (out, "IS", reference->issue);
  append_pages (out, reference);
  append_line (out, "ET", reference->edition);
  append_line (out, "PB", reference->publisher);
  append_line (out, "CY", reference->place);
  append_each (out, "SN", reference->isbn);
  append_each (out, "SN", reference->issn);
  append_line (out, reference->type == RC_REFERENCE_PATENT || reference->type == RC_REFERENCE_STANDARD ? "SN" : "M1", reference->report_number);
  append_line (out, "M3", reference->genre);
  append_line (out, "DO", reference->doi);
  for (guint i = 0; i < reference->urls->len; i++)
    if (!is_among_others (reference, g_ptr_array_index (reference->urls, i)))
      append_line (out, "UR", g_ptr_array_index (reference->urls, i));
  append_date (out, "Y2", reference->accessed);
  append_line (out, "CN", reference->call_number);
  for (guint i = 0; i < reference->languages->len; i++)
    append_line (out, "LA", g_ptr_array_index (reference->languages, i));
}

static gboolean
append_ris (const RcMarc *marc, GString *out, RcWriterState *state, GError **error)
{
  g_autoptr (RcReference) reference = rc_reference_new_from_marc (marc);
  g_autofree char *plain = rc_reference_dup_whole_title (reference);
  const char *title = find_title (reference, plain);

  append_line (out, "TY", find_type (reference));
  append_line (out, "ID", reference->key != NULL ? reference->key : reference->control);
  append_titles (out, reference, title);
  append_numbers (out, reference);
  append_line (out, "AB", reference->abstract);
  append_each (out, "KW", reference->keywords);
  append_each (out, "N1", reference->notes);
  for (guint i = 0; i < reference->others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (reference->others, i);

      if (g_str_equal (other->format, RC_RIS_WORD) && is_tag (other->name) && other->value != title)
        append_line (out, other->name, other->value);
    }
  g_string_append (out, "ER  - \r\n\r\n");
  return TRUE;
}

const RcWriterFormat rc_ris_writer = { .append = append_ris };
