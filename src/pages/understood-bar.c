/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above results: what they were found for, and what else may have been meant; one at a time. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/understood-bar.h"
#include "pages/results-words.h"
#include "widgets/fill.h"
#include "widgets/widgets.h"

struct _RcUnderstoodBar
{
  GtkWidget parent_instance;

  char *suggested; /* (owned) (nullable) what the button searches for; NULL: exactly what was typed */

  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *button;
  GtkWidget *button_label;
};

enum
{
  EXACTLY,
  SEARCH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcUnderstoodBar, rc_understood_bar, GTK_TYPE_WIDGET)

static void
clicked_cb (RcUnderstoodBar *self)
{
  g_autofree char *suggested = g_strdup (self->suggested);

  if (suggested != NULL)
    g_signal_emit (self, signals[SEARCH], 0, suggested);
  else
    g_signal_emit (self, signals[EXACTLY], 0);
}

static void
rc_understood_bar_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), RC_TYPE_UNDERSTOOD_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rc_understood_bar_parent_class)->dispose (object);
}

static void
rc_understood_bar_finalize (GObject *object)
{
  g_free (RC_UNDERSTOOD_BAR (object)->suggested);
  G_OBJECT_CLASS (rc_understood_bar_parent_class)->finalize (object);
}

static void
rc_understood_bar_class_init (RcUnderstoodBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_understood_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_understood_bar_finalize;
  signals[EXACTLY]
    = g_signal_new ("exactly", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SEARCH] = g_signal_new ("search", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/understood-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RcUnderstoodBar, box);
  gtk_widget_class_bind_template_child (widget_class, RcUnderstoodBar, label);
  gtk_widget_class_bind_template_child (widget_class, RcUnderstoodBar, button);
  gtk_widget_class_bind_template_child (widget_class, RcUnderstoodBar, button_label);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
rc_understood_bar_init (RcUnderstoodBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rc_understood_bar_show (RcUnderstoodBar *self, const char *understood, const char *suggested, const char *typed)
{
  g_autofree char *escaped = NULL, *bold = NULL, *words = NULL, *button = NULL;

  g_return_if_fail (RC_IS_UNDERSTOOD_BAR (self) && understood != NULL && typed != NULL);

  if (*understood != '\0')
    suggested = NULL;
  g_free (self->suggested);
  self->suggested = g_strdup (suggested);
  gtk_widget_set_visible (GTK_WIDGET (self), *understood != '\0' || suggested != NULL);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  escaped = g_markup_escape_text (suggested != NULL ? suggested : understood, -1);
  bold = g_strdup_printf ("<b>%s</b>", escaped);
  words = suggested != NULL ? rc_results_words_suggested (bold) : rc_results_words_understood (bold);
  button = suggested != NULL ? rc_results_words_search (suggested) : rc_results_words_exactly (typed);
  gtk_label_set_markup (GTK_LABEL (self->label), words);
  gtk_label_set_label (GTK_LABEL (self->button_label), button);
  rc_button_set_name (GTK_BUTTON (self->button), button);
}

void
rc_understood_bar_set_narrow (RcUnderstoodBar *self, gboolean narrow)
{
  g_return_if_fail (RC_IS_UNDERSTOOD_BAR (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
