/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document to read: its pages, their pictures in small, the contents, and what was looked for. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "documents/pdf.h"
#include "pages/reader-entry.h"
#include "pages/reader-load.h"
#include "pages/reader-search.h"
#include "widgets/front.h"
#include "widgets/group.h"
#include "widgets/language.h"
#include "widgets/page-view.h"
#include "widgets/thumbnail.h"
#include "widgets/widgets.h"

#define THUMBNAIL_BYTES (8u << 20)

struct _RcReaderPage
{
  RcPage parent_instance;
  gint64 document;
  guint first_page;             /* from 0 */
  GCancellable *cancellable;    /* (owned) of loading */
  RcReaderSource *source;       /* (owned) (nullable) */
  RcReaderSearch *search;       /* (owned) (nullable) as long as a document is open */
  RcPageTextures *small;        /* (owned) (nullable) textures of thumbnails */
  GHashTable *thumbnails;       /* (owned) set of RcThumbnail that are in a row now */
  GListStore *hits;             /* (owned) RcReaderEntry, as many as the search has hits or fewer */
  int current_hit;              /* -1: none */

  GtkWidget *title_label;
  GtkWidget *subtitle_label;
  GtkWidget *panes_button;
  GtkWidget *zoom_box;
  GtkWidget *zoom_label;
  GtkWidget *fit_button;
  GtkWidget *night_button;
  GtkWidget *night_label;
  GtkWidget *night_label_icon;
  GtkWidget *search_button;
  GtkWidget *states;
  GtkWidget *damaged_status;
  GtkWidget *left_pane;
  GtkWidget *left_stack;
  GtkWidget *pages_tab;
  GtkWidget *thumbnail_grid;
  GtkWidget *contents_list;
  GtkWidget *centre_pane;
  GtkWidget *view;
  GtkWidget *failed_revealer;
  GtkWidget *pill_label;
  GtkWidget *right_pane;
  GtkWidget *search_entry;
  GtkWidget *hits_label;
  GtkWidget *hits_list;
};

G_DEFINE_FINAL_TYPE (RcReaderPage, rc_reader_page, RC_TYPE_PAGE)

/* --- what is shown of the state --- */

/* On a narrow screen one pane at a time, on a wide one side by side. */
static void
update_panes (RcReaderPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));
  gboolean open = self->source != NULL && self->search != NULL;
  gboolean search = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_button));
  gboolean pages = !folded || (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->panes_button)) && !search);

  gtk_widget_set_visible (self->panes_button, folded && open);
  gtk_widget_set_visible (self->search_button, open);
  gtk_widget_set_visible (self->fit_button, !folded && open);
  gtk_widget_set_visible (self->night_label, !folded);
  gtk_widget_set_visible (self->night_button, open);
  gtk_widget_set_visible (self->zoom_box, open && !rc_fold_bin_get_narrow (RC_FOLD_BIN (self)));
  gtk_widget_set_visible (self->left_pane, pages);
  gtk_widget_set_hexpand (self->left_pane, folded);
  gtk_widget_set_visible (self->right_pane, search);
  gtk_widget_set_hexpand (self->right_pane, folded);
  gtk_widget_set_visible (self->centre_pane, !folded || (!pages && !search));
  gtk_grid_view_set_max_columns (GTK_GRID_VIEW (self->thumbnail_grid), folded ? 8 : 2);
}

static void
update_failed_cb (RcReaderPage *self)
{
  RcPageView *view = RC_PAGE_VIEW (self->view);
  gboolean failed = rc_page_view_has_failed (view, rc_page_view_get_page (view));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->failed_revealer), failed);
  /* GTK tells screen readers of what is folded away, too. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->failed_revealer), GTK_ACCESSIBLE_STATE_HIDDEN, !failed, -1);
}

static void
page_changed_cb (RcReaderPage *self)
{
  RcPageView *view = RC_PAGE_VIEW (self->view);
  g_autofree char *text
    = g_strdup_printf (_("Page %u of %u"), rc_page_view_get_page (view) + 1, rc_page_view_get_n_pages (view));
  GHashTableIter iter;
  gpointer thumbnail;

  gtk_label_set_text (GTK_LABEL (self->pill_label), text);
  g_hash_table_iter_init (&iter, self->thumbnails);
  while (g_hash_table_iter_next (&iter, &thumbnail, NULL))
    rc_thumbnail_set_current (thumbnail, rc_thumbnail_get_page (thumbnail) == rc_page_view_get_page (view));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.previous-page", rc_page_view_get_page (view) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.next-page",
                                 rc_page_view_get_page (view) + 1 < rc_page_view_get_n_pages (view));
  update_failed_cb (self);
}

static void
zoom_changed_cb (RcReaderPage *self)
{
  /* Translators: how large pages are shown, "100 %". */
  g_autofree char *text = g_strdup_printf (_("%d %%"), (int) lround (rc_page_view_get_zoom (RC_PAGE_VIEW (self->view)) * 100));

  gtk_label_set_text (GTK_LABEL (self->zoom_label), text);
}

