/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as a table: RFC 4180, one row a record, our words as columns, several values of a cell joined by "; ".
 *
 * It begins with a mark of UTF-8, without which Excel takes letters for those of Windows; LibreOffice shows it in neither
 * case. A text that a spreadsheet would calculate, as it begins with = + - or @, has an apostrophe before it, and one more
 * if it had some already; a ; within a value is doubled. The reader knows a table of ours by its columns and takes both back. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-copies.h"
#include "exchange/csv-words.h"
#include "exchange/writer-private.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"
#define REPLACEMENT "\xef\xbf\xbd"
#define NO_END 9999

static void
append_value (GString *cell, guint *n, const char *value)
{
  if ((*n)++ > 0)
    g_string_append (cell, "; ");
  for (const char *p = value != NULL ? value : ""; *p != '\0'; p++)
    {
      g_string_append_c (cell, *p);
      if (*p == ';')
        g_string_append_c (cell, ';');
    }
}

static gboolean
is_of_word (const RcReferenceName *name, const RcCsvWord *word)
{
  gboolean body = name->kind != RC_NAME_PERSON;

  if (word->role != NULL && g_str_equal (word->role, "aut"))
    return g_str_equal (name->role, "aut") && body == g_str_equal (word->word, "corporate author");
  if (word->role != NULL)
    return g_str_equal (name->role, word->role);
  /* Any role that has no column of its own. */
  for (guint i = 0; i < rc_csv_n_words; i++)
    if (rc_csv_words[i].role != NULL && g_str_equal (rc_csv_words[i].role, name->role))
      return FALSE;
  return TRUE;
}

static void
append_names (GString *cell, const RcReference *reference, const RcCsvWord *word)
{
  guint n = 0;

  for (guint i = 0; i < reference->names->len; i++)
    {
      const RcReferenceName *name = reference->names->pdata[i];
      g_autofree char *said = NULL;

      if (!is_of_word (name, word))
        continue;
      said = word->role == NULL && *name->role != '\0' ? g_strdup_printf ("%s (%s)", name->heading, name->role) : g_strdup (name->heading);
      append_value (cell, &n, said);
    }
}

static void
append_list (GString *cell, GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    append_value (cell, &n, list->pdata[i]);
}

static void
append_others (GString *cell, const RcReference *reference)
{
  guint n = 0;

  for (guint i = 0; i < reference->others->len; i++)
    {
      const RcReferenceOther *other = reference->others->pdata[i];
      gboolean csv = g_str_equal (other->format, "csv");
      g_autofree char *text = g_strconcat (csv ? "" : other->format, csv ? "" : "/", other->name, ": ", other->value, NULL);

      append_value (cell, &n, text);
    }
}

static void
append_year (GString *cell, const RcReference *reference)
{
  if (reference->year_end == NO_END)
    g_string_append_printf (cell, "%04d-", reference->year);
  else if (reference->year_end > 0)
    g_string_append_printf (cell, "%04d-%04d", reference->year, reference->year_end);
  else if (reference->issued != NULL)
    g_string_append (cell, reference->issued);
}

/* As many values as there are copies, so that those of one copy have the same place in each cell. */
static void
append_copies (GString *cell, GPtrArray *copies, RcCsvKind kind)
{
  guint n = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < copies->len; i++)
    {
      g_autofree char *text = rc_csv_copies_get (copies->pdata[i], kind);

      any = any || (text != NULL && *text != '\0');
      append_value (cell, &n, text);
    }
  if (!any)
    g_string_truncate (cell, 0);
}

static void
append_word (GString *cell, const RcCsvWord *word, const RcReference *reference, GPtrArray *copies)
{
  switch (word->kind)
    {
    case RC_CSV_TEXT:
      if (G_STRUCT_MEMBER (char *, reference, word->offset) != NULL)
        g_string_append (cell, G_STRUCT_MEMBER (char *, reference, word->offset));
      break;
    case RC_CSV_LIST:
      append_list (cell, G_STRUCT_MEMBER (GPtrArray *, reference, word->offset));
      break;
    case RC_CSV_NAMES:
      append_names (cell, reference, word);
      break;
    case RC_CSV_YEAR:
      append_year (cell, reference);
      break;
    case RC_CSV_LANGUAGE:
      append_list (cell, reference->languages);
      break;
    case RC_CSV_TYPE:
      g_string_append (cell, rc_reference_type_to_string (reference->type));
      break;
    case RC_CSV_PAGES:
      g_string_append (cell, reference->pages != NULL ? reference->pages : "");
      break;
    case RC_CSV_BARCODE:
    case RC_CSV_SHELFMARK:
    case RC_CSV_LOCATION:
    case RC_CSV_COPY_NOTE:
    case RC_CSV_STATUS:
    case RC_CSV_DUE:
      append_copies (cell, copies, word->kind);
      break;
    case RC_CSV_OTHER:
      append_others (cell, reference);
      break;
    case RC_CSV_NONE:
    case RC_CSV_MARC:
    default:
      break;
    }
}

/* A cell as RFC 4180 has it. */
static void
append_cell (GString *out, const char *text, guint *n_replaced)
{
  const char *p = text + strspn (text, "'");
  gboolean quote = strpbrk (text, ",\"\r\n") != NULL || *text == ' ' || (*text != '\0' && text[strlen (text) - 1] == ' ');

  if (quote)
    g_string_append_c (out, '"');
  if (*p != '\0' && strchr ("=+-@", *p) != NULL)
    g_string_append_c (out, '\'');
  for (p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append (out, "\"\"");
      else if ((guchar) *p < ' ' && strchr ("\t\r\n", *p) == NULL)
        {
          g_string_append (out, REPLACEMENT);
          (*n_replaced)++;
        }
      else
        g_string_append_c (out, *p);
    }
  if (quote)
    g_string_append_c (out, '"');
}

static gboolean
append_row (const RcMarc *marc, GPtrArray *copies, GString *out, RcWriterState *state, GError **error)
{
  g_autoptr (RcReference) reference = rc_reference_new_from_marc (marc);
  g_autoptr (GPtrArray) all = copies != NULL ? g_ptr_array_ref (copies) : rc_copies_from_marc (marc);

  for (guint i = 0; i < rc_csv_n_words; i++)
    {
      g_autoptr (GString) cell = g_string_new (NULL);

      if (rc_csv_words[i].kind == RC_CSV_NONE)
        continue;
      append_word (cell, &rc_csv_words[i], reference, all);
      if (i > 0)
        g_string_append_c (out, ',');
      append_cell (out, cell->str, &state->n_replaced);
    }
  g_string_append (out, "\r\n");
  return TRUE;
}

const RcWriterFormat rc_csv_writer = {
  .head = BOM "control,type,title,subtitle,short title,parallel title,responsibility,author,corporate author,editor,translator,illustrator,"
              "compiler,contributor,in,in short,volume,issue,pages,edition,place,publisher,year,extent,series,series number,isbn,issn,doi,"
              "number,url,accessed,language,subject,genre,abstract,notes,call number,key,barcode,shelfmark,location,copy note,status,due,other\r\n",
  .append_with_copies = append_row,
};
