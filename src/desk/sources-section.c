/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grant sources: what each brought, how its last try went, and a new try now. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/sources-section.h"
#include "desk/work.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

struct _RcSourcesSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;     /* (owned) NULL after dispose */
  GCancellable *cancellable;  /* (owned) of everything that runs */
  GHashTable *refreshing;     /* (owned) set of names (char *, owned) */
  GtkWidget *count_label;
  GtkWidget *rows;
  GtkWidget *name_entry;
  GtkWidget *address_entry;
};

static guint told_signal;

G_DEFINE_FINAL_TYPE (RcSourcesSection, rc_sources_section, GTK_TYPE_BOX)

static void load (RcSourcesSection *self);

static void
tell (RcSourcesSection *self, const char *words)
{
  g_signal_emit (self, told_signal, 0, words);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRefreshReport) report = rc_work_refresh_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *words = NULL;

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report == NULL)
    {
      g_hash_table_remove_all (self->refreshing);
      tell (self, error->message);
    }
  else
    {
      g_hash_table_remove (self->refreshing, report->source);
      if (g_str_equal (report->result, "failed"))
        words = g_strdup_printf ("%s: %s", report->source, report->message);
      else
        /* Translators: a source, and how many of its grants are new, changed and closed. */
        words = g_strdup_printf (_ ("%s: %u new, %u changed, %u closed"), report->source, report->n_new, report->n_changed, report->n_closed);
      tell (self, words);
    }
  load (self);
}

static void
refresh (RcSourcesSection *self, const char *name)
{
  if (!g_hash_table_add (self->refreshing, g_strdup (name)))
    return;
  rc_work_refresh_async (self->catalogue, name, self->cancellable, refreshed_cb, g_object_ref (self));
}

static const char *
get_name (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "source-name");
}

static void
refresh_clicked_cb (GtkWidget *button, RcSourcesSection *self)
{
  gtk_widget_set_sensitive (button, FALSE);
  refresh (self, get_name (button));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rc_work_remove_source_finish (RC_CATALOGUE (source), result, &error) && self->catalogue != NULL)
    tell (self, error->message);
  if (self->catalogue != NULL)
    load (self);
}

static void
remove_clicked_cb (GtkWidget *button, RcSourcesSection *self)
{
  rc_work_remove_source_async (self->catalogue, get_name (button), self->cancellable, removed_cb, g_object_ref (self));
}

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
make_pair (const char *first, const char *first_class, const char *second, int chars)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *upper = make_label (first, first_class);

  gtk_label_set_width_chars (GTK_LABEL (upper), chars);
  gtk_label_set_max_width_chars (GTK_LABEL (upper), chars);
  gtk_box_append (GTK_BOX (box), upper);
  gtk_box_append (GTK_BOX (box), make_label (second, "muted"));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_button (RcSourcesSection *self, const RcSource *source, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, source->name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "source-name", g_strdup (source->name), g_free);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

/* How the last try went: words and their colour. */
static char *
dup_state (RcSourcesSection *self, const RcSource *source, const char **class)
{
  *class = NULL;
  if (g_hash_table_contains (self->refreshing, source->name))
    return g_strdup (_ ("Refreshing…"));
  if (source->last_try == 0)
    return g_strdup (_ ("Not tried yet"));
  if (g_strcmp0 (source->result, "failed") == 0)
    {
      *class = "tone-error";
      return g_strdup (source->last_error != NULL ? source->last_error : _ ("It did not answer"));
    }
  return rc_format_moment (source->last_success);
}

static char *
dup_second (const RcSource *source)
{
  g_autofree char *success = NULL;

  if (g_strcmp0 (source->result, "failed") == 0)
    {
      if (source->last_success == 0)
        return g_strdup (_ ("Nothing was ever received"));
      success = rc_format_moment (source->last_success);
      /* Translators: %s is a moment, as "today 09:12": the listings of then are still shown. */
      return g_strdup_printf (_ ("Visitors see the listings of %s"), success);
    }
  if (source->last_success == 0)
    return g_strdup ("");
  return g_strdup_printf (_ ("%u new, %u changed, %u closed"), source->n_new, source->n_changed, source->n_closed);
}

