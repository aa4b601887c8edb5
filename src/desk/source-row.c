/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One source in the list: how it is, when it was asked and will be, what changed, and what can be done. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/rows.h"
#include "desk/source-row.h"
#include "widgets/fill.h"

#include <glib/gi18n.h>

#define N_PILL_CHARS 24
#define BUTTON_EXTRA_CHARS 9
#define AGAIN_CHARS 5 /* of the button for another try, beside one of them */
#define N_SIZE_CHARS 8 /* "999.9 MB" */
/* Name and state are side by side from here on, in pixels. */
#define COLUMNS_WIDTH 300

struct _RcSourceRow
{
  GtkListBoxRow parent_instance;
  char *name;            /* (owned) of the source */
  RcSourceHealth health;
  gboolean paused;       /* as the menu has it */
  char *shown;           /* (owned) (nullable) all that it says of the source, but how far a refresh is */
  GtkWidget *icon;
  GtkWidget *name_label, *place;
  GtkWidget *states, *state, *next; /* in words */
  GtkWidget *running, *page, *size, *bar, *so_far; /* while it runs here */
  GtkWidget *pills, *lower_pills;
  GtkWidget *again_button; /* of an answer that needs care, beside the look at it */
  GtkWidget *button, *button_icon, *button_label;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (RcSourceRow, rc_source_row, GTK_TYPE_LIST_BOX_ROW)

/* How each state looks, and what is done about it first. */
static const struct
{
  const char *icon, *tone, *action, *words, *button_icon;
} looks[] = {
  [RC_SOURCE_NEVER] = { "content-loading-symbolic", "plain", "sources.refresh", N_ ("Refresh"), "view-refresh-symbolic" },
  [RC_SOURCE_GOOD] = { "object-select-symbolic", "ok", "sources.refresh", N_ ("Refresh"), "view-refresh-symbolic" },
  [RC_SOURCE_FAILING] = { "dialog-error-symbolic", "soon", "sources.refresh", N_ ("Try now"), "view-refresh-symbolic" },
  [RC_SOURCE_CARE] = { "dialog-warning-symbolic", "warm", "sources.care", N_ ("Look"), "edit-find-symbolic" },
  [RC_SOURCE_PAUSED] = { "media-playback-pause-symbolic", "plain", "sources.resume", N_ ("Resume"), "media-playback-start-symbolic" },
  [RC_SOURCE_RUNNING] = { "emblem-synchronizing-symbolic", "accent", "sources.stop", N_ ("Stop"), "media-playback-stop-symbolic" },
  [RC_SOURCE_STOPPING] = { "emblem-synchronizing-symbolic", "accent", NULL, N_ ("Stop"), "media-playback-stop-symbolic" },
  [RC_SOURCE_ELSEWHERE] = { "emblem-synchronizing-symbolic", "accent", NULL, N_ ("Refresh"), "view-refresh-symbolic" },
};

static void
set_label (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

static void
set_words (GtkWidget *inscription, const char *words)
{
  if (g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (inscription)), words) != 0)
    gtk_inscription_set_text (GTK_INSCRIPTION (inscription), words);
}

/* Each that is set asks the display server where the pointer is, and waits for the answer. */
static void
set_tooltip (GtkWidget *widget, const char *words)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), words) != 0)
    gtk_widget_set_tooltip_text (widget, words);
}

static void
set_tone (GtkWidget *widget, const char *class, const char *tone)
{
  gtk_widget_set_css_classes (widget, (const char *[]){ class, tone, NULL });
}

static void
add_pill (GtkWidget *box, const char *words, const char *tone)
{
  GtkWidget *pill = gtk_label_new (words);

  gtk_widget_add_css_class (pill, "pill");
  if (tone != NULL)
    gtk_widget_add_css_class (pill, tone);
  gtk_box_append (GTK_BOX (box), pill);
}

static gboolean
is_running (RcSourceHealth health)
{
  return health == RC_SOURCE_RUNNING || health == RC_SOURCE_STOPPING || health == RC_SOURCE_ELSEWHERE;
}

