/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Services whose pages are counted: CommonGrants by number, ReliefWeb and Opendatasoft by the records before them.
 *
 * [Ask]
 * Rows=100                records of a page
 * Body={"filter":…}       ReliefWeb: the rest of the question; without it fields, order and status are asked for
 * Header=X-API-Key: …     CommonGrants: sent with every question, to this server only */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <json-glib/json-glib.h>

#include "refresh/protocol.h"
#include "refresh/refresh.h"

#define MAX_PAGES 200
#define ODS_MAX_OFFSET 10000 /* what Explore v2.1 gives page by page */

static guint
get_rows (const RcHarvest *self, guint most)
{
  g_autofree char *text = rc_source_file_dup_ask (self->file, "Rows");
  guint64 rows;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, most, &rows, NULL) ? (guint) rows : most;
}

/* As long as less came than there is. */
static gboolean
go_on_to_end (RcHarvest *self, guint n_on_page, gboolean *more, GError **error)
{
  *more = self->next != NULL || (self->listing->announced > 0 && self->n_entries < self->listing->announced && n_on_page > 0);
  return TRUE;
}

static gboolean
ask_commongrants (RcHarvest *self, RcPageRequest *request, GError **error)
{
  g_autofree char *page = g_strdup_printf ("%u", self->n_pages + 1);
  g_autofree char *rows = g_strdup_printf ("%u", get_rows (self, 100));

  request->url = rc_protocol_dup_url (self->source->url, "page", page, "pageSize", rows, NULL);
  request->header = rc_source_file_dup_ask (self->file, "Header");
  request->conditional = self->n_pages == 0;
  return TRUE;
}

/* A listing that was asked for by pages, and is one no more. */
static gboolean
go_on_commongrants (RcHarvest *self, guint n_on_page, gboolean *more, GError **error)
{
  *more = self->next != NULL;
  return TRUE;
}

static JsonNode *
make_question (const char *text)
{
  static const char USUAL[] = "{\"preset\":\"latest\",\"profile\":\"full\",\"sort\":[\"date.created:desc\"]}";
  JsonNode *root = json_from_string (text != NULL ? text : USUAL, NULL);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return root;
  g_clear_pointer (&root, json_node_unref);
  return NULL;
}

static gboolean
ask_reliefweb (RcHarvest *self, RcPageRequest *request, GError **error)
{
  g_autofree char *text = rc_source_file_dup_ask (self->file, "Body");
  g_autoptr (JsonNode) root = make_question (text);
  guint rows = get_rows (self, 1000);

  if (root == NULL)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_REFUSED, "%s is “%s”, which is not known", "Body", text);
      return FALSE;
    }
  json_object_set_int_member (json_node_get_object (root), "limit", rows);
  json_object_set_int_member (json_node_get_object (root), "offset", (gint64) self->n_pages * rows);
  request->url = g_strdup (self->source->url);
  request->body = json_to_string (root, FALSE);
  return TRUE;
}

/* The address of all records at once: ".../records?where=…" is also ".../exports/json?where=…". */
static char *
dup_export (const char *url)
{
  gsize length = strcspn (url, "?#");
  g_autofree char *path = g_strndup (url, length);

  if (g_str_has_suffix (path, "/records"))
    path[strlen (path) - strlen ("/records")] = '\0';
  return g_strconcat (path, "/exports/json", url + length, NULL);
}

static gboolean
is_export (RcHarvest *self)
{
  return g_key_file_get_boolean (self->notes, "Notes", "Export", NULL);
}

static gboolean
ask_opendatasoft (RcHarvest *self, RcPageRequest *request, GError **error)
{
  guint rows = get_rows (self, 100);
  g_autofree char *limit = g_strdup_printf ("%u", rows);
  g_autofree char *offset = g_strdup_printf ("%u", self->n_pages * rows);
  g_autofree char *export = is_export (self) ? dup_export (self->source->url) : NULL;

  if (export != NULL)
    {
      request->url = rc_protocol_dup_url (export, "limit", "-1", "offset", NULL, NULL);
      request->large = TRUE;
    }
  else
    request->url = rc_protocol_dup_url (self->source->url, "limit", limit, "offset", offset, NULL);
  request->conditional = self->n_pages == 0;
  return TRUE;
}

/* What is too much for pages comes as one export after the first of them. */
static gboolean
go_on_opendatasoft (RcHarvest *self, guint n_on_page, gboolean *more, GError **error)
{
  *more = !is_export (self) && self->n_entries < self->listing->announced && n_on_page > 0;
  if (*more && self->listing->announced > ODS_MAX_OFFSET)
    g_key_file_set_boolean (self->notes, "Notes", "Export", TRUE);
  return TRUE;
}

const RcProtocol rc_protocol_commongrants = {
  .word = "commongrants", .format = RC_FORMAT_COMMONGRANTS, .max_pages = MAX_PAGES, .ask = ask_commongrants, .go_on = go_on_commongrants,
};
const RcProtocol rc_protocol_reliefweb = {
  .word = "reliefweb", .format = RC_FORMAT_RELIEFWEB, .max_pages = MAX_PAGES, .ask = ask_reliefweb, .go_on = go_on_to_end,
};
const RcProtocol rc_protocol_opendatasoft = {
  .word = "opendatasoft", .format = RC_FORMAT_OPENDATASOFT, .max_pages = MAX_PAGES, .ask = ask_opendatasoft, .go_on = go_on_opendatasoft,
};
