/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the programs lay out a master file. CDS/ISIS for DOS and Windows packs the numbers of a record; builds for Linux align
 * them; the builds called FFI have wider lengths; IRBIS64 has a layout of its own. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-layout.h"

#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_FIELDS 32767
#define MAX_BASE (RC_MAX_RECORD_BYTES / 4)
#define SEARCH (48 * 1024) /* how far the first whole record may be */
#define IRBIS_LEADER 32

/* The commonest first. */
static const RcIsisLayout layouts[] = {
  { 64, 18, 6, FALSE, FALSE, FALSE, FALSE }, { 64, 20, 6, FALSE, TRUE, FALSE, FALSE },
  { 64, 22, 10, TRUE, FALSE, FALSE, FALSE }, { 64, 24, 12, TRUE, TRUE, FALSE, FALSE },
  { 36, IRBIS_LEADER, 12, TRUE, TRUE, TRUE, TRUE },
  { 64, 18, 6, FALSE, FALSE, TRUE, FALSE },  { 64, 20, 6, FALSE, TRUE, TRUE, FALSE },
  { 64, 22, 10, TRUE, FALSE, TRUE, FALSE },  { 64, 24, 12, TRUE, TRUE, TRUE, FALSE },
};

guint32
rc_isis_layout_read_32 (const RcIsisLayout *self, const char *data)
{
  guint32 number;

  memcpy (&number, data, sizeof number);
  return self->big ? GUINT32_FROM_BE (number) : GUINT32_FROM_LE (number);
}

static guint16
read_16 (const RcIsisLayout *self, const char *data)
{
  guint16 number;

  memcpy (&number, data, sizeof number);
  return self->big ? GUINT16_FROM_BE (number) : GUINT16_FROM_LE (number);
}

guint
rc_isis_layout_get_shift (const RcIsisLayout *self, const char *control)
{
  guint shift = self->irbis64 ? 0 : (guchar) control[self->big ? 14 : 15];

  return shift <= 8 ? shift : 0;
}

/* Where the leader has the offset of the text, which is as wide as lengths are; number of fields and status follow. */
static gsize
base_offset (const RcIsisLayout *self)
{
  if (self->irbis64)
    return 16;
  return self->leader - 4 - (self->wide ? 4 : 2);
}

static gsize
read_base (const RcIsisLayout *self, const char *data)
{
  const char *at = data + base_offset (self);

  return self->wide ? rc_isis_layout_read_32 (self, at) : read_16 (self, at);
}

static guint
read_n_fields (const RcIsisLayout *self, const char *data)
{
  const char *at = data + base_offset (self) + (self->wide ? 4 : 2);

  return self->irbis64 ? rc_isis_layout_read_32 (self, at) : read_16 (self, at);
}

static guint
read_status (const RcIsisLayout *self, const char *data)
{
  if (self->irbis64)
    return rc_isis_layout_read_32 (self, data + 28);
  return read_16 (self, data + self->leader - 2);
}

static gsize
read_length (const RcIsisLayout *self, const char *data)
{
  gint64 length = self->wide ? (gint32) rc_isis_layout_read_32 (self, data + 4) : (gint16) read_16 (self, data + 4);

  return ABS (length);
}

static void
read_entry (const RcIsisLayout *self, const char *data, guint *tag, gsize *start, gsize *length)
{
  if (self->irbis64)
    {
      *tag = rc_isis_layout_read_32 (self, data);
      *start = rc_isis_layout_read_32 (self, data + 4);
      *length = rc_isis_layout_read_32 (self, data + 8);
      return;
    }
  *tag = read_16 (self, data);
  if (self->wide)
    {
      data += self->aligned ? 4 : 2;
      *start = rc_isis_layout_read_32 (self, data);
      *length = rc_isis_layout_read_32 (self, data + 4);
    }
  else
    {
      *start = read_16 (self, data + 2);
      *length = read_16 (self, data + 4);
    }
}

