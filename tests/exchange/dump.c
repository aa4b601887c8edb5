/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader makes of a file, a line for each record and field; with -n nothing but the number of records. */
#include "exchange/reader.h"

#include <stdio.h>
#include <string.h>

static void
print_field (const RcMarcField *field)
{
  printf ("F%s\t", field->tag);
  for (gsize i = 0; i < field->length; i++)
    if (field->data[i] == '\n' || field->data[i] == '\r')
      putchar (' ');
    else
      putchar (field->data[i]);
  putchar ('\n');
}

static void
print_item (const RcReaderItem *item)
{
  const RcMarc *marc = item->record != NULL ? item->record->marc : NULL;

  printf ("R%" G_GUINT64_FORMAT "\t%s\t%s\t%u\n", item->position, item->encoding != NULL ? item->encoding : "",
          item->rejection != NULL ? item->rejection : "", item->warnings->len);
  for (guint i = 0; marc != NULL && i < rc_marc_get_n_fields (marc); i++)
    print_field (rc_marc_get_field (marc, i));
}

int
main (int argc, char **argv)
{
  gboolean quiet = argc == 3 && g_str_equal (argv[1], "-n");
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (RcReader) reader = NULL;
  guint64 n_records = 0, n_rejected = 0;
  gint64 started = g_get_monotonic_time ();

  if (argc != 2 && !quiet)
    {
      fprintf (stderr, "dump [-n] FILE\n");
      return 2;
    }
  file = g_file_new_for_path (argv[argc - 1]);
  stream = g_file_read (file, NULL, &error);
  reader = stream != NULL ? rc_reader_new (G_INPUT_STREAM (stream), RC_FORMAT_AUTO, NULL, NULL, &error) : NULL;
  while (reader != NULL)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, &error);

      if (item == NULL)
        break;
      n_records++;
      n_rejected += item->rejection != NULL;
      if (!quiet)
        print_item (item);
    }
  if (error != NULL)
    fprintf (stderr, "%s\n", error->message);
  if (quiet)
    printf ("%" G_GUINT64_FORMAT " records, %" G_GUINT64_FORMAT " rejected, %.2f seconds\n", n_records, n_rejected,
            (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);
  return error != NULL;
}
