/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was kept of the columns of other tables. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/profile-bar.h"

#include "desk/ask.h"
#include "desk/drop-search.h"
#include "desk/import-look.h"
#include "desk/work.h"
#include "widgets/wrap-layout.h"

#include <glib/gi18n.h>

struct _RcProfileBar
{
  GtkBox parent_instance;
  RcCatalogue *catalogue; /* (owned) NULL after dispose */
  RcColumnsList *columns; /* (borrowed) */
  GPtrArray *profiles;    /* (owned) (nullable) RcColumnProfile */
  char *wanted;           /* (owned) (nullable) the name that was kept just now */
  gboolean setting;       /* it is not people who choose */
  GtkWidget *chooser;
  GtkWidget *drop;
  GtkWidget *forget_button;
  GtkWidget *keep_button;
  GtkWidget *name_entry;
};

static guint told_signal;

G_DEFINE_FINAL_TYPE (RcProfileBar, rc_profile_bar, GTK_TYPE_BOX)

/* NULL for what was guessed. */
static const RcColumnProfile *
get_chosen (RcProfileBar *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop));

  return self->profiles != NULL && chosen > 0 && chosen <= self->profiles->len ? g_ptr_array_index (self->profiles, chosen - 1) : NULL;
}

static void
name_drop (RcProfileBar *self)
{
  const RcColumnProfile *profile = get_chosen (self);

  rc_drop_down_set_name (GTK_DROP_DOWN (self->drop), _ ("Columns as in"), profile != NULL ? profile->name : _ ("As guessed"));
  gtk_widget_set_visible (self->forget_button, profile != NULL);
}

static void
selected_cb (RcProfileBar *self)
{
  const RcColumnProfile *profile = get_chosen (self);

  name_drop (self);
  if (!self->setting)
    rc_columns_list_apply (self->columns, profile != NULL ? profile->mapping : NULL);
}

/* Chooses what has this name, without changing the columns. */
static void
fill (RcProfileBar *self, GPtrArray *profiles, const char *name)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  self->profiles = g_ptr_array_ref (profiles);
  gtk_string_list_append (names, _ ("As guessed"));
  for (guint i = 0; i < profiles->len; i++)
    {
      const RcColumnProfile *profile = g_ptr_array_index (profiles, i);

      gtk_string_list_append (names, profile->name);
      if (g_strcmp0 (profile->name, name) == 0)
        chosen = i + 1;
    }
  self->setting = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), chosen);
  self->setting = FALSE;
  gtk_widget_set_visible (self->chooser, profiles->len > 0);
  name_drop (self);
}

void
rc_profile_bar_show (RcProfileBar *self, GPtrArray *profiles)
{
  const RcColumnProfile *fitting = NULL;

  g_return_if_fail (RC_IS_PROFILE_BAR (self) && profiles != NULL);

  for (guint i = 0; i < profiles->len && fitting == NULL; i++)
    if (rc_columns_list_is_of (self->columns, ((const RcColumnProfile *) g_ptr_array_index (profiles, i))->mapping))
      fitting = g_ptr_array_index (profiles, i);
  fill (self, profiles, fitting != NULL ? fitting->name : NULL);
  if (fitting != NULL)
    rc_columns_list_apply (self->columns, fitting->mapping);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcProfileBar) self = user_data;
  g_autoptr (GPtrArray) profiles = rc_catalogue_call_finish (RC_CATALOGUE (source), result, NULL);

  if (self->catalogue != NULL && profiles != NULL)
    fill (self, profiles, self->wanted);
}

/* A mapping was kept or forgotten; `words` has one %s, its name. */
static void
finish (RcProfileBar *self, GAsyncResult *result, const char *words, gboolean keep)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = rc_work_finish (self->catalogue, result, &error);
  g_autofree char *said = NULL;

  if (name != NULL)
    {
      g_autoptr (GString) text = g_string_new (words);

      g_string_replace (text, "%s", name, 1);
      said = g_string_free (g_steal_pointer (&text), FALSE);
      g_free (self->wanted);
      self->wanted = keep ? g_strdup (name) : NULL;
      rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, rc_profiles_list_in_thread, NULL, NULL,
                               (GDestroyNotify) g_ptr_array_unref, NULL, listed_cb, g_object_ref (self));
    }
  g_signal_emit (self, told_signal, 0, said != NULL ? said : error->message);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcProfileBar) self = user_data;

  if (self->catalogue != NULL)
    /* Translators: %s is the name that a librarian gave to the columns of a table. */
    finish (self, result, _ ("The columns are kept as “%s”"), TRUE);
  else
    g_free (rc_work_finish (RC_CATALOGUE (source), result, NULL));
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcProfileBar) self = user_data;

  if (self->catalogue != NULL)
    finish (self, result, _ ("“%s” is forgotten"), FALSE);
  else
    g_free (rc_work_finish (RC_CATALOGUE (source), result, NULL));
}

