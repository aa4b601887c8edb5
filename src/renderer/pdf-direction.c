/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which way the pages of a PDF are turned: what the file says, else its text. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "renderer/pdf-objects.h"
#include "renderer/pdf.h"

#define MAX_HEAD (1u << 20)      /* bytes at both ends of a file in which its catalogue is looked for */
#define MAX_UNPACKED (4u << 20)  /* bytes of packed objects in each of them */
#define MAX_DICTIONARY 512       /* bytes between the kind of a stream and its start */
#define N_PAGES_OF_TEXT 3        /* which tell the direction when the file does not */

/* Where a name follows another one in the bytes of a file, with blanks between. */
static gboolean
bytes_say (const char *bytes, gsize size, const char *name, const char *value)
{
  const char *end = bytes + size;

  for (const char *p = bytes; (p = memmem (p, end - p, name, strlen (name)));)
    {
      p += strlen (name);
      while (p < end && g_ascii_isspace (*p))
        p++;
      if ((gsize) (end - p) >= strlen (value) && memcmp (p, value, strlen (value)) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Objects may lie packed in streams, the catalogue among them. */
static gboolean
packed_objects_say (const char *bytes, gsize size, const char *name, const char *value)
{
  const char *end = bytes + size;
  gsize left = MAX_UNPACKED;

  for (const char *p = bytes; left > 0 && (p = memmem (p, end - p, "/ObjStm", 7));)
    {
      g_autoptr (GByteArray) unpacked = NULL;
      const char *stream;

      p += 7;
      stream = memmem (p, MIN (end - p, MAX_DICTIONARY), "stream", 6);
      if (!stream)
        continue;
      for (stream += 6; stream < end && (*stream == '\r' || *stream == '\n'); stream++)
        ;
      unpacked = rc_pdf_unpack (stream, end - stream, left);
      if (bytes_say ((const char *) unpacked->data, unpacked->len, name, value))
        return TRUE;
      left -= unpacked->len;
    }
  return FALSE;
}

/* Poppler's API for C does not tell. */
static gboolean
file_says_right_to_left (int fd)
{
  g_autofree char *bytes = g_malloc (MAX_HEAD);
  struct stat status;
  const gint64 size = fstat (fd, &status) == 0 ? status.st_size : 0;
  const gint64 starts[] = { 0, size - (gint64) MAX_HEAD };
  gboolean says = FALSE;

  for (gsize i = 0; !says && i < G_N_ELEMENTS (starts); i++)
    {
      gssize got = starts[i] >= 0 ? pread (fd, bytes, MAX_HEAD, starts[i]) : 0;

      says = got > 0 && (bytes_say (bytes, got, "/Direction", "/R2L") || packed_objects_say (bytes, got, "/Direction", "/R2L"));
    }
  return says;
}

static gboolean
text_goes_right_to_left (RcPdfWork *self)
{
  guint n_left = 0, n_right = 0;

  for (int i = 0; i < MIN (N_PAGES_OF_TEXT, self->n_pages); i++)
    {
      double width, height;
      PopplerPage *page = rc_pdf_work_find_page (self, i, &width, &height);
      g_autofree char *text = page ? poppler_page_get_text (page) : NULL;

      for (const char *p = text ? text : ""; *p; p = g_utf8_next_char (p))
        if (g_unichar_isalpha (g_utf8_get_char (p)))
          (*(rc_pdf_work_is_right_to_left (g_utf8_get_char (p)) ? &n_right : &n_left))++;
      g_clear_object (&page);
    }
  return n_right > n_left;
}

gboolean
rc_pdf_work_goes_right_to_left (RcPdfWork *self)
{
  return file_says_right_to_left (self->fd) || text_goes_right_to_left (self);
}
