/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One group of ticks with counts: the values of a facet. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/facet-list.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

#define N_SHOWN 5
/* More would be no choice; who wants a rarer one types it. */
#define N_SHOWN_ALL 60

struct _RcFacetList
{
  GtkWidget parent_instance;

  RcFacetLabelFunc label;
  GHashTable *names;   /* (owned) (nullable) value to name, both char * */
  GtkWidget *title;    /* in the header */
  GtkWidget *header;   /* (owned) */
  GtkWidget *all_button;
  GtkWidget *rows_box; /* (owned) */
  GHashTable *rows;    /* (owned) value (char *, owned) to its GtkCheckButton in rows_box, so that ticks stay where the keyboard is */
  gboolean all;
  gboolean filling;    /* ticks are being set by us */
  GArray *values;      /* (owned) (nullable) what was set last */
  GPtrArray *ticked;   /* (owned) (nullable) */
};

enum
{
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcFacetList, rc_facet_list, GTK_TYPE_WIDGET)

static void
toggled_cb (RcFacetList *self, GtkCheckButton *button)
{
  if (!self->filling)
    g_signal_emit (self, signals[TOGGLED], 0, g_object_get_data (G_OBJECT (button), "rc-value"),
                   gtk_check_button_get_active (button));
}

static GtkWidget *
make_row (RcFacetList *self)
{
  GtkWidget *button = gtk_check_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL), *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "muted");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "facet");
  g_object_set_data (G_OBJECT (button), "rc-label", label);
  g_object_set_data (G_OBJECT (button), "rc-count", count);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->rows_box), button);
  return button;
}

static void
set_value (GtkWidget *row, const char *value, const char *text)
{
  g_object_set_data_full (G_OBJECT (row), "rc-value", g_strdup (value), g_free);
  gtk_label_set_label (GTK_LABEL (g_object_get_data (G_OBJECT (row), "rc-label")), text);
}

static char *
dup_text (RcFacetList *self, const char *value)
{
  const char *name = self->names != NULL ? g_hash_table_lookup (self->names, value) : NULL;

  return name != NULL ? g_strdup (name) : self->label (value);
}

static gboolean
is_ticked (RcFacetList *self, const char *value)
{
  return self->ticked != NULL && g_ptr_array_find_with_equal_func (self->ticked, value, g_str_equal, NULL);
}

/* A row that has become free shows another value: making one anew costs a dozen times as much. */
static GtkWidget *
get_row (RcFacetList *self, const char *value, GPtrArray *spare)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, value);
  g_autofree char *text = NULL;

  if (row != NULL)
    return row;
  text = dup_text (self, value);
  row = spare->len > 0 ? g_ptr_array_steal_index (spare, spare->len - 1) : make_row (self);
  set_value (row, value, text);
  g_hash_table_insert (self->rows, g_strdup (value), row);
  return row;
}

static void
show_value (RcFacetList *self, const RcFacetValue *value, GPtrArray *spare, GtkWidget **last)
{
  GtkWidget *row = get_row (self, value->value, spare);
  GtkLabel *label = g_object_get_data (G_OBJECT (row), "rc-label");
  g_autofree char *number = rc_format_count (value->count);
  g_autofree char *name = g_strdup_printf ("%s, %s", gtk_label_get_label (label), number);

  gtk_label_set_label (GTK_LABEL (g_object_get_data (G_OBJECT (row), "rc-count")), number);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), is_ticked (self, value->value));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (gtk_widget_get_prev_sibling (row) != *last)
    gtk_box_reorder_child_after (GTK_BOX (self->rows_box), row, *last);
  *last = row;
}

static guint64
count_of (RcFacetList *self, const char *value)
{
  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    {
      RcFacetValue *each = &g_array_index (self->values, RcFacetValue, i);
      if (g_str_equal (each->value, value))
        return each->count;
    }
  return 0;
}

/* Some values are not for the screen. */
static gboolean
has_text (RcFacetList *self, const char *value)
{
  g_autofree char *text = g_hash_table_contains (self->rows, value) ? NULL : dup_text (self, value);

  return text != NULL || g_hash_table_contains (self->rows, value);
}

