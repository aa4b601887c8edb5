/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a file or a folder. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/choose-file.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *widget; /* (weak) */
  RcFileChosenFunc chosen;       /* (nullable) */
  RcFilesChosenFunc several_chosen; /* (nullable) */
} RcChoice;

static void
choice_free (gpointer data, GClosure *closure)
{
  RcChoice *choice = data;

  g_clear_weak_pointer (&choice->widget);
  g_free (choice);
}

static void
take_several (GtkFileChooser *chooser, const RcChoice *choice)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) != NULL)
        g_strv_builder_add (builder, g_file_peek_path (file));
    }
  paths = g_strv_builder_end (builder);
  if (paths[0] != NULL)
    choice->several_chosen (choice->widget, (const char *const *) paths);
}

static void
response_cb (GtkNativeDialog *dialog, int response, RcChoice *choice)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && choice->widget != NULL && choice->several_chosen != NULL)
    take_several (GTK_FILE_CHOOSER (dialog), choice);
  else if (file != NULL && g_file_peek_path (file) != NULL && choice->widget != NULL)
    choice->chosen (choice->widget, g_file_peek_path (file));
  /* Of rc_choose_file. */
  g_object_unref (dialog);
}

/* The choice is the dialog's. */
static void
show (GtkWidget *widget, GtkFileChooserNative *dialog, RcChoice *choice)
{
  g_set_weak_pointer (&choice->widget, widget);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), choice, choice_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
rc_choose_files (GtkWidget *widget, const char *title, const char *accept, RcFilesChosenFunc chosen)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, window, GTK_FILE_CHOOSER_ACTION_OPEN, accept, _ ("Cancel"));
  RcChoice *choice = g_new0 (RcChoice, 1);

  choice->several_chosen = chosen;
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  show (widget, dialog, choice);
}

void
rc_choose_file (GtkWidget *widget, GtkFileChooserAction action, const char *title, const char *accept, const char *name,
                RcFileChosenFunc chosen)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, window, action, accept, _ ("Cancel"));
  RcChoice *choice = g_new0 (RcChoice, 1);

  choice->chosen = chosen;
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  show (widget, dialog, choice);
}
