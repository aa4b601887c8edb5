/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting a stream of JSON into objects: brackets are counted, texts are stepped over, nothing is understood. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/json-cut.h"

#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define STEP (16 * 1024)
#define AHEAD 64 /* bytes that are seen together: a bracket and the name behind it */
#define WRAPPING 4096 /* bytes in which an object says that it only holds others */

/* What the brackets up to some place of an object come to. */
typedef struct
{
  guint depth, deepest;
  gboolean quoted;
} State;

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* At an opening bracket: a record begins here. In a text, which an odd quote may have turned inside out, only a name in
 * quotes shows that: a text would have them escaped. */
static gboolean
begins_record (const RcJsonCut *self, const char *data, const char *end, gboolean quoted)
{
  const char *p = data + 1;
  gboolean in_quotes;

  while (p < end && is_blank (*p))
    p++;
  in_quotes = p < end && *p == '"';
  p += in_quotes;
  if (self->first == NULL || (quoted && !in_quotes) || (gsize) (end - p) < strlen (self->first) + 1 || !g_str_has_prefix (p, self->first))
    return FALSE;
  p += strlen (self->first);
  if (in_quotes && *p++ != '"')
    return FALSE;
  while (p < end && is_blank (*p))
    p++;
  return p < end && *p == ':';
}

/* Goes on from *at to the end of the object. TRUE when it was found, or when another record begins at *at. */
static gboolean
find_end (const RcJsonCut *self, State *state, const char *data, gsize length, gsize stop, gsize *at)
{
  gsize i;

  for (i = *at; i < stop; i++)
    if (data[i] == '{' && i > 0 && begins_record (self, data + i, data + length, state->quoted))
      break;
    else if (state->quoted && data[i] == '\\')
      i++;
    else if (data[i] == '"')
      state->quoted = !state->quoted;
    else if (state->quoted)
      continue;
    else if (data[i] == '{' || data[i] == '[')
      {
        state->depth++;
        state->deepest = MAX (state->deepest, state->depth);
      }
    else if ((data[i] == '}' || data[i] == ']') && --state->depth == 0)
      {
        *at = i + 1;
        return TRUE;
      }
  *at = MIN (i, length); /* a backslash may be the last byte */
  return i < stop;
}

static gboolean
cut_object (RcJsonCut *self, guint max_depth, RcJsonCutKind *kind, gsize *length, GCancellable *cancellable, GError **error)
{
  State state = { 0 };
  gsize at = 0;

  for (;;)
    {
      gsize have;
      const char *data;

      if (!rc_input_fill (self->input, at + STEP, cancellable, error))
        return FALSE;
      data = rc_input_peek (self->input, &have);
      if (find_end (self, &state, data, have, rc_input_at_end (self->input) ? have : have - AHEAD, &at))
        break;
      if (at >= have && rc_input_at_end (self->input))
        break;
      if (at > RC_MAX_RECORD_BYTES)
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("a record of more than %d MiB"),
                       RC_MAX_RECORD_BYTES / 1024 / 1024);
          return FALSE;
        }
    }
  *length = at;
  *kind = state.depth > 0 ? RC_JSON_CUT_BROKEN_OFF : state.deepest > max_depth ? RC_JSON_CUT_TOO_DEEP : RC_JSON_CUT_OBJECT;
  return TRUE;
}

/* Up to the next bracket. */
static gboolean
cut_rubbish (RcJsonCut *self, gsize *length, GCancellable *cancellable, GError **error)
{
  gssize end = rc_input_find (self->input, '{', 0, RC_MAX_RECORD_BYTES, cancellable, error);

  if (end == -2)
    return FALSE;
  rc_input_peek (self->input, length);
  if (end >= 0)
    *length = (gsize) end;
  return TRUE;
}

/* Behind the text in quotes that begins here; NULL where it does not end. */
static const char *
skip_text (const char *p, const char *end)
{
  for (p++; p < end && *p != '"'; p++)
    if (*p == '\\')
      p++;
  return p < end ? p + 1 : NULL;
}

/* Behind a value; NULL where it does not end. */
static const char *
skip_value (const char *p, const char *end)
{
  guint depth = 0;

  while (p != NULL && p < end)
    {
      if (depth == 0 && strchr (",]}", *p) != NULL)
        return p;
      if (*p == '"')
        p = skip_text (p, end);
      else
        {
          depth += *p == '{' || *p == '[';
          depth -= *p == '}' || *p == ']';
          p++;
        }
    }
  return NULL;
}

/* The name of a member and the beginning of its value; NULL when there is none. */
static const char *
read_name (const char *p, const char *end, char **name)
{
  const char *start, *stop;

  while (p < end && (is_blank (*p) || *p == ','))
    p++;
  start = p + 1;
  if (p >= end || *p != '"' || (p = skip_text (p, end)) == NULL)
    return NULL;
  stop = p - 1;
  while (p < end && is_blank (*p))
    p++;
  if (p >= end || *p++ != ':')
    return NULL;
  while (p < end && is_blank (*p))
    p++;
  *name = g_strndup (start, (gsize) (stop - start));
  return p < end ? p : NULL;
}

