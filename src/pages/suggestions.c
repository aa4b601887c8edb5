/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be meant, below the words that are being typed. The next letter cancels the question of the one before; what is shown stays until
 * the new answer is there. Enter takes the words as they stand. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/suggestions.h"

#include <glib/gi18n.h>

#include "pages/suggestion-load.h"
#include "widgets/format.h"
#include "widgets/group.h"
#include "widgets/language.h"

#define GAP 8 /* pixels below the box */

struct _RcSuggestions
{
  GtkWidget parent_instance;

  GtkWidget *list;           /* the only child */
  RcPage *page;              /* (unowned) (nullable) */
  GtkWidget *entry, *box;    /* (unowned) (nullable) of the page */
  GPtrArray *shown;          /* (owned) (nullable) RcSuggestion, one a row */
  GCancellable *cancellable; /* (owned) (nullable) of the question under way */
  guint look;                /* source that looks where the keyboard went; 0 none */
};

G_DEFINE_FINAL_TYPE (RcSuggestions, rc_suggestions, GTK_TYPE_WIDGET)

static void
stop_asking (RcSuggestions *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

gboolean
rc_suggestions_dismiss (RcSuggestions *self)
{
  gboolean was_there = gtk_widget_get_visible (GTK_WIDGET (self));

  g_return_val_if_fail (RC_IS_SUGGESTIONS (self), FALSE);

  stop_asking (self);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return was_there;
}

static const char *
get_icon_name (const RcSuggestion *suggestion)
{
  switch (suggestion->type)
    {
    case RC_SUGGEST_PLACE:
      return "mark-location-symbolic";
    case RC_SUGGEST_SUBJECT:
      return "view-list-bullet-symbolic";
    case RC_SUGGEST_PEOPLE:
      return "avatar-default-symbolic";
    case RC_SUGGEST_TITLE:
    default:
      return rc_group_of (suggestion->row->kind, suggestion->row->material)->icon_name;
    }
}

/* "report · 2003" */
static char *
say_what (const RcSuggestion *suggestion)
{
  const RcRowData *row = suggestion->row;
  const char *group;

  switch (suggestion->type)
    {
    case RC_SUGGEST_PLACE:
      /* Translators: what a suggestion is, in small letters behind it: "Otrar place". */
      return g_strdup (C_ ("suggestion", "place"));
    case RC_SUGGEST_SUBJECT:
      return g_strdup (C_ ("suggestion", "subject"));
    case RC_SUGGEST_PEOPLE:
      return g_strdup (C_ ("suggestion", "author"));
    case RC_SUGGEST_TITLE:
    default:
      group = rc_group_get_label (rc_group_of (row->kind, row->material));
      return row->year > 0 ? g_strdup_printf ("%s · %d", group, row->year) : g_strdup (group);
    }
}

/* How much it leads to, or where it stands: (transfer full) (nullable). */
static char *
say_end (const RcSuggestion *suggestion)
{
  if (suggestion->row == NULL)
    return suggestion->total > 0 ? rc_format_count (suggestion->total) : NULL;
  return g_strdup (suggestion->row->shelfmark);
}

static char *
say_name (const RcSuggestion *suggestion, const char *what)
{
  g_autofree char *count = rc_format_count (suggestion->total);
  g_autofree char *results = g_strdup_printf (g_dngettext (NULL, "%s result", "%s results", suggestion->total), count);

  return suggestion->row != NULL || suggestion->total == 0 ? g_strdup_printf ("%s, %s", suggestion->text, what)
                                 : g_strdup_printf ("%s, %s, %s", suggestion->text, what, results);
}

/* What was typed is bold, as the rest follows from it. */
static PangoAttrList *
make_bold (const RcSuggestion *suggestion)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  for (guint i = 0; i < suggestion->ranges->len; i++)
    {
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = g_array_index (suggestion->ranges, RcTextRange, i).start;
      bold->end_index = g_array_index (suggestion->ranges, RcTextRange, i).end;
      pango_attr_list_insert (attributes, bold);
    }
  return attributes;
}

/* Where there is little room the sign alone says what it is: the name has the row. */
static GtkWidget *
make_row (const RcSuggestion *suggestion, gboolean narrow)
{
  g_autofree char *what = say_what (suggestion), *end = say_end (suggestion), *name = say_name (suggestion, what);
  g_autoptr (PangoAttrList) bold = make_bold (suggestion);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon_name (suggestion)), *text = gtk_label_new (suggestion->text), *label = gtk_label_new (what);

  gtk_label_set_attributes (GTK_LABEL (text), bold);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  if (suggestion->row != NULL)
    gtk_widget_add_css_class (text, "work");
  gtk_widget_set_css_classes (label, (const char *[]){ "muted", "second", NULL });
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), text);
  gtk_box_append (GTK_BOX (words), label);
  gtk_widget_set_visible (label, !narrow);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  if (end != NULL && !narrow)
    {
      GtkWidget *last = gtk_label_new (end);

      gtk_widget_set_css_classes (last, (const char *[]){ "muted", "second", "numeric", NULL });
      gtk_box_append (GTK_BOX (box), last);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* With letters to be tapped there is little room: the words and what is below them come into sight together. */
static void
bring_into_sight (RcSuggestions *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  graphene_rect_t box;
  int height;

  if (viewport == NULL || !gtk_widget_compute_bounds (self->box, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &box))
    return;
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, (int) box.size.width, NULL, &height, NULL, NULL);
  gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)), box.origin.y - GAP,
                             box.origin.y + box.size.height + GAP + height + GAP);
}

