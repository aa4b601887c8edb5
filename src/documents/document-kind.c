/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few first bytes, of our own: the system's table of types is not on every machine, and calls an old text by its name's ending. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/document-kind.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "text/legacy-charset.h"

#define HEAD 4096
#define SAMPLE 65536
#define PDF_WITHIN 1024 /* bytes, as every viewer of PDFs allows */

static const struct
{
  const char *mark;
  gsize length;
  RcDocumentKind kind;
} marks[] = {
  { "\x89PNG\r\n\x1a\n", 8, RC_DOCUMENT_PICTURE },
  { "\xff\xd8\xff", 3, RC_DOCUMENT_PICTURE },
  { "GIF87a", 6, RC_DOCUMENT_PICTURE },
  { "GIF89a", 6, RC_DOCUMENT_PICTURE },
  { "II*\0", 4, RC_DOCUMENT_PICTURE },
  { "MM\0*", 4, RC_DOCUMENT_PICTURE },
  { "II+\0", 4, RC_DOCUMENT_PICTURE }, /* large ones, which are refused as pictures */
  { "MM\0+", 4, RC_DOCUMENT_PICTURE },
  { "{\\rtf", 5, RC_DOCUMENT_TEXT },
  { "PK\x03\x04", 4, RC_DOCUMENT_TEXT },
  { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, RC_DOCUMENT_TEXT },
  { "\xff\xfe", 2, RC_DOCUMENT_TEXT },
  { "\xfe\xff", 2, RC_DOCUMENT_TEXT },
  { "\xef\xbb\xbf", 3, RC_DOCUMENT_TEXT },
};

/* What libraries meet beside documents. */
static const struct
{
  const char *mark;
  gsize length, place;
  const char *name;
} strangers[] = {
  { "MZ", 2, 0, N_("a program") },
  { "\x7f" "ELF", 4, 0, N_("a program") },
  { "ID3", 3, 0, N_("a sound recording") },
  { "\xff\xfb", 2, 0, N_("a sound recording") },
  { "fLaC", 4, 0, N_("a sound recording") },
  { "OggS", 4, 0, N_("a sound recording") },
  { "WAVE", 4, 8, N_("a sound recording") },
  { "AVI ", 4, 8, N_("a video") },
  { "ftyp", 4, 4, N_("a video") },
  { "\x1a\x45\xdf\xa3", 4, 0, N_("a video") },
  { "\0\0\x01\xba", 4, 0, N_("a video") },
  { "AT&TFORM", 8, 0, N_("a DjVu book") },
  { "BOOKMOBI", 8, 60, N_("a Mobipocket book") },
  { "ITSF", 4, 0, N_("a help file of Windows") },
  { "7z\xbc\xaf\x27\x1c", 6, 0, N_("an archive of files") },
  { "Rar!", 4, 0, N_("an archive of files") },
  { "\x1f\x8b", 2, 0, N_("an archive of files") },
  { "BZh", 3, 0, N_("an archive of files") },
  { "\xfd" "7zXZ", 5, 0, N_("an archive of files") },
  { "8BPS", 4, 0, N_("a picture that cannot be read here") },
  { "\0\0\0\x0cjP  ", 8, 0, N_("a picture that cannot be read here") },
  { "SQLite format 3", 15, 0, N_("a database") },
};

static gboolean
contains (const char *bytes, gsize size, const char *wanted)
{
  return bytes && memmem (bytes, size, wanted, strlen (wanted)) != NULL;
}

/* "12 0 obj": a PDF whose head is gone. Texts speak of objects, too. */
static gboolean
has_pdf_object (const char *bytes, gsize size)
{
  const char *at = bytes, *end = bytes + size;

  while ((at = memmem (at, (gsize) (end - at), " obj", 4)) != NULL)
    {
      if (at - bytes >= 3 && g_ascii_isdigit (at[-1]) && at[-2] == ' ' && g_ascii_isdigit (at[-3]))
        return TRUE;
      at += 4;
    }
  return FALSE;
}

/* The size of the file stands behind the mark, or zero. */
static gboolean
is_bitmap (const char *bytes, gsize size)
{
  return size > 26 && memcmp (bytes, "BM", 2) == 0 && bytes[6] == 0 && bytes[7] == 0 && bytes[8] == 0 && bytes[9] == 0;
}

/* No control characters but those that texts have; or every second byte is zero, or that of Cyrillic letters. */
static gboolean
is_text (const char *bytes, gsize size)
{
  gsize n_strange = 0, n_upper[2] = { 0, 0 };

  for (gsize i = 0; i < size; i++)
    {
      guchar c = (guchar) bytes[i];

      n_strange += (c < ' ' && strchr ("\t\n\v\f\r\x1a\x1b", c) == NULL) || c == 0;
      n_upper[i % 2] += c == 0 || c == 4;
    }
  /* DOS drew with some of them; one in a hundred makes no program of a text. */
  return size > 0 && (n_strange * 100 <= size || (size > 8 && MAX (n_upper[0], n_upper[1]) * 10 > size / 2 * 8));
}

RcDocumentKind
rc_document_kind_of_bytes (const char *bytes, gsize size)
{
  if (contains (bytes, MIN (size, PDF_WITHIN), "%PDF-"))
    return RC_DOCUMENT_PDF;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (size >= marks[i].length && memcmp (bytes, marks[i].mark, marks[i].length) == 0)
      return marks[i].kind;
  if (is_bitmap (bytes, size) || (size > 12 && memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0))
    return RC_DOCUMENT_PICTURE;
  if (!is_text (bytes, size) || has_pdf_object (bytes, size))
    return RC_DOCUMENT_PDF;
  return contains (bytes, size, "<svg") && !contains (bytes, size, "<html") ? RC_DOCUMENT_PICTURE : RC_DOCUMENT_TEXT;
}

RcDocumentKind
rc_document_kind_of (int fd)
{
  char head[HEAD];
  gssize got = pread (fd, head, sizeof head, 0);

  return rc_document_kind_of_bytes (head, got > 0 ? (gsize) got : 0);
}

char *
rc_document_dup_stranger (int fd)
{
  char head[HEAD];
  gssize got = pread (fd, head, sizeof head, 0);
  gsize size = got > 0 ? (gsize) got : 0;
  const char *name = size == 0 ? _("an empty file") : _("of a kind that is not known here");

  if (contains (head, MIN (size, PDF_WITHIN), "%PDF-") || (size > 0 && has_pdf_object (head, size)))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    if (size >= strangers[i].place + strangers[i].length && memcmp (head + strangers[i].place, strangers[i].mark, strangers[i].length) == 0)
      {
        name = _(strangers[i].name);
        break;
      }
  /* Translators: why a file cannot be opened; what it is follows, as “a program” or “of a kind that is not known here”. */
  return g_strdup_printf (_("This is no document that can be read here: %s"), name);
}

const char *
rc_document_guess_charset (int fd)
{
  g_autofree char *sample = g_malloc (SAMPLE);
  gssize got = pread (fd, sample, SAMPLE, 0);
  const char *guess = got > 0 ? rc_legacy_charset_guess (sample, (gsize) got) : NULL;

  return guess ? guess : "";
}
