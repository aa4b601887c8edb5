/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sort keys by ICU: quotation marks and spaces do not count, "Volume 9" comes before "Volume 10". */
#define G_LOG_DOMAIN "rc-text"

#include "text/fold.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

/* What is longer differs before that. */
#define MAX_UNITS 1024

GBytes *
rc_text_sort_key (const char *text, const char *language)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar units[MAX_UNITS];
  guint8 key[MAX_UNITS * 6];
  int32_t n_units = 0, n_key;
  UCollator *collator;

  g_return_val_if_fail (text != NULL, NULL);

  u_strFromUTF8WithSub (units, MAX_UNITS, &n_units, text, -1, 0xfffd, NULL, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR)
    {
      n_units = MAX_UNITS - 1;
      status = U_ZERO_ERROR;
    }
  status = U_ZERO_ERROR;
  collator = ucol_open (language != NULL ? language : "", &status);
  if (U_FAILURE (status))
    {
      /* Without ICU's data there is still an order: that of the bytes. */
      g_autofree char *folded = rc_text_fold (text, -1);
      return g_bytes_new (folded, strlen (folded));
    }
  ucol_setAttribute (collator, UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED, &status);
  ucol_setAttribute (collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
  n_key = ucol_getSortKey (collator, units, n_units, key, sizeof key);
  ucol_close (collator);
  return g_bytes_new (key, (gsize) CLAMP (n_key - 1, 0, (int32_t) sizeof key));
}