/* Takes the suggestions. */
static void
show (RcSuggestions *self, GPtrArray *suggestions)
{
  g_autofree char *count = rc_format_count (suggestions->len);
  /* Translators: for screen readers, while words are typed. */
  g_autofree char *said = g_strdup_printf (g_dngettext (NULL, "%s suggestion: press Down", "%s suggestions: press Down", suggestions->len), count);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = suggestions;
  for (guint i = 0; i < suggestions->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (g_ptr_array_index (suggestions, i), rc_fold_bin_get_narrow (RC_FOLD_BIN (self->page))));
  gtk_widget_set_visible (GTK_WIDGET (self), suggestions->len > 0);
  rc_page_announce (self->page, suggestions->len > 0 ? said : "");
  if (suggestions->len > 0)
    bring_into_sight (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcSuggestions) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *suggestions = rc_suggestions_load_finish (RC_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (suggestions != NULL)
    show (self, suggestions);
  else
    /* The search itself says it where it fails, too. */
    rc_suggestions_dismiss (self);
}

/* Only words that somebody types are asked for, and not those that a page puts there. */
static void
changed_cb (RcSuggestions *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  stop_asking (self);
  if (*text == '\0' || gtk_widget_get_focus_child (self->entry) == NULL)
    {
      rc_suggestions_dismiss (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  rc_suggestions_load_async (rc_page_get_catalogue (self->page), text, rc_ui_language_get ()->code, self->cancellable, loaded_cb,
                             g_object_ref (self));
}

static void
open_value (RcNavigator *navigator, const RcSuggestion *suggestion)
{
  g_autofree char *author = g_strdup_printf ("author:\"%s\"", suggestion->value);
  g_autoptr (RcSearchQuery) query = rc_search_query_new (suggestion->type == RC_SUGGEST_PEOPLE ? author : "");

  if (suggestion->type != RC_SUGGEST_PEOPLE)
    rc_search_query_add_filter (query, suggestion->type == RC_SUGGEST_PLACE ? RC_FACET_PLACE : RC_FACET_SUBJECT, suggestion->value);
  rc_navigator_open_results (navigator, query);
}

static void
activated_cb (RcSuggestions *self, GtkListBoxRow *row)
{
  RcNavigator *navigator = rc_page_get_navigator (self->page);
  g_autoptr (GPtrArray) shown = self->shown != NULL ? g_ptr_array_ref (self->shown) : NULL;
  guint i = (guint) gtk_list_box_row_get_index (row);
  const RcSuggestion *suggestion = shown != NULL && i < shown->len ? g_ptr_array_index (shown, i) : NULL;

  rc_suggestions_dismiss (self);
  if (navigator == NULL || suggestion == NULL)
    return;
  if (suggestion->row != NULL)
    rc_navigator_open_row (navigator, suggestion->row, NULL);
  else
    open_value (navigator, suggestion);
}

static gboolean
entry_key_cb (RcSuggestions *self, guint keyval)
{
  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)));
}

/* Up leads back to the words, and so does a letter. */
static gboolean
list_key_cb (RcSuggestions *self, guint keyval, guint keycode, GdkModifierType state, GtkEventController *keys)
{
  GtkWidget *first = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  gunichar letter = gdk_keyval_to_unicode (keyval);

  if ((keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up) && first != NULL && gtk_widget_has_focus (first))
    return gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !(keyval == GDK_KEY_BackSpace || (letter > ' ' && g_unichar_isprint (letter))))
    return FALSE;
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  return gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (keys), gtk_widget_get_first_child (self->entry));
}

static gboolean
look_cb (gpointer data)
{
  RcSuggestions *self = data;

  self->look = 0;
  if (gtk_widget_get_focus_child (self->entry) == NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    rc_suggestions_dismiss (self);
  return G_SOURCE_REMOVE;
}

/* The keyboard leaves one place before it is in the next. */
static void
focus_left_cb (RcSuggestions *self)
{
  if (self->look == 0)
    self->look = g_idle_add (look_cb, self);
}

static void
rc_suggestions_dispose (GObject *object)
{
  RcSuggestions *self = RC_SUGGESTIONS (object);

  stop_asking (self);
  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_suggestions_parent_class)->dispose (object);
}

static void
rc_suggestions_class_init (RcSuggestionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_suggestions_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
rc_suggestions_init (RcSuggestions *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "rc-list");
  gtk_widget_add_css_class (self->list, "suggestions");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Suggestions"), -1);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (list_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->list, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->list, focus);
}

/* As wide as the box, below it. */
static gboolean
place_cb (RcSuggestions *self, GtkWidget *child, GdkRectangle *place, GtkWidget *overlay)
{
  graphene_rect_t box;

  if (child != GTK_WIDGET (self) || !gtk_widget_compute_bounds (self->box, overlay, &box))
    return FALSE;
  place->x = (int) box.origin.x;
  place->y = (int) (box.origin.y + box.size.height) + GAP;
  place->width = (int) box.size.width;
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place->width, NULL, &place->height, NULL, NULL);
  return TRUE;
}

void
rc_suggestions_attach (RcSuggestions *self, RcPage *page, GtkWidget *entry, GtkWidget *box)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_OVERLAY);
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  g_return_if_fail (RC_IS_SUGGESTIONS (self) && overlay != NULL);

  self->page = page;
  self->entry = entry;
  self->box = box;
  g_signal_connect_object (overlay, "get-child-position", G_CALLBACK (place_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
}
