/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as BibTeX. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/bibtex.h"
#include "exchange/reference-words.h"
#include "exchange/markup.h"
#include "exchange/tex.h"
#include "exchange/writer-private.h"

#include <string.h>

static const RcReferenceOther *
find_other (const RcReference *reference, const char *name)
{
  for (guint i = 0; i < reference->others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (reference->others, i);

      if (g_str_equal (other->format, RC_BIBTEX_WORD) && g_str_equal (other->name, name) && rc_tex_is_balanced (other->value))
        return other;
    }
  return NULL;
}

static gboolean
was_written (const GString *out, const char *name)
{
  g_autofree char *head = g_strdup_printf ("\n  %s = {", name);

  return strstr (out->str, head) != NULL;
}

/* A line that begins with @ is taken for the next entry by readers that mend what was not closed. */
static void
append_tex (GString *out, const char *name, const char *tex)
{
  g_string_append_printf (out, ",\n  %s = {", name);
  for (const char *at = tex; *at != '\0'; at++)
    g_string_append_c (out, *at == '\n' && at[1 + strspn (at + 1, " \t\r\n")] == '@' ? ' ' : *at);
  g_string_append_c (out, '}');
}

/* As it stood in TeX, where that still says the same; else the text. */
static void
append_field (GString *out, const RcReference *reference, const char *name, const char *text)
{
  const RcReferenceOther *other = find_other (reference, name);
  g_autofree char *plain = other != NULL ? rc_tex_to_text (other->value) : NULL;
  g_autofree char *stripped = plain != NULL ? rc_markup_strip (plain) : NULL;
  g_autoptr (GString) tex = g_string_new (NULL);

  if (text == NULL || *text == '\0' || was_written (out, name))
    return;
  rc_tex_append_text (tex, text);
  append_tex (out, name, other != NULL && g_strcmp0 (stripped != NULL ? stripped : plain, text) == 0 ? other->value : tex->str);
}

static char *
dup_names (const RcReference *reference, const char *const *roles)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < reference->names->len; i++)
    {
      const RcReferenceName *name = g_ptr_array_index (reference->names, i);

      if (name->kind == RC_NAME_MEETING || !g_strv_contains (roles, name->role))
        continue;
      if (names->len > 0)
        g_string_append (names, " and ");
      rc_bibtex_append_name (names, name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* The names as they stood, where they are still the same ones. */
static void
append_names (GString *out, const RcReference *reference, const char *field, const char *const *roles)
{
  g_autofree char *names = dup_names (reference, roles);
  const RcReferenceOther *other = find_other (reference, field);

  if (other != NULL)
    {
      g_autoptr (RcReference) alone = rc_reference_new (RC_REFERENCE_OTHER);
      const char *one[] = { roles[0], NULL };
      g_autofree char *before = NULL;

      rc_bibtex_add_names (alone, other->value, roles[0]);
      before = dup_names (alone, one);
      if (g_str_equal (before, names))
        {
          append_tex (out, field, other->value);
          return;
        }
    }
  if (*names != '\0')
    append_tex (out, field, names);
}

static const char *
find_type (const RcReference *reference)
{
  const RcReferenceOther *other = find_other (reference, RC_BIBTEX_TYPE);
  RcReferenceType type;

  if (other == NULL || *other->value == '\0' || strspn (other->value, "abcdefghijklmnopqrstuvwxyz") != strlen (other->value) ||
      (rc_bibtex_type_from_text (other->value, &type) && type != reference->type))
    return rc_bibtex_type_to_text (reference->type);
  return other->value;
}

/* Signs that a key may have in every program: no marks that combine with a letter, but where the two are one character. */
static void
append_key (GString *out, const char *text)
{
  g_autofree char *whole = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  for (const char *at = whole; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c) || (c < 0x80 && strchr ("-_:.+/", (char) c) != NULL))
        g_string_append_unichar (out, c);
    }
}