/* What the last success changed, or what is still there from before: two lines, which a small window has room for. */
static void
show_pills (RcSourceRow *self, const RcSource *source)
{
  g_autofree char *n_new = g_strdup_printf (ngettext ("%u new", "%u new", source->n_new), source->n_new);
  g_autofree char *n_changed = g_strdup_printf (ngettext ("%u changed", "%u changed", source->n_changed), source->n_changed);
  g_autofree char *n_closed = g_strdup_printf (ngettext ("%u closed", "%u closed", source->n_closed), source->n_closed);
  /* Translators: grants of a source that failed now; they are still shown. */
  g_autofree char *n_kept = g_strdup_printf (ngettext ("%u kept from before", "%u kept from before", source->n_total), source->n_total);

  rc_box_empty (GTK_BOX (self->pills));
  rc_box_empty (GTK_BOX (self->lower_pills));
  if (source->last_success != 0 && !is_running (self->health))
    {
      if (self->health != RC_SOURCE_GOOD)
        add_pill (self->pills, n_kept, NULL);
      else
        {
          if (source->n_new > 0)
            add_pill (self->pills, n_new, "ok");
          if (source->n_changed > 0)
            add_pill (self->pills, n_changed, "warm");
          if (source->n_closed > 0)
            add_pill (source->n_new > 0 && source->n_changed > 0 ? self->lower_pills : self->pills, n_closed, NULL);
          if (source->n_new + source->n_changed + source->n_closed == 0)
            add_pill (self->pills, _ ("No change"), NULL);
        }
    }
  gtk_widget_set_visible (self->lower_pills, gtk_widget_get_first_child (self->lower_pills) != NULL);
}

static void
show_button (RcSourceRow *self)
{
  const char *action = looks[self->health].action;
  const char *words = _ (looks[self->health].words);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, self->name);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->button_icon), looks[self->health].button_icon);
  gtk_label_set_label (GTK_LABEL (self->button_label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", self->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  /* An action makes it sensitive by itself. */
  if (action == NULL)
    gtk_widget_set_sensitive (self->button, FALSE);
  gtk_widget_set_visible (self->again_button, self->health == RC_SOURCE_CARE);
  set_tooltip (self->button, self->health == RC_SOURCE_ELSEWHERE ? _ ("Another program is asking this source; when it is done, it is shown here") : NULL);
}

static void
add_item (RcSourceRow *self, GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", self->name);
  g_menu_append_item (menu, item);
}

static void
fill_menu (RcSourceRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  add_item (self, menu, _ ("Details"), "sources.details");
  add_item (self, menu, _ ("Edit…"), "sources.edit");
  add_item (self, menu, self->paused ? _ ("Resume") : _ ("Pause"), self->paused ? "sources.resume" : "sources.pause");
  add_item (self, menu, _ ("Remove"), "sources.remove");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), G_MENU_MODEL (menu));
}

gboolean
rc_source_row_show (RcSourceRow *self, const RcSource *source, RcSourceHealth health)
{
  g_autofree char *place = rc_source_dup_place (source);
  g_autofree char *state = rc_source_dup_state (source, health);
  g_autofree char *next = rc_source_dup_next (source, health);
  g_autofree char *name = g_strdup_printf ("%s, %s", source->name, state);
  g_autofree char *shown = g_strdup_printf ("%d\t%d\t%s\t%s\t%s\t%u\t%u\t%u\t%u\t%d", (int) health, source->paused, place, state, next, source->n_new,
                                            source->n_changed, source->n_closed, source->n_total, source->last_success != 0);

  g_return_val_if_fail (RC_IS_SOURCE_ROW (self), FALSE);

  /* Many sources that run have the list read again and again, and each of them changes one row. */
  if (g_strcmp0 (self->shown, shown) == 0)
    return FALSE;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  self->health = health;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), looks[health].icon);
  set_tone (self->icon, "round-icon", looks[health].tone);
  set_label (self->place, place);
  set_label (self->state, state);
  set_tone (self->state, health == RC_SOURCE_FAILING || health == RC_SOURCE_CARE ? "row-error" : "plain", NULL);
  set_label (self->next, next);
  gtk_widget_set_visible (self->states, health != RC_SOURCE_RUNNING);
  gtk_widget_set_visible (self->running, health == RC_SOURCE_RUNNING);
  show_pills (self, source);
  gtk_widget_set_visible (self->so_far, FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
  set_words (self->page, state);
  set_words (self->size, "");
  show_button (self);
  if (self->paused != source->paused || gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->menu)) == NULL)
    {
      self->paused = source->paused;
      fill_menu (self);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return TRUE;
}

