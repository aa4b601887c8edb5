/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed, taken apart. Every text means something; none is an error. Private to this room. */
#pragma once

#include "search/word-key.h"

G_BEGIN_DECLS

typedef enum
{
  RC_FIELD_ANY,
  RC_FIELD_TITLE,
  RC_FIELD_PEOPLE,
  RC_FIELD_SUBJECT,
  RC_FIELD_PLACE,
} RcField;

/* What was typed without a space: one word, several ("43C/57", "well-known"), or a phrase in quotation marks. */
typedef struct
{
  RcField field;
  gboolean excluded;
  gboolean quoted;
  gboolean prefix;    /* the last word may go on */
  gboolean article;   /* the first phrase is the Arabic article, as some language writes it */
  GPtrArray *phrases; /* (owned) char *, never empty; folded; all must stand somewhere, several words in their order */
  GPtrArray *keys;    /* (owned) GStrv (nullable) for each phrase: the script-free keys of a single word, and of its other
                         readings */
  char *compact;      /* (owned) (nullable) the key of an identifier; several words without what stood between them */
  gsize start, stop;  /* where it stands in the text */
  gsize begin, end;   /* the same, with its minus, field and quotation marks */
} RcUnit;

/* Some units behind each other that are an identifier, too: "43 C 57". */
typedef struct
{
  guint first, end; /* units */
  char *key;        /* (owned) */
} RcSpan;

typedef struct
{
  int from; /* 0: no limit, as below */
  int to;
} RcYears;

typedef struct
{
  char *text;        /* (owned) as typed, but for what is no UTF-8, or too long */
  GPtrArray *units;  /* (owned) RcUnit */
  GArray *spans;     /* (owned) RcSpan of two units and more; the longest first */
  char *identifier;  /* (owned) (nullable) the whole text as one identifier ("43c57") */
  RcYears years;     /* those that were asked for */
  GArray *without;   /* (owned) RcYears that were excluded */
} RcTyped;

RcTyped *rc_typed_new (const char *text);
void rc_typed_free (RcTyped *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTyped, rc_typed_free)

/* How the Arabic article is written; NULL-terminated, folded. */
const char *const *rc_parse_get_articles (void);

/* "1995", "1995..2001", "1995..", "..2001", with a dash, in any digits; "1990s", "199?", "19--", ">2000", "≤1950"; FALSE when it is
 * none of these. 0 is an open end. */
gboolean rc_years_parse (const char *text, int *from, int *to);

G_END_DECLS
