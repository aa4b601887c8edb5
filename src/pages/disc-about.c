/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a disc is: its cover, where it stands, and how much is on it. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-about.h"

#include <glib/gi18n.h>

#include "pages/list-button.h"
#include "widgets/cover.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/language.h"
#include "widgets/widgets.h"

struct _RcDiscAbout
{
  GtkBox parent_instance;
  GtkWidget *cover;
  GtkWidget *title;
  GtkWidget *imprint;
  GtkWidget *shelf_row;
  GtkWidget *shelf_label;
  GtkWidget *contents_label;
  GtkWidget *size_label;
  GtkWidget *unreadable_label;
  GtkWidget *list_button;
  GtkWidget *abstract_label;
  GtkWidget *programs_label;
};

G_DEFINE_FINAL_TYPE (RcDiscAbout, rc_disc_about, GTK_TYPE_BOX)

/* "UNESCO, 2004 · Русский, English" */
static char *
dup_imprint (const RcDescription *description)
{
  g_autoptr (GString) text = g_string_new (description->publisher);

  if (description->year > 0)
    g_string_append_printf (text, "%s%d", text->len > 0 ? ", " : "", description->year);
  for (guint i = 0; description->languages[i] != NULL; i++)
    {
      g_autofree char *name = rc_language_dup_name (description->languages[i]);

      if (name != NULL)
        g_string_append_printf (text, "%s%s", i == 0 ? (text->len > 0 ? " · " : "") : ", ", name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
rc_disc_about_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RC_TYPE_DISC_ABOUT);
  G_OBJECT_CLASS (rc_disc_about_parent_class)->dispose (object);
}

static void
rc_disc_about_class_init (RcDiscAboutClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_disc_about_dispose;

  g_type_ensure (RC_TYPE_LIST_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/disc-about.ui");
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, cover);
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, title);
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, imprint);
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, shelf_row);
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, shelf_label);
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, contents_label);
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, size_label);
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, unreadable_label);
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, list_button);
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, abstract_label);
  gtk_widget_class_bind_template_child (widget_class, RcDiscAbout, programs_label);
}

static void
rc_disc_about_init (RcDiscAbout *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const RcCopy *
rc_disc_about_get_copy (const RcRecordDetails *details)
{
  for (guint i = 0; i < details->copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (details->copies, i);

      if (copy->shelfmark != NULL && *copy->shelfmark != '\0')
        return copy;
    }
  return NULL;
}

void
rc_disc_about_set_system (RcDiscAbout *self, RcSystem system)
{
  g_autofree char *text = NULL;

  g_return_if_fail (RC_IS_DISC_ABOUT (self));

  if (system == RC_SYSTEM_UNKNOWN)
    return;
  /* Translators: %s is "Windows 95", "DOS" … */
  text = g_strdup_printf (_("The programs on this disc need %s. You can open its pictures, texts and PDFs here."), rc_system_get_name (system));
  gtk_label_set_text (GTK_LABEL (self->programs_label), text);
}

void
rc_disc_about_fill (RcDiscAbout *self, const RcRecordDetails *details)
{
  const RcDescription *description = details->description;
  const RcCopy *copy = rc_disc_about_get_copy (details);
  g_autoptr (GdkPaintable) cover = rc_cover_new (details->id, details->title, NULL, description != NULL ? description->year : 0, "disc", NULL);
  g_autofree char *imprint = description != NULL ? dup_imprint (description) : NULL;

  g_return_if_fail (RC_IS_DISC_ABOUT (self));

  gtk_picture_set_paintable (GTK_PICTURE (self->cover), cover);
  gtk_label_set_text (GTK_LABEL (self->title), details->title);
  rc_label_fill (GTK_LABEL (self->imprint), imprint);
  gtk_widget_set_visible (self->shelf_row, copy != NULL);
  gtk_label_set_text (GTK_LABEL (self->shelf_label), copy != NULL ? copy->shelfmark : "");
  rc_label_fill (GTK_LABEL (self->abstract_label), description != NULL ? description->abstract : NULL);
}

void
rc_disc_about_fill_facts (RcDiscAbout *self, const RcDiscFacts *facts)
{
  const RcDiscRow *disc = facts->disc;
  g_autofree char *count = rc_format_count (disc->n_files);
  g_autofree char *files = g_strdup_printf (g_dngettext (NULL, "%s file", "%s files", (gulong) disc->n_files), count);
  g_autofree char *size = rc_format_size (disc->bytes);

  g_return_if_fail (RC_IS_DISC_ABOUT (self));

  gtk_label_set_text (GTK_LABEL (self->contents_label), files);
  gtk_label_set_text (GTK_LABEL (self->size_label), size);
  gtk_widget_set_visible (self->unreadable_label, disc->n_unreadable > 0);
}

void
rc_disc_about_set_list (RcDiscAbout *self, RcMyList *list, gint64 disc)
{
  g_return_if_fail (RC_IS_DISC_ABOUT (self));

  rc_list_button_set (RC_LIST_BUTTON (self->list_button), list, disc);
}
