/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include "record/readable.h"

static const char *const texts[] = {
  "application/xhtml+xml",
  "application/rtf",
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.oasis.opendocument.text",
  NULL,
};

/* Those of which the renderer has a decoder. */
static const char *const pictures[] = {
  "image/png", "image/jpeg", "image/gif", "image/bmp", "image/x-bmp", "image/x-ms-bmp", "image/tiff", "image/svg+xml", "image/webp", NULL,
};

RcReadable
rc_readable_of (const char *media_type)
{
  if (g_str_equal (media_type, "application/pdf"))
    return RC_READABLE_PDF;
  if (g_str_has_prefix (media_type, "text/") || g_strv_contains (texts, media_type))
    return RC_READABLE_TEXT;
  return g_strv_contains (pictures, media_type) ? RC_READABLE_PICTURE : RC_READABLE_NOT;
}

const char *const *
rc_readable_get_texts (void)
{
  return texts;
}
