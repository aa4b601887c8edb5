/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readings of documents, each in a file beside the catalogue that is whole or not there. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "import/capture-image.h"
#include "import/capture-kept.h"
#include "record/problem.h"

#define ENDING ".texts"
#define OLD_DAYS 30

/* The version of readings, path, title, pages; pages looked at, complete, with text, language, outline, problems of pages; the pages: text,
 * boxes, label; what was told. */
#define PAGE "(smayms)"
#define READING "(usmsiibimsmsmsa" PAGE "as)"

char *
rc_capture_kept_open (const char *catalogue_folder, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *above = rc_capture_make_folder (catalogue_folder, &error);
  g_autofree char *name = g_strconcat (sha256, ENDING, NULL);
  g_autofree char *folder = above != NULL ? g_build_filename (above, name, NULL) : NULL;

  if (folder == NULL || g_mkdir_with_parents (folder, 0700) != 0)
    return NULL;
  return g_steal_pointer (&folder);
}

static char *
make_path (const char *folder, const char *path)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_build_filename (folder, name, NULL);
}

static void
take_pages (GVariant *pages, RcTextReading *reading)
{
  GVariantIter iter;
  const char *text, *label;
  GVariant *boxes;

  g_variant_iter_init (&iter, pages);
  while (g_variant_iter_loop (&iter, "(&sm@aym&s)", &text, &boxes, &label))
    {
      g_autoptr (GBytes) bytes = boxes != NULL ? g_variant_get_data_as_bytes (boxes) : NULL;
      RcPageText *page = rc_page_text_new (text, bytes);

      page->label = g_strdup (label);
      g_ptr_array_add (reading->pages, page);
    }
}

/* (transfer full) (nullable) What is in the file, where that is whole. */
static GVariant *
load (const char *file)
{
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize length;
  g_autoptr (GVariant) kept = NULL;

  if (!g_file_get_contents (file, &bytes, &length, &error))
    return NULL;
  kept = g_variant_ref_sink (g_variant_new_from_data (G_VARIANT_TYPE (READING), bytes, length, FALSE, g_free, bytes));
  return g_variant_is_normal_form (kept) ? g_steal_pointer (&kept) : NULL;
}

GPtrArray *
rc_capture_kept_take (const char *folder, RcCapturedText *text)
{
  g_autofree char *file = make_path (folder, text->path);
  g_autoptr (GVariant) kept = load (file);
  g_autoptr (GVariant) pages = NULL, told = NULL;
  g_autoptr (RcTextReading) reading = NULL;
  g_autofree const char **messages = NULL;
  GPtrArray *problems;
  guint32 version;
  const char *path;

  if (kept == NULL)
    return NULL;
  g_variant_get_child (kept, 0, "u", &version);
  g_variant_get_child (kept, 1, "&s", &path);
  if (version != RC_TEXT_READING_VERSION || strcmp (path, text->path) != 0)
    return NULL;
  reading = rc_text_reading_new ();
  g_variant_get (kept, "(u&smsiibimsmsms@a" PAGE "@as)", NULL, NULL, &text->title, &text->pages, &reading->done, &reading->complete,
                 &reading->with_text, &reading->language, &reading->outline, &reading->problems, &pages, &told);
  take_pages (pages, reading);
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  messages = g_variant_get_strv (told, NULL);
  for (guint i = 0; messages[i] != NULL; i++)
    g_ptr_array_add (problems, rc_problem_new (text->path, 0, NULL, messages[i]));
  text->reading = g_steal_pointer (&reading);
  return problems;
}

static GVariant *
make_pages (const RcTextReading *reading)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" PAGE));
  for (guint i = 0; i < reading->pages->len; i++)
    {
      const RcPageText *page = g_ptr_array_index (reading->pages, i);
      GVariant *boxes = page->boxes != NULL ? g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, page->boxes, TRUE) : NULL;

      g_variant_builder_add (&builder, "(sm@ayms)", page->text, boxes, page->label);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
make_told (GPtrArray *problems, guint first)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("as"));
  for (guint i = first; i < problems->len; i++)
    g_variant_builder_add (&builder, "s", ((const RcProblem *) g_ptr_array_index (problems, i))->message);
  return g_variant_builder_end (&builder);
}

void
rc_capture_kept_add (const char *folder, const RcCapturedText *text, GPtrArray *problems, guint first)
{
  const RcTextReading *reading = text->reading;
  g_autofree char *file = make_path (folder, text->path);
  g_autoptr (GVariant) kept = NULL;
  g_autoptr (GError) error = NULL;

  kept = g_variant_ref_sink (g_variant_new ("(usmsiibimsmsms@a" PAGE "@as)", RC_TEXT_READING_VERSION, text->path, text->title, text->pages,
                                            reading->done, reading->complete, reading->with_text, reading->language, reading->outline,
                                            reading->problems, make_pages (reading), make_told (problems, first)));
  /* What cannot be kept is read again. */
  if (!g_file_set_contents_full (file, g_variant_get_data (kept), (gssize) g_variant_get_size (kept), G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    g_debug ("%s", error->message);
}

void
rc_capture_kept_drop (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

void
rc_capture_kept_drop_old (const char *catalogue_folder)
{
  g_autofree char *above = rc_capture_make_folder (catalogue_folder, NULL);
  g_autoptr (GDir) dir = above != NULL ? g_dir_open (above, 0, NULL) : NULL;
  gint64 before = g_get_real_time () / G_USEC_PER_SEC - OLD_DAYS * 24 * 60 * 60;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (above, name, NULL);
      struct stat status;

      /* A folder is as young as the last thing that was put into it. */
      if (fstatat (AT_FDCWD, path, &status, AT_SYMLINK_NOFOLLOW) != 0 || status.st_mtime > before)
        continue;
      if (S_ISREG (status.st_mode))
        g_unlink (path);
      else if (S_ISDIR (status.st_mode) && g_str_has_suffix (name, ENDING))
        rc_capture_kept_drop (path);
    }
}
