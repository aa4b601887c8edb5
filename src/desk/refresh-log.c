/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of the sources: when each was asked, what it said, what it brought. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/refreshes.h"
#include "desk/refresh-log.h"
#include "desk/rows.h"
#include "refresh/refresh.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

#define N_FIRST_SHOWN 20
#define N_MORE 60
#define MAX_MADE_AT_ONCE 2 /* rows in one frame */
#define KEY "refresh"  /* of the data of a row */
#define N_TIME_CHARS 8 /* 12:34:56 */
#define N_CHARS 18     /* of a column; more is cut, and told by the tooltip */

/* What is shown of it. */
typedef enum
{
  SCOPE_TODAY,
  SCOPE_WEEK,
  SCOPE_ERRORS,
  N_SCOPES
} Scope;

struct _RcRefreshLog
{
  GtkBox parent_instance;
  GPtrArray *refreshes; /* (owned) RcPastRefresh */
  GPtrArray *running;   /* (owned) RcPastRefresh without a result */
  GtkWidget *scopes[N_SCOPES];
  GtkWidget *rows;
  GtkWidget *more;
  guint n_shown;  /* at most */
  guint going_on; /* tick that makes the rows that are missing; 0: none is */
};

G_DEFINE_FINAL_TYPE (RcRefreshLog, rc_refresh_log, GTK_TYPE_BOX)

static gboolean
has_failed (const RcPastRefresh *refresh)
{
  return g_strcmp0 (refresh->result, "failed") == 0;
}

/* "25 read · 3 new · 1 changed · 0 closed", or why there is nothing. */
static char *
dup_words (const RcPastRefresh *refresh)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (refresh->result == NULL)
    return g_strdup (_ ("Started at the desk"));
  if (has_failed (refresh))
    return refresh->message != NULL ? rc_refresh_dup_words (refresh->message) : g_strdup (_ ("It did not answer"));
  /* 304 is the answer of a server that has nothing new. */
  if (refresh->status == 304)
    return g_strdup (_ ("Nothing new since the last time"));
  g_string_append_printf (words, ngettext ("%u read", "%u read", refresh->n_read), refresh->n_read);
  g_string_append (words, " · ");
  g_string_append_printf (words, ngettext ("%u new", "%u new", refresh->n_new), refresh->n_new);
  g_string_append (words, " · ");
  g_string_append_printf (words, ngettext ("%u changed", "%u changed", refresh->n_changed), refresh->n_changed);
  g_string_append (words, " · ");
  g_string_append_printf (words, ngettext ("%u closed", "%u closed", refresh->n_closed), refresh->n_closed);
  if (refresh->n_left_out > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, ngettext ("%u left out", "%u left out", refresh->n_left_out), refresh->n_left_out);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* "HTTP 200 · 1.5 s" */
static char *
dup_technical (const RcPastRefresh *refresh)
{
  g_autofree char *seconds = rc_format_decimal (refresh->milliseconds / 1000.0, 1);
  /* Translators: %s is a number of seconds, as "1.5". */
  g_autofree char *time = g_strdup_printf (_ ("%s s"), seconds);

  if (refresh->result == NULL)
    return g_strdup (C_ ("a refresh", "running"));
  return refresh->status != 0 ? g_strdup_printf ("HTTP %u · %s", refresh->status, time) : g_steal_pointer (&time);
}

/* `n_chars` is how wide its column is; 0: as wide as there is room. Columns of a size group would be measured anew, all of them, for each
 * row that comes. */
static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *class, int n_chars)
{
  GtkWidget *label = n_chars > 0 ? rc_rows_make_label (text, class) : rc_rows_make_lines (text, class);

  if (n_chars > 0)
    {
      gtk_label_set_max_width_chars (GTK_LABEL (label), n_chars);
      gtk_label_set_width_chars (GTK_LABEL (label), n_chars);
    }
  gtk_widget_set_hexpand (label, n_chars == 0);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* The moment of a day that everybody knows to be this one. */
static char *
dup_moment (const RcPastRefresh *refresh, Scope scope)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (refresh->time);

  return scope == SCOPE_TODAY && time != NULL ? g_date_time_format (time, "%H:%M:%S") : rc_format_moment (refresh->time);
}

