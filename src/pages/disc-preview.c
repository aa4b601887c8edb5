/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be seen of one file of a disc. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-preview.h"

#include <glib/gi18n.h>

#include "documents/glimpse.h"
#include "pages/disc-leads.h"
#include "pages/list-button.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/front.h"
#include "widgets/widgets.h"

#define PICTURE_SIDE 1024 /* pixels of the longer side */
#define PAGE_SCALE 1.0    /* pixels a point of the first page of a PDF */

struct _RcDiscPreview
{
  GtkWidget parent_instance;
  RcCatalogue *catalogue;    /* (owned) (nullable) */
  GWeakRef navigator;
  RcFileItem *item;          /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) of what is being loaded */
  gint64 document;           /* that "Read here" opens */
  int page;                  /* of it that is shown, from 1 */

  GtkWidget *hint; /* what to do here; instead of the rest */
  GtkWidget *scroller;
  GtkWidget *states;
  GtkWidget *icon;
  GtkWidget *picture;
  GtkWidget *text_label;
  GtkWidget *name_label;
  GtkWidget *where_label;
  GtkWidget *type_label;
  GtkWidget *problem_label;
  GtkWidget *snippet_label;
  GtkWidget *read_button;
  GtkWidget *read_icon;
  GtkWidget *read_label;
  GtkWidget *list_button;
  GtkWidget *ask_card;
  GtkWidget *ask_label;
  GtkWidget *leads_title;
  GtkWidget *leads_box;
  GtkWidget *same_title;
  GtkWidget *same_box;
};

G_DEFINE_FINAL_TYPE (RcDiscPreview, rc_disc_preview, GTK_TYPE_WIDGET)

/* Packed files, of which some are opened and others not. */
static gboolean
is_archive (const char *type)
{
  static const char *const types[] = {
    "application/zip",          "application/vnd.rar",         "application/x-rar",     "application/x-7z-compressed",
    "application/x-tar",        "application/x-arj",           "application/x-lha",     "application/vnd.ms-cab-compressed",
    "application/x-stuffit",    "application/x-stuffitx",      "application/x-sit",     "application/x-ace",
    "application/x-zoo",        "application/gzip",            "application/x-bzip",    "application/x-compress",
    "application/mac-binhex40", "application/x-compressed-tar", "application/x-tarz",    "application/x-szdd",
    "application/x-kwaj",       NULL,
  };

  return g_strv_contains (types, type);
}

char *
rc_file_row_dup_type (const RcFileRow *row)
{
  const char *type = row->media_type;

  if (row->folder)
    return g_strdup (_("Folder"));
  if (row->details != NULL && (g_str_has_prefix (type, "image/") || g_str_has_prefix (type, "audio/") || g_str_has_prefix (type, "video/")))
    return g_strdup_printf ("%s, %s", g_str_has_prefix (type, "image/") ? _("Picture") : g_str_has_prefix (type, "audio/") ? _("Sound") : _("Video"),
                            row->details);
  if (g_str_equal (type, "application/pdf"))
    return g_strdup (_("PDF"));
  if (g_str_has_prefix (type, "image/"))
    return g_strdup (_("Picture"));
  if (g_str_equal (type, "text/html"))
    return g_strdup (_("Web page, shown as text"));
  if (g_str_has_prefix (type, "text/"))
    return g_strdup (_("Text"));
  if (rc_readable_of (type) == RC_READABLE_TEXT)
    return g_strdup (_("Text of a word processor"));
  if (g_str_has_prefix (type, "video/"))
    return g_strdup (_("Video, not opened here"));
  if (g_str_has_prefix (type, "audio/"))
    return g_strdup (_("Sound, not opened here"));
  if (row->opened)
    return g_strdup (_("Archive"));
  if (g_str_has_prefix (type, "application/x-ms") || g_str_has_prefix (type, "application/x-dos") ||
      g_str_has_prefix (type, "application/x-exe") || g_str_equal (type, "application/vnd.microsoft.portable-executable"))
    return g_strdup (_("Program, not opened here"));
  if (is_archive (type))
    return g_strdup (_("Archive, not opened here"));
  return g_strdup (_("Not opened here"));
}