/* What the member holds that objects are in, among the members from `p` on; NULL when there is none nearby. */
static const char *
find_wrapped (const RcJsonCut *self, const char *p, const char *end)
{
  while (p != NULL)
    {
      g_autofree char *name = NULL;

      p = read_name (p, end, &name);
      if (p == NULL || g_str_equal (name, self->first))
        return NULL;
      if ((*p == '{' || *p == '[') && g_strv_contains (self->wrappers, name))
        return p;
      p = skip_value (p, end);
    }
  return NULL;
}

/* Into an object that holds others, or, once in one, on to those of its next member; what else it says of them is left.
 * FALSE when it is none. */
static gboolean
enter_wrapper (RcJsonCut *self, const char *data, gsize length)
{
  const char *end = data + length, *found;

  if (self->wrappers == NULL || length == 0)
    return FALSE;
  if (*data == '{' && !begins_record (self, data, end, FALSE))
    found = find_wrapped (self, data + 1, end);
  else
    found = *data == '"' && self->n_entered > 0 ? find_wrapped (self, data, end) : NULL;
  if (found != NULL)
    {
      self->n_open += *data == '{';
      self->n_entered += *data == '{';
      rc_input_skip (self->input, (gsize) (found - data));
    }
  return found != NULL;
}

/* Over a member that holds no objects, behind those that do. */
static gboolean
leave_member (RcJsonCut *self, const char *data, gsize length)
{
  g_autofree char *name = NULL;
  const char *end = data + length, *at;

  if (self->wrappers == NULL || self->n_entered == 0 || length == 0 || *data != '"')
    return FALSE;
  at = read_name (data, end, &name);
  at = at != NULL ? skip_value (at, end) : NULL;
  if (at != NULL)
    rc_input_skip (self->input, (gsize) (at - data));
  return at != NULL;
}

/* Steps over what may stand between objects. FALSE on an error. */
static gboolean
skip_between (RcJsonCut *self, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      gsize length, n;
      const char *data;

      if (!rc_input_fill (self->input, self->wrappers != NULL ? WRAPPING : AHEAD, cancellable, error))
        return FALSE;
      data = rc_input_peek (self->input, &length);
      if (enter_wrapper (self, data, length) || leave_member (self, data, length))
        continue;
      if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
        {
          rc_input_skip (self->input, 3);
          continue;
        }
      /* 0x1e stands before each object of a JSON text sequence, 0x1a at the end of old files. */
      for (n = 0; n < length && (is_blank (data[n]) || strchr (",[]}\x1e\x1a", data[n]) != NULL) && data[n] != '\0'; n++)
        if (data[n] == '[')
          self->n_open++;
        else if (data[n] == '}' && self->n_entered == 0)
          break;
        else if (self->n_open > 0)
          {
            self->n_open -= data[n] == ']' || data[n] == '}';
            self->n_entered -= data[n] == '}';
          }
      if (n == 0)
        return TRUE;
      rc_input_skip (self->input, n);
    }
}

gboolean
rc_json_cut_next (RcJsonCut *self, guint max_depth, RcJsonCutKind *kind, const char **text, gsize *length,
                  GCancellable *cancellable, GError **error)
{
  gsize have;
  const char *data;

  if (!skip_between (self, cancellable, error))
    return FALSE;
  data = rc_input_peek (self->input, &have);
  *length = 0;
  *kind = have == 0 ? RC_JSON_CUT_END : RC_JSON_CUT_RUBBISH;
  if (have > 0 && (*data == '{' ? !cut_object (self, max_depth, kind, length, cancellable, error)
                                : !cut_rubbish (self, length, cancellable, error)))
    return FALSE;
  *text = rc_input_peek (self->input, &have);
  return TRUE;
}

RcReaderItem *
rc_json_cut_next_item (RcJsonCut *self, RcReader *reader, guint max_depth, const char **text, gsize *length, GCancellable *cancellable,
                       GError **error)
{
  RcReaderItem *item;
  RcJsonCutKind kind;

  if (!rc_json_cut_next (self, max_depth, &kind, text, length, cancellable, error))
    return NULL;
  if (kind == RC_JSON_CUT_END)
    {
      if (self->n_open > 0)
        g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the JSON is broken: %s"), _ ("it ends too early"));
      return NULL;
    }
  item = rc_reader_new_item (reader);
  item->raw = g_bytes_new (*text, *length);
  if (kind == RC_JSON_CUT_TOO_DEEP)
    rc_reader_item_reject (item, _ ("the JSON is nested deeper than %d"), (int) max_depth);
  else if (kind == RC_JSON_CUT_BROKEN_OFF)
    rc_reader_item_reject (item, _ ("the record breaks off"));
  else if (kind != RC_JSON_CUT_OBJECT)
    rc_reader_item_reject (item, _ ("text that is no record"));
  return item;
}
