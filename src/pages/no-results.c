/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In place of results where there are none: what each word gives, and what else to try. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/no-results.h"
#include "pages/filter-pane.h"
#include "pages/results-words.h"
#include "widgets/drawing.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/widgets.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcNoResults
{
  GtkWidget parent_instance;

  GtkWidget *picture;
  GtkWidget *title;
  GtkWidget *reason;
  GtkWidget *words;
  GtkWidget *offers;
  GtkWidget *filters_row;
  GtkWidget *filters_label;
  GtkWidget *browse_button;
};

enum
{
  SEARCH,
  DROP,
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
offer_cb (RcNoResults *self, GtkWidget *button)
{
  const char *words = g_object_get_data (G_OBJECT (button), "rc-word");

  if (words != NULL)
    g_signal_emit (self, signals[SEARCH], 0, words);
  else
    g_signal_emit (self, signals[DROP], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "rc-facet")));
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
  signals[DROP] = g_signal_new ("drop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[CLEAR_FILTERS] = g_signal_new ("clear-filters", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[BROWSE] = g_signal_new ("browse", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/no-results.ui");
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, picture);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, title);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, reason);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, words);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, offers);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, filters_row);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, filters_label);
  gtk_widget_class_bind_template_child (widget_class, RcNoResults, browse_button);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
}

static void
rc_no_results_init (RcNoResults *self)
{
  g_autoptr (GdkPaintable) picture = rc_drawing_new (RC_RESOURCE_PATH "/art/nothing-found.svg", 170, 100);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_from_paintable (GTK_IMAGE (self->picture), picture);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->browse_button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->browse_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Browse by subject"), -1);
}

static void
add_word (RcNoResults *self, const RcOffer *offer)
{
  GtkWidget *chip = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 15);
  g_autofree char *number = rc_format_count (offer->total);
  g_autofree char *name = g_strdup_printf ("%s, %s", offer->text, number);
  GtkWidget *count = gtk_label_new (number);

  gtk_widget_add_css_class (count, "muted");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_label_new (offer->text));
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (chip), "rc-word", g_strdup (offer->text), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (word_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->words), chip, -1);
  /* The chip is what has the keyboard, not its place in the box. */
  gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
}

/* "Without “Otrra”", "Without the filter Language: French" */
static char *
say_offer (const RcOffer *offer, const RcSearchQuery *query, const RcResultsData *data)
{
  g_autofree char *words = NULL;

  if (offer->kind == RC_OFFER_WITHOUT_FILTER)
    {
      g_autofree char *filter = rc_filter_dup_summary (query, offer->facet, data->labels);

      /* Translators: a way to find something; %s is a filter as its chip says it, "Language: French". */
      return g_strdup_printf (_("Without the filter %s"), filter != NULL ? filter : "");
    }
  if (offer->kind == RC_OFFER_MEANT)
    return rc_results_words_search (g_ptr_array_index (offer->words, 0));
  words = rc_results_words_quote (offer->words);
  /* Translators: a way to find something; %s are words in quotation marks. */
  return g_strdup_printf (_("Without %s"), words);
}

static void
add_offer (RcNoResults *self, const RcOffer *offer, const char *text)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *labels[2];
  g_autofree char *count = rc_results_words_count (offer->total);
  g_autofree char *name = g_strdup_printf ("%s, %s", text, count);
  static const char *const icons[] = { "edit-find-symbolic", "go-next-symbolic" };

  for (guint i = 0; i < 2; i++)
    {
      labels[i] = gtk_label_new (i == 0 ? text : count);
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_wrap (GTK_LABEL (labels[i]), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (labels[i]), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (lines), labels[i]);
    }
  gtk_widget_add_css_class (labels[0], "strong");
  gtk_widget_set_css_classes (labels[1], (const char *[]){ "muted", "second", NULL });
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icons[i], "pixel-size", 20, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_box_append (GTK_BOX (box), icon);
      if (i == 0)
        gtk_box_append (GTK_BOX (box), lines);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "way");
  rc_button_set_name (GTK_BUTTON (button), name);
  g_object_set_data_full (G_OBJECT (button), "rc-word", g_strdup (offer->text), g_free);
  g_object_set_data (G_OBJECT (button), "rc-facet", GUINT_TO_POINTER (offer->facet));
  g_signal_connect_object (button, "clicked", G_CALLBACK (offer_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->offers), button);
}

/* Words that are all found give nothing together. */
static char *
say_reason (const RcResultsData *data)
{
  g_autofree char *words = NULL;

  if (data->unfiltered > 0)
    return g_strdup (_("There are titles for it, but none that the filters let through."));
  if (data->missing->len == 0 && data->n_words == 2)
    return g_strdup (_("Both words together give nothing, but each one does."));
  if (data->missing->len == 0 && data->n_words > 2)
    return g_strdup (_("All words together give nothing, but each one does."));
  if (data->missing->len == 0 || data->n_words == 1)
    return g_strdup (_("Try another word, or only its beginning."));
  words = rc_results_words_quote (data->missing);
  /* Translators: %s are words in quotation marks that find nothing. */
  return g_strdup_printf (_("Nowhere in the catalogue: %s"), words);
}

static void
show_offers (RcNoResults *self, const RcSearchQuery *query, const RcResultsData *data)
{
  GtkWidget *child;
  guint n_words = 0;

  while ((child = gtk_widget_get_first_child (self->words)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->words), child);
  rc_box_empty (GTK_BOX (self->offers));
  for (guint i = 0; i < data->offers->len; i++)
    {
      const RcOffer *offer = &g_array_index (data->offers, RcOffer, i);
      g_autofree char *text = NULL;

      if (offer->kind == RC_OFFER_WORD)
        {
          add_word (self, offer);
          n_words++;
          continue;
        }
      text = say_offer (offer, query, data);
      add_offer (self, offer, text);
    }
  /* The only one is what is left without the others. */
  gtk_widget_set_visible (self->words, n_words > 1);
}

void
rc_no_results_show (RcNoResults *self, const RcSearchQuery *query, const RcResultsData *data)
{
  g_autofree char *title = NULL, *reason = NULL;
  g_autoptr (GString) filters = g_string_new (NULL);

  g_return_if_fail (RC_IS_NO_RESULTS (self));

  /* Translators: %s is what somebody searched for. */
  title = *query->text != '\0' ? g_strdup_printf (_("Nothing found for “%s”"), query->text) : g_strdup (_("Nothing here yet"));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  reason = say_reason (data);
  gtk_label_set_label (GTK_LABEL (self->reason), reason);
  show_offers (self, query, data);

  for (guint i = 0; i < RC_N_FACETS; i++)
    {
      g_autofree char *summary = rc_filter_dup_summary (query, i, data->labels);
      if (summary != NULL)
        g_string_append_printf (filters, "%s%s", filters->len > 0 ? " · " : "", summary);
    }
  gtk_label_set_label (GTK_LABEL (self->filters_label), filters->str);
  gtk_widget_set_visible (self->filters_row, rc_search_query_is_filtered (query));
}
