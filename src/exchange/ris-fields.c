/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of RIS as a reference: tags of the newer and the older specification, and habits of programs. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/markup.h"
#include "exchange/reference-words.h"
#include "exchange/ris.h"
#include "record/identifier.h"

#include <string.h>

/* Tags of one text each; the first one that has something counts, a further one is kept as it is. */
static const struct
{
  const char *tag;
  gsize offset;
} texts[] = {
  { "ST", G_STRUCT_OFFSET (RcReference, short_title) }, { "TT", G_STRUCT_OFFSET (RcReference, parallel_title) },
  { "TI", G_STRUCT_OFFSET (RcReference, title) },       { "T1", G_STRUCT_OFFSET (RcReference, title) },
  { "CT", G_STRUCT_OFFSET (RcReference, title) },       { "VL", G_STRUCT_OFFSET (RcReference, volume) },
  { "VO", G_STRUCT_OFFSET (RcReference, volume) },      { "IS", G_STRUCT_OFFSET (RcReference, issue) },
  { "CP", G_STRUCT_OFFSET (RcReference, issue) },       { "PB", G_STRUCT_OFFSET (RcReference, publisher) },
  { "CY", G_STRUCT_OFFSET (RcReference, place) },       { "PP", G_STRUCT_OFFSET (RcReference, place) },
  { "ET", G_STRUCT_OFFSET (RcReference, edition) },     { "CN", G_STRUCT_OFFSET (RcReference, call_number) },
  { "ID", G_STRUCT_OFFSET (RcReference, key) },         { "T3", G_STRUCT_OFFSET (RcReference, series) },
  { "AB", G_STRUCT_OFFSET (RcReference, abstract) },    { "N2", G_STRUCT_OFFSET (RcReference, abstract) },
  { "PU", G_STRUCT_OFFSET (RcReference, publisher) },   { "PI", G_STRUCT_OFFSET (RcReference, place) },
};

/* Names of the field by tag: the role they have. */
static const char *const roles[][2] = { { "AU", "aut" }, { "A1", "aut" }, { "A2", "edt" }, { "ED", "edt" },
                                        { "A3", "edc" }, { "A4", "trl" }, { "TA", "trl" } };

/* What a field gives that no other one of the reference shows yet is kept with these. */
static const char *const known_tags[]
    = { "AD", "AN", "AV", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "CA", "DB", "DP", "L1", "L2", "L3", "L4", "LB",
        "LK", "M1", "M2", "NV", "OP", "RI", "RP", "SE", "U1", "U2", "U3", "U4", "U5",
        "AI", "FU", "FX", "NL", "PA", "WE", NULL };

typedef struct
{
  RcReference *reference;
  const GArray *fields; /* RcRisField */
  gboolean *used;       /* one a field */
} Reading;

static const RcRisField *
get_field (const Reading *self, guint i)
{
  return &g_array_index (self->fields, RcRisField, i);
}

/* The first unused field with the tag that is not empty; marks it used. NULL when there is none. */
static const char *
use_first (Reading *self, const char *tag)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (!self->used[i] && g_str_equal (get_field (self, i)->tag, tag) && *get_field (self, i)->value != '\0')
      {
        self->used[i] = TRUE;
        return get_field (self, i)->value;
      }
  return NULL;
}

static void
read_texts (Reading *self)
{
  for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
    {
      char **member = (char **) G_STRUCT_MEMBER_P (self->reference, texts[t].offset);

      for (guint i = 0; i < self->fields->len; i++)
        {
          const RcRisField *field = get_field (self, i);

          if (self->used[i] || !g_str_equal (field->tag, texts[t].tag))
            continue;
          if (*member == NULL && *field->value != '\0')
            *member = g_strdup (field->value);
          else if (g_strcmp0 (*member, field->value) != 0)
            continue;
          self->used[i] = TRUE;
        }
    }
}

/* The title without the signs of web pages; as it stood, it is kept beside the record. */
static void
clean_title (RcReference *reference)
{
  char *plain = reference->title != NULL ? rc_markup_strip (reference->title) : NULL;

  if (plain == NULL)
    return;
  rc_reference_add_other (reference, RC_RIS_WORD, "TI", reference->title);
  g_free (reference->title);
  reference->title = plain;
}

