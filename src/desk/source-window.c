/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new source: one that is known to the program, or an address, tried before it is added; or one that is there, to be changed. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/field.h"
#include "desk/rows.h"
#include "desk/own-window.h"
#include "desk/source-window.h"
#include "desk/source-words.h"
#include "desk/work.h"
#include "refresh/source-file.h"
#include "widgets/fill.h"
#include "widgets/wrap-layout.h"

#include <glib/gi18n.h>

#define WIDTH 760
#define HEIGHT 720
#define KNOWN_HEIGHT 210 /* of the list above the form */
#define GROUP "Source"
#define FILE_DATA "rc-file" /* the RcSourceFile of a row, borrowed */

static const char *const formats[] = { "auto",        "rss", "oai-pmh", "grants-gov", "sedia", "commongrants", "360giving", "opendatasoft",
                                       "reliefweb", "ics", "csv",     "json",       "xml" };
static const char *const schedules[] = { "daily", "hourly", "weekly" };

struct _RcSourceWindow
{
  AdwWindow parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  GCancellable *cancellable; /* (owned) */
  RcSource *source;          /* (owned) (nullable) one to change */
  GHashTable *taken;         /* (owned) set of the names that there are */
  GPtrArray *files;          /* (owned) (nullable) RcSourceFile: those known to the program */
  gboolean trying;
  gboolean leaving;          /* what is written is the last thing that is done here */
  GtkWidget *known_box, *known;
  RcField *name, *address;
  GtkWidget *format, *schedule, *review, *allow_http;
  GtkWidget *try_button, *add_button;
  GtkWidget *outcome;        /* what a try says */
  GtkWidget *sample;
};

static guint told_signal;

G_DEFINE_FINAL_TYPE (RcSourceWindow, rc_source_window, ADW_TYPE_WINDOW)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = rc_work_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *words = NULL;

  if (self->catalogue == NULL)
    return;
  if (name == NULL)
    {
      self->leaving = FALSE;
      rc_field_set_fault (self->name, error->message);
      return;
    }
  /* Translators: %s is the name of a source. */
  words = g_strdup_printf (self->source != NULL ? _ ("“%s” is changed.") : _ ("“%s” is added. Refresh asks it now."), name);
  g_signal_emit (self, told_signal, 0, words);
  if (self->leaving)
    gtk_window_close (GTK_WINDOW (self));
}

static void
put_source (RcSourceWindow *self, RcSource *source)
{
  rc_work_put_source_async (self->catalogue, source, NULL, written_cb, g_object_ref (self));
}

/* The key file of the source that is changed, or an empty one. */
static GKeyFile *
load_keys (RcSourceWindow *self)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  if (self->source != NULL && self->source->mapping != NULL)
    g_key_file_load_from_data (keys, self->source->mapping, (gsize) -1, G_KEY_FILE_NONE, NULL);
  return g_steal_pointer (&keys);
}

/* What the fields say, or NULL and what is wrong beside them. */
static RcSource *
read_source (RcSourceWindow *self)
{
  g_autofree char *name = rc_field_dup_text (self->name);
  g_autofree char *address = rc_field_dup_text (self->address);
  gboolean allow_http = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->allow_http));
  g_autofree char *refusal = *address != '\0' ? rc_refresh_check_address (address, allow_http) : NULL;
  g_autofree char *wrong = refusal != NULL ? rc_refresh_dup_words (refusal) : NULL;
  g_autoptr (GKeyFile) keys = load_keys (self);
  RcSource *source;

  rc_field_set_fault (self->name, *name == '\0' ? _ ("A source needs a name.") : NULL);
  rc_field_set_fault (self->address, *address == '\0' ? _ ("A source needs an address.") : wrong);
  if (*name == '\0' || *address == '\0' || wrong != NULL)
    return NULL;
  source = self->source != NULL ? rc_source_copy (self->source) : rc_source_new ();
  /* What another address has said of itself says nothing of this one. */
  if (self->source != NULL && !g_str_equal (source->url, address))
    {
      g_clear_pointer (&source->etag, g_free);
      g_clear_pointer (&source->last_modified, g_free);
      g_clear_pointer (&source->checkpoint, g_free);
    }
  g_key_file_set_string (keys, GROUP, "Schedule", schedules[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->schedule))]);
  g_free (source->name);
  g_free (source->url);
  g_free (source->format);
  g_free (source->mapping);
  source->name = g_steal_pointer (&name);
  source->url = g_steal_pointer (&address);
  source->format = g_strdup (formats[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->format))]);
  source->mapping = g_key_file_to_data (keys, NULL, NULL);
  source->review = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->review));
  source->allow_http = allow_http;
  return source;
}

