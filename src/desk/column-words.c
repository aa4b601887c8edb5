/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column of a table can hold, in the language of the screen. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/column-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *word, *name;
} names[] = {
  { "control", NC_ ("a column", "Control number") },
  { "type", NC_ ("a column", "Kind of publication") },
  { "title", NC_ ("a column", "Title") },
  { "subtitle", NC_ ("a column", "Subtitle") },
  { "short title", NC_ ("a column", "Short title") },
  { "parallel title", NC_ ("a column", "Title in another language") },
  { "responsibility", NC_ ("a column", "By whom, as printed") },
  { "author", NC_ ("a column", "Author") },
  { "corporate author", NC_ ("a column", "Body as author") },
  { "editor", NC_ ("a column", "Editor") },
  { "translator", NC_ ("a column", "Translator") },
  { "illustrator", NC_ ("a column", "Illustrator") },
  { "compiler", NC_ ("a column", "Compiler") },
  { "contributor", NC_ ("a column", "Other people") },
  { "in", NC_ ("a column", "Journal or book it stands in") },
  { "in short", NC_ ("a column", "Journal, abbreviated") },
  { "volume", NC_ ("a column", "Volume") },
  { "issue", NC_ ("a column", "Issue") },
  { "pages", NC_ ("a column", "Pages") },
  { "edition", NC_ ("a column", "Edition") },
  { "place", NC_ ("a column", "Place of publication") },
  { "publisher", NC_ ("a column", "Publisher") },
  { "year", NC_ ("a column", "Year") },
  { "extent", NC_ ("a column", "Extent") },
  { "series", NC_ ("a column", "Series") },
  { "series number", NC_ ("a column", "Number in the series") },
  { "isbn", "ISBN" },
  { "issn", "ISSN" },
  { "doi", "DOI" },
  { "number", NC_ ("a column", "Number of the report") },
  { "url", NC_ ("a column", "Web address") },
  { "accessed", NC_ ("a column", "Day it was seen on the web") },
  { "language", NC_ ("a column", "Language") },
  { "subject", NC_ ("a column", "Subject") },
  { "genre", NC_ ("a column", "Genre") },
  { "abstract", NC_ ("a column", "Abstract") },
  { "notes", NC_ ("a column", "Note") },
  { "call number", NC_ ("a column", "Classification") },
  { "key", NC_ ("a column", "Citation key") },
  { "barcode", NC_ ("a column", "Barcode") },
  { "shelfmark", NC_ ("a column", "Shelfmark") },
  { "location", NC_ ("a column", "Location") },
  { "copy note", NC_ ("a column", "Note on a copy") },
  { "status", NC_ ("a column", "Whether a copy is in or lent") },
  { "due", NC_ ("a column", "Day a copy is due back") },
  { "other", NC_ ("a column", "Keep beside the record") },
  { "none", NC_ ("a column", "Leave out") },
};

char *
rc_column_word_dup_name (const char *word)
{
  g_return_val_if_fail (word != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].word, word))
      return g_strdup (g_dpgettext2 (NULL, "a column", names[i].name));
  return g_ascii_isdigit (*word) ? g_strdup_printf ("MARC %s", word) : g_strdup (word);
}
