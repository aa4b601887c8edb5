/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days among the tokens of a text, in English, Russian, Kazakh and French. Private to this room. */
#pragma once

#include "exchange/deadline-prose.h"
#include "exchange/prose-tokens.h"

G_BEGIN_DECLS

#define RC_PROSE_FIRST_YEAR 2000
#define RC_PROSE_LAST_YEAR 2100

typedef struct
{
  int year;       /* 0: not stated */
  int month;      /* 1 to 12 */
  int day;        /* 0: not stated */
  int weekday;    /* 1 Monday to 7 Sunday; 0: not stated */
  guint from, to; /* its tokens: [from, to) */
  gboolean bad;   /* looks like a day and can be none, or two */
  gboolean since; /* Kazakh ablative: a range begins */
} RcProseDate;

/* A day, or a month without one, that begins at the token. */
gboolean rc_prose_take_date (const RcProseTokens *tokens, guint at, RcDateOrder order, RcProseDate *date);
/* The end of a range whose month stands before both days, at the token behind what joins them. */
gboolean rc_prose_take_range_end (const RcProseTokens *tokens, guint at, RcProseDate *date);
/* A number that a month may follow later: the 1 of "from 1 to 30 June". */
gboolean rc_prose_take_lone_day (const RcProseTokens *tokens, guint at, int *day, guint *to);
/* A year of four digits, with the word for it behind it. */
gboolean rc_prose_take_year (const RcProseTokens *tokens, guint *at, int *year);
/* A day in numbers alone. `glued` (out): another number is joined to it behind. */
gboolean rc_prose_take_numbers (const RcProseTokens *tokens, guint *at, RcDateOrder order, RcProseDate *date, gboolean *glued);
/* "2026 жылғы", which a day follows. */
gboolean rc_prose_take_year_before (const RcProseTokens *tokens, guint *at, int *year);
/* Whether a number is a part of something longer: of an ISBN, a telephone's, a version. */
gboolean rc_prose_is_glued (const RcProseTokens *tokens, guint at);
/* 1 to 12 and one token further; 0 when the token is no month. */
int rc_prose_take_month (const RcProseTokens *tokens, guint *at, gboolean *since);
/* 1 Monday to 7 Sunday; 0 when the token is no day of the week. */
int rc_prose_find_weekday (const RcProseToken *token);
/* Whether day, month and year are a day, and the weekday, where stated, is that of it. */
gboolean rc_prose_date_is_good (const RcProseDate *date);

G_END_DECLS
