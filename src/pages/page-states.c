/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that is asking, and a page that has no answer. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/page-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "widgets/busy-bar.h"

#define LOOK_AGAIN_SECONDS 10

void
rc_page_set_busy (RcPage *self, gboolean busy)
{
  RcPagePrivate *priv = rc_page_get_private (self);

  g_return_if_fail (RC_IS_PAGE (self));

  rc_busy_bar_set_busy (RC_BUSY_BAR (priv->busy_bar), busy);
}

typedef struct
{
  int code; /* of RC_CATALOGUE_ERROR */
  const char *title;
  const char *description;
} Trouble;

static const Trouble *
find_trouble (const GError *error)
{
  static const Trouble troubles[] = {
    { RC_CATALOGUE_ERROR_NOT_FOUND, N_ ("This is no longer in the catalogue"),
      N_ ("Please search again, or ask at the desk.") },
    { RC_CATALOGUE_ERROR_MISSING, N_ ("There is no catalogue here yet"), N_ ("Please tell the desk.") },
    { RC_CATALOGUE_ERROR_TOO_NEW, N_ ("The catalogue is newer than this program"),
      N_ ("The program has to be updated. Please tell the desk.") },
  };
  static const Trouble any = { 0, N_ ("The catalogue is not answering"), N_ ("Please tell the desk.") };

  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (g_error_matches (error, RC_CATALOGUE_ERROR, troubles[i].code))
      return &troubles[i];
  return &any;
}

void
rc_page_set_error (RcPage *self, const GError *error)
{
  RcPagePrivate *priv = rc_page_get_private (self);
  AdwStatusPage *status = ADW_STATUS_PAGE (priv->error_status);
  const Trouble *trouble;

  g_return_if_fail (RC_IS_PAGE (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (priv->states), error == NULL ? "content" : "error");
  if (error == NULL)
    return;

  g_message ("%s", error->message);
  rc_page_set_busy (self, FALSE);
  trouble = find_trouble (error);
  adw_status_page_set_title (status, _ (trouble->title));
  adw_status_page_set_description (status, _ (trouble->description));
}

GCancellable *
rc_page_start_loading (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_private (self);

  g_return_val_if_fail (RC_IS_PAGE (self), NULL);

  g_clear_handle_id (&priv->looking, g_source_remove);
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  rc_page_set_busy (self, TRUE);
  return priv->cancellable;
}

/* A kiosk has nobody who would: the catalogue may be there in a moment. */
static gboolean
look_again_cb (gpointer data)
{
  RcPagePrivate *priv = rc_page_get_private (data);

  priv->looking = 0;
  rc_page_reload (data);
  return G_SOURCE_REMOVE;
}

gboolean
rc_page_finish_loading (RcPage *self, const GError *error)
{
  RcPagePrivate *priv = rc_page_get_private (self);

  g_return_val_if_fail (RC_IS_PAGE (self), FALSE);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  rc_page_set_busy (self, FALSE);
  rc_page_set_error (self, error);
  if (error != NULL && !g_error_matches (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND))
    priv->looking = g_timeout_add_seconds (LOOK_AGAIN_SECONDS, look_again_cb, self);
  return error == NULL;
}