static void
add_row (RcSourcesSection *self, const RcSource *source)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean running = g_hash_table_contains (self->refreshing, source->name);
  gboolean failed = g_strcmp0 (source->result, "failed") == 0;
  const char *class;
  g_autofree char *state = dup_state (self, source, &class);
  g_autofree char *second = dup_second (source);
  GtkWidget *icon =
      gtk_image_new_from_icon_name (running ? "view-refresh-symbolic" : failed ? "dialog-error-symbolic" : "emblem-ok-symbolic");
  GtkWidget *button;

  g_object_set (icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (icon, failed ? "tone-error" : "tone-ok");
  gtk_widget_add_css_class (row, "desk-row");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), make_pair (source->name, "heading", source->url, 24));
  gtk_box_append (GTK_BOX (row), make_pair (state, class, second, 30));
  button = make_button (self, source, failed ? _ ("Try now") : _ ("Refresh"), G_CALLBACK (refresh_clicked_cb));
  gtk_widget_set_sensitive (button, !running);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), make_button (self, source, _ ("Remove"), G_CALLBACK (remove_clicked_cb)));
  gtk_list_box_append (GTK_LIST_BOX (self->rows), row);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (row)), FALSE);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = rc_work_list_sources_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *words = NULL;
  GtkWidget *row;

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sources == NULL)
    {
      tell (self, error->message);
      return;
    }
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), row);
  for (guint i = 0; i < sources->len; i++)
    add_row (self, g_ptr_array_index (sources, i));
  words = g_strdup_printf (ngettext ("%u source", "%u sources", sources->len), sources->len);
  gtk_label_set_label (GTK_LABEL (self->count_label), words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.refresh-all", sources->len > 0);
}

static void
load (RcSourcesSection *self)
{
  rc_work_list_sources_async (self->catalogue, self->cancellable, listed_cb, g_object_ref (self));
}

static void
refresh_all_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GPtrArray) sources = rc_work_list_sources_finish (RC_CATALOGUE (source), result, NULL);

  if (self->catalogue == NULL || sources == NULL)
    return;
  for (guint i = 0; i < sources->len; i++)
    refresh (self, ((RcSource *) g_ptr_array_index (sources, i))->name);
  load (self);
}

static void
refresh_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);

  rc_work_list_sources_async (self->catalogue, self->cancellable, refresh_all_listed_cb, g_object_ref (self));
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean added = rc_work_add_source_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  if (!added)
    {
      tell (self, error->message);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), "");
  gtk_editable_set_text (GTK_EDITABLE (self->address_entry), "");
  load (self);
}

static void
add_activated_cb (RcSourcesSection *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_entry));
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->address_entry));
  g_autofree char *refusal = *address != '\0' ? rc_refresh_check_address (address, FALSE) : NULL;

  if (*name == '\0' || *address == '\0')
    tell (self, _ ("A source needs a name and an address."));
  else if (refusal != NULL)
    tell (self, refusal);
  else
    rc_work_add_source_async (self->catalogue, name, address, self->cancellable, added_cb, g_object_ref (self));
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  add_activated_cb (RC_SOURCES_SECTION (widget));
}

static void
rc_sources_section_dispose (GObject *object)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->refreshing, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_SOURCES_SECTION);
  G_OBJECT_CLASS (rc_sources_section_parent_class)->dispose (object);
}

static void
rc_sources_section_class_init (RcSourcesSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_sources_section_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-sources-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, count_label);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, rows);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, name_entry);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, address_entry);
  gtk_widget_class_bind_template_callback (widget_class, add_activated_cb);
  gtk_widget_class_install_action (widget_class, "sources.refresh-all", NULL, refresh_all_cb);
  gtk_widget_class_install_action (widget_class, "sources.add", NULL, add_cb);
  told_signal = g_signal_new ("told", RC_TYPE_SOURCES_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_sources_section_init (RcSourcesSection *self)
{
  self->cancellable = g_cancellable_new ();
  self->refreshing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

RcSourcesSection *
rc_sources_section_new (RcCatalogue *catalogue)
{
  RcSourcesSection *self = g_object_new (RC_TYPE_SOURCES_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return self;
}
