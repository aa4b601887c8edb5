/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of files, each with the way it is read. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-groups-list.h"

#include "desk/import-reading.h"
#include "desk/rows.h"
#include "widgets/fill.h"

#include <glib/gi18n.h>

/* More are read as they were recognised: each has a form of its own. */
#define MOST_SHOWN 40

struct _RcImportGroupsList
{
  GtkBox parent_instance;
  RcCatalogue *catalogue; /* (owned) NULL after dispose */
  GPtrArray *groups;      /* (owned) (nullable) RcImportGroup */
  GPtrArray *readings;    /* (owned) of borrowed RcImportReading, one for each group that is shown; NULL in place of one without a look */
  GCancellable *looking;  /* (owned) (nullable) of the looks that are under way; another one for other groups */
  guint n_looking;
};

/* A group that is looked at anew. */
typedef struct
{
  RcImportGroupsList *list; /* (owned) */
  guint index;
} Again;

enum
{
  LOOKED,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcImportGroupsList, rc_import_groups_list, GTK_TYPE_BOX)

static RcImportGroup *
get_group (RcImportGroupsList *self, guint index)
{
  return g_ptr_array_index (self->groups, index);
}

static void
again_free (Again *again)
{
  g_object_unref (again->list);
  g_free (again);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Again, again_free)

static void
looked_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Again) again = user_data;
  RcImportGroupsList *self = again->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcImportLook) found = rc_import_look_finish (result, &error);
  RcImportGroup *group;

  /* Of groups that are gone; those that came since count their own. */
  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_looking--;
  group = get_group (self, again->index);
  if (found != NULL)
    {
      rc_import_look_free (group->look);
      group->look = g_steal_pointer (&found);
      rc_import_reading_show (g_ptr_array_index (self->readings, again->index), group->look, TRUE);
    }
  else
    g_signal_emit (self, signals[TOLD], 0, error->message);
  g_signal_emit (self, signals[LOOKED], 0);
}

/* The file that tells most stands for all of its group. */
static void
look_again (RcImportGroupsList *self, guint index)
{
  g_autoptr (RcImportWay) way = rc_import_reading_dup_way (g_ptr_array_index (self->readings, index));
  Again *again = g_new0 (Again, 1);

  again->list = g_object_ref (self);
  again->index = index;
  self->n_looking++;
  rc_import_look_async (self->catalogue, get_group (self, index)->look->path, way->format, way->encoding, self->looking, looked_again_cb, again);
  g_signal_emit (self, signals[LOOKED], 0);
}

static void
reading_changed_cb (RcImportReading *reading, RcImportGroupsList *self)
{
  guint index;

  if (g_ptr_array_find (self->readings, reading, &index))
    look_again (self, index);
}

static void
told_cb (RcImportGroupsList *self, const char *words)
{
  g_signal_emit (self, signals[TOLD], 0, words);
}

static void
show_open (GtkToggleButton *button, GtkWidget *reading)
{
  gboolean open = gtk_toggle_button_get_active (button);

  gtk_widget_set_visible (reading, open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

/* What the group is called, and a button that shows how it is read. reading: (nullable). */
static GtkWidget *
make_head (const RcImportGroup *group, GtkWidget *reading)
{
  GtkWidget *head = rc_rows_make_box (12, RC_ROWS_WIDTH), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *button;
  g_autofree char *title = rc_import_group_dup_title (group);
  g_autofree char *names = rc_import_group_dup_names (group);
  g_autofree char *spoken = NULL;

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), rc_rows_make_lines (title, "section-name"));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_lines (names, "second-line"));
  gtk_box_append (GTK_BOX (head), lines);
  if (reading == NULL)
    return head;
  button = gtk_toggle_button_new_with_label (_ ("How they are read"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  /* Translators: a button: %s is "2 tables with the same columns". */
  spoken = g_strdup_printf (_ ("How they are read: %s"), title);
  rc_button_set_name (GTK_BUTTON (button), spoken);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), !group->is_sure);
  show_open (GTK_TOGGLE_BUTTON (button), reading);
  g_signal_connect_object (button, "toggled", G_CALLBACK (show_open), reading, 0);
  gtk_box_append (GTK_BOX (head), button);
  return head;
}

