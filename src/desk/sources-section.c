/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grant sources: what each brought, how its last try went, and a new try now. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/refreshes.h"
#include "desk/ask.h"
#include "desk/new-source.h"
#include "desk/refresh-log.h"
#include "desk/rows.h"
#include "desk/source-row.h"
#include "desk/sources-section.h"
#include "desk/work.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define N_LOG_SHOWN 60

struct _RcSourcesSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;     /* (owned) NULL after dispose */
  GCancellable *cancellable;  /* (owned) of everything that runs */
  GHashTable *refreshing;     /* (owned) set of names (char *, owned) */
  GPtrArray *sources;         /* (owned) (nullable) RcSource, as last read */
  char *asked;                /* (owned) (nullable) the source whose removal was asked about */
  GtkWidget *bar_title;
  GtkWidget *failing;
  GtkWidget *failing_title;
  GtkWidget *failing_words;
  GtkWidget *rows;
  GtkWidget *log;
  GtkWidget *new_source;
};

static guint told_signal;
static guint failing_signal;

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
  g_autoptr (RcRefreshReport) report = rc_work_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *words = NULL;
  g_autofree char *fault = NULL;

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
        {
          fault = rc_refresh_dup_words (report->message);
          words = g_strdup_printf ("%s: %s", report->source, fault);
        }
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

static void
refresh_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);

  refresh (self, g_variant_get_string (parameter, NULL));
  load (self);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (name == NULL && self->catalogue != NULL)
    tell (self, error->message);
  if (self->catalogue != NULL)
    load (self);
}

static void
remove_agreed_cb (GtkWidget *widget)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);

  rc_work_remove_source_async (self->catalogue, self->asked, self->cancellable, removed_cb, g_object_ref (self));
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);
  g_autofree char *question = NULL;

  g_free (self->asked);
  self->asked = g_variant_dup_string (parameter, NULL);
  /* Translators: %s is the name of a source. */
  question = g_strdup_printf (_ ("Remove “%s”?"), self->asked);
  rc_ask (widget, question, _ ("It is not asked any more. The grants it has brought stay."), _ ("Keep"), _ ("Remove"), remove_agreed_cb);
}

static void
details_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);
  const char *name = g_variant_get_string (parameter, NULL);

  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    {
      const RcSource *source = g_ptr_array_index (self->sources, i);
      g_autofree char *details = NULL;

      if (!g_str_equal (source->name, name))
        continue;
      details = rc_source_dup_details (source);
      rc_tell (widget, name, details, _ ("Close"));
    }
}

/* Those that do not answer: said on top, and told to whoever shows a number for them. */
static void
show_failing (RcSourcesSection *self)
{
  guint failing = 0, kept = 0;
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->sources->len; i++)
    {
      const RcSource *source = g_ptr_array_index (self->sources, i);

      if (rc_source_is_failing (source))
        {
          failing++;
          kept += source->n_total;
        }
    }
  title = g_strdup_printf (ngettext ("%u source did not answer well.", "%u sources did not answer well.", failing), failing);
  words = kept > 0 ? g_strdup_printf (ngettext ("Visitors still see %u grant from before.", "Visitors still see %u grants from before.", kept), kept)
                   : g_strdup (ngettext ("It is asked again by itself.", "They are asked again by themselves.", failing));
  gtk_label_set_label (GTK_LABEL (self->failing_title), title);
  gtk_label_set_label (GTK_LABEL (self->failing_words), words);
  gtk_widget_set_visible (self->failing, failing > 0);
  g_signal_emit (self, failing_signal, 0, failing);
}

