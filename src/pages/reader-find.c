/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words looked for in a document: the entry, how many matches there are, and a list of them. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-find.h"

#include <glib/gi18n.h>

#include "pages/page.h"
#include "pages/reader-entry.h"
#include "pages/reader-hits.h"
#include "pages/reader-search.h"
#include "widgets/widgets.h"
#include "widgets/wrap-layout.h"

struct _RcReaderFind
{
  GtkBox parent_instance;
  RcPageView *view;       /* (owned) (nullable) */
  RcReaderSearch *search; /* (owned) (nullable) */
  RcReaderHits *rows;     /* (owned) */
  char *words;            /* (owned) (nullable) of a search, as they were put into the entry */
  int current;            /* the hit that is shown; -1: none */

  GtkWidget *entry;
  GtkWidget *count_label;
  GtkWidget *list;
};

enum
{
  CHOSEN,
  STOPPED,
  MARKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcReaderFind, rc_reader_find, GTK_TYPE_BOX)

static guint
count_hits (RcReaderFind *self)
{
  RcHits *hits = self->search != NULL ? rc_reader_search_get_hits (self->search) : NULL;

  return hits != NULL ? rc_hits_get_n (hits) : 0;
}

static char *
dup_count (RcReaderFind *self)
{
  guint n = rc_reader_search_get_total (self->search);

  switch (rc_reader_search_get_state (self->search))
    {
    case RC_READER_SEARCH_IDLE:
      return g_strdup ("");
    case RC_READER_SEARCH_NO_TEXT:
      return g_strdup (_("This document is pictures of pages: its text cannot be searched."));
    case RC_READER_SEARCH_RUNNING:
      if (n == 0)
        return g_strdup (_("Searching…"));
      break;
    case RC_READER_SEARCH_DONE:
    default:
      if (n == 0)
        return g_strdup (_("Not in these pages"));
      break;
    }
  if (self->current >= 0)
    return g_strdup_printf (ngettext ("%d of %u match", "%d of %u matches", n), self->current + 1, n);
  return g_strdup_printf (ngettext ("%u match", "%u matches", n), n);
}

static void
show_count (RcReaderFind *self)
{
  RcReaderSearchState state = rc_reader_search_get_state (self->search);
  gboolean any = count_hits (self) > 0;
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), RC_TYPE_PAGE);
  g_autofree char *text = dup_count (self);

  gtk_label_set_text (GTK_LABEL (self->count_label), text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.next", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.previous", any);
  if (page != NULL && (state == RC_READER_SEARCH_DONE || state == RC_READER_SEARCH_NO_TEXT))
    rc_page_announce (RC_PAGE (page), text);
}

static void
show_hit (RcReaderFind *self, guint index)
{
  RcHits *hits = rc_reader_search_get_hits (self->search);
  g_autoptr (GArray) boxes = NULL;

  if (index >= count_hits (self))
    return;
  boxes = rc_hits_make_boxes (hits, index);
  self->current = (int) index;
  rc_page_view_set_hits (self->view, hits, self->current);
  g_signal_emit (self, signals[MARKED], 0);
  if (boxes->len > 0)
    rc_page_view_show_box (self->view, rc_hits_get_page (hits, index), &g_array_index (boxes, RcBox, 0));
  else
    rc_page_view_show_page (self->view, rc_hits_get_page (hits, index));
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (self->list)), index, TRUE);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", index);
  show_count (self);
}

/* After the last one comes the first again. */
static void
step_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcReaderFind *self = RC_READER_FIND (widget);
  int by = g_str_equal (action, "find.next") ? +1 : -1;
  int n = (int) count_hits (self);

  if (n > 0)
    show_hit (self, (guint) (self->current < 0 ? (by > 0 ? 0 : n - 1) : (self->current + by + n) % n));
}

static void
next_cb (RcReaderFind *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "find.next", NULL);
}

static void
previous_cb (RcReaderFind *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "find.previous", NULL);
}

static void
restarted_cb (RcReaderFind *self)
{
  self->current = -1;
  rc_reader_hits_set (self->rows, NULL);
  rc_page_view_set_hits (self->view, NULL, -1);
  g_signal_emit (self, signals[MARKED], 0);
}

/* The first one on the page that is read or behind it; from the end it goes on at the start. */
static guint
find_nearest (RcReaderFind *self)
{
  guint hit = rc_hits_find_page (rc_reader_search_get_hits (self->search), rc_page_view_get_page (self->view));

  return hit < count_hits (self) ? hit : 0;
}

