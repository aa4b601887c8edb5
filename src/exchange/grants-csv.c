/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants out of a table. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grants-csv.h"

#include "exchange/csv-rows.h"
#include "exchange/eligibility-prose.h"
#include "exchange/grant-text.h"
#include "exchange/grants-gov-detail.h"
#include "exchange/languages.h"
#include "exchange/listing-names.h"
#include "exchange/listing-record.h"

#include <glib/gi18n.h>
#include <string.h>

struct _RcGrantsCsvReader
{
  RcReader parent_instance;

  RcCsvRows *rows; /* (owned) (nullable) made for the first row */
  GStrv columns;   /* (owned) (nullable) the first row, in lower case */
  RcGrantsGovDetail *detail; /* (owned) (nullable) the table is one of the extract of grants.gov */
  GArray *fields;            /* (owned) (nullable) int: which of its elements each column is */
  RcListingMapping *mapping; /* (owned) (nullable) the columns are a stranger's */
  GHashTable *seen;          /* (owned) controls of its rows */
  guint n_rows;              /* of them read so far */
};

#define RC_TYPE_GRANTS_CSV_READER (rc_grants_csv_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsCsvReader, rc_grants_csv_reader, RC, GRANTS_CSV_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcGrantsCsvReader, rc_grants_csv_reader, RC_TYPE_READER)

static void
add_to_list (GStrv *list, const char *cell)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) items = g_strsplit (cell, ";", 500);

  for (char **item = items; *item != NULL; item++)
    if (*g_strstrip (*item) != '\0')
      g_strv_builder_add (builder, *item);
  g_strfreev (*list);
  *list = g_strv_builder_end (builder);
}

static void
read_countries (RcGrant *grant, const char *cell, RcReaderItem *item)
{
  add_to_list (&grant->countries, cell);
  for (char **country = grant->countries; *country != NULL; country++)
    if (strlen (*country) != 2 && !g_str_equal (*country, "any"))
      rc_reader_item_warn (item, _ ("countries: “%.40s” is no code of a country"), *country);
}

static void
read_amount (gint64 *amount, const char *name, const char *cell, RcReaderItem *item)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if (!g_unichar_isspace (g_utf8_get_char (p)) && *p != ',' && *p != '\'')
      {
        rc_reader_item_warn (item, _ ("%s: “%.40s” is no whole number"), name, cell);
        return;
      }
  if (!g_ascii_string_to_signed (digits->str, 10, 0, G_MAXINT64, amount, NULL))
    rc_reader_item_warn (item, _ ("%s: “%.40s” is no whole number"), name, cell);
}

static void
read_deadlines (RcGrant *grant, const char *cell, const char *zone, RcReaderItem *item)
{
  g_auto (GStrv) parts = g_strsplit (cell, ";", 100);

  for (char **part = parts; *part != NULL; part++)
    {
      g_autoptr (GError) error = NULL;
      RcDeadline *deadline;

      if (*g_strstrip (*part) == '\0')
        continue;
      deadline = rc_deadline_parse (*part, &error);
      if (deadline == NULL)
        {
          rc_reader_item_warn (item, _ ("deadlines: %s"), error->message);
          continue;
        }
      deadline->verbatim = g_strdup (*part);
      if (deadline->zone == NULL && deadline->precision != RC_DEADLINE_ROLLING)
        deadline->zone = g_strdup (zone);
      g_ptr_array_add (grant->deadlines, deadline);
    }
}

static void
read_opens (RcGrant *grant, const char *cell, RcReaderItem *item)
{
  g_autoptr (RcDeadline) day = rc_deadline_parse (cell, NULL);

  if (day != NULL && strlen (cell) == 10)
    grant->opens = g_strdup (cell);
  else
    rc_reader_item_warn (item, _ ("opens: “%.40s” is no date like 2026-11-30"), cell);
}

/* All that read_cell() knows. */
static const char *const known[] = { "control", "title", "funder", "type", "summary", "eligibility", "amount", "currency", "url", "audience", "countries",
                                     "subjects", "amount_min", "amount_max", "deadlines", "opens", "language", NULL };

