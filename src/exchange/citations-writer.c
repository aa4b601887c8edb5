/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as a list of literature: one citation a line. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/writer-private.h"
#include "record/citation.h"

#include <glib/gi18n.h>

static gboolean
append_citation (const RcMarc *marc, RcCitationStyle style, GString *out, GError **error)
{
  g_autoptr (RcReference) reference = rc_reference_new_from_marc (marc);
  g_autofree char *text = rc_citation_to_text (reference, style);

  if (*text == '\0')
    {
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("a record without a title has no citation"));
      return FALSE;
    }
  g_string_append_printf (out, "%s\n", text);
  return TRUE;
}

static gboolean
append_gost (const RcMarc *marc, GString *out, RcWriterState *state, GError **error)
{
  return append_citation (marc, RC_CITATION_GOST, out, error);
}

static gboolean
append_iso_690 (const RcMarc *marc, GString *out, RcWriterState *state, GError **error)
{
  return append_citation (marc, RC_CITATION_ISO_690, out, error);
}

const RcWriterFormat rc_citations_writer = { .append = append_gost };
const RcWriterFormat rc_citations_iso_690_writer = { .append = append_iso_690 };