static void
update_hits_label (RcReaderPage *self)
{
  guint n = self->search != NULL ? rc_reader_search_get_hits (self->search)->len : 0;
  RcReaderSearchState state = self->search != NULL ? rc_reader_search_get_state (self->search) : RC_READER_SEARCH_IDLE;
  g_autofree char *text = NULL;

  if (state == RC_READER_SEARCH_IDLE)
    text = g_strdup ("");
  else if (state == RC_READER_SEARCH_NO_TEXT)
    text = g_strdup (_("This copy is a picture, so it cannot be searched."));
  else if (n == 0)
    text = g_strdup (state == RC_READER_SEARCH_RUNNING ? _("Searching…") : _("Not in these pages"));
  else if (self->current_hit >= 0)
    text = g_strdup_printf (ngettext ("%d of %u match", "%d of %u matches", n), self->current_hit + 1, n);
  else
    text = g_strdup_printf (ngettext ("%u match", "%u matches", n), n);

  gtk_label_set_text (GTK_LABEL (self->hits_label), text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.next-hit", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.previous-hit", n > 0);
  if (state == RC_READER_SEARCH_DONE || state == RC_READER_SEARCH_NO_TEXT)
    rc_page_announce (RC_PAGE (self), text);
}

/* --- searching --- */

static void
show_hit (RcReaderPage *self, int index)
{
  GPtrArray *hits = rc_reader_search_get_hits (self->search);
  const RcPdfHit *hit;

  if (index < 0 || (guint) index >= hits->len)
    return;
  hit = g_ptr_array_index (hits, index);
  self->current_hit = index;
  rc_page_view_set_hits (RC_PAGE_VIEW (self->view), hits, index);
  if (hit->boxes->len > 0)
    rc_page_view_show_box (RC_PAGE_VIEW (self->view), (guint) hit->page, &g_array_index (hit->boxes, RcBox, 0));
  else
    rc_page_view_show_page (RC_PAGE_VIEW (self->view), (guint) hit->page);
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (self->hits_list)), (guint) index, TRUE);
  update_hits_label (self);
}

static void
step_hit (RcReaderPage *self, int by)
{
  int n = self->search != NULL ? (int) rc_reader_search_get_hits (self->search)->len : 0;

  if (n > 0)
    show_hit (self, self->current_hit < 0 ? (by > 0 ? 0 : n - 1) : (self->current_hit + by + n) % n);
}

static void
next_hit_cb (RcReaderPage *self)
{
  step_hit (self, +1);
}

static void
previous_hit_cb (RcReaderPage *self)
{
  step_hit (self, -1);
}

static void
search_restarted_cb (RcReaderPage *self)
{
  self->current_hit = -1;
  g_list_store_remove_all (self->hits);
  rc_page_view_set_hits (RC_PAGE_VIEW (self->view), NULL, -1);
}

/* The first hit is shown as soon as it is found. */
static void
search_changed_by_cb (RcReaderPage *self)
{
  GPtrArray *hits = rc_reader_search_get_hits (self->search);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->hits)); i < hits->len; i++)
    {
      const RcPdfHit *hit = g_ptr_array_index (hits, i);
      g_autoptr (RcReaderEntry) entry = rc_reader_entry_new (hit->page, 0, hit->snippet, hit->start, hit->end);

      g_list_store_append (self->hits, entry);
    }
  rc_page_view_set_hits (RC_PAGE_VIEW (self->view), hits, self->current_hit);
  if (self->current_hit < 0 && hits->len > 0)
    show_hit (self, 0);
  update_hits_label (self);
}

static void
search_changed_cb (RcReaderPage *self)
{
  if (self->search != NULL)
    rc_reader_search_set_text (self->search, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
search_toggled_cb (RcReaderPage *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_button));

  update_panes (self);
  if (active)
    gtk_widget_grab_focus (self->search_entry);
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      gtk_widget_grab_focus (self->view);
    }
}

static void
stop_search_cb (RcReaderPage *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), FALSE);
}

