/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sort keys by ICU: quotation marks and spaces do not count, "Volume 9" comes before "Volume 10". */
#define G_LOG_DOMAIN "rc-text"

#include "text/fold.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

/* What is longer differs before that. */
#define MAX_UNITS 1024

struct _RcSortKeys
{
  UCollator *collator; /* (owned) (nullable) without ICU's data there is none */
  char *folded;        /* (owned) (nullable) the order there is without one: that of the bytes */
  guint8 key[MAX_UNITS * 6];
};

RcSortKeys *
rc_sort_keys_new (const char *language)
{
  RcSortKeys *self = g_new0 (RcSortKeys, 1);
  UErrorCode status = U_ZERO_ERROR;

  self->collator = ucol_open (language != NULL ? language : "", &status);
  if (U_FAILURE (status))
    return self;
  ucol_setAttribute (self->collator, UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED, &status);
  ucol_setAttribute (self->collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
  return self;
}

void
rc_sort_keys_free (RcSortKeys *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->collator, ucol_close);
  g_free (self->folded);
  g_free (self);
}

const guint8 *
rc_sort_keys_make (RcSortKeys *self, const char *text, gsize *length)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar units[MAX_UNITS];
  int32_t n_units = 0, n_key;

  g_return_val_if_fail (self != NULL && text != NULL && length != NULL, NULL);

  if (self->collator == NULL)
    {
      g_free (self->folded);
      self->folded = rc_text_fold (text, -1);
      *length = strlen (self->folded);
      return (const guint8 *) self->folded;
    }
  u_strFromUTF8WithSub (units, MAX_UNITS, &n_units, text, -1, 0xfffd, NULL, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR)
    n_units = MAX_UNITS - 1;
  n_key = ucol_getSortKey (self->collator, units, n_units, self->key, sizeof self->key);
  *length = (gsize) CLAMP (n_key - 1, 0, (int32_t) sizeof self->key);
  return self->key;
}

GBytes *
rc_text_sort_key (const char *text, const char *language)
{
  g_autoptr (RcSortKeys) keys = NULL;
  const guint8 *key;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  keys = rc_sort_keys_new (language);
  key = rc_sort_keys_make (keys, text, &length);
  return g_bytes_new (key, length);
}
