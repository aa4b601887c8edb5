/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a table of publications as a record. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-record.h"

#include "exchange/csv-copies.h"
#include "exchange/csv-names.h"
#include "exchange/csv-plan-private.h"
#include "exchange/csv-values.h"
#include "exchange/languages.h"
#include "exchange/markup.h"
#include "exchange/projection.h"
#include "exchange/reader-private.h"
#include "text/fold.h"

#include <glib/gi18n.h>
#include <string.h>

#define FORMAT "csv"

/* A row on its way. */
typedef struct
{
  const RcCsvPlan *plan;
  RcReference *reference; /* (owned) */
  RcCsvCopies copies;
  char *pages;            /* (owned) (nullable) */
  GHashTable *names;      /* (owned) who stands in a column → its RcCsvPart */
  RcReaderItem *item;     /* (unowned) */
  guint n_facts;
  gboolean typed;
} Row;

static void
row_clear (Row *self)
{
  rc_reference_free (self->reference);
  rc_csv_copies_clear (&self->copies);
  g_hash_table_unref (self->names);
  g_free (self->pages);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

RcCsvPlan *
rc_csv_plan_new (const RcCsvMapping *mapping, gboolean ours)
{
  RcCsvPlan *self = g_new0 (RcCsvPlan, 1);

  self->mapping = rc_csv_mapping_copy (mapping);
  self->parts = g_array_new (FALSE, TRUE, sizeof (RcCsvPart));
  self->ours = ours;
  for (guint i = 0; i < self->mapping->columns->len; i++)
    {
      RcCsvPart part = { .column = self->mapping->columns->pdata[i] };

      part.word = rc_csv_word_find (part.column->word);
      if (part.word == NULL && !rc_csv_place_parse (part.column->word, &part.place))
        part.word = rc_csv_word_find ("other");
      part.values = ours ? ';' : part.column->values != '\0' ? part.column->values : mapping->values != '\0' ? mapping->values : ';';
      g_array_append_val (self->parts, part);
    }
  return self;
}

void
rc_csv_plan_free (RcCsvPlan *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->parts);
  rc_csv_mapping_free (self->mapping);
  g_free (self);
}

/* "column: value" as we write what other tables had; the column may be that of another format: "ris/C1: x". */
static void
add_written_other (Row *row, const char *text)
{
  const char *colon = strstr (text, ": ");
  const char *slash = colon != NULL ? memchr (text, '/', colon - text) : NULL;
  g_autofree char *word = slash != NULL ? g_strndup (text, slash - text) : NULL;
  g_autofree char *name = NULL;
  RcFormat format;
  gboolean known = word != NULL && rc_format_from_string (word, &format, NULL) && format != RC_FORMAT_AUTO;

  if (colon == NULL)
    {
      rc_reference_add_other (row->reference, FORMAT, "other", text);
      return;
    }
  name = known ? g_strndup (slash + 1, colon - slash - 1) : g_strndup (text, colon - text);
  rc_reference_add_other (row->reference, known ? word : FORMAT, name, colon + 2);
}

static void
keep (Row *row, const RcCsvPart *part, const char *text)
{
  rc_reference_add_other (row->reference, FORMAT, part->column->name, text);
}

static void
read_languages (Row *row, const RcCsvPart *part, const char *cell)
{
  g_autofree char *list = g_strdelimit (g_strdup (cell), row->plan->ours ? ";" : ";,/|+\n", part->values);
  g_autoptr (GPtrArray) names = rc_csv_split (list, part->values, FALSE);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *code = rc_language_from_text (name);

      if (code != NULL)
        rc_reference_add_text (row->reference->languages, code);
      else
        {
          rc_reader_item_warn (row->item, _ ("language: “%.40s” is no language that is known here"), name);
          keep (row, part, name);
        }
    }
}

static void
read_year (Row *row, const RcCsvPart *part, const char *cell)
{
  gboolean whole;

  if (row->reference->year != 0)
    keep (row, part, cell);
  else if (!rc_csv_read_date (row->reference, cell, &whole))
    {
      rc_reader_item_warn (row->item, _ ("year: there is none in “%.40s”"), cell);
      keep (row, part, cell);
    }
  else if (!whole)
    keep (row, part, cell);
}

static void
read_type (Row *row, const RcCsvPart *part, const char *cell)
{
  if (rc_csv_read_type (row->reference, cell))
    row->typed = TRUE;
  else if (row->reference->genre == NULL)
    row->reference->genre = g_strdup (cell);
  else
    keep (row, part, cell);
}

