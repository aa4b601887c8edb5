/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of one disc: folders, files, and a look at each. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "pages/disc-about.h"
#include "pages/disc-facts.h"
#include "pages/disc-files.h"
#include "pages/disc-load.h"
#include "pages/disc-order.h"
#include "pages/disc-preview.h"
#include "pages/disc-view.h"
#include "widgets/badge.h"
#include "widgets/breadcrumbs.h"
#include "widgets/front.h"
#include "widgets/widgets.h"

#define PREVIEW_WIDTH 378
#define PREVIEW_WIDTH_FOLDED 720
#define SHORTEST_TEXT 3 /* letters that are looked for within texts */

struct _RcDiscPage
{
  RcPage parent_instance;
  gint64 disc;
  char *path;                /* (owned) the folder that is shown, or what was asked for first */
  gboolean known;            /* what the disc is has been shown */
  gboolean searching;        /* the list holds what was found, or files of one type */
  RcFileList *files;         /* (owned) (nullable) that are listed */
  guint n_folders, n_files;  /* of it */
  GPtrArray *visited;        /* (owned) folders, in the order of going there */
  guint place;               /* among them */
  RcFileNames *names;        /* (owned) (nullable) once they are loaded */
  RcDiscTexts *texts;        /* (owned) (nullable) */
  GCancellable *counting;    /* (owned) */
  GCancellable *reading;     /* (owned) of what stands in texts */

  GtkWidget *titles;
  GtkWidget *title_label;
  GtkWidget *badge_slot;
  GtkWidget *search_entry;
  GtkWidget *about_pane;
  GtkWidget *about;
  GtkWidget *list_pane;
  GtkWidget *path_row;
  GtkWidget *breadcrumbs;
  GtkWidget *order;
  GtkWidget *list_states;
  GtkWidget *list;
  GtkWidget *preview_pane;
  GtkWidget *close_preview_button;
  GtkWidget *preview_clamp;
  GtkWidget *preview;
};

G_DEFINE_FINAL_TYPE (RcDiscPage, rc_disc_page, RC_TYPE_PAGE)

static void load (RcDiscPage *self, const char *path);
static void ask (RcDiscPage *self);

/* What is typed into the search. */
static char *
dup_text (RcDiscPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
}

/* --- panes --- */

static void
update_panes (RcDiscPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self)), narrow = rc_fold_bin_get_narrow (RC_FOLD_BIN (self));
  RcFileItem *item = rc_disc_view_get_selected (RC_DISC_VIEW (self->list));
  gboolean shown = item != NULL && !rc_file_item_is_folder (item);
  gboolean wide = gtk_widget_get_width (GTK_WIDGET (self)) == 0 || !folded;

  gtk_widget_set_visible (self->about_pane, wide);
  gtk_widget_set_visible (self->preview_pane, wide || shown);
  gtk_widget_set_hexpand (self->preview_pane, !wide);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->preview_clamp), wide ? PREVIEW_WIDTH : PREVIEW_WIDTH_FOLDED);
  gtk_widget_set_size_request (self->preview_pane, wide ? PREVIEW_WIDTH : -1, -1);
  gtk_widget_set_visible (self->list_pane, wide || !shown);
  gtk_widget_set_visible (self->close_preview_button, !wide);
  rc_disc_view_set_narrow (RC_DISC_VIEW (self->list), narrow);
  gtk_widget_set_visible (self->titles, !narrow);
  gtk_widget_set_hexpand (self->search_entry, narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->path_row),
                                  rc_fold_bin_get_cramped (RC_FOLD_BIN (self)) ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->badge_slot, !folded);
}

static void
show_item (RcDiscPage *self, RcFileItem *item)
{
  rc_disc_preview_set_item (RC_DISC_PREVIEW (self->preview), rc_page_get_catalogue (RC_PAGE (self)),
                            rc_page_get_navigator (RC_PAGE (self)), item);
  update_panes (self);
}

