/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters beside the results: kinds, languages, years, where things are, subjects and places, and what grants have. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/filter-pane.h"
#include "pages/grant-words.h"
#include "widgets/facet-list.h"
#include "widgets/group.h"
#include "widgets/language.h"
#include "widgets/year-range.h"

#include <glib/gi18n.h>

struct _RcFilterPane
{
  GtkWidget parent_instance;

  RcSearchQuery *query; /* borrowed (nullable) */
  GHashTable *labels;   /* (owned) (nullable) */
  GtkWidget *scrolled;  /* (owned) */
  GtkWidget *lists[RC_N_FACETS]; /* (nullable) those of the facets that have ticks */
  GtkWidget *years_box;
  GtkWidget *years;
  GArray *values[RC_N_FACETS]; /* (owned) (nullable) RcFacetValue of the answer that is shown */
  guint n_filled;              /* of the lists; each is filled for the first time in a frame of its own */
  guint tick;                  /* waiting for that frame; 0 none */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcFilterPane, rc_filter_pane, GTK_TYPE_WIDGET)

static char *
dup_group_label (const char *value)
{
  return g_strdup (rc_group_get_plural (rc_group_find (value)));
}

typedef struct
{
  const char *value;
  const char *label;
} Word;

static char *
translate (const Word *words, gsize n, const char *value)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (words[i].value, value))
      return g_strdup (_(words[i].label));
  return NULL;
}

static char *
dup_availability (const char *value)
{
  static const Word words[] = {
    { "here", N_("Read here") }, { "shelf", N_("On the shelf") }, { "out", N_("Out") }, { "disc", N_("On a disc") },
  };

  return translate (words, G_N_ELEMENTS (words), value);
}

static char *
dup_closing (const char *value)
{
  static const Word words[] = {
    /* Translators: when grants close. */
    { "week", N_("In the next 7 days") },
    { "month", N_("In 8 to 30 days") },
    { "later", N_("Later") },
    { "rolling", N_("Open at any time") },
    { "unstated", N_("Day not stated") },
    { "closed", N_("Closed") },
  };

  return translate (words, G_N_ELEMENTS (words), value);
}

char *
rc_filter_dup_label (RcFacetName facet, const char *value, GHashTable *labels)
{
  const char *label;
  int from, to;

  g_return_val_if_fail (value != NULL, NULL);

  switch (facet)
    {
    case RC_FACET_KIND:
      if (g_str_equal (value, "publication"))
        return g_strdup (_("Publications"));
      return dup_group_label (value);
    case RC_FACET_GROUP:
    case RC_FACET_MATERIAL:
      return dup_group_label (value);
    case RC_FACET_LANGUAGE:
      return rc_language_dup_name (value);
    case RC_FACET_YEAR:
      rc_year_range_parse (value, &from, &to);
      if (from == 0)
        /* Translators: up to a year. */
        return g_strdup_printf (_("To %d"), to);
      if (to == 0)
        /* Translators: a year and later. */
        return g_strdup_printf (_("From %d"), from);
      return from == to ? g_strdup_printf ("%d", from) : g_strdup_printf ("%d–%d", from, to);
    case RC_FACET_AVAILABILITY:
      return dup_availability (value);
    case RC_FACET_AUDIENCE:
      return rc_grant_dup_audience (value);
    case RC_FACET_COUNTRY:
      return rc_grant_dup_country (value);
    case RC_FACET_CLOSING:
      return dup_closing (value);
    case RC_FACET_SUBJECT:
    case RC_FACET_PLACE:
    case RC_FACET_FIELD:
    default:
      label = labels != NULL ? g_hash_table_lookup (labels, value) : NULL;
      return g_strdup (label != NULL ? label : value);
    }
}

char *
rc_filter_dup_summary (const RcSearchQuery *query, RcFacetName facet, GHashTable *labels)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *values = query->filters[facet];

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      g_autofree char *label = rc_filter_dup_label (facet, g_ptr_array_index (values, i), labels);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              label != NULL ? label : (char *) g_ptr_array_index (values, i));
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
dup_heading (const char *value)
{
  return g_strdup (value);
}

static void
toggled_cb (RcFilterPane *self, const char *value, gboolean on, RcFacetList *list)
{
  for (guint i = 0; self->query != NULL && i < RC_N_FACETS; i++)
    if (self->lists[i] == GTK_WIDGET (list))
      {
        if (on)
          rc_search_query_add_filter (self->query, i, value);
        else
          rc_search_query_remove_filter (self->query, i, value);
        g_signal_emit (self, signals[CHANGED], 0);
        return;
      }
}

