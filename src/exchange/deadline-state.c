/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sentence says around a day of it. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/deadline-state.h"

/* "1 March until all places are filled": what limits stands before its day but for these. */
static gboolean
limits_behind (const RcProseTokens *tokens, const RcPart *part)
{
  static const char *const words[] = { "дейін", "шейін", "кешіктірмей", "кешіктірілмей", "кешікпей", "latest", "au", NULL };

  return (part->clue & (RC_CLUE_LIMIT | RC_CLUE_BEFORE)) != 0 && rc_prose_token_is_one_of (&tokens->at[part->from], words);
}

/* "31 наурызды қоса алғанда қабылданады": until that day, and on it. */
static gboolean
is_inclusive (const RcProseTokens *tokens, const RcPart *part)
{
  return (part->clue & RC_CLUE_WITHIN) != 0 && rc_prose_token_is_one_of (&tokens->at[part->from], (const char *const[]){ "қоса", NULL });
}

guint
rc_deadline_look_ahead (const RcProseTokens *tokens, GArray *parts, guint from, gboolean *limit, gboolean *last)
{
  guint clues = 0, words = 0;

  *limit = FALSE;
  *last = TRUE;
  for (guint i = from; i < parts->len; i++)
    {
      const RcPart *part = &g_array_index (parts, RcPart, i);

      if (part->kind == RC_PART_DATE)
        {
          *last = FALSE;
          return clues;
        }
      if (part->kind == RC_PART_WORD)
        words++;
      if (part->kind != RC_PART_CLUE)
        continue;
      if ((limits_behind (tokens, part) || is_inclusive (tokens, part)) && words <= 2 &&
          (clues & (RC_CLUE_OTHER | RC_CLUE_HAND_IN)) == 0)
        *limit = TRUE;
      if ((part->clue & RC_CLUE_ASIDE) != 0)
        clues |= RC_CLUE_OTHER;
      if ((clues & RC_CLUE_OTHER) == 0 || (part->clue & RC_CLUE_OTHER) != 0)
        clues |= part->clue;
    }
  return clues;
}

/* "questions about the call", "вопросы по конкурсной документации": the call is what they are about. */
static gboolean
is_topic (const RcProseTokens *tokens, guint from)
{
  static const char *const words[] = { "about", "on", "regarding", "concerning", "по", "о", "об", "sur", "concernant", "relatives", "туралы", NULL };

  for (guint i = from; i > 0 && from - i < 3; i--)
    if (rc_prose_token_is_one_of (&tokens->at[i - 1], words))
      return TRUE;
  return FALSE;
}

/* "Дата начала проекта: 1 июня, дата окончания: …": of what it is the end was said before. */
static gboolean
is_end_of_other (const RcProseTokens *tokens, const RcPart *part)
{
  static const char *const others[] = { "проект*", "реализац*", "обучени*", "стажировк*", NULL };

  if (rc_prose_tokens_match (&tokens->at[part->from], "дата окончания") != part->to - part->from)
    return FALSE;
  for (guint i = part->from; i > 0 && part->from - i < 15 && tokens->at[i - 1].kind != RC_PROSE_TOKEN_LINE; i--)
    if (rc_prose_token_is_one_of (&tokens->at[i - 1], others))
      return TRUE;
  return FALSE;
}

void
rc_deadline_add_clue (const RcProseTokens *tokens, RcDeadlineState *state, const RcPart *part, guint number)
{
  static const char *const opens[] = { "open", "opens", "ouvert*", "открыт*", "открыва*", "откроет*", "начало", NULL };
  static const char *const taken[] = { "приема", "подачи", NULL };
  guint clue = part->clue;

  if ((clue & RC_CLUE_FILL) != 0)
    return;
  if ((clue & RC_CLUE_JOIN) == 0)
    state->joined = FALSE;
  if ((clue & (RC_CLUE_OTHER | RC_CLUE_ASIDE)) != 0)
    state->clues = 0;
  if ((clue & RC_CLUE_OTHER) != 0)
    state->opens = (state->since_call <= RC_DEADLINE_REACH || rc_prose_token_is_one_of (&tokens->at[part->to], taken)) &&
                   rc_prose_token_is_one_of (&tokens->at[part->from], opens);
  if ((clue & RC_CLUE_ASIDE) != 0)
    {
      state->aside = TRUE;
      clue = RC_CLUE_OTHER;
    }
  if (is_end_of_other (tokens, part))
    clue = RC_CLUE_OTHER;
  if ((clue & (RC_CLUE_CALL | RC_CLUE_DEADLINE)) != 0 && !is_topic (tokens, part->from))
    state->aside = FALSE;
  /* "before the deadline of 30 April": on that day it is not over. */
  if ((clue & RC_CLUE_DEADLINE) != 0)
    state->clues &= ~(guint) RC_CLUE_BEFORE;
  if ((clue & (RC_CLUE_LIMIT | RC_CLUE_BEFORE)) != 0)
    {
      /* "Applications until": nothing need be said of handing in. */
      if ((state->clues & RC_CLUE_CALL) != 0 && (state->clues & RC_CLUE_OTHER) == 0 && state->since_call == 0)
        state->clues |= RC_CLUE_HAND_IN;
      state->clues &= ~(guint) (RC_CLUE_LIMIT | RC_CLUE_BEFORE);
      state->since_limit = 0;
    }
  if ((clue & (RC_CLUE_CALL | RC_CLUE_HAND_IN | RC_CLUE_STAGE)) != 0)
    state->since_call = 0;
  if ((clue & RC_CLUE_CLOSE) != 0 && !state->opens &&
      (state->since_call > RC_DEADLINE_REACH || rc_prose_tokens_match (&tokens->at[part->from], "окончание") == part->to - part->from))
    clue &= ~(guint) RC_CLUE_CLOSE;
  if ((clue & RC_CLUE_STAGE) != 0)
    state->label = number + 1;
  state->clues |= clue;
  state->all |= clue;
}