/* The most frequent values, then what is ticked besides: RcFacetValue, borrowed; and the set of them. */
static GArray *
choose (RcFacetList *self, GHashTable *chosen)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (RcFacetValue));
  guint limit = self->all ? N_SHOWN_ALL : N_SHOWN;

  for (guint i = 0; self->values != NULL && i < self->values->len && values->len < limit; i++)
    {
      RcFacetValue *each = &g_array_index (self->values, RcFacetValue, i);

      if (!has_text (self, each->value))
        continue;
      g_array_append_val (values, *each);
      g_hash_table_add (chosen, each->value);
    }
  for (guint i = 0; self->ticked != NULL && i < self->ticked->len; i++)
    {
      char *ticked = g_ptr_array_index (self->ticked, i);
      RcFacetValue each = { ticked, count_of (self, ticked) };

      if (g_hash_table_contains (chosen, ticked) || !has_text (self, ticked))
        continue;
      g_array_append_val (values, each);
      g_hash_table_add (chosen, ticked);
    }
  return values;
}

static GPtrArray *
take_spare_rows (RcFacetList *self, GHashTable *chosen)
{
  GPtrArray *spare = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &value, &row))
    if (!g_hash_table_contains (chosen, value))
      {
        g_ptr_array_add (spare, row);
        g_hash_table_iter_remove (&iter);
      }
  return spare;
}

static void
fill (RcFacetList *self)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) values = choose (self, chosen);
  g_autoptr (GPtrArray) spare = take_spare_rows (self, chosen);
  GtkWidget *last = NULL;

  self->filling = TRUE;
  for (guint i = 0; i < values->len; i++)
    show_value (self, &g_array_index (values, RcFacetValue, i), spare, &last);
  for (guint i = 0; i < spare->len; i++)
    gtk_box_remove (GTK_BOX (self->rows_box), g_ptr_array_index (spare, i));
  self->filling = FALSE;
  gtk_widget_set_visible (self->all_button, self->values != NULL && self->values->len > N_SHOWN);
  gtk_widget_set_visible (GTK_WIDGET (self), g_hash_table_size (self->rows) > 0);
}

static void
name_all_button (RcFacetList *self)
{
  const char *text = self->all ? _("Show fewer") : _("Show all");
  g_autofree char *name = g_strdup_printf ("%s: %s", text, gtk_label_get_label (GTK_LABEL (self->title)));

  gtk_button_set_label (GTK_BUTTON (self->all_button), text);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->all_button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->all_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
all_cb (RcFacetList *self)
{
  self->all = !self->all;
  name_all_button (self);
  fill (self);
}

static void
facet_value_clear (gpointer value)
{
  g_free (((RcFacetValue *) value)->value);
}

static void
rc_facet_list_dispose (GObject *object)
{
  RcFacetList *self = RC_FACET_LIST (object);

  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->rows_box, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->ticked, g_ptr_array_unref);
  G_OBJECT_CLASS (rc_facet_list_parent_class)->dispose (object);
}

static void
rc_facet_list_class_init (RcFacetListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_facet_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "facets");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
rc_facet_list_init (RcFacetList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "facet-title");
  self->all_button = gtk_button_new ();
  gtk_widget_add_css_class (self->all_button, "rc-link");
  g_signal_connect_object (self->all_button, "clicked", G_CALLBACK (all_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->header), self->title);
  gtk_box_append (GTK_BOX (self->header), self->all_button);
  gtk_widget_add_css_class (self->header, "facet-header");
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
  self->rows_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->rows_box, GTK_WIDGET (self));
}

GtkWidget *
rc_facet_list_new (const char *title, RcFacetLabelFunc label)
{
  RcFacetList *self = g_object_new (RC_TYPE_FACET_LIST, NULL);

  self->label = label;
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  name_all_button (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return GTK_WIDGET (self);
}

void
rc_facet_list_set_names (RcFacetList *self, GHashTable *names)
{
  g_return_if_fail (RC_IS_FACET_LIST (self));

  g_clear_pointer (&self->names, g_hash_table_unref);
  self->names = names != NULL ? g_hash_table_ref (names) : NULL;
}

void
rc_facet_list_set (RcFacetList *self, GArray *values, GPtrArray *ticked)
{
  GArray *own_values = NULL;
  GPtrArray *own_ticked = NULL;

  g_return_if_fail (RC_IS_FACET_LIST (self));

  if (values != NULL)
    {
      own_values = g_array_sized_new (FALSE, FALSE, sizeof (RcFacetValue), values->len);
      g_array_set_clear_func (own_values, facet_value_clear);
      for (guint i = 0; i < values->len; i++)
        {
          RcFacetValue *each = &g_array_index (values, RcFacetValue, i);
          RcFacetValue copy = { g_strdup (each->value), each->count };
          g_array_append_val (own_values, copy);
        }
    }
  if (ticked != NULL)
    {
      own_ticked = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < ticked->len; i++)
        g_ptr_array_add (own_ticked, g_strdup (g_ptr_array_index (ticked, i)));
    }
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->ticked, g_ptr_array_unref);
  self->values = own_values;
  self->ticked = own_ticked;
  fill (self);
}