/* Where there is more than one abstract, they follow each other. */
static void
read_more_abstracts (Reading *self)
{
  const char *more;

  while ((more = use_first (self, "AB")) != NULL || (more = use_first (self, "N2")) != NULL)
    {
      g_autofree char *before = self->reference->abstract;

      self->reference->abstract = g_strdup_printf ("%s\n%s", before, more);
    }
}

/* "Shannon,Claude E." gets its blank. */
static void
add_person (RcReference *reference, const char *value, const char *role)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", 2);
  g_autofree char *heading = NULL;

  for (char **part = parts; *part != NULL; part++)
    g_strstrip (*part);
  heading = g_strjoinv (", ", parts);
  rc_reference_add_name (reference, heading, role, RC_NAME_PERSON);
}

static void
read_names (Reading *self)
{
  gboolean thesis = self->reference->type == RC_REFERENCE_THESIS;

  for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
    for (guint i = 0; i < self->fields->len; i++)
      if (!self->used[i] && g_str_equal (get_field (self, i)->tag, roles[r][0]))
        {
          add_person (self->reference, get_field (self, i)->value, thesis && g_str_equal (roles[r][0], "A3") ? "ths" : roles[r][1]);
          self->used[i] = TRUE;
        }
}

/* A text that says what one of two members says already is dropped, one that says something new is left for later. */
static void
drop_same (Reading *self, const char *tag, const char *one, const char *two)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcRisField *field = get_field (self, i);

      if (!self->used[i] && g_str_equal (field->tag, tag) && (g_strcmp0 (field->value, one) == 0 || g_strcmp0 (field->value, two) == 0))
        self->used[i] = TRUE;
    }
}

static void
read_container (Reading *self)
{
  static const char *const full[] = { "JF", "T2", "JN", "BT", "JO", "JA", "J2", "J1" };
  static const char *const abbreviated[] = { "JA", "J2", "J1", "JO", "JI", "J9" };
  RcReference *reference = self->reference;
  gboolean part = rc_reference_type_is_part (reference->type);
  const char *event = NULL;

  if (reference->type == RC_REFERENCE_CONFERENCE_PAPER)
    {
      /* The proceedings have a place of their own only in newer files; there, T2 is the conference. */
      reference->container = g_strdup (use_first (self, "C3"));
      event = reference->container != NULL ? use_first (self, "T2") : NULL;
    }
  if (!part && reference->title == NULL)
    reference->title = g_strdup (use_first (self, "BT"));
  if (!part && reference->series == NULL)
    reference->series = g_strdup (use_first (self, "T2"));
  for (guint i = 0; i < G_N_ELEMENTS (full) && reference->container == NULL; i++)
    reference->container = g_strdup (use_first (self, full[i]));
  for (guint i = 0; i < G_N_ELEMENTS (full); i++)
    drop_same (self, full[i], reference->container, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (abbreviated) && reference->container_short == NULL; i++)
    reference->container_short = g_strdup (use_first (self, abbreviated[i]));
  for (guint i = 0; i < G_N_ELEMENTS (abbreviated); i++)
    drop_same (self, abbreviated[i], reference->container_short, NULL);
  rc_reference_add_name (reference, event, "", RC_NAME_MEETING);
}

/* "2015/october", "2002///Apr 12": the month, and the day behind it, in words. */
static gboolean
refine_date (RcReference *reference, const char *rest)
{
  int month = rc_month_from_text (rest);
  const char *day = rest + strcspn (rest, " ");
  g_autofree char *text = NULL;

  if (month == 0 || strlen (reference->issued) > 4)
    return FALSE;
  text = atoi (day) > 0 ? g_strdup_printf ("%d-%d-%d", reference->year, month, atoi (day)) : g_strdup_printf ("%d-%d", reference->year, month);
  rc_reference_set_date (reference, text, NULL);
  return TRUE;
}

