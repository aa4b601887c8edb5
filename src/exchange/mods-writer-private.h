/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the writer of MODS share. */
#pragma once

#include "record/reference.h"

G_BEGIN_DECLS

typedef struct
{
  GString *out;
  guint *n_replaced;
} RcModsWriter;

typedef void (*RcModsWrite) (RcModsWriter *self, const RcMarcField *field);

void rc_mods_open (RcModsWriter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void rc_mods_close (RcModsWriter *self, const char *name);
/* An element with a text; none when there is no text. tag: the name, and attributes behind it. */
void rc_mods_add (RcModsWriter *self, const char *tag, const char *text);
/* The same with an attribute, where it has a value. */
void rc_mods_add_with (RcModsWriter *self, const char *name, const char *attribute, const char *value, const char *text);
/* Subfields joined, without ISBD punctuation at the end; NULL when nothing is left. */
char *rc_mods_dup_clean (const RcMarcField *field, const char *codes, const char *separator);
void rc_mods_for_each (RcModsWriter *self, const RcMarc *marc, const char *tag, RcModsWrite write);

void rc_mods_write_titles (RcModsWriter *self, const RcMarc *marc, const RcReference *reference);
void rc_mods_write_names (RcModsWriter *self, const RcMarc *marc);
void rc_mods_write_origin (RcModsWriter *self, const RcMarc *marc, const RcReference *reference);
void rc_mods_write_description (RcModsWriter *self, const RcMarc *marc);
void rc_mods_write_notes (RcModsWriter *self, const RcMarc *marc);
void rc_mods_write_subjects (RcModsWriter *self, const RcMarc *marc);
void rc_mods_write_related (RcModsWriter *self, const RcMarc *marc, const RcReference *reference);
void rc_mods_write_identifiers (RcModsWriter *self, const RcMarc *marc);

G_END_DECLS
