/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where everybody begins: a search, three doors, what is new and what closes soon. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/home-page.h"
#include "pages/home-cards.h"
#include "pages/home-data.h"
#include "pages/suggestions.h"
#include "widgets/day-clock.h"
#include "widgets/drawing.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/hero.h"
#include "widgets/language-switch.h"
#include "widgets/widgets.h"
#include "widgets/width-bin.h"
#include "widgets/wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define FOLD_WIDTH 900
#define DOOR_PICTURE_WIDTH 102
#define DOOR_PICTURE_WIDTH_NARROW 72
#define DOOR_PICTURE_HEIGHT 144

struct _RcHomePage
{
  RcPage parent_instance;

  RcHero *hero;      /* (owned) */
  RcDayClock *clock; /* (owned) */

  GtkWidget *name_box;
  GtkWidget *languages;
  GtkWidget *greeting;
  GtkWidget *search_clamp;
  GtkWidget *search_box;
  GtkWidget *suggestions;
  GtkWidget *entry;
  GtkWidget *search_icon;
  GtkWidget *search_button, *search_button_label, *search_button_icon;
  GtkWidget *try_box;
  GtkWidget *doors;
  GtkWidget *publications_door, *publications_count, *publications_unit;
  GtkWidget *discs_door, *discs_count, *discs_unit;
  GtkWidget *grants_door, *grants_count, *grants_unit;
  GtkWidget *lower;
  GtkWidget *newest_all, *newest_all_label;
  GtkWidget *closing_all, *closing_all_label;
  GtkWidget *newest_box;
  GtkWidget *shelf;
  GtkWidget *closing_box;
  GtkWidget *closing;
};

G_DEFINE_FINAL_TYPE (RcHomePage, rc_home_page, RC_TYPE_PAGE)

static void
open_query (RcHomePage *self, RcSearchQuery *query)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));

  if (navigator != NULL)
    rc_navigator_open_results (navigator, query);
  rc_search_query_free (query);
}

static void
search_cb (RcHomePage *self)
{
  rc_suggestions_dismiss (RC_SUGGESTIONS (self->suggestions));
  open_query (self, rc_search_query_new (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
try_cb (RcHomePage *self, GtkButton *button)
{
  open_query (self, rc_search_query_new (gtk_button_get_label (button)));
}

static void
open_publications_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSearchQuery *query = rc_home_query_newest ();

  query->sort = RC_SORT_TITLE;
  open_query (RC_HOME_PAGE (widget), query);
}

static void
open_discs_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcSearchQuery *query = rc_search_query_new ("");

  query->sort = RC_SORT_TITLE;
  rc_search_query_add_filter (query, RC_FACET_GROUP, "disc");
  open_query (RC_HOME_PAGE (widget), query);
}

static void
open_newest_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_query (RC_HOME_PAGE (widget), rc_home_query_newest ());
}

static void
open_grants_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (widget));

  if (navigator != NULL)
    rc_navigator_open_grants (navigator);
}

static void
open_card (RcHomePage *self, GtkWidget *card)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));
  RcKind kind;
  gint64 id = rc_home_card_get_record (card, &kind);

  if (navigator != NULL)
    rc_navigator_open_record (navigator, id, kind, NULL);
}

static void
cover_clicked_cb (RcHomePage *self, GtkButton *button)
{
  open_card (self, GTK_WIDGET (button));
}

static void
grant_activated_cb (RcHomePage *self, GtkListBoxRow *row)
{
  open_card (self, GTK_WIDGET (row));
}

