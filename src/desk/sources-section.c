/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grant sources: what each brought, how its last try went, and a new try now. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/refreshes.h"
#include "desk/ask.h"
#include "desk/refresh-log.h"
#include "desk/rows.h"
#include "desk/source-window.h"
#include "desk/sources-section.h"
#include "desk/sources-section-private.h"
#include "refresh/source-lock.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define N_LOG_SHOWN 400
/* Rows that change in one frame: each is measured and drawn anew, and all above it. */
#define MAX_SHOWN_AT_ONCE 2
/* What another program does with a source is in no database. */
#define LOOK_AGAIN_SECONDS 3

static guint told_signal;
static guint failing_signal;

G_DEFINE_FINAL_TYPE (RcSourcesSection, rc_sources_section, GTK_TYPE_BOX)

static void
running_free (gpointer data)
{
  RcRunningRefresh *running = data;

  g_clear_object (&running->cancellable);
  g_free (running);
}

void
rc_sources_section_tell (RcSourcesSection *self, const char *words)
{
  g_signal_emit (self, told_signal, 0, words);
}

RcSourceRow *
rc_sources_section_find_row (RcSourcesSection *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), i)) != NULL; i++)
    if (g_str_equal (rc_source_row_get_name (RC_SOURCE_ROW (row)), name))
      return RC_SOURCE_ROW (row);
  return NULL;
}

const RcSource *
rc_sources_section_find_source (RcSourcesSection *self, const char *name)
{
  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    {
      const RcSource *source = g_ptr_array_index (self->sources, i);

      if (g_str_equal (source->name, name))
        return source;
    }
  return NULL;
}

static RcSourceHealth
get_health (RcSourcesSection *self, const RcSource *source)
{
  const RcRunningRefresh *running = g_hash_table_lookup (self->running, source->name);

  if (running != NULL)
    return g_cancellable_is_cancelled (running->cancellable) ? RC_SOURCE_STOPPING : RC_SOURCE_RUNNING;
  return rc_source_get_health (source, self->elsewhere != NULL && g_hash_table_contains (self->elsewhere, source->name));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(RcPastRefresh *const *) a)->source_name, (*(RcPastRefresh *const *) b)->source_name);
}

static void
show_running (RcSourcesSection *self)
{
  g_autoptr (GPtrArray) refreshes = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_past_refresh_free);
  GHashTableIter iter;
  gpointer name, running;

  g_hash_table_iter_init (&iter, self->running);
  while (g_hash_table_iter_next (&iter, &name, &running))
    {
      RcPastRefresh *refresh = g_new0 (RcPastRefresh, 1);

      refresh->source_name = g_strdup (name);
      refresh->time = ((RcRunningRefresh *) running)->began;
      g_ptr_array_add (refreshes, refresh);
    }
  g_ptr_array_sort (refreshes, compare_names);
  rc_refresh_log_set_running (RC_REFRESH_LOG (self->log), refreshes);
}

/* Rows from the top on, as many as a frame has time for. */
static gboolean
show_due_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);
  guint n_shown = 0;

  for (guint i = 0; i < self->sources->len && n_shown < MAX_SHOWN_AT_ONCE; i++)
    {
      const RcSource *source = g_ptr_array_index (self->sources, i);
      RcSourceRow *row = g_hash_table_remove (self->due, source->name) ? rc_sources_section_find_row (self, source->name) : NULL;

      if (row != NULL && rc_source_row_show (row, source, get_health (self, source)))
        n_shown++;
    }
  if (n_shown == MAX_SHOWN_AT_ONCE)
    return G_SOURCE_CONTINUE;
  g_hash_table_remove_all (self->due);
  if (self->running_is_due)
    show_running (self);
  self->running_is_due = FALSE;
  self->showing = 0;
  return G_SOURCE_REMOVE;
}

static void
show_soon (RcSourcesSection *self)
{
  if (self->showing == 0 && self->sources != NULL)
    self->showing = gtk_widget_add_tick_callback (GTK_WIDGET (self), show_due_cb, NULL, NULL);
}

/* Once for all that begin and end at the same time. */
void
rc_sources_section_show_running (RcSourcesSection *self)
{
  self->running_is_due = TRUE;
  show_soon (self);
}

void
rc_sources_section_show_row (RcSourcesSection *self, const char *name)
{
  g_hash_table_add (self->due, g_strdup (name));
  show_soon (self);
}

static void
open_window (RcSourcesSection *self, const RcSource *source)
{
  RcSourceWindow *window = rc_source_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->catalogue, self->sources, source);

  g_signal_connect_object (window, "told", G_CALLBACK (rc_sources_section_tell), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_window (RC_SOURCES_SECTION (widget), NULL);
}