/* FALSE when the name is no column of ours. `zone` (nullable): of deadlines that name none. */
static gboolean
read_cell (RcGrant *grant, char **control, const char *name, const char *cell, const char *zone, RcReaderItem *item)
{
  const struct
  {
    const char *name;
    char **text;
  } texts[] = {
    { "control", control },          { "title", &grant->title },
    { "funder", &grant->funder },    { "type", &grant->type },
    { "summary", &grant->summary },  { "eligibility", &grant->eligibility },
    { "amount", &grant->amount },    { "currency", &grant->currency },
    { "url", &grant->url },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (name, texts[i].name))
      {
        g_free (*texts[i].text);
        *texts[i].text = g_strdup (cell);
        return TRUE;
      }
  if (g_str_equal (name, "audience"))
    add_to_list (&grant->audience, cell);
  else if (g_str_equal (name, "countries"))
    read_countries (grant, cell, item);
  else if (g_str_equal (name, "subjects"))
    add_to_list (&grant->subjects, cell);
  else if (g_str_equal (name, "amount_min"))
    read_amount (&grant->amount_min, name, cell, item);
  else if (g_str_equal (name, "amount_max"))
    read_amount (&grant->amount_max, name, cell, item);
  else if (g_str_equal (name, "deadlines"))
    read_deadlines (grant, cell, zone, item);
  else if (g_str_equal (name, "opens"))
    read_opens (grant, cell, item);
  else if (g_str_equal (name, "language"))
    {
      g_free (grant->language);
      grant->language = rc_language_to_marc (cell);
      if (grant->language == NULL)
        rc_reader_item_warn (item, _ ("language: “%.40s” is no code of a language"), cell);
    }
  else
    return FALSE;
  return TRUE;
}

static void
read_grant (RcGrantsCsvReader *self, GPtrArray *cells, RcReaderItem *item)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  const char *zone = rc_reader_get_deadline_context (RC_READER (self), NULL).zone;
  guint n_columns = g_strv_length (self->columns);

  for (guint i = 0; i < cells->len; i++)
    {
      const char *cell = g_ptr_array_index (cells, i);

      if (*cell == '\0')
        continue;
      if (i >= n_columns)
        rc_reader_item_warn (item, _ ("the row has more cells than the table has columns"));
      else if (!read_cell (grant, &item->control, self->columns[i], cell, zone, item))
        rc_reader_item_warn (item, _ ("the column “%.40s” is not known and was left out"), self->columns[i]);
    }
  rc_grant_propose_facts (grant);
  if (*grant->title == '\0')
    rc_reader_item_reject (item, _ ("the row has no title"));
  else
    item->record = rc_record_new_grant (item->control, g_steal_pointer (&grant));
}

/* The columns are the elements of the extract of grants.gov. */
static gboolean
read_header_of_extract (RcGrantsCsvReader *self, const RcCsvRow *row)
{
  if (!g_ptr_array_find_with_equal_func (row->cells, "OpportunityTitle", g_str_equal, NULL))
    return FALSE;
  self->detail = rc_grants_gov_detail_new ();
  rc_grants_gov_detail_set_today (self->detail, rc_deadline_today (g_get_real_time () / G_USEC_PER_SEC));
  self->fields = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < row->cells->len; i++)
    {
      int field = rc_grants_gov_detail_find (g_ptr_array_index (row->cells, i));

      g_array_append_val (self->fields, field);
    }
  return TRUE;
}

static void
read_row_of_extract (RcGrantsCsvReader *self, GPtrArray *cells, RcReaderItem *item)
{
  rc_grants_gov_detail_clear (self->detail);
  for (guint i = 0; i < MIN (cells->len, self->fields->len); i++)
    if (g_array_index (self->fields, int, i) >= 0)
      rc_grants_gov_detail_add (self->detail, g_array_index (self->fields, int, i), g_ptr_array_index (cells, i));
  rc_grants_gov_detail_read (self->detail, item);
}

/* A table of ours may have columns of its owner's beside them; one that others made has no deadlines in the form that ours have. */
static gboolean
are_ours (RcGrantsCsvReader *self)
{
  const char *const *columns = (const char *const *) self->columns;
  gboolean all = TRUE;

  for (guint i = 0; columns[i] != NULL; i++)
    all = all && g_strv_contains (known, columns[i]);
  return g_strv_contains (columns, "title") && (all || g_strv_contains (columns, "deadlines"));
}

