/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader and the writer of BibTeX both know: entries, names, types. */
#pragma once

#include "record/reference.h"

G_BEGIN_DECLS

#define RC_BIBTEX_WORD "bibtex" /* of what only BibTeX has a place for */
#define RC_BIBTEX_TYPE "@"      /* the name under which the type of an entry is kept where ours says less */

typedef struct
{
  char *name;  /* (owned) in small letters */
  char *value; /* (owned) as it stood, in TeX: without the braces or quotes around, macros and # resolved */
} RcBibtexField;

typedef struct
{
  char *type;        /* (owned) in small letters: "article", "string" … */
  char *key;         /* (owned) (nullable) */
  GArray *fields;    /* (owned) RcBibtexField */
  GPtrArray *problems; /* (owned) char *: what was repaired */
} RcBibtexEntry;

void rc_bibtex_entry_free (RcBibtexEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcBibtexEntry, rc_bibtex_entry_free)

/* The first value of the field, or NULL. Borrowed. */
const char *rc_bibtex_entry_get (const RcBibtexEntry *self, const char *name);

/* The length of "@word {", up to and with the opening sign; 0 where no entry begins. */
gsize rc_bibtex_measure_opening (const char *data, gsize length);

/* The length of the entry that begins with @ at data, to its closing brace, or to where the next one begins or the data
 * ends; 0 when no entry begins here. */
gsize rc_bibtex_measure_entry (const char *data, gsize length);
/* One entry in UTF-8, from @ to its end. macros: names in small letters to values; the entry may add to them (@string). */
RcBibtexEntry *rc_bibtex_parse_entry (const char *text, GHashTable *macros);
/* An empty table of macros, with the months. */
GHashTable *rc_bibtex_new_macros (void);

gboolean rc_bibtex_type_from_text (const char *text, RcReferenceType *type);
const char *rc_bibtex_type_to_text (RcReferenceType type);

/* "von Last, Jr, First and {Body} and others": names with the role. FALSE when the list ends with others. */
gboolean rc_bibtex_add_names (RcReference *reference, const char *tex, const char *role);
void rc_bibtex_append_name (GString *out, const RcReferenceName *name);

/* One entry, with a line's end. */
char *rc_reference_to_bibtex (const RcReference *reference);
/* parent (nullable): the entry that crossref names. */
RcReference *rc_reference_new_from_bibtex (const RcBibtexEntry *entry, const RcBibtexEntry *parent);

G_END_DECLS
