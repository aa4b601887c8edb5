/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry of BibTeX or biblatex as a reference. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/bibtex.h"
#include "exchange/markup.h"
#include "exchange/reference-words.h"
#include "exchange/tex.h"
#include "record/identifier.h"

#include <string.h>

/* The first row of a type is the one that is written. */
static const struct
{
  const char *text;
  RcReferenceType type;
} types[] = {
  { "misc", RC_REFERENCE_OTHER },          { "book", RC_REFERENCE_BOOK },           { "incollection", RC_REFERENCE_CHAPTER },
  { "article", RC_REFERENCE_ARTICLE },     { "techreport", RC_REFERENCE_REPORT },   { "phdthesis", RC_REFERENCE_THESIS },
  { "inproceedings", RC_REFERENCE_CONFERENCE_PAPER }, { "periodical", RC_REFERENCE_SERIAL }, { "online", RC_REFERENCE_WEB_PAGE },
  { "patent", RC_REFERENCE_PATENT },       { "standard", RC_REFERENCE_STANDARD },   { "legislation", RC_REFERENCE_LEGISLATION },
  { "unpublished", RC_REFERENCE_MANUSCRIPT }, { "dataset", RC_REFERENCE_DATASET },  { "software", RC_REFERENCE_SOFTWARE },
  { "video", RC_REFERENCE_VIDEO },         { "audio", RC_REFERENCE_SOUND },         { "image", RC_REFERENCE_PICTURE },
  { "booklet", RC_REFERENCE_BOOK },        { "proceedings", RC_REFERENCE_BOOK },    { "collection", RC_REFERENCE_BOOK },
  { "manual", RC_REFERENCE_BOOK },         { "mvbook", RC_REFERENCE_BOOK },         { "mvcollection", RC_REFERENCE_BOOK },
  { "mvproceedings", RC_REFERENCE_BOOK },  { "mvreference", RC_REFERENCE_BOOK },    { "reference", RC_REFERENCE_BOOK },
  { "inbook", RC_REFERENCE_CHAPTER },      { "bookinbook", RC_REFERENCE_CHAPTER },  { "suppbook", RC_REFERENCE_CHAPTER },
  { "suppcollection", RC_REFERENCE_CHAPTER }, { "inreference", RC_REFERENCE_CHAPTER }, { "conference", RC_REFERENCE_CONFERENCE_PAPER },
  { "mastersthesis", RC_REFERENCE_THESIS }, { "thesis", RC_REFERENCE_THESIS },      { "report", RC_REFERENCE_REPORT },
  { "electronic", RC_REFERENCE_WEB_PAGE }, { "www", RC_REFERENCE_WEB_PAGE },        { "web_page", RC_REFERENCE_WEB_PAGE }, { "suppperiodical", RC_REFERENCE_ARTICLE },
  { "artwork", RC_REFERENCE_PICTURE },     { "music", RC_REFERENCE_SOUND },         { "movie", RC_REFERENCE_VIDEO },
  { "legal", RC_REFERENCE_LEGISLATION },   { "jurisdiction", RC_REFERENCE_LEGISLATION }, { "letter", RC_REFERENCE_MANUSCRIPT },
  { "set", RC_REFERENCE_OTHER },
};