static gboolean
guess_columns (RcGrantsCsvReader *self, const RcCsvRow *row)
{
  g_autoptr (RcListingNames) names = rc_listing_names_new ();

  for (guint i = 0; i < row->cells->len; i++)
    rc_listing_names_add (names, g_ptr_array_index (row->cells, i));
  self->mapping = rc_listing_names_guess (names, "$", &rc_reader_edit_page (RC_READER (self))->guess);
  if (self->mapping == NULL)
    return FALSE;
  g_strfreev (self->columns);
  self->columns = g_new0 (char *, row->cells->len + 1);
  for (guint i = 0; i < row->cells->len; i++)
    self->columns[i] = g_strdup (g_ptr_array_index (row->cells, i));
  return TRUE;
}

/* A row as an object that the mapping reads. */
static void
read_row_of_stranger (RcGrantsCsvReader *self, GPtrArray *cells, RcReaderItem *item)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  RcListingSource source = { self->mapping, rc_json_listing_find_cb, node, rc_reader_get_deadline_context (RC_READER (self), NULL) };
  guint n_columns = g_strv_length (self->columns);

  json_node_take_object (node, json_object_new ());
  for (guint i = 0; i < MIN (cells->len, n_columns); i++)
    if (*(const char *) cells->pdata[i] != '\0')
      json_object_set_string_member (json_node_get_object (node), self->columns[i], cells->pdata[i]);
  if (cells->len > n_columns)
    rc_reader_item_warn (item, _ ("the row has more cells than the table has columns"));
  rc_listing_read_record (&source, item);
  if (self->n_rows++ == 0)
    rc_reader_item_warn (item, _ ("the columns were read by their names: %s"), rc_reader_get_page (RC_READER (self))->guess);
  rc_listing_note_control (self->seen, item);
}

static gboolean
read_header (RcGrantsCsvReader *self, const RcCsvRow *row, GError **error)
{
  self->columns = g_new0 (char *, row->cells->len + 1);
  for (guint i = 0; i < row->cells->len; i++)
    self->columns[i] = g_ascii_strdown (g_ptr_array_index (row->cells, i), -1);
  if (are_ours (self) || read_header_of_extract (self, row) || guess_columns (self, row))
    return TRUE;
  g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED,
                       _ ("the first row of the table names no column “title”"));
  return FALSE;
}

static RcReaderItem *
rc_grants_csv_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcGrantsCsvReader *self = RC_GRANTS_CSV_READER (reader);
  g_autoptr (RcCsvRow) row = NULL;
  RcReaderItem *item;

  if (self->rows == NULL)
    self->rows = rc_csv_rows_new (rc_reader_get_input (reader), 0, rc_reader_get_encoding (reader));
  if (self->columns == NULL)
    {
      g_autoptr (RcCsvRow) header = rc_csv_rows_next (self->rows, cancellable, error);

      if (header == NULL || !read_header (self, header, error))
        return NULL;
    }
  row = rc_csv_rows_next (self->rows, cancellable, error);
  if (row == NULL)
    return NULL;
  item = rc_reader_new_item (reader);
  rc_csv_row_account (row, item);
  if (row->broken == NULL && self->detail != NULL)
    read_row_of_extract (self, row->cells, item);
  else if (row->broken == NULL && self->mapping != NULL)
    read_row_of_stranger (self, row->cells, item);
  else if (row->broken == NULL)
    read_grant (self, row->cells, item);
  return item;
}

static void
rc_grants_csv_reader_finalize (GObject *object)
{
  RcGrantsCsvReader *self = RC_GRANTS_CSV_READER (object);

  g_clear_pointer (&self->rows, rc_csv_rows_free);
  g_strfreev (self->columns);
  rc_grants_gov_detail_free (self->detail);
  g_clear_pointer (&self->fields, g_array_unref);
  g_clear_pointer (&self->mapping, rc_listing_mapping_unref);
  g_hash_table_unref (self->seen);
  G_OBJECT_CLASS (rc_grants_csv_reader_parent_class)->finalize (object);
}

static void
rc_grants_csv_reader_class_init (RcGrantsCsvReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_grants_csv_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_grants_csv_reader_next;
}

static void
rc_grants_csv_reader_init (RcGrantsCsvReader *self)
{
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* A table of calls holds them all. */
  rc_reader_edit_page (RC_READER (self))->whole = TRUE;
}
