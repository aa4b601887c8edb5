/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs of bytes that stood before, within the last 4096, and bytes as they are: a bit for each tells which. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/archive-szdd.h"

#include <glib/gi18n.h>
#include <string.h>

#include "renderer/little-endian.h"

#define WINDOW 4096
#define BLOCK 4096
#define HEAD 64
/* How KWAJ packs. */
#define KWAJ_PLAIN 0
#define KWAJ_INVERTED 1
#define KWAJ_RUNS 2

struct _RcSzdd
{
  RcArchiveRead read;
  gpointer source; /* (unowned) */
  gint64 at, end;  /* of what was not read yet */
  gint64 size;     /* of the file; -1 unknown */
  gint64 done;
  char name[16];   /* that KWAJ has */
  char letter;     /* the last one of the name, that SZDD has; 0: none */
  gboolean kwaj;
  guint method;    /* of KWAJ */
  guint8 block[BLOCK];
  gsize n_block, i_block;
  guint8 window[WINDOW];
  guint place;     /* in it */
  guint bits, n_bits;
  guint run_from, run; /* bytes to be repeated still */
};

static gboolean
is_szdd (const guint8 *head)
{
  return memcmp (head, "SZDD\x88\xf0\x27\x33" "A", 9) == 0;
}

static gboolean
is_kwaj (const guint8 *head)
{
  return memcmp (head, "KWAJ\x88\xf0\x27\xd1", 8) == 0 && rc_get_le16 (head + 8) <= 4;
}

/* Of the time before. */
static gboolean
is_basic (const guint8 *head)
{
  return memcmp (head, "SZ \x88\xf0\x27\x33\xd1", 8) == 0;
}

gboolean
rc_szdd_is (const guint8 *head, gsize size)
{
  return size > 14 && (is_szdd (head) || is_kwaj (head) || is_basic (head));
}

/* A part of the name, ended by NUL or its length; the place behind it. */
static guint
take_name (RcSzdd *self, const guint8 *head, guint at, guint most, const char *before)
{
  gsize length = at < HEAD ? strnlen ((const char *) head + at, MIN (most, HEAD - at)) : 0;
  g_autofree char *part = g_strndup ((const char *) head + MIN (at, HEAD), length);

  if (length > 0)
    {
      g_strlcat (self->name, before, sizeof self->name);
      g_strlcat (self->name, part, sizeof self->name);
    }
  return at + (guint) length + (length < most);
}

/* What is there, its flags tell. */
static void
read_kwaj (RcSzdd *self, const guint8 *head)
{
  guint flags = rc_get_le16 (head + 12), at = 14;

  self->kwaj = TRUE;
  self->method = rc_get_le16 (head + 8);
  self->at += rc_get_le16 (head + 10);
  self->size = flags & 1 ? (gint64) rc_get_le32 (head + at) : -1;
  at += (flags & 1 ? 4 : 0) + (flags & 2 ? 2 : 0);
  if (flags & 4)
    at += 2u + rc_get_le16 (head + at);
  if (flags & 8)
    at = take_name (self, head, at, 9, "");
  if (flags & 16)
    take_name (self, head, at, 4, ".");
}

RcSzdd *
rc_szdd_new (RcArchiveRead read, gpointer source, const RcArchivePlace *place)
{
  RcSzdd *self = g_new0 (RcSzdd, 1);
  guint8 head[HEAD] = { 0 };

  self->read = read;
  self->source = source;
  self->at = place->start;
  self->end = place->end;
  rc_archive_read_all (read, source, head, sizeof head, place->start);
  memset (self->window, ' ', sizeof self->window);
  self->place = WINDOW - 18;
  if (is_kwaj (head))
    read_kwaj (self, head);
  else if (is_basic (head))
    {
      self->size = (gint64) rc_get_le32 (head + 8);
      self->at += 12;
    }
  else
    {
      self->place = WINDOW - 16;
      self->letter = (char) head[9];
      self->size = (gint64) rc_get_le32 (head + 10);
      self->at += 14;
    }
  return self;
}

void
rc_szdd_free (RcSzdd *self)
{
  g_free (self);
}

char *
rc_szdd_dup_name (RcSzdd *self, const char *name)
{
  char *whole;
  gsize length;

  if (*self->name != '\0')
    return g_strdup (self->name);
  whole = g_strdup (name && *name ? name : "FILE");
  length = strlen (whole);
  if (length < 2 || whole[length - 1] != '_')
    return whole;
  if (g_ascii_isalnum (self->letter))
    whole[length - 1] = g_ascii_islower (whole[length - 2]) ? g_ascii_tolower (self->letter) : self->letter;
  else if (whole[length - 2] != '.')
    whole[length - 1] = '\0';
  return whole;
}

gint64
rc_szdd_get_size (RcSzdd *self)
{
  return self->size;
}

const char *
rc_szdd_get_obstacle (RcSzdd *self)
{
  return self->kwaj && self->method > KWAJ_RUNS ? N_("it is packed with a method of KWAJ that is not read here") : NULL;
}

/* -1 at the end. */
static int
next_byte (RcSzdd *self)
{
  if (self->i_block >= self->n_block)
    {
      self->n_block = rc_archive_read_all (self->read, self->source, self->block, (gsize) CLAMP (self->end - self->at, 0, BLOCK), self->at);
      self->at += (gint64) self->n_block;
      self->i_block = 0;
    }
  return self->i_block < self->n_block ? self->block[self->i_block++] : -1;
}

/* FALSE at the end: of the next bit, and with it of the byte or the run that it announces. */
static gboolean
begin_next (RcSzdd *self, int *byte)
{
  int high;

  if (self->n_bits == 0)
    {
      int bits = next_byte (self);

      if (bits < 0)
        return FALSE;
      self->bits = (guint) bits;
      self->n_bits = 8;
    }
  *byte = next_byte (self);
  if (*byte < 0)
    return FALSE;
  self->n_bits--;
  if (!(self->bits >> (7 - self->n_bits) & 1))
    {
      high = next_byte (self);
      if (high < 0)
        return FALSE;
      self->run_from = (guint) (*byte | (high & 0xf0) << 4);
      self->run = (guint) (high & 0x0f) + 3;
    }
  return TRUE;
}

/* The next byte of the file; -1 at its end. */
static int
unpack_byte (RcSzdd *self)
{
  int byte;

  if (self->kwaj && self->method <= KWAJ_INVERTED)
    return (byte = next_byte (self)) < 0 || self->method == KWAJ_PLAIN ? byte : byte ^ 0xff;
  if (self->run == 0 && !begin_next (self, &byte))
    return -1;
  if (self->run > 0)
    {
      byte = self->window[self->run_from++ % WINDOW];
      self->run--;
    }
  self->window[self->place++ % WINDOW] = (guint8) byte;
  return byte;
}

gsize
rc_szdd_read (RcSzdd *self, guint8 *buffer, gsize size)
{
  gsize n = 0;

  for (int byte; n < size && (self->size < 0 || self->done < self->size) && (byte = unpack_byte (self)) >= 0; n++)
    {
      buffer[n] = (guint8) byte;
      self->done++;
    }
  return n;
}