static GtkWidget *
make_reading (RcImportGroupsList *self, const RcImportGroup *group)
{
  GtkWidget *reading = g_object_new (RC_TYPE_IMPORT_READING, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  g_autofree char *title = rc_import_group_dup_title (group);

  gtk_accessible_update_property (GTK_ACCESSIBLE (reading), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  rc_import_reading_set_catalogue (RC_IMPORT_READING (reading), self->catalogue);
  rc_import_reading_show (RC_IMPORT_READING (reading), group->look, FALSE);
  gtk_widget_set_visible (reading, TRUE);
  g_signal_connect_object (reading, "changed", G_CALLBACK (reading_changed_cb), self, 0);
  g_signal_connect_object (reading, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  return reading;
}

static void
show_group (RcImportGroupsList *self, const RcImportGroup *group, gboolean alone)
{
  GtkWidget *reading = group->look != NULL ? make_reading (self, group) : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  g_ptr_array_add (self->readings, reading);
  if (!alone)
    {
      gtk_widget_add_css_class (box, "note");
      gtk_box_append (GTK_BOX (box), make_head (group, reading));
    }
  if (reading != NULL)
    gtk_box_append (GTK_BOX (box), reading);
  gtk_box_append (GTK_BOX (self), box);
}

static gboolean
is_single (RcImportGroupsList *self)
{
  return self->groups != NULL && self->groups->len == 1 && get_group (self, 0)->files->len == 1;
}

void
rc_import_groups_list_take_groups (RcImportGroupsList *self, GPtrArray *groups)
{
  g_return_if_fail (RC_IS_IMPORT_GROUPS_LIST (self));

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  self->n_looking = 0;
  g_ptr_array_set_size (self->readings, 0);
  rc_box_empty (GTK_BOX (self));
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = groups;
  for (guint i = 0; groups != NULL && i < MIN (groups->len, MOST_SHOWN); i++)
    show_group (self, get_group (self, i), is_single (self));
  if (groups != NULL && groups->len > MOST_SHOWN)
    {
      guint n_more = groups->len - MOST_SHOWN;
      g_autofree char *words = g_strdup_printf (ngettext ("%u more group of files is read as it was recognised.",
                                                          "%u more groups of files are read as they were recognised.", n_more),
                                                n_more);

      gtk_box_append (GTK_BOX (self), rc_rows_make_lines (words, "muted"));
    }
}

gboolean
rc_import_groups_list_has_any (RcImportGroupsList *self)
{
  g_return_val_if_fail (RC_IS_IMPORT_GROUPS_LIST (self), FALSE);

  for (guint i = 0; i < self->readings->len; i++)
    if (g_ptr_array_index (self->readings, i) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
rc_import_groups_list_is_sure (RcImportGroupsList *self)
{
  g_return_val_if_fail (RC_IS_IMPORT_GROUPS_LIST (self), TRUE);

  for (guint i = 0; i < self->readings->len; i++)
    if (!get_group (self, i)->is_sure)
      return FALSE;
  return TRUE;
}

gboolean
rc_import_groups_list_is_looking (RcImportGroupsList *self)
{
  g_return_val_if_fail (RC_IS_IMPORT_GROUPS_LIST (self), FALSE);
  return self->n_looking > 0;
}

const RcImportLook *
rc_import_groups_list_get_look (RcImportGroupsList *self)
{
  g_return_val_if_fail (RC_IS_IMPORT_GROUPS_LIST (self), NULL);
  return is_single (self) ? get_group (self, 0)->look : NULL;
}

void
rc_import_groups_list_fill_plan (RcImportGroupsList *self, RcImportPlan *plan)
{
  g_return_if_fail (RC_IS_IMPORT_GROUPS_LIST (self) && plan != NULL);

  g_clear_pointer (&plan->ways, g_hash_table_unref);
  plan->ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) rc_import_way_free);
  for (guint i = 0; i < self->readings->len; i++)
    {
      RcImportReading *reading = g_ptr_array_index (self->readings, i);
      const RcImportGroup *group = get_group (self, i);
      g_autoptr (RcImportWay) way = reading != NULL ? rc_import_reading_dup_way (reading) : NULL;

      for (guint j = 0; way != NULL && j < group->files->len; j++)
        g_hash_table_insert (plan->ways, g_strdup (g_ptr_array_index (group->files, j)), rc_import_way_copy (way));
    }
}

static void
rc_import_groups_list_dispose (GObject *object)
{
  RcImportGroupsList *self = RC_IMPORT_GROUPS_LIST (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_ptr_array_set_size (self->readings, 0);
  G_OBJECT_CLASS (rc_import_groups_list_parent_class)->dispose (object);
}

static void
rc_import_groups_list_finalize (GObject *object)
{
  g_ptr_array_unref (RC_IMPORT_GROUPS_LIST (object)->readings);
  G_OBJECT_CLASS (rc_import_groups_list_parent_class)->finalize (object);
}

static void
rc_import_groups_list_class_init (RcImportGroupsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_import_groups_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_import_groups_list_finalize;
  signals[LOOKED] = g_signal_new ("looked", RC_TYPE_IMPORT_GROUPS_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", RC_TYPE_IMPORT_GROUPS_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_import_groups_list_init (RcImportGroupsList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->readings = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rc_import_groups_list_set_catalogue (RcImportGroupsList *self, RcCatalogue *catalogue)
{
  g_return_if_fail (RC_IS_IMPORT_GROUPS_LIST (self));
  g_set_object (&self->catalogue, catalogue);
}