/* A narrow screen shows the page in place of the list; the marks stay. */
static void
hit_activated_cb (RcReaderPage *self, guint position)
{
  show_hit (self, (int) position);
  if (rc_fold_bin_get_folded (RC_FOLD_BIN (self)))
    {
      gtk_widget_set_visible (self->right_pane, FALSE);
      gtk_widget_set_visible (self->centre_pane, TRUE);
    }
}

/* --- panes --- */

static void
pane_toggled_cb (RcReaderPage *self)
{
  update_panes (self);
}

static void
tab_toggled_cb (RcReaderPage *self)
{
  gboolean pages = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->pages_tab));
  gboolean empty = gtk_list_view_get_model (GTK_LIST_VIEW (self->contents_list)) == NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->left_stack), pages ? "pages" : empty ? "no-contents" : "contents");
}

static void
leave_pane (RcReaderPage *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->panes_button), FALSE);
  gtk_widget_grab_focus (self->view);
}

static void
thumbnail_activated_cb (RcReaderPage *self, guint position)
{
  rc_page_view_show_page (RC_PAGE_VIEW (self->view), position);
  leave_pane (self);
}

static void
entry_activated_cb (RcReaderPage *self, guint position)
{
  g_autoptr (RcReaderEntry) entry
    = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->contents_list))), position);

  if (rc_reader_entry_get_page (entry) >= 0)
    rc_page_view_show_page (RC_PAGE_VIEW (self->view), (guint) rc_reader_entry_get_page (entry));
  leave_pane (self);
}

static void
setup_thumbnail_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), rc_thumbnail_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_list_item_set_child (item, box);
}

static void
bind_thumbnail_cb (RcReaderPage *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  RcThumbnail *thumbnail = RC_THUMBNAIL (gtk_widget_get_first_child (box));
  guint page = gtk_list_item_get_position (item);
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *name = g_strdup_printf (_("Page %u"), page + 1);

  rc_thumbnail_set_page (thumbnail, self->small, page);
  rc_thumbnail_set_current (thumbnail, page == rc_page_view_get_page (RC_PAGE_VIEW (self->view)));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_hash_table_add (self->thumbnails, thumbnail);
}

static void
unbind_thumbnail_cb (RcReaderPage *self, GtkListItem *item)
{
  RcThumbnail *thumbnail = RC_THUMBNAIL (gtk_widget_get_first_child (gtk_list_item_get_child (item)));

  rc_thumbnail_set_page (thumbnail, NULL, 0);
  g_hash_table_remove (self->thumbnails, thumbnail);
}

static void
make_thumbnails (RcReaderPage *self)
{
  guint n = rc_page_view_get_n_pages (RC_PAGE_VIEW (self->view));
  GtkStringList *pages = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (pages, "");
  g_signal_connect (factory, "setup", G_CALLBACK (setup_thumbnail_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_thumbnail_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_thumbnail_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (GTK_GRID_VIEW (self->thumbnail_grid), factory);
  gtk_grid_view_set_model (GTK_GRID_VIEW (self->thumbnail_grid), GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (pages))));
  g_object_unref (factory);
}

static void
outline_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReaderPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outline = rc_pdf_outline_finish (RC_PDF (source), result, &error);
  g_autoptr (GListStore) entries = NULL;
  GtkSelectionModel *model;

  if (outline == NULL || outline->len == 0 || self->search == NULL)
    return;
  entries = g_list_store_new (RC_TYPE_READER_ENTRY);
  for (guint i = 0; i < outline->len; i++)
    {
      const RcOutlineItem *item = g_ptr_array_index (outline, i);
      g_autoptr (RcReaderEntry) entry = rc_reader_entry_new (item->page, item->depth, item->title, 0, 0);

      g_list_store_append (entries, entry);
    }
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&entries))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->contents_list), model);
  g_object_unref (model);
  tab_toggled_cb (self);
}

/* --- opening --- */

