/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a call on one side, what it seems to say on the other. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/grant-words.h"
#include "desk/own-window.h"
#include "desk/paste-window.h"
#include "desk/rows.h"
#include "exchange/call-text.h"
#include "pages/checklist.h"
#include "widgets/fill.h"
#include "widgets/fold-bin.h"

#include <glib/gi18n.h>

#define WIDTH 980
#define HEIGHT 640
/* After the last key: a text of a page is read in some milliseconds, and not at every one of them. */
#define READ_AFTER_MS 200
#define MEMBER "rc-member"
#define POSITION "rc-position" /* of a deadline or a fact, from 1 */

struct _RcPasteWindow
{
  AdwWindow parent_instance;
  RcGrant *found; /* (owned) (nullable) what the text says */
  guint reading;  /* source; 0 none */
  GtkWidget *text;
  GtkWidget *list;
  GtkWidget *unclear;
  GtkWidget *take_button;
};

static guint taken_signal;

G_DEFINE_FINAL_TYPE (RcPasteWindow, rc_paste_window, ADW_TYPE_WINDOW)

static GtkWidget *
get_tick (GtkListBoxRow *row)
{
  return gtk_widget_get_first_child (gtk_list_box_row_get_child (row));
}

static gboolean
is_ticked (GtkListBoxRow *row)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (get_tick (row)));
}

static void
show_button (RcPasteWindow *self)
{
  guint n = 0;
  GtkListBoxRow *row;
  g_autofree char *words = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    n += is_ticked (row);
  words = n == 0 ? g_strdup (_ ("Tick what is right")) : g_strdup_printf (ngettext ("Take %u into the form", "Take %u into the form", n), n);
  gtk_button_set_label (GTK_BUTTON (self->take_button), words);
  gtk_widget_set_sensitive (self->take_button, n > 0);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_tick (row)), !is_ticked (row));
}

/* `sentence` (nullable): what it was read from. */
static void
add_proposal (RcPasteWindow *self, const char *member, guint position, const char *words, const char *sentence)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *tick = gtk_check_button_new ();
  const char *label = rc_grant_member_get_label (member);
  g_autofree char *quoted = sentence != NULL ? g_strdup_printf ("“%s”", sentence) : NULL;
  g_autofree char *name = g_strdup_printf ("%s: %s", label, words);
  GtkWidget *row;

  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (tick, GTK_ALIGN_START);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (show_button), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (label, "field-name"));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_lines (words, NULL));
  if (quoted != NULL)
    gtk_box_append (GTK_BOX (lines), rc_rows_make_lines (quoted, "sentence"));
  gtk_box_append (GTK_BOX (box), tick);
  gtk_box_append (GTK_BOX (box), lines);
  row = rc_rows_make_row (box, "change-row", name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), MEMBER, g_strdup (member), g_free);
  g_object_set_data (G_OBJECT (row), POSITION, GUINT_TO_POINTER (position));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_text_proposal (RcPasteWindow *self, const char *member, const char *text)
{
  g_autofree char *line = NULL;

  if (text == NULL || *text == '\0')
    return;
  line = g_utf8_strlen (text, -1) > 300 ? g_utf8_substring (text, 0, 300) : g_strdup (text);
  if (strlen (line) < strlen (text))
    {
      char *cut = g_strconcat (line, "…", NULL);

      g_free (line);
      line = cut;
    }
  add_proposal (self, member, 0, line, NULL);
}

static void
show_found (RcPasteWindow *self, gboolean unclear)
{
  const RcGrant *found = self->found;

  rc_rows_clear (self->list);
  add_text_proposal (self, "title", found->title);
  for (guint i = 0; i < found->deadlines->len; i++)
    {
      RcDeadline *deadline = g_ptr_array_index (found->deadlines, i);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autofree char *words = NULL;

      g_ptr_array_add (one, deadline);
      words = rc_grant_deadlines_dup_words (one);
      add_proposal (self, "deadlines", i + 1, words, deadline->verbatim);
    }
  add_text_proposal (self, "eligibility", found->eligibility);
  for (guint i = 0; i < found->facts->len; i++)
    {
      const RcFact *fact = g_ptr_array_index (found->facts, i);
      g_autofree char *words = rc_fact_dup_words (fact);

      add_proposal (self, "facts", i + 1, words, fact->sentence);
    }
  add_text_proposal (self, "url", found->url);
  add_text_proposal (self, "summary", found->summary);
  rc_label_fill (GTK_LABEL (self->unclear),
                 unclear ? _ ("It speaks of a deadline that the program does not understand. Look for it, and write it yourself.") : NULL);
  show_button (self);
}

static gboolean
read_cb (gpointer user_data)
{
  RcPasteWindow *self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  gboolean unclear = FALSE;

  self->reading = 0;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_clear_pointer (&self->found, rc_grant_free);
  self->found = rc_call_text_read (text, g_get_real_time () / G_USEC_PER_SEC, &unclear);
  show_found (self, unclear);
  return G_SOURCE_REMOVE;
}

static void
text_changed_cb (RcPasteWindow *self)
{
  g_clear_handle_id (&self->reading, g_source_remove);
  self->reading = g_timeout_add (READ_AFTER_MS, read_cb, self);
}

