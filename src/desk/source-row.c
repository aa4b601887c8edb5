/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One source in the list: how it is, when it was asked and will be, what changed, and what can be done. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/rows.h"
#include "desk/source-row.h"
#include "refresh/refresh.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

gboolean
rc_source_is_failing (const RcSource *source)
{
  return g_strcmp0 (source->result, "failed") == 0;
}

/* "unesco.org · RSS": where it is and, where we were told, what it is. */
static char *
dup_place (const RcSource *source)
{
  g_autoptr (GUri) uri = g_uri_parse (source->url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : source->url;
  g_autofree char *format = g_ascii_strup (source->format, -1);

  return g_str_equal (format, "AUTO") ? g_strdup (host) : g_strdup_printf ("%s · %s", host, format);
}

static char *
dup_state (const RcSource *source, gboolean running)
{
  if (running)
    return g_strdup (_ ("Refreshing…"));
  if (source->last_try == 0)
    return g_strdup (_ ("Not asked yet"));
  if (rc_source_is_failing (source))
    return source->last_error != NULL ? rc_refresh_dup_words (source->last_error) : g_strdup (_ ("It did not answer"));
  return rc_format_moment (source->last_success);
}

static char *
dup_next (const RcSource *source)
{
  g_autofree char *next = source->next_due > 0 ? rc_format_moment (source->next_due) : NULL;
  g_autofree char *success = source->last_success > 0 ? rc_format_moment (source->last_success) : NULL;

  if (!rc_source_is_failing (source))
    /* Translators: %s is a moment, as "today 15:00". */
    return next != NULL ? g_strdup_printf (_ ("Next: %s"), next) : g_strdup ("");
  if (success == NULL)
    return g_strdup (_ ("Nothing was ever received"));
  /* Translators: %s is a moment, as "today 09:12": the last time a source answered well. */
  return g_strdup_printf (_ ("Last good: %s"), success);
}

static GtkWidget *
make_pair (const char *first, const char *first_class, const char *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_box_append (GTK_BOX (box), rc_rows_make_label (first, first_class));
  if (*second != '\0')
    gtk_box_append (GTK_BOX (box), rc_rows_make_label (second, "second-line"));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
add_pill (GtkWidget *box, const char *words, const char *tone)
{
  GtkWidget *pill = gtk_label_new (words);

  gtk_widget_add_css_class (pill, "pill");
  if (tone != NULL)
    gtk_widget_add_css_class (pill, tone);
  gtk_box_append (GTK_BOX (box), pill);
}

/* What the last success changed, or what is still there from before: two lines, which a small window has room for. */
static GtkWidget *
make_pills (const RcSource *source)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *lower = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *n_new = g_strdup_printf (ngettext ("%u new", "%u new", source->n_new), source->n_new);
  g_autofree char *n_changed = g_strdup_printf (ngettext ("%u changed", "%u changed", source->n_changed), source->n_changed);
  g_autofree char *n_closed = g_strdup_printf (ngettext ("%u closed", "%u closed", source->n_closed), source->n_closed);
  /* Translators: grants of a source that failed now; they are still shown. */
  g_autofree char *n_kept = g_strdup_printf (ngettext ("%u kept from before", "%u kept from before", source->n_total), source->n_total);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), upper);
  if (source->last_success == 0)
    return box;
  if (rc_source_is_failing (source))
    {
      add_pill (upper, n_kept, NULL);
      return box;
    }
  if (source->n_new > 0)
    add_pill (upper, n_new, "ok");
  if (source->n_changed > 0)
    add_pill (upper, n_changed, "warm");
  if (source->n_closed > 0)
    add_pill (source->n_new > 0 && source->n_changed > 0 ? lower : upper, n_closed, NULL);
  if (source->n_new + source->n_changed + source->n_closed == 0)
    add_pill (upper, _ ("No change"), NULL);
  gtk_box_append (GTK_BOX (box), lower);
  gtk_widget_set_visible (lower, gtk_widget_get_first_child (lower) != NULL);
  return box;
}

