/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which slip it would have been. The figures are logarithms: 1 more is about three times as likely. Fingers lose, double and
 * swap letters far more often than they strike any other key; then come the keys beside, and letters that sound alike. */
#define G_LOG_DOMAIN "rc-text"

#include "text/rescue.h"

#include <string.h>

#define SWAPPED 0.3
/* Seen in the word, while any letter may have been lost. */
#define DOUBLED 0.3
#define LOST 0.0
#define NEAR_KEY -2.0
#define OTHER_KEY -4.0
#define BEGINS -1.4

#define N_ROWS 3

/* Each row stands half a key to the right of the one above it. */
static const char *const keyboards[][N_ROWS] = {
  { "qwertyuiop", "asdfghjkl", "zxcvbnm" },
  { "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю" },
};

/* What is heard, or at hand, in place of the other. */
static const char *const pairs[] = {
  "ао", "еи", "иы", "еэ", "яе", "бп", "дт", "зс", "гк", "вф", "жш", "шщ", "әа", "әе", "іи", "іы", "ңн", "ғг", "үұ", "үу", "ұу",
  "қк", "өо", "һх", "ei", "iy", "ae", "ou", "ck", "cs", "sz", "kq", "uv", "vw", "bp", "dt", "mn",
};

static gboolean
find_key (const char *const *rows, gunichar letter, int *row, int *column)
{
  for (*row = 0; *row < N_ROWS; ++*row)
    {
      const char *at = g_utf8_strchr (rows[*row], -1, letter);

      *column = at != NULL ? (int) g_utf8_pointer_to_offset (rows[*row], at) : -1;
      if (at != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
are_near (gunichar one, gunichar other)
{
  for (guint i = 0; i < G_N_ELEMENTS (keyboards); i++)
    {
      int row, column, other_row, other_column, shift;

      if (!find_key (keyboards[i], one, &row, &column) || !find_key (keyboards[i], other, &other_row, &other_column))
        continue;
      /* In halves of a key. */
      shift = 2 * (other_column - column) + other_row - row;
      return row == other_row ? ABS (shift) == 2 : ABS (row - other_row) == 1 && ABS (shift) == 1;
    }
  return FALSE;
}

static gboolean
are_alike (gunichar one, gunichar other)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gunichar first = g_utf8_get_char (pairs[i]), second = g_utf8_get_char (g_utf8_next_char (pairs[i]));

      if ((one == first && other == second) || (one == second && other == first))
        return TRUE;
    }
  return FALSE;
}

static double
judge_letters (gunichar one, gunichar other)
{
  return are_near (one, other) || are_alike (one, other) ? NEAR_KEY : OTHER_KEY;
}

/* `t` and `m` are what is left from the first letter on in which they differ. */
static double
judge_rest (const gunichar *t, gsize n_typed, const gunichar *m, gsize n_meant, gboolean begins)
{
  if (n_typed < n_meant)
    return LOST;
  if (n_typed == n_meant)
    return n_typed > 1 && t[0] == m[1] && t[1] == m[0] ? SWAPPED : judge_letters (t[0], m[0]);
  if (!begins && t[0] == t[-1])
    return DOUBLED;
  return MAX (begins ? OTHER_KEY : judge_letters (t[0], t[-1]), n_meant > 0 ? judge_letters (t[0], m[0]) : OTHER_KEY) - 1;
}

double
rc_rescue_judge_slip (const char *typed, const char *meant)
{
  g_autofree gunichar *t = NULL, *m = NULL;
  glong n_typed, n_meant, at = 0;

  g_return_val_if_fail (typed != NULL && meant != NULL, 0);

  t = g_utf8_to_ucs4_fast (typed, -1, &n_typed);
  m = g_utf8_to_ucs4_fast (meant, -1, &n_meant);
  while (at < n_typed && at < n_meant && t[at] == m[at])
    at++;
  if (at == n_typed && at == n_meant)
    return 0;
  return judge_rest (t + at, (gsize) (n_typed - at), m + at, (gsize) (n_meant - at), at == 0) + (at == 0 ? BEGINS : 0);
}
