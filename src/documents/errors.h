/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors of the renderer in the words of this room. */
#pragma once

#include "documents/pdf.h"

G_BEGIN_DECLS

/* Takes an error, of whatever domain; those of the renderer become RC_DOCUMENTS_ERROR, the others stay. */
GError *rc_documents_error_from_renderer (GError *error);

G_END_DECLS
