/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The script of a word. */
#define G_LOG_DOMAIN "rc-text"

#include "text/keys.h"

static RcScript
script_of_letter (gunichar c)
{
  if (c < 0x0250 || (c >= 0x1e00 && c < 0x1f00))
    return RC_SCRIPT_LATIN;
  if (c == 0x0259)
    return RC_SCRIPT_LATIN;
  if (c >= 0x0400 && c < 0x0530)
    return RC_SCRIPT_CYRILLIC;
  if ((c >= 0x0600 && c < 0x0780) || (c >= 0xfb50 && c < 0xff00))
    return RC_SCRIPT_ARABIC;
  return RC_SCRIPT_OTHER;
}

RcScript
rc_word_script (const char *word, gsize length)
{
  RcScript script = RC_SCRIPT_OTHER;
  gboolean seen = FALSE;

  g_return_val_if_fail (word != NULL, RC_SCRIPT_OTHER);

  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    {
      RcScript one;

      if (g_ascii_isdigit (*p))
        continue;
      one = script_of_letter (g_utf8_get_char (p));
      if (one == RC_SCRIPT_OTHER || (seen && one != script))
        return RC_SCRIPT_OTHER;
      script = one;
      seen = TRUE;
    }
  return script;
}
