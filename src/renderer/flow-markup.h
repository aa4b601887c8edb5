/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of HTML, whatever they are. Each is asked for once or twice. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (nullable) (transfer full) Of a tag, from its name on to its end. */
char *rc_markup_dup_attribute (const char *tag, const char *end, const char *wanted);
/* Where a tag ends; a mark of quotation that never closes is none. */
const char *rc_markup_find_tag_end (const char *p, const char *end);
/* The end of "</name", wherever that is. */
const char *rc_markup_skip_element (const char *p, const char *end, const char *name, gsize length);
/* At "<!" or "<?". */
const char *rc_markup_skip_comment (const char *p, const char *end);
/* At '&': adds the character to the text, and gives the last byte of the entity. */
const char *rc_markup_read_entity (GString *text, const char *p, const char *end);
/* (nullable) (transfer full) The charset that the file names; else the guessed one (nullable). */
char *rc_markup_dup_charset (const char *bytes, gsize size, const char *guessed);

G_END_DECLS