/* A door with nothing behind it says so in words (none), and not by a nought. */
static void
set_count (GtkWidget *door, GtkWidget *label, GtkWidget *unit, const char *title, guint64 count, const char *words, const char *none)
{
  g_autofree char *number = rc_format_count (count);
  g_autofree char *name = none != NULL ? g_strdup_printf ("%s: %s", title, none) : g_strdup_printf ("%s: %s %s", title, number, words);

  gtk_widget_set_visible (label, none == NULL);
  gtk_label_set_label (GTK_LABEL (label), number);
  if (none != NULL)
    words = none;
  gtk_label_set_label (GTK_LABEL (unit), words);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (door), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (door), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_counts (RcHomePage *self, const RcHomeData *data)
{
  g_autofree char *n_discs = rc_format_count (data->discs);
  /* Translators: the second half of "38 214 files, 214 discs". */
  g_autofree char *discs = g_strdup_printf (g_dngettext (NULL, "%s disc", "%s discs", data->discs), n_discs);
  g_autofree char *files
    = g_strdup_printf ("%s, %s", g_dngettext (NULL, "file", "files", data->files), discs);
  g_autofree char *n_open = rc_format_count (data->open_grants);
  g_autofree char *n_titles = rc_format_count (data->publications);
  g_autofree char *all = g_strdup_printf (_("See all %s"), n_open), *all_titles = g_strdup_printf (_("See all %s"), n_titles);

  set_count (self->publications_door, self->publications_count, self->publications_unit, _("Publications"), data->publications,
             g_dngettext (NULL, "title", "titles", data->publications), data->publications == 0 ? _("No titles yet") : NULL);
  set_count (self->discs_door, self->discs_count, self->discs_unit, _("On our discs"), data->files, files,
             data->files == 0 && data->discs == 0 ? _("No discs yet") : NULL);
  set_count (self->grants_door, self->grants_count, self->grants_unit, _("Grants & fellowships"), data->open_grants,
             g_dngettext (NULL, "open now", "open now", data->open_grants), data->open_grants == 0 ? _("None is open now") : NULL);
  gtk_label_set_label (GTK_LABEL (self->newest_all_label), all_titles);
  gtk_widget_set_visible (self->newest_box, data->publications > 0);
  gtk_label_set_label (GTK_LABEL (self->closing_all_label), all);
}

static void
add_cover (RcHomePage *self, const RcRowData *row)
{
  GtkWidget *cover = rc_home_cover_new (row);

  g_signal_connect_object (cover, "clicked", G_CALLBACK (cover_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->shelf), cover);
}

static void
show_data (RcHomePage *self, const RcHomeData *data)
{
  GtkWidget *row;

  show_counts (self, data);
  rc_box_empty (GTK_BOX (self->shelf));
  for (guint i = 0; i < data->newest->len; i++)
    if (g_ptr_array_index (data->newest, i) != NULL)
      add_cover (self, g_ptr_array_index (data->newest, i));
  while ((row = gtk_widget_get_first_child (self->closing)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->closing), row);
  for (guint i = 0; i < data->closing->len; i++)
    if (g_ptr_array_index (data->closing, i) != NULL)
      gtk_list_box_append (GTK_LIST_BOX (self->closing), rc_home_grant_new (g_ptr_array_index (data->closing, i), rc_day_clock_now (self->clock)));
  gtk_widget_set_visible (self->closing_box, data->closing->len > 0);
}

/* What is said of the grants that close next is true until then. */
static void
set_clock (RcHomePage *self, const RcHomeData *data)
{
  gint64 now = rc_day_clock_now (self->clock);
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < data->closing->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (data->closing, i);

      if (row != NULL && row->deadline > now)
        next = MIN (next, row->deadline);
    }
  rc_day_clock_filled (self->clock, next);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcHomePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcHomeData) content = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  if (!rc_page_finish_loading (RC_PAGE (self), error))
    return;
  show_data (self, content);
  set_clock (self, content);
}

static void
reload (RcPage *page)
{
  rc_catalogue_read_async (rc_page_get_catalogue (page), G_PRIORITY_DEFAULT, rc_home_data_load, NULL, NULL,
                           (GDestroyNotify) rc_home_data_free, rc_page_start_loading (page), loaded_cb, g_object_ref (page));
}

static GtkWidget *
get_first_focus (RcPage *page)
{
  return RC_HOME_PAGE (page)->entry;
}

static gboolean
step_back (RcPage *page)
{
  return rc_suggestions_dismiss (RC_SUGGESTIONS (RC_HOME_PAGE (page)->suggestions));
}