/* Fields of one text each. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "title", G_STRUCT_OFFSET (RcReference, title) },           { "subtitle", G_STRUCT_OFFSET (RcReference, subtitle) },
  { "shorttitle", G_STRUCT_OFFSET (RcReference, short_title) }, { "journal", G_STRUCT_OFFSET (RcReference, container) },
  { "journaltitle", G_STRUCT_OFFSET (RcReference, container) }, { "booktitle", G_STRUCT_OFFSET (RcReference, container) },
  { "shortjournal", G_STRUCT_OFFSET (RcReference, container_short) }, { "journal-iso", G_STRUCT_OFFSET (RcReference, container_short) },
  { "volume", G_STRUCT_OFFSET (RcReference, volume) },
  { "publisher", G_STRUCT_OFFSET (RcReference, publisher) },   { "school", G_STRUCT_OFFSET (RcReference, publisher) },
  { "institution", G_STRUCT_OFFSET (RcReference, publisher) }, { "organization", G_STRUCT_OFFSET (RcReference, publisher) },
  { "address", G_STRUCT_OFFSET (RcReference, place) },         { "location", G_STRUCT_OFFSET (RcReference, place) },
  { "edition", G_STRUCT_OFFSET (RcReference, edition) },       { "series", G_STRUCT_OFFSET (RcReference, series) },
  { "pagetotal", G_STRUCT_OFFSET (RcReference, extent) },      { "numpages", G_STRUCT_OFFSET (RcReference, extent) },
  { "type", G_STRUCT_OFFSET (RcReference, genre) },
  { "abstract", G_STRUCT_OFFSET (RcReference, abstract) },     { "library", G_STRUCT_OFFSET (RcReference, call_number) },
};

/* What an entry takes over from the one it refers to: the name there, the name here. */
static const char *const inherited[][2] = {
  { "journal", "journal" },     { "journaltitle", "journaltitle" }, { "booktitle", "booktitle" }, { "title", "booktitle" },
  { "year", "year" },           { "month", "month" },     { "date", "date" },           { "volume", "volume" },
  { "number", "number" },       { "publisher", "publisher" }, { "address", "address" }, { "location", "location" },
  { "series", "series" },       { "editor", "editor" },   { "edition", "edition" },     { "isbn", "isbn" },
  { "issn", "issn" },           { "organization", "organization" }, { "eventtitle", "eventtitle" }, { "language", "language" },
};

gboolean
rc_bibtex_type_from_text (const char *text, RcReferenceType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (text, types[i].text))
      {
        *type = types[i].type;
        return TRUE;
      }
  *type = RC_REFERENCE_OTHER;
  return FALSE;
}

const char *
rc_bibtex_type_to_text (RcReferenceType type)
{
  if (type == RC_REFERENCE_NEWSPAPER_ARTICLE)
    return "article";
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return types[i].text;
  return types[0].text;
}

typedef struct
{
  RcReference *reference;
  const RcBibtexEntry *entry;
  gboolean *used; /* one a field */
} Reading;

static void
keep (Reading *self, const char *name, const char *tex)
{
  rc_reference_add_other (self->reference, RC_BIBTEX_WORD, name, tex);
}

/* The first unused field with the name that is not empty; marks it used. NULL when there is none. */
static const char *
use_first (Reading *self, const char *name)
{
  for (guint i = 0; i < self->entry->fields->len; i++)
    {
      const RcBibtexField *field = &g_array_index (self->entry->fields, RcBibtexField, i);

      if (self->used[i] || !g_str_equal (field->name, name))
        continue;
      self->used[i] = TRUE;
      if (field->value[strspn (field->value, " \t\r\n")] != '\0')
        return field->value;
    }
  return NULL;
}

/* Text without TeX. What is lost with it (braces that keep capitals, formulas) is kept beside it, for the way back. */
static char *
dup_text (Reading *self, const char *name, const char *tex)
{
  char *text = rc_tex_to_text (tex);
  char *plain = rc_markup_strip (text);
  g_autoptr (GString) again = g_string_new (NULL);

  if (plain != NULL)
    {
      keep (self, name, tex);
      g_free (text);
      return plain;
    }

  rc_tex_append_text (again, text);
  /* A subtitle shows that title and subtitle were parted. */
  if (g_str_equal (name, "subtitle") || (strpbrk (tex, "{\\") != NULL && !g_str_equal (again->str, tex)))
    keep (self, name, tex);
  return text;
}

static void
read_texts (Reading *self)
{
  for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
    {
      char **member = (char **) G_STRUCT_MEMBER_P (self->reference, texts[t].offset);
      const char *tex = *member == NULL ? use_first (self, texts[t].name) : NULL;

      if (tex == NULL)
        continue;
      *member = dup_text (self, texts[t].name, tex);
      if (**member == '\0')
        g_clear_pointer (member, g_free);
    }
}