static void
selected_cb (RcDiscPage *self)
{
  RcFileItem *item = rc_disc_view_get_selected (RC_DISC_VIEW (self->list));

  if (item != NULL && rc_file_item_get_row (item) == NULL)
    g_signal_connect_object (item, "notify::row", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  else if (item == NULL || !rc_file_item_is_folder (item))
    show_item (self, item);
}

static void
close_preview_cb (RcDiscPage *self)
{
  rc_disc_view_select (RC_DISC_VIEW (self->list), G_MAXUINT);
  update_panes (self);
  gtk_widget_grab_focus (self->list);
}

static void
update_history (RcDiscPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "disc.back", self->place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "disc.forward", self->place + 1 < self->visited->len);
}

/* Goes to a folder, and remembers it. */
static void
visit (RcDiscPage *self, const char *path)
{
  if (self->visited->len > 0 && g_str_equal (g_ptr_array_index (self->visited, self->place), path) && !self->searching)
    return;
  if (self->place + 1 < self->visited->len)
    g_ptr_array_set_size (self->visited, (int) self->place + 1);
  g_ptr_array_add (self->visited, g_strdup (path));
  self->place = self->visited->len - 1;
  load (self, path);
}

static void
leave_search (RcDiscPage *self)
{
  self->searching = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  rc_disc_order_show_all (RC_DISC_ORDER (self->order));
}

/* A tap on a folder goes in; on a file it is looked at. */
static void
activated_cb (RcDiscPage *self, guint position)
{
  g_autoptr (RcFileItem) item = g_list_model_get_item (G_LIST_MODEL (self->files), position);
  g_autofree char *path = NULL;

  if (rc_file_item_get_row (item) == NULL)
    return;
  if (!rc_file_item_is_folder (item))
    {
      rc_disc_view_select (RC_DISC_VIEW (self->list), position);
      show_item (self, item);
      return;
    }
  path = g_strdup (rc_file_item_get_row (item)->path);
  leave_search (self);
  visit (self, path);
}

static void
crumb_cb (RcDiscPage *self, const char *path)
{
  leave_search (self);
  visit (self, path);
}

static void
go (RcDiscPage *self, guint place)
{
  g_autofree char *path = NULL;

  if (place >= self->visited->len)
    return;
  self->place = place;
  path = g_strdup (g_ptr_array_index (self->visited, place));
  leave_search (self);
  load (self, path);
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (RC_DISC_PAGE (widget)->place > 0)
    go (RC_DISC_PAGE (widget), RC_DISC_PAGE (widget)->place - 1);
}

static void
forward_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  go (RC_DISC_PAGE (widget), RC_DISC_PAGE (widget)->place + 1);
}

/* Alt+Left goes back among the folders as long as there is one to go back to, and then to the page before. */
static gboolean
back_key_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  if (RC_DISC_PAGE (widget)->place == 0)
    return FALSE;
  back_cb (widget, NULL, NULL);
  return TRUE;
}

/* --- the disc --- */

static void
fill_head (RcDiscPage *self, const RcRecordDetails *details)
{
  const RcGroup *group = rc_group_find ("disc");
  const RcCopy *copy = rc_disc_about_get_copy (details);
  g_autofree char *label = NULL;
  RcBadge *badge = rc_badge_new ();

  if (copy != NULL)
    label = g_strdup_printf (_("Disc %s"), copy->shelfmark);
  else
    label = g_strdup (rc_group_get_label (group));
  rc_badge_set (badge, &(RcBadgeText){ group->icon_name, group->tone, FALSE, label });
  adw_bin_set_child (ADW_BIN (self->badge_slot), GTK_WIDGET (badge));
  gtk_label_set_text (GTK_LABEL (self->title_label), details->title);
}