static gboolean
start_search (RcPage *page)
{
  return gtk_widget_grab_focus (RC_HOME_PAGE (page)->entry);
}

static void
greet (RcHomePage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int hour = g_date_time_get_hour (now);

  gtk_label_set_label (GTK_LABEL (self->greeting), hour < 5    ? _("Good evening. What are you looking for?")
                                                   : hour < 12 ? _("Good morning. What are you looking for?")
                                                   : hour < 18 ? _("Good afternoon. What are you looking for?")
                                                               : _("Good evening. What are you looking for?"));
}

static void
add_tries (RcHomePage *self)
{
  /* Translators: words to search for, that find something in every language; one is a place name in its own script. */
  const char *words[] = { _("water"), _("Отырар"), _("teacher training"), _("women in science") };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GtkWidget *chip = gtk_button_new_with_label (words[i]);
      gtk_widget_add_css_class (chip, "chip");
      g_signal_connect_object (chip, "clicked", G_CALLBACK (try_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->try_box), chip);
    }
}

/* Where there is little room the words have it: a smaller picture, and no arrow; or no picture at all. */
static void
set_door_brief (GtkWidget *door, gboolean brief, gboolean cramped)
{
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (door));

  gtk_widget_set_size_request (gtk_widget_get_first_child (box), brief ? DOOR_PICTURE_WIDTH_NARROW : DOOR_PICTURE_WIDTH, -1);
  gtk_widget_set_visible (gtk_widget_get_first_child (box), !cramped);
  gtk_widget_set_visible (gtk_widget_get_last_child (box), !brief);
}

static void
set_brief (RcHomePage *self, gboolean brief)
{
  GtkWidget *links[] = { self->newest_all, self->closing_all };
  gboolean cramped = rc_fold_bin_get_cramped (RC_FOLD_BIN (self));

  /* "See all" goes below what it is all of. */
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_parent (links[i])),
                                      cramped ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_set_halign (links[i], cramped ? GTK_ALIGN_START : GTK_ALIGN_FILL);
    }
  set_door_brief (self->publications_door, brief, cramped);
  set_door_brief (self->discs_door, brief, cramped);
  set_door_brief (self->grants_door, brief, cramped);
  gtk_widget_set_visible (self->search_icon, !brief);
  gtk_widget_set_visible (self->search_button_label, !brief);
  gtk_widget_set_visible (self->search_button_icon, brief);
  if (brief)
    gtk_widget_add_css_class (self->search_button, "square");
  else
    gtk_widget_remove_css_class (self->search_button, "square");
}

static void
fold_cb (RcHomePage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self)), narrow = rc_fold_bin_get_narrow (RC_FOLD_BIN (self));
  GtkOrientation orientation = folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->doors), orientation);
  gtk_box_set_spacing (GTK_BOX (self->doors), folded ? 12 : 24);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->lower), orientation);
  gtk_widget_set_size_request (self->closing_box, folded ? -1 : 408, -1);
  gtk_widget_set_visible (self->try_box, !narrow);
  gtk_widget_set_visible (self->name_box, !narrow);
  gtk_widget_set_halign (self->search_clamp, folded ? GTK_ALIGN_FILL : GTK_ALIGN_START);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->search_clamp), folded ? 1184 : 760);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->search_clamp), folded ? 1184 : 760);
  set_brief (self, narrow);
  rc_language_switch_set_brief (RC_LANGUAGE_SWITCH (self->languages), folded);
}

static void
rc_home_page_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RcHomePage *self = RC_HOME_PAGE (widget);

  rc_hero_snapshot (self->hero, snapshot, gtk_widget_get_width (widget), gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
  GTK_WIDGET_CLASS (rc_home_page_parent_class)->snapshot (widget, snapshot);
}

static void
rc_home_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (rc_home_page_parent_class)->constructed (object);
  reload (RC_PAGE (object));
}

