/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before something is lost, and tells what there is no room for. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/ask.h"

#include <adwaita.h>

#define WIDTH_CHARS 50

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

static GtkWidget *
append_words (GtkWidget *box, const char *words, const char *class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* The dialog's own heading would do, but it is first measured as one line, and GTK warns of each that needs two. */
static AdwMessageDialog *
make_dialog (GtkWidget *widget, const char *heading, const char *words)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *heading_label = append_words (box, heading, "title-2");
  GtkWidget *words_label = append_words (box, words, "body");

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_RELATION_LABELLED_BY, heading_label, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, words_label, NULL, -1);
  return ADW_MESSAGE_DIALOG (dialog);
}

void
rc_ask (GtkWidget *widget, const char *question, const char *words, const char *stay, const char *act, RcAskedFunc acted)
{
  AdwMessageDialog *dialog = make_dialog (widget, question, words);
  RcQuestion *asked = g_new0 (RcQuestion, 1);

  g_set_weak_pointer (&asked->widget, widget);
  asked->acted = acted;
  adw_message_dialog_add_responses (dialog, "stay", stay, "act", act, NULL);
  adw_message_dialog_set_response_appearance (dialog, "act", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), asked);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
rc_tell (GtkWidget *widget, const char *heading, const char *words, const char *close)
{
  AdwMessageDialog *dialog = make_dialog (widget, heading, words);

  adw_message_dialog_add_response (dialog, "close", close);
  gtk_window_present (GTK_WINDOW (dialog));
}
