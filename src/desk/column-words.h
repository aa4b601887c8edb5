/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column of a table can hold, in the language of the screen. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of a word of rc_csv_get_words; of a place in MARC: itself. The caller frees it. */
char *rc_column_word_dup_name (const char *word);

G_END_DECLS