static void
add_cb (RcSourceWindow *self)
{
  RcSource *source = read_source (self);

  if (source == NULL)
    return;
  self->leaving = TRUE;
  put_source (self, source);
}

static void
add_sample (RcSourceWindow *self, const char *title, const char *deadline)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  const char *second = deadline != NULL ? deadline : _ ("No deadline found");
  g_autofree char *name = g_strdup_printf ("%s, %s", title, second);

  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (title, "work-title"));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (second, "second-line"));
  gtk_list_box_append (GTK_LIST_BOX (self->sample), rc_rows_make_row (lines, "problem-row", name));
}

static void
show_trying (RcSourceWindow *self, gboolean trying)
{
  self->trying = trying;
  gtk_button_set_label (GTK_BUTTON (self->try_button), trying ? _ ("Stop") : _ ("Try it"));
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSourceTrial) trial = rc_work_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *words = NULL;

  if (self->catalogue == NULL)
    return;
  show_trying (self, FALSE);
  if (trial == NULL)
    {
      rc_label_fill (GTK_LABEL (self->outcome), g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _ ("Stopped.") : error->message);
      return;
    }
  if (trial->report != NULL && g_str_equal (trial->report->result, "failed") && trial->titles->len == 0)
    words = rc_refresh_dup_words (trial->report->message);
  else if (trial->titles->len == 0)
    words = g_strdup (_ ("It answers, and there is no grant in it."));
  else
    words = g_strdup_printf (ngettext ("It is understood. This %u would come first:", "It is understood. These %u would come first:", trial->titles->len),
                             trial->titles->len);
  rc_label_fill (GTK_LABEL (self->outcome), words);
  for (guint i = 0; i < trial->titles->len; i++)
    add_sample (self, g_ptr_array_index (trial->titles, i), g_ptr_array_index (trial->deadlines, i));
  gtk_widget_set_visible (self->sample, trial->titles->len > 0);
}

static void
try_cb (RcSourceWindow *self)
{
  g_autoptr (RcSource) source = NULL;
  RcSource *fresh;

  if (self->trying)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
      return;
    }
  source = read_source (self);
  if (source == NULL)
    return;
  /* As one that was never asked. */
  fresh = rc_source_new ();
  fresh->name = g_strdup (source->name);
  fresh->url = g_strdup (source->url);
  fresh->format = g_strdup (source->format);
  fresh->mapping = g_strdup (source->mapping);
  fresh->allow_http = source->allow_http;
  rc_rows_clear (self->sample);
  gtk_widget_set_visible (self->sample, FALSE);
  rc_label_fill (GTK_LABEL (self->outcome), _ ("Asking…"));
  show_trying (self, TRUE);
  rc_work_try_source_async (self->catalogue, fresh, self->cancellable, tried_cb, g_object_ref (self));
}

/* Switched on: it is a source of ours from now on. */
static void
known_clicked_cb (GtkWidget *button, RcSourceWindow *self)
{
  const RcSourceFile *file = g_object_get_data (G_OBJECT (button), FILE_DATA);

  gtk_widget_set_sensitive (button, FALSE);
  gtk_button_set_label (GTK_BUTTON (button), _ ("Added"));
  put_source (self, rc_source_file_make_source (file));
}