const char *
rc_file_row_get_icon_name (const RcFileRow *row)
{
  const char *type = row->media_type;

  if (row->folder)
    return "folder-symbolic";
  if (g_str_equal (type, "application/pdf"))
    return "x-office-document-symbolic";
  if (g_str_has_prefix (type, "image/"))
    return "image-x-generic-symbolic";
  if (rc_readable_of (type) == RC_READABLE_TEXT)
    return "text-x-generic-symbolic";
  if (g_str_has_prefix (type, "video/"))
    return "video-x-generic-symbolic";
  if (g_str_has_prefix (type, "audio/"))
    return "audio-x-generic-symbolic";
  return "application-x-executable-symbolic";
}

static void
show_texture (RcDiscPreview *self, const RcPixels *pixels)
{
  g_autoptr (GdkTexture) texture
    = gdk_memory_texture_new (pixels->width, pixels->height, GDK_MEMORY_DEFAULT, pixels->bytes, (gsize) pixels->width * 4);

  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "picture");
}

static void
show_problem (RcDiscPreview *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_message ("%s: %s", rc_file_item_get_row (self->item)->path, error->message);
  gtk_widget_set_visible (self->problem_label, TRUE);
  gtk_widget_set_visible (self->ask_card, TRUE);
}

static void
place_clicked_cb (GtkButton *button, RcDiscPreview *self)
{
  g_autoptr (RcNavigator) navigator = g_weak_ref_get (&self->navigator);
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (button), "rc-path"));
  const gint64 *disc = g_object_get_data (G_OBJECT (button), "rc-disc");

  if (navigator != NULL)
    rc_navigator_open_disc (navigator, *disc, path);
}

/* A button that leads to a file of a disc. */
static void
add_place (RcDiscPreview *self, GtkWidget *box, gint64 disc, const char *path, const char *words)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = rc_line_new (words, "work");

  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "same-disc");
  rc_button_set_name (GTK_BUTTON (button), words);
  g_object_set_data_full (G_OBJECT (button), "rc-path", g_strdup (path), g_free);
  g_object_set_data_full (G_OBJECT (button), "rc-disc", g_memdup2 (&disc, sizeof disc), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (place_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
show_same (RcDiscPreview *self, GPtrArray *same)
{
  gtk_widget_set_visible (self->same_title, same->len > 0);
  for (guint i = 0; i < same->len; i++)
    {
      const RcSameFile *file = g_ptr_array_index (same, i);

      add_place (self, self->same_box, file->disc, file->path, file->title);
    }
}

static void
leads_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPreview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) leads = rc_disc_leads_load_finish (RC_CATALOGUE (source), result, &error);

  /* Without them the page is as it was. */
  if (leads == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  gtk_widget_set_visible (self->leads_title, leads->len > 0);
  for (guint i = 0; i < leads->len; i++)
    {
      const RcDiscLead *lead = g_ptr_array_index (leads, i);

      add_place (self, self->leads_box, rc_file_item_get_row (self->item)->disc, lead->path, lead->words);
    }
}

static void
show_read_button (RcDiscPreview *self, gboolean picture)
{
  const char *words = picture ? _("See it here") : _("Read here");

  gtk_label_set_label (GTK_LABEL (self->read_label), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->read_icon), picture ? "image-x-generic-symbolic" : "view-dual-symbolic");
  rc_button_set_name (GTK_BUTTON (self->read_button), words);
  gtk_widget_set_visible (self->read_button, TRUE);
  gtk_widget_set_cursor_from_name (self->picture, "pointer");
}

/* Of all but PDFs, which are shown where their words were found. */
static void
glimpse_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPreview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcGlimpse) glimpse = rc_glimpse_load_finish (result, &error);
  const RcFileRow *row;

  if (glimpse == NULL)
    show_problem (self, error);
  if (glimpse == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  show_read_button (self, glimpse->text == NULL);
  if (glimpse->text == NULL)
    {
      show_texture (self, glimpse->pixels);
      return;
    }
  row = rc_file_item_get_row (self->item);
  if (glimpse->leads->len > 0)
    rc_disc_leads_load_async (self->catalogue, row->disc, row->path, glimpse->leads, self->cancellable, leads_cb, g_object_ref (self));
  gtk_label_set_text (GTK_LABEL (self->text_label), glimpse->text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "text");
}

