/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records out of values that a mapping finds, whatever they stand in. For files of this room only. */
#pragma once

#include "exchange/listing-mapping-private.h"

G_BEGIN_DECLS

/* Appends the values (char *, owned by the array) at a path of one record. */
typedef void (*RcListingFindFunc) (gpointer data, const RcListingPath *path, GPtrArray *values);

/* Of records that are a JsonNode each. */
void rc_json_listing_find_cb (gpointer data, const RcListingPath *path, GPtrArray *values);

typedef struct
{
  const RcListingMapping *mapping;
  RcListingFindFunc find;
  gpointer data;
  RcDeadlineContext known; /* of deadlines of which the mapping says nothing */
  const char *address;     /* (nullable) of the answer: what links are seen from */
} RcListingSource;

/* Fills the item: a grant or a publication, or the reason why it is none. */
void rc_listing_read_record (const RcListingSource *source, RcReaderItem *item);
void rc_listing_read_grant (const RcListingSource *source, RcReaderItem *item);
void rc_listing_read_publication (const RcListingSource *source, RcReaderItem *item);

/* Fills the page of the reader from what the answer says of itself (each value (nullable)), when it had this many records. */
void rc_listing_read_page (const RcListingMapping *mapping, const char *const *values, guint64 n_records, RcListingPage *page);

/* Warns of a record that has no control, or the same as another one of the answer. */
void rc_listing_note_control (GHashTable *seen, RcReaderItem *item);

/* Nothing for a reader of another format. */
void rc_xml_listing_reader_set_mapping (RcReader *reader, RcListingMapping *mapping);

/* What both kinds of record need. The values of a field, without blanks around and without empty ones, parted where the mapping
 * says so. */
GPtrArray *rc_listing_get_values (const RcListingSource *source, const RcListingField *field);
/* Of paths: the first that gives something. */
GPtrArray *rc_listing_find_values (const RcListingSource *source, GPtrArray *paths);
/* (nullable) Our word for the first value that has one. */
const char *rc_listing_get_meaning (const RcListingField *field, GPtrArray *values, gboolean whole);
/* (transfer full) (nullable) A web address, also of one that lacks the field's prefix or is seen from the answer's ("/calls/7"); warns of
 * any other. */
char *rc_listing_dup_address (const RcListingSource *source, const RcListingField *field, GPtrArray *values, RcReaderItem *item);
/* Plain text of what may be HTML, escaped some times over; on one line or several. */
char *rc_listing_dup_text (const char *value, gboolean one_line);
/* "Label: a; b" as a line of the text, which is made when there is none. */
void rc_listing_add_line (char **text, const char *label, GPtrArray *values);
/* That the call is foreseen and not offered yet. */
void rc_listing_add_forecast (char **text);

/* A date in the form (nullable) as ISO 8601, with the time and the offset it has; what has no form is copied. NULL when it is not of it. */
char *rc_listing_dup_date (const char *value, const char *format);
/* (transfer full) (nullable) YYYY-MM-DD of the first value. */
char *rc_listing_dup_day (const RcListingField *field, GPtrArray *values);
/* A stamp in ISO 8601 whose time is 00:00. */
gboolean rc_listing_is_midnight (const char *value);

/* Whole units; -1 for what is no number, or below zero. */
gint64 rc_listing_read_amount (const char *value);
/* Puts amounts in their order and writes them out, where no text has been given; `currency` (nullable) is that of amounts that have none. */
void rc_listing_finish_amounts (RcGrant *grant, const char *currency);

G_END_DECLS
