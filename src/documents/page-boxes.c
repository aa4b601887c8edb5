/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed: stretches of characters of one height beside each other; within one, how far each is from the one before and
 * by how much it is wider than the same letter was when it came last. Nearly all of that is zeros, which deflate takes away. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/page-boxes.h"

#include <gio/gio.h>
#include <string.h>

#define UNITS 10.0 /* a point */
#define MAX_UNITS 2000000
#define N_WIDTHS 4096
#define MAX_NUMBER 5
#define FIRST_ROOM 4096
#define LEVEL 4 /* 6 takes 70 % more time for 2 % fewer bytes */
#define MAX_PACKED (64u << 20) /* unpacked bytes of one page */

typedef struct
{
  int x1, y1, x2, y2;
} Box;

/* What is known while both sides go through the characters. */
typedef struct
{
  int x1, y1, height; /* of the stretch */
  int x2;             /* of the character before */
  int widths[N_WIDTHS];
} State;

static guint
width_slot (gunichar c, int height)
{
  return (c * 31u + (guint) height) % N_WIDTHS;
}

/* Numbers one behind the other, of one to MAX_NUMBER bytes each. */
typedef struct
{
  guint8 *bytes; /* (owned) */
  gsize length, room;
} Packed;

static void
packed_clear (Packed *self)
{
  g_free (self->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Packed, packed_clear)

static void
put_number (Packed *packed, int number)
{
  guint32 left = ((guint32) number << 1) ^ (guint32) (number >> 31);

  if (packed->room - packed->length < MAX_NUMBER)
    packed->bytes = g_realloc (packed->bytes, packed->room = MAX (FIRST_ROOM, 2 * packed->room));
  for (; left > 0x7f; left >>= 7)
    packed->bytes[packed->length++] = (guint8) (0x80 | (left & 0x7f));
  packed->bytes[packed->length++] = (guint8) left;
}

static void
put_bytes (Packed *packed, const Packed *more)
{
  packed->bytes = g_realloc (packed->bytes, packed->room = packed->length + more->length + MAX_NUMBER);
  if (more->length > 0)
    memcpy (packed->bytes + packed->length, more->bytes, more->length);
  packed->length += more->length;
}

static gboolean
take_number (const guint8 **at, const guint8 *end, int *number)
{
  guint32 value = 0;

  for (int shift = 0; shift < 35; shift += 7)
    {
      guint8 byte;

      if (*at == end)
        return FALSE;
      byte = *(*at)++;
      value |= (guint32) (byte & 0x7f) << shift;
      if (!(byte & 0x80))
        {
          *number = (int) (value >> 1) ^ -(int) (value & 1);
          return *number >= -2 * MAX_UNITS && *number <= 2 * MAX_UNITS;
        }
    }
  return FALSE;
}

static int
to_units (float points)
{
  const double units = CLAMP ((double) points * UNITS, -MAX_UNITS, MAX_UNITS);

  /* lrint() is called for each of four numbers a character, and says no more. */
  return (int) (units < 0 ? units - 0.5 : units + 0.5);
}

static gboolean
is_empty (const RcTextBox *box)
{
  return !(box->x2 > box->x1 && box->y2 > box->y1);
}

static Box
round_box (const RcTextBox *box)
{
  if (is_empty (box))
    return (Box){ 0 };
  return (Box){ to_units (box->x1), to_units (box->y1), MAX (to_units (box->x2), to_units (box->x1) + 1),
                MAX (to_units (box->y2), to_units (box->y1) + 1) };
}

static gboolean
same_stretch (const Box *a, const Box *b)
{
  return a->y1 == b->y1 && a->y2 == b->y2;
}

static GBytes *
convert (GConverter *converter, const void *data, gsize size)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 buffer[16384];
  gssize got;

  while ((got = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0 && all->len < MAX_PACKED)
    g_byte_array_append (all, buffer, (guint) got);
  return got == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&all)) : NULL;
}

/* A stretch: how many, and unless they have no place its height and where it begins. */
static void
put_stretch (Packed *bytes, State *state, const Box *first, guint count)
{
  gboolean none = first->y2 == first->y1;

  put_number (bytes, none ? -(int) count : (int) count);
  if (none)
    return;
  put_number (bytes, first->y1 - state->y1);
  put_number (bytes, first->y2 - first->y1 - state->height);
  put_number (bytes, first->x1 - state->x1);
  state->y1 = first->y1;
  state->height = first->y2 - first->y1;
  state->x1 = state->x2 = first->x1;
}

/* (transfer full) */
static Box *
round_boxes (const RcTextBox *boxes, gsize n)
{
  Box *rounded = g_new (Box, n + 1);

  for (gsize i = 0; i < n; i++)
    rounded[i] = round_box (&boxes[i]);
  return rounded;
}

