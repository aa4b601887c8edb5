/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writers of the formats share. */
#pragma once

#include "exchange/writer.h"

G_BEGIN_DECLS

/* One format that can be written. */
typedef struct
{
  const char *head, *between, *tail; /* (nullable) before the first record, between two, behind the last */
  /* One record. FALSE leaves it out, and says why. `n_replaced`: counts characters that the format cannot hold. */
  gboolean (*append) (const RcMarc *marc, GString *out, guint *n_replaced, GError **error);
  /* (nullable) The same where the format has a place for what copies (RcCopy, nullable) say beyond MARC. */
  gboolean (*append_with_copies) (const RcMarc *marc, GPtrArray *copies, GString *out, guint *n_replaced, GError **error);
} RcWriterFormat;

extern const RcWriterFormat rc_bibtex_writer, rc_citations_writer, rc_csl_json_writer, rc_csv_writer, rc_dc_writer, rc_marc21_writer, rc_marc_json_writer, rc_marcxml_writer, rc_mods_writer,
    rc_mrk_writer, rc_ris_writer;

/* Text for XML: markup is escaped, white space that a reader would change too, and what no XML can hold is shown as �. */
void rc_writer_append_xml (GString *out, const char *text, gsize length);

G_END_DECLS