/* None of this asks for another size: with many that run the list would be measured anew in each frame. */
void
rc_source_row_show_progress (RcSourceRow *self, const RcRefreshProgress *progress)
{
  g_autofree char *page = rc_refreshing_dup_page (progress);
  g_autofree char *size = rc_refreshing_dup_size (progress);
  g_autofree char *so_far = rc_refreshing_dup_so_far (progress);
  double fraction = rc_refreshing_get_fraction (progress);

  g_return_if_fail (RC_IS_SOURCE_ROW (self));

  if (self->health != RC_SOURCE_RUNNING)
    return;
  set_words (self->page, page);
  set_words (self->size, size);
  set_words (self->so_far, so_far);
  gtk_widget_set_visible (self->so_far, progress->n_read > 0);
  /* One that nobody knows the length of has no bar: one that only moves would draw the window again and again. */
  gtk_widget_set_visible (self->bar, fraction >= 0);
  if (fraction < 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, page, -1);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), fraction);
}

static void
rc_source_row_finalize (GObject *object)
{
  g_free (RC_SOURCE_ROW (object)->name);
  g_free (RC_SOURCE_ROW (object)->shown);
  G_OBJECT_CLASS (rc_source_row_parent_class)->finalize (object);
}

static void
rc_source_row_class_init (RcSourceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_source_row_finalize;
}

static GtkWidget *
make_pair (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static gboolean
query_cut_cb (GtkWidget *words, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (words));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (words, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_tooltip_set_text (tooltip, text);
  return width > gtk_widget_get_width (words);
}

/* Words that change without another size: of `n_chars`, 0: as wide as there is room. */
static GtkWidget *
make_words (const char *class, guint n_chars, float xalign)
{
  GtkWidget *words = gtk_inscription_new ("");

  gtk_inscription_set_min_lines (GTK_INSCRIPTION (words), 1);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (words), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (words), xalign);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (words), n_chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (words), n_chars);
  gtk_widget_set_hexpand (words, n_chars == 0);
  gtk_widget_set_has_tooltip (words, TRUE);
  g_signal_connect (words, "query-tooltip", G_CALLBACK (query_cut_cb), NULL);
  gtk_widget_add_css_class (words, class);
  return words;
}

/* "Reading page 3 of 7 … 1.2 MB" above a bar. */
static GtkWidget *
make_running (RcSourceRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->page = make_words ("running-words", 0, 0);
  self->size = make_words ("second-line", N_SIZE_CHARS, 1);
  self->bar = gtk_progress_bar_new ();
  gtk_box_append (GTK_BOX (line), self->page);
  gtk_box_append (GTK_BOX (line), self->size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Progress"), -1);
  self->running = make_pair (line, self->bar);
  gtk_box_set_spacing (GTK_BOX (self->running), 6);
  return self->running;
}

static GtkWidget *
make_columns (RcSourceRow *self)
{
  GtkWidget *columns = rc_rows_make_box (12, COLUMNS_WIDTH);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first;

  self->name_label = rc_rows_make_label ("", "row-name");
  self->place = rc_rows_make_label ("", "second-line");
  self->state = rc_rows_make_label ("", "plain");
  self->next = rc_rows_make_label ("", "second-line");
  gtk_label_set_wrap (GTK_LABEL (self->name_label), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->name_label), 2);
  gtk_label_set_wrap (GTK_LABEL (self->state), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->state), 2);
  gtk_label_set_wrap (GTK_LABEL (self->next), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->next), 2);
  self->states = make_pair (self->state, self->next);
  gtk_box_append (GTK_BOX (second), self->states);
  gtk_box_append (GTK_BOX (second), make_running (self));
  gtk_widget_set_valign (second, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (second, TRUE);
  gtk_widget_set_hexpand (columns, TRUE);
  /* Both share the room: the states of all rows begin below each other. */
  first = make_pair (self->name_label, self->place);
  gtk_widget_set_hexpand (first, TRUE);
  gtk_box_append (GTK_BOX (columns), first);
  gtk_box_append (GTK_BOX (columns), second);
  return columns;
}

