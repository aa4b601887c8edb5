/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list and the form of what is chosen in it: beside each other, or one after the other where the window is folded. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/list-or-form.h"
#include "widgets/fill.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcListOrForm
{
  GObject parent_instance;
  RcSectionFold *fold; /* (borrowed) */
  GtkWidget *list;     /* (borrowed) */
  GtkWidget *rows;     /* (borrowed) */
  GtkWidget *form;     /* (borrowed) */
  GPtrArray *buttons;  /* (owned) GtkWidget (borrowed): those that lead back */
  gboolean at_form;
};

G_DEFINE_FINAL_TYPE (RcListOrForm, rc_list_or_form, G_TYPE_OBJECT)

static void
arrange (RcListOrForm *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self->fold));

  gtk_widget_set_visible (self->list, !folded || !self->at_form);
  gtk_widget_set_hexpand (self->list, folded);
  gtk_widget_set_visible (self->form, !folded || self->at_form);
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->buttons, i);

      gtk_widget_set_visible (button, folded);
      /* The way back leads to those of the window, too: there is no room for them and the form's own. */
      adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (gtk_widget_get_ancestor (button, ADW_TYPE_HEADER_BAR)),
                                                 !rc_fold_bin_get_narrow (RC_FOLD_BIN (self->fold)));
    }
}

static void
rc_list_or_form_finalize (GObject *object)
{
  g_ptr_array_unref (RC_LIST_OR_FORM (object)->buttons);
  G_OBJECT_CLASS (rc_list_or_form_parent_class)->finalize (object);
}

static void
rc_list_or_form_class_init (RcListOrFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_list_or_form_finalize;
}

static void
rc_list_or_form_init (RcListOrForm *self)
{
  self->buttons = g_ptr_array_new ();
}

RcListOrForm *
rc_list_or_form_new (RcSectionFold *fold, GtkWidget *list, GtkWidget *rows, GtkWidget *form)
{
  RcListOrForm *self = g_object_new (RC_TYPE_LIST_OR_FORM, NULL);

  self->fold = fold;
  self->list = list;
  self->rows = rows;
  self->form = form;
  g_signal_connect_object (fold, "notify::folded", G_CALLBACK (arrange), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fold, "notify::narrow", G_CALLBACK (arrange), self, G_CONNECT_SWAPPED);
  arrange (self);
  return self;
}

void
rc_list_or_form_add_bar (RcListOrForm *self, GtkWidget *bar)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-previous-symbolic");

  g_return_if_fail (RC_IS_LIST_OR_FORM (self));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Back to the list (Alt+Left)"));
  rc_button_set_name (GTK_BUTTON (button), _ ("Back to the list"));
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (rc_list_or_form_go_back), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), button);
  g_ptr_array_add (self->buttons, button);
  arrange (self);
}

void
rc_list_or_form_show (RcListOrForm *self, gboolean form)
{
  g_return_if_fail (RC_IS_LIST_OR_FORM (self));

  self->at_form = form;
  arrange (self);
}

gboolean
rc_list_or_form_go_back (RcListOrForm *self)
{
  g_return_val_if_fail (RC_IS_LIST_OR_FORM (self), FALSE);

  if (!rc_fold_bin_get_folded (RC_FOLD_BIN (self->fold)) || !self->at_form)
    return FALSE;
  rc_list_or_form_show (self, FALSE);
  gtk_widget_child_focus (self->rows, GTK_DIR_TAB_FORWARD);
  return TRUE;
}