static void
show_damaged (RcReaderPage *self)
{
  const char *shelfmark = rc_reader_source_get_shelfmark (self->source);
  g_autofree char *where = NULL;

  if (shelfmark != NULL)
    /* Translators: %s is a shelf, like "B-12". */
    where = g_strdup_printf (_("A paper copy is on shelf %s."), shelfmark);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->damaged_status), where != NULL ? where : _("Please ask at the desk."));
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "damaged");
  update_panes (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReaderPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  rc_page_set_busy (RC_PAGE (self), FALSE);
  if (pdf == NULL)
    {
      g_message ("document %" G_GINT64_FORMAT ": %s", self->document, error->message);
      show_damaged (self);
      return;
    }

  self->search = rc_reader_search_new (pdf);
  g_signal_connect_object (self->search, "restarted", G_CALLBACK (search_restarted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (search_changed_by_cb), self, G_CONNECT_SWAPPED);
  self->small = rc_page_textures_new (pdf, THUMBNAIL_BYTES);
  rc_page_textures_set_night (self->small, rc_page_view_get_night (RC_PAGE_VIEW (self->view)));
  rc_page_view_set_pdf (RC_PAGE_VIEW (self->view), pdf);
  rc_page_view_show_page (RC_PAGE_VIEW (self->view), self->first_page);
  make_thumbnails (self);
  rc_pdf_outline_async (pdf, NULL, outline_cb, g_object_ref (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "pages");
  update_panes (self);
  page_changed_cb (self);
  zoom_changed_cb (self);
  update_hits_label (self);
  gtk_widget_grab_focus (self->view);
}

static void
show_titles (RcReaderPage *self)
{
  const RcRecordDetails *record = self->source->record;
  const RcDescription *description = record->description;
  const RcGroup *group = rc_group_of (record->record->kind, description != NULL ? description->material : RC_MATERIAL_NONE);
  g_autoptr (GString) second = g_string_new (rc_group_get_label (group));
  g_autofree char *language
    = description != NULL && description->languages[0] != NULL ? rc_language_dup_name (description->languages[0]) : NULL;

  if (description != NULL && description->year > 0)
    g_string_append_printf (second, " · %d", description->year);
  if (language != NULL)
    g_string_append_printf (second, " · %s", language);
  gtk_label_set_text (GTK_LABEL (self->title_label), record->title);
  gtk_label_set_text (GTK_LABEL (self->subtitle_label), second->str);
}

static void
source_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReaderPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReaderSource) loaded = rc_reader_source_load_finish (RC_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (loaded == NULL)
    {
      rc_page_set_error (RC_PAGE (self), error);
      return;
    }
  self->source = g_steal_pointer (&loaded);
  show_titles (self);
  if (self->source->fd < 0)
    {
      rc_page_set_busy (RC_PAGE (self), FALSE);
      show_damaged (self);
      return;
    }
  rc_pdf_open_fd_async (g_steal_fd (&self->source->fd), self->cancellable, opened_cb, g_object_ref (self));
}

/* An open document stays as it is, whatever happens in the catalogue. */
static void
rc_reader_page_reload (RcPage *page)
{
  RcReaderPage *self = RC_READER_PAGE (page);

  if (self->source != NULL)
    return;
  rc_page_set_busy (page, TRUE);
  rc_reader_source_load_async (rc_page_get_catalogue (page), self->document, self->cancellable, source_loaded_cb, g_object_ref (self));
}

/* --- the page --- */

static gboolean
rc_reader_page_step_back (RcPage *page)
{
  RcReaderPage *self = RC_READER_PAGE (page);

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_button)))
    {
      stop_search_cb (self);
      return TRUE;
    }
  if (rc_fold_bin_get_folded (RC_FOLD_BIN (self)) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->panes_button)))
    {
      leave_pane (self);
      return TRUE;
    }
  return FALSE;
}

static gboolean
rc_reader_page_start_search (RcPage *page)
{
  RcReaderPage *self = RC_READER_PAGE (page);

  if (self->search != NULL)
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), TRUE);
      update_panes (self);
      gtk_widget_grab_focus (self->search_entry);
    }
  return TRUE;
}

static GtkWidget *
rc_reader_page_get_first_focus (RcPage *page)
{
  return RC_READER_PAGE (page)->view;
}

/* Buttons and keys of the page do what the view's own actions do. */
static void
view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *action = g_strdup_printf ("view.%s", name + strlen ("reader."));

  gtk_widget_activate_action (RC_READER_PAGE (widget)->view, action, NULL);
}

