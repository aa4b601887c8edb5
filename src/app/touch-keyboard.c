/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters to be tapped, for a kiosk that has no keyboard of its own. */
#define G_LOG_DOMAIN "rc-app"

#include "config.h"

#include "app/touch-keyboard.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "widgets/fill.h"
#include "widgets/language.h"

#define N_COLUMNS 26 /* of which a letter takes two; on a narrow screen no more than the letters need */
#define N_ROWS 4     /* of letters, at most */
#define N_LAYOUTS 5
#define FIGURES N_LAYOUTS
#define N_WITH_CAPITALS 4
#define ROOM 18 /* pixels above and below the words */

typedef struct
{
  const char *code; /* of the language */
  const char *label;
  const char *name;
  const char *rows[N_ROWS]; /* from below the first one is the one with Delete; the fourth one stands on top */
} Layout;

/* As on keyboards of these countries. The last one is no language. */
static const Layout layouts[N_LAYOUTS + 1] = {
  { "en", "EN", "English", { "zxcvbnm", "asdfghjkl", "qwertyuiop" } },
  { "ru", "РУ", "Русский", { "ячсмитьбюё", "фывапролджэ", "йцукенгшщзхъ" } },
  { "kk", "ҚА", "Қазақша", { "ячсмитьбюё", "фывапролджэ", "йцукенгшщзхъ", "әіңғүұқөһ" } },
  { "fr", "FR", "Français", { "wxcvbn’", "qsdfghjklm", "azertyuiop", "éèêëàâçùûîïôœ" } },
  { "ar", "ع", "العربية", { "ئءؤرلىةوزظ", "شسيبلاتنمكط", "ضصثقفغعهخحجد" } },
  { "", "123", "", { ".,?!’\"&", "-/:;()«»“", "1234567890" } },
};

struct _RcTouchKeyboard
{
  RcFoldBin parent_instance;
  GtkRevealer *revealer; /* in the bin */
  GtkWidget *grid;       /* (nullable) */
  guint layout;          /* in layouts */
  guint letters;         /* the layout that figures lead back to */
  gboolean capitals;     /* for one letter */

  GtkGesture *taps;         /* (unowned) (nullable) of the window */
  GtkEventController *keys; /* (unowned) (nullable) of the window */
};

G_DEFINE_FINAL_TYPE (RcTouchKeyboard, rc_touch_keyboard, RC_TYPE_FOLD_BIN)

static void fill (RcTouchKeyboard *self);

/* NULL where no words can be entered. */
static GtkText *
get_text (RcTouchKeyboard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_TEXT (focus) && gtk_editable_get_editable (GTK_EDITABLE (focus)) ? GTK_TEXT (focus) : NULL;
}

static void
hide (RcTouchKeyboard *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
letter_cb (RcTouchKeyboard *self, GtkButton *button)
{
  GtkText *text = get_text (self);

  if (text != NULL)
    g_signal_emit_by_name (text, "insert-at-cursor", (const char *) g_object_get_data (G_OBJECT (button), "letter"));
  if (!self->capitals)
    return;
  self->capitals = FALSE;
  fill (self);
}

static void
delete_cb (RcTouchKeyboard *self)
{
  GtkText *text = get_text (self);

  if (text != NULL)
    g_signal_emit_by_name (text, "backspace");
}

/* As Enter does. */
static void
search_cb (RcTouchKeyboard *self)
{
  GtkText *text = get_text (self);

  hide (self);
  if (text != NULL)
    g_signal_emit_by_name (text, "activate");
}

static void
capitals_cb (RcTouchKeyboard *self)
{
  self->capitals = !self->capitals;
  fill (self);
}

static void
use_layout (RcTouchKeyboard *self, guint layout)
{
  self->capitals = FALSE;
  self->layout = layout;
  if (layout != FIGURES)
    self->letters = layout;
  fill (self);
}

static void
layout_cb (RcTouchKeyboard *self, GtkButton *button)
{
  guint layout = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "layout"));

  use_layout (self, layout == self->layout ? self->letters : layout);
}

