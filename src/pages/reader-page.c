/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document to read: its pages, their pictures in small, the contents, and what was looked for. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "documents/pdf.h"
#include "pages/reader-find.h"
#include "pages/reader-load.h"
#include "pages/reader-sidebar.h"
#include "widgets/front.h"
#include "widgets/group.h"
#include "widgets/language.h"
#include "widgets/page-view.h"
#include "widgets/widgets.h"

#define FIND_WIDTH 302

struct _RcReaderPage
{
  RcPage parent_instance;
  gint64 document;
  guint first_page;          /* from 0 */
  GCancellable *cancellable; /* (owned) of loading */
  RcReaderSource *source;    /* (owned) (nullable) */
  gboolean open;             /* the document is shown */

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
  GtkWidget *sidebar;
  GtkWidget *centre_pane;
  GtkWidget *view;
  GtkWidget *failed_revealer;
  GtkWidget *pill_label;
  GtkWidget *find;
};

G_DEFINE_FINAL_TYPE (RcReaderPage, rc_reader_page, RC_TYPE_PAGE)

/* --- what is shown of the state --- */

/* On a narrow screen one pane at a time, on a wide one side by side. */
static void
update_panes (RcReaderPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));
  gboolean search = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_button));
  gboolean pages = !folded || (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->panes_button)) && !search);

  gtk_widget_set_visible (self->panes_button, folded && self->open);
  gtk_widget_set_visible (self->search_button, self->open);
  gtk_widget_set_visible (self->fit_button, !folded && self->open);
  gtk_widget_set_visible (self->night_label, !folded);
  gtk_widget_set_visible (self->night_button, self->open);
  gtk_widget_set_visible (self->zoom_box, self->open && !rc_fold_bin_get_narrow (RC_FOLD_BIN (self)));
  gtk_widget_set_visible (self->sidebar, pages);
  gtk_widget_set_visible (self->find, search);
  gtk_widget_set_hexpand (self->find, folded);
  gtk_widget_set_size_request (self->find, folded ? -1 : FIND_WIDTH, -1);
  gtk_widget_set_visible (self->centre_pane, !folded || (!pages && !search));
  rc_reader_sidebar_set_folded (RC_READER_SIDEBAR (self->sidebar), folded);
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

  gtk_label_set_text (GTK_LABEL (self->pill_label), text);
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

/* --- panes --- */

static void
search_toggled_cb (RcReaderPage *self)
{
  update_panes (self);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_button)))
    rc_reader_find_start (RC_READER_FIND (self->find));
  else
    {
      rc_reader_find_clear (RC_READER_FIND (self->find));
      gtk_widget_grab_focus (self->view);
    }
}

static void
stop_search (RcReaderPage *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), FALSE);
}

/* A narrow screen shows the page in place of the list; the marks stay. */
static void
hit_chosen_cb (RcReaderPage *self)
{
  if (!rc_fold_bin_get_folded (RC_FOLD_BIN (self)))
    return;
  gtk_widget_set_visible (self->find, FALSE);
  gtk_widget_set_visible (self->centre_pane, TRUE);
}

static void
leave_sidebar (RcReaderPage *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->panes_button), FALSE);
  gtk_widget_grab_focus (self->view);
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

  self->open = TRUE;
  rc_page_view_set_pdf (RC_PAGE_VIEW (self->view), pdf);
  rc_page_view_show_page (RC_PAGE_VIEW (self->view), self->first_page);
  rc_reader_sidebar_set_document (RC_READER_SIDEBAR (self->sidebar), pdf, RC_PAGE_VIEW (self->view));
  rc_reader_find_set_document (RC_READER_FIND (self->find), pdf, RC_PAGE_VIEW (self->view));
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "pages");
  update_panes (self);
  page_changed_cb (self);
  zoom_changed_cb (self);
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
      stop_search (self);
      return TRUE;
    }
  if (rc_fold_bin_get_folded (RC_FOLD_BIN (self)) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->panes_button)))
    {
      leave_sidebar (self);
      return TRUE;
    }
  return FALSE;
}

static gboolean
rc_reader_page_start_search (RcPage *page)
{
  RcReaderPage *self = RC_READER_PAGE (page);

  if (self->open)
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), TRUE);
      update_panes (self);
      rc_reader_find_start (RC_READER_FIND (self->find));
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

  rc_page_view_set_night (RC_PAGE_VIEW (self->view), night);
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
rc_reader_page_dispose (GObject *object)
{
  RcReaderPage *self = RC_READER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->source, rc_reader_source_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_READER_PAGE);
  G_OBJECT_CLASS (rc_reader_page_parent_class)->dispose (object);
}

static void
rc_reader_page_finalize (GObject *object)
{
  RcReaderPage *self = RC_READER_PAGE (object);

  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (rc_reader_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/reader-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcReaderPage, name)
  BIND (title_label);
  BIND (subtitle_label);
  BIND (panes_button);
  BIND (zoom_box);
  BIND (zoom_label);
  BIND (fit_button);
  BIND (night_button);
  BIND (night_label);
  BIND (night_label_icon);
  BIND (search_button);
  BIND (states);
  BIND (damaged_status);
  BIND (sidebar);
  BIND (centre_pane);
  BIND (view);
  BIND (failed_revealer);
  BIND (pill_label);
  BIND (find);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, update_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_panes);
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search);
  gtk_widget_class_bind_template_callback (widget_class, hit_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_sidebar);
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
  g_type_ensure (RC_TYPE_READER_FIND);
  g_type_ensure (RC_TYPE_READER_SIDEBAR);
  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i], NULL, view_action);
  gtk_widget_class_install_action (widget_class, "reader.night", NULL, night_action);
  gtk_widget_class_install_action (widget_class, "reader.retry", NULL, retry_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, 0, "reader.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, 0, "reader.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, 0, "reader.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, 0, "reader.fit-width", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "reader.night", NULL);
}

static void
rc_reader_page_init (RcReaderPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->states));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->failed_revealer), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), 900);
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