/* The key that the record came with, its number, or its first author and year; a program finds entries by it, so that none has two. */
static void
append_head (GString *out, const RcReference *reference, RcWriterState *state)
{
  const char *key = reference->key != NULL ? reference->key : reference->control;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *unique = NULL;

  if (key != NULL)
    append_key (text, key);
  else if (reference->names->len > 0)
    {
      const RcReferenceName *name = g_ptr_array_index (reference->names, 0);
      g_autofree char *family = g_strndup (name->heading, strcspn (name->heading, ", "));
      g_autofree char *lower = g_utf8_strdown (family, -1);

      append_key (text, lower);
      if (reference->year != 0)
        g_string_append_printf (text, "%d", reference->year);
    }
  unique = rc_writer_dup_key (state, text->len > 0 ? text->str : "record");
  g_string_append_printf (out, "@%s{%s", find_type (reference), unique);
}

static void
append_titles (GString *out, const RcReference *reference)
{
  static const char *const journals[] = { "journaltitle", "booktitle", "journal" };
  const char *container = reference->type == RC_REFERENCE_CHAPTER || reference->type == RC_REFERENCE_CONFERENCE_PAPER ? "booktitle" : "journal";
  g_autofree char *whole = rc_reference_dup_whole_title (reference);

  if (find_other (reference, "subtitle") != NULL)
    {
      append_field (out, reference, "title", reference->title);
      append_field (out, reference, "subtitle", reference->subtitle);
    }
  else
    append_field (out, reference, "title", whole);
  append_field (out, reference, "shorttitle", reference->short_title);
  for (guint i = 0; i < G_N_ELEMENTS (journals); i++)
    if (find_other (reference, journals[i]) != NULL)
      container = journals[i];
  append_field (out, reference, container, reference->container);
  append_field (out, reference, "shortjournal", reference->container_short);
}

static void
append_date (GString *out, const RcReference *reference)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };
  g_autofree char *year = reference->year != 0 ? g_strdup_printf ("%d", reference->year) : NULL;
  const RcReferenceOther *other = find_other (reference, "year"), *month = find_other (reference, "month");

  if (other != NULL && year != NULL && strstr (other->value, year) != NULL)
    append_tex (out, "year", other->value);
  else
    append_field (out, reference, "year", year);
  if (month != NULL)
    append_tex (out, "month", month->value);
  else if (reference->issued != NULL && strlen (reference->issued) >= 7)
    {
      const char *name = months[CLAMP (atoi (reference->issued + 5), 1, 12) - 1];

      if (strlen (reference->issued) >= 10)
        g_string_append_printf (out, ",\n  month = \"%d~\" # %s", atoi (reference->issued + 8), name);
      else
        g_string_append_printf (out, ",\n  month = %s", name);
    }
}

static const char *
name_of_publisher (const RcReference *reference)
{
  static const char *const names[] = { "organization", "institution", "school", "publisher" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const RcReferenceOther *other = find_other (reference, names[i]);
      g_autofree char *text = other != NULL ? rc_tex_to_text (other->value) : NULL;

      if (g_strcmp0 (text, reference->publisher) == 0 && text != NULL)
        return names[i];
    }
  return reference->type == RC_REFERENCE_THESIS ? "school" : reference->type == RC_REFERENCE_REPORT ? "institution" : "publisher";
}

static void
append_publishing (GString *out, const RcReference *reference)
{
  g_auto (GStrv) parts = reference->pages != NULL ? g_strsplit (reference->pages, "-", -1) : NULL;
  g_autofree char *pages = parts != NULL ? g_strjoinv ("--", parts) : NULL;
  gboolean has_issue = reference->issue != NULL;
  gboolean has_report = reference->report_number != NULL;

  append_field (out, reference, "volume", reference->volume);
  append_field (out, reference, "number", has_issue ? reference->issue : has_report ? reference->report_number : reference->series_number);
  if (pages != NULL && !was_written (out, "pages"))
    append_tex (out, "pages", pages);
  append_field (out, reference, pages != NULL ? "pagetotal" : "pages", reference->extent);
  append_field (out, reference, name_of_publisher (reference), reference->publisher);
  append_field (out, reference, "address", reference->place);
  append_field (out, reference, "edition", reference->edition);
  append_field (out, reference, "series", reference->series);
  append_field (out, reference, "type", reference->genre);
}