static void
show_count (RcDiscPage *self, guint n_pages)
{
  const char *text = rc_disc_order_show_count (RC_DISC_ORDER (self->order), self->n_folders, self->n_files, n_pages);

  if (self->searching)
    rc_page_announce (RC_PAGE (self), text);
}

static void
show_state (RcDiscPage *self)
{
  guint n = self->files != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->files)) : 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->list_states), n > 0 ? "list" : self->searching ? "nothing" : "empty");
}

/* The rest of the order, for the list that is still shown. */
static void
ordered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcFileList) files = data;
  g_autoptr (GArray) ids = rc_disc_order_load_finish (RC_CATALOGUE (source), result, NULL);

  if (ids != NULL)
    rc_file_list_take_all (files, g_steal_pointer (&ids));
}

static void
system_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPage) self = data;
  RcSystem system = rc_disc_system_load_finish (RC_CATALOGUE (source), result);

  if (!g_cancellable_is_cancelled (self->counting))
    rc_disc_about_set_system (RC_DISC_ABOUT (self->about), system);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPage) self = data;
  g_autoptr (RcDiscFacts) facts = rc_disc_facts_load_finish (RC_CATALOGUE (source), result, NULL);

  if (facts == NULL || g_cancellable_is_cancelled (self->counting))
    return;
  rc_disc_about_fill_facts (RC_DISC_ABOUT (self->about), facts);
  rc_disc_system_load_async (RC_CATALOGUE (source), self->disc, self->counting, system_cb, g_object_ref (self));
  g_clear_pointer (&self->names, rc_file_names_unref);
  self->names = g_steal_pointer (&facts->names);
  if (self->searching)
    ask (self);
}

static void
show_details (RcDiscPage *self, const RcRecordDetails *details)
{
  fill_head (self, details);
  rc_disc_about_fill (RC_DISC_ABOUT (self->about), details);
  rc_disc_preview_set_copy (RC_DISC_PREVIEW (self->preview), rc_disc_about_get_copy (details));
  self->known = TRUE;
  g_clear_pointer (&self->texts, rc_disc_texts_unref);
  self->texts = rc_disc_texts_new (self->disc);
  rc_disc_facts_load_async (rc_page_get_catalogue (RC_PAGE (self)), self->disc, self->counting, counted_cb, g_object_ref (self));
}

static void
show_content (RcDiscPage *self, RcDiscContent *content)
{
  RcCatalogue *catalogue = rc_page_get_catalogue (RC_PAGE (self));
  guint place, total = content->n_folders + content->n_files;
  gboolean backwards, whole = content->ids->len >= total;
  RcFileOrder order = rc_disc_order_get (RC_DISC_ORDER (self->order), &backwards);

  if (content->details != NULL)
    show_details (self, content->details);
  if (!self->searching)
    {
      g_free (self->path);
      self->path = g_strdup (content->folder);
      if (self->visited->len == 0)
        g_ptr_array_add (self->visited, g_strdup (self->path));
      rc_breadcrumbs_set_path (RC_BREADCRUMBS (self->breadcrumbs), gtk_label_get_text (GTK_LABEL (self->title_label)), self->path);
      update_history (self);
    }
  g_clear_object (&self->files);
  self->files = rc_file_list_new (catalogue, g_array_ref (content->ids), total, content->first, self->searching);
  rc_disc_view_set_files (RC_DISC_VIEW (self->list), self->files);
  show_state (self);
  self->n_folders = content->n_folders;
  self->n_files = content->n_files;
  show_count (self, 0);
  place = content->selected != 0 ? rc_file_list_find (self->files, content->selected) : G_MAXUINT;
  if (place == G_MAXUINT)
    show_item (self, NULL);
  else
    {
      rc_disc_view_select (RC_DISC_VIEW (self->list), place);
      rc_row_view_scroll_to (RC_ROW_VIEW (self->list), place);
    }
  if (!whole)
    rc_disc_order_load_async (catalogue, self->disc, content->folder_id, order, backwards, self->counting, ordered_cb,
                              g_object_ref (self->files));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDiscContent) content = rc_disc_content_load_finish (RC_CATALOGUE (source), result, &error);

  if (!rc_page_finish_loading (RC_PAGE (self), error))
    return;
  if (content->selected == 0 && g_str_equal (content->folder, self->path))
    content->selected = rc_disc_view_get_file (RC_DISC_VIEW (self->list));
  show_content (self, content);
}

