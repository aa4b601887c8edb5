/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations by ISO 690:2010, in the order of the numeric system. */
#define G_LOG_DOMAIN "rc-record"

#include "record/citation-private.h"

#include <string.h>

#define MAX_NAMED 3

static void
end_sentence (GString *out)
{
  if (out->len == 0)
    return;
  if (!rc_citation_ends_with (out, '.') && !rc_citation_ends_with (out, '?') && !rc_citation_ends_with (out, '!'))
    g_string_append_c (out, '.');
  g_string_append_c (out, ' ');
}

/* "SHANNON, Claude E." for the first, "Warren WEAVER" for all others. */
static void
append_name (GString *out, const RcReferenceName *name, gboolean first)
{
  g_autofree char *family = NULL;
  g_autofree char *given = NULL;
  g_autofree char *capitals = NULL;

  rc_citation_split_name (name, &family, &given);
  capitals = g_utf8_strup (family, -1);
  if (given == NULL)
    g_string_append (out, capitals);
  else if (first)
    g_string_append_printf (out, "%s, %s", capitals, given);
  else
    g_string_append_printf (out, "%s %s", given, capitals);
}

static gboolean
is_wanted (const RcReferenceName *name, gboolean editors)
{
  if (editors)
    return g_str_equal (name->role, "edt") || g_str_equal (name->role, "com");
  return rc_citation_is_author (name);
}

/* FALSE when there is nobody. */
static gboolean
append_names (GString *out, const RcReference *reference, const RcCitationWords *words, gboolean editors)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  guint n_named;

  for (guint i = 0; i < reference->names->len; i++)
    if (is_wanted (g_ptr_array_index (reference->names, i), editors))
      g_ptr_array_add (wanted, g_ptr_array_index (reference->names, i));
  n_named = wanted->len > MAX_NAMED ? 1 : wanted->len;
  for (guint i = 0; i < n_named; i++)
    {
      if (i > 0 && i + 1 == n_named)
        g_string_append_printf (out, " %s ", words->and);
      else if (i > 0)
        g_string_append (out, ", ");
      append_name (out, g_ptr_array_index (wanted, i), i == 0);
    }
  if (wanted->len > n_named)
    g_string_append_printf (out, " %s", words->et_al);
  if (editors && n_named > 0)
    g_string_append_printf (out, ", %s", words->edited);
  return n_named > 0;
}

static void
append_sentence (GString *out, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append (out, text);
  end_sentence (out);
}

/* "Москва: Наука, 1978". */
static void
append_imprint (GString *out, const RcReference *reference)
{
  if (reference->place != NULL)
    g_string_append (out, reference->place);
  if (reference->publisher != NULL)
    g_string_append_printf (out, "%s%s", reference->place != NULL ? ": " : "", reference->publisher);
  if (reference->year != 0)
    g_string_append_printf (out, "%s%d", reference->place != NULL || reference->publisher != NULL ? ", " : "", reference->year);
  if (reference->year_end != 0)
    g_string_append_printf (out, "–%d", reference->year_end);
  else if (reference->type == RC_REFERENCE_SERIAL && reference->year != 0)
    g_string_append (out, "–");
}

static void
append_pages (GString *out, const RcReference *reference, const char *word)
{
  g_autofree char *pages = reference->pages != NULL ? rc_citation_dup_pages (reference->pages) : NULL;

  if (pages == NULL)
    return;
  g_string_append_printf (out, ", %s%s%s", word, *word != '\0' ? " " : "", pages);
}

/* "1948, 27(3), 379–423" */
static void
append_journal (GString *out, const RcReference *reference)
{
  const char *volume = rc_citation_skip_year (reference, reference->volume), *issue = rc_citation_skip_year (reference, reference->issue);

  append_sentence (out, reference->container);
  if (reference->issued != NULL)
    g_string_append (out, reference->type == RC_REFERENCE_NEWSPAPER_ARTICLE ? reference->issued : "");
  if (reference->year != 0 && reference->type != RC_REFERENCE_NEWSPAPER_ARTICLE)
    g_string_append_printf (out, "%d", reference->year);
  if (volume != NULL)
    g_string_append_printf (out, ", %s", volume);
  if (issue != NULL)
    g_string_append_printf (out, volume != NULL ? "(%s)" : ", (%s)", issue);
  append_pages (out, reference, "");
  end_sentence (out);
}

static void
append_host (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  g_string_append_printf (out, "%s ", words->in);
  if (append_names (out, reference, words, TRUE))
    end_sentence (out);
  append_sentence (out, reference->container);
  append_sentence (out, reference->edition);
  append_imprint (out, reference);
  append_pages (out, reference, words->pp);
  end_sentence (out);
}

static void
append_numbers (GString *out, const char *name, const GPtrArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      g_string_append_printf (out, "%s %s", name, (const char *) g_ptr_array_index (numbers, i));
      end_sentence (out);
    }
}

static void
append_series (GString *out, const RcReference *reference)
{
  if (reference->series == NULL)
    return;
  g_string_append (out, reference->series);
  if (reference->series_number != NULL)
    g_string_append_printf (out, ", %s", reference->series_number);
  end_sentence (out);
}

static void
append_title (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  g_autofree char *title = rc_reference_dup_whole_title (reference);

  g_string_append (out, title);
  if (!rc_reference_type_is_part (reference->type) && reference->volume != NULL)
    {
      g_string_append (out, ". ");
      rc_citation_append_numbered (out, words->volume, reference->volume);
    }
  if (reference->urls->len > 0)
    g_string_append (out, " [online]");
  end_sentence (out);
}

void
rc_citation_append_iso_690 (GString *out, const RcReference *reference, const RcCitationWords *words)
{
  gboolean part = rc_reference_type_is_part (reference->type);
  gboolean journal = reference->type == RC_REFERENCE_ARTICLE || reference->type == RC_REFERENCE_NEWSPAPER_ARTICLE;

  if (append_names (out, reference, words, FALSE) || (!part && append_names (out, reference, words, TRUE)))
    end_sentence (out);
  append_title (out, reference, words);
  if (reference->type == RC_REFERENCE_THESIS)
    append_sentence (out, reference->genre);
  /* A single issue in a catalogue is a part of nothing that is named. */
  if (journal || (part && reference->container == NULL))
    append_journal (out, reference);
  else if (part)
    append_host (out, reference, words);
  else
    {
      append_sentence (out, reference->edition);
      append_imprint (out, reference);
      end_sentence (out);
      append_sentence (out, reference->report_number);
    }
  append_series (out, reference);
  append_numbers (out, "ISBN", reference->isbn);
  append_numbers (out, "ISSN", reference->issn);
  if (reference->doi != NULL)
    g_string_append_printf (out, "DOI %s. ", reference->doi);
  if (reference->urls->len > 0)
    {
      g_string_append_printf (out, "%s %s", words->available, (const char *) g_ptr_array_index (reference->urls, 0));
      if (reference->accessed != NULL)
        g_string_append_printf (out, " [%s %s]", words->viewed, reference->accessed);
    }
  while (rc_citation_ends_with (out, ' '))
    g_string_truncate (out, out->len - 1);
}
