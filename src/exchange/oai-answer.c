/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all answers of OAI-PMH have in common. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/oai-answer.h"

#include "exchange/format.h"
#include "exchange/xml-input.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
rc_oai_is_named (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp (rc_xml_get_local_name (node), name) == 0;
}

xmlNode *
rc_oai_find_child (const xmlNode *node, const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (rc_oai_is_named (child, name))
      return child;
  return NULL;
}

char *
rc_oai_dup_text (const xmlNode *node)
{
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  char *text = content != NULL ? g_strstrip (g_strdup ((const char *) content)) : NULL;

  xmlFree (content);
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

void
rc_oai_set_error (xmlNode *node, GError **error)
{
  const struct
  {
    const char *code, *words;
  } known[] = {
    { "badArgument", _ ("the request has a wrong or missing argument") },
    { "badResumptionToken", _ ("the place in the list where it should go on is not known or has expired") },
    { "badVerb", _ ("the request is none of OAI-PMH") },
    { "cannotDisseminateFormat", _ ("the repository does not have this record in this format") },
    { "idDoesNotExist", _ ("the repository has no record of this identifier") },
    { "noMetadataFormats", _ ("the record comes in no format") },
    { "noSetHierarchy", _ ("the repository has no sets") },
  };
  g_autofree char *code = rc_xml_dup_attribute (node, "code"), *text = rc_oai_dup_text (node);
  const char *words = text != NULL ? text : "?";

  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (code, known[i].code))
      words = known[i].words;
  g_set_error (error, RC_EXCHANGE_ERROR,
               g_strcmp0 (code, "badResumptionToken") == 0 ? RC_EXCHANGE_ERROR_EXPIRED : RC_EXCHANGE_ERROR_MALFORMED,
               _ ("the repository answers with an error: %.200s (%.40s)"), words, code != NULL ? code : "?");
}

gboolean
rc_oai_is_datestamp (const char *text)
{
  static const char pattern[] = "0000-00-00T00:00:00Z";
  gsize length = text != NULL ? strlen (text) : 0;

  if (length != strlen ("0000-00-00") && length != strlen (pattern))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (pattern[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
      return FALSE;
  return TRUE;
}