static GtkWidget *
make_known_row (RcSourceWindow *self, RcSourceFile *file)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gboolean taken = g_hash_table_contains (self->taken, file->name);
  GtkWidget *button = gtk_button_new_with_label (taken ? _ ("Added") : _ ("Add"));
  g_autoptr (RcSource) source = rc_source_file_make_source (file);
  g_autofree char *place = rc_source_dup_place (source);
  g_autofree char *name = g_strdup_printf ("%s: %s", taken ? _ ("Added") : _ ("Add"), file->name);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (file->name, "row-name"));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (file->about != NULL ? file->about : place, "second-line"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, !taken);
  rc_button_set_name (GTK_BUTTON (button), name);
  g_object_set_data (G_OBJECT (button), FILE_DATA, file);
  g_signal_connect_object (button, "clicked", G_CALLBACK (known_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), button);
  return rc_rows_make_row (box, "source-row", file->name);
}

static gpointer
load_files_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rc_source_files_load (NULL);
}

static void
files_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcSourceWindow) self = user_data;
  g_autoptr (GPtrArray) files = rc_catalogue_call_finish (RC_CATALOGUE (source), result, NULL);

  if (self->catalogue == NULL || files == NULL)
    return;
  self->files = g_ptr_array_ref (files);
  for (guint i = 0; i < files->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->known), make_known_row (self, g_ptr_array_index (files, i)));
  gtk_widget_set_visible (self->known_box, files->len > 0);
}

static void
rc_source_window_dispose (GObject *object)
{
  RcSourceWindow *self = RC_SOURCE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (rc_source_window_parent_class)->dispose (object);
}

static void
rc_source_window_finalize (GObject *object)
{
  RcSourceWindow *self = RC_SOURCE_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->source, rc_source_free);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  G_OBJECT_CLASS (rc_source_window_parent_class)->finalize (object);
}

