/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system that the programs on a disc were made for. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/disc-system.h"

#include <string.h>

#include "catalogue/disc-list.h"
#include "disc/tree.h"
#include "documents/store.h"

#define MAX_PROGRAMS 8   /* that are looked at */
#define HEAD_BYTES 8192  /* of each */

static guint
get_16 (const guint8 *bytes)
{
  return bytes[0] | (guint) bytes[1] << 8;
}

/* NE: 54 the system, 62 its version. PE: behind 24 bytes the optional header, 48 bytes into it the version of the subsystem. */
RcSystem
rc_system_of_program (const guint8 *bytes, gsize length)
{
  gsize at;
  guint major, minor;

  if (length < 64 || memcmp (bytes, "MZ", 2) != 0)
    return RC_SYSTEM_UNKNOWN;
  at = get_16 (bytes + 60) | (gsize) get_16 (bytes + 62) << 16;
  if (at == 0 || at > length || length - at < 64)
    return RC_SYSTEM_DOS;
  if (memcmp (bytes + at, "NE", 2) == 0)
    return bytes[at + 54] == 2 ? RC_SYSTEM_WINDOWS_3 : RC_SYSTEM_DOS;
  if (memcmp (bytes + at, "PE\0\0", 4) != 0 || length - at < 24 + 52)
    return RC_SYSTEM_DOS;
  major = get_16 (bytes + at + 24 + 48);
  minor = get_16 (bytes + at + 24 + 50);
  if (major < 5)
    return RC_SYSTEM_WINDOWS_95;
  if (major == 5)
    return minor == 0 ? RC_SYSTEM_WINDOWS_2000 : RC_SYSTEM_WINDOWS_XP;
  return RC_SYSTEM_WINDOWS_VISTA;
}

RcSystem
rc_system_of_disc (RcDatabase *db, gint64 id, GCancellable *cancellable)
{
  g_autoptr (RcDiscRow) row = rc_discs_get (db, id, NULL);
  g_autoptr (GPtrArray) paths = row != NULL && row->sha256 != NULL ? rc_disc_list_programs (db, id, MAX_PROGRAMS, NULL) : NULL;
  g_autofree char *image = NULL;
  g_autoptr (RcDisc) disc = NULL;
  RcSystem system = RC_SYSTEM_UNKNOWN;

  if (paths == NULL || paths->len == 0)
    return RC_SYSTEM_UNKNOWN;
  image = rc_store_dup_path (rc_database_get_folder (db), row->sha256);
  disc = rc_disc_open (image, cancellable, NULL);
  if (disc == NULL || !rc_disc_set_names (disc, row->names, NULL))
    return RC_SYSTEM_UNKNOWN;
  for (guint i = 0; i < paths->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GBytes) head = rc_disc_read (disc, g_ptr_array_index (paths, i), 0, HEAD_BYTES, cancellable, NULL);

      if (head != NULL)
        system = MAX (system, rc_system_of_program (g_bytes_get_data (head, NULL), g_bytes_get_size (head)));
    }
  return system;
}

const char *
rc_system_get_name (RcSystem system)
{
  static const char *const names[] = { NULL, "DOS", "Windows 3.1", "Windows 95", "Windows 2000", "Windows XP", "Windows Vista" };

  return names[system];
}