static GtkWidget *
make_icon (const RcSource *source, gboolean running)
{
  const char *name = running                          ? "view-refresh-symbolic"
                     : source->last_try == 0          ? "content-loading-symbolic"
                     : rc_source_is_failing (source) ? "dialog-error-symbolic"
                                                      : "object-select-symbolic";
  const char *tone = running ? "accent" : source->last_try == 0 ? "plain" : rc_source_is_failing (source) ? "soon" : "ok";
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (icon, "round-icon");
  gtk_widget_add_css_class (icon, tone);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  return icon;
}

static GtkWidget *
make_main_button (const RcSource *source, gboolean running)
{
  const char *words = rc_source_is_failing (source) ? _ ("Try now") : _ ("Refresh");
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *name = g_strdup_printf ("%s: %s", words, source->name);

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("view-refresh-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (words));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", source->name);
  /* An action would make it sensitive again. */
  if (!running)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sources.refresh");
  gtk_widget_set_sensitive (button, !running);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *name)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", name);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu_button (const RcSource *source)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: %s is the name of a source; the button opens a menu. */
  g_autofree char *name = g_strdup_printf (_ ("More about %s"), source->name);

  add_item (menu, _ ("Details"), "sources.details", source->name);
  add_item (menu, _ ("Remove"), "sources.remove", source->name);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

GtkWidget *
rc_source_row_new (const RcSource *source, gboolean running, GtkSizeGroup *pill_sizes, GtkSizeGroup *button_sizes)
{
  GtkOrientation orientation = rc_rows_get_orientation ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *parts = gtk_box_new (orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? 12 : 6);
  GtkWidget *columns = gtk_box_new (orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? 12 : 6);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *pills = make_pills (source);
  GtkWidget *button = make_main_button (source, running);
  g_autofree char *place = dup_place (source);
  g_autofree char *state = dup_state (source, running);
  g_autofree char *next = dup_next (source);
  g_autofree char *name = g_strdup_printf ("%s, %s", source->name, state);

  gtk_box_set_homogeneous (GTK_BOX (columns), orientation == GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_hexpand (columns, TRUE);
  gtk_box_append (GTK_BOX (columns), make_pair (source->name, "row-name", place));
  gtk_box_append (GTK_BOX (columns), make_pair (state, !running && rc_source_is_failing (source) ? "row-error" : NULL, next));
  gtk_size_group_add_widget (pill_sizes, pills);
  gtk_size_group_add_widget (button_sizes, button);
  gtk_box_append (GTK_BOX (box), make_icon (source, running));
  gtk_box_append (GTK_BOX (box), parts);
  gtk_box_append (GTK_BOX (parts), columns);
  gtk_box_append (GTK_BOX (parts), end);
  gtk_box_append (GTK_BOX (end), pills);
  gtk_box_append (GTK_BOX (end), button);
  gtk_box_append (GTK_BOX (end), make_menu_button (source));
  return rc_rows_make_row (box, "source-row", name);
}

static void
add_line (GString *lines, const char *what, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (lines, "%s%s: %s", lines->len > 0 ? "\n" : "", what, value);
}

static void
add_moment (GString *lines, const char *what, gint64 seconds)
{
  g_autofree char *moment = seconds > 0 ? rc_format_moment (seconds) : NULL;

  add_line (lines, what, moment);
}

char *
rc_source_dup_details (const RcSource *source)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *total = rc_format_count (source->n_total);
  g_autofree char *fault = source->last_error != NULL ? rc_refresh_dup_words (source->last_error) : NULL;

  add_line (lines, _ ("Address"), source->url);
  add_line (lines, _ ("Format"), source->format);
  add_moment (lines, _ ("Last asked"), source->last_try);
  add_moment (lines, _ ("Last answered well"), source->last_success);
  add_moment (lines, _ ("To be asked again"), source->next_due);
  add_line (lines, _ ("Grants in its last good answer"), source->last_success > 0 ? total : NULL);
  add_line (lines, _ ("What went wrong"), fault);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}
