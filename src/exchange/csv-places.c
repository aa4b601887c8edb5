/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a table that are places in MARC. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-plan-private.h"
#include "exchange/csv-values.h"

#include <string.h>

static void
insert_field (RcMarc *marc, const char *tag, const char *data, gsize length)
{
  guint at = 0;

  while (at < rc_marc_get_n_fields (marc) && strcmp (rc_marc_get_field (marc, at)->tag, tag) <= 0)
    at++;
  rc_marc_insert_field (marc, at, tag, data, (gssize) length);
}

static const char *
get_cell (GPtrArray *cells, guint index)
{
  return index < cells->len ? cells->pdata[index] : "";
}

/* The columns that are subfields of one tag: the first values make the first field, the second ones another. */
static void
add_marc_fields (const RcCsvPlan *self, guint first, GPtrArray *cells, RcMarc *marc)
{
  const RcCsvPart *head = &g_array_index (self->parts, RcCsvPart, first);
  guint n = 1;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) data = g_string_new_len (head->place.indicators, 2);

      for (guint k = first; k < self->parts->len; k++)
        {
          const RcCsvPart *part = &g_array_index (self->parts, RcCsvPart, k);
          g_autoptr (GPtrArray) values = NULL;

          if (part->word != NULL || !g_str_equal (part->place.tag, head->place.tag))
            continue;
          values = rc_csv_split (get_cell (cells, k), part->values, FALSE);
          n = MAX (n, values->len);
          if (i < values->len)
            g_string_append_printf (data, "%c%c%s", RC_MARC_SUBFIELD, part->place.code, (char *) values->pdata[i]);
        }
      if (data->len > 2)
        insert_field (marc, head->place.tag, data->str, data->len);
    }
}

static void
set_control_field (RcMarc *marc, const char *tag, const char *text)
{
  int index = rc_marc_find (marc, tag, 0);

  if (index >= 0)
    rc_marc_replace_field (marc, (guint) index, text, -1);
  else
    insert_field (marc, tag, text, strlen (text));
}

static gboolean
is_first_of_tag (const RcCsvPlan *self, guint index)
{
  const RcCsvPart *part = &g_array_index (self->parts, RcCsvPart, index);

  for (guint i = 0; i < index; i++)
    {
      const RcCsvPart *before = &g_array_index (self->parts, RcCsvPart, i);

      if (before->word == NULL && g_str_equal (before->place.tag, part->place.tag))
        return FALSE;
    }
  return TRUE;
}

void
rc_csv_plan_add_places (const RcCsvPlan *self, GPtrArray *cells, RcMarc *marc)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const RcCsvPart *part = &g_array_index (self->parts, RcCsvPart, i);

      if (part->word != NULL)
        continue;
      if (part->place.code == '\0')
        {
          if (*get_cell (cells, i) != '\0')
            set_control_field (marc, part->place.tag, get_cell (cells, i));
        }
      else if (is_first_of_tag (self, i))
        add_marc_fields (self, i, cells, marc);
    }
}
