/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings of East Asia, in which most letters are two bytes: pairs of letters say nothing in them, the commonest letters do. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_N_ASIAN 5

typedef struct _RcAsianCharset RcAsianCharset;

/* Names of iconv, literals. */
const char *rc_asian_charset_get_name (guint index);

RcAsianCharset *rc_asian_charset_new (guint index);
void rc_asian_charset_free (RcAsianCharset *self);

/* How much the text reads like the language of the encoding, in points. */
int rc_asian_charset_judge (const RcAsianCharset *self, const char *text, gsize length);

G_END_DECLS