/* A hit is shown as soon as it is found. */
static void
found_cb (RcReaderFind *self)
{
  RcHits *hits = rc_reader_search_get_hits (self->search);

  rc_reader_hits_set (self->rows, hits);
  rc_page_view_set_hits (self->view, hits, self->current);
  if (self->current < 0 && count_hits (self) > 0)
    show_hit (self, find_nearest (self));
  else
    show_count (self);
}

static void
typed_cb (RcReaderFind *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->search == NULL)
    return;
  if (g_strcmp0 (text, self->words) == 0)
    rc_reader_search_set_words (self->search, text);
  else
    rc_reader_search_set_text (self->search, text);
}

static void
stopped_cb (RcReaderFind *self)
{
  g_signal_emit (self, signals[STOPPED], 0);
}

static void
activated_cb (RcReaderFind *self, guint position)
{
  show_hit (self, position);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
rc_reader_find_dispose (GObject *object)
{
  RcReaderFind *self = RC_READER_FIND (object);

  g_clear_object (&self->search);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_READER_FIND);
  g_clear_object (&self->view);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (rc_reader_find_parent_class)->dispose (object);
}

static void
rc_reader_find_finalize (GObject *object)
{
  g_free (RC_READER_FIND (object)->words);
  G_OBJECT_CLASS (rc_reader_find_parent_class)->finalize (object);
}

static void
rc_reader_find_class_init (RcReaderFindClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_reader_find_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_reader_find_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STOPPED] = g_signal_new ("stopped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MARKED] = g_signal_new ("marked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* GTK 4.8 measures a line of a text and of pictures on one baseline in two ways, which differ with large text; this layout has none. */
  g_type_ensure (RC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/reader-find.ui");
  gtk_widget_class_bind_template_child (widget_class, RcReaderFind, entry);
  gtk_widget_class_bind_template_child (widget_class, RcReaderFind, count_label);
  gtk_widget_class_bind_template_child (widget_class, RcReaderFind, list);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "find.next", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "find.previous", NULL, step_cb);
}

/* Wherever the keyboard is in the window. */
static void
add_keys (RcReaderFind *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("F3|<Control>g"),
                                                          gtk_named_action_new ("find.next")));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Shift>F3|<Control><Shift>g"),
                                                          gtk_named_action_new ("find.previous")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
rc_reader_find_init (RcReaderFind *self)
{
  g_autoptr (GtkListItemFactory) factory = rc_reader_entry_make_hits_factory ();
  g_autoptr (GtkSingleSelection) selection = NULL;

  self->current = -1;
  self->rows = rc_reader_hits_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
}

void
rc_reader_find_set_document (RcReaderFind *self, RcCatalogue *catalogue, gint64 document, RcPdf *pdf, RcPageView *view)
{
  g_return_if_fail (RC_IS_READER_FIND (self));
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  rc_reader_entry_name_pages (GTK_LIST_VIEW (self->list), view);
  self->search = rc_reader_search_new (catalogue, document, pdf);
  g_signal_connect_object (self->search, "restarted", G_CALLBACK (restarted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  show_count (self);
}

void
rc_reader_find_start (RcReaderFind *self)
{
  g_return_if_fail (RC_IS_READER_FIND (self));

  gtk_widget_grab_focus (self->entry);
}

void
rc_reader_find_show_words (RcReaderFind *self, const char *words)
{
  g_return_if_fail (RC_IS_READER_FIND (self) && self->search != NULL);

  g_free (self->words);
  self->words = g_strdup (words);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  typed_cb (self);
}

void
rc_reader_find_clear (RcReaderFind *self)
{
  g_return_if_fail (RC_IS_READER_FIND (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

const char *
rc_reader_find_get_text (RcReaderFind *self)
{
  g_return_val_if_fail (RC_IS_READER_FIND (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_editable_get_text (GTK_EDITABLE (self->entry)) : NULL;
}

gboolean
rc_reader_find_get_current (RcReaderFind *self, guint *page, guint *n)
{
  RcHits *hits;

  g_return_val_if_fail (RC_IS_READER_FIND (self), FALSE);

  if (self->current < 0 || (guint) self->current >= count_hits (self))
    return FALSE;
  hits = rc_reader_search_get_hits (self->search);
  *page = rc_hits_get_page (hits, (guint) self->current);
  *n = (guint) self->current - rc_hits_find_page (hits, *page);
  return TRUE;
}
