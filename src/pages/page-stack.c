/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages one after another, with the way back; the bar below them stays. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/page-stack.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "pages/bottom-bar.h"
#include "pages/place.h"
#include "pages/reader-bookmarks.h"
#include "widgets/front.h"
#include "widgets/panes.h"
#include "widgets/widgets.h"

/* Pages further back are made anew when somebody returns to them. */
#define MAX_LIVE_PAGES 6

struct _RcPageStack
{
  RcFoldBin parent_instance;

  RcCatalogue *catalogue; /* (owned) */
  GMenuModel *menu;       /* (owned) (nullable) */
  GPtrArray *places;      /* (owned) RcPlace; the last one is shown */
  RcMyList *my_list;      /* (owned) */

  GtkWidget *stack;
  GtkWidget *bottom_bar;
};

enum
{
  STARTED_OVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void rc_page_stack_navigator_init (RcNavigatorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RcPageStack, rc_page_stack, RC_TYPE_FOLD_BIN,
                               G_IMPLEMENT_INTERFACE (RC_TYPE_NAVIGATOR, rc_page_stack_navigator_init))

static RcPlace *
current_place (RcPageStack *self)
{
  return g_ptr_array_index (self->places, self->places->len - 1);
}

static void
drop_page (RcPageStack *self, RcPlace *place)
{
  if (place->widget != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), g_steal_pointer (&place->widget));
}

static void
drop_place (RcPageStack *self, guint index)
{
  drop_page (self, g_ptr_array_index (self->places, index));
  g_ptr_array_remove_index (self->places, index);
}

/* The title of the page before; its widget may be gone. */
static const char *
name_of_place (const RcPlace *place)
{
  if (place->widget != NULL)
    return rc_page_get_title (RC_PAGE (place->widget));
  return place->type == RC_PLACE_HOME ? _("Home") : place->type == RC_PLACE_RESULTS ? _("Results") : _("Back");
}

static void
show_current (RcPageStack *self)
{
  RcPlace *place = current_place (self);
  guint n = self->places->len;
  const char *back = n > 1 ? name_of_place (g_ptr_array_index (self->places, n - 2)) : NULL;

  if (place->widget == NULL)
    {
      place->widget = rc_place_make_page (place, self->catalogue, RC_NAVIGATOR (self));
      rc_page_set_frame (RC_PAGE (place->widget), back, self->menu);
      gtk_stack_add_child (GTK_STACK (self->stack), place->widget);
    }
  else if (place->stale)
    rc_page_reload (RC_PAGE (place->widget));
  place->stale = FALSE;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), place->widget);
  rc_page_grab_first_focus (RC_PAGE (place->widget));
  if (n > MAX_LIVE_PAGES)
    drop_page (self, g_ptr_array_index (self->places, n - 1 - MAX_LIVE_PAGES));
}

static void
push (RcPageStack *self, RcPlace *place)
{
  g_ptr_array_add (self->places, place);
  show_current (self);
}

static void
open_record (RcNavigator *navigator, gint64 id, RcKind kind, RcResultList *among)
{
  RcPageStack *self = RC_PAGE_STACK (navigator);
  RcPlace *here = current_place (self);
  RcPlace *place;

  place = rc_place_new (kind == RC_KIND_GRANT ? RC_PLACE_GRANT : kind == RC_KIND_DISC ? RC_PLACE_DISC : RC_PLACE_RECORD, id);
  if (among != NULL)
    place->among = g_object_ref (among);
  if (among != NULL && here->among == among)
    drop_place (self, self->places->len - 1);
  push (self, place);
}

static void
open_results (RcNavigator *navigator, const RcSearchQuery *query)
{
  RcPlace *place = rc_place_new (RC_PLACE_RESULTS, 0);

  place->query = rc_search_query_copy (query);
  push (RC_PAGE_STACK (navigator), place);
}

static void
open_to_read (RcNavigator *navigator, RcPlaceType type, gint64 id, int page, const char *words)
{
  RcPlace *place = rc_place_new (type, id);

  place->page = page;
  place->words = g_strdup (words);
  push (RC_PAGE_STACK (navigator), place);
}

static void
open_document (RcNavigator *navigator, gint64 document, int page, const char *words)
{
  open_to_read (navigator, RC_PLACE_DOCUMENT, document, page, words);
}