static GtkWidget *
make_icon (const RcPastRefresh *refresh)
{
  const char *name = refresh->result == NULL ? "emblem-synchronizing-symbolic" : has_failed (refresh) ? "dialog-error-symbolic" : "object-select-symbolic";
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign",
                                  GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (icon, "small-icon");
  gtk_widget_add_css_class (icon, refresh->result == NULL ? "tone-accent" : has_failed (refresh) ? "tone-error" : "tone-ok");
  return icon;
}

static GtkWidget *
make_row (const RcPastRefresh *refresh, Scope scope)
{
  GtkWidget *lines = rc_rows_make_box (18, RC_ROWS_WIDTH);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *moment = dup_moment (refresh, scope);
  g_autofree char *words = dup_words (refresh);
  g_autofree char *detail = dup_technical (refresh);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s", moment, refresh->source_name, words, detail);

  add_label (box, moment, "muted", scope == SCOPE_TODAY ? N_TIME_CHARS : N_CHARS);
  gtk_box_append (GTK_BOX (box), make_icon (refresh));
  add_label (box, refresh->source_name, "row-name", N_CHARS);
  gtk_box_append (GTK_BOX (lines), box);
  add_label (lines, words, has_failed (refresh) ? "row-error" : "plain", 0);
  /* At the end of the line, as wide as it is. */
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (detail, "second-line"));
  return rc_rows_make_row (lines, "problem-row", name);
}

static Scope
get_scope (RcRefreshLog *self)
{
  for (guint i = 0; i < N_SCOPES; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->scopes[i])))
      return (Scope) i;
  return SCOPE_TODAY;
}

/* Where the day began, or that of six days ago. */
static gint64
get_begin (Scope scope)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now), 0, 0, 0);
  g_autoptr (GDateTime) begin = g_date_time_add_days (day, scope == SCOPE_WEEK ? -6 : 0);

  return scope == SCOPE_ERRORS ? 0 : g_date_time_to_unix (begin);
}

/* What a row says: one that says it already stays, and the keyboard in it. */
static char *
dup_key (const RcPastRefresh *refresh, Scope scope)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s", (int) scope, refresh->id, refresh->time,
                          refresh->result != NULL ? refresh->result : "", refresh->source_name);
}

/* RcPastRefresh, borrowed; what is more than is shown is left out, and said. */
static GPtrArray *
list_shown (RcRefreshLog *self, Scope scope, gboolean *has_more)
{
  GPtrArray *shown = g_ptr_array_new ();
  gint64 begin = get_begin (scope);

  if (scope != SCOPE_ERRORS)
    g_ptr_array_extend (shown, self->running, NULL, NULL);
  for (guint i = 0; i < self->refreshes->len && shown->len <= self->n_shown; i++)
    {
      RcPastRefresh *refresh = g_ptr_array_index (self->refreshes, i);

      if (refresh->time >= begin && (scope != SCOPE_ERRORS || has_failed (refresh)))
        g_ptr_array_add (shown, refresh);
    }
  *has_more = shown->len > self->n_shown;
  g_ptr_array_set_size (shown, (int) MIN (shown->len, self->n_shown));
  return shown;
}

static void
remove_others (RcRefreshLog *self, GHashTable *keys)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), i)) != NULL;)
    if (g_hash_table_contains (keys, g_object_get_data (G_OBJECT (row), KEY)))
      i++;
    else
      gtk_list_box_remove (GTK_LIST_BOX (self->rows), GTK_WIDGET (row));
}

/* Returns whether all are there: some in a frame are enough, from the top on. */
static gboolean
make_rows (RcRefreshLog *self)
{
  Scope scope = get_scope (self);
  gboolean has_more;
  g_autoptr (GPtrArray) shown = list_shown (self, scope, &has_more);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GtkListBoxRow *last;
  guint n_made = 0;

  for (guint i = 0; i < shown->len; i++)
    {
      g_ptr_array_add (keys, dup_key (g_ptr_array_index (shown, i), scope));
      g_hash_table_add (wanted, g_ptr_array_index (keys, i));
    }
  remove_others (self, wanted);
  for (guint i = 0; i < shown->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      GtkListBoxRow *there = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), (int) i);
      GtkWidget *row;

      if (there != NULL && g_str_equal (g_object_get_data (G_OBJECT (there), KEY), key))
        continue;
      if (n_made++ == MAX_MADE_AT_ONCE)
        return FALSE;
      row = make_row (g_ptr_array_index (shown, i), scope);
      g_object_set_data_full (G_OBJECT (row), KEY, g_strdup (key), g_free);
      gtk_list_box_insert (GTK_LIST_BOX (self->rows), row, (int) i);
    }
  gtk_widget_set_visible (self->more, has_more);
  /* Those that changed places. */
  while ((last = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), (int) shown->len)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), GTK_WIDGET (last));
  return TRUE;
}