static void
edit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);
  const RcSource *source = rc_sources_section_find_source (self, g_variant_get_string (parameter, NULL));

  if (source != NULL)
    open_window (self, source);
}

static void
help_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    {
      const RcSource *source = g_ptr_array_index (self->sources, i);
      g_autofree char *advice = rc_source_is_failing (source) ? rc_source_dup_advice (source) : NULL;

      if (advice != NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? "\n\n" : "", advice);
    }
  g_string_append_printf (words, "\n\n%s",
                          _ ("Look whether other pages open on this computer. If they do, the source itself is at fault: wait, and visitors see what it "
                             "brought before. If it stays so for days, its address may have moved: look for the new one and edit the source."));
  rc_tell (widget, _ ("What can be done"), words->str, _ ("Close"));
}

/* Those that do not answer: said on top, and told to whoever shows a number for them. */
static void
show_failing (RcSourcesSection *self)
{
  guint failing = 0, kept = 0;
  gint64 oldest = G_MAXINT64;
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;
  g_autofree char *moment = NULL;

  for (guint i = 0; i < self->sources->len; i++)
    {
      const RcSource *source = g_ptr_array_index (self->sources, i);

      if (!rc_source_is_failing (source))
        continue;
      failing++;
      kept += source->last_success > 0 ? source->n_total : 0;
      if (source->last_success > 0)
        oldest = MIN (oldest, source->last_success);
    }
  title = g_strdup_printf (ngettext ("%u source did not answer well.", "%u sources did not answer well.", failing), failing);
  moment = oldest != G_MAXINT64 ? rc_format_moment (oldest) : NULL;
  if (kept > 0)
    /* Translators: the second is a moment, as "today 09:12". */
    words = g_strdup_printf (ngettext ("Visitors still see its %u grant, as it was %s.", "Visitors still see %u grants, as they were %s.", kept), kept, moment);
  else
    words = g_strdup (ngettext ("It is asked again by itself.", "They are asked again by themselves.", failing));
  gtk_label_set_label (GTK_LABEL (self->failing_title), title);
  gtk_label_set_label (GTK_LABEL (self->failing_words), words);
  gtk_widget_set_visible (self->failing, failing > 0);
  g_signal_emit (self, failing_signal, 0, failing);
}

static gboolean
has_other_rows (RcSourcesSection *self)
{
  for (guint i = 0; i <= self->sources->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), (int) i);

      if (i == self->sources->len)
        return row != NULL;
      if (row == NULL || !g_str_equal (rc_source_row_get_name (RC_SOURCE_ROW (row)), ((RcSource *) g_ptr_array_index (self->sources, i))->name))
        return TRUE;
    }
  return FALSE;
}

/* In place where they are the same sources, so that the keyboard and an open menu stay. */
static void
show_rows (RcSourcesSection *self)
{
  if (has_other_rows (self))
    {
      if (gtk_widget_get_focus_child (self->rows) != NULL)
        gtk_widget_grab_focus (self->add_button);
      rc_rows_clear (self->rows);
      for (guint i = 0; i < self->sources->len; i++)
        {
          const RcSource *source = g_ptr_array_index (self->sources, i);
          RcSourceRow *row = rc_source_row_new (source->name);

          rc_source_row_show (row, source, get_health (self, source));
          gtk_list_box_append (GTK_LIST_BOX (self->rows), GTK_WIDGET (row));
        }
    }
  for (guint i = 0; i < self->sources->len; i++)
    rc_sources_section_show_row (self, ((RcSource *) g_ptr_array_index (self->sources, i))->name);
}

/* What is read at once. */
typedef struct
{
  GPtrArray *sources;    /* (owned) RcSource */
  GPtrArray *refreshes;  /* (owned) RcPastRefresh, newest first */
  GHashTable *elsewhere; /* (owned) set of names */
  guint n_open;          /* grants that are open now */
} RcListed;

static void
listed_free (gpointer data)
{
  RcListed *listed = data;

  g_clear_pointer (&listed->sources, g_ptr_array_unref);
  g_clear_pointer (&listed->refreshes, g_ptr_array_unref);
  g_clear_pointer (&listed->elsewhere, g_hash_table_unref);
  g_free (listed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcListed, listed_free)

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourcesSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcListed) listed = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *n_sources = NULL;
  g_autofree char *n_grants = NULL;
  g_autofree char *words = NULL;

  self->is_loading = FALSE;
  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->is_due)
    rc_sources_section_load (self);
  if (listed == NULL)
    {
      rc_sources_section_tell (self, error->message);
      return;
    }
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->elsewhere, g_hash_table_unref);
  self->sources = g_steal_pointer (&listed->sources);
  self->elsewhere = g_steal_pointer (&listed->elsewhere);
  show_rows (self);
  gtk_widget_set_visible (self->rows, TRUE);
  show_failing (self);
  rc_refresh_log_set_refreshes (RC_REFRESH_LOG (self->log), listed->refreshes);
  n_sources = g_strdup_printf (ngettext ("%u source", "%u sources", self->sources->len), self->sources->len);
  n_grants = g_strdup_printf (ngettext ("%u open grant", "%u open grants", listed->n_open), listed->n_open);
  words = g_strdup_printf ("%s · %s", n_sources, n_grants);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->bar_title), words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.refresh-all", self->sources->len > 0);
}

