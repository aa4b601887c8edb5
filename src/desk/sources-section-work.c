/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grant sources: what is done with one, and what runs now. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/ask.h"
#include "desk/care-dialog.h"
#include "desk/sources-section-private.h"
#include "desk/work.h"

#include <glib/gi18n.h>

static void
refreshing_cb (const RcRefreshProgress *progress, gpointer user_data)
{
  RcSourcesSection *self = user_data;
  RcSourceRow *row = self->catalogue != NULL ? rc_sources_section_find_row (self, progress->source) : NULL;

  if (row != NULL)
    rc_source_row_show_progress (row, progress);
}

static char *
dup_report_words (const RcRefreshReport *report)
{
  g_autofree char *fault = NULL;

  if (!g_str_equal (report->result, "failed"))
    /* Translators: a source, and how many of its grants are new, changed and closed. */
    return g_strdup_printf (_ ("%s: %u new, %u changed, %u closed"), report->source, report->n_new, report->n_changed, report->n_closed);
  fault = rc_refresh_dup_words (report->message);
  return g_strdup_printf ("%s: %s", report->source, fault);
}

typedef struct
{
  RcSourcesSection *section; /* (owned) */
  char *name;                /* (owned) */
} RcAsking;

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree RcAsking *asking = user_data;
  g_autoptr (RcSourcesSection) self = asking->section;
  g_autofree char *name = asking->name;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRefreshReport) report = rc_work_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *words = NULL;

  if (self->catalogue == NULL)
    return;
  g_hash_table_remove (self->running, name);
  if (report != NULL)
    words = dup_report_words (report);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* Translators: %s is the name of a source. */
    words = g_strdup_printf (_ ("%s: stopped. What came before stays."), name);
  else
    words = g_strdup_printf ("%s: %s", name, error->message);
  rc_sources_section_tell (self, words);
  rc_sources_section_show_row (self, name);
  rc_sources_section_show_running (self);
  rc_sources_section_load (self);
}

static void
refresh (RcSourcesSection *self, const char *name)
{
  RcRunningRefresh *running;
  RcAsking *asking;

  if (g_hash_table_contains (self->running, name))
    return;
  running = g_new0 (RcRunningRefresh, 1);
  running->cancellable = g_cancellable_new ();
  running->began = g_get_real_time () / G_USEC_PER_SEC;
  g_hash_table_insert (self->running, g_strdup (name), running);
  asking = g_new0 (RcAsking, 1);
  asking->section = g_object_ref (self);
  asking->name = g_strdup (name);
  rc_work_refresh_async (self->catalogue, name, refreshing_cb, self, running->cancellable, refreshed_cb, asking);
  rc_sources_section_show_row (self, name);
  rc_sources_section_show_running (self);
}

static void
refresh_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  refresh (RC_SOURCES_SECTION (widget), g_variant_get_string (parameter, NULL));
}

/* Seen at once, whatever the network does. */
static void
stop_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);
  const char *name = g_variant_get_string (parameter, NULL);
  RcRunningRefresh *running = g_hash_table_lookup (self->running, name);

  if (running == NULL)
    return;
  g_cancellable_cancel (running->cancellable);
  rc_sources_section_show_row (self, name);
}

/* Of what is written of sources: the end. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (name == NULL && self->catalogue != NULL)
    rc_sources_section_tell (self, error->message);
  if (self->catalogue != NULL)
    rc_sources_section_load (self);
}

static void
pause_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);

  rc_work_pause_source_async (self->catalogue, g_variant_get_string (parameter, NULL), g_str_equal (action, "sources.pause"), self->cancellable,
                              written_cb, g_object_ref (self));
}

static void
remove_agreed_cb (GtkWidget *widget)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);

  rc_work_remove_source_async (self->catalogue, self->asked, self->cancellable, written_cb, g_object_ref (self));
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
  const RcSource *source = rc_sources_section_find_source (self, g_variant_get_string (parameter, NULL));
  g_autofree char *details = source != NULL ? rc_source_dup_details (source) : NULL;

  if (source != NULL)
    rc_tell (widget, source->name, details, _ ("Close"));
}

static gpointer
load_drift_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSource) source = rc_sources_find (db, data, error);

  return source != NULL ? rc_drift_load (db, source, error) : NULL;
}

static void
drift_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree RcAsking *asking = user_data;
  g_autoptr (RcSourcesSection) self = asking->section;
  g_autofree char *name = asking->name;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDrift) drift = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);
  const RcSource *shown = self->catalogue != NULL ? rc_sources_section_find_source (self, name) : NULL;
  g_autofree char *words = NULL;

  if (shown == NULL || error != NULL)
    return;
  words = rc_drift_dup_words (drift, shown->last_error);
  rc_care_dialog_open (GTK_WIDGET (self), name, words, drift != NULL && (drift->kinds & RC_DRIFT_WEB_PAGE) == 0);
}

static void
care_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);
  RcAsking *asking = g_new0 (RcAsking, 1);

  asking->section = g_object_ref (self);
  asking->name = g_variant_dup_string (parameter, NULL);
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, load_drift_in_thread, g_strdup (asking->name), g_free, (GDestroyNotify) rc_drift_free,
                           self->cancellable, drift_loaded_cb, asking);
}

/* One that was accepted is asked again at once: then it is taken. */
static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  if (name != NULL)
    refresh (self, name);
  else
    rc_sources_section_tell (self, error->message);
}

static void
settle_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);
  gboolean accept = g_str_equal (action, "sources.accept");

  rc_work_settle_source_async (self->catalogue, g_variant_get_string (parameter, NULL), accept, self->cancellable,
                               accept ? accepted_cb : written_cb, g_object_ref (self));
}

/* All but those that staff have paused. */
static void
refresh_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);

  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    {
      const RcSource *source = g_ptr_array_index (self->sources, i);

      if (!source->paused)
        refresh (self, source->name);
    }
}

void
rc_sources_section_install_work (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sources.refresh-all", NULL, refresh_all_cb);
  gtk_widget_class_install_action (widget_class, "sources.refresh", "s", refresh_cb);
  gtk_widget_class_install_action (widget_class, "sources.stop", "s", stop_cb);
  gtk_widget_class_install_action (widget_class, "sources.pause", "s", pause_cb);
  gtk_widget_class_install_action (widget_class, "sources.resume", "s", pause_cb);
  gtk_widget_class_install_action (widget_class, "sources.details", "s", details_cb);
  gtk_widget_class_install_action (widget_class, "sources.care", "s", care_cb);
  gtk_widget_class_install_action (widget_class, "sources.accept", "s", settle_cb);
  gtk_widget_class_install_action (widget_class, "sources.wait", "s", settle_cb);
  gtk_widget_class_install_action (widget_class, "sources.remove", "s", remove_cb);
}
