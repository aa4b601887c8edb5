/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making of the small files that the tests of documents and discs read. */
#include "fixture.h"

#include "../remove-tree.h"

#include <archive.h>
#include <archive_entry.h>
#include <cairo-pdf.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

/* /P of a PDF, and what the password's padding is then. */
#define NO_PRINT (-8)
#define NO_PRINT_PROOF "004a060d00f53511adc55451e36a5e42cba0d77dab1fe3f2f178f0bb07b5656a"
#define NO_COPY (-20)
#define NO_COPY_PROOF "5bfeea222b7ef6390058c457060d3f5b5459d9b0f989525a0b1467cf4bcd2244"

#define PATIENCE_MS 60000

/* fontconfig keeps some things for ever; the leaks we look for are our own. */
const char *__lsan_default_suppressions (void);
const char *
__lsan_default_suppressions (void)
{
  return "leak:libfontconfig\n";
}

static char *
new_path (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rc-fixture-XXXXXX", &error);

  g_assert_no_error (error);
  return g_build_filename (folder, name, NULL);
}

char *
fixture_make_pdf (const char *const *const *pages, int n_pages)
{
  char *path = new_path ("made.pdf");
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, "Отырар, a made document");
  cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, "Соңғы бет", n_pages == 3 ? "page=3" : "page=1",
                                 CAIRO_PDF_OUTLINE_FLAG_OPEN);
  cairo_select_font_face (cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 24);
  for (int i = 0; i < n_pages; i++)
    {
      for (int line = 0; pages[i][line]; line++)
        {
          cairo_move_to (cr, 72, 100 + 40 * line);
          cairo_show_text (cr, pages[i][line]);
        }
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

/* Permissions are told by encrypted files only: with RC4 of 40 bits, for an empty password. Nothing in it is a string or a stream, so that
 * nothing is to be encrypted but what shows that the password is right. */
char *
fixture_make_restricted_pdf (gboolean print)
{
  g_autofree char *none = g_strnfill (64, '0');
  g_autofree char *written = g_strdup_printf (
      "%%PDF-1.4\n"
      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 300 400]>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n"
      "4 0 obj<</Filter/Standard/V 1/R 2/O<%s>/P %d/U<%s>>>endobj\n"
      "trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<30303030303030303030303030303030><30303030303030303030303030303030>]>>\n",
      none, print ? NO_COPY : NO_PRINT, print ? NO_COPY_PROOF : NO_PRINT_PROOF);

  return fixture_make_file ("restricted.pdf", written, strlen (written));
}

char *
fixture_make_usual_pdf (void)
{
  static const char *const first[] = { "Page one", NULL };
  static const char *const second[] = { "The silk road of Almaty", "leads far", NULL };
  static const char *const third[] = { "The end", NULL };
  static const char *const *const pages[] = { first, second, third };

  return fixture_make_pdf (pages, 3);
}

static void
write_entry (struct archive *archive, const char *path, const void *bytes, gsize size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname_utf8 (entry, path);
  archive_entry_set_size (entry, size);
  archive_entry_set_filetype (entry, bytes ? AE_IFREG : AE_IFDIR);
  archive_entry_set_perm (entry, bytes ? 0644 : 0755);
  archive_entry_set_mtime (entry, 1000000000, 0);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  if (bytes)
    g_assert_cmpint (archive_write_data (archive, bytes, size), ==, size);
  archive_entry_free (entry);
}

char *
fixture_make_iso (const char *options, gsize big_size)
{
  char *path = new_path ("made.iso");
  struct archive *archive = archive_write_new ();
  g_autofree guint8 *big = g_malloc (big_size + 1);

  for (gsize i = 0; i < big_size; i++)
    big[i] = i % 251;
  archive_write_set_format_iso9660 (archive);
  g_assert_cmpint (archive_write_set_options (archive, "volume-id=MADE"), ==, ARCHIVE_OK);
  if (options)
    g_assert_cmpint (archive_write_set_options (archive, options), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  write_entry (archive, "readme.txt", "Hello, disc\n", 12);
  write_entry (archive, "docs", NULL, 0);
  write_entry (archive, "docs/report.pdf", big, big_size);
  write_entry (archive, "docs/сессия", NULL, 0);
  write_entry (archive, "docs/сессия/план.txt", "план\n", strlen ("план\n"));
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return path;
}

char *
fixture_make_iso_of (const char *file, const char *name)
{
  char *path = new_path ("made.iso");
  struct archive *archive = archive_write_new ();
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (file, &bytes, &size, NULL));
  archive_write_set_format_iso9660 (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  write_entry (archive, name, bytes, size);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return path;
}

char *
fixture_make_png (void)
{
  char *path = new_path ("made.png");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 64, 32);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

char *
fixture_make_file (const char *name, const void *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;
  char *path = new_path (name);

  g_file_set_contents (path, bytes, size, &error);
  g_assert_no_error (error);
  return path;
}

int
fixture_open (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

void
fixture_remove (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  remove_tree (folder);
  g_free (path);
}

/* (transfer full) of int: processes whose parent is this one. */
static GArray *
find_children (void)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (tasks)))
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/children", name);
      g_autofree char *content = NULL;
      g_auto (GStrv) words = NULL;

      if (!g_file_get_contents (path, &content, NULL, NULL))
        continue;
      words = g_strsplit (g_strstrip (content), " ", -1);
      for (int i = 0; words[i]; i++)
        {
          int pid = atoi (words[i]);

          if (pid > 0)
            g_array_append_val (children, pid);
        }
    }
  return children;
}

int
fixture_find_child (void)
{
  for (int i = 0; i < PATIENCE_MS; i++)
    {
      g_autoptr (GArray) children = find_children ();

      if (children->len == 1)
        return g_array_index (children, int, 0);
      g_usleep (1000);
    }
  g_error ("there is no one child");
}
