/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of languages in a form: by name, with what may be meant below while somebody types, and beside it what is no language. */
#pragma once

#include "desk/list-editor.h"

G_BEGIN_DECLS

/* Makes one out of a list editor. */
void rc_language_list_prepare (RcListEditor *list);
void rc_language_list_set_codes (RcListEditor *list, const char *const *codes);
/* What is one of `stored` (nullable) as it is, or no language, stays as it was typed. */
GStrv rc_language_list_dup_codes (RcListEditor *list, const char *const *stored);

G_END_DECLS