static void
first_page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPreview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPixels) pixels = rc_pdf_render_finish (RC_PDF (source), result, &error);

  if (pixels != NULL && g_task_get_cancellable (G_TASK (result)) == self->cancellable)
    show_texture (self, pixels);
  else if (pixels == NULL)
    show_problem (self, error);
}

static void
pdf_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPreview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open_finish (result, &error);
  g_autofree char *type = NULL;

  if (pdf == NULL)
    {
      show_problem (self, error);
      return;
    }
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  type = g_strdup_printf (ngettext ("PDF, %d page", "PDF, %d pages", (gulong) rc_pdf_get_n_pages (pdf)), rc_pdf_get_n_pages (pdf));
  gtk_label_set_text (GTK_LABEL (self->type_label), type);
  show_read_button (self, FALSE);
  rc_pdf_render_async (pdf, MIN (self->page, rc_pdf_get_n_pages (pdf)) - 1, PAGE_SCALE, G_PRIORITY_DEFAULT, self->cancellable, first_page_cb, g_object_ref (self));
}

static void
preview_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcDiscPreview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcFilePreview) preview = rc_file_preview_load_finish (RC_CATALOGUE (source), result, &error);

  if (preview == NULL)
    {
      show_problem (self, error);
      return;
    }
  self->document = preview->document;
  show_same (self, preview->same);
  if (preview->problem != NULL)
    {
      show_problem (self, preview->problem);
      return;
    }
  if (preview->readable == RC_READABLE_PDF)
    rc_pdf_open_fd_async (g_steal_fd (&preview->fd), NULL, NULL, self->cancellable, pdf_opened_cb, g_object_ref (self));
  else if (preview->readable != RC_READABLE_NOT)
    rc_glimpse_load_async (g_steal_fd (&preview->fd), PICTURE_SIDE, self->cancellable, glimpse_cb, g_object_ref (self));
}

static void
read_clicked_cb (RcDiscPreview *self)
{
  g_autoptr (RcNavigator) navigator = g_weak_ref_get (&self->navigator);

  if (navigator != NULL && self->document != 0)
    rc_navigator_open_document (navigator, self->document, self->page, rc_file_item_get_words (self->item));
  else if (navigator != NULL)
    rc_navigator_open_file (navigator, rc_file_item_get_row (self->item)->id, self->page, rc_file_item_get_words (self->item));
}

/* A picture that is touched opens. */
static void
picture_touched_cb (RcDiscPreview *self)
{
  if (gtk_widget_get_visible (self->read_button))
    read_clicked_cb (self);
}

static void
rc_disc_preview_dispose (GObject *object)
{
  RcDiscPreview *self = RC_DISC_PREVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->item);
  g_clear_object (&self->catalogue);
  g_weak_ref_clear (&self->navigator);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_DISC_PREVIEW);
  G_OBJECT_CLASS (rc_disc_preview_parent_class)->dispose (object);
}

static void
rc_disc_preview_finalize (GObject *object)
{
  g_object_unref (RC_DISC_PREVIEW (object)->cancellable);
  G_OBJECT_CLASS (rc_disc_preview_parent_class)->finalize (object);
}

static void
rc_disc_preview_class_init (RcDiscPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_disc_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_disc_preview_finalize;
  rc_widgets_init ();
  g_type_ensure (RC_TYPE_LIST_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/disc-preview.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcDiscPreview, name)
  BIND (hint);
  BIND (scroller);
  BIND (states);
  BIND (icon);
  BIND (picture);
  BIND (text_label);
  BIND (name_label);
  BIND (where_label);
  BIND (type_label);
  BIND (problem_label);
  BIND (snippet_label);
  BIND (read_button);
  BIND (read_icon);
  BIND (read_label);
  BIND (list_button);
  BIND (ask_card);
  BIND (ask_label);
  BIND (leads_title);
  BIND (leads_box);
  BIND (same_title);
  BIND (same_box);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, read_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, picture_touched_cb);
}

static void
rc_disc_preview_init (RcDiscPreview *self)
{
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&self->navigator, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (self->states));
}

