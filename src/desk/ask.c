/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before something is lost. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/ask.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *widget; /* (weak) */
  RcAskedFunc acted;
} RcQuestion;

static void
question_free (gpointer data)
{
  RcQuestion *question = data;

  g_clear_weak_pointer (&question->widget);
  g_free (question);
}

static gboolean
act_cb (gpointer data)
{
  RcQuestion *question = data;

  if (question->widget != NULL)
    question->acted (question->widget);
  return G_SOURCE_REMOVE;
}

/* Takes the question. The dialog closes first: what is done now may be the end of the window below it. */
static void
response_cb (AdwMessageDialog *dialog, const char *response, RcQuestion *question)
{
  if (g_str_equal (response, "act"))
    g_idle_add_full (G_PRIORITY_DEFAULT, act_cb, question, question_free);
  else
    question_free (question);
}

void
rc_ask (GtkWidget *widget, const char *question, const char *words, const char *stay, const char *act, RcAskedFunc acted)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), question, words);
  RcQuestion *asked = g_new0 (RcQuestion, 1);

  g_set_weak_pointer (&asked->widget, widget);
  asked->acted = acted;
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", stay, "act", act, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "act", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), asked);
  gtk_window_present (GTK_WINDOW (dialog));
}