/* Keys never have the focus: it stays where the letters go. */
static GtkWidget *
add_key (RcTouchKeyboard *self, int *column, int row, int width, const char *label, const char *name, GCallback callback)
{
  GtkWidget *key = gtk_button_new (), *child;

  if (g_str_has_suffix (label, "-symbolic"))
    child = gtk_image_new_from_icon_name (label);
  else
    {
      child = gtk_label_new (label);
      gtk_label_set_ellipsize (GTK_LABEL (child), strlen (label) > 8 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    }
  gtk_button_set_child (GTK_BUTTON (key), child);
  gtk_widget_set_can_focus (key, FALSE);
  gtk_widget_set_focusable (key, FALSE);
  gtk_widget_add_css_class (key, "key");
  rc_button_set_name (GTK_BUTTON (key), name);
  g_signal_connect_object (key, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_grid_attach (GTK_GRID (self->grid), key, *column, row, width, 1);
  *column += width;
  return key;
}

static void
add_letters (RcTouchKeyboard *self, int *column, int row, const char *letters, gboolean extra)
{
  for (const char *p = letters; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *letter = self->capitals ? g_utf8_strup (p, g_utf8_next_char (p) - p) : g_strndup (p, g_utf8_next_char (p) - p);
      GtkWidget *key = add_key (self, column, row, 2, letter, letter, G_CALLBACK (letter_cb));

      g_object_set_data_full (G_OBJECT (key), "letter", g_steal_pointer (&letter), g_free);
      if (extra)
        gtk_widget_add_css_class (key, "extra");
    }
}

static void
mark_pressed (GtkWidget *key, gboolean pressed)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_STATE_PRESSED, pressed ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  if (pressed)
    gtk_widget_add_css_class (key, "on");
}

static GtkWidget *
add_layout_key (RcTouchKeyboard *self, int *column, int row, int width, guint layout)
{
  /* Translators: a key of a keyboard on the screen; %s is the language whose letters it shows. */
  g_autofree char *name = layout == FIGURES ? g_strdup (_("Figures and signs")) : g_strdup_printf (_("Letters: %s"), layouts[layout].name);
  GtkWidget *key = add_key (self, column, row, width, layouts[layout].label, name, G_CALLBACK (layout_cb));

  g_object_set_data (G_OBJECT (key), "layout", GUINT_TO_POINTER (layout));
  return key;
}

/* On a narrow screen one key leads from language to language, as on a phone, and a sign stands for the word. */
static void
add_last_row (RcTouchKeyboard *self, int row, int n_columns, gboolean narrow)
{
  int column = 0, space = narrow ? n_columns - 13 : 8;
  GtkWidget *key;

  for (guint i = 0; !narrow && i <= FIGURES; i++)
    mark_pressed (add_layout_key (self, &column, row, 2, i), i == self->layout);
  if (narrow)
    {
      mark_pressed (add_layout_key (self, &column, row, 3, FIGURES), self->layout == FIGURES);
      add_layout_key (self, &column, row, 3, self->layout == FIGURES ? self->letters : (self->layout + 1) % N_LAYOUTS);
    }
  /* Translators: the key between words */
  key = add_key (self, &column, row, space, " ", _("Space"), G_CALLBACK (letter_cb));
  g_object_set_data_full (G_OBJECT (key), "letter", g_strdup (" "), g_free);
  key = add_key (self, &column, row, 4, narrow ? "system-search-symbolic" : _("Search"), _("Search"), G_CALLBACK (search_cb));
  gtk_widget_add_css_class (key, "on");
  add_key (self, &column, row, narrow ? 3 : 2, "pan-down-symbolic", _("Hide the keyboard"), G_CALLBACK (hide));
}

static int
count_letters (const Layout *layout, int row)
{
  return layout->rows[row] != NULL ? (int) g_utf8_strlen (layout->rows[row], -1) : 0;
}

/* Keys are as wide as the longest row leaves them. The last row of letters has Delete beside it, and often capitals. */
static int
count_columns (const Layout *layout, gboolean capitals)
{
  int n = 2 * count_letters (layout, 0) + (capitals ? 4 : 2);

  for (int i = 1; i < N_ROWS; i++)
    n = MAX (n, 2 * count_letters (layout, i));
  return n;
}

static void
fill (RcTouchKeyboard *self)
{
  const Layout *layout = &layouts[self->layout];
  GtkWidget *clamp = gtk_revealer_get_child (self->revealer);
  gboolean narrow = rc_fold_bin_get_narrow (RC_FOLD_BIN (self)), capitals = self->layout < N_WITH_CAPITALS;
  int n_columns = narrow ? count_columns (layout, capitals) : N_COLUMNS, side = narrow ? 2 : 3;
  int row = 0;

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_row_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_add_css_class (self->grid, "touch-keys");
  /* Keys stand as they do on keyboards, whatever the direction of the language. */
  gtk_widget_set_direction (self->grid, GTK_TEXT_DIR_LTR);
  for (int i = N_ROWS - 1; i >= 0; i--)
    {
      int n = count_letters (layout, i);
      int column = (n_columns - 2 * n) / 2 - (i == 0 && capitals ? side : 0);

      if (n == 0)
        continue;
      /* Where there is nothing on the other side, Delete may have no room on its own. */
      if (i == 0 && !capitals)
        column = MIN (column, n_columns - 2 * n - side);
      else if (i == 0)
        mark_pressed (add_key (self, &column, row, side, "go-up-symbolic", _("Capital letters"), G_CALLBACK (capitals_cb)), self->capitals);
      add_letters (self, &column, row, layout->rows[i], i == N_ROWS - 1);
      if (i == 0)
        add_key (self, &column, row, side, "edit-clear-symbolic", _("Delete the last letter"), G_CALLBACK (delete_cb));
      row++;
    }
  add_last_row (self, row, n_columns, narrow);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->grid);
}

