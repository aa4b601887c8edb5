/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed, taken apart. Every text means something; none is an error. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RC_FIELD_ANY,
  RC_FIELD_TITLE,
  RC_FIELD_PEOPLE,
  RC_FIELD_SUBJECT,
} RcField;

/* What was typed without a space: one word, several ("43C/57", "well-known"), or a phrase in quotation marks. */
typedef struct
{
  RcField field;
  gboolean excluded;
  gboolean quoted;
  gboolean prefix;    /* the last word may go on */
  GPtrArray *phrases; /* (owned) char *, never empty; folded; all must stand somewhere, several words in their order */
  char *compact;      /* (owned) (nullable) letters and digits without what stood between, when something did */
  char *isbn;         /* (owned) (nullable) 13 digits */
} RcUnit;

typedef struct
{
  GPtrArray *units;  /* (owned) RcUnit */
  char *identifier;  /* (owned) (nullable) the whole text as one identifier, compact ("43c57") */
  int year_from;     /* 0: no limit */
  int year_to;       /* 0: no limit */
} RcTyped;

RcTyped *rc_typed_new (const char *text);
void rc_typed_free (RcTyped *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTyped, rc_typed_free)

/* "1995", "1995..2001", "1995..", "..2001"; FALSE when it is none of these. 0 is an open end. */
gboolean rc_years_parse (const char *text, int *from, int *to);

/* The letters and digits of a folded text without its spaces; NULL when empty or too long for an identifier. */
char *rc_identifier_compact (const char *folded);

/* The script-free key by which a folded word is found in another script or spelling; NULL when the word is too short or
 * its script has none. */
char *rc_word_key (const char *word);

G_END_DECLS
