/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a disc before it is taken in. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/disc-form.h"

#include <glib/gi18n.h>

#include "desk/language-list.h"
#include "desk/rows.h"
#include "widgets/fill.h"
#include "widgets/format.h"

struct _RcDiscForm
{
  GtkBox parent_instance;
  GtkWidget *names;
  GtkWidget *facts;
  GtkWidget *title_entry;
  GtkWidget *shelfmark_entry;
  GtkWidget *publisher_entry;
  GtkWidget *year_entry;
  RcListEditor *languages;
  GtkWidget *tree_check;
  GtkWidget *look_label;
};

G_DEFINE_FINAL_TYPE (RcDiscForm, rc_disc_form, GTK_TYPE_BOX)

static void
rc_disc_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RC_TYPE_DISC_FORM);
  G_OBJECT_CLASS (rc_disc_form_parent_class)->dispose (object);
}

static void
rc_disc_form_class_init (RcDiscFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_disc_form_dispose;
  g_type_ensure (RC_TYPE_LIST_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-disc-form.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcDiscForm, name)
  BIND (names);
  BIND (facts);
  BIND (title_entry);
  BIND (shelfmark_entry);
  BIND (publisher_entry);
  BIND (year_entry);
  BIND (languages);
  BIND (tree_check);
  BIND (look_label);
#undef BIND
}

static void
rc_disc_form_init (RcDiscForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_rows_turn (self->names, 12, RC_ROWS_FORM_WIDTH);
  rc_rows_turn (self->facts, 12, RC_ROWS_WIDTH);
  rc_language_list_prepare (self->languages);
}

static void
propose (GtkWidget *entry, const char *text)
{
  if (text != NULL && *gtk_editable_get_text (GTK_EDITABLE (entry)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* `codes` (nullable) are joined by a blank. */
static void
propose_languages (RcListEditor *list, const char *codes)
{
  g_auto (GStrv) typed = rc_list_editor_dup_values (list);
  g_auto (GStrv) proposed = codes != NULL && typed[0] == NULL ? g_strsplit (codes, " ", -1) : NULL;

  if (proposed != NULL)
    rc_language_list_set_codes (list, (const char *const *) proposed);
}

/* "ISO 9660, Joliet · SILK_ROADS · 44 files · 165 kB" */
static char *
dup_what_it_is (const RcCaptureLook *look)
{
  g_autoptr (GString) text = g_string_new (look->folder ? _ ("Folder") : *look->formats != '\0' ? look->formats : _ ("Disc image"));
  g_autofree char *number = rc_format_count (look->files);
  g_autofree char *size = rc_format_size (look->bytes);

  if (look->volume != NULL && *look->volume != '\0')
    g_string_append_printf (text, " · %s", look->volume);
  g_string_append (text, " · ");
  g_string_append_printf (text, ngettext ("%s file", "%s files", (gulong) look->files), number);
  g_string_append_printf (text, " · %s", size);
  if (look->missing > 0)
    {
      g_autofree char *missing = rc_format_size ((guint64) look->missing);

      g_string_append_c (text, '\n');
      /* Translators: %s is "12 MB". */
      g_string_append_printf (text, _ ("The image is cut short: %s are missing at its end."), missing);
    }
  if (look->unreadable > 0)
    {
      g_autofree char *unreadable = rc_format_count (look->unreadable);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("%s file could not be read.", "%s files could not be read.", look->unreadable), unreadable);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
rc_disc_form_propose (RcDiscForm *self, const RcCaptureLook *look)
{
  g_autofree char *what = dup_what_it_is (look);
  g_autofree char *year = look->year > 0 ? g_strdup_printf ("%d", look->year) : NULL;

  g_return_if_fail (RC_IS_DISC_FORM (self));

  propose (self->title_entry, look->title);
  propose (self->publisher_entry, look->publisher);
  propose_languages (self->languages, look->languages);
  propose (self->year_entry, year);
  rc_label_fill (GTK_LABEL (self->look_label), what);
  gtk_widget_set_visible (self->tree_check, !look->folder);
}

/* NULL for what nobody typed. */
static char *
dup_typed (GtkWidget *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

RcDiscWish *
rc_disc_form_get (RcDiscForm *self)
{
  RcDiscWish *wish = g_new0 (RcDiscWish, 1);
  g_auto (GStrv) languages = NULL;
  guint64 year = 0;

  g_return_val_if_fail (RC_IS_DISC_FORM (self), wish);

  wish->title = dup_typed (self->title_entry);
  wish->shelfmark = dup_typed (self->shelfmark_entry);
  wish->publisher = dup_typed (self->publisher_entry);
  languages = rc_language_list_dup_codes (self->languages, NULL);
  wish->languages = languages[0] != NULL ? g_strjoinv (" ", languages) : NULL;
  if (g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (self->year_entry)), 10, 1, 9999, &year, NULL))
    wish->year = (int) year;
  wish->tree_only = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->tree_check));
  return wish;
}

void
rc_disc_form_clear (RcDiscForm *self)
{
  GtkWidget *entries[] = { self->title_entry, self->shelfmark_entry, self->publisher_entry, self->year_entry };

  g_return_if_fail (RC_IS_DISC_FORM (self));

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_editable_set_text (GTK_EDITABLE (entries[i]), "");
  rc_list_editor_set_values (self->languages, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->tree_check), FALSE);
  gtk_widget_set_visible (self->look_label, FALSE);
}