static void
take (const RcGrant *found, const char *member, guint position, RcGrant *taken)
{
  if (g_str_equal (member, "facts"))
    {
      RcFact *fact = rc_fact_copy (g_ptr_array_index (found->facts, position - 1));

      /* Whoever has ticked it has read it. */
      fact->from_text = FALSE;
      g_ptr_array_add (taken->facts, fact);
    }
  else if (position > 0)
    g_ptr_array_add (taken->deadlines, rc_deadline_copy (g_ptr_array_index (found->deadlines, position - 1)));
  else if (g_str_equal (member, "title"))
    {
      g_free (taken->title);
      taken->title = g_strdup (found->title);
    }
  else if (g_str_equal (member, "eligibility"))
    taken->eligibility = g_strdup (found->eligibility);
  else if (g_str_equal (member, "url"))
    taken->url = g_strdup (found->url);
  else
    taken->summary = g_strdup (found->summary);
}

static void
take_cb (RcPasteWindow *self)
{
  g_autoptr (RcGrant) taken = rc_grant_new ();
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (is_ticked (row))
      take (self->found, g_object_get_data (G_OBJECT (row), MEMBER), GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), POSITION)), taken);
  g_signal_emit (self, taken_signal, 0, taken);
  gtk_window_close (GTK_WINDOW (self));
}

static void
rc_paste_window_dispose (GObject *object)
{
  g_clear_handle_id (&RC_PASTE_WINDOW (object)->reading, g_source_remove);
  G_OBJECT_CLASS (rc_paste_window_parent_class)->dispose (object);
}

static void
rc_paste_window_finalize (GObject *object)
{
  g_clear_pointer (&RC_PASTE_WINDOW (object)->found, rc_grant_free);
  G_OBJECT_CLASS (rc_paste_window_parent_class)->finalize (object);
}

static void
rc_paste_window_class_init (RcPasteWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_paste_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_paste_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
  taken_signal = g_signal_new ("taken", RC_TYPE_PASTE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static GtkWidget *
make_scrolled (GtkWidget *child, const char *class)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  if (class != NULL)
    gtk_widget_add_css_class (scroller, class);
  return scroller;
}

static GtkWidget *
make_text (RcPasteWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->text = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->text), 11);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->text), 11);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->text), 7);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Text of the call"), -1);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), rc_rows_make_label (_ ("Text of the call"), "field-name"));
  gtk_box_append (GTK_BOX (box), make_scrolled (self->text, "text-field"));
  return box;
}

static GtkWidget *
make_proposals (RcPasteWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *none = rc_rows_make_lines (_ ("Paste the text (Ctrl+V), and what it seems to say appears here."), "muted");

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_widget_set_margin_top (none, 24);
  gtk_widget_set_margin_bottom (none, 24);
  gtk_widget_set_margin_start (none, 12);
  gtk_widget_set_margin_end (none, 12);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What it seems to say"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  self->unclear = rc_rows_make_lines (NULL, "error-hint");
  gtk_widget_set_visible (self->unclear, FALSE);
  gtk_box_append (GTK_BOX (box), rc_rows_make_label (_ ("What it seems to say"), "field-name"));
  gtk_box_append (GTK_BOX (box), self->unclear);
  gtk_box_append (GTK_BOX (box), make_scrolled (self->list, NULL));
  return box;
}

/* The text stands above what it says where they have no room beside each other. */
static void
turn_halves (GtkWidget *halves, GParamSpec *pspec, GtkWindow *window)
{
  int width, height;

  /* GTK 4.8 takes no NULL here. */
  gtk_window_get_default_size (window, &width, &height);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (halves), width < RC_ROWS_WIDTH * MAX (rc_text_scale (), 1.0) ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
rc_paste_window_init (RcPasteWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *halves = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_window_set_title (GTK_WINDOW (self), _ ("From the text of a call"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  g_signal_connect_object (self, "notify::default-width", G_CALLBACK (turn_halves), halves, G_CONNECT_SWAPPED);
  self->take_button = gtk_button_new ();
  gtk_widget_set_valign (self->take_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->take_button, "suggested-action");
  g_signal_connect_object (self->take_button, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->take_button);
  gtk_box_set_homogeneous (GTK_BOX (halves), TRUE);
  gtk_widget_set_margin_top (halves, 18);
  gtk_widget_set_margin_bottom (halves, 18);
  gtk_widget_set_margin_start (halves, 18);
  gtk_widget_set_margin_end (halves, 18);
  gtk_box_append (GTK_BOX (halves), make_text (self));
  gtk_box_append (GTK_BOX (halves), make_proposals (self));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), halves);
  gtk_widget_add_css_class (box, "desk");
  adw_window_set_content (ADW_WINDOW (self), box);
  show_button (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->text);
}

RcPasteWindow *
rc_paste_window_new (GtkWindow *parent)
{
  RcPasteWindow *self = g_object_new (RC_TYPE_PASTE_WINDOW, NULL);

  rc_own_window_place (GTK_WINDOW (self), parent);
  return self;
}
