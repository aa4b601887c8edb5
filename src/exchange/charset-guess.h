/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which encoding a text is in, by what it reads like in each. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Readings of the same bytes, weighed against each other. Evidence of several texts of a file is added up. */
typedef struct _RcEvidence RcEvidence;

RcEvidence *rc_evidence_new (void);
void rc_evidence_free (RcEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcEvidence, rc_evidence_free)

/* Weighs one text, a field or a line; ASCII says nothing. What is past some 4 KiB is not looked at. */
void rc_evidence_add (RcEvidence *self, const char *text, gsize length);
/* The same in one encoding only, where no other is to be asked for. */
void rc_evidence_add_reading (RcEvidence *self, const char *encoding, const char *text, gsize length);

/* What encodings of the language (a code of MARC, "pol") gain, once: others it is hardly written in. */
void rc_evidence_set_language (RcEvidence *self, const char *language);
/* The text is of no library's system: MARC-8 and ISO 5426 are not asked for. */
void rc_evidence_set_plain (RcEvidence *self);
/* Forgets what was weighed. */
void rc_evidence_clear (RcEvidence *self);
/* Adds what another one has gathered. */
void rc_evidence_add_evidence (RcEvidence *self, const RcEvidence *other);
/* The text beyond ASCII that was weighed, in bytes. */
guint rc_evidence_get_n_bytes (const RcEvidence *self);

/* The likeliest 8-bit encoding, "windows-1251": a literal. `first` (nullable) wins where others are hardly better: what
 * the file says of itself. NULL when nothing reads well. */
const char *rc_evidence_choose (const RcEvidence *self, const char *first);
/* The same without the sets of libraries. */
const char *rc_evidence_choose_plain (const RcEvidence *self);
/* A language that was named is written in it. */
gboolean rc_evidence_is_expected (const RcEvidence *self, const char *encoding);
/* It is like a common one in many letters, or of a script that few files are in. */
gboolean rc_evidence_is_rare (const char *encoding);
/* The same of a record among others of a file: by its letters where they say enough, else by those of the file, to which its own are
 * added. common (out): what most others are in, where the record says clearly that it is not; else NULL. */
const char *rc_evidence_choose_within (const RcEvidence *self, RcEvidence *file, const char *first, const char **common);
/* Points of an encoding for each byte: above 1.5 it reads like a language, below zero like none. */
double rc_evidence_get_worth (const RcEvidence *self, const char *encoding);

/* The text reads as well in a common encoding as in a rare one, which many of its letters do not tell from it. */
gboolean rc_evidence_prefers (const RcEvidence *self, const char *encoding, const char *to);

/* The likeliest of a text that is all there is; NULL as above. Never UTF-8, which needs no guess. */
const char *rc_charset_guess (const char *text, gsize length);

/* The same, and NULL when the likeliest is no encoding with Cyrillic letters. */
const char *rc_charset_guess_cyrillic (const char *text, gsize length);

/* Every 8-bit encoding that is weighed; ends with NULL. */
const char *const *rc_charset_get_guessed (void);

G_END_DECLS
