/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of this room. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/errors.h"

#include "renderer/client.h"

G_DEFINE_QUARK (rc - documents - error - quark, rc_documents_error)

GError *
rc_documents_error_from_renderer (GError *error)
{
  RcDocumentsError code = RC_DOCUMENTS_ERROR_DAMAGED;
  GError *translated;

  if (error->domain != RC_RENDERER_ERROR)
    return error;
  if (error->code == RC_RENDERER_ERROR_ENCRYPTED)
    code = RC_DOCUMENTS_ERROR_ENCRYPTED;
  else if (error->code == RC_RENDERER_ERROR_TOO_LARGE)
    code = RC_DOCUMENTS_ERROR_TOO_LARGE;
  translated = g_error_new_literal (RC_DOCUMENTS_ERROR, code, error->message);
  g_error_free (error);
  return translated;
}
