/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headers of PNG, GIF, BMP, WAVE, AVI and MP3. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/media-details.h"

#include <string.h>

static guint32
low32 (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_LE (value);
}

static guint32
high32 (const guint8 *bytes)
{
  return GUINT32_SWAP_LE_BE (low32 (bytes));
}

static guint
low16 (const guint8 *bytes)
{
  return bytes[0] | (guint) bytes[1] << 8;
}

static char *
format_size (guint32 width, guint32 height)
{
  /* Larger ones are not drawn by anybody. */
  return width > 0 && height > 0 && width < 1000000 && height < 1000000 ? g_strdup_printf ("%u × %u", width, height) : NULL;
}

static char *
format_time (gint64 seconds)
{
  if (seconds < 3600)
    return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
  return g_strdup_printf ("%d:%02d:%02d", (int) MIN (seconds / 3600, 9999), (int) (seconds / 60 % 60), (int) (seconds % 60));
}

/* Hertz. */
static char *
format_sound (gint64 seconds, guint rate)
{
  g_autofree char *time = format_time (seconds);

  return g_strdup_printf ("%s, %u.%u kHz", time, rate / 1000, rate % 1000 / 100);
}

static char *
tell_wave (const guint8 *bytes, gsize size, gint64 size_bytes)
{
  guint32 rate, per_second;

  if (size < 36 || memcmp (bytes + 12, "fmt ", 4) != 0)
    return NULL;
  rate = low32 (bytes + 24);
  per_second = low32 (bytes + 28);
  return rate >= 1000 && rate < 1000000 && per_second > 0 ? format_sound (MAX (0, size_bytes - 44) / per_second, rate) : NULL;
}

static char *
tell_avi (const guint8 *bytes, gsize size)
{
  g_autofree char *area = NULL, *time = NULL;
  guint64 length;

  if (size < 72 || memcmp (bytes + 24, "avih", 4) != 0)
    return NULL;
  length = (guint64) low32 (bytes + 32) * low32 (bytes + 48) / G_USEC_PER_SEC;
  area = format_size (low32 (bytes + 64), low32 (bytes + 68));
  time = length > 0 && length < 1000000 ? format_time ((gint64) length) : NULL;
  return area && time ? g_strdup_printf ("%s, %s", time, area) : g_steal_pointer (&area);
}

/* Layer III alone; frames of one rate are taken for all. */
static char *
tell_mp3 (const guint8 *bytes, gint64 size_bytes)
{
  static const guint bits[2][16] = { { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0 },
                                     { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0 } };
  static const guint rates[3] = { 44100, 48000, 32000 };
  guint version = bytes[1] >> 3 & 3, layer = bytes[1] >> 1 & 3, bit_rate = bits[version == 3][bytes[2] >> 4], rate = bytes[2] >> 2 & 3;

  if (version == 1 || layer != 1 || bit_rate == 0 || rate == 3)
    return NULL;
  return format_sound (size_bytes / (bit_rate * 125), rates[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2));
}

char *
rc_media_details (GBytes *head, gint64 size_bytes)
{
  gsize size = 0;
  const guint8 *bytes = head ? g_bytes_get_data (head, &size) : NULL;

  if (size < 30)
    return NULL;
  if (memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
    return format_size (high32 (bytes + 16), high32 (bytes + 20));
  if (memcmp (bytes, "GIF8", 4) == 0)
    return format_size (low16 (bytes + 6), low16 (bytes + 8));
  if (memcmp (bytes, "BM", 2) == 0 && low32 (bytes + 14) >= 40)
    return format_size (low32 (bytes + 18), (guint32) ABS ((gint64) (gint32) low32 (bytes + 22)));
  if (memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WAVE", 4) == 0)
    return tell_wave (bytes, size, size_bytes);
  if (memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "AVI ", 4) == 0)
    return tell_avi (bytes, size);
  if (bytes[0] == 0xff && (bytes[1] & 0xe0) == 0xe0)
    return tell_mp3 (bytes, size_bytes);
  return NULL;
}
