/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A MARC 21 record without length limits: leader and fields, in UTF-8, in the order they came. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_MARC_LEADER_LENGTH 24
#define RC_MARC_SUBFIELD '\x1f' /* delimiter before each subfield code */

/* One field. The data is kept exactly as it stands between directory and field terminator: for data fields two
 * indicators, then 0x1F code value …; for control fields (00X) the value. A zero byte follows, not counted in length. */
typedef struct
{
  char tag[4]; /* three bytes and a zero; mostly digits */
  char *data;  /* (owned) */
  gsize length;
} RcMarcField;

typedef struct _RcMarc RcMarc;

/* An empty record with a leader for a book in UTF-8. */
RcMarc *rc_marc_new (void);
/* Makes room for fields with so many bytes in all, before the first one. There may be more. */
void rc_marc_reserve (RcMarc *self, guint n_fields, gsize n_bytes);
RcMarc *rc_marc_copy (const RcMarc *self);
void rc_marc_free (RcMarc *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcMarc, rc_marc_free)

/* 24 bytes and a zero. Set pads with blanks and cuts to 24. */
const char *rc_marc_get_leader (const RcMarc *self);
void rc_marc_set_leader (RcMarc *self, const char *leader);

guint rc_marc_get_n_fields (const RcMarc *self);
/* Borrowed until the record changes. */
const RcMarcField *rc_marc_get_field (const RcMarc *self, guint index);

/* The index of the first field with this tag at or after `from`, or -1. A tag may end in X: "65X", "6XX". */
int rc_marc_find (const RcMarc *self, const char *tag, guint from);

/* Appends; data is copied. length -1: up to the zero byte. */
void rc_marc_add_field (RcMarc *self, const char *tag, const char *data, gssize length);
/* Appends fields that lie in one stretch of bytes, none in another, each with a byte behind it that is not its own: copied at once. The
 * record is empty. */
void rc_marc_take_fields (RcMarc *self, const RcMarcField *fields, guint n_fields, const char *bytes, gsize n_bytes);
/* Inserts before `index`; used by the editor to keep the order. */
void rc_marc_insert_field (RcMarc *self, guint index, const char *tag, const char *data, gssize length);
void rc_marc_replace_field (RcMarc *self, guint index, const char *data, gssize length);
void rc_marc_remove_field (RcMarc *self, guint index);

/* The index of the first field that is the same byte for byte; -1 when there is none. */
int rc_marc_find_same (const RcMarc *self, const RcMarcField *field);

/* Where a field with this tag belongs: before the first one with a higher tag. */
guint rc_marc_find_place (const RcMarc *self, const char *tag);

/* TRUE for tags 001 to 009: no indicators, no subfields. */
gboolean rc_marc_field_is_control (const RcMarcField *field);
/* which is 1 or 2; a blank when there is none. */
char rc_marc_field_get_indicator (const RcMarcField *field, int which);

/* A walk over the subfields of one field: zero the iterator with rc_marc_subfield_iter_init. Values are borrowed, not zero ended. */
typedef struct
{
  const char *next;
  const char *end;
} RcMarcSubfieldIter;

void rc_marc_subfield_iter_init (RcMarcSubfieldIter *iter, const RcMarcField *field);
gboolean rc_marc_subfield_iter_next (RcMarcSubfieldIter *iter, char *code, const char **value, gsize *length);

/* The first subfield with the code, as a new valid UTF-8 string, or NULL. */
char *rc_marc_field_dup_subfield (const RcMarcField *field, char code);
/* All subfields whose code is in `codes`, in the record's order, joined by `separator`; NULL when there is none. */
char *rc_marc_field_dup_subfields (const RcMarcField *field, const char *codes, const char *separator);

/* 001, trimmed; NULL when there is none or it is empty. */
char *rc_marc_dup_control_number (const RcMarc *self);

/* The stored form: a version byte, the leader, then each field as tag and length and bytes. Exact and without limits. */
GBytes *rc_marc_to_bytes (const RcMarc *self);
/* NULL and an error for bytes that are no stored form. */
RcMarc *rc_marc_from_bytes (const void *data, gsize size, GError **error);

/* Same leader (lengths at 0-4 and 12-16 aside) and same fields in the same order. */
gboolean rc_marc_equal (const RcMarc *a, const RcMarc *b);

#define RC_RECORD_ERROR (rc_record_error_quark ())
GQuark rc_record_error_quark (void);
typedef enum
{
  RC_RECORD_ERROR_MALFORMED,
} RcRecordError;

G_END_DECLS