static void
night_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcReaderPage *self = RC_READER_PAGE (widget);
  gboolean night = !rc_page_view_get_night (RC_PAGE_VIEW (self->view));
  GHashTableIter iter;
  gpointer thumbnail;

  rc_page_view_set_night (RC_PAGE_VIEW (self->view), night);
  if (self->small != NULL)
    rc_page_textures_set_night (self->small, night);
  g_hash_table_iter_init (&iter, self->thumbnails);
  while (g_hash_table_iter_next (&iter, &thumbnail, NULL))
    rc_thumbnail_set_page (thumbnail, self->small, rc_thumbnail_get_page (thumbnail));
  gtk_label_set_label (GTK_LABEL (self->night_label), night ? _("Day") : _("Night"));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->night_label_icon), night ? "weather-clear-symbolic" : "weather-clear-night-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->night_button), GTK_ACCESSIBLE_PROPERTY_LABEL, night ? _("Day") : _("Night"), -1);
  if (night)
    gtk_widget_add_css_class (widget, "night");
  else
    gtk_widget_remove_css_class (widget, "night");
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *view = RC_PAGE_VIEW (RC_READER_PAGE (widget)->view);

  rc_page_view_retry (view, rc_page_view_get_page (view));
  update_failed_cb (RC_READER_PAGE (widget));
}

static void
hit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step_hit (RC_READER_PAGE (widget), g_str_has_suffix (name, "next-hit") ? +1 : -1);
}

static void
rc_reader_page_dispose (GObject *object)
{
  RcReaderPage *self = RC_READER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->small != NULL)
    rc_page_textures_unwant_all (self->small);
  g_clear_object (&self->search);
  g_clear_pointer (&self->source, rc_reader_source_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_READER_PAGE);
  g_clear_object (&self->small);
  g_clear_object (&self->hits);
  G_OBJECT_CLASS (rc_reader_page_parent_class)->dispose (object);
}

static void
rc_reader_page_finalize (GObject *object)
{
  RcReaderPage *self = RC_READER_PAGE (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->thumbnails);
  G_OBJECT_CLASS (rc_reader_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/reader-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, panes_button);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, fit_button);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, night_button);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, night_label);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, night_label_icon);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, states);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, damaged_status);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, left_pane);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, left_stack);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, pages_tab);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, thumbnail_grid);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, contents_list);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, centre_pane);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, view);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, failed_revealer);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, pill_label);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, right_pane);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, hits_label);
  gtk_widget_class_bind_template_child (widget_class, RcReaderPage, hits_list);
  gtk_widget_class_bind_template_callback (widget_class, update_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_hit_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_hit_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumbnail_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
rc_reader_page_class_init (RcReaderPageClass *klass)
{
  static const char *const forwarded[] = { "reader.zoom-in", "reader.zoom-out", "reader.fit-width", "reader.next-page", "reader.previous-page" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RcPageClass *page_class = RC_PAGE_CLASS (klass);

  object_class->dispose = rc_reader_page_dispose;
  object_class->finalize = rc_reader_page_finalize;
  page_class->reload = rc_reader_page_reload;
  page_class->step_back = rc_reader_page_step_back;
  page_class->start_search = rc_reader_page_start_search;
  page_class->get_first_focus = rc_reader_page_get_first_focus;

  g_type_ensure (RC_TYPE_PAGE_VIEW);
  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i], NULL, view_action);
  gtk_widget_class_install_action (widget_class, "reader.night", NULL, night_action);
  gtk_widget_class_install_action (widget_class, "reader.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "reader.next-hit", NULL, hit_action);
  gtk_widget_class_install_action (widget_class, "reader.previous-hit", NULL, hit_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, 0, "reader.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, 0, "reader.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, 0, "reader.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, 0, "reader.fit-width", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "reader.night", NULL);
}

static void
rc_reader_page_init (RcReaderPage *self)
{
  GtkListItemFactory *contents = rc_reader_entry_make_contents_factory ();
  GtkListItemFactory *hits = rc_reader_entry_make_hits_factory ();
  GtkSelectionModel *selection;

  self->cancellable = g_cancellable_new ();
  self->thumbnails = g_hash_table_new (NULL, NULL);
  self->hits = g_list_store_new (RC_TYPE_READER_ENTRY);
  self->current_hit = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->states));
  rc_front_only (GTK_STACK (self->left_stack));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->failed_revealer), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), 900);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->contents_list), contents);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->hits_list), hits);
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->hits))));
  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->hits_list), selection);
  g_object_unref (selection);
  g_object_unref (contents);
  g_object_unref (hits);
  g_signal_connect (self, "notify::folded", G_CALLBACK (update_panes), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (update_panes), NULL);
  update_panes (self);
}

GtkWidget *
rc_reader_page_new (RcCatalogue *catalogue, RcNavigator *navigator, gint64 document, int page)
{
  RcReaderPage *self = g_object_new (RC_TYPE_READER_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);

  self->document = document;
  self->first_page = page > 0 ? (guint) page - 1 : 0;
  rc_page_reload (RC_PAGE (self));
  return GTK_WIDGET (self);
}
