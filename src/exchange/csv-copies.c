/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies that stand in a row of a table, several in a cell. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-copies.h"

#include "exchange/csv-values.h"
#include "text/fold.h"

#include <glib/gi18n.h>
#include <string.h>

#define PART(kind) ((kind) -RC_CSV_BARCODE)
#define DAY 10 /* letters of YYYY-MM-DD */

static const struct
{
  RcCopyStatus status;
  const char *names; /* folded; "|" between and around */
} statuses[] = {
  { RC_COPY_ON_SHELF, "|on shelf|available|in|in library|checked in|not checked out|в наличии|на полке|на месте|доступен|доступно|доступна|свободен|"
                      "сореде|сөреде|қолда бар|бар|disponible|en rayon|en estante|verfugbar|im regal|vorhanden|" },
  { RC_COPY_ON_LOAN, "|on loan|checked out|loaned|loan|out|borrowed|issued|выдан|выдано|выдана|на руках|у читателя|берілді|берілген|оқырманда|"
                     "prete|emprunte|en pret|prestado|en prestamo|ausgeliehen|entliehen|verliehen|" },
  { RC_COPY_MISSING, "|missing|lost|утерян|утеряна|утеряно|потерян|нет на месте|отсутствует|жоғалған|жоғалды|perdu|manquant|perdido|extraviado|"
                     "vermisst|verloren|" },
  { RC_COPY_IN_REPAIR, "|in repair|repair|damaged|binding|at bindery|в ремонте|в переплете|на реставрации|жондеуде|жөндеуде|en reparation|en reliure|"
                       "en reparacion|in reparatur|beim buchbinder|" },
};

void
rc_csv_copies_clear (RcCsvCopies *self)
{
  for (guint i = 0; i < RC_CSV_N_COPY_PARTS; i++)
    g_clear_pointer (&self->texts[i], g_ptr_array_unref);
}

gboolean
rc_csv_read_status (const char *text, RcCopyStatus *status)
{
  g_autofree char *folded = rc_text_fold (text, -1);
  g_autofree char *barred = g_strconcat ("|", folded, "|", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (statuses) && *folded != '\0'; i++)
    if (strstr (statuses[i].names, barred) != NULL)
      {
        if (status != NULL)
          *status = statuses[i].status;
        return TRUE;
      }
  return FALSE;
}

/* YYYY-MM-DD; NULL when the text is no day. */
static char *
dup_day (const char *text)
{
  g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_OTHER);
  gboolean whole;

  if (!rc_csv_read_date (reference, text, &whole) || !whole || reference->issued == NULL || strlen (reference->issued) != DAY)
    return NULL;
  return g_strdup (reference->issued);
}

/* Most copies have no note and are not lent: empty values keep the place of others. */
static GPtrArray *
split_with_empty (const char *cell, char sign)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (const char *start = cell; start != NULL;)
    {
      const char *end = sign != '\0' ? strchr (start, sign) : NULL;

      g_ptr_array_add (texts, g_strstrip (end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start)));
      start = end != NULL ? end + 1 : NULL;
    }
  return texts;
}

gboolean
rc_csv_copies_read (RcCsvCopies *self, RcCsvKind kind, const char *column, const char *cell, char sign, gboolean exact)
{
  guint part = PART (kind);

  if (self->texts[part] != NULL)
    return FALSE;
  self->texts[part] = !exact && kind >= RC_CSV_COPY_NOTE ? split_with_empty (cell, sign) : rc_csv_split (cell, sign, exact);
  self->cells[part] = cell;
  self->columns[part] = column;
  return TRUE;
}

static guint
count_texts (const RcCsvCopies *self, RcCsvKind kind)
{
  const GPtrArray *texts = self->texts[PART (kind)];

  return texts != NULL ? texts->len : 0;
}

static guint
count_copies (const RcCsvCopies *self)
{
  guint n = count_texts (self, RC_CSV_BARCODE);

  return MAX (n, MAX (count_texts (self, RC_CSV_SHELFMARK), count_texts (self, RC_CSV_LOCATION)));
}

