/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of records into UTF-8, whatever the record says of itself. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_CHARSET_MARC8 "marc-8"
#define RC_CHARSET_UTF8 "utf-8"
#define RC_CHARSET_ISO5427 "iso5427"

typedef struct _RcCharset RcCharset;

/* Names of iconv, of YAZ (marc-8, iso5426, danmarc) and iso5427. */
gboolean rc_charset_is_known (const char *name);

/* A converter; NULL when the name is not known. */
RcCharset *rc_charset_new (const char *name);
void rc_charset_free (RcCharset *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCharset, rc_charset_free)

/* Appends the text in UTF-8. The subfield delimiter stands through every conversion, and a multibyte set ends at it.
 * What cannot be converted becomes U+FFFD each: their number is the answer. */
guint rc_charset_convert (RcCharset *self, const char *text, gsize length, GString *out);

/* What stands in a text, found in one pass. */
typedef enum
{
  RC_BYTES_HIGH = 1,   /* beyond ASCII */
  RC_BYTES_ESCAPE = 2, /* what switches sets */
  RC_BYTES_END = 4,    /* terminators of ISO 2709 */
} RcByteKinds;

RcByteKinds rc_charset_scan (const char *text, gsize length);
/* The same of several fields, each with its terminator behind it: RC_BYTES_END is a terminator of a record, or more or less of
 * those of fields than n_fields. */
RcByteKinds rc_charset_scan_fields (const char *text, gsize length, guint n_fields);

/* TRUE for UTF-8; zero bytes may stand in it. */
gboolean rc_charset_is_utf8 (const char *text, gsize length);
gboolean rc_charset_is_ascii (const char *text, gsize length);
/* 8-bit text that MARC-8 may hold: every byte is one of ANSEL's, and every combining mark has a letter after it. */
gboolean rc_charset_is_marc8 (const char *text, gsize length);

/* A byte of the set that MARC-8 begins with. */
gboolean rc_charset_is_ansel (guchar byte);
/* What marks of MARC-8 stand on. */
typedef enum
{
  RC_MARKS_NONE,
  RC_MARKS_STRANGE, /* letters that no language writes with them */
  RC_MARKS_FITTING, /* letters that have them, some of them at least */
} RcMarks;

RcMarks rc_charset_judge_marks (RcCharset *marc8, const char *text, gsize length);
/* Among the letters beyond ASCII that it makes of the text is one that the encoding of iconv has, too, or one of a romanisation. */
gboolean rc_charset_shares_letters (RcCharset *marc8, const char *text, gsize length, const char *other);

/* ASCII is no ASCII in it: what looks so is other letters. */
gboolean rc_charset_is_7bit (const char *name);

/* “&#x4E2D;”, by which MARC-8 has the characters that are in none of its sets. */
gboolean rc_charset_has_references (const char *text, gsize length);
/* Makes characters of them, in a text in UTF-8; what is none of them stays. */
void rc_charset_expand_references (GString *text);

G_END_DECLS
