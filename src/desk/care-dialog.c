/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is other than before in the answer of a source, and whether it is right. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/care-dialog.h"
#include "desk/rows.h"
#include "refresh/refresh.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define WIDTH_CHARS 50
#define SOURCE "rc-source"

static void
add_line (GString *lines, const char *line)
{
  g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
}

/* Fields whose share changed so, in one line. */
static void
add_fields (GString *lines, const RcDrift *drift, gboolean vanished, const char *format)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < drift->fields->len; i++)
    {
      const RcDriftField *field = g_ptr_array_index (drift->fields, i);

      if (vanished ? field->percent_before > 0 && field->percent_now == 0 : field->percent_before == 0 && field->percent_now > 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", rc_drift_field_get_words (field));
    }
  if (names->len == 0)
    return;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append (lines, lines->len > 0 ? "\n" : "");
  g_string_append_printf (lines, format, names->str);
#pragma GCC diagnostic pop
}

char *
rc_drift_dup_words (const RcDrift *drift, const char *fault)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *words = fault != NULL ? rc_refresh_dup_words (fault) : NULL;
  g_autofree char *count = NULL;

  if (drift == NULL)
    return g_strdup (words != NULL ? words : "");
  if ((drift->kinds & RC_DRIFT_WEB_PAGE) != 0)
    add_line (lines, _ ("A page for people came, and no listing: a notice, or a question who we are."));
  else
    {
      count = g_strdup_printf (ngettext ("%u entry came, where there were %u before.", "%u entries came, where there were %u before.", drift->n_now),
                               drift->n_now, drift->n_before);
      add_line (lines, count);
    }
  if ((drift->kinds & RC_DRIFT_MOVED) != 0)
    add_line (lines, _ ("Every deadline has moved by the same time."));
  /* Translators: names of fields, as "Deadlines, Amount". */
  add_fields (lines, drift, TRUE, _ ("No entry has any more: %s"));
  add_fields (lines, drift, FALSE, _ ("New in the entries: %s"));
  add_line (lines, _ ("Visitors see what came before."));
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, GtkWidget *widget)
{
  const char *name = g_object_get_data (G_OBJECT (dialog), SOURCE);

  if (g_str_equal (response, "accept"))
    gtk_widget_activate_action (widget, "sources.accept", "s", name);
  else if (g_str_equal (response, "wait"))
    gtk_widget_activate_action (widget, "sources.wait", "s", name);
}

void
rc_care_dialog_open (GtkWidget *widget, const char *source, const char *words, gboolean acceptable)
{
  /* Translators: %s is the name of a source. */
  g_autofree char *heading = g_strdup_printf (_ ("Is this answer of “%s” right?"), source);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *title = rc_rows_make_lines (heading, "title-2");
  GtkWidget *body = rc_rows_make_lines (words, NULL);

  gtk_label_set_max_width_chars (GTK_LABEL (title), WIDTH_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (body), WIDTH_CHARS);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), body);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  body, NULL, -1);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "wait", _ ("Keep waiting"));
  if (acceptable)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "accept", _ ("Accept this answer"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept", ADW_RESPONSE_SUGGESTED);
    }
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "wait");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_object_set_data_full (G_OBJECT (dialog), SOURCE, g_strdup (source), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
