/* SPDX-License-Identifier: GPL-3.0-or-later */
/* More like this: what shares subjects or authors with a record, as covers with their titles. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/record-more.h"

#include <glib/gi18n.h>

#include "catalogue/neighbours.h"
#include "pages/home-cards.h"
#include "widgets/fill.h"

#define MOST 4

struct _RcRecordMore
{
  GtkBox parent_instance;
  RcNavigator *navigator;    /* (weak) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */

  GtkWidget *cards;
};

G_DEFINE_FINAL_TYPE (RcRecordMore, rc_record_more, GTK_TYPE_BOX)

static void
clicked_cb (RcRecordMore *self, GtkWidget *card)
{
  RcKind kind;
  gint64 id = rc_home_card_get_record (card, &kind);

  if (self->navigator != NULL)
    rc_navigator_open_record (self->navigator, id, kind, NULL);
}

static gpointer
find_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;
  g_autoptr (RcRecordDetails) details = rc_records_get (db, *id, error);
  g_autoptr (GArray) ids = details != NULL ? rc_neighbours_find (db, details, MOST, cancellable, error) : NULL;

  return ids != NULL ? rc_query_load_rows (db, (const gint64 *) ids->data, ids->len, NULL, error) : NULL;
}

/* They are an extra: without an answer the page is still whole. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcRecordMore) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows == NULL)
    g_message ("%s", error->message);
  rc_box_empty (GTK_BOX (self->cards));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (rows, i);
      GtkWidget *card;

      if (row == NULL)
        continue;
      card = rc_home_neighbour_new (row);
      g_signal_connect_object (card, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->cards), card);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->cards) != NULL);
}

static void
forget_question (RcRecordMore *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
rc_record_more_dispose (GObject *object)
{
  RcRecordMore *self = RC_RECORD_MORE (object);

  forget_question (self);
  g_clear_weak_pointer (&self->navigator);
  G_OBJECT_CLASS (rc_record_more_parent_class)->dispose (object);
}

static void
rc_record_more_class_init (RcRecordMoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_record_more_dispose;
}

static void
rc_record_more_init (RcRecordMore *self)
{
  GtkWidget *title = rc_line_new (_("More like this"), "row-name");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (title, "muted");
  self->cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->cards), TRUE);
  gtk_box_append (GTK_BOX (self), title);
  gtk_box_append (GTK_BOX (self), self->cards);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rc_record_more_fill (RcRecordMore *self, RcCatalogue *catalogue, RcNavigator *navigator, gint64 id)
{
  g_return_if_fail (RC_IS_RECORD_MORE (self));

  forget_question (self);
  g_set_weak_pointer (&self->navigator, navigator);
  self->cancellable = g_cancellable_new ();
  rc_catalogue_read_async (catalogue, G_PRIORITY_LOW, find_in_thread, g_memdup2 (&id, sizeof id), g_free, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, found_cb, g_object_ref (self));
}

void
rc_record_more_set_folded (RcRecordMore *self, gboolean folded)
{
  g_return_if_fail (RC_IS_RECORD_MORE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->cards), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
