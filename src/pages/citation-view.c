/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations to be taken along: in the style that is chosen, as codes for a phone, and onto paper where that is allowed. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/citation-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "pages/reader-policy.h"
#include "pages/text-print.h"
#include "widgets/fill.h"
#include "widgets/qr-code.h"
#include "widgets/widgets.h"

#define EASY_BYTES 420  /* of a code with several citations: larger ones ask for a good camera and a steady hand */
#define MOST_BYTES 840  /* of one citation */

struct _RcCitationView
{
  GtkBox parent_instance;

  char *title;        /* (owned) (nullable) */
  GPtrArray *citings; /* (owned) (nullable) RcCiting */
  GPtrArray *codes;   /* (owned) (nullable) char * */
  guint code_index;
  RcCitingStyle style;

  GtkWidget *gost_button;
  GtkWidget *iso_button;
  GtkWidget *bibtex_button;
  GtkWidget *body;
  GtkWidget *code;
  GtkWidget *hint_label;
  GtkWidget *code_steps;
  GtkWidget *place_label;
  GtkWidget *text_label;
  GtkWidget *copy_button;
  GtkWidget *print_button;
};

G_DEFINE_FINAL_TYPE (RcCitationView, rc_citation_view, GTK_TYPE_BOX)

static char *
dup_whole_text (RcCitationView *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->citings != NULL && i < self->citings->len; i++)
    {
      const RcCiting *citing = g_ptr_array_index (self->citings, i);

      if (i > 0)
        g_string_append (text, "\n\n");
      g_string_append (text, citing->texts[self->style]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a phone gets of one: with its link, or cut where even that is too much. */
static char *
dup_code_text (const RcCiting *citing, RcCitingStyle style)
{
  const char *text = citing->texts[style];
  const char *link = citing->link != NULL && strstr (text, citing->link) == NULL ? citing->link : NULL;
  gsize length = strlen (text), room = MOST_BYTES - (link != NULL ? MIN (strlen (link) + 1, MOST_BYTES / 2) : 0);
  g_autoptr (GString) out = NULL;

  if (length <= room)
    out = g_string_new (text);
  else
    {
      out = g_string_new_len (text, g_utf8_find_prev_char (text, text + room - 2) - text);
      g_string_append (out, "…");
    }
  if (link != NULL && strlen (link) < MOST_BYTES / 2)
    g_string_append_printf (out, "\n%s", link);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

GPtrArray *
rc_citation_view_make_codes (GPtrArray *citings, RcCitingStyle style)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) code = g_string_new (NULL);

  for (guint i = 0; i < citings->len; i++)
    {
      g_autofree char *text = dup_code_text (g_ptr_array_index (citings, i), style);

      if (code->len > 0 && code->len + 2 + strlen (text) > EASY_BYTES)
        {
          g_ptr_array_add (codes, g_strdup (code->str));
          g_string_truncate (code, 0);
        }
      g_string_append_printf (code, "%s%s", code->len > 0 ? "\n\n" : "", text);
    }
  if (code->len > 0)
    g_ptr_array_add (codes, g_strdup (code->str));
  for (guint i = 0; i < citings->len; i++)
    {
      const RcCiting *citing = g_ptr_array_index (citings, i);

      if (citing->calendar != NULL && strlen (citing->calendar) <= MOST_BYTES)
        g_ptr_array_add (codes, g_strdup (citing->calendar));
    }
  return codes;
}

static void
show_code (RcCitationView *self)
{
  guint n = self->codes->len;
  const char *text = n > 0 ? g_ptr_array_index (self->codes, self->code_index) : NULL;
  gboolean is_event = text != NULL && g_str_has_prefix (text, "BEGIN:VCALENDAR");
  const char *hint = is_event ? _("Point your phone camera here: a deadline for your calendar.") : _("Point your phone camera here.");
  /* Translators: several codes are shown one after another. */
  g_autofree char *place = g_strdup_printf (_("Code %u of %u"), self->code_index + 1, n);

  rc_qr_code_set_text (RC_QR_CODE (self->code), text);
  gtk_label_set_label (GTK_LABEL (self->hint_label), hint);
  gtk_label_set_label (GTK_LABEL (self->place_label), place);
  gtk_widget_set_visible (self->code_steps, n > 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL, place, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "citation.previous-code", self->code_index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "citation.next-code", self->code_index + 1 < n);
}

static void
show_all (RcCitationView *self)
{
  g_autofree char *text = dup_whole_text (self);

  gtk_label_set_label (GTK_LABEL (self->text_label), text);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  self->codes = self->citings != NULL ? rc_citation_view_make_codes (self->citings, self->style) : g_ptr_array_new ();
  self->code_index = 0;
  show_code (self);
}

static void
style_cb (RcCitationView *self)
{
  GtkWidget *buttons[RC_N_CITING_STYLES] = { self->gost_button, self->iso_button, self->bibtex_button };

  for (guint i = 0; i < RC_N_CITING_STYLES; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (buttons[i])) && self->style != i)
      {
        self->style = i;
        show_all (self);
      }
}