static void
read_names (Reading *self)
{
  static const char *const roles[][2] = { { "author", "aut" }, { "editor", "edt" }, { "translator", "trl" }, { "illustrator", "ill" } };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const char *tex = use_first (self, roles[i][0]);

      if (tex != NULL && (!rc_bibtex_add_names (self->reference, tex, roles[i][1]) || strchr (tex, '\\') != NULL))
        keep (self, roles[i][0], tex);
    }
}

static void
read_event (Reading *self)
{
  const char *tex = use_first (self, "eventtitle");
  g_autofree char *event = tex != NULL ? rc_tex_to_text (tex) : NULL;

  rc_reference_add_name (self->reference, event, "", RC_NAME_MEETING);
}

/* "10 January", "jan", "06", "June": the month, and the day if there is one. FALSE for more than that. */
static gboolean
add_month (RcReference *reference, const char *text)
{
  int day = atoi (text), month;
  const char *word = text + strspn (text, "0123456789. ");
  g_autofree char *date = NULL;

  if (*word == '\0')
    {
      month = day;
      day = 0;
    }
  else
    month = rc_month_from_text (word);
  if (month < 1 || month > 12)
    return FALSE;
  word += strcspn (word, " .,-–/");
  if (day == 0 && *word == ' ')
    day = atoi (word);
  date = day >= 1 && day <= 31 ? g_strdup_printf ("%04d-%02d-%02d", reference->year, month, day)
                               : g_strdup_printf ("%04d-%02d", reference->year, month);
  rc_reference_set_date (reference, date, NULL);
  return word[strspn (word, " 0123456789.")] == '\0';
}

/* The year as it is printed may stand behind what it is sorted by. */
static void
read_year (Reading *self, const char *tex)
{
  g_autofree char *text = rc_tex_to_text (tex);
  const char *digits = text;

  while (*digits != '\0' && !rc_reference_set_date (self->reference, digits, NULL))
    digits += g_ascii_isdigit (*digits) ? strspn (digits, "0123456789") : 1;
  if (g_strcmp0 (self->reference->issued, tex) != 0)
    keep (self, "year", tex);
}

static void
read_date (Reading *self)
{
  const char *date = use_first (self, "date"), *year = use_first (self, "year"), *month = use_first (self, "month");
  const char *rest = "", *accessed = use_first (self, "urldate");

  if (date != NULL)
    {
      g_autofree char *text = rc_tex_to_text (date);

      if (!rc_reference_set_date (self->reference, text, &rest) || *rest != '\0')
        keep (self, "date", date);
    }
  if (year != NULL && self->reference->year == 0)
    read_year (self, year);
  if (month != NULL && self->reference->year == 0)
    keep (self, "month", month);
  else if (month != NULL && strlen (self->reference->issued) == 4)
    {
      g_autofree char *text = rc_tex_to_text (month);

      if (!add_month (self->reference, text))
        keep (self, "month", month);
    }
  if (accessed != NULL)
    {
      g_autoptr (RcReference) alone = rc_reference_new (RC_REFERENCE_OTHER);

      if (rc_reference_set_date (alone, accessed, &rest) && *rest == '\0')
        self->reference->accessed = g_steal_pointer (&alone->issued);
      else
        keep (self, "urldate", accessed);
    }
}

/* What a number counts depends on what has it. */
static void
read_number (Reading *self)
{
  RcReference *reference = self->reference;
  const char *tex = use_first (self, "number"), *issue = use_first (self, "issue");
  g_autofree char *number = tex != NULL ? rc_tex_to_text (tex) : NULL;

  if (number != NULL)
    switch (reference->type)
      {
      case RC_REFERENCE_REPORT:
      case RC_REFERENCE_PATENT:
      case RC_REFERENCE_STANDARD:
      case RC_REFERENCE_LEGISLATION:
        reference->report_number = g_steal_pointer (&number);
        break;
      case RC_REFERENCE_BOOK:
      case RC_REFERENCE_CHAPTER:
      case RC_REFERENCE_CONFERENCE_PAPER:
        *(reference->series != NULL ? &reference->series_number : &reference->issue) = g_steal_pointer (&number);
        break;
      default:
        reference->issue = g_steal_pointer (&number);
      }
  if (issue != NULL && reference->issue == NULL)
    reference->issue = rc_tex_to_text (issue);
  else if (issue != NULL)
    keep (self, "issue", issue);
}

