/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mapping that people made or that was kept, for the columns that a table has. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-guess-private.h"
#include "exchange/csv-guess.h"

/* A table can have two columns of one name: then the place tells them apart. */
static const RcCsvColumn *
find_column (const RcCsvMapping *mapping, const char *name, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  const RcCsvColumn *same = index < mapping->columns->len ? mapping->columns->pdata[index] : NULL;

  if (same != NULL && (g_str_equal (same->name, name) || g_str_equal (same->name, number)))
    return same;
  for (guint i = 0; i < mapping->columns->len; i++)
    if (g_str_equal (((RcCsvColumn *) mapping->columns->pdata[i])->name, name))
      return mapping->columns->pdata[i];
  for (guint i = 0; i < mapping->columns->len; i++)
    if (g_str_equal (((RcCsvColumn *) mapping->columns->pdata[i])->name, number))
      return mapping->columns->pdata[i];
  return NULL;
}

static gboolean
is_among (const RcCsvMapping *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      if (g_str_equal (((RcCsvColumn *) self->columns->pdata[i])->name, name) || g_str_equal (number, name))
        return TRUE;
    }
  return FALSE;
}

RcCsvMapping *
rc_csv_match (const RcCsvMapping *mapping, GPtrArray *rows, guint *n_before, char **missing)
{
  RcCsvMapping *self = rc_csv_mapping_new ();
  guint from = mapping->n_skip + (mapping->has_header ? 1 : 0);

  self->has_header = mapping->has_header;
  self->n_skip = mapping->n_skip;
  self->values = mapping->values;
  self->order = mapping->order;
  self->encoding = g_strdup (mapping->encoding);
  rc_csv_add_columns (self, rows, mapping->has_header && mapping->n_skip < rows->len ? (int) mapping->n_skip : -1);
  for (guint i = 0; i < self->columns->len; i++)
    {
      RcCsvColumn *column = self->columns->pdata[i];
      const RcCsvColumn *said = find_column (mapping, column->name, i);

      column->word = g_strdup (said != NULL ? said->word : "other");
      column->values = said != NULL ? said->values : '\0';
    }
  *missing = NULL;
  for (guint i = 0; i < mapping->columns->len && *missing == NULL; i++)
    {
      const char *name = ((RcCsvColumn *) mapping->columns->pdata[i])->name;

      if (!is_among (self, name))
        *missing = g_strdup (name);
    }
  if (self->values == '\0')
    rc_csv_guess_values (self, rows, from);
  if (self->order == RC_CSV_ORDER_AUTO)
    rc_csv_guess_order (self, rows, from);
  *n_before = from;
  return self;
}
