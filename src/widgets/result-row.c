/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One result: cover, title, what it is and how to get it. All rows of a list have one height. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/result-row.h"
#include "record/name.h"
#include "widgets/badge.h"
#include "widgets/cover.h"
#include "widgets/format.h"
#include "widgets/language.h"
#include "widgets/marks.h"
#include "widgets/widgets.h"

#include <glib/gi18n.h>
#include <string.h>

struct _RcResultRow
{
  GtkWidget parent_instance;

  RcRow *row;     /* (owned) (nullable) */
  char *query;    /* (owned) (nullable) */
  RcHighlighter *highlighter; /* (owned) (nullable) of the query, when there is one */
  guint position; /* of the row in the list, and how many there are */
  guint total;
  gboolean brief;
  gulong handler; /* of the row's data; 0 none */
  GdkRGBA mark;   /* the colour that the marks were made with */

  GtkWidget *cover;
  GtkWidget *title;
  GtkWidget *second;
  GtkWidget *meta;
  GtkWidget *badge_0;
  GtkWidget *badge_1;
  GtkWidget *badge_2;
  GtkWidget *hit_button; /* to the page of a document */
  GtkWidget *chevron;
};

enum
{
  OPENED,
  HIT_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcResultRow, rc_result_row, GTK_TYPE_WIDGET)

/* The heading with which the text ends, whole. */
static GArray *
mark_heading (const char *text, const char *heading)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (RcTextRange));
  RcTextRange range = { (guint) (strlen (text) - strlen (heading)), (guint) strlen (text) };

  g_array_append_val (ranges, range);
  return ranges;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Whether letters come from a font with higher lines than the one of the page. */
static gboolean
has_tall_letters (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    switch (g_unichar_get_script (g_utf8_get_char (at)))
      {
      case G_UNICODE_SCRIPT_COMMON:
      case G_UNICODE_SCRIPT_INHERITED:
      case G_UNICODE_SCRIPT_LATIN:
      case G_UNICODE_SCRIPT_CYRILLIC:
      case G_UNICODE_SCRIPT_GREEK:
        break;
      default:
        return TRUE;
      }
  return FALSE;
}

/* The words of the query in their colour, or (nullable) the heading behind which they stand. */
static void
set_marked_text (RcResultRow *self, GtkWidget *widget, const char *text, const char *heading)
{
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;

  self->mark = rc_marks_get_colour (GTK_WIDGET (self));
  if (self->highlighter != NULL && text != NULL)
    ranges = heading != NULL ? mark_heading (text, heading) : rc_highlighter_mark (self->highlighter, text);
  attributes = rc_marks_new (GTK_WIDGET (self), ranges);
  gtk_inscription_set_text (GTK_INSCRIPTION (widget), text);
  gtk_inscription_set_attributes (GTK_INSCRIPTION (widget), attributes);
  /* It is as high as a line of its own font, and cuts off the rest. */
  set_class (widget, "tall", text != NULL && has_tall_letters (text));
}

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static char *
say_meta (const RcRowData *data, gboolean brief)
{
  GString *text = g_string_new (NULL);
  g_autofree char *languages = rc_language_dup_names (data->languages);
  g_autofree char *people = rc_names_dup_plain (data->people);
  g_autofree char *year = data->year > 0 ? g_strdup_printf ("%d", data->year) : NULL;

  if (!brief || data->publisher == NULL)
    append_part (text, people);
  /* A body that published its own work is named once. */
  if (brief || g_strcmp0 (data->people, data->publisher) != 0)
    append_part (text, data->publisher);
  append_part (text, data->amount);
  append_part (text, year);
  if (data->kind == RC_KIND_FILE)
    append_part (text, data->path);
  /* Of which file the page is. */
  if (data->snippet_place == RC_SNIPPET_PAGE)
    append_part (text, data->snippet_path);
  append_part (text, languages);
  return g_string_free (text, FALSE);
}

/* Where the snippet stands, in a word; (nullable). */
static char *
say_place (const RcRowData *data)
{
  switch (data->snippet_place)
    {
    case RC_SNIPPET_ABSTRACT:
      return g_strdup (_("Abstract"));
    case RC_SNIPPET_SUBJECTS:
      return g_strdup (_("Subjects"));
    case RC_SNIPPET_PAGE:
      /* Translators: where something was found: in a document without pages. */
      return data->snippet_flows ? g_strdup (_("In the text")) : g_strdup_printf (_("Page %s"), data->snippet_label);
    case RC_SNIPPET_BARCODE:
      return g_strdup (_("Barcode"));
    case RC_SNIPPET_SHELFMARK:
      return g_strdup (_("Shelfmark"));
    case RC_SNIPPET_HEADING:
      /* Translators: why a row was found; a subject follows that has what was typed as another of its names. */
      return g_strdup (_("Filed under"));
    case RC_SNIPPET_OTHER:
    default:
      return NULL;
    }
}

