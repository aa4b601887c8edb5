/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that take apart what was typed. */
#pragma once

#include "search/parse.h"

G_BEGIN_DECLS

/* What a word before a colon stands for. */
typedef enum
{
  RC_NAMES_NONE = RC_FIELD_ANY,
  RC_NAMES_TITLE = RC_FIELD_TITLE,
  RC_NAMES_PEOPLE = RC_FIELD_PEOPLE,
  RC_NAMES_SUBJECT = RC_FIELD_SUBJECT,
  RC_NAMES_PLACE = RC_FIELD_PLACE,
  RC_NAMES_YEAR,
} RcNames;

const char *rc_parse_skip_space (const char *p);
/* The name of a field and a colon at `p`, with something behind it: moves `p` there. `first`: nothing but years stands before it. */
RcNames rc_parse_read_field (const char **p, gboolean first);
/* A year, or years, up to the next space: moves `p` there. FALSE when it is none. */
gboolean rc_parse_read_years (const char **p, RcYears *years);

/* Finds the articles among the units, which meet their noun then. */
void rc_parse_find_articles (RcTyped *self);
/* Adds to the key of a word of Arabic letters those that it may have besides: with its article or without, و as у. */
void rc_parse_add_arabic_keys (GStrvBuilder *keys, const char *word);

G_END_DECLS