gsize
rc_isis_layout_measure (const RcIsisLayout *self, const char *data, gsize length)
{
  gsize base;
  guint n_fields;
  guint32 mfn;

  if (length < self->leader)
    return 0;
  mfn = rc_isis_layout_read_32 (self, data);
  base = read_base (self, data);
  n_fields = read_n_fields (self, data);
  if (mfn == 0 || mfn > G_MAXINT32 || n_fields > MAX_FIELDS || base > MAX_BASE || base != self->leader + (gsize) n_fields * self->entry)
    return 0;
  return base;
}

gboolean
rc_isis_layout_read_header (const RcIsisLayout *self, const char *data, gsize length, gboolean sure, RcIsisHeader *header)
{
  gsize base = rc_isis_layout_measure (self, data, length), expected = 0;

  if (base == 0 || length < base)
    return FALSE;
  header->mfn = rc_isis_layout_read_32 (self, data);
  header->length = read_length (self, data);
  header->n_fields = read_n_fields (self, data);
  header->status = read_status (self, data);
  header->extent = base;
  for (guint i = 0; i < header->n_fields; i++)
    {
      guint tag;
      gsize start, n_bytes;

      read_entry (self, data + self->leader + (gsize) i * self->entry, &tag, &start, &n_bytes);
      if (start > RC_MAX_RECORD_BYTES || n_bytes > RC_MAX_RECORD_BYTES || tag > G_MAXUINT16)
        {
          if (sure)
            return FALSE;
          continue;
        }
      if (sure && (tag == 0 || start != expected))
        return FALSE;
      expected = start + n_bytes;
      header->extent = MAX (header->extent, base + expected);
    }
  if (header->extent > RC_MAX_RECORD_BYTES || header->length > RC_MAX_RECORD_BYTES)
    return FALSE;
  return !sure || (header->n_fields > 0 && header->length >= base && (self->irbis64 || header->status <= 1));
}

void
rc_isis_layout_read_fields (const RcIsisLayout *self, const char *data, gsize length, const RcIsisHeader *header,
                            RcIsisRecord *record)
{
  gsize base = self->leader + (gsize) header->n_fields * self->entry;

  /* More text than bytes: the same text many times over. */
  gsize budget = 4 * length;

  for (guint i = 0; i < header->n_fields; i++)
    {
      guint tag;
      gsize start, n_bytes;

      read_entry (self, data + self->leader + (gsize) i * self->entry, &tag, &start, &n_bytes);
      if (start > length - base || n_bytes > length - base - start || n_bytes > budget)
        {
          rc_isis_record_warn (record, _ ("the field %u lies outside the record and was left out"), tag);
          continue;
        }
      budget -= n_bytes;
      rc_isis_record_add (record, tag, data + base + start, n_bytes);
    }
}

gboolean
rc_isis_layout_is_deleted (const RcIsisLayout *self, const RcIsisHeader *header)
{
  return self->irbis64 ? (header->status & 3) != 0 : header->status == 1;
}

/* Nothing was ever written: the control record speaks of the end of itself. */
static gboolean
is_empty (const RcIsisLayout *layout, const char *data, gsize length)
{
  if (length < layout->control || rc_isis_layout_read_32 (layout, data + 4) != 1)
    return FALSE;
  if (layout->irbis64)
    return rc_isis_layout_read_32 (layout, data + 8) == layout->control;
  return rc_isis_layout_read_32 (layout, data + 8) == 1 && read_16 (layout, data + 12) == layout->control + 1;
}

static gboolean
begins_record (const RcIsisLayout *layout, const char *data, gsize length)
{
  RcIsisHeader header;

  return rc_isis_layout_read_header (layout, data, length, TRUE, &header);
}

const RcIsisLayout *
rc_isis_layout_detect (const char *data, gsize length)
{
  if (length < IRBIS_LEADER + 4 || memcmp (data, "\0\0\0\0", 4) != 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (length > layouts[i].control && begins_record (&layouts[i], data + layouts[i].control, length - layouts[i].control))
      return &layouts[i];
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (is_empty (&layouts[i], data, length))
      return &layouts[i];
  /* The first records may be damaged, or were never used. */
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    for (gsize at = layouts[i].control; at < MIN (length, SEARCH); at += layouts[i].irbis64 ? 1 : 2)
      if (begins_record (&layouts[i], data + at, length - at))
        return &layouts[i];
  return NULL;
}
