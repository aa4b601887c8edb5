/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EU Funding & Tenders: a search that wants its question as the parts of a form. One that it does not understand it answers with all it has.
 *
 * [Ask]
 * Query={"bool":…}        what is asked for; without it calls that are open or will be
 * Languages=["en"]        of the answers
 * Sort={"field":…}
 * Fields=[…]              what of each record is wanted; everything without it */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "refresh/protocol.h"
#include "refresh/refresh.h"

#define BOUNDARY "----resource-centre-parts"
#define PAGE_RECORDS 100
#define MAX_RECORDS 20000 /* all calls that were open at any time are fewer */

static void
add_part (GString *body, const char *name, const char *value)
{
  g_string_append_printf (body, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"blob\"\r\n"
                                "Content-Type: application/json\r\n\r\n%s\r\n", name, value);
}

static void
add_asked (GString *body, RcHarvest *self, const char *key, const char *name, const char *usual)
{
  g_autofree char *value = rc_source_file_dup_ask (self->file, key);

  if (value != NULL || usual != NULL)
    add_part (body, name, value != NULL ? value : usual);
}

static gboolean
ask (RcHarvest *self, RcPageRequest *request, GError **error)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *page = g_strdup_printf ("%u", self->n_pages + 1);

  request->url = rc_protocol_dup_url (self->source->url, "pageSize", G_STRINGIFY (PAGE_RECORDS), "pageNumber", page, NULL);
  add_asked (body, self, "Query", "query",
             "{\"bool\":{\"must\":[{\"terms\":{\"type\":[\"1\",\"2\",\"8\"]}},{\"terms\":{\"status\":[\"31094501\",\"31094502\"]}}]}}");
  add_asked (body, self, "Languages", "languages", "[\"en\"]");
  add_asked (body, self, "Sort", "sort", "{\"field\":\"identifier\",\"order\":\"ASC\"}");
  add_asked (body, self, "Fields", "displayFields", NULL);
  g_string_append (body, "--" BOUNDARY "--\r\n");
  request->body = g_string_free (g_steal_pointer (&body), FALSE);
  request->body_type = g_strdup ("multipart/form-data; boundary=" BOUNDARY);
  return TRUE;
}

static gboolean
go_on (RcHarvest *self, guint n_on_page, gboolean *more, GError **error)
{
  if (self->listing->announced > MAX_RECORDS)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_SUSPECT, N_ ("needs care: it says that it has %" PRIu64 " grants; ask for fewer"),
                   self->listing->announced);
      return FALSE;
    }
  *more = (guint64) self->n_pages * PAGE_RECORDS < self->listing->announced;
  return TRUE;
}

const RcProtocol rc_protocol_sedia = {
  .word = "sedia", .format = RC_FORMAT_SEDIA, .max_pages = MAX_RECORDS / PAGE_RECORDS, .ask = ask, .go_on = go_on,
};
