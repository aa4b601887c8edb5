/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning of a file read in several encodings, to be looked at side by side. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_READINGS_MOST 5

typedef struct
{
  const char *encoding; /* a literal, as rc_reader_new wants it */
  char *sample;         /* (owned) some lines of text beyond ASCII, in UTF-8 */
  double worth;         /* points a byte: above 1.5 it reads like a language, below zero like none */
} RcReading;

void rc_reading_free (RcReading *self);

/* Reads the first bytes of a file of any format (64 KiB are enough; more are not looked at). The likeliest comes first;
 * readings that give the same text stand there once. Empty when all is ASCII. (element-type RcReading) */
GPtrArray *rc_readings_new (const char *data, gsize length);

G_END_DECLS
