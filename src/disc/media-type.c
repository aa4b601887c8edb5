/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's table of media types, and a small one of our own for systems that have none. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/media-type.h"

#include <gio/gio.h>
#include <string.h>

#define UNKNOWN "application/octet-stream"

typedef struct
{
  const char *mark; /* a name's ending, or a file's first bytes */
  const char *type;
} Known;

static const Known endings[] = {
  { "pdf", "application/pdf" },
  { "txt", "text/plain" },
  { "htm", "text/html" },
  { "html", "text/html" },
  { "csv", "text/csv" },
  { "xml", "application/xml" },
  { "jpg", "image/jpeg" },
  { "jpeg", "image/jpeg" },
  { "png", "image/png" },
  { "gif", "image/gif" },
  { "tif", "image/tiff" },
  { "tiff", "image/tiff" },
  { "bmp", "image/bmp" },
  { "svg", "image/svg+xml" },
  { "doc", "application/msword" },
  { "xls", "application/vnd.ms-excel" },
  { "ppt", "application/vnd.ms-powerpoint" },
  { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
  { "odt", "application/vnd.oasis.opendocument.text" },
  { "rtf", "application/rtf" },
  { "djvu", "image/vnd.djvu" },
  { "epub", "application/epub+zip" },
  { "zip", "application/zip" },
  { "mp3", "audio/mpeg" },
  { "wav", "audio/x-wav" },
  { "mpg", "video/mpeg" },
  { "mp4", "video/mp4" },
  { "avi", "video/x-msvideo" },
  { "exe", "application/x-ms-dos-executable" },
};

static const Known beginnings[] = {
  { "%PDF-", "application/pdf" }, { "\x89PNG\r\n", "image/png" },      { "\xff\xd8\xff", "image/jpeg" },
  { "GIF8", "image/gif" },        { "PK\x03\x04", "application/zip" }, { "{\\rtf", "application/rtf" },
  { "SZDD\x88\xf0", "application/x-szdd" }, { "SZ \x88\xf0", "application/x-szdd" }, { "KWAJ\x88\xf0", "application/x-kwaj" },
};

/* "-lh5-", of any of its kinds: the system's table knows some. */
static gboolean
is_lha (const char *bytes, gsize size)
{
  return size > 20 && bytes[2] == '-' && bytes[3] == 'l' && (bytes[4] == 'h' || bytes[4] == 'z') && bytes[6] == '-';
}

static const char *
find_by_bytes (const char *bytes, gsize size)
{
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      gsize length = strlen (beginnings[i].mark);

      if (size >= length && memcmp (bytes, beginnings[i].mark, length) == 0)
        return beginnings[i].type;
    }
  return is_lha (bytes, size) ? "application/x-lha" : UNKNOWN;
}

static const char *
find_by_ending (const char *name)
{
  const char *dot = strrchr (name, '.');

  for (gsize i = 0; dot && i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (dot + 1, endings[i].mark) == 0)
      return endings[i].type;
  return UNKNOWN;
}

static char *
guess (const char *name, const char *bytes, gsize size)
{
  g_autofree char *type = g_content_type_guess (name, (const guchar *) bytes, size, NULL);
  g_autofree char *media_type = type ? g_content_type_get_mime_type (type) : NULL;

  /* Of nothing at all GIO says that it is empty. */
  if (media_type && strcmp (media_type, "application/x-zerosize") != 0)
    return g_steal_pointer (&media_type);
  return g_strdup (UNKNOWN);
}

char *
rc_media_type_guess (const char *name, GBytes *head)
{
  const char *slash = strrchr (name, '/');
  /* Discs of the time of DOS shout, and the system's table listens to case. */
  g_autofree char *lower = g_utf8_strdown (slash ? slash + 1 : name, -1);
  gsize size = 0;
  const char *bytes = head ? g_bytes_get_data (head, &size) : NULL;
  g_autofree char *by_name = guess (lower, NULL, 0);
  g_autofree char *by_content = size > 0 ? guess (NULL, bytes, size) : NULL;

  if (by_content && strcmp (by_content, UNKNOWN) == 0)
    {
      g_free (by_content);
      by_content = g_strdup (find_by_bytes (bytes, size));
    }
  if (strcmp (by_name, UNKNOWN) == 0)
    {
      g_free (by_name);
      by_name = g_strdup (find_by_ending (lower));
    }
  if (!by_content || strcmp (by_content, UNKNOWN) == 0)
    return g_steal_pointer (&by_name);
  /* What the bytes are wins; a name may say of which kind more closely: an archive that is a text document, plain text that is HTML. */
  if (strcmp (by_name, UNKNOWN) != 0 && g_content_type_is_a (by_name, by_content))
    return g_steal_pointer (&by_name);
  return g_steal_pointer (&by_content);
}
