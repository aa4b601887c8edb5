/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find a record, and change it: a list with a search on one side, the form on the other. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"
#include "desk/section-fold.h"
#include "record/quality.h"

G_BEGIN_DECLS

#define RC_TYPE_RECORDS_SECTION (rc_records_section_get_type ())
G_DECLARE_FINAL_TYPE (RcRecordsSection, rc_records_section, RC, RECORDS_SECTION, GtkBox)

/* Signals "told" (words), "kept" (words, gint64 batch) and "failed" (words), as those of the editor. Where the window is folded, list
 * and form are one after the other. */
RcRecordsSection *rc_records_section_new (RcCatalogue *catalogue, RcSectionFold *fold);
/* From the form to the list; FALSE: it is there, or beside it. */
gboolean rc_records_section_go_back (RcRecordsSection *self);
void rc_records_section_start_new (RcRecordsSection *self);
void rc_records_section_start_new_grant (RcRecordsSection *self);
void rc_records_section_start_search (RcRecordsSection *self);
/* Opens the record at the place of what is to be checked in it (nullable). Asks first when another one is not saved. */
void rc_records_section_open (RcRecordsSection *self, gint64 id, const RcFinding *finding);
void rc_records_section_save (RcRecordsSection *self);
/* To the record that is edited. */
void rc_records_section_add_document (RcRecordsSection *self, const char *path);
/* Where somebody types; borrowed. */
GtkWidget *rc_records_section_get_form (RcRecordsSection *self);
gboolean rc_records_section_is_changed (RcRecordsSection *self);
/* TRUE while something is written, or waits to be: leaving does not stop that. */
gboolean rc_records_section_is_saving (RcRecordsSection *self);
/* TRUE while a file is being added to a record. */
gboolean rc_records_section_is_running (RcRecordsSection *self);
/* Ctrl+Z, and with `again` Ctrl+Shift+Z: FALSE when a text field should take it. */
gboolean rc_records_section_undo (RcRecordsSection *self, gboolean again);
/* One certain change, as "kept" told it. */
void rc_records_section_undo_batch (RcRecordsSection *self, gint64 batch);

G_END_DECLS