static gboolean
go_on_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RcRefreshLog *self = RC_REFRESH_LOG (widget);

  if (!make_rows (self))
    return G_SOURCE_CONTINUE;
  self->going_on = 0;
  return G_SOURCE_REMOVE;
}

static void
show_rows (RcRefreshLog *self)
{
  if (self->going_on == 0 && !make_rows (self))
    self->going_on = gtk_widget_add_tick_callback (GTK_WIDGET (self), go_on_cb, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), self->refreshes->len + self->running->len > 0);
}

static void
scope_toggled_cb (RcRefreshLog *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->n_shown = N_FIRST_SHOWN;
  show_rows (self);
}

/* The keyboard goes on at the first of those that come. */
static void
more_clicked_cb (RcRefreshLog *self)
{
  GtkListBoxRow *last = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), (int) self->n_shown - 1);

  self->n_shown += N_MORE;
  if (last != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (last));
  show_rows (self);
}

void
rc_refresh_log_set_running (RcRefreshLog *self, GPtrArray *running)
{
  g_return_if_fail (RC_IS_REFRESH_LOG (self) && running != NULL);

  g_ptr_array_ref (running);
  g_ptr_array_unref (self->running);
  self->running = running;
  show_rows (self);
}

void
rc_refresh_log_set_refreshes (RcRefreshLog *self, GPtrArray *refreshes)
{
  g_return_if_fail (RC_IS_REFRESH_LOG (self) && refreshes != NULL);

  g_ptr_array_ref (refreshes);
  g_ptr_array_unref (self->refreshes);
  self->refreshes = refreshes;
  show_rows (self);
}

static void
rc_refresh_log_finalize (GObject *object)
{
  RcRefreshLog *self = RC_REFRESH_LOG (object);

  g_ptr_array_unref (self->refreshes);
  g_ptr_array_unref (self->running);
  G_OBJECT_CLASS (rc_refresh_log_parent_class)->finalize (object);
}

static void
rc_refresh_log_class_init (RcRefreshLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_refresh_log_finalize;
}

static void
rc_refresh_log_init (RcRefreshLog *self)
{
  GtkWidget *head = rc_rows_make_box (12, RC_ROWS_FORM_WIDTH);
  GtkWidget *scopes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *const words[] = { _ ("Today"), _ ("Week"), _ ("Errors only") };
  /* Translators: more lines of the log of the sources. */
  GtkWidget *more = gtk_button_new_with_label (_ ("Show more"));
  GtkWidget *none = gtk_label_new (_ ("Nothing of that kind."));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->refreshes = g_ptr_array_new ();
  self->running = g_ptr_array_new ();
  gtk_widget_add_css_class (head, "log-head");
  gtk_widget_add_css_class (scopes, "linked");
  gtk_widget_set_halign (scopes, GTK_ALIGN_END);
  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->rows, "card-list");
  gtk_widget_add_css_class (none, "muted");
  gtk_widget_set_margin_top (none, 18);
  gtk_widget_set_margin_bottom (none, 18);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->rows), none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What happened"), -1);
  add_label (head, _ ("What happened"), "section-name", 0);
  for (guint i = 0; i < N_SCOPES; i++)
    {
      self->scopes[i] = gtk_toggle_button_new_with_label (words[i]);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->scopes[i]), i > 0 ? GTK_TOGGLE_BUTTON (self->scopes[0]) : NULL);
      gtk_box_append (GTK_BOX (scopes), self->scopes[i]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->scopes[SCOPE_TODAY]), TRUE);
  for (guint i = 0; i < N_SCOPES; i++)
    g_signal_connect_object (self->scopes[i], "toggled", G_CALLBACK (scope_toggled_cb), self, G_CONNECT_SWAPPED);
  self->more = more;
  self->n_shown = N_FIRST_SHOWN;
  gtk_widget_set_halign (more, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (more, FALSE);
  gtk_widget_add_css_class (more, "flat");
  g_signal_connect_object (more, "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (head), scopes);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), self->rows);
  gtk_box_append (GTK_BOX (self), more);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