static void
load (RcDiscPage *self, const char *path)
{
  gboolean backwards;
  RcFileOrder order = rc_disc_order_get (RC_DISC_ORDER (self->order), &backwards);

  self->searching = FALSE;
  g_cancellable_cancel (self->reading);
  rc_disc_content_load_async (rc_page_get_catalogue (RC_PAGE (self)), self->disc, path, !self->known, order, backwards,
                              rc_page_start_loading (RC_PAGE (self)), loaded_cb, g_object_ref (self));
}

/* --- what is looked for --- */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPage) self = data;
  g_autoptr (GPtrArray) hits = rc_disc_texts_find_finish (RC_CATALOGUE (source), result, NULL);

  if (hits == NULL || hits->len == 0 || self->files == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  rc_file_list_add_hits (self->files, hits);
  show_count (self, hits->len);
  show_state (self);
}

/* What is in the texts comes behind the names. What is looked at stays so in another order. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDiscContent) content = rc_disc_content_load_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *text = NULL;

  if (!rc_page_finish_loading (RC_PAGE (self), error))
    return;
  content->selected = rc_disc_view_get_file (RC_DISC_VIEW (self->list));
  show_content (self, content);
  text = dup_text (self);
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();
  if (g_utf8_strlen (text, -1) >= SHORTEST_TEXT && rc_disc_order_get_class (RC_DISC_ORDER (self->order)) == RC_FILE_CLASS_ANY)
    rc_disc_texts_find_async (self->texts, RC_CATALOGUE (source), text, "", self->reading, read_cb, g_object_ref (self));
}

/* Words are looked for on the whole disc; a type alone below the folder that is shown. */
static void
ask (RcDiscPage *self)
{
  g_autofree char *text = dup_text (self);
  gboolean backwards;
  RcFileOrder order = rc_disc_order_get (RC_DISC_ORDER (self->order), &backwards);
  const RcDiscQuery query = {
    .text = text,
    .folder = *text != '\0' ? "" : self->path,
    .class = rc_disc_order_get_class (RC_DISC_ORDER (self->order)),
    .order = order,
    .backwards = backwards,
  };

  if (*text == '\0' && query.class == RC_FILE_CLASS_ANY)
    {
      if (self->searching)
        load (self, self->path);
      return;
    }
  self->searching = TRUE;
  if (self->names != NULL) /* else when they are loaded */
    rc_disc_content_search_async (rc_page_get_catalogue (RC_PAGE (self)), self->names, &query, rc_page_start_loading (RC_PAGE (self)),
                                  found_cb, g_object_ref (self));
}

static void
order_cb (RcDiscPage *self)
{
  gboolean searching = self->searching;

  ask (self);
  if (!searching && !self->searching)
    load (self, self->path);
}

/* --- the page --- */

static void
stop_search_cb (RcDiscPage *self)
{
  leave_search (self);
  load (self, self->path);
  gtk_widget_grab_focus (self->list);
}

static void
rc_disc_page_reload (RcPage *page)
{
  RcDiscPage *self = RC_DISC_PAGE (page);

  self->known = FALSE;
  load (self, self->path);
}

