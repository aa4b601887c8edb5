/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publications out of a table, by a mapping or by the names of its columns. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-guess.h"
#include "exchange/csv-record.h"
#include "exchange/csv-rows.h"
#include "exchange/csv-scan.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define MAX_WAITING 50 /* rows that are looked at before the first record is given */

struct _RcCsvReader
{
  RcReader parent_instance;

  RcCsvMapping *asked; /* (owned) (nullable) */
  RcCsvRows *rows;     /* (owned) (nullable) made for the first row */
  GQueue waiting;      /* (owned) RcCsvRow that were looked at */
  RcCsvPlan *plan;     /* (owned) (nullable) */
  GPtrArray *header;   /* (owned) (nullable) char * */
  GPtrArray *notices;  /* (owned) char *: what the first record says of the whole table */
};

#define RC_TYPE_CSV_READER (rc_csv_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcCsvReader, rc_csv_reader, RC, CSV_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcCsvReader, rc_csv_reader, RC_TYPE_READER)

/* What the guess was, in one line. */
static char *
describe (const RcCsvMapping *mapping)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const RcCsvColumn *column = mapping->columns->pdata[i];
      gboolean other = g_str_equal (column->word, "other");
      GString *list = other ? kept : known;

      if (list->len > 0)
        g_string_append (list, ", ");
      g_string_append (list, column->name);
      if (!other)
        g_string_append_printf (list, " = %s", column->word);
    }
  if (kept->len > 0)
    return g_strdup_printf (_ ("the columns were read as %s; kept beside the records: %s"), known->str, kept->str);
  return g_strdup_printf (_ ("the columns were read as %s"), known->str);
}

/* Tables that older programs wrote have no columns for these. */
static gboolean
is_new (const RcCsvWord *word)
{
  return word->kind >= RC_CSV_COPY_NOTE && word->kind <= RC_CSV_DUE;
}

/* The table is one that we wrote: its columns are all of ours, in our order. */
static gboolean
is_ours (GPtrArray *header)
{
  guint n = 0;

  if (header == NULL)
    return FALSE;
  for (guint i = 0; i < rc_csv_n_words; i++)
    {
      if (rc_csv_words[i].kind == RC_CSV_NONE)
        continue;
      if (n < header->len && g_str_equal (header->pdata[n], rc_csv_words[i].word))
        n++;
      else if (!is_new (&rc_csv_words[i]))
        return FALSE;
    }
  return n == header->len;
}

static void
note_mapping (RcCsvReader *self, const RcCsvMapping *mapping, guint n_before)
{
  gboolean plain = TRUE;

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const RcCsvColumn *column = mapping->columns->pdata[i];

      plain = plain && g_ascii_strcasecmp (column->name, column->word) == 0;
    }
  if (!plain)
    g_ptr_array_add (self->notices, describe (mapping));
  if (mapping->order == RC_CSV_ORDER_FIRST_LAST)
    g_ptr_array_add (self->notices, g_strdup (_ ("names without a comma were read with the first name first")));
  if (mapping->n_skip > 0)
    g_ptr_array_add (self->notices, g_strdup_printf (ngettext ("%u row before the names of the columns was left out",
                                                               "%u rows before the names of the columns were left out", mapping->n_skip),
                                                     mapping->n_skip));
}

