/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the reader comes to its document: what it is, its file, its pages; or why not. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-page-private.h"

#include <adwaita.h>
#include <fcntl.h>
#include <glib/gi18n.h>

#include "documents/pdf.h"
#include "pages/reader-find.h"
#include "pages/reader-look.h"
#include "pages/reader-pictures.h"
#include "pages/reader-policy.h"
#include "pages/reader-reading.h"
#include "pages/reader-sidebar.h"
#include "widgets/group.h"
#include "widgets/language.h"
#include "widgets/page-view.h"

static void
show_damaged (RcReaderPage *self)
{
  const char *shelfmark = rc_reader_source_get_shelfmark (self->source);
  g_autofree char *where = NULL;

  if (rc_reader_pictures_is_on (self))
    {
      rc_reader_pictures_show (self, NULL);
      return;
    }
  if (self->file != 0 && shelfmark != NULL)
    /* Translators: a shelfmark. */
    where = g_strdup_printf (_("Ask for disc %s at the desk."), shelfmark);
  else if (shelfmark != NULL)
    /* Translators: %s is a shelf, like "B-12". */
    where = g_strdup_printf (_("A paper copy is on shelf %s."), shelfmark);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->damaged_status), where != NULL ? where : _("Please ask at the desk."));
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "damaged");
  rc_reader_page_update_panes (self);
}

/* `again`: somebody has tried a password. */
static void
show_locked (RcReaderPage *self, gboolean again)
{
  gboolean kiosk = rc_reader_policy_is_kiosk (GTK_WIDGET (self));

  adw_status_page_set_description (ADW_STATUS_PAGE (self->locked_status), kiosk    ? _("Please ask at the desk.")
                                                                          : again ? _("That is not its password.")
                                                                                  : _("It opens with a password."));
  gtk_widget_set_visible (self->password_box, !kiosk);
  gtk_editable_set_text (GTK_EDITABLE (self->password_entry), "");
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "locked");
  rc_reader_page_update_panes (self);
  if (kiosk)
    return;
  gtk_widget_grab_focus (self->password_entry);
  rc_page_announce (RC_PAGE (self), adw_status_page_get_description (ADW_STATUS_PAGE (self->locked_status)));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReaderPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  rc_page_set_busy (RC_PAGE (self), FALSE);
  if (g_error_matches (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_ENCRYPTED))
    {
      show_locked (self, self->tried_password);
      return;
    }
  if (pdf == NULL)
    {
      g_message ("%s: %s", self->source->document->name, error->message);
      show_damaged (self);
      return;
    }
  if (rc_reader_pictures_is_on (self))
    {
      rc_reader_pictures_show (self, pdf);
      return;
    }

  self->open = TRUE;
  rc_page_view_set_pdf (RC_PAGE_VIEW (self->view), pdf);
  rc_page_view_show_page (RC_PAGE_VIEW (self->view), self->first_page);
  rc_reader_look_open (self, pdf);
  rc_reader_sidebar_set_document (RC_READER_SIDEBAR (self->sidebar), pdf, RC_PAGE_VIEW (self->view));
  rc_reader_reading_set_document (self, pdf);
  rc_reader_find_set_document (RC_READER_FIND (self->find), rc_page_get_catalogue (RC_PAGE (self)), self->document, pdf,
                               RC_PAGE_VIEW (self->view));
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "pages");
  rc_reader_page_update_panes (self);
  rc_reader_page_show_place (self);
  rc_reader_page_show_zoom (self);
  if (self->words != NULL)
    rc_reader_page_show_words (self);
  gtk_widget_grab_focus (self->view);
  rc_reader_page_show_damage (self, rc_pdf_is_damaged (pdf));
  /* What has no pages of its own is read as the text it is. */
  if (rc_pdf_is_flowing (pdf))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->reading_button), TRUE);
}

static void
open_file (RcReaderPage *self, const char *password)
{
  /* The file may be wanted once more: with another password. */
  int fd = fcntl (self->source->fd, F_DUPFD_CLOEXEC, 3);

  if (fd < 0)
    {
      rc_page_set_busy (RC_PAGE (self), FALSE);
      show_damaged (self);
      return;
    }
  rc_pdf_open_fd_async (fd, password, rc_page_get_catalogue (RC_PAGE (self)), self->cancellable, opened_cb, g_object_ref (self));
}

void
rc_reader_page_unlock (RcReaderPage *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_entry));

  if (*password == '\0')
    return;
  self->tried_password = TRUE;
  rc_page_set_busy (RC_PAGE (self), TRUE);
  open_file (self, password);
}

static void
show_titles (RcReaderPage *self)
{
  const RcRecordDetails *record = self->source->record;
  const RcDescription *description = record->description;
  const RcGroup *group = rc_group_of (record->record->kind, description != NULL ? description->material : RC_MATERIAL_NONE);
  g_autoptr (GString) second = g_string_new (rc_group_get_label (group));
  g_autofree char *language
    = description != NULL && description->languages[0] != NULL ? rc_language_dup_name (description->languages[0]) : NULL;

  if (description != NULL && description->year > 0)
    g_string_append_printf (second, " · %d", description->year);
  if (language != NULL)
    g_string_append_printf (second, " · %s", language);
  if (self->source->document->path != NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->title_label), self->source->document->name);
      gtk_label_set_text (GTK_LABEL (self->subtitle_label), record->title);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->title_label), record->title);
  gtk_label_set_text (GTK_LABEL (self->subtitle_label), second->str);
}

static void
source_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcReaderPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReaderSource) loaded = rc_reader_source_load_finish (RC_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (loaded == NULL)
    {
      rc_page_set_error (RC_PAGE (self), error);
      return;
    }
  g_clear_pointer (&self->source, rc_reader_source_free);
  self->source = g_steal_pointer (&loaded);
  show_titles (self);
  if (self->source->fd < 0)
    {
      rc_page_set_busy (RC_PAGE (self), FALSE);
      show_damaged (self);
      return;
    }
  open_file (self, NULL);
}

static void
load (RcReaderPage *self)
{
  RcCatalogue *catalogue = rc_page_get_catalogue (RC_PAGE (self));

  rc_page_set_busy (RC_PAGE (self), TRUE);
  rc_pdf_stand_ready (G_OBJECT (catalogue));
  if (self->file != 0)
    rc_reader_source_load_file_async (catalogue, self->file, self->cancellable, source_loaded_cb, g_object_ref (self));
  else
    rc_reader_source_load_async (catalogue, self->document, self->cancellable, source_loaded_cb, g_object_ref (self));
}

void
rc_reader_page_show_file (RcReaderPage *self, gint64 file)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->file = file;
  load (self);
}

/* An open document stays as it is, whatever happens in the catalogue. */
void
rc_reader_page_reload (RcPage *page)
{
  RcReaderPage *self = RC_READER_PAGE (page);

  if (self->source == NULL)
    load (self);
}
