/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk calls the classes of what is to be checked. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/check-words.h"

#include <glib/gi18n.h>

const char *
rc_quality_get_label (RcQuality quality)
{
  switch (quality)
    {
    case RC_QUALITY_NO_TITLE:
      return _ ("No title");
    case RC_QUALITY_NO_LANGUAGE:
      return _ ("No language");
    case RC_QUALITY_NO_YEAR:
      return _ ("No year");
    case RC_QUALITY_WRONG_YEAR:
      return _ ("Wrong year");
    case RC_QUALITY_WRONG_ISBN:
      return _ ("Wrong ISBN");
    case RC_QUALITY_WRONG_ISSN:
      return _ ("Wrong ISSN");
    case RC_QUALITY_UNKNOWN_LANGUAGE:
      return _ ("Unknown language");
    case RC_QUALITY_UNKNOWN_COUNTRY:
      return _ ("Unknown country");
    case RC_QUALITY_UNKNOWN_ROLE:
      return _ ("Unknown role");
    case RC_QUALITY_MIXED_SCRIPTS:
      return _ ("Two scripts in a word");
    case RC_QUALITY_MOJIBAKE:
      return _ ("Damaged text");
    case RC_QUALITY_LOST_CHARACTERS:
      return _ ("Lost characters");
    case RC_QUALITY_CONTROL_CHARACTERS:
      return _ ("Control characters");
    case RC_QUALITY_WRONG_FIXED_FIELD:
      return _ ("Length of field 008");
    case RC_QUALITY_UNPAIRED:
      return _ ("Fields without their pair");
    case RC_QUALITY_NO_BARCODE:
      return _ ("Copy without barcode");
    case RC_QUALITY_REPEATED_BARCODE:
      return _ ("Same barcode twice");
    case RC_QUALITY_UNKNOWN_SUBJECT:
      return _ ("Subject not in the thesaurus");
    case RC_QUALITY_GONE:
      /* Translators: a class of records: the source that they came from does not offer them any more. */
      return _ ("Gone at its source");
    default:
      g_return_val_if_reached ("");
    }
}
