/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of languages: those of the screens, and those that records are written in. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *code;       /* as in LANGUAGE */
  const char *name;       /* in itself */
  const char *short_name; /* where there is little room */
} RcUiLanguage;

#define RC_N_UI_LANGUAGES 4

/* In the order of their buttons. */
extern const RcUiLanguage rc_ui_languages[RC_N_UI_LANGUAGES];

/* The one that messages are shown in now; the first one when it is none of ours. */
const RcUiLanguage *rc_ui_language_get (void);
/* From here on messages come in this language, numbers and dates too. Windows must be made anew. */
void rc_ui_language_set (const char *code);

/* The name of a MARC language code in itself ("rus": "Русский"); the code where nobody knows it; NULL for codes that mean
 * no language ("und", "zxx"). */
char *rc_language_dup_name (const char *marc_code);
/* The name of a MARC language code in the language of the screen ("rus": "Russian"); NULL where nobody knows it, or it means none. */
char *rc_language_dup_local_name (const char *marc_code);
/* The first, for codes joined by space: "Русский, English"; NULL when there is nothing to say. */
char *rc_language_dup_names (const char *marc_codes);

G_END_DECLS