/* "73--79" as others write it, "73-79". */
static void
read_pages (Reading *self)
{
  const char *tex = use_first (self, "pages");
  g_autofree char *text = tex != NULL ? rc_tex_to_text (tex) : NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *pages = NULL;

  if (text == NULL)
    return;
  parts = g_strsplit (text, "–", -1);
  pages = g_strjoinv ("-", parts);
  if (rc_reference_type_is_part (self->reference->type) || self->reference->extent != NULL)
    self->reference->pages = g_steal_pointer (&pages);
  else
    self->reference->extent = g_steal_pointer (&pages);
}

static void
add_split (GPtrArray *texts_out, const char *tex, const char *separators)
{
  g_autofree char *text = tex != NULL ? rc_tex_to_text (tex) : g_strdup ("");
  g_auto (GStrv) parts = g_strsplit_set (text, separators, -1);

  for (char **part = parts; *part != NULL; part++)
    rc_reference_add_text (texts_out, *part);
}

/* The numbers of journals in a text, "1476-1122 (Print) 1476-4660": how many digits it has besides them, or -1 for none. */
static int
take_issns (GPtrArray *issns, const char *text)
{
  int n_other = 0, n = 0;

  for (const char *p = text; *p != '\0';)
    {
      gsize length = strspn (p, "0123456789-xX");
      g_autofree char *number = g_strndup (p, length);
      g_autofree char *issn = length == 9 ? rc_issn_normalise (number) : NULL;

      if (issn != NULL)
        {
          rc_reference_add_text (issns, number);
          n++;
        }
      else
        n_other += (int) length;
      p += MAX (length, 1);
    }
  return n > 0 ? n_other : -1;
}

/* Some programs write the numbers of a journal as those of a book. */
static void
add_isbns (Reading *self, const char *name, const char *tex)
{
  g_autofree char *text = rc_tex_to_text (tex);
  g_auto (GStrv) parts = g_strsplit_set (text, ",;\n", -1);
  gboolean whole = TRUE;

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *isbn = rc_isbn_normalise (*part);
      int n_other = isbn == NULL ? take_issns (self->reference->issn, *part) : -1;

      if (n_other < 0)
        rc_reference_add_text (self->reference->isbn, *part);
      whole = whole && n_other <= 0;
    }
  if (!whole)
    keep (self, name, tex);
}

/* FALSE when one of them is not known. */
static gboolean
add_languages (RcReference *reference, const char *tex)
{
  g_auto (GStrv) parts = g_strsplit_set (tex, ",;", -1);
  gboolean known = TRUE;

  for (char **part = parts; *part != NULL; part++)
    known = rc_reference_add_language (reference, *part) && known;
  return known;
}

/* One a paragraph. */
static void
add_notes (RcReference *reference, const char *tex)
{
  g_auto (GStrv) paragraphs = g_regex_split_simple ("\n[ \t\r]*\n", tex != NULL ? tex : "", 0, 0);

  for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++)
    add_split (reference->notes, *paragraph, "");
}