static void
rc_source_window_class_init (RcSourceWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_source_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_source_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
  told_signal = g_signal_new ("told", RC_TYPE_SOURCE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "card-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

static RcField *
add_entry (GtkWidget *box, const char *label)
{
  GtkWidget *entry = rc_field_make_entry (8);
  RcField *field = rc_field_new (label, entry);

  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (field));
  return field;
}

static GtkWidget *
add_choice (GtkWidget *line, const char *label, const char *const *words)
{
  GtkWidget *drop = gtk_drop_down_new_from_strings (words);
  RcField *field = rc_field_new (label, drop);

  gtk_widget_set_hexpand (GTK_WIDGET (field), TRUE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (field));
  return drop;
}

static void
add_form (RcSourceWindow *self, GtkWidget *box)
{
  const char *const format_words[] = { _ ("Found out by itself"), "RSS, Atom, JSON Feed", "OAI-PMH", "Grants.gov", "EU Funding & Tenders", "CommonGrants",
                                       "360Giving", "Opendatasoft", "ReliefWeb", "iCalendar", "CSV", "JSON", "XML", NULL };
  const char *const schedule_words[] = { _ ("Every day"), _ ("Every hour"), _ ("Every week"), NULL };
  GtkWidget *line = rc_rows_make_box (12, RC_ROWS_FORM_WIDTH);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (buttons, rc_wrap_layout_new (12));
  self->name = add_entry (box, _ ("Name of the new source"));
  self->address = add_entry (box, _ ("Address of the new source"));
  gtk_entry_set_input_purpose (GTK_ENTRY (rc_field_get_widget (self->address)), GTK_INPUT_PURPOSE_URL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (rc_field_get_widget (self->address)), "https://");
  self->format = add_choice (line, _ ("Format"), format_words);
  self->schedule = add_choice (line, _ ("How often it is asked"), schedule_words);
  gtk_box_append (GTK_BOX (box), line);
  self->review = rc_rows_make_check (_ ("New ones wait for a yes before visitors see them"));
  self->allow_http = rc_rows_make_check (_ ("It may be asked without encryption, or in this network"));
  gtk_box_append (GTK_BOX (box), self->review);
  gtk_box_append (GTK_BOX (box), self->allow_http);
  self->try_button = gtk_button_new_with_label (_ ("Try it"));
  self->add_button = gtk_button_new_with_label (_ ("Add this source"));
  gtk_widget_add_css_class (self->add_button, "suggested-action");
  g_signal_connect_object (self->try_button, "clicked", G_CALLBACK (try_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), self->try_button);
  gtk_box_append (GTK_BOX (buttons), self->add_button);
  gtk_box_append (GTK_BOX (box), buttons);
  self->outcome = rc_rows_make_lines (NULL, NULL);
  gtk_widget_set_visible (self->outcome, FALSE);
  self->sample = make_list (_ ("What would come first"));
  gtk_widget_set_visible (self->sample, FALSE);
  gtk_box_append (GTK_BOX (box), self->outcome);
  gtk_box_append (GTK_BOX (box), self->sample);
}

static void
rc_source_window_init (RcSourceWindow *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *few = gtk_scrolled_window_new ();

  self->cancellable = g_cancellable_new ();
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  self->known_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->known = make_list (_ ("Known to the program"));
  gtk_box_append (GTK_BOX (self->known_box), rc_rows_make_label (_ ("Known to the program"), "section-name"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (few), self->known);
  /* Large text leaves a list in a list no room: then all scrolls as one. */
  if (rc_rows_get_orientation () == GTK_ORIENTATION_HORIZONTAL)
    gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (few), KNOWN_HEIGHT);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (few), GTK_POLICY_NEVER,
                                  rc_rows_get_orientation () == GTK_ORIENTATION_HORIZONTAL ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (few), TRUE);
  gtk_box_append (GTK_BOX (self->known_box), few);
  gtk_box_append (GTK_BOX (self->known_box), rc_rows_make_label (_ ("Another one, by its address"), "section-name"));
  gtk_widget_set_visible (self->known_box, FALSE);
  gtk_box_append (GTK_BOX (box), self->known_box);
  add_form (self, box);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (all), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (all), scroller);
  gtk_widget_add_css_class (all, "desk");
  adw_window_set_content (ADW_WINDOW (self), all);
}

/* Of a schedule in minutes the nearest word. */
static guint
find_schedule (const RcSource *source)
{
  g_autoptr (RcSourceFile) file = rc_source_file_new_for_source (source, NULL);

  if (file == NULL || (file->schedule_minutes > 12 * 60 && file->schedule_minutes <= 3 * 24 * 60))
    return 0;
  return file->schedule_minutes <= 12 * 60 ? 1 : 2;
}

static void
show_source (RcSourceWindow *self, const RcSource *source)
{
  rc_field_set_text (self->name, source->name);
  rc_field_set_text (self->address, source->url);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i], source->format))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->format), i);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->schedule), find_schedule (source));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->review), source->review);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->allow_http), source->allow_http);
  gtk_button_set_label (GTK_BUTTON (self->add_button), _ ("Save"));
}

RcSourceWindow *
rc_source_window_new (GtkWindow *parent, RcCatalogue *catalogue, GPtrArray *sources, const RcSource *source)
{
  RcSourceWindow *self = g_object_new (RC_TYPE_SOURCE_WINDOW, NULL);

  rc_own_window_place (GTK_WINDOW (self), parent);
  self->catalogue = g_object_ref (catalogue);
  self->source = source != NULL ? rc_source_copy (source) : NULL;
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    g_hash_table_add (self->taken, g_strdup (((const RcSource *) g_ptr_array_index (sources, i))->name));
  gtk_window_set_title (GTK_WINDOW (self), source != NULL ? source->name : _ ("Add a source"));
  if (source != NULL)
    show_source (self, source);
  else
    rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_files_in_thread, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                             files_loaded_cb, g_object_ref (self));
  gtk_window_set_focus (GTK_WINDOW (self), rc_field_get_widget (self->name));
  return self;
}
