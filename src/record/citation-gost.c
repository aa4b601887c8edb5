/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations by GOST R 7.0.100-2018: areas parted by a stop and a dash, as ISBD has them. */
#define G_LOG_DOMAIN "rc-record"

#include "record/citation-private.h"

#include <string.h>

#define MAX_HEADED 3 /* with more authors there is no heading: the description begins with the title */
#define MAX_NAMED 4  /* with more, the first three are named */

static void
begin_area (GString *out)
{
  g_string_append (out, rc_citation_ends_with (out, '.') ? " – " : ". – ");
}

static guint
count_authors (const RcReference *reference)
{
  guint n = 0;

  for (guint i = 0; i < reference->names->len; i++)
    n += rc_citation_is_author (g_ptr_array_index (reference->names, i)) ? 1 : 0;
  return n;
}

/* "Толстой, Л. Н. " before the title; bodies are no heading of a list of literature. */
static void
append_heading (GString *out, const RcReference *reference)
{
  guint n = count_authors (reference);

  for (guint i = 0; i < reference->names->len && n <= MAX_HEADED; i++)
    {
      const RcReferenceName *name = g_ptr_array_index (reference->names, i);
      g_autofree char *family = NULL;
      g_autofree char *given = NULL;
      g_autofree char *initials = NULL;

      if (!rc_citation_is_author (name))
        continue;
      if (name->kind != RC_NAME_PERSON)
        return;
      rc_citation_split_name (name, &family, &given);
      initials = given != NULL ? rc_citation_dup_initials (given) : NULL;
      if (initials != NULL && *initials != '\0')
        g_string_append_printf (out, "%s, %s ", family, initials);
      else
        g_string_append_printf (out, "%s. ", family);
      return;
    }
}

/* "Л. Н. Толстой". */
static void
append_direct (GString *out, const RcReferenceName *name)
{
  g_autofree char *family = NULL;
  g_autofree char *given = NULL;
  g_autofree char *initials = NULL;

  rc_citation_split_name (name, &family, &given);
  initials = given != NULL ? rc_citation_dup_initials (given) : g_strdup ("");
  g_string_append_printf (out, "%s%s%s", initials, *initials != '\0' ? " " : "", family);
}

static void
append_authors (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  guint n = count_authors (reference), most = n > MAX_NAMED ? MAX_HEADED : MAX_NAMED, n_named = 0;

  for (guint i = 0; i < reference->names->len && n_named < most; i++)
    {
      const RcReferenceName *name = g_ptr_array_index (reference->names, i);

      if (!rc_citation_is_author (name))
        continue;
      g_string_append (out, n_named++ == 0 ? " / " : ", ");
      append_direct (out, name);
    }
  if (n > most)
    g_string_append_printf (out, " %s", words->others);
}

/* Those of one role: " ; редактор А. А. Петров, Б. Б. Иванов". */
static void
append_role (GString *out, const RcReference *reference, const char *role, const char *word, gboolean *begun)
{
  guint n_named = 0;

  for (guint i = 0; i < reference->names->len && n_named < MAX_NAMED; i++)
    {
      const RcReferenceName *name = g_ptr_array_index (reference->names, i);

      if (!g_str_equal (name->role, role) || name->kind == RC_NAME_MEETING)
        continue;
      if (n_named++ == 0)
        g_string_append_printf (out, "%s%s ", *begun ? " ; " : " / ", word);
      else
        g_string_append (out, ", ");
      append_direct (out, name);
      *begun = TRUE;
    }
}

static void
append_responsibility (GString *out, const RcReference *reference, const RcCitationWords *words, gboolean editors)
{
  gboolean begun = count_authors (reference) > 0;

  if (reference->responsibility != NULL)
    {
      g_string_append_printf (out, " / %s", reference->responsibility);
      return;
    }
  append_authors (out, reference, words);
  if (editors)
    append_role (out, reference, "edt", words->editor, &begun);
  append_role (out, reference, "com", words->compiler, &begun);
  append_role (out, reference, "trl", words->translator, &begun);
  append_role (out, reference, "ill", words->illustrator, &begun);
  append_role (out, reference, "ths", words->supervisor, &begun);
}

static void
append_title (GString *out, const RcReference *reference, const RcCitationWords *words, gboolean part)
{
  g_string_append (out, reference->title != NULL ? reference->title : reference->subtitle);
  if (!part && reference->volume != NULL)
    {
      g_string_append (out, ". ");
      rc_citation_append_numbered (out, words->volume, reference->volume);
    }
  if (reference->title != NULL && reference->subtitle != NULL)
    g_string_append_printf (out, " : %s", reference->subtitle);
  if (reference->type == RC_REFERENCE_THESIS && reference->genre != NULL)
    g_string_append_printf (out, " : %s", reference->genre);
  if (reference->parallel_title != NULL)
    g_string_append_printf (out, " = %s", reference->parallel_title);
}

/* "Москва : Наука, 1978". */
static void
append_imprint (GString *out, const RcReference *reference)
{
  gboolean begun = reference->place != NULL || reference->publisher != NULL;

  if (!begun && reference->year == 0)
    return;
  begin_area (out);
  if (reference->place != NULL)
    g_string_append (out, reference->place);
  if (reference->publisher != NULL)
    g_string_append_printf (out, "%s%s", reference->place != NULL ? " : " : "", reference->publisher);
  if (reference->year != 0)
    g_string_append_printf (out, "%s%d", begun ? ", " : "", reference->year);
  if (reference->year_end != 0)
    g_string_append_printf (out, "–%d", reference->year_end);
  else if (reference->type == RC_REFERENCE_SERIAL && reference->year != 0)
    g_string_append (out, "–");
}

