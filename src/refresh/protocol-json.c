/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Services that say themselves what the next page is asked for by: an address, or a value that is put into the question.
 *
 * [Ask]
 * Next=page               the parameter of the address that the value is put into; without it the value is an address
 * First=1                 its value for the first page, where it must be there
 * Body={"page":{next}}    a question that is POSTed; {next} is replaced by the value
 * BodyType=…              application/json without it
 * Header=X-API-Key: …     sent with every question, to this server only */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>

#include "refresh/address.h"
#include "refresh/protocol.h"
#include "refresh/refresh.h"

#define MAX_PAGES 500
#define PLACE "{next}"

static gboolean
is_same_host (const char *a, const char *b)
{
  g_autoptr (GUri) first = g_uri_parse (a, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autoptr (GUri) second = g_uri_parse (b, G_URI_FLAGS_PARSE_RELAXED, NULL);

  return first != NULL && second != NULL && g_uri_get_host (first) != NULL && g_uri_get_host (second) != NULL &&
         g_ascii_strcasecmp (g_uri_get_host (first), g_uri_get_host (second)) == 0;
}

/* The address that an answer names as that of the next page: of the same server, by our rules. */
static char *
dup_next_address (RcHarvest *self, GError **error)
{
  g_autofree char *target = g_uri_resolve_relative (self->source->url, self->next, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autofree char *fault = NULL;

  if (target == NULL)
    fault = g_strdup_printf (N_ ("“%s” is no web address"), self->next);
  else if (!is_same_host (target, self->source->url))
    fault = g_strdup (N_ ("it leads to another server"));
  else
    fault = rc_address_check_redirect (self->source->url, target, self->source->allow_http);
  if (fault == NULL)
    return g_steal_pointer (&target);
  g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, N_ ("the address of the next page was refused: %s"), fault);
  return NULL;
}

static char *
replace_place (const char *text, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (text, PLACE, -1);

  return g_strjoinv (value, parts);
}

static gboolean
ask (RcHarvest *self, RcPageRequest *request, GError **error)
{
  g_autofree char *parameter = rc_source_file_dup_ask (self->file, "Next");
  g_autofree char *first = rc_source_file_dup_ask (self->file, "First");
  g_autofree char *body = rc_source_file_dup_ask (self->file, "Body");
  const char *value = self->next != NULL ? self->next : first;

  request->header = rc_source_file_dup_ask (self->file, "Header");
  if (body != NULL)
    {
      request->url = g_strdup (self->source->url);
      request->body = replace_place (body, value != NULL ? value : "0");
      request->body_type = rc_source_file_dup_ask (self->file, "BodyType");
    }
  else if (parameter != NULL && value != NULL)
    request->url = rc_protocol_dup_url (self->source->url, parameter, value, NULL);
  else
    request->url = self->next != NULL ? dup_next_address (self, error) : g_strdup (self->source->url);
  request->conditional = body == NULL && self->next == NULL;
  return request->url != NULL;
}

#define PAGES .max_pages = MAX_PAGES, .ask = ask
const RcProtocol rc_protocol_json = { .word = "json", .format = RC_FORMAT_JSON, PAGES };
const RcProtocol rc_protocol_xml = { .word = "xml", .format = RC_FORMAT_XML, PAGES };
const RcProtocol rc_protocol_360giving = { .word = "360giving", .format = RC_FORMAT_360GIVING, PAGES };
