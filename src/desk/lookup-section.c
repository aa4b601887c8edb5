/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copy cataloguing: other libraries are asked, what they have stands side by side, and one of it is taken over. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/lookup-section.h"

#include "desk/lookup-column.h"
#include "desk/rows.h"
#include "desk/work.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcLookupSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;  /* (owned) NULL after dispose */
  GCancellable *asking;    /* (owned) (nullable) */
  guint n_answered, n_with_records;
  GtkWidget *fields;
  GtkWidget *isbn_entry;
  GtkWidget *title_entry;
  GtkWidget *author_entry;
  GtkWidget *state;
  GtkWidget *spinner;
  GtkWidget *state_label;
  GtkWidget *columns;
};

static guint told_signal;
static guint open_signal;

G_DEFINE_FINAL_TYPE (RcLookupSection, rc_lookup_section, GTK_TYPE_BOX)

static void
show_state (RcLookupSection *self, gboolean asking, const char *words)
{
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), asking);
  gtk_widget_set_visible (self->spinner, asking);
  gtk_label_set_label (GTK_LABEL (self->state_label), words);
  gtk_widget_set_visible (self->state, *words != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lookup.stop", asking);
}

static void
told_cb (RcLookupSection *self, const char *words)
{
  g_signal_emit (self, told_signal, 0, words);
}

static void
opened_cb (RcLookupSection *self, gint64 id)
{
  g_signal_emit (self, open_signal, 0, id);
}

static void
answered_cb (RcLookupAnswer *taken_answer, gpointer user_data)
{
  RcLookupSection *self = user_data;
  gboolean has_records = taken_answer->items->len > 0;
  RcLookupColumn *column = rc_lookup_column_new (self->catalogue, taken_answer);
  GtkWidget *child = gtk_flow_box_child_new ();

  self->n_answered++;
  g_signal_connect_object (column, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "open", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), GTK_WIDGET (column));
  gtk_widget_set_focusable (child, FALSE);
  /* Who has nothing stands behind those who have. */
  gtk_flow_box_insert (GTK_FLOW_BOX (self->columns), child, has_records ? (int) self->n_with_records++ : -1);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcLookupSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  rc_work_finish (RC_CATALOGUE (source), result, &error);
  /* What was asked since goes on. */
  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  words = error != NULL ? rc_refresh_dup_words (error->message)
                        : g_strdup_printf (ngettext ("%u library has answered", "%u libraries have answered", self->n_answered), self->n_answered);
  show_state (self, FALSE, words);
}

static void
stop (RcLookupSection *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
clear (RcLookupSection *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->columns)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->columns), child);
  self->n_answered = self->n_with_records = 0;
}

static void
ask_activated_cb (RcLookupSection *self)
{
  const char *texts[RC_LOOKUP_N_KINDS] = {
    [RC_LOOKUP_ISBN] = gtk_editable_get_text (GTK_EDITABLE (self->isbn_entry)),
    [RC_LOOKUP_TITLE] = gtk_editable_get_text (GTK_EDITABLE (self->title_entry)),
    [RC_LOOKUP_AUTHOR] = gtk_editable_get_text (GTK_EDITABLE (self->author_entry)),
  };

  stop (self);
  clear (self);
  if (*texts[RC_LOOKUP_ISBN] == '\0' && *texts[RC_LOOKUP_TITLE] == '\0' && *texts[RC_LOOKUP_AUTHOR] == '\0')
    {
      show_state (self, FALSE, _ ("Type an ISBN, words of the title, or a name."));
      return;
    }
  self->asking = g_cancellable_new ();
  show_state (self, TRUE, _ ("Asking other libraries…"));
  rc_work_lookup_async (self->catalogue, texts, answered_cb, self, self->asking, asked_cb, g_object_ref (self));
}

static void
action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcLookupSection *self = RC_LOOKUP_SECTION (widget);

  if (g_str_equal (action, "lookup.ask"))
    {
      ask_activated_cb (self);
      return;
    }
  stop (self);
  show_state (self, FALSE, _ ("Stopped."));
}

/* The window is gone: nobody waits for an answer any more, though the work still holds this. */
static void
rc_lookup_section_unroot (GtkWidget *widget)
{
  stop (RC_LOOKUP_SECTION (widget));
  GTK_WIDGET_CLASS (rc_lookup_section_parent_class)->unroot (widget);
}

static void
rc_lookup_section_dispose (GObject *object)
{
  RcLookupSection *self = RC_LOOKUP_SECTION (object);

  stop (self);
  g_clear_object (&self->catalogue);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_LOOKUP_SECTION);
  G_OBJECT_CLASS (rc_lookup_section_parent_class)->dispose (object);
}

static void
rc_lookup_section_class_init (RcLookupSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_lookup_section_dispose;
  widget_class->unroot = rc_lookup_section_unroot;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-lookup-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RcLookupSection, fields);
  gtk_widget_class_bind_template_child (widget_class, RcLookupSection, isbn_entry);
  gtk_widget_class_bind_template_child (widget_class, RcLookupSection, title_entry);
  gtk_widget_class_bind_template_child (widget_class, RcLookupSection, author_entry);
  gtk_widget_class_bind_template_child (widget_class, RcLookupSection, state);
  gtk_widget_class_bind_template_child (widget_class, RcLookupSection, spinner);
  gtk_widget_class_bind_template_child (widget_class, RcLookupSection, state_label);
  gtk_widget_class_bind_template_child (widget_class, RcLookupSection, columns);
  gtk_widget_class_bind_template_callback (widget_class, ask_activated_cb);
  gtk_widget_class_install_action (widget_class, "lookup.ask", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "lookup.stop", NULL, action_cb);
  told_signal = g_signal_new ("told", RC_TYPE_LOOKUP_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  open_signal = g_signal_new ("open", RC_TYPE_LOOKUP_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rc_lookup_section_init (RcLookupSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_rows_turn (self->fields, 12, RC_ROWS_WIDTH);
  show_state (self, FALSE, _ ("Type an ISBN, words of the title, or a name."));
}

RcLookupSection *
rc_lookup_section_new (RcCatalogue *catalogue)
{
  RcLookupSection *self = g_object_new (RC_TYPE_LOOKUP_SECTION, NULL);

  self->catalogue = g_object_ref (catalogue);
  return self;
}
