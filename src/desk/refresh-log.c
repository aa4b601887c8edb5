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

#define N_CHARS 18 /* of a column; more is cut, and told by the tooltip */

struct _RcRefreshLog
{
  GtkBox parent_instance;
  GPtrArray *refreshes; /* (owned) (nullable) RcPastRefresh */
  GtkWidget *failed_only;
  GtkWidget *rows;
};

G_DEFINE_FINAL_TYPE (RcRefreshLog, rc_refresh_log, GTK_TYPE_BOX)

static gboolean
has_failed (const RcPastRefresh *refresh)
{
  return g_str_equal (refresh->result, "failed");
}

/* "25 read · 3 new · 1 changed · 0 closed", or why there is nothing. */
static char *
dup_words (const RcPastRefresh *refresh)
{
  g_autoptr (GString) words = g_string_new (NULL);

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

  return refresh->status != 0 ? g_strdup_printf ("HTTP %u · %s", refresh->status, time) : g_steal_pointer (&time);
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *class, GtkSizeGroup *sizes)
{
  GtkWidget *label = rc_rows_make_label (text, class);

  if (sizes != NULL)
    {
      gtk_label_set_max_width_chars (GTK_LABEL (label), N_CHARS);
      gtk_label_set_width_chars (GTK_LABEL (label), MIN ((int) g_utf8_strlen (text, -1), N_CHARS));
      gtk_size_group_add_widget (sizes, label);
    }
  gtk_widget_set_hexpand (label, sizes == NULL);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_row (const RcPastRefresh *refresh, GtkSizeGroup *moments, GtkSizeGroup *names, GtkSizeGroup *technical)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gboolean large = rc_rows_get_orientation () == GTK_ORIENTATION_VERTICAL;
  g_autofree char *moment = rc_format_moment (refresh->time);
  g_autofree char *words = dup_words (refresh);
  g_autofree char *detail = dup_technical (refresh);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s, %s", moment, refresh->source_name, words, detail);

  add_label (box, moment, "muted", moments);
  add_label (box, refresh->source_name, "row-name", large ? NULL : names);
  gtk_box_append (GTK_BOX (lines), box);
  gtk_widget_set_vexpand (box, TRUE);
  add_label (large ? lines : box, words, has_failed (refresh) ? "row-error" : "plain", NULL);
  add_label (large ? lines : box, detail, "second-line", large ? NULL : technical);
  return rc_rows_make_row (lines, "problem-row", name);
}

static void
show_rows (RcRefreshLog *self)
{
  gboolean failed_only = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->failed_only));
  g_autoptr (GtkSizeGroup) moments = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) technical = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  rc_rows_clear (self->rows);
  for (guint i = 0; self->refreshes != NULL && i < self->refreshes->len; i++)
    {
      const RcPastRefresh *refresh = g_ptr_array_index (self->refreshes, i);

      if (!failed_only || has_failed (refresh))
        gtk_list_box_append (GTK_LIST_BOX (self->rows), make_row (refresh, moments, names, technical));
    }
}

void
rc_refresh_log_set_refreshes (RcRefreshLog *self, GPtrArray *refreshes)
{
  g_return_if_fail (RC_IS_REFRESH_LOG (self));

  g_clear_pointer (&self->refreshes, g_ptr_array_unref);
  self->refreshes = g_ptr_array_ref (refreshes);
  gtk_widget_set_visible (GTK_WIDGET (self), refreshes->len > 0);
  show_rows (self);
}

static void
rc_refresh_log_finalize (GObject *object)
{
  g_clear_pointer (&RC_REFRESH_LOG (object)->refreshes, g_ptr_array_unref);
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
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *none = gtk_label_new (_ ("No try has failed."));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->failed_only = gtk_check_button_new_with_label (_ ("Only what failed"));
  gtk_widget_add_css_class (head, "log-head");
  g_signal_connect_object (self->failed_only, "toggled", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->rows, "card-list");
  gtk_widget_add_css_class (none, "muted");
  gtk_widget_set_margin_top (none, 18);
  gtk_widget_set_margin_bottom (none, 18);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->rows), none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Log of the sources"), -1);
  add_label (head, _ ("Log"), "section-name", NULL);
  gtk_box_append (GTK_BOX (head), self->failed_only);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), self->rows);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