/* All rows anew; the keyboard stays on the same row's main button. */
static void
show_rows (RcSourcesSection *self)
{
  g_autoptr (GtkSizeGroup) pills = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) buttons = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkWidget *focused = gtk_widget_get_focus_child (self->rows);
  int place = focused != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;
  GtkListBoxRow *row;

  rc_rows_clear (self->rows);
  for (guint i = 0; i < self->sources->len; i++)
    {
      const RcSource *source = g_ptr_array_index (self->sources, i);

      gtk_list_box_append (GTK_LIST_BOX (self->rows),
                           rc_source_row_new (source, g_hash_table_contains (self->refreshing, source->name), pills, buttons));
    }
  row = place >= 0 ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), place) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* The menu of a row that is open now, or NULL. */
static GtkWidget *
find_open_menu (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *menu = find_open_menu (child);

      if (menu != NULL)
        return menu;
    }
  return NULL;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *n_sources = NULL;
  g_autofree char *n_grants = NULL;
  g_autofree char *words = NULL;
  GtkWidget *menu;
  guint total = 0;

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sources == NULL)
    {
      tell (self, error->message);
      return;
    }
  menu = find_open_menu (self->rows);
  if (menu != NULL)
    {
      /* New rows would take the menu away under somebody's finger. */
      g_signal_connect_object (menu, "closed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
      return;
    }
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  self->sources = g_steal_pointer (&sources);
  show_rows (self);
  show_failing (self);
  for (guint i = 0; i < self->sources->len; i++)
    total += ((RcSource *) g_ptr_array_index (self->sources, i))->n_total;
  n_sources = g_strdup_printf (ngettext ("%u source", "%u sources", self->sources->len), self->sources->len);
  n_grants = g_strdup_printf (ngettext ("%u grant", "%u grants", total), total);
  words = g_strdup_printf ("%s · %s", n_sources, n_grants);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.refresh-all", self->sources->len > 0);
}

static gpointer
list_log_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rc_refreshes_list (db, 0, N_LOG_SHOWN, error);
}

static void
log_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refreshes = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (refreshes != NULL)
    rc_refresh_log_set_refreshes (RC_REFRESH_LOG (self->log), refreshes);
  else
    tell (self, error->message);
}

static gpointer
list_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rc_sources_list (db, error);
}

static void
load (RcSourcesSection *self)
{
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, list_in_thread, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, listed_cb, g_object_ref (self));
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_LOW, list_log_in_thread, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, log_listed_cb, g_object_ref (self));
}

static void
refresh_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);

  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    refresh (self, ((RcSource *) g_ptr_array_index (self->sources, i))->name);
  load (self);
}

/* The window is gone: nobody waits for an answer any more, though the work still holds this page. */
static void
rc_sources_section_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (RC_SOURCES_SECTION (widget)->cancellable);
  GTK_WIDGET_CLASS (rc_sources_section_parent_class)->unroot (widget);
}

static void
rc_sources_section_dispose (GObject *object)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->refreshing, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_SOURCES_SECTION);
  G_OBJECT_CLASS (rc_sources_section_parent_class)->dispose (object);
}

static void
rc_sources_section_class_init (RcSourcesSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_sources_section_dispose;
  widget_class->unroot = rc_sources_section_unroot;
  g_type_ensure (RC_TYPE_NEW_SOURCE);
  g_type_ensure (RC_TYPE_REFRESH_LOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-sources-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, bar_title);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, failing);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, failing_title);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, failing_words);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, rows);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, log);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, new_source);
  gtk_widget_class_bind_template_callback (widget_class, tell);
  gtk_widget_class_install_action (widget_class, "sources.refresh-all", NULL, refresh_all_cb);
  gtk_widget_class_install_action (widget_class, "sources.refresh", "s", refresh_cb);
  gtk_widget_class_install_action (widget_class, "sources.details", "s", details_cb);
  gtk_widget_class_install_action (widget_class, "sources.remove", "s", remove_cb);
  told_signal = g_signal_new ("told", RC_TYPE_SOURCES_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  failing_signal = g_signal_new ("failing", RC_TYPE_SOURCES_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
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
  rc_new_source_set_catalogue (RC_NEW_SOURCE (self->new_source), catalogue);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return self;
}
