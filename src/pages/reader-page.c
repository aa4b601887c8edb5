/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document to read: its pages, their pictures in small, the contents, and what was looked for. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-page-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "pages/reader-find.h"
#include "pages/reader-look.h"
#include "pages/reader-pictures.h"
#include "pages/reader-reading.h"
#include "pages/reader-sidebar.h"
#include "widgets/front.h"
#include "widgets/page-view.h"
#include "widgets/reading-view.h"
#include "widgets/widgets.h"
#include "widgets/wrap-layout.h"

#define FIND_WIDTH 302

G_DEFINE_FINAL_TYPE (RcReaderPage, rc_reader_page, RC_TYPE_PAGE)

/* --- what is shown of the state --- */

/* On a narrow screen one pane at a time, on a wide one side by side. */
void
rc_reader_page_update_panes (RcReaderPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));
  gboolean snug = rc_fold_bin_get_snug (RC_FOLD_BIN (self));
  gboolean search = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_button)) && !(folded && self->at_hit);
  gboolean reading = rc_reader_reading_is_on (self);
  gboolean picture = rc_reader_pictures_is_on (self);
  gboolean pages = !folded || (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->panes_button)) && !search);

  gtk_widget_set_visible (self->panes_button, folded && self->open && !picture);
  gtk_widget_set_visible (self->search_button, self->open && !picture);
  gtk_widget_set_visible (self->reading_button, self->open && !picture);
  gtk_widget_set_visible (self->fit_button, !snug && self->open && !reading);
  gtk_widget_set_visible (self->night_label, !snug);
  /* Where there is no room for them, they are in the menu beside. */
  gtk_widget_set_visible (self->night_button, self->open && !reading && !folded && !picture);
  gtk_widget_set_visible (self->zoom_box, self->open && !reading && !folded);
  gtk_widget_set_visible (self->more_button, self->open && self->has_menu);
  gtk_widget_set_visible (self->sidebar, pages && !picture && self->bare == 0 && (folded || !self->sidebar_off));
  gtk_widget_set_visible (self->find, search);
  gtk_widget_set_hexpand (self->find, folded);
  gtk_widget_set_size_request (self->find, folded ? -1 : FIND_WIDTH, -1);
  gtk_widget_set_visible (self->centre_pane, !folded || (!pages && !search));
  rc_reader_sidebar_set_folded (RC_READER_SIDEBAR (self->sidebar), folded);
  if (self->open)
    rc_reader_page_show_place (self);
}

static void
update_failed_cb (RcReaderPage *self)
{
  RcPageView *view = RC_PAGE_VIEW (self->view);
  gboolean failed = (self->open && rc_page_view_get_pdf (view) == NULL) || rc_page_view_has_failed (view, rc_page_view_get_page (view));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->failed_revealer), failed);
  /* GTK tells screen readers of what is folded away, too. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->failed_revealer), GTK_ACCESSIBLE_STATE_HIDDEN, !failed, -1);
}

void
rc_reader_page_show_place (RcReaderPage *self)
{
  RcPageView *view = RC_PAGE_VIEW (self->view);
  gboolean reading = rc_reader_reading_is_on (self);
  guint page = (reading ? rc_reading_view_get_page (RC_READING_VIEW (self->reading)) : rc_page_view_get_page (view)) + 1;
  guint n_pages = rc_page_view_get_n_pages (view);
  g_autofree char *text = rc_page_view_dup_place (view, page - 1);
  g_autofree char *brief = rc_reader_pictures_is_on (self) && n_pages < 2 ? rc_reader_pictures_dup_brief (self) : g_strdup_printf ("%u / %u", page, n_pages);

  gtk_label_set_text (GTK_LABEL (self->pill_label), rc_fold_bin_get_cramped (RC_FOLD_BIN (self)) ? brief : text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.previous-page", page > 1 || rc_reader_pictures_can_step (self, -1));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.next-page", page < n_pages || rc_reader_pictures_can_step (self, +1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->place_button)), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_direction (self->pill, rc_page_view_is_right_to_left (view) ? GTK_TEXT_DIR_RTL : gtk_widget_get_default_direction ());
  rc_reader_look_page_changed (self);
  update_failed_cb (self);
}

void
rc_reader_page_show_zoom (RcReaderPage *self)
{
  /* Translators: how large pages are shown, "100 %". */
  g_autofree char *text = g_strdup_printf (_("%d %%"), (int) lround (rc_page_view_get_zoom (RC_PAGE_VIEW (self->view)) * 100));

  gtk_label_set_text (GTK_LABEL (self->zoom_label), text);
}