static void
open_file (RcNavigator *navigator, gint64 file, int page, const char *words)
{
  open_to_read (navigator, RC_PLACE_FILE, file, page, words);
}

static void
open_disc (RcNavigator *navigator, gint64 disc, const char *path)
{
  RcPlace *place = rc_place_new (RC_PLACE_DISC, disc);

  place->path = g_strdup (path);
  push (RC_PAGE_STACK (navigator), place);
}

static void
open_grants (RcNavigator *navigator)
{
  push (RC_PAGE_STACK (navigator), rc_place_new (RC_PLACE_GRANTS, 0));
}

/* The list leads to what is on it; from there it is one step back, not a second list. */
static void
open_my_list (RcNavigator *navigator)
{
  RcPageStack *self = RC_PAGE_STACK (navigator);

  for (guint i = 0; i < self->places->len; i++)
    if (((RcPlace *) g_ptr_array_index (self->places, i))->type == RC_PLACE_MY_LIST)
      {
        while (self->places->len > i + 1)
          drop_place (self, self->places->len - 1);
        show_current (self);
        return;
      }
  push (self, rc_place_new (RC_PLACE_MY_LIST, 0));
}

static RcMyList *
get_my_list (RcNavigator *navigator)
{
  return RC_PAGE_STACK (navigator)->my_list;
}

static void
go_back (RcNavigator *navigator)
{
  RcPageStack *self = RC_PAGE_STACK (navigator);
  RcPlace *left;

  if (self->places->len < 2)
    return;
  left = g_ptr_array_steal_index (self->places, self->places->len - 1);
  show_current (self);
  drop_page (self, left);
  rc_place_free (left);
}

static void
start_over (RcNavigator *navigator)
{
  RcPageStack *self = RC_PAGE_STACK (navigator);

  rc_reader_bookmarks_forget (G_OBJECT (self));
  rc_my_list_clear (self->my_list);
  while (self->places->len > 0)
    drop_place (self, self->places->len - 1);
  push (self, rc_place_new (RC_PLACE_HOME, 0));
  g_signal_emit (self, signals[STARTED_OVER], 0);
}

static void
rc_page_stack_navigator_init (RcNavigatorInterface *iface)
{
  iface->open_record = open_record;
  iface->open_results = open_results;
  iface->open_document = open_document;
  iface->open_file = open_file;
  iface->open_disc = open_disc;
  iface->open_grants = open_grants;
  iface->open_my_list = open_my_list;
  iface->get_my_list = get_my_list;
  iface->go_back = go_back;
  iface->start_over = start_over;
}

static void
freshen (RcPageStack *self)
{
  current_place (self)->stale = FALSE;
  rc_page_reload (rc_page_stack_get_page (self));
  rc_bottom_bar_reload (RC_BOTTOM_BAR (self->bottom_bar), self->catalogue);
}

static void
catalogue_changed_cb (RcPageStack *self)
{
  for (guint i = 0; i < self->places->len; i++)
    ((RcPlace *) g_ptr_array_index (self->places, i))->stale = TRUE;
  rc_my_list_renew (self->my_list);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    freshen (self);
}

/* At the desk it is behind other things most of the time. */
static void
rc_page_stack_map (GtkWidget *widget)
{
  RcPageStack *self = RC_PAGE_STACK (widget);

  GTK_WIDGET_CLASS (rc_page_stack_parent_class)->map (widget);
  if (current_place (self)->stale)
    freshen (self);
}

static void
narrow_cb (RcPageStack *self)
{
  rc_bottom_bar_set_narrow (RC_BOTTOM_BAR (self->bottom_bar), rc_fold_bin_get_narrow (RC_FOLD_BIN (self)));
}

static void
start_over_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  start_over (RC_NAVIGATOR (widget));
}

static void
my_list_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_my_list (RC_NAVIGATOR (widget));
}

/* Nothing but the page, for as long as it stays; a kiosk keeps its way home. */
static void
set_bare_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcPageStack *self = RC_PAGE_STACK (widget);

  gtk_widget_set_visible (self->bottom_bar, !g_variant_get_boolean (parameter) || self->menu == NULL);
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  go_back (RC_NAVIGATOR (widget));
}