/* Whether each of the texts is such, and no more than there are copies. */
static gboolean
is_understood (const RcCsvCopies *self, RcCsvKind kind)
{
  GPtrArray *texts = self->texts[PART (kind)];
  guint n = count_copies (self);

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = texts->pdata[i];
      g_autofree char *day = kind == RC_CSV_DUE ? dup_day (text) : NULL;

      if (*text != '\0' && (kind == RC_CSV_DUE ? day == NULL : kind == RC_CSV_STATUS && !rc_csv_read_status (text, NULL)))
        return FALSE;
    }
  return texts->len <= n;
}

void
rc_csv_copies_settle (RcCsvCopies *self, RcReference *reference, const char *format, RcReaderItem *item)
{
  /* "37; К 12" of one copy is one shelfmark, and so is its place. */
  for (guint kind = RC_CSV_SHELFMARK; kind <= RC_CSV_COPY_NOTE; kind++)
    {
      guint part = PART (kind), n_barcodes = count_texts (self, RC_CSV_BARCODE);
      GPtrArray *texts = self->texts[part];

      if (texts == NULL || texts->len < 2 || n_barcodes == 0 || texts->len == n_barcodes)
        continue;
      g_ptr_array_set_size (texts, 0);
      g_ptr_array_add (texts, g_strdup (self->cells[part]));
    }
  for (guint kind = RC_CSV_COPY_NOTE; kind <= RC_CSV_DUE; kind++)
    {
      guint part = PART (kind);

      if (self->texts[part] == NULL || is_understood (self, kind))
        continue;
      if (count_copies (self) > 0)
        rc_reader_item_warn (item, _ ("%s: “%.40s” is not said of its copies, but kept beside the record"), self->columns[part], self->cells[part]);
      rc_reference_add_other (reference, format, self->columns[part], self->cells[part]);
      g_clear_pointer (&self->texts[part], g_ptr_array_unref);
    }
}

/* What is said once is said of all copies; NULL when nothing is. */
static const char *
get_text (const RcCsvCopies *self, RcCsvKind kind, guint index)
{
  const GPtrArray *texts = self->texts[PART (kind)];
  const char *text = NULL;

  if (texts != NULL && texts->len == 1 && kind != RC_CSV_BARCODE)
    index = 0;
  if (texts != NULL && index < texts->len)
    text = texts->pdata[index];
  return text != NULL && *text != '\0' ? text : NULL;
}

GPtrArray *
rc_csv_copies_make (const RcCsvCopies *self, gboolean *says_status)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);

  *says_status = self->texts[PART (RC_CSV_STATUS)] != NULL || self->texts[PART (RC_CSV_DUE)] != NULL;
  for (guint i = 0; i < count_copies (self); i++)
    {
      RcCopy *copy = rc_copy_new ();
      const char *status = get_text (self, RC_CSV_STATUS, i), *due = get_text (self, RC_CSV_DUE, i);

      copy->barcode = g_strdup (get_text (self, RC_CSV_BARCODE, i));
      copy->shelfmark = g_strdup (get_text (self, RC_CSV_SHELFMARK, i));
      copy->location = g_strdup (get_text (self, RC_CSV_LOCATION, i));
      copy->note = g_strdup (get_text (self, RC_CSV_COPY_NOTE, i));
      copy->due = due != NULL ? dup_day (due) : NULL;
      if (status == NULL || !rc_csv_read_status (status, &copy->status))
        copy->status = copy->due != NULL ? RC_COPY_ON_LOAN : RC_COPY_ON_SHELF;
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

char *
rc_csv_copies_get (const RcCopy *copy, RcCsvKind kind)
{
  switch (kind)
    {
    case RC_CSV_BARCODE:
      return g_strdup (copy->barcode);
    case RC_CSV_SHELFMARK:
      return g_strdup (copy->shelfmark);
    case RC_CSV_LOCATION:
      return g_strdup (copy->location);
    case RC_CSV_COPY_NOTE:
      return g_strdup (copy->note);
    case RC_CSV_STATUS:
      return g_strdup (rc_copy_status_to_string (copy->status));
    case RC_CSV_DUE:
      return g_strdup (copy->due);
    default:
      return NULL;
    }
}