/* A tap on words that can be changed, or on a sign beside them. */
static void
tapped_cb (RcTouchKeyboard *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *tapped = gtk_widget_pick (window, x, y, GTK_PICK_DEFAULT);

  if (tapped != NULL && (GTK_IS_TEXT (tapped) || gtk_widget_get_ancestor (tapped, GTK_TYPE_TEXT) != NULL))
    rc_touch_keyboard_show (self);
}

/* Above the letters there may be little room. */
static void
show_text (GtkWidget *text)
{
  GtkWidget *viewport = text != NULL ? gtk_widget_get_ancestor (text, GTK_TYPE_VIEWPORT) : NULL;
  graphene_rect_t box;

  if (viewport != NULL && gtk_widget_compute_bounds (text, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &box))
    gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)), box.origin.y - ROOM, box.origin.y + box.size.height + ROOM);
}

/* What is down is not there for a screen reader, either. */
static void
revealed_cb (RcTouchKeyboard *self)
{
  if (gtk_revealer_get_child_revealed (self->revealer))
    show_text ((GtkWidget *) get_text (self));
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_revealer_get_reveal_child (self->revealer) || gtk_revealer_get_child_revealed (self->revealer));
}

/* Who has keys needs none on the screen. */
static gboolean
key_cb (RcTouchKeyboard *self)
{
  hide (self);
  return GDK_EVENT_PROPAGATE;
}

static void
focus_cb (RcTouchKeyboard *self)
{
  if (gtk_revealer_get_reveal_child (self->revealer) && get_text (self) == NULL)
    hide (self);
}

static void
rc_touch_keyboard_root (GtkWidget *widget)
{
  RcTouchKeyboard *self = RC_TOUCH_KEYBOARD (widget);
  GtkWidget *window;

  GTK_WIDGET_CLASS (rc_touch_keyboard_parent_class)->root (widget);
  window = GTK_WIDGET (gtk_widget_get_root (widget));
  self->taps = gtk_gesture_click_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->taps), GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->taps, "pressed", G_CALLBACK (tapped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (self->taps));
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, self->keys);
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (focus_cb), self, G_CONNECT_SWAPPED);
}

static void
rc_touch_keyboard_unroot (GtkWidget *widget)
{
  RcTouchKeyboard *self = RC_TOUCH_KEYBOARD (widget);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));

  g_signal_handlers_disconnect_by_data (window, self);
  gtk_widget_remove_controller (window, GTK_EVENT_CONTROLLER (self->taps));
  gtk_widget_remove_controller (window, self->keys);
  self->taps = NULL;
  self->keys = NULL;
  GTK_WIDGET_CLASS (rc_touch_keyboard_parent_class)->unroot (widget);
}

static void
rc_touch_keyboard_class_init (RcTouchKeyboardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->root = rc_touch_keyboard_root;
  widget_class->unroot = rc_touch_keyboard_unroot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rc_touch_keyboard_init (RcTouchKeyboard *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1104);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1104);
  gtk_widget_add_css_class (clamp, "touch-keyboard");
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (self->revealer, clamp);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->revealer, "notify::reveal-child", G_CALLBACK (revealed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), self, G_CONNECT_SWAPPED);
  rc_fold_bin_set_child (RC_FOLD_BIN (self), GTK_WIDGET (self->revealer));
  g_signal_connect (self, "notify::narrow", G_CALLBACK (fill), NULL);
  rc_touch_keyboard_reset (self);
}

GtkWidget *
rc_touch_keyboard_new (void)
{
  return g_object_new (RC_TYPE_TOUCH_KEYBOARD, NULL);
}

void
rc_touch_keyboard_show (RcTouchKeyboard *self)
{
  g_return_if_fail (RC_IS_TOUCH_KEYBOARD (self));

  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

void
rc_touch_keyboard_reset (RcTouchKeyboard *self)
{
  const char *code = rc_ui_language_get ()->code;
  guint layout = 0;

  g_return_if_fail (RC_IS_TOUCH_KEYBOARD (self));

  hide (self);
  for (guint i = 0; i < N_LAYOUTS; i++)
    if (g_str_equal (layouts[i].code, code))
      layout = i;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Keyboard"), -1);
  use_layout (self, layout);
}
