/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FTS5 expressions for what was typed. Private to this room. */
#pragma once

#include "search/parse.h"

G_BEGIN_DECLS

/* Columns of search_text, in order. */
#define RC_COLUMNS_TITLE "title"
#define RC_COLUMNS_NAMES "title other_titles people subjects"
#define RC_COLUMNS_MOST "title other_titles people subjects identifiers rest"
#define RC_COLUMNS_ALL "title other_titles people subjects identifiers rest full_text"

/* Keys stand among the words of a column, marked by a character that no folded word has. */
#define RC_KEY_MARK '='

typedef enum
{
  RC_MATCH_WHOLE = 0,       /* whole words only */
  RC_MATCH_PREFIX = 1 << 0, /* the last word may go on */
  RC_MATCH_KEYS = 1 << 1,   /* words of another script or spelling, too */
} RcMatch;

/* What every hit must match in `columns`; NULL when only exclusions or nothing were typed. */
char *rc_expression_new (const RcTyped *typed, const char *columns, RcMatch match);
/* What no hit may match; NULL when nothing was excluded. */
char *rc_expression_new_excluded (const RcTyped *typed);
/* The text as one identifier, whole; NULL when it cannot be one. */
char *rc_expression_new_identifier (const RcTyped *typed);

G_END_DECLS