/* --- panes --- */

static void
focus_content (RcReaderPage *self)
{
  if (rc_reader_reading_is_on (self))
    rc_reading_view_focus_text (RC_READING_VIEW (self->reading));
  else
    gtk_widget_grab_focus (self->view);
}

static void
search_toggled_cb (RcReaderPage *self)
{
  self->at_hit = FALSE;
  rc_reader_page_update_panes (self);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_button)))
    rc_reader_find_start (RC_READER_FIND (self->find));
  else
    {
      rc_reader_find_clear (RC_READER_FIND (self->find));
      focus_content (self);
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
  self->at_hit = TRUE;
  rc_reader_page_update_panes (self);
}

void
rc_reader_page_show_words (RcReaderPage *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), TRUE);
  rc_reader_find_show_words (RC_READER_FIND (self->find), self->words);
  hit_chosen_cb (self);
}

static void
leave_sidebar (RcReaderPage *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->panes_button), FALSE);
  focus_content (self);
}

/* --- the page --- */

static gboolean
rc_reader_page_step_back (RcPage *page)
{
  RcReaderPage *self = RC_READER_PAGE (page);

  if (rc_reader_look_leave (self))
    return TRUE;
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
  /* What has no pages of its own was text from the first. */
  if (rc_reader_reading_is_on (self) && !rc_pdf_is_flowing (rc_page_view_get_pdf (RC_PAGE_VIEW (self->view))))
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->reading_button), FALSE);
      return TRUE;
    }
  return FALSE;
}

static gboolean
rc_reader_page_start_search (RcPage *page)
{
  RcReaderPage *self = RC_READER_PAGE (page);

  if (self->open && !rc_reader_pictures_is_on (self))
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button), TRUE);
      self->at_hit = FALSE;
      rc_reader_page_update_panes (self);
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

  if (rc_reader_reading_is_on (RC_READER_PAGE (widget)) && rc_reader_reading_act (RC_READER_PAGE (widget), name + strlen ("reader.")))
    return;
  gtk_widget_activate_action (RC_READER_PAGE (widget)->view, action, NULL);
}

static void
night_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *view = RC_PAGE_VIEW (RC_READER_PAGE (widget)->view);

  rc_page_view_set_night (view, !rc_page_view_get_night (view));
}

/* By night all of the window is dark, whatever it is otherwise, for as long as the pages are in sight. */
static void
update_darkness (RcReaderPage *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  AdwColorScheme scheme = adw_style_manager_get_color_scheme (manager);
  gboolean dark = gtk_widget_get_mapped (GTK_WIDGET (self)) && rc_page_view_get_night (RC_PAGE_VIEW (self->view));

  if (dark == self->darkened || (dark && scheme == ADW_COLOR_SCHEME_FORCE_DARK))
    return;
  if (dark)
    self->scheme_by_day = (int) scheme;
  self->darkened = dark;
  /* Who chose another one meanwhile keeps it. */
  if (dark || scheme == ADW_COLOR_SCHEME_FORCE_DARK)
    adw_style_manager_set_color_scheme (manager, dark ? ADW_COLOR_SCHEME_FORCE_DARK : (AdwColorScheme) self->scheme_by_day);
}

/* By button, menu, or a key of the view. */
static void
night_changed_cb (RcReaderPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean night = rc_page_view_get_night (RC_PAGE_VIEW (self->view));

  gtk_label_set_label (GTK_LABEL (self->night_label), night ? _("Day") : _("Night"));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->night_label_icon), night ? "weather-clear-symbolic" : "weather-clear-night-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->night_button), GTK_ACCESSIBLE_PROPERTY_LABEL, night ? _("Day") : _("Night"), -1);
  if (night)
    gtk_widget_add_css_class (widget, "night");
  else
    gtk_widget_remove_css_class (widget, "night");
  update_darkness (self);
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcPageView *view = RC_PAGE_VIEW (RC_READER_PAGE (widget)->view);

  if (rc_page_view_get_pdf (view) == NULL)
    rc_reader_page_show_file (RC_READER_PAGE (widget), RC_READER_PAGE (widget)->file);
  rc_page_view_retry (view, rc_page_view_get_page (view));
  update_failed_cb (RC_READER_PAGE (widget));
}

void
rc_reader_page_show_damage (RcReaderPage *self, gboolean damaged)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->damaged_revealer), damaged);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->damaged_revealer), GTK_ACCESSIBLE_STATE_HIDDEN, !damaged, -1);
  if (damaged)
    rc_page_announce (RC_PAGE (self), gtk_label_get_text (GTK_LABEL (self->damaged_label)));
}

