/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of its sources a grant follows, where it has several. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/lead-chooser.h"

#include "catalogue/grant-sources.h"
#include "desk/field.h"

#include <glib/gi18n.h>

struct _RcLeadChooser
{
  GtkBox parent_instance;
  GtkWidget *drop;
  RcField *field;
  GPtrArray *all;     /* (owned) (nullable) RcGrantSource */
  GPtrArray *sources; /* (owned) (nullable) borrowed from `all`: those of the list, in its order */
  gboolean filling;   /* the list is set by the program */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (RcLeadChooser, rc_lead_chooser, GTK_TYPE_BOX)

static void
selected_cb (RcLeadChooser *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop));
  const RcGrantSource *source;

  if (self->filling || self->sources == NULL || selected >= self->sources->len)
    return;
  source = g_ptr_array_index (self->sources, selected);
  if (!source->leads)
    g_signal_emit (self, chosen_signal, 0, source->source, source->name);
}

gboolean
rc_lead_chooser_show (RcLeadChooser *self, GPtrArray *sources)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint leads = 0;

  g_return_val_if_fail (RC_IS_LEAD_CHOOSER (self), FALSE);

  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = g_ptr_array_ref (sources);
  self->sources = g_ptr_array_new ();
  for (guint i = 0; i < sources->len; i++)
    {
      RcGrantSource *source = g_ptr_array_index (sources, i);

      /* Nobody follows one whose words were not kept, or that is not asked any more. */
      if (!source->leads && (source->removed || *source->upstream == '\0'))
        continue;
      if (source->leads)
        leads = self->sources->len;
      g_ptr_array_add (self->sources, source);
      gtk_string_list_append (names, source->name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop), leads);
  self->filling = FALSE;
  rc_field_set_hint (self->field, _ ("Its changes come in by themselves; what you changed here stays, and what others say stands beside."));
  return self->sources->len > 1;
}

static void
rc_lead_chooser_finalize (GObject *object)
{
  RcLeadChooser *self = RC_LEAD_CHOOSER (object);

  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  G_OBJECT_CLASS (rc_lead_chooser_parent_class)->finalize (object);
}

static void
rc_lead_chooser_class_init (RcLeadChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_lead_chooser_finalize;
  chosen_signal = g_signal_new ("chosen", RC_TYPE_LEAD_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                G_TYPE_STRING);
}

static void
rc_lead_chooser_init (RcLeadChooser *self)
{
  self->drop = gtk_drop_down_new (NULL, NULL);
  self->field = rc_field_new (_ ("The source it follows"), self->drop);
  gtk_widget_set_hexpand (GTK_WIDGET (self->field), TRUE);
  g_signal_connect_object (self->drop, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->field));
}

RcLeadChooser *
rc_lead_chooser_new (void)
{
  return g_object_new (RC_TYPE_LEAD_CHOOSER, NULL);
}