static void
append_area (GString *out, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  begin_area (out);
  g_string_append (out, text);
}

/* A bare number, as tables and IRBIS have it, is one of pages: "292 : ил.". */
static void
append_extent (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  gsize n_digits = reference->extent != NULL ? strspn (reference->extent, "0123456789") : 0;
  const char *rest = n_digits > 0 ? reference->extent + n_digits : NULL;
  g_autofree char *word = g_utf8_strdown (words->pages, -1);

  if (rest == NULL || (*rest != '\0' && !g_str_has_prefix (rest, " :") && !g_str_has_prefix (rest, " ;") && !g_str_has_prefix (rest, " +")))
    {
      append_area (out, reference->extent);
      return;
    }
  begin_area (out);
  g_string_append_printf (out, "%.*s %s%s", (int) n_digits, reference->extent, word, rest);
}

static void
append_series (GString *out, const RcReference *reference)
{
  if (reference->series == NULL)
    return;
  begin_area (out);
  g_string_append_printf (out, "(%s%s%s)", reference->series, reference->series_number != NULL ? " ; " : "",
                          reference->series_number != NULL ? reference->series_number : "");
}

static void
append_numbers (GString *out, const char *name, const GPtrArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      begin_area (out);
      g_string_append_printf (out, "%s %s", name, (const char *) g_ptr_array_index (numbers, i));
    }
}

static void
append_link (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  if (reference->doi != NULL)
    {
      begin_area (out);
      g_string_append_printf (out, "DOI %s", reference->doi);
    }
  if (reference->urls->len == 0)
    return;
  begin_area (out);
  g_string_append_printf (out, "URL: %s", (const char *) g_ptr_array_index (reference->urls, 0));
  if (reference->accessed != NULL && strlen (reference->accessed) == 10)
    g_string_append_printf (out, " (%s %.2s.%.2s.%.4s)", words->accessed, reference->accessed + 8, reference->accessed + 5, reference->accessed);
}

/* What one perceives, and through what: "Текст : непосредственный". */
static void
append_content (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  gboolean online = reference->urls->len > 0 || reference->type == RC_REFERENCE_WEB_PAGE;
  const RcCitationContent *content = &words->text;

  switch (reference->type)
    {
    case RC_REFERENCE_MAP:
      content = &words->map;
      break;
    case RC_REFERENCE_PICTURE:
      content = &words->picture;
      break;
    case RC_REFERENCE_VIDEO:
      content = &words->video;
      break;
    case RC_REFERENCE_SOUND:
      content = &words->sound;
      break;
    case RC_REFERENCE_SCORE:
      content = &words->score;
      break;
    case RC_REFERENCE_DATASET:
    case RC_REFERENCE_SOFTWARE:
    case RC_REFERENCE_KIT:
      return;
    default:
      break;
    }
  begin_area (out);
  g_string_append_printf (out, "%s : %s", content->content, online ? content->online : content->direct);
}

/* "2017", of a newspaper the day, too. */
static void
append_issued (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  if (reference->year == 0)
    return;
  begin_area (out);
  g_string_append_printf (out, "%d", reference->year);
  if (reference->issued != NULL && strlen (reference->issued) == 10 && reference->issue == NULL)
    {
      begin_area (out);
      g_string_append_printf (out, "%d %s", atoi (reference->issued + 8), words->months[CLAMP (atoi (reference->issued + 5), 1, 12) - 1]);
    }
}

static void
append_journal (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  const char *volume = rc_citation_skip_year (reference, reference->volume), *issue = rc_citation_skip_year (reference, reference->issue);

  append_issued (out, reference, words);
  if (volume != NULL)
    {
      begin_area (out);
      rc_citation_append_numbered (out, words->volume, volume);
    }
  if (issue != NULL)
    {
      if (volume != NULL)
        g_string_append (out, ", ");
      else
        begin_area (out);
      rc_citation_append_numbered (out, words->issue, issue);
    }
}

static void
append_book (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  gboolean begun = FALSE;

  append_role (out, reference, "edt", words->editor, &begun);
  append_area (out, reference->edition);
  append_imprint (out, reference);
  if (reference->volume != NULL)
    {
      begin_area (out);
      rc_citation_append_numbered (out, words->volume, reference->volume);
    }
  append_series (out, reference);
}

static void
append_part (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  gboolean journal = reference->type == RC_REFERENCE_ARTICLE || reference->type == RC_REFERENCE_NEWSPAPER_ARTICLE;

  append_content (out, reference, words);
  if (reference->container != NULL)
    g_string_append_printf (out, " // %s", reference->container);
  if (journal)
    append_journal (out, reference, words);
  else
    append_book (out, reference, words);
  if (reference->pages != NULL)
    {
      g_autofree char *pages = rc_citation_dup_pages (reference->pages);

      begin_area (out);
      rc_citation_append_numbered (out, words->pages, pages);
    }
  if (!journal)
    append_numbers (out, "ISBN", reference->isbn);
  append_link (out, reference, words);
}

void
rc_citation_append_gost (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  gboolean part = rc_reference_type_is_part (reference->type);

  append_heading (out, reference);
  append_title (out, reference, words, part);
  append_responsibility (out, reference, words, !part);
  if (part)
    append_part (out, reference, words);
  else
    {
      append_area (out, reference->edition);
      append_imprint (out, reference);
      append_extent (out, reference, words);
      append_series (out, reference);
      append_area (out, reference->report_number);
      append_numbers (out, "ISBN", reference->isbn);
      append_numbers (out, "ISSN", reference->issn);
      append_link (out, reference, words);
      append_content (out, reference, words);
    }
  if (!rc_citation_ends_with (out, '.'))
    g_string_append_c (out, '.');
}
