/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is worked out of a record before it is written. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "catalogue/copies.h"
#include "catalogue/derive.h"
#include "catalogue/quality-store.h"

struct _RcPreparer
{
  RcFolding *folding;     /* (owned) */
  GConverter *compressor; /* (owned) (nullable) */
  int this_year;
};

RcPreparer *
rc_preparer_new (void)
{
  RcPreparer *self = g_new0 (RcPreparer, 1);

  self->folding = rc_folding_new ();
  self->this_year = rc_quality_get_this_year ();
  return self;
}

void
rc_preparer_free (RcPreparer *self)
{
  if (self == NULL)
    return;
  rc_folding_free (self->folding);
  g_clear_object (&self->compressor);
  g_free (self);
}

RcFolding *
rc_preparer_get_folding (RcPreparer *self)
{
  return self->folding;
}

RcPrepared *
rc_preparer_prepare (RcPreparer *self, const RcRecord *record, GPtrArray *copies)
{
  RcPrepared *prepared;

  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  prepared = g_new0 (RcPrepared, 1);
  prepared->record = record;
  if (record->marc != NULL)
    {
      prepared->description = rc_description_new_from_marc (record->marc);
      prepared->marc = rc_marc_to_bytes (record->marc);
    }
  if (copies != NULL)
    prepared->copies = g_ptr_array_ref (copies);
  else
    prepared->copies = record->marc != NULL ? rc_copies_from_marc (record->marc) : g_ptr_array_new ();
  if (copies == NULL && record->copies != NULL)
    rc_copies_keep_status (prepared->copies, record->copies);
  if (prepared->description != NULL)
    prepared->quality = rc_quality_judge_all_of (record->marc, prepared->description, prepared->copies, self->this_year);
  prepared->columns = rc_columns_new (record, prepared->description);
  prepared->digest = rc_derive_digest (record, prepared->marc);
  prepared->agency = rc_derive_agency (record);
  if (record->kind == RC_KIND_PUBLICATION)
    prepared->n_keys = rc_identity_get_keys (prepared->description, prepared->keys);
  prepared->availability = rc_derive_availability (prepared->copies);
  prepared->folded = rc_derive_fold (self->folding, record, prepared->description, prepared->copies, prepared->availability, NULL);
  return prepared;
}

void
rc_prepared_free (RcPrepared *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->description, rc_description_free);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_clear_pointer (&self->columns, rc_columns_free);
  g_clear_pointer (&self->marc, g_bytes_unref);
  g_clear_pointer (&self->digest, g_bytes_unref);
  g_clear_pointer (&self->folded, rc_folded_free);
  g_free (self->agency);
  g_free (self);
}

const char *
rc_prepared_get_agency (const RcPrepared *self)
{
  return self->agency;
}

GBytes *
rc_preparer_pack_raw (RcPreparer *self, GBytes *raw)
{
  gsize size, n_read, n_written;
  const guint8 *data = g_bytes_get_data (raw, &size);
  guint8 *packed = g_malloc (size + 1);

  /* It is kept, since to make one takes longer than what it does. */
  if (self->compressor == NULL)
    self->compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  else
    g_converter_reset (self->compressor);
  /* It is finished in one step or has no room, since it must be smaller. */
  if (size > 0 && g_converter_convert (self->compressor, data, size, packed + 1, size, G_CONVERTER_INPUT_AT_END, &n_read,
                                       &n_written, NULL) == G_CONVERTER_FINISHED)
    {
      packed[0] = RC_RAW_ZLIB;
      return g_bytes_new_take (packed, n_written + 1);
    }
  packed[0] = RC_RAW_PLAIN;
  if (size > 0)
    memcpy (packed + 1, data, size);
  return g_bytes_new_take (packed, size + 1);
}
