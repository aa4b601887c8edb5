/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all answers of OAI-PMH have in common. For files of this room only. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* An element of this name, whatever its prefix. */
gboolean rc_oai_is_named (const xmlNode *node, const char *name);
xmlNode *rc_oai_find_child (const xmlNode *node, const char *name);
/* The text without blanks around it; NULL when there is none, and of a NULL node. */
char *rc_oai_dup_text (const xmlNode *node);

/* The element `error` in plain words. RC_EXCHANGE_ERROR_EXPIRED for a resumption token that is not taken any more, else
 * RC_EXCHANGE_ERROR_MALFORMED. */
void rc_oai_set_error (xmlNode *node, GError **error);

/* YYYY-MM-DD, with or without Thh:mm:ssZ. */
gboolean rc_oai_is_datestamp (const char *text);

G_END_DECLS
