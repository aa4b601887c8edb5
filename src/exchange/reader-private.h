/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of the formats share: the bytes, the items, the making of a reader. */
#pragma once

#include "exchange/deadline-prose.h"
#include "exchange/input.h"
#include "exchange/reader.h"

G_BEGIN_DECLS

#define RC_MAX_RECORD_BYTES (16 * 1024 * 1024)   /* one record of any format */
#define RC_MAX_DOCUMENT_BYTES (64 * 1024 * 1024) /* a file that can only be read as a whole */

/* Borrowed; live as long as the reader. */
RcInput *rc_reader_get_input (RcReader *self);
const char *rc_reader_get_encoding (RcReader *self);
const char *rc_reader_get_address (RcReader *self); /* (nullable) */
const char *rc_reader_get_language (RcReader *self); /* (nullable) of the source */
/* What is known of deadlines in a text of this language (nullable: nobody says). Where it and the source disagree about the order of day and
 * month, none is known. */
RcDeadlineContext rc_reader_get_deadline_context (RcReader *self, const char *language);
/* Notes that a text of the file was read in this encoding; `name` is a literal or interned. For each record, or once. */
void rc_reader_note_encoding (RcReader *self, const char *name);

/* The page, for the reader of a format to fill. */
RcListingPage *rc_reader_edit_page (RcReader *self);

/* Another file of the same name ("cds.xrf" of "cds.mst"), however its letters are written, for reading; in the folder of the
 * file, or in `folder` from there ("../def/en"). NULL when there is none, or the path is not known. */
GInputStream *rc_reader_open_beside (RcReader *self, const char *folder, const char *extension);
/* The name of the file without folder and extension, in lower case; NULL when it is not known. */
char *rc_reader_dup_name (RcReader *self);

/* An item for the next place of the file. */
RcReaderItem *rc_reader_new_item (RcReader *self);
/* The same for one that broke: its bytes, and why. */
RcReaderItem *rc_reader_new_lost_item (RcReader *self, GBytes *raw, const GError *problem);
/* Takes the record, or rejects it when it is none of ours (authority, holdings …). */
void rc_reader_item_take_marc (RcReaderItem *self, RcMarc *marc);
/* The same for one whose format has no place for much of what MARC 21 says: `project` is what it would say of another record. */
void rc_reader_item_take_partial (RcReaderItem *self, RcMarc *marc, RcMarcProject project);
void rc_reader_item_reject (RcReaderItem *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void rc_reader_item_warn (RcReaderItem *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

GType rc_marc21_reader_get_type (void);
GType rc_marcxml_reader_get_type (void);
GType rc_marc_json_reader_get_type (void);
GType rc_dc_reader_get_type (void);
GType rc_mods_reader_get_type (void);
GType rc_oai_reader_get_type (void);
GType rc_mrk_reader_get_type (void);
GType rc_csl_json_reader_get_type (void);
GType rc_ris_reader_get_type (void);
GType rc_bibtex_reader_get_type (void);
GType rc_grants_csv_reader_get_type (void);
GType rc_csv_reader_get_type (void);
GType rc_feed_reader_get_type (void);
GType rc_json_feed_reader_get_type (void);
GType rc_grants_gov_reader_get_type (void);
GType rc_grants_gov_xml_reader_get_type (void);
GType rc_isis_reader_get_type (void);
GType rc_ics_reader_get_type (void);
GType rc_json_listing_reader_get_type (void);
GType rc_xml_listing_reader_get_type (void);

G_END_DECLS
