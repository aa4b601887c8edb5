/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why something cannot be read, in the language of who reads it. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/reason.h"

#include <glib/gi18n.h>
#include <string.h>

/* What libraries say most, for the languages alone: the renderer's own words are marked where they stand. */
G_GNUC_UNUSED static const char *const of_libraries[] = {
  N_("Document is encrypted"),
  N_("PDF document is damaged"),
  N_("Failed to read the document catalog"),
  N_("Unrecognized archive format"),
  N_("Passphrase required for this entry"),
  N_("The archive header is encrypted, but currently not supported"),
};

char *
rc_reason_translate (const char *said)
{
  const char *reason = said;

  g_return_val_if_fail (said != NULL, NULL);

  /* A path may have a colon in it, and a reason, too: the longest that is known. */
  while (*reason != '\0')
    {
      const char *translated = _(reason);
      const char *colon;

      if (translated != reason)
        return g_strdup_printf ("%.*s%s", (int) (reason - said), said, translated);
      colon = strstr (reason, ": ");
      if (colon == NULL)
        break;
      reason = colon + 2;
    }
  return g_strdup (said);
}