static void
hide_damage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rc_reader_page_show_damage (RC_READER_PAGE (widget), FALSE);
  focus_content (RC_READER_PAGE (widget));
}

static void
rc_reader_page_dispose (GObject *object)
{
  RcReaderPage *self = RC_READER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->source, rc_reader_source_free);
  g_clear_object (&self->bookmarks);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_READER_PAGE);
  G_OBJECT_CLASS (rc_reader_page_parent_class)->dispose (object);
}

static void
rc_reader_page_finalize (GObject *object)
{
  RcReaderPage *self = RC_READER_PAGE (object);

  g_free (self->words);
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
  BIND (views);
  BIND (view);
  BIND (failed_revealer);
  BIND (damaged_revealer);
  BIND (damaged_label);
  BIND (failed_label);
  BIND (pill_label);
  BIND (find);
  BIND (reading_button);
  BIND (more_button);
  BIND (place_button);
  BIND (pill);
  BIND (previous_button);
  BIND (next_button);
  BIND (mark_icon);
  BIND (return_button);
  BIND (copy_button);
  BIND (leave_button);
  BIND (locked_status);
  BIND (password_entry);
  BIND (password_box);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, update_failed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "page_changed_cb", G_CALLBACK (rc_reader_page_show_place));
  gtk_widget_class_bind_template_callback_full (widget_class, "zoom_changed_cb", G_CALLBACK (rc_reader_page_show_zoom));
  gtk_widget_class_bind_template_callback_full (widget_class, "unlock_cb", G_CALLBACK (rc_reader_page_unlock));
  gtk_widget_class_bind_template_callback_full (widget_class, "update_panes", G_CALLBACK (rc_reader_page_update_panes));
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "reading_toggled_cb", G_CALLBACK (rc_reader_reading_toggled));
  gtk_widget_class_bind_template_callback_full (widget_class, "marked_cb", G_CALLBACK (rc_reader_reading_show_hits));
  gtk_widget_class_bind_template_callback (widget_class, stop_search);
  gtk_widget_class_bind_template_callback (widget_class, hit_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_sidebar);
}

static void
rc_reader_page_class_init (RcReaderPageClass *klass)
{
  static const char *const forwarded[] = { "reader.zoom-in", "reader.zoom-out", "reader.fit-width", "reader.next-page", "reader.previous-page",
                                            "reader.fit-page", "reader.real-size", "reader.rotate-left", "reader.rotate-right" };
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
  g_type_ensure (RC_TYPE_WRAP_LAYOUT);
  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i], NULL, view_action);
  gtk_widget_class_install_action (widget_class, "reader.night", NULL, night_action);
  gtk_widget_class_install_action (widget_class, "reader.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "reader.hide-damage", NULL, hide_damage_action);
  rc_reader_look_install (widget_class);
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
  rc_reader_reading_init (self);
  rc_front_only (GTK_STACK (self->views));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->failed_revealer), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  rc_reader_page_show_damage (self, FALSE);
  rc_reader_look_init (self);
  rc_reader_pictures_init (self);
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), 900);
  g_signal_connect_object (self->view, "notify::night", G_CALLBACK (night_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (update_darkness), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (update_darkness), NULL);
  g_signal_connect (self, "notify::snug", G_CALLBACK (rc_reader_page_update_panes), NULL);
  g_signal_connect (self, "notify::folded", G_CALLBACK (rc_reader_page_update_panes), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (rc_reader_page_update_panes), NULL);
  g_signal_connect (self, "notify::cramped", G_CALLBACK (rc_reader_page_update_panes), NULL);
  rc_reader_page_update_panes (self);
}

static GtkWidget *
make (RcCatalogue *catalogue, RcNavigator *navigator, gint64 document, gint64 file, int page, const char *words)
{
  RcReaderPage *self = g_object_new (RC_TYPE_READER_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);

  self->document = document;
  self->file = file;
  self->words = words != NULL && *words != '\0' ? g_strdup (words) : NULL;
  self->first_page = page > 0 ? (guint) page - 1 : 0;
  rc_page_reload (RC_PAGE (self));
  return GTK_WIDGET (self);
}

GtkWidget *
rc_reader_page_new (RcCatalogue *catalogue, RcNavigator *navigator, gint64 document, int page, const char *words)
{
  return make (catalogue, navigator, document, 0, page, words);
}

GtkWidget *
rc_reader_page_new_for_file (RcCatalogue *catalogue, RcNavigator *navigator, gint64 file, int page, const char *words)
{
  return make (catalogue, navigator, 0, file, page, words);
}