/* The date of the field by itself, in a reference that holds nothing else; NULL when it has none or says more than that. */
static char *
dup_date (const char *value)
{
  g_autoptr (RcReference) alone = rc_reference_new (RC_REFERENCE_OTHER);
  const char *rest = "";

  if (!rc_reference_set_date (alone, value, &rest) || (*rest != '\0' && !refine_date (alone, rest)))
    return NULL;
  return g_steal_pointer (&alone->issued);
}

/* The fullest date counts; those that say less of the same are dropped. */
static void
read_dates (Reading *self)
{
  static const char *const tags[] = { "DA", "PY", "Y1" };
  g_autofree char *best = NULL;
  const char *accessed;

  for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
    for (guint i = 0; i < self->fields->len; i++)
      {
        g_autofree char *date = g_str_equal (get_field (self, i)->tag, tags[t]) ? dup_date (get_field (self, i)->value) : NULL;

        if (date != NULL && (best == NULL || strlen (date) > strlen (best)))
          {
            g_free (best);
            best = g_steal_pointer (&date);
          }
      }
  for (guint i = 0; i < self->fields->len; i++)
    for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
      {
        const RcRisField *field = get_field (self, i);
        g_autofree char *date = g_str_equal (field->tag, tags[t]) ? dup_date (field->value) : NULL;

        if (date != NULL && g_str_has_prefix (best, date))
          self->used[i] = TRUE;
        else if (best == NULL && g_str_equal (field->tag, tags[t]))
          rc_reference_set_date (self->reference, field->value, NULL); /* the year of a date with more words, which stay */
      }
  if (best != NULL)
    rc_reference_set_date (self->reference, best, NULL);
  accessed = use_first (self, "Y2");
  self->reference->accessed = accessed != NULL ? dup_date (accessed) : NULL;
  if (accessed != NULL && self->reference->accessed == NULL)
    rc_reference_add_other (self->reference, RC_RIS_WORD, "Y2", accessed);
}

static void
read_pages (Reading *self)
{
  RcReference *reference = self->reference;
  const char *start = use_first (self, "SP"), *end = use_first (self, "EP");

  if (start != NULL && end != NULL && !g_str_equal (start, end))
    reference->pages = g_strdup_printf ("%s-%s", start, end);
  else if (start != NULL && end == NULL && !rc_reference_type_is_part (reference->type) && reference->container == NULL)
    reference->extent = g_strdup (start);
  else
    reference->pages = g_strdup (start != NULL ? start : end);
}

/* One number of SN: what it is shows its form, else what it belongs to. */
static void
add_number (RcReference *reference, const char *number)
{
  g_autofree char *isbn = rc_isbn_normalise (number);
  g_autofree char *issn = rc_issn_normalise (number);
  RcReferenceType type = reference->type;

  if (isbn != NULL)
    rc_reference_add_text (reference->isbn, number);
  else if (issn != NULL || type == RC_REFERENCE_ARTICLE || type == RC_REFERENCE_SERIAL || type == RC_REFERENCE_NEWSPAPER_ARTICLE)
    rc_reference_add_text (reference->issn, number);
  else if (reference->report_number == NULL && (type == RC_REFERENCE_REPORT || type == RC_REFERENCE_PATENT || type == RC_REFERENCE_STANDARD))
    reference->report_number = g_strdup (number);
  else
    rc_reference_add_text (reference->isbn, number);
}

static void
read_numbers (Reading *self)
{
  RcReference *reference = self->reference;
  const char *text;

  while ((text = use_first (self, "SN")) != NULL)
    {
      g_auto (GStrv) numbers = g_strsplit_set (text, ";,\n", -1);

      for (char **number = numbers; *number != NULL; number++)
        if (*g_strstrip (*number) != '\0')
          add_number (reference, *number);
    }
  if (reference->type == RC_REFERENCE_REPORT && reference->report_number == NULL)
    reference->report_number = g_strdup (use_first (self, "M1"));
  text = use_first (self, "DO");
  if (text != NULL)
    {
      reference->doi = rc_doi_from_text (text);
      if (reference->doi == NULL)
        rc_reference_add_other (reference, RC_RIS_WORD, "DO", text);
    }
  text = use_first (self, "M3");
  if (text != NULL)
    {
      g_autofree char *doi = rc_doi_from_text (text);

      if (doi == NULL)
        reference->genre = g_strdup (text);
      else if (reference->doi == NULL)
        reference->doi = g_steal_pointer (&doi);
      else if (!g_str_equal (doi, reference->doi))
        rc_reference_add_other (reference, RC_RIS_WORD, "M3", text);
    }
}

