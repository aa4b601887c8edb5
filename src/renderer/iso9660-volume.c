/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The descriptors of ISO 9660: which trees there are, in which session, and what the volume is called. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <string.h>

#include "renderer/iso9660.h"

#define DESCRIPTOR 16
#define MAX_DESCRIPTORS 32
#define MAX_SESSIONS 99
/* Sectors looked at behind the end of the volume, for one more session: two and a half hours of sound. */
#define MAX_SCAN (5 << 20)

typedef struct
{
  gboolean found;
  RcIso9660Tree plain, joliet;
  gint64 blocks;   /* of the volume, by its own word */
  char *name;      /* (owned) (nullable) */
  guint32 boot;    /* the sector with the catalogue of El Torito; 0: none */
} Session;

static char *
decode_name (const guint8 *descriptor, gboolean joliet)
{
  const char *bytes = (const char *) descriptor + 40;
  g_autofree char *text = NULL;

  if (joliet)
    {
      gunichar2 units[16];

      for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
        units[i] = (gunichar2) ((guint8) bytes[2 * i] << 8 | (guint8) bytes[2 * i + 1]);
      text = g_utf16_to_utf8 (units, G_N_ELEMENTS (units), NULL, NULL, NULL);
    }
  else
    text = g_strndup (bytes, 32);
  if (!text)
    return NULL;
  g_strstrip (text);
  return *text ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_joliet (const guint8 *descriptor)
{
  return descriptor[0] == 2 && descriptor[88] == '%' && descriptor[89] == '/' &&
         (descriptor[90] == '@' || descriptor[90] == 'C' || descriptor[90] == 'E');
}

static void
read_tree (const guint8 *descriptor, RcIso9660Tree *tree)
{
  guint16 block_size;

  memcpy (&block_size, descriptor + 128, sizeof block_size);
  tree->block_size = GUINT16_FROM_LE (block_size);
  /* What no disc has is a mistake. */
  if (tree->block_size < 512 || tree->block_size > 32768 || (tree->block_size & (tree->block_size - 1)))
    tree->block_size = RC_SECTOR;
  tree->root = rc_get_both32 (descriptor + 156 + 2) + descriptor[156 + 1];
  tree->root_size = rc_get_both32 (descriptor + 156 + 10);
}

static void
take_descriptor (Session *session, const guint8 *descriptor)
{
  char *name = NULL;

  if (descriptor[0] == 0)
    {
      if (memcmp (descriptor + 7, "EL TORITO SPECIFICATION", 23) == 0)
        session->boot = rc_get_le32 (descriptor + 71);
    }
  else if (descriptor[0] == 1 && !session->found)
    {
      session->found = TRUE;
      read_tree (descriptor, &session->plain);
      session->blocks = rc_get_both32 (descriptor + 80);
      name = session->name ? NULL : decode_name (descriptor, FALSE);
    }
  else if (is_joliet (descriptor) && !session->joliet.joliet)
    {
      read_tree (descriptor, &session->joliet);
      session->joliet.joliet = TRUE;
      name = decode_name (descriptor, TRUE);
    }
  if (!name)
    return;
  g_free (session->name);
  session->name = name;
}

static void
read_session (RcVolume *volume, gint64 start, Session *session)
{
  *session = (Session){ 0 };
  for (int i = 0; i < MAX_DESCRIPTORS; i++)
    {
      guint8 descriptor[RC_SECTOR];

      if (rc_image_read_all (volume->image, descriptor, RC_SECTOR, (start + DESCRIPTOR + i) * RC_SECTOR) != RC_SECTOR ||
          memcmp (descriptor + 1, "CD001", 5) != 0 || descriptor[0] == 255)
        break;
      take_descriptor (session, descriptor);
    }
}

/* Whether the top folder says of itself that it is there. */
static gboolean
is_root (RcVolume *volume, gint64 at, guint32 root, guint block_size)
{
  guint8 record[34];

  return rc_image_read_all (volume->image, record, sizeof record, at * block_size) == sizeof record && record[0] >= 34 && record[32] == 1 &&
         record[33] == 0 && (record[25] & 2) && rc_get_both32 (record + 2) == root;
}

/* The image of a later session alone counts its sectors from the beginning of the disc, of which it has nothing. */
static void
find_base (RcVolume *volume, Session *session)
{
  guint32 root = session->plain.root;

  if (is_root (volume, root, root, session->plain.block_size))
    return;
  for (guint32 at = DESCRIPTOR + 1; at < MIN (root, DESCRIPTOR + 4000); at++)
    if (is_root (volume, at, root, session->plain.block_size) && session->plain.block_size == RC_SECTOR)
      {
        rc_image_set_start (volume->image, root - at);
        return;
      }
}

static void
add_session_fact (RcVolume *volume, guint number, gint64 start)
{
  g_autofree char *value = g_strdup_printf ("%u\t%" G_GINT64_FORMAT, number, start);

  rc_volume_add_fact (volume, "session", value);
}

/* Looks for descriptors behind the end of the volume. -1: none. */
static gint64
find_next (RcVolume *volume, gint64 start, const Session *session)
{
  gint64 end = rc_image_get_size (volume->image) / RC_SECTOR;
  gint64 first = MAX (start + DESCRIPTOR + 2, session->blocks);

  /* These were never written in sessions, and may be larger than their file. */
  if (volume->part || rc_image_is_packed (volume->image))
    return -1;
  for (gint64 at = first; at < MIN (end, first + MAX_SCAN); at++)
    {
      guint8 mark[7];

      if (rc_image_read (volume->image, mark, sizeof mark, at * RC_SECTOR) == sizeof mark && memcmp (mark, "\1CD001\1", sizeof mark) == 0)
        return at - DESCRIPTOR;
    }
  return -1;
}

/* A session counts its sectors from the beginning of the disc. A track that counts from its own is another disc on the same one. */
static gboolean
stands_alone (RcVolume *volume, gint64 start, const Session *session)
{
  guint32 root = session->plain.root;

  return start > 0 && session->found && session->plain.block_size == RC_SECTOR && is_root (volume, start + root, root, RC_SECTOR);
}

/* The last session counts: it says what is left of those before. `alone` takes where the tracks begin that stand alone. */
static void
find_last (RcVolume *volume, gint64 start, Session *session, GArray *alone)
{
  gint64 next = find_next (volume, start, session);
  guint number = 1;

  for (guint i = 0; next >= 0 && i < MAX_SESSIONS; i++)
    {
      gboolean other;
      Session later;

      read_session (volume, next, &later);
      other = stands_alone (volume, next, &later);
      if (other)
        {
          g_array_append_val (alone, next);
          /* Its volume ends where its own sectors do. */
          later.blocks += (guint32) next;
        }
      else if (number++ == 1)
        add_session_fact (volume, 1, start);
      if (!other)
        add_session_fact (volume, number, next);
      next = find_next (volume, next, &later);
      if (later.found && !other)
        {
          g_free (session->name);
          *session = later;
        }
      else
        g_free (later.name);
    }
}

static void
add_trees (RcVolume *volume, Session *session)
{
  RcIso9660Tree *plain = &session->plain;

  rc_volume_add_fact (volume, "format", "ISO 9660");
  plain->rock_ridge = rc_iso9660_find_rock_ridge (volume, plain, &plain->skip);
  if (plain->rock_ridge)
    rc_volume_add_fact (volume, "format", "Rock Ridge");
  if (session->joliet.joliet)
    rc_volume_add_fact (volume, "format", "Joliet");
  if (session->boot > 0)
    rc_volume_add_fact (volume, "format", "El Torito");
  /* Plain names are the worst: another file system of the disc goes before. */
  if (!plain->rock_ridge && session->joliet.joliet)
    rc_iso9660_walk (volume, &session->joliet);
  else if (!plain->rock_ridge)
    rc_volume_add_udf (volume);
  rc_volume_begin_next (volume, TRUE);
  rc_iso9660_walk (volume, plain);
  if (plain->rock_ridge && session->joliet.joliet)
    {
      rc_volume_begin_next (volume, FALSE);
      rc_iso9660_walk (volume, &session->joliet);
    }
  if (session->boot > 0)
    rc_iso9660_add_boot (volume, session->boot);
}

static gboolean
is_blank (RcVolume *volume)
{
  static const guint8 zeros[RC_SECTOR] = { 0 };
  guint8 first[RC_SECTOR];

  return rc_image_read_all (volume->image, first, sizeof first, 0) == sizeof first && memcmp (first, zeros, sizeof zeros) == 0 &&
         rc_image_read_all (volume->image, first, sizeof first, DESCRIPTOR * RC_SECTOR) == sizeof first && memcmp (first, zeros, sizeof zeros) == 0;
}

gboolean
rc_volume_add_iso9660 (RcVolume *self)
{
  gint64 start = rc_image_get_start (self->image);
  g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (gint64));
  Session session;

  read_session (self, start, &session);
  if ((!session.found && start > 0) || stands_alone (self, start, &session))
    {
      g_free (session.name);
      read_session (self, start = 0, &session);
    }
  if (!session.found && is_blank (self))
    {
      /* Of a disc that begins with sound a drive gives zeros until its data come. */
      gint64 next = find_next (self, 0, &session);

      if (next > 0)
        read_session (self, start = next, &session);
    }
  if (!session.found)
    {
      g_free (session.name);
      return FALSE;
    }
  find_base (self, &session);
  find_last (self, start, &session, alone);
  self->missing = MAX (0, session.blocks * session.plain.block_size - rc_image_get_size (self->image));
  self->name = session.name;
  add_trees (self, &session);
  for (guint i = 0; i < alone->len; i++)
    rc_volume_take_track (self, i + 2, g_array_index (alone, gint64, i) * RC_SECTOR);
  return TRUE;
}