static void
step_code_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcCitationView *self = RC_CITATION_VIEW (widget);

  self->code_index += g_str_equal (action, "citation.next-code") ? 1 : -1;
  show_code (self);
}

static void
copy_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcCitationView *self = RC_CITATION_VIEW (widget);
  g_autofree char *text = dup_whole_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_button_set_label (GTK_BUTTON (self->copy_button), _("Copied"));
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcCitationView *self = RC_CITATION_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *text = dup_whole_text (self);
  g_autoptr (GtkPrintOperation) operation = rc_text_print_new (self->title, text);

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

/* What may be done is known where the view stands. */
static void
rc_citation_view_root (GtkWidget *widget)
{
  RcCitationView *self = RC_CITATION_VIEW (widget);
  gboolean copy, print;

  GTK_WIDGET_CLASS (rc_citation_view_parent_class)->root (widget);
  copy = rc_reader_policy_allows_copying (widget);
  print = rc_reader_policy_allows_printing (widget);
  gtk_widget_set_visible (self->copy_button, copy);
  gtk_widget_set_visible (self->print_button, print);
  gtk_label_set_selectable (GTK_LABEL (self->text_label), copy);
}

static void
rc_citation_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RC_TYPE_CITATION_VIEW);
  G_OBJECT_CLASS (rc_citation_view_parent_class)->dispose (object);
}

static void
rc_citation_view_finalize (GObject *object)
{
  RcCitationView *self = RC_CITATION_VIEW (object);

  g_free (self->title);
  g_clear_pointer (&self->citings, g_ptr_array_unref);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  G_OBJECT_CLASS (rc_citation_view_parent_class)->finalize (object);
}

static void
rc_citation_view_class_init (RcCitationViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_citation_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_citation_view_finalize;
  widget_class->root = rc_citation_view_root;

  g_type_ensure (RC_TYPE_QR_CODE);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/citation-view.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcCitationView, name)
  BIND (gost_button);
  BIND (iso_button);
  BIND (bibtex_button);
  BIND (body);
  BIND (code);
  BIND (hint_label);
  BIND (code_steps);
  BIND (place_label);
  BIND (text_label);
  BIND (copy_button);
  BIND (print_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, style_cb);
  gtk_widget_class_install_action (widget_class, "citation.previous-code", NULL, step_code_cb);
  gtk_widget_class_install_action (widget_class, "citation.next-code", NULL, step_code_cb);
  gtk_widget_class_install_action (widget_class, "citation.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "citation.print", NULL, print_cb);
}

static void
rc_citation_view_init (RcCitationView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rc_citation_view_set (RcCitationView *self, const char *title, GPtrArray *citings)
{
  g_return_if_fail (RC_IS_CITATION_VIEW (self));
  g_return_if_fail (title != NULL && citings != NULL);

  g_ptr_array_ref (citings);
  g_clear_pointer (&self->citings, g_ptr_array_unref);
  self->citings = citings;
  g_free (self->title);
  self->title = g_strdup (title);
  gtk_button_set_label (GTK_BUTTON (self->copy_button), C_("verb", "Copy"));
  show_all (self);
}

void
rc_citation_view_set_wide (RcCitationView *self, gboolean wide)
{
  g_return_if_fail (RC_IS_CITATION_VIEW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body), wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
}