/* "http://a; http://b": a semicolon may belong to an address, but not before the next one. */
static void
add_urls (RcReference *reference, const char *value)
{
  g_autofree char *text = g_strdelimit (g_strdup (value), "\n", ' ');

  for (char *at = text; at != NULL;)
    {
      char *next = at;

      while ((next = strchr (next, ';')) != NULL)
        if (g_str_has_prefix (next + 1 + strspn (next + 1, " "), "http"))
          {
            *next++ = '\0';
            break;
          }
        else
          next++;
      rc_reference_add_text (reference->urls, at);
      at = next;
    }
}

static void
read_lists (Reading *self)
{
  RcReference *reference = self->reference;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcRisField *field = get_field (self, i);
      g_auto (GStrv) lines = NULL;

      if (self->used[i])
        continue;
      self->used[i] = TRUE;
      if (g_str_equal (field->tag, "KW"))
        {
          lines = g_strsplit (field->value, "\n", -1);
          for (char **line = lines; *line != NULL; line++)
            rc_reference_add_text (reference->keywords, *line);
        }
      else if (g_str_equal (field->tag, "N1") || g_str_equal (field->tag, "RN"))
        {
          g_autofree char *doi = rc_doi_from_text (field->value);

          if (doi == NULL || g_strcmp0 (doi, reference->doi) != 0)
            rc_reference_add_text (reference->notes, field->value);
        }
      else if (g_str_equal (field->tag, "UR"))
        add_urls (reference, field->value);
      else
        self->used[i] = g_str_equal (field->tag, "LA") && rc_reference_add_language (reference, field->value);
    }
}

static gboolean
is_known (const char *tag)
{
  static const char *const more[]
      = { "BT", "DA", "DO", "EP", "J1", "J2", "J9", "JA", "JF", "JI", "JN", "JO", "LA", "M3", "PY", "SN", "SP", "T2", "T3", "TY", "Y1", "Y2", NULL };

  if (g_strv_contains (known_tags, tag) || g_strv_contains (more, tag))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].tag, tag))
      return TRUE;
  return FALSE;
}

/* What is left: with the record, as it stood. */
static void
keep_others (Reading *self, GPtrArray *unknown)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcRisField *field = get_field (self, i);

      if (self->used[i] || *field->value == '\0')
        continue;
      rc_reference_add_other (self->reference, RC_RIS_WORD, field->tag, field->value);
      if (field->tag[0] == 'L' && g_str_has_prefix (field->value, "http"))
        add_urls (self->reference, field->value);
      if (!is_known (field->tag))
        rc_reference_add_text (unknown, field->tag);
    }
}

RcReference *
rc_reference_new_from_ris (const GArray *fields, GPtrArray *unknown)
{
  g_autofree gboolean *used = g_new0 (gboolean, fields->len + 1);
  Reading reading = { .reference = rc_reference_new (RC_REFERENCE_OTHER), .fields = fields, .used = used };
  const char *type = use_first (&reading, "TY");

  if (type != NULL)
    {
      rc_ris_type_from_text (type, &reading.reference->type);
      if (!g_str_equal (type, rc_ris_type_to_text (reading.reference->type)))
        rc_reference_add_other (reading.reference, RC_RIS_WORD, "TY", type);
    }
  read_texts (&reading);
  read_more_abstracts (&reading);
  read_names (&reading);
  read_container (&reading);
  clean_title (reading.reference);
  read_dates (&reading);
  read_pages (&reading);
  read_numbers (&reading);
  read_lists (&reading);
  keep_others (&reading, unknown);
  return reading.reference;
}
