/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text with the commands of TeX, as BibTeX has it, and plain text. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Plain text: accents and signs as letters, braces and commands of form gone, blanks joined. Formulas of more than letters
 * and signs stay as they stand, between dollars. Never NULL. */
char *rc_tex_to_text (const char *tex);
/* The other way: letters stay as they are (files are in UTF-8), what TeX would take for commands is escaped. */
void rc_tex_append_text (GString *out, const char *text);
/* Every brace has its other one. */
gboolean rc_tex_is_balanced (const char *tex);

G_END_DECLS