static void
rc_home_page_dispose (GObject *object)
{
  RcHomePage *self = RC_HOME_PAGE (object);

  g_clear_pointer (&self->hero, rc_hero_free);
  g_clear_object (&self->clock);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_HOME_PAGE);
  G_OBJECT_CLASS (rc_home_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, name_box);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, languages);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, greeting);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, search_box);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, suggestions);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, entry);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, search_icon);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, search_button);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, search_button_label);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, search_button_icon);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, try_box);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, doors);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, publications_door);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, publications_count);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, publications_unit);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, discs_door);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, discs_count);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, discs_unit);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, grants_door);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, grants_count);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, grants_unit);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, lower);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, newest_all);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, newest_all_label);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, closing_all);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, closing_all_label);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, newest_box);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, shelf);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, closing_box);
  gtk_widget_class_bind_template_child (widget_class, RcHomePage, closing);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, grant_activated_cb);
}

static void
rc_home_page_class_init (RcHomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RcPageClass *page_class = RC_PAGE_CLASS (klass);

  object_class->constructed = rc_home_page_constructed;
  object_class->dispose = rc_home_page_dispose;
  widget_class->snapshot = rc_home_page_snapshot;
  page_class->reload = reload;
  page_class->get_first_focus = get_first_focus;
  page_class->step_back = step_back;
  page_class->start_search = start_search;

  g_type_ensure (RC_TYPE_LANGUAGE_SWITCH);
  g_type_ensure (RC_TYPE_SUGGESTIONS);
  g_type_ensure (RC_TYPE_WIDTH_BIN);
  g_type_ensure (RC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/home-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "home.publications", NULL, open_publications_cb);
  gtk_widget_class_install_action (widget_class, "home.discs", NULL, open_discs_cb);
  gtk_widget_class_install_action (widget_class, "home.newest", NULL, open_newest_cb);
  gtk_widget_class_install_action (widget_class, "home.grants", NULL, open_grants_cb);
}

/* A link is called by what it leads to; "See all" alone says nothing out of its place. */
static void
name_button (GtkWidget *button, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
draw_door (GtkWidget *door, const char *path)
{
  GtkWidget *picture = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (door)));
  g_autoptr (GdkPaintable) drawing = rc_drawing_new (path, DOOR_PICTURE_WIDTH, DOOR_PICTURE_HEIGHT);

  gtk_picture_set_paintable (GTK_PICTURE (picture), drawing);
}

static void
rc_home_page_init (RcHomePage *self)
{
  self->hero = rc_hero_new (GTK_WIDGET (self));
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_suggestions_attach (RC_SUGGESTIONS (self->suggestions), RC_PAGE (self), self->entry, self->search_box);
  gtk_label_set_label (GTK_LABEL (self->newest_all_label), _("See all"));
  gtk_label_set_label (GTK_LABEL (self->closing_all_label), _("See all"));
  draw_door (self->publications_door, RC_RESOURCE_PATH "/art/door-publications.svg");
  draw_door (self->discs_door, RC_RESOURCE_PATH "/art/door-discs.svg");
  draw_door (self->grants_door, RC_RESOURCE_PATH "/art/door-grants.svg");
  name_button (self->publications_door, _("Publications"));
  name_button (self->discs_door, _("On our discs"));
  name_button (self->grants_door, _("Grants & fellowships"));
  name_button (self->newest_all, _("See all that is new on the shelf"));
  name_button (self->closing_all, _("See all grants"));
  rc_button_set_name (GTK_BUTTON (self->search_button), _("Search"));
  greet (self);
  add_tries (self);
  self->clock = rc_day_clock_new (NULL, NULL);
  g_signal_connect_object (self->clock, "changed", G_CALLBACK (rc_page_reload), self, G_CONNECT_SWAPPED);
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), FOLD_WIDTH);
  g_signal_connect (self, "notify::folded", G_CALLBACK (fold_cb), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (fold_cb), NULL);
  g_signal_connect (self, "notify::cramped", G_CALLBACK (fold_cb), NULL);
}

GtkWidget *
rc_home_page_new (RcCatalogue *catalogue, RcNavigator *navigator)
{
  return g_object_new (RC_TYPE_HOME_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);
}