/* "From KAZAKH / OTRAR · 12 March 1999" */
static char *
dup_where (const RcFileRow *row)
{
  g_autofree char *folder = g_path_get_dirname (row->path);
  g_auto (GStrv) steps = g_strsplit (folder, "/", -1);
  g_autofree char *path = g_strjoinv (" / ", steps);
  g_autofree char *day = NULL;
  g_autofree char *from = NULL;

  if (row->mtime > 0)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (row->mtime);
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      day = rc_format_day (time, now);
    }
  if (!g_str_equal (folder, "."))
    /* Translators: %s is a path on a disc. */
    from = g_strdup_printf (_("From %s"), path);
  if (from != NULL && day != NULL)
    return g_strdup_printf ("%s · %s", from, day);
  return from != NULL ? g_steal_pointer (&from) : g_strdup (day != NULL ? day : "");
}

static gboolean
is_shown (RcDiscPreview *self, RcFileItem *item)
{
  return item != NULL && self->item != NULL && rc_file_item_get_row (item)->id == rc_file_item_get_row (self->item)->id &&
         MAX (rc_file_item_get_page (item), 1) == self->page;
}

void
rc_disc_preview_set_item (RcDiscPreview *self, RcCatalogue *catalogue, RcNavigator *navigator, RcFileItem *item)
{
  const RcFileRow *row;
  g_autofree char *where = NULL;
  g_autofree char *type = NULL;
  g_autofree char *size = NULL;
  g_autofree char *type_and_size = NULL;

  g_return_if_fail (RC_IS_DISC_PREVIEW (self));

  /* Found again in another list, it stays as it is: nobody's tap on it is lost. */
  if (is_shown (self, item))
    {
      g_set_object (&self->item, item);
      rc_label_fill (GTK_LABEL (self->snippet_label), rc_file_item_get_snippet (item));
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->catalogue, catalogue);
  g_weak_ref_set (&self->navigator, navigator);
  g_set_object (&self->item, item);
  self->document = 0;
  self->page = item != NULL ? MAX (rc_file_item_get_page (item), 1) : 1;
  gtk_widget_set_visible (self->hint, item == NULL);
  gtk_widget_set_visible (self->scroller, item != NULL);
  if (item == NULL)
    return;

  row = rc_file_item_get_row (item);
  where = dup_where (row);
  type = rc_file_row_dup_type (row);
  size = rc_format_size ((guint64) row->size_bytes);
  type_and_size = g_strdup_printf ("%s · %s", type, size);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), rc_file_row_get_icon_name (row));
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "icon");
  gtk_label_set_text (GTK_LABEL (self->name_label), row->name);
  gtk_label_set_text (GTK_LABEL (self->where_label), where);
  gtk_label_set_text (GTK_LABEL (self->type_label), type_and_size);
  rc_label_fill (GTK_LABEL (self->snippet_label), rc_file_item_get_snippet (item));
  gtk_widget_set_visible (self->problem_label, FALSE);
  gtk_widget_set_visible (self->read_button, FALSE);
  rc_list_button_set (RC_LIST_BUTTON (self->list_button), navigator != NULL ? rc_navigator_get_my_list (navigator) : NULL, row->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, row->name, -1);
  gtk_widget_set_visible (self->ask_card, rc_file_row_get_readable (row) == RC_READABLE_NOT && row->size_bytes > 0);
  rc_box_empty (GTK_BOX (self->leads_box));
  gtk_widget_set_visible (self->leads_title, FALSE);
  rc_box_empty (GTK_BOX (self->same_box));
  gtk_widget_set_visible (self->same_title, FALSE);
  rc_file_preview_load_async (catalogue, row, self->cancellable, preview_cb, g_object_ref (self));
}

void
rc_disc_preview_set_copy (RcDiscPreview *self, const RcCopy *copy)
{
  g_autofree char *text = NULL;

  g_return_if_fail (RC_IS_DISC_PREVIEW (self));

  if (copy == NULL)
    text = g_strdup (_("It is listed here only. Ask for the disc at the desk."));
  else if (copy->location != NULL && *copy->location != '\0')
    /* Translators: a shelfmark, and where that is: "R-021", "Box 4". */
    text = g_strdup_printf (_("Ask for disc %s at the desk. It is kept here: %s."), copy->shelfmark, copy->location);
  else
    /* Translators: a shelfmark. */
    text = g_strdup_printf (_("Ask for disc %s at the desk."), copy->shelfmark);
  gtk_label_set_text (GTK_LABEL (self->ask_label), text);
}