/* Looks at the first rows. FALSE at the end of an empty table or on an error. */
static gboolean
start (RcCsvReader *self, GCancellable *cancellable, GError **error)
{
  const char *encoding = rc_reader_get_encoding (RC_READER (self));
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (RcCsvMapping) mapping = NULL;
  g_autofree char *missing = NULL;
  guint n_before = 0, n_most = MAX_WAITING + (self->asked != NULL ? self->asked->n_skip : 0);

  if (encoding == NULL && self->asked != NULL)
    encoding = self->asked->encoding;
  self->rows = rc_csv_rows_new (rc_reader_get_input (RC_READER (self)), self->asked != NULL ? self->asked->separator : '\0', encoding);
  while (g_queue_get_length (&self->waiting) < n_most)
    {
      g_autoptr (GError) problem = NULL;
      RcCsvRow *row = rc_csv_rows_next (self->rows, cancellable, &problem);

      if (problem != NULL && rows->len == 0)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (row == NULL)
        break;
      g_queue_push_tail (&self->waiting, row);
      if (row->broken == NULL)
        g_ptr_array_add (rows, row->cells);
    }
  if (rows->len == 0)
    return FALSE;
  mapping = self->asked != NULL ? rc_csv_match (self->asked, rows, &n_before, &missing) : rc_csv_guess (rows, &n_before);
  if (mapping->has_header && mapping->n_skip < rows->len)
    self->header = g_ptr_array_ref (rows->pdata[mapping->n_skip]);
  self->plan = rc_csv_plan_new (mapping, self->asked == NULL && is_ours (self->header));
  if (self->asked == NULL)
    note_mapping (self, mapping, n_before);
  if (missing != NULL)
    g_ptr_array_add (self->notices, g_strdup_printf (_ ("the table has no column “%.60s”, which the mapping names"), missing));
  /* Broken rows among those before the records are records that could not be read. */
  for (GList *link = self->waiting.head; link != NULL && n_before > 0;)
    {
      GList *next = link->next;
      RcCsvRow *row = link->data;

      if (row->broken == NULL)
        {
          if (row->guessed)
            g_ptr_array_add (self->notices, g_strdup_printf (_ ("the text was read as %s: a guess by its letters"), row->encoding));
          g_queue_delete_link (&self->waiting, link);
          rc_csv_row_free (row);
          n_before--;
        }
      link = next;
    }
  return TRUE;
}

static gboolean
repeats_header (RcCsvReader *self, GPtrArray *cells)
{
  if (self->header == NULL || self->header->len != cells->len)
    return FALSE;
  for (guint i = 0; i < cells->len; i++)
    if (!g_str_equal (cells->pdata[i], self->header->pdata[i]))
      return FALSE;
  return TRUE;
}

static RcReaderItem *
rc_csv_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcCsvReader *self = RC_CSV_READER (reader);
  g_autoptr (RcCsvRow) row = NULL;
  RcReaderItem *item;

  if (self->plan == NULL && self->rows == NULL && !start (self, cancellable, error))
    return NULL;
  row = g_queue_pop_head (&self->waiting);
  if (row == NULL)
    row = rc_csv_rows_next (self->rows, cancellable, error);
  if (row == NULL)
    return NULL;
  item = rc_reader_new_item (reader);
  rc_csv_row_account (row, item);
  if (self->notices->len > 0)
    {
      for (guint i = 0; i < self->notices->len; i++)
        rc_reader_item_warn (item, "%s", (char *) self->notices->pdata[i]);
      g_ptr_array_set_size (self->notices, 0);
    }
  if (row->broken != NULL)
    return item;
  if (repeats_header (self, row->cells))
    rc_reader_item_reject (item, _ ("line %" PRIu64 ": the names of the columns once more"), row->line);
  else
    rc_csv_plan_read (self->plan, row->cells, item);
  return item;
}

static void
rc_csv_reader_finalize (GObject *object)
{
  RcCsvReader *self = RC_CSV_READER (object);

  g_clear_pointer (&self->asked, rc_csv_mapping_free);
  g_clear_pointer (&self->rows, rc_csv_rows_free);
  g_clear_pointer (&self->plan, rc_csv_plan_free);
  g_clear_pointer (&self->header, g_ptr_array_unref);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) rc_csv_row_free);
  g_ptr_array_unref (self->notices);
  G_OBJECT_CLASS (rc_csv_reader_parent_class)->finalize (object);
}

static void
rc_csv_reader_class_init (RcCsvReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_csv_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_csv_reader_next;
}

static void
rc_csv_reader_init (RcCsvReader *self)
{
  self->notices = g_ptr_array_new_with_free_func (g_free);
}

void
rc_reader_set_mapping (RcReader *self, const RcCsvMapping *mapping)
{
  RcCsvReader *reader;

  g_return_if_fail (RC_IS_READER (self) && mapping != NULL);

  if (!RC_IS_CSV_READER (self))
    return;
  reader = RC_CSV_READER (self);
  g_clear_pointer (&reader->asked, rc_csv_mapping_free);
  reader->asked = rc_csv_mapping_copy (mapping);
}
