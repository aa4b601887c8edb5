/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system that the programs on a disc were made for, by what their files say. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

typedef enum
{
  RC_SYSTEM_UNKNOWN,
  RC_SYSTEM_DOS,
  RC_SYSTEM_WINDOWS_3,
  RC_SYSTEM_WINDOWS_95,
  RC_SYSTEM_WINDOWS_2000,
  RC_SYSTEM_WINDOWS_XP,
  RC_SYSTEM_WINDOWS_VISTA,
} RcSystem;

/* The oldest one on which a program starts, by its first bytes. */
RcSystem rc_system_of_program (const guint8 *bytes, gsize length);
/* The newest that a program near the top of the disc asks for; RC_SYSTEM_UNKNOWN without programs, or without the image. */
RcSystem rc_system_of_disc (RcDatabase *db, gint64 disc, GCancellable *cancellable);
/* Its name, "Windows 95"; NULL for one that is not known. */
const char *rc_system_get_name (RcSystem system);

G_END_DECLS
