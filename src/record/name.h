/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of people as they are read, out of the headings by which a catalogue tells them apart. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Keenan, Thomas, 1959-" is "Keenan, Thomas" to whoever reads it. What has no years stays as it is. */
char *rc_name_dup_plain (const char *heading);
/* The same for names joined by "; ", each of which stands once. NULL for NULL. */
char *rc_names_dup_plain (const char *joined);

G_END_DECLS
