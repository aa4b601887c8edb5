/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What both ways between a reference and MARC know: where each fact stands. */
#pragma once

#include "record/description.h"
#include "record/reference.h"

G_BEGIN_DECLS

/* How MARC 21 tells the types: leader/06 and /07, a code of 008, and a term of genre where those do not do. */
typedef struct
{
  char type, level;
  char nature;        /* at 008/24, or 0 */
  gboolean has_genre; /* the word of the type stands in 655 */
} RcReferenceShape;

const RcReferenceShape *rc_reference_get_shape (RcReferenceType type);

#define RC_OWN_LEVEL "uc"            /* leader/17 and /18: level not known, ISBD punctuation left out */
#define RC_SHORT_TITLE "Short title" /* 246 $i */
#define RC_GENRE_LIST "local"        /* 655 $2 */

/* The coded parts of 773 $g: "volume:27", "number:3", "pages:379-423". */
#define RC_HOST_VOLUME "volume:"
#define RC_HOST_ISSUE "number:"
#define RC_HOST_PAGES "pages:"
#define RC_KEY_AGENCY "(key)"     /* before a citation key in 035 */
#define RC_OTHER_SEPARATOR "  - "  /* between name and value in 887 $a */
#define RC_ACCESSED "accessed: " /* 856 $z */

/* A character of 008; a blank where there is none. */
char rc_reference_fixed_at (const RcMarc *marc, guint offset);
/* What a description finds out of other words (245 $h, 655, numbers of reports) where the leader says no more than book. */
RcReferenceType rc_reference_type_of_material (RcMaterial material);
/* By 655, the leader, 008 and fields of one kind only. `own`: the record was made by rc_reference_to_marc. */
RcReferenceType rc_reference_read_type (const RcMarc *marc, gboolean own, const RcDescription *description);

/* What a library wrote of volume, issue and pages ("Vol. 27, no. 3 (1948), p. 379-423"). Fills what is NULL yet. */
void rc_reference_read_host_text (RcReference *self, const char *text);

G_END_DECLS
