/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names on discs: which character set the bytes are in, and what they say. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RC_DISC_NAMES_UTF8, /* all were valid */
  RC_DISC_NAMES_CP866,
  RC_DISC_NAMES_CP1251,
  RC_DISC_NAMES_LATIN1,
} RcDiscNames;

/* The character set in which these bytes (char *; only those that are no UTF-8 count) make most sense. */
RcDiscNames rc_disc_names_guess (const GPtrArray *names);
/* For people: "CP866" … */
const char *rc_disc_names_to_string (RcDiscNames names);

/* Valid UTF-8 without control characters. Names that are UTF-8 already are taken as they are. */
char *rc_disc_names_decode (RcDiscNames names, const char *bytes);

G_END_DECLS