/* A piece out of several texts may begin with what stood between two of them. */
static const char *
skip_dots (const char *text)
{
  while (g_str_has_prefix (text, " ") || g_str_has_prefix (text, "·"))
    text = g_utf8_next_char (text);
  return text;
}

/* Why the row is there, where its title does not show it. */
static char *
say_why (const RcRowData *data)
{
  g_autofree char *place = data->snippet != NULL ? say_place (data) : NULL;
  GString *text = g_string_new (place);

  append_part (text, data->snippet != NULL ? skip_dots (data->snippet) : data->parallel_title);
  return g_string_free (text, text->len == 0);
}

static void
show_badges (RcResultRow *self, const RcRowData *data)
{
  GtkWidget *badges[RC_MAX_BADGES] = { self->badge_0, self->badge_1, self->badge_2 };
  RcBadgeText texts[RC_MAX_BADGES] = { 0 };
  guint n = data != NULL ? rc_badge_texts_of_row (data, self->brief, texts) : 0;

  for (guint i = 0; i < RC_MAX_BADGES; i++)
    {
      rc_badge_set (RC_BADGE (badges[i]), i < n && (i < 2 || !self->brief) ? &texts[i] : NULL);
      rc_badge_text_clear (&texts[i]);
    }
}

static char *
say_name (RcResultRow *self, const RcRowData *data, const char *meta)
{
  g_autofree char *number = rc_format_count (self->position + 1);
  g_autofree char *total = rc_format_count (self->total);
  /* Translators: the place of a row in the list, for screen readers: "3 of 47". */
  g_autofree char *place = g_strdup_printf (_("%s of %s"), number, total);

  return g_strdup_printf ("%s, %s, %s%s%s", rc_format_title (data->title), rc_group_get_label (rc_group_of (data->kind, data->material)), meta,
                          *meta != '\0' ? ", " : "", place);
}

