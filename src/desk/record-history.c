/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done with one record, newest first; what was done here can be taken back. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/record-history.h"
#include "desk/rows.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 20

struct _RcRecordHistory
{
  GtkBox parent_instance;
  char *shown; /* (owned) (nullable) tells what is shown from anything else */
  GtkWidget *list;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (RcRecordHistory, rc_record_history, GTK_TYPE_BOX)

static const char *
get_what (const RcRevision *revision)
{
  if (revision->kind == RC_BATCH_JOIN)
    return _ ("Joined");
  if (g_str_equal (revision->what, "added"))
    return _ ("Added");
  if (g_str_equal (revision->what, "removed"))
    return _ ("Removed");
  if (g_str_equal (revision->what, "accepted"))
    return _ ("Found right");
  return _ ("Changed");
}

/* Of an import the imports have more to say. */
static gboolean
can_undo (const RcRevision *revision)
{
  return !revision->undone && (revision->kind == RC_BATCH_EDIT || revision->kind == RC_BATCH_JOIN);
}

static GtkWidget *
make_undo_button (const RcRevision *revision)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Undo"));
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Undo"), revision->why);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", revision->batch);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "editor.undo-batch");
  rc_button_set_name (GTK_BUTTON (button), name);
  return button;
}

static GtkWidget *
make_row (const RcRevision *revision)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *moment = rc_format_moment (revision->time);
  g_autofree char *second = g_strdup_printf ("%s · %s · %s%s%s", get_what (revision), moment, revision->who, revision->undone ? " · " : "",
                                             revision->undone ? _ ("Taken back") : "");
  g_autofree char *name = g_strdup_printf ("%s, %s", revision->why, second);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (revision->why, NULL));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (second, "second-line"));
  gtk_box_append (GTK_BOX (box), lines);
  if (can_undo (revision))
    gtk_box_append (GTK_BOX (box), make_undo_button (revision));
  return rc_rows_make_row (box, "source-row", name);
}

static char *
make_sign (GPtrArray *revisions)
{
  GString *sign = g_string_new (NULL);

  for (guint i = 0; i < revisions->len; i++)
    {
      const RcRevision *revision = g_ptr_array_index (revisions, i);

      g_string_append_printf (sign, "%" G_GINT64_FORMAT "%c", revision->batch, revision->undone ? '-' : '+');
    }
  return g_string_free (sign, FALSE);
}

static void
rc_record_history_finalize (GObject *object)
{
  g_free (RC_RECORD_HISTORY (object)->shown);
  G_OBJECT_CLASS (rc_record_history_parent_class)->finalize (object);
}

static void
rc_record_history_class_init (RcRecordHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_record_history_finalize;
}

static void
rc_record_history_init (RcRecordHistory *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("History"), -1);
  self->more = rc_rows_make_label (NULL, "muted");
  gtk_box_append (GTK_BOX (self), rc_rows_make_label (_ ("History"), "section-name"));
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), self->more);
}

RcRecordHistory *
rc_record_history_new (void)
{
  return g_object_new (RC_TYPE_RECORD_HISTORY, NULL);
}

void
rc_record_history_show (RcRecordHistory *self, GPtrArray *revisions)
{
  guint n_hidden = revisions->len > MAX_SHOWN ? revisions->len - MAX_SHOWN : 0;
  g_autofree char *words = n_hidden > 0 ? g_strdup_printf (ngettext ("%u earlier change", "%u earlier changes", n_hidden), n_hidden) : NULL;
  g_autofree char *sign = make_sign (revisions);

  g_return_if_fail (RC_IS_RECORD_HISTORY (self));

  /* New rows would take the keyboard away from who goes through them. */
  if (g_strcmp0 (sign, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&sign);
  rc_rows_clear (self->list);
  for (guint i = 0; i < MIN (revisions->len, MAX_SHOWN); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (g_ptr_array_index (revisions, i)));
  rc_label_fill (GTK_LABEL (self->more), words);
}