static GtkWidget *
make_pills (RcSourceRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  /* As wide as the most that is usual. */
  g_autofree char *so_far = rc_refreshing_dup_so_far (&(RcRefreshProgress){ .n_read = 99999 });

  self->so_far = make_words ("pill", (guint) g_utf8_strlen (so_far, -1), 0.5);
  gtk_widget_set_halign (self->so_far, GTK_ALIGN_START);
  self->pills = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->lower_pills = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->pills);
  gtk_box_append (GTK_BOX (box), self->lower_pills);
  gtk_box_append (GTK_BOX (box), self->so_far);
  return box;
}

/* Its source may have mended itself. */
static GtkWidget *
make_again_button (RcSourceRow *self)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Try again"), self->name);

  self->again_button = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  rc_button_set_name (GTK_BUTTON (self->again_button), name);
  gtk_widget_set_tooltip_text (self->again_button, _ ("Try again"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->again_button), "s", self->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->again_button), "sources.refresh");
  gtk_widget_set_valign (self->again_button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->again_button, FALSE);
  return self->again_button;
}

static GtkWidget *
make_button (RcSourceRow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->button = gtk_button_new ();
  self->button_icon = gtk_image_new ();
  self->button_label = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (content), self->button_icon);
  gtk_box_append (GTK_BOX (content), self->button_label);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (self->button), content);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (self->button, TRUE);
  return self->button;
}

static GtkWidget *
make_menu (RcSourceRow *self)
{
  /* Translators: %s is the name of a source; the button opens a menu. */
  g_autofree char *name = g_strdup_printf (_ ("More about %s"), self->name);
  GtkWidget *inner;

  self->menu = gtk_menu_button_new ();
  inner = gtk_widget_get_first_child (self->menu);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "view-more-symbolic");
  gtk_widget_set_tooltip_text (self->menu, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_set_valign (self->menu, GTK_ALIGN_CENTER);
  return self->menu;
}

static void
rc_source_row_init (RcSourceRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

/* Columns are of a width of their own: of a size group all rows would be measured anew for each that changes. */
static void
set_width (GtkWidget *widget, int n_chars)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  gtk_widget_set_size_request (widget, PANGO_PIXELS_CEIL (n_chars * pango_font_metrics_get_approximate_char_width (metrics)), -1);
  pango_font_metrics_unref (metrics);
}

/* Of the longest words, with their icon and the room around, and what stands beside them. */
static int
get_button_chars (void)
{
  int n_chars = 0;

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    n_chars = MAX (n_chars, (int) g_utf8_strlen (_ (looks[i].words), -1) + (i == RC_SOURCE_CARE ? AGAIN_CHARS : 0));
  return n_chars + BUTTON_EXTRA_CHARS;
}

RcSourceRow *
rc_source_row_new (const char *name)
{
  RcSourceRow *self = g_object_new (RC_TYPE_SOURCE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *parts = rc_rows_make_box (12, RC_ROWS_WIDTH);
  GtkWidget *end = rc_rows_make_box (12, 0);
  GtkWidget *actions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *pills;

  self->name = g_strdup (name);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), parts);
  gtk_box_append (GTK_BOX (parts), make_columns (self));
  gtk_box_append (GTK_BOX (parts), end);
  pills = make_pills (self);
  gtk_box_append (GTK_BOX (end), pills);
  gtk_box_append (GTK_BOX (buttons), make_again_button (self));
  gtk_box_append (GTK_BOX (buttons), make_button (self));
  gtk_widget_set_hexpand (buttons, FALSE);
  gtk_box_append (GTK_BOX (actions), buttons);
  gtk_box_append (GTK_BOX (actions), make_menu (self));
  gtk_box_append (GTK_BOX (end), actions);
  set_width (pills, N_PILL_CHARS);
  set_width (buttons, get_button_chars ());
  set_label (self->name_label, name);
  gtk_widget_add_css_class (box, "source-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  return self;
}

const char *
rc_source_row_get_name (RcSourceRow *self)
{
  g_return_val_if_fail (RC_IS_SOURCE_ROW (self), NULL);
  return self->name;
}