static void
show_hit (RcResultRow *self, const RcRowData *data)
{
  gboolean any = data != NULL && data->snippet_place == RC_SNIPPET_PAGE && data->snippet_document != 0 && !self->brief;

  gtk_widget_set_visible (self->hit_button, any);
  if (any)
    {
      g_autofree char *label = say_place (data);
      /* Translators: what a button does that opens a document at this page. */
      g_autofree char *name = data->snippet_flows ? g_strdup (_("In the text: read here"))
                                                  : g_strdup_printf (_("Page %s: read here"), data->snippet_label);

      gtk_button_set_label (GTK_BUTTON (self->hit_button), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->hit_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static void
refresh (RcResultRow *self)
{
  const RcRowData *data = self->row != NULL ? rc_row_get_data (self->row) : NULL;
  g_autoptr (GdkPaintable) cover = data != NULL ? rc_cover_new_for_row (data) : NULL;
  g_autofree char *meta = data != NULL ? say_meta (data, self->brief) : g_strdup ("");
  g_autofree char *name = NULL;
  g_autofree char *second = data != NULL ? say_why (data) : NULL;

  gtk_picture_set_paintable (GTK_PICTURE (self->cover), cover);
  if (data == NULL && self->row != NULL && rc_row_is_loaded (self->row))
    set_marked_text (self, self->title, _("No longer in the catalogue"), NULL);
  else
    set_marked_text (self, self->title, data != NULL ? rc_format_title (data->title) : "", NULL);
  set_marked_text (self, self->second, second,
                   data != NULL && data->snippet_place == RC_SNIPPET_HEADING ? data->snippet : NULL);
  gtk_widget_set_visible (self->second, second != NULL && !self->brief);
  set_marked_text (self, self->meta, meta, NULL);
  /* A row that loads keeps the place for it. */
  gtk_widget_set_visible (self->meta, data == NULL || *meta != '\0');
  show_badges (self, data);
  show_hit (self, data);
  name = data != NULL ? say_name (self, data, meta) : g_strdup (_("Loading"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
loaded_cb (RcResultRow *self)
{
  g_clear_signal_handler (&self->handler, self->row);
  refresh (self);
}

static void
rc_result_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  RcResultRow *self = RC_RESULT_ROW (widget);
  GdkRGBA mark;

  GTK_WIDGET_CLASS (rc_result_row_parent_class)->css_changed (widget, change);
  mark = rc_marks_get_colour (widget);
  if (self->row != NULL && !gdk_rgba_equal (&mark, &self->mark))
    refresh (self);
}

static void
let_go (RcResultRow *self)
{
  if (self->row != NULL)
    g_clear_signal_handler (&self->handler, self->row);
  g_clear_object (&self->row);
}

static void
rc_result_row_dispose (GObject *object)
{
  GtkWidget *child;

  let_go (RC_RESULT_ROW (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), RC_TYPE_RESULT_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rc_result_row_parent_class)->dispose (object);
}

static void
rc_result_row_finalize (GObject *object)
{
  RcResultRow *self = RC_RESULT_ROW (object);

  g_free (self->query);
  rc_highlighter_free (self->highlighter);
  G_OBJECT_CLASS (rc_result_row_parent_class)->finalize (object);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[OPENED], 0);
}

static void
clicked_cb (RcResultRow *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
hit_clicked_cb (RcResultRow *self)
{
  g_signal_emit (self, signals[HIT_OPENED], 0);
}

static void
rc_result_row_class_init (RcResultRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_result_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_result_row_finalize;
  widget_class->css_changed = rc_result_row_css_changed;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[HIT_OPENED] = g_signal_new ("hit-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "result.open", NULL, open_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "result.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "result.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "result.open", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);

  rc_widgets_init ();
  g_type_ensure (RC_TYPE_BADGE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "result");
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/result-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RcResultRow, cover);
  gtk_widget_class_bind_template_child (widget_class, RcResultRow, title);
  gtk_widget_class_bind_template_child (widget_class, RcResultRow, second);
  gtk_widget_class_bind_template_child (widget_class, RcResultRow, meta);
  gtk_widget_class_bind_template_child (widget_class, RcResultRow, badge_0);
  gtk_widget_class_bind_template_child (widget_class, RcResultRow, badge_1);
  gtk_widget_class_bind_template_child (widget_class, RcResultRow, badge_2);
  gtk_widget_class_bind_template_child (widget_class, RcResultRow, hit_button);
  gtk_widget_class_bind_template_child (widget_class, RcResultRow, chevron);
  gtk_widget_class_bind_template_callback (widget_class, hit_clicked_cb);
}

static void
rc_result_row_init (RcResultRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_size_request (self->cover, 66, 94);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
rc_result_row_new (void)
{
  return g_object_new (RC_TYPE_RESULT_ROW, NULL);
}

void
rc_result_row_set_brief (RcResultRow *self, gboolean brief)
{
  g_return_if_fail (RC_IS_RESULT_ROW (self));

  if (self->brief == brief)
    return;
  self->brief = brief;
  gtk_widget_set_size_request (self->cover, brief ? 54 : 66, brief ? 78 : 94);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (self->title), brief ? 2 : 1);
  gtk_widget_set_visible (self->chevron, !brief);
  refresh (self);
}

void
rc_result_row_set (RcResultRow *self, RcRow *row, guint position, guint total, const char *query, gboolean keep)
{
  g_return_if_fail (RC_IS_RESULT_ROW (self));
  g_return_if_fail (row == NULL || RC_IS_ROW (row));

  if (row != NULL)
    g_object_ref (row);
  let_go (self);
  self->row = row;
  self->position = position;
  self->total = total;
  set_class (GTK_WIDGET (self), "first", position == 0);
  set_class (GTK_WIDGET (self), "last", position + 1 == total);
  if (g_strcmp0 (self->query, query) != 0)
    {
      g_free (self->query);
      self->query = g_strdup (query);
      g_clear_pointer (&self->highlighter, rc_highlighter_free);
      if (query != NULL && *query != '\0')
        self->highlighter = rc_highlighter_new (query);
    }
  if (row == NULL)
    return;
  if (!rc_row_is_loaded (row))
    self->handler = g_signal_connect_object (row, "notify::data", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  if (!keep || rc_row_is_loaded (row))
    refresh (self);
}

gboolean
rc_result_row_focus_hit (RcResultRow *self, gboolean to)
{
  g_return_val_if_fail (RC_IS_RESULT_ROW (self), FALSE);

  if (gtk_widget_has_focus (self->hit_button) == to || !gtk_widget_get_visible (self->hit_button))
    return FALSE;
  return gtk_widget_grab_focus (to ? self->hit_button : GTK_WIDGET (self));
}

RcRow *
rc_result_row_get_row (RcResultRow *self)
{
  g_return_val_if_fail (RC_IS_RESULT_ROW (self), NULL);

  return self->row;
}

guint
rc_result_row_get_position (RcResultRow *self)
{
  g_return_val_if_fail (RC_IS_RESULT_ROW (self), 0);

  return self->position;
}