static void
append_joined (GString *out, const RcReference *reference, const char *name, const GPtrArray *texts, const char *separator)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? separator : "", (const char *) texts->pdata[i]);
  append_field (out, reference, name, joined->str);
}

/* Where a keyword has a comma, a semicolon behind it says that it is one. */
static void
append_keywords (GString *out, const RcReference *reference)
{
  const char *only = reference->keywords->len == 1 ? g_ptr_array_index (reference->keywords, 0) : "";
  g_autofree char *marked = strchr (only, ',') != NULL ? g_strconcat (only, ";", NULL) : NULL;

  if (marked != NULL && find_other (reference, "keywords") == NULL)
    append_field (out, reference, "keywords", marked);
  else
    append_joined (out, reference, "keywords", reference->keywords, "; ");
}

/* An address is written as it is, but for what would end it. */
static void
append_url (GString *out, const RcReference *reference)
{
  const char *url = reference->urls->len > 0 ? g_ptr_array_index (reference->urls, 0) : NULL;

  if (url != NULL && rc_tex_is_balanced (url))
    append_tex (out, "url", url);
  append_field (out, reference, "urldate", reference->accessed);
}

/* In any script: what a reader takes for one word. */
static gboolean
is_field_name (const char *name)
{
  for (const char *at = name; *at != '\0'; at++)
    if ((guchar) *at <= ' ' || *at == 0x7f || strchr ("@={}\",#%()\\", *at) != NULL || g_ascii_isupper (*at))
      return FALSE;
  return *name != '\0';
}

static void
append_others (GString *out, const RcReference *reference)
{
  for (guint i = 0; i < reference->others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (reference->others, i);
      g_autoptr (GString) tex = g_string_new (NULL);

      if (!g_str_equal (other->format, RC_BIBTEX_WORD) || !is_field_name (other->name) || was_written (out, other->name))
        continue;
      if (rc_tex_is_balanced (other->value))
        g_string_append (tex, other->value);
      else
        rc_tex_append_text (tex, other->value);
      append_tex (out, other->name, tex->str);
    }
}

/* `state` (nullable) is that of the file the entry is one of. */
static char *
write_entry (const RcReference *reference, RcWriterState *state)
{
  static const char *const authors[] = { "aut", "", "cre", NULL };
  static const char *const editors[] = { "edt", "com", "edc", NULL };
  static const char *const translators[] = { "trl", NULL };
  g_autoptr (GString) entry = g_string_new (NULL);
  gsize head;

  append_head (entry, reference, state);
  head = entry->len;
  append_names (entry, reference, "author", authors);
  append_names (entry, reference, "editor", editors);
  append_names (entry, reference, "translator", translators);
  append_titles (entry, reference);
  append_date (entry, reference);
  append_publishing (entry, reference);
  append_joined (entry, reference, "isbn", reference->isbn, ", ");
  append_joined (entry, reference, "issn", reference->issn, ", ");
  append_field (entry, reference, "doi", reference->doi);
  append_url (entry, reference);
  append_joined (entry, reference, "language", reference->languages, ", ");
  append_keywords (entry, reference);
  append_field (entry, reference, "abstract", reference->abstract);
  append_joined (entry, reference, "note", reference->notes, "\n\n");
  append_field (entry, reference, "library", reference->call_number);
  append_others (entry, reference);
  if (entry->len == head) /* readers pass over what has no field */
    append_tex (entry, "title", "");
  g_string_append (entry, "\n}\n");
  return g_string_free (g_steal_pointer (&entry), FALSE);
}

char *
rc_reference_to_bibtex (const RcReference *reference)
{
  return write_entry (reference, NULL);
}

static gboolean
append_bibtex (const RcMarc *marc, GString *out, RcWriterState *state, GError **error)
{
  g_autoptr (RcReference) reference = rc_reference_new_from_marc (marc);
  g_autofree char *entry = write_entry (reference, state);

  g_string_append_printf (out, "%s\n", entry);
  return TRUE;
}

const RcWriterFormat rc_bibtex_writer = { .append = append_bibtex };
