/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a repository of OAI-PMH says of itself. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/oai-identify.h"

#include "exchange/oai-answer.h"
#include "exchange/xml-input.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAY 10 /* bytes of YYYY-MM-DD */

void
rc_oai_identify_free (RcOaiIdentify *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->base_url);
  g_free (self->earliest);
  g_free (self->answered);
  g_free (self);
}

char *
rc_oai_identify_dup_datestamp (const RcOaiIdentify *self, const char *datestamp)
{
  if (!rc_oai_is_datestamp (datestamp))
    return NULL;
  if (!self->seconds)
    return g_strndup (datestamp, DAY);
  return strlen (datestamp) > DAY ? g_strdup (datestamp) : g_strconcat (datestamp, "T00:00:00Z", NULL);
}

static void
read_identify (RcOaiIdentify *self, const xmlNode *node)
{
  g_autofree char *deleted = rc_oai_dup_text (rc_oai_find_child (node, "deletedRecord"));
  g_autofree char *granularity = rc_oai_dup_text (rc_oai_find_child (node, "granularity"));
  g_autofree char *earliest = rc_oai_dup_text (rc_oai_find_child (node, "earliestDatestamp"));

  self->name = rc_oai_dup_text (rc_oai_find_child (node, "repositoryName"));
  self->base_url = rc_oai_dup_text (rc_oai_find_child (node, "baseURL"));
  /* Version 1 says "true" and "false", and some repositories of version 2 still do. */
  if (deleted != NULL && (g_ascii_strcasecmp (deleted, "persistent") == 0 || g_ascii_strcasecmp (deleted, "true") == 0))
    self->deleted = RC_OAI_DELETED_PERSISTENT;
  else if (deleted != NULL && g_ascii_strcasecmp (deleted, "transient") == 0)
    self->deleted = RC_OAI_DELETED_TRANSIENT;
  self->seconds = granularity != NULL && strchr (granularity, 'T') != NULL;
  self->earliest = rc_oai_identify_dup_datestamp (self, earliest);
}

RcOaiIdentify *
rc_oai_identify_parse (GBytes *answer, GError **error)
{
  static const char *const units[] = { "responseDate", "Identify", "error", NULL };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (answer);
  g_autoptr (RcInput) input = rc_input_new (stream);
  g_autoptr (RcOaiIdentify) self = g_new0 (RcOaiIdentify, 1);
  g_autoptr (RcXmlInput) xml = NULL;
  g_autoptr (GError) problem = NULL;
  xmlNode *node;

  if (!rc_input_fill (input, RC_MAX_RECORD_BYTES, NULL, error))
    return NULL;
  xml = rc_xml_input_new (input, NULL, units, error);
  if (xml == NULL)
    return NULL;
  do
    {
      g_autoptr (GBytes) lost = NULL;

      node = rc_xml_input_next (xml, &lost, NULL, &problem);
      if (node != NULL && rc_oai_is_named (node, "responseDate") && self->answered == NULL)
        self->answered = rc_oai_dup_text (node);
      else if (node != NULL && rc_oai_is_named (node, "Identify"))
        {
          read_identify (self, node);
          return g_steal_pointer (&self);
        }
      else if (node != NULL && rc_oai_is_named (node, "error"))
        {
          rc_oai_set_error (node, error);
          return NULL;
        }
    }
  while (node != NULL);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("this is no answer of OAI-PMH to Identify"));
  return NULL;
}