static void
years_changed_cb (RcFilterPane *self, int from, int to)
{
  g_autofree char *value = rc_year_range_to_string (from, to);

  if (self->query == NULL)
    return;
  g_clear_pointer (&self->query->filters[RC_FACET_YEAR], g_ptr_array_unref);
  if (value != NULL)
    rc_search_query_add_filter (self->query, RC_FACET_YEAR, value);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
rc_filter_pane_dispose (GObject *object)
{
  RcFilterPane *self = RC_FILTER_PANE (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  for (guint i = 0; i < RC_N_FACETS; i++)
    g_clear_pointer (&self->values[i], g_array_unref);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  G_OBJECT_CLASS (rc_filter_pane_parent_class)->dispose (object);
}

static void
rc_filter_pane_class_init (RcFilterPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_filter_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "filters");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED]
    = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_list (RcFilterPane *self, GtkWidget *box, RcFacetName facet, const char *title, RcFacetLabelFunc label)
{
  GtkWidget *list = rc_facet_list_new (title, label);

  g_signal_connect_object (list, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), list);
  self->lists[facet] = list;
}

static void
add_years (RcFilterPane *self, GtkWidget *box)
{
  GtkWidget *title = gtk_label_new (_("Year"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "facet-title");
  self->years = rc_year_range_new ();
  g_signal_connect_object (self->years, "changed", G_CALLBACK (years_changed_cb), self, G_CONNECT_SWAPPED);
  self->years_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->years_box, "years-box");
  gtk_box_append (GTK_BOX (self->years_box), title);
  gtk_box_append (GTK_BOX (self->years_box), self->years);
  gtk_box_append (GTK_BOX (box), self->years_box);
}

static void
rc_filter_pane_init (RcFilterPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filters"), -1);
  add_list (self, box, RC_FACET_GROUP, _("Kind"), dup_group_label);
  add_list (self, box, RC_FACET_LANGUAGE, _("Language"), rc_language_dup_name);
  add_years (self, box);
  add_list (self, box, RC_FACET_AVAILABILITY, _("Availability"), dup_availability);
  add_list (self, box, RC_FACET_SUBJECT, _("Subject"), dup_heading);
  add_list (self, box, RC_FACET_PLACE, _("Place"), dup_heading);
  add_list (self, box, RC_FACET_CLOSING, C_("grants", "Closing"), dup_closing);
  add_list (self, box, RC_FACET_AUDIENCE, _("Who may apply"), rc_grant_dup_audience);
  /* Translators: the countries of those who may apply for a grant. */
  add_list (self, box, RC_FACET_COUNTRY, _("Applicants from"), rc_grant_dup_country);
  add_list (self, box, RC_FACET_FIELD, _("Field"), dup_heading);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
rc_filter_pane_new (void)
{
  return g_object_new (RC_TYPE_FILTER_PANE, NULL);
}

void
rc_filter_pane_set_query (RcFilterPane *self, RcSearchQuery *query)
{
  g_return_if_fail (RC_IS_FILTER_PANE (self));
  self->query = query;
}

static void
fill (RcFilterPane *self, guint facet)
{
  GPtrArray *chosen = self->query->filters[facet];
  int from = 0, to = 0;

  if (self->lists[facet] != NULL)
    rc_facet_list_set (RC_FACET_LIST (self->lists[facet]), self->values[facet], chosen);
  if (facet != RC_FACET_YEAR)
    return;
  if (chosen != NULL && chosen->len > 0)
    rc_year_range_parse (g_ptr_array_index (chosen, 0), &from, &to);
  rc_year_range_set (RC_YEAR_RANGE (self->years), self->values[facet], from, to);
  gtk_widget_set_visible (self->years_box, gtk_widget_get_visible (self->years));
}

/* Two dozen ticks and their styles are much for one frame. */
static gboolean
fill_next_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RcFilterPane *self = RC_FILTER_PANE (widget);

  if (self->query != NULL)
    fill (self, self->n_filled++);
  while (self->n_filled < RC_N_FACETS && self->lists[self->n_filled] == NULL && self->n_filled != RC_FACET_YEAR)
    self->n_filled++;
  if (self->query != NULL && self->n_filled < RC_N_FACETS)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

void
rc_filter_pane_show (RcFilterPane *self, RcSearchAnswer *answer, GHashTable *labels)
{
  g_return_if_fail (RC_IS_FILTER_PANE (self));
  g_return_if_fail (self->query != NULL);

  g_clear_pointer (&self->labels, g_hash_table_unref);
  self->labels = labels != NULL ? g_hash_table_ref (labels) : NULL;
  rc_facet_list_set_names (RC_FACET_LIST (self->lists[RC_FACET_SUBJECT]), labels);
  rc_facet_list_set_names (RC_FACET_LIST (self->lists[RC_FACET_PLACE]), labels);
  rc_facet_list_set_names (RC_FACET_LIST (self->lists[RC_FACET_FIELD]), labels);
  for (guint i = 0; i < RC_N_FACETS; i++)
    {
      g_clear_pointer (&self->values[i], g_array_unref);
      self->values[i] = answer->facets[i] != NULL ? g_array_ref (answer->facets[i]) : NULL;
      if (i < self->n_filled)
        fill (self, i);
    }
  if (self->n_filled < RC_N_FACETS && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_next_cb, NULL, NULL);
}

char *
rc_filter_pane_dup_summary (RcFilterPane *self, RcFacetName facet)
{
  g_return_val_if_fail (RC_IS_FILTER_PANE (self), NULL);
  g_return_val_if_fail (self->query != NULL, NULL);

  return rc_filter_dup_summary (self->query, facet, self->labels);
}
