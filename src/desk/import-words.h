/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import did, in words; and its report as it was kept. */
#pragma once

#include "import/import.h"

G_BEGIN_DECLS

/* How people call a format; the language of the screen where it is no name of its own. */
const char *rc_import_format_name (RcFormat format);

/* The report of an import that rc_import_report_to_json wrote; NULL when it is none. Everything in it is checked. */
RcImportReport *rc_import_report_new_from_json (const char *json);

/* "4 650 new · 97 updated · 24 duplicates": what is not zero; never empty. */
char *rc_import_report_dup_words (const RcImportReport *report);

/* What undoing it would do, with how many records were changed again since. */
char *rc_import_report_dup_undo_words (const RcImportReport *report, guint n_changed_since);

/* What undoing a change to one record did. */
const char *rc_undo_report_get_word (const RcUndoReport *report);

/* What undoing an import did. */
char *rc_undo_report_dup_words (const RcUndoReport *report);

/* The report as text for a file. */
char *rc_import_report_dup_text (const char *name, const RcImportReport *report);

G_END_DECLS
