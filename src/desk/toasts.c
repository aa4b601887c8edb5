/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says in passing, and what stays until somebody has seen it. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/toasts.h"

/* Time enough to think again. */
#define KEPT_SECONDS 10
/* libadwaita 1.2 forgets a toast that is dismissed while it still comes in, and goes on moving it: each may come in whole. */
#define COMES_IN_MS 700
#define LASTING "rc-lasting"   /* (weak) (nullable) AdwToast: one that the next one takes the place of */
#define SHOWN_MS "rc-shown-ms" /* of a toast: when it is seen, milliseconds of the monotonic clock */

static void
forget_cb (AdwToast *toast, AdwToastOverlay *overlay)
{
  if (g_object_get_data (G_OBJECT (overlay), LASTING) == toast)
    g_object_set_data (G_OBJECT (overlay), LASTING, NULL);
}

static gboolean
dismiss_cb (gpointer toast)
{
  adw_toast_dismiss (toast);
  return G_SOURCE_REMOVE;
}

/* Takes the toast away as soon as that may be; when what comes next is seen, in milliseconds. */
static gsize
make_room (AdwToast *toast)
{
  gsize now = (gsize) (g_get_monotonic_time () / 1000);
  gsize shown = toast != NULL ? GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (toast), SHOWN_MS)) : now;
  gboolean comes_in = toast != NULL && shown <= now && now < shown + COMES_IN_MS;

  if (comes_in)
    {
      g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) (shown + COMES_IN_MS - now), dismiss_cb, g_object_ref (toast), g_object_unref);
      return shown + COMES_IN_MS;
    }
  /* One that is not seen yet was only in the queue. */
  if (toast != NULL)
    adw_toast_dismiss (toast);
  return MAX (shown, now);
}

static AdwToast *
make_toast (AdwToastOverlay *overlay, const char *words)
{
  g_autofree char *plain = g_markup_escape_text (words, -1);
  gsize shown = make_room (g_object_get_data (G_OBJECT (overlay), LASTING));
  /* A toast's title is markup, always, in libadwaita 1.2. */
  AdwToast *toast = adw_toast_new (plain);

  g_object_set_data (G_OBJECT (toast), SHOWN_MS, GSIZE_TO_POINTER (shown));
  return toast;
}

void
rc_toasts_tell (AdwToastOverlay *overlay, const char *words)
{
  adw_toast_overlay_add_toast (overlay, make_toast (overlay, words));
}

/* It goes when there is something else to say, and would be in the way of that. */
static void
add_lasting (AdwToastOverlay *overlay, AdwToast *toast)
{
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (forget_cb), overlay, 0);
  g_object_set_data (G_OBJECT (overlay), LASTING, toast);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
rc_toasts_tell_kept (AdwToastOverlay *overlay, const char *words, const char *button, const char *action, gint64 batch)
{
  AdwToast *toast = make_toast (overlay, words);

  adw_toast_set_timeout (toast, KEPT_SECONDS);
  adw_toast_set_button_label (toast, button);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target (toast, "x", batch);
  add_lasting (overlay, toast);
}

void
rc_toasts_fail (AdwToastOverlay *overlay, const char *words)
{
  AdwToast *toast = make_toast (overlay, words);

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  add_lasting (overlay, toast);
}
