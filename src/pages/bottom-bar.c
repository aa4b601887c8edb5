/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar below every page: Start over, where to ask, and of which day the listings of grants are. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/bottom-bar.h"

#include <glib/gi18n.h>

#include "catalogue/clock.h"
#include "catalogue/sources.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/widgets.h"

/* Sources are asked every day; listings that are older have missed it, whatever the reason. */
#define OLD_AFTER_SECONDS (36 * 3600)

struct _RcBottomBar
{
  GtkBox parent_instance;
  GCancellable *cancellable; /* (owned) (nullable) of asking for the day */
  RcMyList *list;            /* (owned) (nullable) */
  gboolean narrow;

  GtkWidget *start_over_button;
  GtkWidget *start_over_label;
  GtkWidget *help_box;
  GtkWidget *help_label;
  GtkWidget *listings_box;
  GtkWidget *listings_icon;
  GtkWidget *listings_label;
  GtkWidget *my_list_button;
  GtkWidget *my_list_label;
};

G_DEFINE_FINAL_TYPE (RcBottomBar, rc_bottom_bar, GTK_TYPE_BOX)

typedef struct
{
  gint64 moment; /* of the newest refresh; 0 none */
  RcClock clock;
} Listings;

static gpointer
get_refresh_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Listings listings = { .moment = rc_sources_get_newest_refresh (db, error) };

  if (listings.moment < 0 || !rc_clock_read (&listings.clock, db, g_get_real_time () / G_USEC_PER_SEC, error))
    return NULL;
  return g_memdup2 (&listings, sizeof listings);
}

/* Without an answer the bar says nothing of the listings; the page itself says what is wrong. */
static void
got_refresh_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcBottomBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree Listings *listings = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;
  gboolean old;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_visible (self->listings_box, listings != NULL && (listings->moment > 0 || listings->clock.is_wrong));
  if (listings != NULL && listings->clock.is_wrong)
    {
      gtk_label_set_label (GTK_LABEL (self->listings_label), _("The clock here is wrong: days left are not shown"));
      gtk_image_set_from_icon_name (GTK_IMAGE (self->listings_icon), "dialog-warning-symbolic");
      return;
    }
  if (listings == NULL || listings->moment == 0)
    return;
  when = rc_format_moment (listings->moment);
  old = listings->clock.now - listings->moment > OLD_AFTER_SECONDS;
  /* Translators: the lists of grants; %s is like "today 09:12" or "21 November". The second is for lists that are old. */
  text = g_strdup_printf (old ? _("Listings from %s") : _("Listings updated %s"), when);
  gtk_label_set_label (GTK_LABEL (self->listings_label), text);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->listings_icon), old ? "document-open-recent-symbolic" : "object-select-symbolic");
}

/* "My list · 2" */
static void
show_my_list (RcBottomBar *self)
{
  guint n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  g_autofree char *number = rc_format_count (n);
  /* Translators: a button; %s is how many things somebody put aside. */
  g_autofree char *text = g_strdup_printf (_("My list · %s"), number);
  /* Translators: the same for screen readers. */
  g_autofree char *name = g_strdup_printf (ngettext ("My list, %u title", "My list, %u titles", n), n);

  gtk_label_set_label (GTK_LABEL (self->my_list_label), self->narrow ? number : text);
  rc_button_set_name (GTK_BUTTON (self->my_list_button), name);
  gtk_widget_set_visible (self->my_list_button, n > 0);
}

static void
rc_bottom_bar_dispose (GObject *object)
{
  RcBottomBar *self = RC_BOTTOM_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_BOTTOM_BAR);
  G_OBJECT_CLASS (rc_bottom_bar_parent_class)->dispose (object);
}

static void
rc_bottom_bar_class_init (RcBottomBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_bottom_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/bottom-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RcBottomBar, start_over_button);
  gtk_widget_class_bind_template_child (widget_class, RcBottomBar, start_over_label);
  gtk_widget_class_bind_template_child (widget_class, RcBottomBar, help_box);
  gtk_widget_class_bind_template_child (widget_class, RcBottomBar, help_label);
  gtk_widget_class_bind_template_child (widget_class, RcBottomBar, listings_box);
  gtk_widget_class_bind_template_child (widget_class, RcBottomBar, listings_icon);
  gtk_widget_class_bind_template_child (widget_class, RcBottomBar, listings_label);
  gtk_widget_class_bind_template_child (widget_class, RcBottomBar, my_list_button);
  gtk_widget_class_bind_template_child (widget_class, RcBottomBar, my_list_label);
}

static void
rc_bottom_bar_init (RcBottomBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rc_bottom_bar_reload (RcBottomBar *self, RcCatalogue *catalogue)
{
  g_return_if_fail (RC_IS_BOTTOM_BAR (self));

  gtk_label_set_label (GTK_LABEL (self->start_over_label), _("Start over"));
  rc_button_set_name (GTK_BUTTON (self->start_over_button), _("Start over"));
  gtk_label_set_label (GTK_LABEL (self->help_label), _("Need a hand? Ask at the desk"));
  show_my_list (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rc_catalogue_read_async (catalogue, G_PRIORITY_LOW, get_refresh_in_thread, NULL, NULL, g_free, self->cancellable, got_refresh_cb,
                           g_object_ref (self));
}

void
rc_bottom_bar_set_narrow (RcBottomBar *self, gboolean narrow)
{
  g_return_if_fail (RC_IS_BOTTOM_BAR (self));

  self->narrow = narrow;
  show_my_list (self);
  gtk_widget_set_visible (self->start_over_label, !narrow);
  gtk_widget_set_visible (self->help_box, !narrow);
  gtk_widget_set_visible (self->listings_icon, !narrow);
  gtk_widget_set_halign (self->listings_box, narrow ? GTK_ALIGN_CENTER : GTK_ALIGN_END);
}

void
rc_bottom_bar_set_my_list (RcBottomBar *self, RcMyList *list)
{
  g_return_if_fail (RC_IS_BOTTOM_BAR (self) && self->list == NULL);

  self->list = g_object_ref (list);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (show_my_list), self);
  show_my_list (self);
}
