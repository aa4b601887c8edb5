/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says in passing, and what stays until somebody has seen it. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/toasts.h"

#define FAILURE "rc-failure" /* (weak) (nullable) AdwToast: the failure that is shown */

static void
forget_failure_cb (AdwToast *toast, AdwToastOverlay *overlay)
{
  if (g_object_get_data (G_OBJECT (overlay), FAILURE) == toast)
    g_object_set_data (G_OBJECT (overlay), FAILURE, NULL);
}

static AdwToast *
make_toast (AdwToastOverlay *overlay, const char *words)
{
  AdwToast *failure = g_object_get_data (G_OBJECT (overlay), FAILURE);
  g_autofree char *plain = g_markup_escape_text (words, -1);

  if (failure != NULL)
    adw_toast_dismiss (failure);
  /* A toast's title is markup, always, in libadwaita 1.2. */
  return adw_toast_new (plain);
}

void
rc_toasts_tell (AdwToastOverlay *overlay, const char *words)
{
  adw_toast_overlay_add_toast (overlay, make_toast (overlay, words));
}

void
rc_toasts_fail (AdwToastOverlay *overlay, const char *words)
{
  AdwToast *toast = make_toast (overlay, words);

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (forget_failure_cb), overlay, 0);
  g_object_set_data (G_OBJECT (overlay), FAILURE, toast);
  adw_toast_overlay_add_toast (overlay, toast);
}
