/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of one disc: folders, files, and a look at each. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "pages/disc-about.h"
#include "pages/disc-load.h"
#include "pages/disc-preview.h"
#include "pages/disc-rows.h"
#include "widgets/badge.h"
#include "widgets/breadcrumbs.h"
#include "widgets/front.h"
#include "widgets/widgets.h"

#define PREVIEW_WIDTH 378
#define PREVIEW_WIDTH_FOLDED 720

struct _RcDiscPage
{
  RcPage parent_instance;
  gint64 disc;
  char *path;                /* (owned) the folder that is shown, or what was asked for first */
  gboolean known;            /* what the disc is has been shown */
  gboolean searching;        /* the list holds what was found */

  GtkWidget *titles;
  GtkWidget *title_label;
  GtkWidget *badge_slot;
  GtkWidget *search_entry;
  GtkWidget *about_pane;
  GtkWidget *about;
  GtkWidget *list_pane;
  GtkWidget *path_row;
  GtkWidget *breadcrumbs;
  GtkWidget *count_label;
  GtkWidget *list_states;
  GtkWidget *list;
  GtkSingleSelection *selection;
  GtkWidget *preview_pane;
  GtkWidget *close_preview_button;
  GtkWidget *preview_clamp;
  GtkWidget *preview;
};

G_DEFINE_FINAL_TYPE (RcDiscPage, rc_disc_page, RC_TYPE_PAGE)

static void load (RcDiscPage *self, const char *path);

/* --- panes --- */

static void
update_panes (RcDiscPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self)), narrow = rc_fold_bin_get_narrow (RC_FOLD_BIN (self));
  RcFileItem *item = gtk_single_selection_get_selected_item (self->selection);
  gboolean shown = item != NULL && !rc_file_item_get_row (item)->folder;
  gboolean wide = gtk_widget_get_width (GTK_WIDGET (self)) == 0 || !folded;

  gtk_widget_set_visible (self->about_pane, wide);
  gtk_widget_set_visible (self->preview_pane, wide || shown);
  gtk_widget_set_hexpand (self->preview_pane, !wide);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->preview_clamp), wide ? PREVIEW_WIDTH : PREVIEW_WIDTH_FOLDED);
  gtk_widget_set_size_request (self->preview_pane, wide ? PREVIEW_WIDTH : -1, -1);
  gtk_widget_set_visible (self->list_pane, wide || !shown);
  gtk_widget_set_visible (self->close_preview_button, !wide);
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
  RcFileItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL || !rc_file_item_get_row (item)->folder)
    show_item (self, item);
}

static void
close_preview_cb (RcDiscPage *self)
{
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  update_panes (self);
  gtk_widget_grab_focus (self->list);
}

/* A tap on a folder goes in; on a file it is looked at. */
static void
activated_cb (RcDiscPage *self, guint position)
{
  g_autoptr (RcFileItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  const RcFileRow *row = rc_file_item_get_row (item);

  if (!row->folder)
    {
      gtk_single_selection_set_selected (self->selection, position);
      show_item (self, item);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  load (self, row->path);
}

static void
crumb_cb (RcDiscPage *self, const char *path)
{
  load (self, path);
}

/* --- the disc --- */

static void
fill_head (RcDiscPage *self, const RcDiscContent *content)
{
  const RcGroup *group = rc_group_find ("disc");
  g_autofree char *label = NULL;
  RcBadge *badge = rc_badge_new ();

  if (content->disc->shelfmark != NULL)
    label = g_strdup_printf (_("Disc %s"), content->disc->shelfmark);
  else
    label = g_strdup (rc_group_get_label (group));
  rc_badge_set (badge, &(RcBadgeText){ group->icon_name, group->tone, FALSE, label });
  adw_bin_set_child (ADW_BIN (self->badge_slot), GTK_WIDGET (badge));
  gtk_label_set_text (GTK_LABEL (self->title_label), content->disc->title);
}

static void
show_count (RcDiscPage *self, const RcDiscContent *content)
{
  g_autofree char *folders = g_strdup_printf (ngettext ("%u folder", "%u folders", content->n_folders), content->n_folders);
  g_autofree char *files = g_strdup_printf (ngettext ("%u file", "%u files", content->n_files), content->n_files);
  g_autofree char *text = content->n_folders == 0 ? g_strdup (files)
                          : content->n_files == 0 ? g_strdup (folders)
                                                  : g_strdup_printf ("%s, %s", folders, files);

  gtk_label_set_text (GTK_LABEL (self->count_label), text);
  if (self->searching)
    rc_page_announce (RC_PAGE (self), text);
}

static void
select_path (RcDiscPage *self, const char *path)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RcFileItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_str_equal (rc_file_item_get_row (item)->path, path))
        {
          gtk_single_selection_set_selected (self->selection, i);
          gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", i);
          return;
        }
    }
}

static void
show_content (RcDiscPage *self, RcDiscContent *content)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (content->items));

  if (content->details != NULL)
    {
      fill_head (self, content);
      rc_disc_about_fill (RC_DISC_ABOUT (self->about), content);
      self->known = TRUE;
    }
  if (!self->searching)
    {
      g_free (self->path);
      self->path = g_strdup (content->folder);
      rc_breadcrumbs_set_path (RC_BREADCRUMBS (self->breadcrumbs), gtk_label_get_text (GTK_LABEL (self->title_label)), self->path);
    }
  gtk_single_selection_set_model (self->selection, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (content->items));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_stack_set_visible_child_name (GTK_STACK (self->list_states), n > 0 ? "list" : self->searching ? "nothing" : "empty");
  show_count (self, content);
  show_item (self, NULL);
  if (content->selected != NULL)
    select_path (self, rc_file_item_get_row (content->selected)->path);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDiscContent) content = rc_disc_content_load_finish (RC_CATALOGUE (source), result, &error);

  if (rc_page_finish_loading (RC_PAGE (self), error))
    show_content (self, content);
}

static void
load (RcDiscPage *self, const char *path)
{
  self->searching = FALSE;
  rc_disc_content_load_async (rc_page_get_catalogue (RC_PAGE (self)), self->disc, path, !self->known, rc_page_start_loading (RC_PAGE (self)),
                              loaded_cb, g_object_ref (self));
}

static void
search_changed_cb (RcDiscPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  if (*text == '\0')
    {
      if (self->searching)
        load (self, self->path);
      return;
    }
  self->searching = TRUE;
  rc_disc_content_search_async (rc_page_get_catalogue (RC_PAGE (self)), self->disc, text, rc_page_start_loading (RC_PAGE (self)),
                                loaded_cb, g_object_ref (self));
}

/* --- the page --- */

static void
stop_search_cb (RcDiscPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
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

      load (self, g_str_equal (up, ".") ? "" : up);
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

  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_DISC_PAGE);
  G_OBJECT_CLASS (rc_disc_page_parent_class)->dispose (object);
}

static void
rc_disc_page_finalize (GObject *object)
{
  RcDiscPage *self = RC_DISC_PAGE (object);

  g_free (self->path);
  g_object_unref (self->selection);
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
  g_type_ensure (RC_TYPE_DISC_PREVIEW);
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
  BIND (count_label);
  BIND (list_states);
  BIND (list);
  BIND (preview_pane);
  BIND (close_preview_button);
  BIND (preview_clamp);
  BIND (preview);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, crumb_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_preview_cb);
}

static void
rc_disc_page_init (RcDiscPage *self)
{
  GtkListItemFactory *factory = rc_disc_rows_new (RC_FOLD_BIN (self));

  self->path = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->list_states));
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), 900);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
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
  load (self, path);
  return GTK_WIDGET (self);
}