GBytes *
rc_page_boxes_pack (const char *text, const RcTextBox *boxes)
{
  const gsize n = (gsize) g_utf8_strlen (text, -1);
  g_autofree Box *rounded = round_boxes (boxes, n);
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, LEVEL));
  g_auto (Packed) stretches = { 0 }, gaps = { 0 }, widths = { 0 }, all = { 0 };
  g_autofree State *state = g_new0 (State, 1);
  const char *p = text;

  for (gsize start = 0, end; start < n; start = end)
    {
      for (end = start + 1; end < n && same_stretch (&rounded[end], &rounded[start]);)
        end++;
      put_stretch (&stretches, state, &rounded[start], (guint) (end - start));
      for (gsize i = start; i < end; i++, p = g_utf8_next_char (p))
        {
          const Box *box = &rounded[i];
          guint slot;

          if (box->y2 == box->y1)
            continue;
          slot = width_slot (g_utf8_get_char (p), state->height);
          put_number (&gaps, box->x1 - state->x2);
          put_number (&widths, box->x2 - box->x1 - state->widths[slot]);
          state->widths[slot] = box->x2 - box->x1;
          state->x2 = box->x2;
        }
    }
  put_number (&all, (int) stretches.length);
  put_number (&all, (int) gaps.length);
  put_bytes (&all, &stretches);
  put_bytes (&all, &gaps);
  put_bytes (&all, &widths);
  return convert (compressor, all.bytes, all.length);
}

typedef struct
{
  const guint8 *at, *end;
} Numbers;

static gboolean
take_stretch (Numbers *numbers, State *state, guint *count, gboolean *none)
{
  int n, y, height, x;

  if (!take_number (&numbers->at, numbers->end, &n) || n == 0)
    return FALSE;
  *none = n < 0;
  *count = (guint) ABS (n);
  if (*none)
    return TRUE;
  if (!take_number (&numbers->at, numbers->end, &y) || !take_number (&numbers->at, numbers->end, &height) ||
      !take_number (&numbers->at, numbers->end, &x))
    return FALSE;
  state->y1 = CLAMP (state->y1 + y, -MAX_UNITS, MAX_UNITS);
  state->height = CLAMP (state->height + height, 0, MAX_UNITS);
  state->x1 = state->x2 = CLAMP (state->x1 + x, -MAX_UNITS, MAX_UNITS);
  return TRUE;
}

static gboolean
take_boxes (const char *text, Numbers parts[3], State *state, RcTextBox *boxes)
{
  guint i = 0, left = 0;
  gboolean none = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p), i++, left--)
    {
      guint slot;
      int gap, width;

      if (left == 0 && !take_stretch (&parts[0], state, &left, &none))
        return FALSE;
      boxes[i] = (RcTextBox){ 0 };
      if (none)
        continue;
      if (!take_number (&parts[1].at, parts[1].end, &gap) || !take_number (&parts[2].at, parts[2].end, &width))
        return FALSE;
      slot = width_slot (g_utf8_get_char (p), state->height);
      state->widths[slot] = CLAMP (state->widths[slot] + width, 0, MAX_UNITS);
      boxes[i].x1 = (float) ((state->x2 + gap) / UNITS);
      state->x2 = CLAMP (state->x2 + gap + state->widths[slot], -MAX_UNITS, MAX_UNITS);
      boxes[i].x2 = (float) (state->x2 / UNITS);
      boxes[i].y1 = (float) (state->y1 / UNITS);
      boxes[i].y2 = (float) ((state->y1 + state->height) / UNITS);
    }
  return left == 0;
}

RcTextBox *
rc_page_boxes_unpack (const char *text, GBytes *packed, guint *n_boxes)
{
  g_autoptr (GConverter) decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autoptr (GBytes) all = convert (decompressor, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  g_autofree State *state = NULL;
  g_autofree RcTextBox *boxes = NULL;
  Numbers parts[3];
  const guint8 *at, *end;
  gsize size;
  int n_stretches, n_gaps;

  if (all == NULL)
    return NULL;
  at = g_bytes_get_data (all, &size);
  end = at + size;
  if (!take_number (&at, end, &n_stretches) || !take_number (&at, end, &n_gaps) || n_stretches < 0 || n_gaps < 0 ||
      n_stretches > end - at || n_gaps > end - at - n_stretches)
    return NULL;
  parts[0] = (Numbers){ at, at + n_stretches };
  parts[1] = (Numbers){ parts[0].end, parts[0].end + n_gaps };
  parts[2] = (Numbers){ parts[1].end, end };
  state = g_new0 (State, 1);
  *n_boxes = (guint) g_utf8_strlen (text, -1);
  boxes = g_new (RcTextBox, MAX (1, *n_boxes));
  return take_boxes (text, parts, state, boxes) ? g_steal_pointer (&boxes) : NULL;
}
