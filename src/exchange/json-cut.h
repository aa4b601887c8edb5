/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objects of a stream of JSON, one at a time: a single one, those of an array, or one a line. */
#pragma once

#include "exchange/reader-private.h"

G_BEGIN_DECLS

typedef enum
{
  RC_JSON_CUT_OBJECT,
  RC_JSON_CUT_BROKEN_OFF, /* another record, or the end, comes before the object is shut */
  RC_JSON_CUT_TOO_DEEP,   /* whole, but nested deeper than rc_json_cut_next() was told */
  RC_JSON_CUT_RUBBISH,    /* what stands between objects and is none */
  RC_JSON_CUT_END,
} RcJsonCutKind;

typedef struct
{
  RcInput *input;      /* (unowned) */
  const char *first;   /* (unowned) (nullable) the name of the member that every object begins with and none has inside */
  const char *const *wrappers; /* (unowned) (nullable) names of members that hold objects, which the objects around them are entered for */
  guint n_open;        /* arrays around the objects, and objects that were entered */
  guint n_entered;     /* of these, objects */
} RcJsonCut;

/* The next piece of the stream; its text is borrowed until the input is asked for more, and is the caller's to skip.
 * FALSE on an I/O error, and for an object of more bytes than one record may have. */
gboolean rc_json_cut_next (RcJsonCut *self, guint max_depth, RcJsonCutKind *kind, const char **text, gsize *length,
                           GCancellable *cancellable, GError **error);

/* The same as an item, which is rejected where the piece is no object. NULL at the end; an error also where the stream ends too early. */
RcReaderItem *rc_json_cut_next_item (RcJsonCut *self, RcReader *reader, guint max_depth, const char **text, gsize *length,
                                     GCancellable *cancellable, GError **error);

G_END_DECLS
