/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a disc, as a record. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <string.h>

#include "import/capture-record.h"

/* Valid, and what could be taken for MARC's own marks is made blanks. */
static char *
clean (const char *text)
{
  char *valid = g_utf8_make_valid (text, -1);

  for (char *p = valid; *p != '\0'; p++)
    if ((guchar) *p < 0x20)
      *p = ' ';
  return valid;
}

/* One subfield after the indicators. */
static void
add_field (RcMarc *marc, const char *tag, const char *indicators, char code, const char *text)
{
  g_autofree char *valid = clean (text);
  g_autofree char *data = g_strdup_printf ("%s%c%c%s", indicators, RC_MARC_SUBFIELD, code, valid);

  rc_marc_add_field (marc, tag, data, -1);
}

static char *
choose_title (const RcCaptureRecord *self)
{
  const char *volume = self->volume;

  if (self->options->title != NULL && *self->options->title != '\0')
    return g_strdup (self->options->title);
  if (volume != NULL && *volume != '\0')
    return g_strdup (volume);
  return g_path_get_basename (self->path);
}

/* The tracks of sound, as the contents of a disc are written down: "1. Title (3:25) -- 2. (4:10)". */
static void
add_tracks (const RcCaptureRecord *self, RcMarc *marc)
{
  g_auto (GStrv) lines = g_strsplit (self->facts, "\n", -1);
  g_autoptr (GString) contents = g_string_new (NULL);

  for (int i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 5);
      gint64 seconds;

      if (g_strv_length (parts) < 4 || strcmp (parts[0], "track") != 0 || strcmp (parts[2], "audio") != 0)
        continue;
      seconds = g_ascii_strtoll (parts[3], NULL, 10) / 75;
      g_string_append_printf (contents, "%s%s. %s%s(%d:%02d)", contents->len > 0 ? " -- " : "", parts[1], parts[4] != NULL ? parts[4] : "",
                              parts[4] != NULL ? " " : "", (int) MIN (seconds / 60, 9999), (int) (seconds % 60));
    }
  if (contents->len > 0)
    add_field (marc, "505", "0 ", 'a', contents->str);
}

/* What somebody typed of publisher, year and languages. */
static void
add_imprint (const RcCaptureRecord *self, RcMarc *marc)
{
  const RcCaptureOptions *options = self->options;
  g_auto (GStrv) codes = options->languages != NULL ? g_strsplit_set (options->languages, " ,;", -1) : NULL;
  g_autofree char *publisher = clean (options->publisher != NULL ? options->publisher : "");
  g_autoptr (GString) languages = g_string_new ("0 ");
  g_autoptr (GString) imprint = g_string_new (" 1");

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    if (strlen (codes[i]) == 3)
      g_string_append_printf (languages, "%ca%s", RC_MARC_SUBFIELD, codes[i]);
  if (*publisher != '\0')
    g_string_append_printf (imprint, "%cb%s", RC_MARC_SUBFIELD, publisher);
  if (options->year > 0)
    g_string_append_printf (imprint, "%cc%d", RC_MARC_SUBFIELD, options->year);
  if (languages->len > 2)
    rc_marc_add_field (marc, "041", languages->str, -1);
  if (imprint->len > 2)
    rc_marc_add_field (marc, "264", imprint->str, -1);
}

RcRecord *
rc_capture_make_record (const RcCaptureRecord *self)
{
  RcMarc *marc = rc_marc_new ();
  g_autofree char *title = choose_title (self);
  g_autofree char *extent = g_strdup_printf ("1 disc (%u files)", self->n_files);
  const char *volume = self->volume;

  rc_marc_set_leader (marc, "00000nmm a2200000 a 4500");
  add_field (marc, "245", "00", 'a', title);
  add_imprint (self, marc);
  add_field (marc, "300", "  ", 'a', extent);
  if (volume != NULL && *volume != '\0')
    {
      g_autofree char *note = g_strdup_printf ("Name of the volume: %s", volume);

      add_field (marc, "500", "  ", 'a', note);
    }
  add_tracks (self, marc);
  if (self->only_found)
    add_field (marc, "500", "  ", 'a', "The texts of its documents are found here; to read them, ask for the disc");
  if (self->options->shelfmark != NULL && *self->options->shelfmark != '\0')
    add_field (marc, "852", "  ", 'h', self->options->shelfmark);
  return rc_record_new_marc (RC_KIND_DISC, marc);
}
