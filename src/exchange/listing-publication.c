/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A publication out of what a mapping finds. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/languages.h"
#include "exchange/listing-record.h"
#include "exchange/reader-private.h"
#include "record/reference.h"

#include <glib/gi18n.h>
#include <string.h>

static RcReferenceType
type_of_word (const char *word)
{
  for (guint i = 0; i < RC_N_REFERENCE_TYPES; i++)
    if (g_str_equal (rc_reference_type_to_string (i), word))
      return i;
  return RC_REFERENCE_OTHER;
}

/* The word of the source is kept beside what it means. */
static void
read_type (RcReference *reference, const RcListingField *field, GPtrArray *values)
{
  const char *word = rc_listing_get_meaning (field, values, FALSE);

  if (values->len == 0)
    return;
  reference->type = type_of_word (word != NULL ? word : values->pdata[0]);
  g_free (reference->genre);
  reference->genre = rc_listing_dup_text (values->pdata[0], TRUE);
}

/* "UNESCO" among people is a body: a name without a comma that has one word, or signs that no person's has. */
static RcNameKind
kind_of_name (const char *name)
{
  if (strpbrk (name, "0123456789(&") != NULL)
    return RC_NAME_BODY;
  return strchr (name, ',') == NULL && (strchr (name, ' ') == NULL || strchr (name, '.') != NULL) ? RC_NAME_BODY : RC_NAME_PERSON;
}

static void
add_names (RcReference *reference, GPtrArray *values, gboolean bodies)
{
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *name = rc_listing_dup_text (values->pdata[i], TRUE);

      if (*name != '\0')
        rc_reference_add_name (reference, name, "aut", bodies ? RC_NAME_BODY : kind_of_name (name));
    }
}

static void
add_texts (GPtrArray *list, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *text = rc_listing_dup_text (values->pdata[i], TRUE);

      rc_reference_add_text (list, text);
    }
}

static void
read_issued (RcReference *reference, const RcListingField *field, GPtrArray *values, RcReaderItem *item)
{
  g_autofree char *date = values->len > 0 ? rc_listing_dup_date (values->pdata[0], field->format) : NULL;

  if (values->len > 0 && (date == NULL || !rc_reference_set_date (reference, date, NULL)))
    rc_reader_item_warn (item, _ ("“%.40s” is no date of publication and was left out"), (const char *) values->pdata[0]);
}

static void
add_languages (RcReference *reference, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *code = rc_language_from_text (values->pdata[i]);

      rc_reference_add_text (reference->languages, code);
    }
}

/* FALSE when the field is none of one text. */
static gboolean
read_text (RcReference *reference, const RcListingField *field, GPtrArray *values)
{
  const struct
  {
    const char *name;
    char **text;
  } texts[] = {
    { "title", &reference->title },         { "subtitle", &reference->subtitle }, { "publisher", &reference->publisher },
    { "place", &reference->place },         { "doi", &reference->doi },           { "series", &reference->series },
    { "edition", &reference->edition },     { "extent", &reference->extent },     { "report_number", &reference->report_number },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (field->name, texts[i].name))
      {
        g_autofree char *text = values->len > 0 ? rc_listing_dup_text (values->pdata[0], TRUE) : NULL;

        if (text != NULL && *text != '\0')
          *texts[i].text = g_steal_pointer (&text);
        return TRUE;
      }
  return FALSE;
}

static void
read_lists (RcReference *reference, const RcListingField *field, GPtrArray *values)
{
  const struct
  {
    const char *name;
    GPtrArray *list;
  } lists[] = {
    { "isbn", reference->isbn }, { "issn", reference->issn }, { "subjects", reference->keywords }, { "notes", reference->notes },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (field->name, lists[i].name))
      add_texts (lists[i].list, values);
}

static void
read_field (RcReference *reference, const RcListingSource *source, const RcListingField *field, RcReaderItem *item)
{
  g_autoptr (GPtrArray) values = rc_listing_get_values (source, field);
  const char *name = field->name;

  if (read_text (reference, field, values))
    return;
  if (g_str_equal (name, "control") && values->len > 0)
    reference->control = g_strdup (values->pdata[0]);
  else if (g_str_equal (name, "url"))
    {
      g_autofree char *address = rc_listing_dup_address (source, field, values, item);

      rc_reference_add_text (reference->urls, address);
    }
  else if (g_str_equal (name, "summary") && values->len > 0)
    reference->abstract = rc_listing_dup_text (values->pdata[0], FALSE);
  else if (g_str_equal (name, "type"))
    read_type (reference, field, values);
  else if (g_str_equal (name, "authors") || g_str_equal (name, "bodies"))
    add_names (reference, values, *name == 'b');
  else if (g_str_equal (name, "issued"))
    read_issued (reference, field, values, item);
  else if (g_str_equal (name, "language"))
    add_languages (reference, values);
  else if (g_str_equal (name, "line"))
    {
      g_autofree char *line = NULL;

      rc_listing_add_line (&line, field->label, values);
      rc_reference_add_text (reference->notes, line);
    }
  else if (g_str_equal (name, "other"))
    for (guint i = 0; i < values->len; i++)
      rc_reference_add_other (reference, rc_format_to_string (source->mapping->format), field->label, values->pdata[i]);
  else
    read_lists (reference, field, values);
}

void
rc_listing_read_publication (const RcListingSource *source, RcReaderItem *item)
{
  g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_BOOK);
  GPtrArray *fields = source->mapping->fields;

  for (guint i = 0; i < fields->len; i++)
    read_field (reference, source, fields->pdata[i], item);
  if (reference->control == NULL && reference->urls->len > 0)
    reference->control = g_strdup (reference->urls->pdata[0]);
  if (reference->title == NULL)
    {
      item->control = g_strdup (reference->control);
      rc_reader_item_reject (item, _ ("the record has no title"));
    }
  else
    rc_reader_item_take_marc (item, rc_reference_to_marc (reference));
}
