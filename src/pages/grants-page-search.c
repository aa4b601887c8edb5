/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words by which the list of grants is searched. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-page-private.h"

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcGrantsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) found = rc_grants_search_finish (RC_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  rc_page_set_error (RC_PAGE (self), error);
  if (found == NULL)
    return;
  rc_grants_filter_set_found (self->filter, found);
  rc_grants_page_fill (self, FALSE);
}

void
rc_grants_page_search (RcGrantsPage *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, *words != '\0' ? "edit-clear-symbolic" : NULL);
  if (*words == '\0')
    {
      rc_grants_filter_set_found (self->filter, NULL);
      rc_grants_page_fill (self, FALSE);
      return;
    }
  self->searching = g_cancellable_new ();
  rc_grants_search_async (rc_page_get_catalogue (RC_PAGE (self)), words, self->searching, found_cb, g_object_ref (self));
}
