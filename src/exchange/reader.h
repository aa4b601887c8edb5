/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes in, records out, one at a time, with account of every record that is in the bytes. */
#pragma once

#include "exchange/format.h"
#include "exchange/listing-page.h"
#include "record/record.h"

G_BEGIN_DECLS

/* What one place of the file gave. */
typedef struct
{
  RcRecord *record;    /* (owned) (nullable) NULL: rejected, and rejection says why */
  char *rejection;     /* (owned) (nullable) */
  GPtrArray *warnings; /* (owned) char *: what was repaired or guessed; never NULL */
  GBytes *raw;         /* (owned) the record's own bytes, as they came; none of one that should be there and is not */
  guint64 position;    /* from 1 */
  char *control;       /* (owned) (nullable) also of a rejected record, where it could be read */
  char *garbled, *meant; /* (owned) (nullable) the first text that was read in a wrong encoding before it came, and what it should be */
  char garbled_tag[4];   /* of its field */
  gboolean deleted;     /* the source says that it has no such record any more: there is no record, and the control is what the source knows it by (of MARC with a 001 of its own: 035 $a) */
  const char *encoding; /* (nullable) a literal: what its text was read in; NULL: ASCII, or nobody knows */
} RcReaderItem;

void rc_reader_item_free (RcReaderItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcReaderItem, rc_reader_item_free)

#define RC_TYPE_READER (rc_reader_get_type ())
G_DECLARE_DERIVABLE_TYPE (RcReader, rc_reader, RC, READER, GObject)

struct _RcReaderClass
{
  GObjectClass parent_class;
  RcReaderItem *(*next) (RcReader *self, GCancellable *cancellable, GError **error);
};

gboolean rc_reader_can_read (RcFormat format);
/* Reads from a stream in bounded memory. `format` may be RC_FORMAT_AUTO. `encoding` is an iconv name that overrides what
 * the records say of themselves, or NULL. Errors: unknown format, empty, I/O. */
RcReader *rc_reader_new (GInputStream *stream, RcFormat format, const char *encoding, GCancellable *cancellable, GError **error);

/* The file that the stream is of, before the first record is read: what belongs to it may stand beside it, as the
 * cross-reference file of a master file does. Without it such a file is read alone. */
void rc_reader_set_path (RcReader *self, const char *path);

/* The address that the bytes came from, before the first record is read: links of theirs are seen from there. */
void rc_reader_set_address (RcReader *self, const char *address);

/* What is known of the source beside its bytes, before the first record is read, for what they do not say themselves: the language it is in
 * ("en-US"), which tells how it writes days, too, and the zone of its deadlines (an IANA name, "AoE"). Both nullable. */
void rc_reader_set_locale (RcReader *self, const char *language, const char *zone);

/* What was found out when RC_FORMAT_AUTO was asked for. */
RcFormat rc_reader_get_format (RcReader *self);
/* The encodings of the texts read so far, the most frequent first: "utf-8", "windows-1251, cp866"; NULL when no text told.
 * The caller frees it. */
char *rc_reader_dup_encodings (RcReader *self);

/* Looks for text that was read in a wrong encoding before it came here: a warning of the item names it, with what it should
 * be. Where that was asked for, it is mended, too, and the warning says so. May be called in another thread. */
void rc_reader_check_text (RcReader *self, RcReaderItem *item);
/* FALSE at first; to be called before anything is read. */
void rc_reader_set_mends (RcReader *self, gboolean mends);

/* The next place of the file; NULL without an error at the end. An error means the rest of the file cannot be read at all. */
RcReaderItem *rc_reader_next (RcReader *self, GCancellable *cancellable, GError **error);

/* What the bytes said of the listing that they are a page of; whole only after the end. Never NULL; lives as long as the reader. */
const RcListingPage *rc_reader_get_page (RcReader *self);

G_END_DECLS