/* How a file is encoded changes from one to the next. */
static void
keep_cb (RcProfileBar *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_entry))));
  g_autoptr (RcCsvMapping) mapping = rc_columns_list_dup_mapping (self->columns);

  if (*name == '\0' || mapping == NULL)
    return;
  g_clear_pointer (&mapping->encoding, g_free);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->keep_button));
  rc_work_keep_mapping_async (self->catalogue, name, mapping, NULL, kept_cb, g_object_ref (self));
}

static void
forget_agreed_cb (GtkWidget *widget)
{
  RcProfileBar *self = RC_PROFILE_BAR (widget);
  const RcColumnProfile *profile = get_chosen (self);

  if (profile != NULL)
    rc_work_forget_mapping_async (self->catalogue, profile->name, NULL, forgotten_cb, g_object_ref (self));
}

static void
forget_cb (RcProfileBar *self)
{
  const RcColumnProfile *profile = get_chosen (self);

  if (profile != NULL)
    rc_ask (GTK_WIDGET (self), _ ("Forget what these columns hold?"), profile->name, _ ("Keep"), _ ("Forget"), forget_agreed_cb);
}

static void
keep_shown_cb (RcProfileBar *self)
{
  const RcColumnProfile *profile = get_chosen (self);

  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), profile != NULL ? profile->name : "");
  gtk_widget_grab_focus (self->name_entry);
}

static GtkWidget *
make_keep_popover (RcProfileBar *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *button = gtk_button_new_with_label (_ ("Keep"));

  self->name_entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name_entry), _ ("Where such tables come from"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->name_entry), 28);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name to keep the columns by"), -1);
  g_signal_connect_object (self->name_entry, "activate", G_CALLBACK (keep_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (keep_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "show", G_CALLBACK (keep_shown_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), self->name_entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
rc_profile_bar_dispose (GObject *object)
{
  RcProfileBar *self = RC_PROFILE_BAR (object);

  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (rc_profile_bar_parent_class)->dispose (object);
}

static void
rc_profile_bar_finalize (GObject *object)
{
  RcProfileBar *self = RC_PROFILE_BAR (object);

  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_free (self->wanted);
  G_OBJECT_CLASS (rc_profile_bar_parent_class)->finalize (object);
}

static void
rc_profile_bar_class_init (RcProfileBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_profile_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_profile_bar_finalize;
  told_signal = g_signal_new ("told", RC_TYPE_PROFILE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_profile_bar_init (RcProfileBar *self)
{
  GtkWidget *label = gtk_label_new (_ ("Columns as in"));

  gtk_widget_set_layout_manager (GTK_WIDGET (self), rc_wrap_layout_new (9));
  self->chooser = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->drop = gtk_drop_down_new (NULL, NULL);
  self->forget_button = gtk_button_new_with_label (_ ("Forget…"));
  self->keep_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->keep_button), _ ("Keep these columns as…"));
  gtk_widget_add_css_class (self->keep_button, "text");
  gtk_widget_set_valign (self->keep_button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->keep_button, GTK_ALIGN_START);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->keep_button), make_keep_popover (self));
  g_signal_connect_object (self->drop, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->forget_button, "clicked", G_CALLBACK (forget_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->chooser), label);
  gtk_box_append (GTK_BOX (self->chooser), self->drop);
  gtk_box_append (GTK_BOX (self->chooser), self->forget_button);
  gtk_widget_set_visible (self->chooser, FALSE);
  gtk_box_append (GTK_BOX (self), self->chooser);
  gtk_box_append (GTK_BOX (self), self->keep_button);
}

void
rc_profile_bar_set_columns (RcProfileBar *self, RcCatalogue *catalogue, RcColumnsList *columns)
{
  g_return_if_fail (RC_IS_PROFILE_BAR (self) && self->catalogue == NULL);

  self->catalogue = g_object_ref (catalogue);
  self->columns = columns;
}
