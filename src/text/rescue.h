/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may have been meant by a word that finds nothing: another keyboard layout, letters that look alike, a slip. */
#pragma once

#include <glib.h>

#include "text/tokens.h"

G_BEGIN_DECLS

/* The text as it would have come out under the other layouts (English, Russian, Kazakh), likeliest first; as written,
 * not folded; what would be signs more than letters is left out. Never NULL, maybe empty; char *. `text` is valid UTF-8. */
GPtrArray *rc_rescue_layouts (const char *text);

/* The text with Latin letters inside Cyrillic words (and Cyrillic ones inside Latin words) replaced by those they look
 * like; NULL when no word mixes them. `text` is valid UTF-8. */
char *rc_rescue_look_alikes (const char *text);

/* The folded word as other romanisations than those that the script-free key knows would mean it: Tschechow and Chostakovitch as
 * Chekhov and Shostakovich, Qizilorda as Qyzylorda; or a Cyrillic word as they write it. Never NULL, maybe empty; char *. */
GPtrArray *rc_rescue_readings (const char *folded);

/* Words near a word: a letter dropped, added, changed, or two neighbours swapped, each one step. Meant to be asked for
 * a whole sorted vocabulary: what a term shares with the one asked before is not worked out again. */
typedef struct _RcNear RcNear;

/* `word` is folded; max 1 or 2 steps. */
RcNear *rc_near_new (const char *word, gsize length, guint max);
void rc_near_free (RcNear *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcNear, rc_near_free)
/* Steps from the word to `term`, max + 1 when they are more than max. `n_dead` (nullable): when above 0, no term that
 * begins with that many bytes of this one is near, so a sorted vocabulary may be left ahead to the first that does not.
 */
guint rc_near_distance (RcNear *self, const char *term, gsize length, gsize *n_dead);

/* How likely the one step from the word that was meant to what was typed is, beside others: a logarithm, to be added to
 * that of how often the word stands somewhere. Both are folded. */
double rc_rescue_judge_slip (const char *typed, const char *meant);

G_END_DECLS
