/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In place of results where there are none: what each word gives, and what else to try. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/no-results.h"
#include "pages/filter-pane.h"
#include "widgets/format.h"
#include "widgets/widgets.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcNoResults
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *title;
  GtkWidget *reason;
  GtkWidget *words;
  GtkWidget *filters_row;
  GtkWidget *filters_label;
  GtkWidget *browse_button;
};

enum
{
  SEARCH,
  CLEAR_FILTERS,
  BROWSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcNoResults, rc_no_results, GTK_TYPE_WIDGET)

static void
clear_cb (RcNoResults *self)
{
  g_signal_emit (self, signals[CLEAR_FILTERS], 0);
}

static void
browse_cb (RcNoResults *self)
{
  g_signal_emit (self, signals[BROWSE], 0);
}

static void
word_cb (RcNoResults *self, GtkWidget *chip)
{
  g_signal_emit (self, signals[SEARCH], 0, g_object_get_data (G_OBJECT (chip), "rc-word"));
}

static void
rc_no_results_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), RC_TYPE_NO_RESULTS);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rc_no_results_parent_class)->dispose (object);
}

static void
rc_no_results_class_init (RcNoResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_no_results_dispose;
  signals[SEARCH] = g_signal_new ("search", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLEAR_FILTERS] = g_signal_new ("clear-filters", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[BROWSE] = g_signal_new ("browse", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/no-results.ui");
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, title);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, reason);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, words);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, filters_row);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, filters_label);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, browse_button);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
}

static void
rc_no_results_init (RcNoResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->browse_button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->browse_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Browse by subject"), -1);
}

static void
add_word (RcNoResults *self, const RcWordCount *word)
{
  GtkWidget *chip = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 15);
  g_autofree char *number = rc_format_count (word->total);
  g_autofree char *name = g_strdup_printf ("%s, %s", word->word, number);
  GtkWidget *count = gtk_label_new (number);

  gtk_widget_add_css_class (count, "muted");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_label_new (word->word));
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (chip), "rc-word", g_strdup (word->word), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (word_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->words), chip, -1);
  /* The chip is what has the keyboard, not its place in the box. */
  gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
}

static void
show_words (RcNoResults *self, const RcResultsData *data)
{
  GtkWidget *child;
  guint n_good = 0, n = data->words->len;

  while ((child = gtk_widget_get_first_child (self->words)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->words), child);
  for (guint i = 0; i < n && n > 1; i++)
    if (g_array_index (data->words, RcWordCount, i).total > 0)
      {
        add_word (self, &g_array_index (data->words, RcWordCount, i));
        n_good++;
      }
  gtk_widget_set_visible (self->words, n_good > 0);
  if (data->unfiltered > 0)
    gtk_label_set_label (GTK_LABEL (self->reason), _("There are titles for it, but none that the filters let through."));
  else if (n == 2 && n_good == 2)
    gtk_label_set_label (GTK_LABEL (self->reason), _("Both words together give nothing, but each one does."));
  else if (n_good > 0)
    gtk_label_set_label (GTK_LABEL (self->reason), _("All words together give nothing, but some of them do."));
  else
    gtk_label_set_label (GTK_LABEL (self->reason), _("Try another word, or only its beginning."));
}

void
rc_no_results_show (RcNoResults *self, const RcSearchQuery *query, const RcResultsData *data)
{
  g_autofree char *title = NULL;
  g_autoptr (GString) filters = g_string_new (NULL);

  g_return_if_fail (RC_IS_NO_RESULTS (self));

  /* Translators: %s is what somebody searched for. */
  title = *query->text != '\0' ? g_strdup_printf (_("Nothing found for “%s”"), query->text) : g_strdup (_("Nothing here yet"));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  show_words (self, data);

  for (guint i = 0; i < RC_N_FACETS; i++)
    {
      g_autofree char *summary = rc_filter_dup_summary (query, i, data->labels);
      if (summary != NULL)
        g_string_append_printf (filters, "%s%s", filters->len > 0 ? " · " : "", summary);
    }
  gtk_label_set_label (GTK_LABEL (self->filters_label), filters->str);
  gtk_widget_set_visible (self->filters_row, rc_search_query_is_filtered (query));
}