static gpointer
list_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcListed) listed = g_new0 (RcListed, 1);
  RcStats stats = { 0 };

  listed->sources = rc_sources_list (db, error);
  listed->refreshes = listed->sources != NULL ? rc_refreshes_list (db, 0, N_LOG_SHOWN, error) : NULL;
  if (listed->refreshes == NULL || !rc_database_get_stats (db, &stats, error))
    return NULL;
  listed->n_open = (guint) stats.open_grants;
  listed->elsewhere = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < listed->sources->len; i++)
    {
      const RcSource *source = g_ptr_array_index (listed->sources, i);

      if (rc_source_is_locked (rc_database_get_folder (db), source->id))
        g_hash_table_add (listed->elsewhere, g_strdup (source->name));
    }
  return g_steal_pointer (&listed);
}

void
rc_sources_section_load (RcSourcesSection *self)
{
  self->is_due = self->is_loading;
  if (self->is_loading)
    return;
  self->is_loading = TRUE;
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, list_in_thread, NULL, NULL, listed_free, self->cancellable, listed_cb,
                           g_object_ref (self));
}

static gboolean
look_again_cb (gpointer user_data)
{
  rc_sources_section_load (user_data);
  return G_SOURCE_CONTINUE;
}

static void
rc_sources_section_map (GtkWidget *widget)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);

  GTK_WIDGET_CLASS (rc_sources_section_parent_class)->map (widget);
  if (self->looking == 0)
    self->looking = g_timeout_add_seconds (LOOK_AGAIN_SECONDS, look_again_cb, self);
  rc_sources_section_load (self);
}

static void
rc_sources_section_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&RC_SOURCES_SECTION (widget)->looking, g_source_remove);
  GTK_WIDGET_CLASS (rc_sources_section_parent_class)->unmap (widget);
}

/* The window is gone: nobody waits for an answer any more, though the work still holds this page. */
static void
rc_sources_section_unroot (GtkWidget *widget)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (widget);
  GHashTableIter iter;
  gpointer running;

  g_cancellable_cancel (self->cancellable);
  g_hash_table_iter_init (&iter, self->running);
  while (g_hash_table_iter_next (&iter, NULL, &running))
    g_cancellable_cancel (((RcRunningRefresh *) running)->cancellable);
  GTK_WIDGET_CLASS (rc_sources_section_parent_class)->unroot (widget);
}

static void
rc_sources_section_dispose (GObject *object)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (object);

  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->catalogue);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_SOURCES_SECTION);
  G_OBJECT_CLASS (rc_sources_section_parent_class)->dispose (object);
}

static void
rc_sources_section_finalize (GObject *object)
{
  RcSourcesSection *self = RC_SOURCES_SECTION (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->running, g_hash_table_unref);
  g_clear_pointer (&self->due, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->elsewhere, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (rc_sources_section_parent_class)->finalize (object);
}

static void
rc_sources_section_class_init (RcSourcesSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_sources_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_sources_section_finalize;
  widget_class->map = rc_sources_section_map;
  widget_class->unmap = rc_sources_section_unmap;
  widget_class->unroot = rc_sources_section_unroot;
  g_type_ensure (RC_TYPE_REFRESH_LOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-sources-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, bar_title);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, add_button);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, failing);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, failing_title);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, failing_words);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, rows);
  gtk_widget_class_bind_template_child (widget_class, RcSourcesSection, log);
  gtk_widget_class_install_action (widget_class, "sources.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "sources.help", NULL, help_cb);
  rc_sources_section_install_work (widget_class);
  gtk_widget_class_install_action (widget_class, "sources.edit", "s", edit_cb);
  told_signal = g_signal_new ("told", RC_TYPE_SOURCES_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  failing_signal = g_signal_new ("failing", RC_TYPE_SOURCES_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rc_sources_section_init (RcSourcesSection *self)
{
  self->cancellable = g_cancellable_new ();
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, running_free);
  self->due = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_rows_turn (self->failing, 12, RC_ROWS_WIDTH);
}

RcSourcesSection *
rc_sources_section_new (RcCatalogue *catalogue)
{
  RcSourcesSection *self = g_object_new (RC_TYPE_SOURCES_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (rc_sources_section_load), self, G_CONNECT_SWAPPED);
  rc_sources_section_load (self);
  return self;
}