/* Out of the preview, out of the search, up one folder, and only then away. */
static gboolean
rc_disc_page_step_back (RcPage *page)
{
  RcDiscPage *self = RC_DISC_PAGE (page);

  if (gtk_widget_get_visible (self->close_preview_button) && gtk_widget_get_visible (self->preview_pane))
    close_preview_cb (self);
  else if (self->searching)
    stop_search_cb (self);
  else if (*self->path != '\0')
    {
      g_autofree char *up = g_path_get_dirname (self->path);

      visit (self, g_str_equal (up, ".") ? "" : up);
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
rc_disc_page_start_search (RcPage *page)
{
  gtk_widget_grab_focus (RC_DISC_PAGE (page)->search_entry);
  return TRUE;
}

static GtkWidget *
rc_disc_page_get_first_focus (RcPage *page)
{
  return RC_DISC_PAGE (page)->list;
}

static void
rc_disc_page_dispose (GObject *object)
{
  RcDiscPage *self = RC_DISC_PAGE (object);

  g_cancellable_cancel (self->counting);
  g_cancellable_cancel (self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_DISC_PAGE);
  G_OBJECT_CLASS (rc_disc_page_parent_class)->dispose (object);
}

static void
rc_disc_page_finalize (GObject *object)
{
  RcDiscPage *self = RC_DISC_PAGE (object);

  g_free (self->path);
  g_clear_object (&self->files);
  g_clear_pointer (&self->names, rc_file_names_unref);
  g_clear_pointer (&self->texts, rc_disc_texts_unref);
  g_ptr_array_unref (self->visited);
  g_object_unref (self->counting);
  g_object_unref (self->reading);
  G_OBJECT_CLASS (rc_disc_page_parent_class)->finalize (object);
}

static void
rc_disc_page_class_init (RcDiscPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RcPageClass *page_class = RC_PAGE_CLASS (klass);

  object_class->dispose = rc_disc_page_dispose;
  object_class->finalize = rc_disc_page_finalize;
  page_class->reload = rc_disc_page_reload;
  page_class->step_back = rc_disc_page_step_back;
  page_class->start_search = rc_disc_page_start_search;
  page_class->get_first_focus = rc_disc_page_get_first_focus;

  g_type_ensure (RC_TYPE_BREADCRUMBS);
  g_type_ensure (RC_TYPE_DISC_ABOUT);
  g_type_ensure (RC_TYPE_DISC_ORDER);
  g_type_ensure (RC_TYPE_DISC_PREVIEW);
  g_type_ensure (RC_TYPE_DISC_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/disc-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcDiscPage, name)
  BIND (titles);
  BIND (title_label);
  BIND (badge_slot);
  BIND (search_entry);
  BIND (about_pane);
  BIND (about);
  BIND (list_pane);
  BIND (path_row);
  BIND (breadcrumbs);
  BIND (order);
  BIND (list_states);
  BIND (list);
  BIND (preview_pane);
  BIND (close_preview_button);
  BIND (preview_clamp);
  BIND (preview);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, order_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, crumb_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_preview_cb);

  gtk_widget_class_install_action (widget_class, "disc.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "disc.forward", NULL, forward_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "disc.forward", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_key_cb, NULL);
}

static void
rc_disc_page_init (RcDiscPage *self)
{
  self->path = g_strdup ("");
  self->visited = g_ptr_array_new_with_free_func (g_free);
  self->counting = g_cancellable_new ();
  self->reading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_history (self);
  rc_front_only (GTK_STACK (self->list_states));
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), 900);
  g_signal_connect (self, "notify::folded", G_CALLBACK (update_panes), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_panes), NULL);
  g_signal_connect (self, "notify::cramped", G_CALLBACK (update_panes), NULL);
  show_item (self, NULL);
}

GtkWidget *
rc_disc_page_new (RcCatalogue *catalogue, RcNavigator *navigator, gint64 disc, const char *path)
{
  RcDiscPage *self = g_object_new (RC_TYPE_DISC_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);

  self->disc = disc;
  rc_disc_about_set_list (RC_DISC_ABOUT (self->about), rc_navigator_get_my_list (navigator), disc);
  load (self, path);
  return GTK_WIDGET (self);
}