/* One step back, never out of the application. */
static void
step_back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (!rc_page_step_back (rc_page_stack_get_page (RC_PAGE_STACK (widget))))
    go_back (RC_NAVIGATOR (widget));
}

static void
search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcPageStack *self = RC_PAGE_STACK (widget);

  if (!rc_page_start_search (rc_page_stack_get_page (self)))
    {
      g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
      open_results (RC_NAVIGATOR (self), query);
      rc_page_start_search (rc_page_stack_get_page (self));
    }
}

/* Header, body, bar below, and round again. */
static void
next_part_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcPageStack *self = RC_PAGE_STACK (widget);
  RcPage *page = rc_page_stack_get_page (self);
  GtkWidget *parts[] = { rc_page_get_header (page), rc_page_get_body (page), self->bottom_bar };

  rc_panes_focus_next (parts, G_N_ELEMENTS (parts));
}

/* A slash is a letter while somebody types. */
static gboolean
slash_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL && GTK_IS_EDITABLE (gtk_root_get_focus (root)))
    return FALSE;
  search_cb (widget, NULL, NULL);
  return TRUE;
}

/* The first page was made before there was a window to have the keyboard in. */
static void
rc_page_stack_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rc_page_stack_parent_class)->root (widget);
  rc_page_grab_first_focus (rc_page_stack_get_page (RC_PAGE_STACK (widget)));
}

static void
rc_page_stack_dispose (GObject *object)
{
  RcPageStack *self = RC_PAGE_STACK (object);

  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_object (&self->my_list);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->menu);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_PAGE_STACK);
  G_OBJECT_CLASS (rc_page_stack_parent_class)->dispose (object);
}

static void
rc_page_stack_class_init (RcPageStackClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_page_stack_dispose;
  widget_class->root = rc_page_stack_root;
  widget_class->map = rc_page_stack_map;

  signals[STARTED_OVER]
    = g_signal_new ("started-over", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  rc_widgets_init ();
  g_type_ensure (RC_TYPE_BOTTOM_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/page-stack.ui");
  gtk_widget_class_bind_template_child (widget_class, RcPageStack, stack);
  gtk_widget_class_bind_template_child (widget_class, RcPageStack, bottom_bar);

  gtk_widget_class_install_action (widget_class, "stack.start-over", NULL, start_over_cb);
  gtk_widget_class_install_action (widget_class, "stack.my-list", NULL, my_list_cb);
  gtk_widget_class_install_action (widget_class, "stack.set-bare", "b", set_bare_cb);
  gtk_widget_class_install_action (widget_class, "stack.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "stack.step-back", NULL, step_back_cb);
  gtk_widget_class_install_action (widget_class, "stack.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "stack.next-part", NULL, next_part_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "stack.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "stack.step-back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "stack.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "stack.next-part", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_slash, 0, slash_cb, NULL);
}

static void
rc_page_stack_init (RcPageStack *self)
{
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_place_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->stack));
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
}

RcPageStack *
rc_page_stack_new (RcCatalogue *catalogue, GMenuModel *menu)
{
  RcPageStack *self = g_object_new (RC_TYPE_PAGE_STACK, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->my_list = rc_my_list_new (catalogue);
  rc_bottom_bar_set_my_list (RC_BOTTOM_BAR (self->bottom_bar), self->my_list);
  g_set_object (&self->menu, menu);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (catalogue_changed_cb), self, G_CONNECT_SWAPPED);
  push (self, rc_place_new (RC_PLACE_HOME, 0));
  rc_bottom_bar_reload (RC_BOTTOM_BAR (self->bottom_bar), self->catalogue);
  return self;
}

RcPage *
rc_page_stack_get_page (RcPageStack *self)
{
  g_return_val_if_fail (RC_IS_PAGE_STACK (self), NULL);
  return RC_PAGE (current_place (self)->widget);
}

void
rc_page_stack_rebuild (RcPageStack *self, GMenuModel *menu)
{
  g_return_if_fail (RC_IS_PAGE_STACK (self));

  g_set_object (&self->menu, menu);
  for (guint i = 0; i < self->places->len; i++)
    drop_page (self, g_ptr_array_index (self->places, i));
  rc_bottom_bar_reload (RC_BOTTOM_BAR (self->bottom_bar), self->catalogue);
  show_current (self);
}
