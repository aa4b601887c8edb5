/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of the formats share. */
#pragma once

#include "exchange/writer.h"

G_BEGIN_DECLS

/* What is known of the file that is written. */
typedef struct
{
  guint n_replaced;  /* characters that the format could not hold */
  GHashTable *keys;  /* (owned) (nullable) those of the records so far, in lower case → how many had it */
} RcWriterState;

/* The key, or one like it that no record of the file has yet, whatever the case of its letters ("smith2001-2"). Without a state (nullable) it
 * is the key. The caller frees it. */
char *rc_writer_dup_key (RcWriterState *state, const char *key);

/* One format that can be written. */
typedef struct
{
  const char *head, *between, *tail; /* (nullable) before the first record, between two, behind the last */
  /* One record. FALSE leaves it out, and says why. `state` is that of the file. */
  gboolean (*append) (const RcMarc *marc, GString *out, RcWriterState *state, GError **error);
  /* (nullable) The same where the format has a place for what copies (RcCopy, nullable) say beyond MARC. */
  gboolean (*append_with_copies) (const RcMarc *marc, GPtrArray *copies, GString *out, RcWriterState *state, GError **error);
} RcWriterFormat;

extern const RcWriterFormat rc_bibtex_writer, rc_citations_writer, rc_citations_iso_690_writer, rc_csl_json_writer, rc_csv_writer, rc_dc_writer, rc_marc21_writer, rc_marc_json_writer, rc_marcxml_writer, rc_mods_writer,
    rc_mrk_writer, rc_ris_writer;

/* Text for XML: markup is escaped, white space that a reader would change too, and what no XML can hold is shown as �. */
void rc_writer_append_xml (GString *out, const char *text, gsize length);

G_END_DECLS