static void
read_text (Row *row, const RcCsvPart *part, const char *cell)
{
  char **member = G_STRUCT_MEMBER_P (row->reference, part->word->offset);
  g_autofree char *plain = NULL;

  if (member == &row->reference->doi && strstr (cell, "10.") != NULL)
    cell = strstr (cell, "10."); /* without the address before it */
  if (*member != NULL)
    keep (row, part, cell);
  else if (member == &row->reference->title && !row->plan->ours && (plain = rc_markup_strip (cell)) != NULL)
    {
      keep (row, part, cell);
      *member = g_steal_pointer (&plain);
    }
  else
    *member = g_strdup (cell);
}

static void
read_list (Row *row, const RcCsvPart *part, const char *cell)
{
  g_autoptr (GPtrArray) values = rc_csv_split (cell, part->values, row->plan->ours);
  GPtrArray **member = G_STRUCT_MEMBER_P (row->reference, part->word->offset);

  for (guint i = 0; i < values->len; i++)
    {
      char *value = values->pdata[i];

      if (member == &row->reference->isbn && g_str_has_suffix (value, ".0"))
        value[strlen (value) - 2] = '\0';
      rc_reference_add_text (*member, value);
    }
}

static gint
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The words of a name in an order of their own: "Lee, Ann" and "Ann Lee" are one. */
static char *
dup_name_key (const char *name)
{
  g_autofree char *folded = rc_text_fold (name, -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  qsort (words, g_strv_length (words), sizeof *words, compare_words);
  return g_strjoinv (" ", words);
}

/* TRUE when another column of the same role named the same one: "First author" after "Authors". */
static gboolean
stands_in_other (Row *row, const RcCsvPart *part, const char *name)
{
  g_autofree char *words = dup_name_key (name);
  char *key = g_strconcat (part->word->word, " ", words, NULL);
  const RcCsvPart *first = g_hash_table_lookup (row->names, key);

  if (first == NULL)
    g_hash_table_insert (row->names, key, (gpointer) part);
  else
    g_free (key);
  return first != NULL && first != part;
}

static void
read_names (Row *row, const RcCsvPart *part, const char *cell)
{
  char sign = part->values;
  g_autoptr (GPtrArray) values = NULL;
  gboolean body = g_str_equal (part->word->word, "corporate author");

  if (!row->plan->ours && !body && sign != ',' && strchr (cell, sign) == NULL && rc_csv_commas_part_names (cell))
    sign = ',';
  values = row->plan->ours || body ? rc_csv_split (cell, sign, row->plan->ours) : rc_csv_split_names (cell, sign);
  for (guint i = 0; i < values->len; i++)
    if (row->plan->ours || !stands_in_other (row, part, values->pdata[i]))
      rc_csv_add_name (row->reference, values->pdata[i], part->word->role, body, row->plan->ours ? NULL : &row->plan->mapping->order);
}

/* The first page and the last one can stand in columns of their own. */
static void
read_pages (Row *row, const RcCsvPart *part, const char *cell)
{
  g_autofree char *first = g_steal_pointer (&row->pages);

  if (first == NULL)
    row->pages = g_strdup (cell);
  else if (g_str_equal (first, cell))
    row->pages = g_steal_pointer (&first);
  else
    row->pages = g_strconcat (first, "-", cell, NULL);
}

/* What a record or a copy is known by: useless without its last digits. */
static gboolean
is_number (const RcCsvWord *word)
{
  static const char *const words[] = { "control", "isbn", "issn", "number", "barcode", NULL };

  return g_strv_contains (words, word->word);
}

/* What R, pandas and Excel write where nothing is. */
static gboolean
is_nothing (const char *cell)
{
  static const char *const words[] = { "NA", "#N/A", "N/A", "NaN", "nan", "NULL", NULL };

  return g_strv_contains (words, cell);
}

static void
read_cell (Row *row, const RcCsvPart *part, const char *cell)
{
  if ((is_number (part->word) && rc_csv_is_rounded (cell)) || (is_nothing (cell) && part->word->kind != RC_CSV_NONE && !row->plan->ours))
    {
      keep (row, part, cell);
      return;
    }
  if (part->word->kind != RC_CSV_OTHER && part->word->kind != RC_CSV_NONE)
    row->n_facts++;
  switch (part->word->kind)
    {
    case RC_CSV_TEXT:
      read_text (row, part, cell);
      break;
    case RC_CSV_LIST:
      read_list (row, part, cell);
      break;
    case RC_CSV_NAMES:
      read_names (row, part, cell);
      break;
    case RC_CSV_YEAR:
      read_year (row, part, cell);
      break;
    case RC_CSV_LANGUAGE:
      read_languages (row, part, cell);
      break;
    case RC_CSV_TYPE:
      read_type (row, part, cell);
      break;
    case RC_CSV_PAGES:
      read_pages (row, part, cell);
      break;
    case RC_CSV_BARCODE:
    case RC_CSV_SHELFMARK:
    case RC_CSV_LOCATION:
    case RC_CSV_COPY_NOTE:
    case RC_CSV_STATUS:
    case RC_CSV_DUE:
      if (!rc_csv_copies_read (&row->copies, part->word->kind, part->column->name, cell, part->values, row->plan->ours))
        keep (row, part, cell);
      break;
    case RC_CSV_OTHER:
      if (row->plan->ours)
        {
          g_autoptr (GPtrArray) values = rc_csv_split (cell, part->values, TRUE);

          for (guint i = 0; i < values->len; i++)
            add_written_other (row, values->pdata[i]);
        }
      else
        keep (row, part, cell);
      break;
    case RC_CSV_NONE:
    case RC_CSV_MARC:
    default:
      break;
    }
}

/* What a record is when no column says it. */
static RcReferenceType
guess_type (const RcReference *reference)
{
  if (reference->container != NULL)
    return reference->isbn->len > 0 ? RC_REFERENCE_CHAPTER : RC_REFERENCE_ARTICLE;
  if (reference->issn->len > 0 && reference->isbn->len == 0 && reference->names->len == 0)
    return RC_REFERENCE_SERIAL;
  return RC_REFERENCE_BOOK;
}

static void
finish_reference (Row *row)
{
  RcReference *reference = row->reference;
  char **pages;

  rc_csv_copies_settle (&row->copies, reference, FORMAT, row->item);
  if (!row->typed)
    reference->type = guess_type (reference);
  if (row->pages == NULL)
    return;
  pages = reference->container != NULL || rc_reference_type_is_part (reference->type) ? &reference->pages : &reference->extent;
  if (*pages == NULL)
    *pages = g_strdup (row->pages);
  else
    rc_reference_add_other (reference, FORMAT, "pages", row->pages);
}

/* One line: MARC has no others. */
static char *
dup_clean (const char *cell, gboolean ours)
{
  char *text = g_strdup (cell);
  gsize length = strlen (text);
  const char *p = text;

  /* The mark that keeps a spreadsheet from calculating. */
  while (*p == '\'')
    p++;
  /* ="978…": how a number is kept from being calculated with. */
  if (!ours && length > 3 && g_str_has_prefix (text, "=\"") && text[length - 1] == '"')
    {
      memmove (text, text + 2, length - 3);
      text[length - 3] = '\0';
      p = text;
    }
  if (ours && p > text && *p != '\0' && strchr ("=+-@", *p) != NULL)
    memmove (text, text + 1, strlen (text));
  g_strdelimit (text, "\r\n\t", ' ');
  return text;
}

void
rc_csv_plan_read (RcCsvPlan *self, GPtrArray *cells, RcReaderItem *item)
{
  g_auto (Row) row = { .plan = self,
                       .reference = rc_reference_new (RC_REFERENCE_BOOK),
                       .names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                       .item = item };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (RcMarc) marc = NULL;
  gboolean says_status = FALSE;

  for (guint i = 0; i < cells->len; i++)
    {
      char *text = dup_clean (cells->pdata[i], self->ours);

      g_ptr_array_add (texts, text);
      if (*text == '\0')
        continue;
      if (rc_csv_is_rounded (text))
        rc_reader_item_warn (item, _ ("“%.40s” is a long number that a spreadsheet has rounded: its digits cannot be had back"), text);
      if (i >= self->parts->len)
        {
          g_autofree char *number = g_strdup_printf ("%u", i + 1);

          rc_reader_item_warn (item, _ ("the row has more cells than the table has columns"));
          rc_reference_add_other (row.reference, FORMAT, number, text);
        }
      else if (g_array_index (self->parts, RcCsvPart, i).word != NULL)
        read_cell (&row, &g_array_index (self->parts, RcCsvPart, i), text);
      else
        row.n_facts++;
    }
  item->control = g_strdup (row.reference->control);
  if (row.n_facts == 0)
    {
      rc_reader_item_reject (item, _ ("the row has nothing in a column that is known"));
      return;
    }
  finish_reference (&row);
  marc = rc_reference_to_marc (row.reference);
  rc_csv_plan_add_places (self, texts, marc);
  copies = rc_csv_copies_make (&row.copies, &says_status);
  if (copies->len > 0)
    rc_copies_to_marc (copies, marc);
  if (rc_marc_find (marc, "245", 0) < 0)
    rc_reader_item_warn (item, _ ("the row has no title"));
  g_clear_pointer (&item->control, g_free);
  rc_reader_item_take_partial (item, g_steal_pointer (&marc), rc_csv_project);
  if (item->record != NULL && says_status)
    item->record->copies = g_steal_pointer (&copies);
}