static void
read_lists (Reading *self)
{
  static const char *const isbns[] = { "isbn", "isbn-13", "isbn13" }, *const issns[] = { "issn", "eissn", "issn-l" };
  RcReference *reference = self->reference;
  const char *keywords = use_first (self, "keywords"), *language = use_first (self, "language"), *lang = use_first (self, "langid");
  const char *tex;

  for (guint i = 0; i < G_N_ELEMENTS (isbns); i++)
    if ((tex = use_first (self, isbns[i])) != NULL)
      add_isbns (self, isbns[i], tex);
  for (guint i = 0; i < G_N_ELEMENTS (issns); i++)
    add_split (reference->issn, use_first (self, issns[i]), ",;");
  add_split (reference->keywords, keywords, keywords != NULL && strchr (keywords, ';') != NULL ? ";" : ",");
  add_notes (reference, use_first (self, "note"));
  for (guint i = 0; i < 2; i++)
    {
      tex = i == 0 ? language : lang;
      if (tex != NULL && !add_languages (reference, tex))
        keep (self, i == 0 ? "language" : "langid", tex);
    }
}

/* An address is no text with commands: tildes and figures stay, "\url{}" around it and escapes do not. */
static void
read_links (Reading *self)
{
  RcReference *reference = self->reference;
  const char *tex = use_first (self, "url"), *doi = use_first (self, "doi");

  if (tex != NULL)
    {
      g_autoptr (GString) url = g_string_new (NULL);
      const char *at = strstr (tex, "\\url");

      for (at = at != NULL ? at + strlen ("\\url") : tex; *at != '\0'; at++)
        if (strchr ("{}\n", *at) == NULL && !(*at == '\\' && at[1] != '\0' && strchr ("_%&#~", at[1]) != NULL))
          g_string_append_c (url, *at);
      rc_reference_add_text (reference->urls, url->str);
    }
  if (doi != NULL)
    {
      g_autofree char *text = rc_tex_to_text (doi);

      reference->doi = rc_doi_from_text (text);
      if (reference->doi == NULL)
        keep (self, "doi", doi);
    }
}

static void
keep_others (Reading *self)
{
  for (guint i = 0; i < self->entry->fields->len; i++)
    {
      const RcBibtexField *field = &g_array_index (self->entry->fields, RcBibtexField, i);

      if (!self->used[i] && *field->value != '\0')
        keep (self, field->name, field->value);
    }
}

static RcBibtexEntry *
dup_with_inherited (const RcBibtexEntry *entry, const RcBibtexEntry *parent)
{
  RcBibtexEntry *whole = g_new0 (RcBibtexEntry, 1);

  whole->type = g_strdup (entry->type);
  whole->key = g_strdup (entry->key);
  whole->problems = g_ptr_array_new_with_free_func (g_free);
  whole->fields = g_array_new (FALSE, TRUE, sizeof (RcBibtexField));
  for (guint i = 0; i < entry->fields->len; i++)
    g_array_append_val (whole->fields, g_array_index (entry->fields, RcBibtexField, i));
  for (guint i = 0; parent != NULL && i < G_N_ELEMENTS (inherited); i++)
    {
      const char *value = rc_bibtex_entry_get (parent, inherited[i][0]);
      RcBibtexField field = { (char *) inherited[i][1], (char *) value };

      if (value != NULL && rc_bibtex_entry_get (whole, inherited[i][1]) == NULL)
        g_array_append_val (whole->fields, field);
    }
  return whole;
}

RcReference *
rc_reference_new_from_bibtex (const RcBibtexEntry *entry, const RcBibtexEntry *parent)
{
  /* Its fields are borrowed of both entries, and not freed with it. */
  g_autoptr (RcBibtexEntry) whole = dup_with_inherited (entry, parent);
  g_autofree gboolean *used = g_new0 (gboolean, whole->fields->len + 1);
  Reading reading = { .reference = rc_reference_new (RC_REFERENCE_OTHER), .entry = whole, .used = used };

  rc_bibtex_type_from_text (entry->type, &reading.reference->type);
  if (!g_str_equal (entry->type, rc_bibtex_type_to_text (reading.reference->type)))
    keep (&reading, RC_BIBTEX_TYPE, entry->type);
  reading.reference->key = g_strdup (entry->key);
  read_texts (&reading);
  read_names (&reading);
  read_event (&reading);
  read_date (&reading);
  read_number (&reading);
  read_pages (&reading);
  read_lists (&reading);
  read_links (&reading);
  keep_others (&reading);
  return reading.reference;
}
