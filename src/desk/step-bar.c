/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of an import. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/step-bar.h"

#include "widgets/wrap-layout.h"

#include <glib/gi18n.h>

struct _RcStepBar
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (RcStepBar, rc_step_bar, GTK_TYPE_BOX)

void
rc_step_bar_show (RcStepBar *self, RcStep now)
{
  guint at = 0;

  g_return_if_fail (RC_IS_STEP_BAR (self));

  for (GtkWidget *step = gtk_widget_get_first_child (GTK_WIDGET (self)); step != NULL; step = gtk_widget_get_next_sibling (step), at++)
    {
      g_autofree char *number = g_strdup_printf ("%u", at + 1);

      gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (step)), at < now ? "✓" : number);
      gtk_widget_remove_css_class (step, "now");
      gtk_widget_remove_css_class (step, "done");
      if (at <= now)
        gtk_widget_add_css_class (step, at == now ? "now" : "done");
    }
}

static void
rc_step_bar_class_init (RcStepBarClass *klass)
{
}

static void
rc_step_bar_init (RcStepBar *self)
{
  const char *const names[] = { _ ("Choose file"), _ ("Match fields"), _ ("Try out"), _ ("Result") };

  gtk_widget_set_layout_manager (GTK_WIDGET (self), rc_wrap_layout_new (18));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *step = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *mark = gtk_label_new (NULL);

      gtk_widget_add_css_class (step, "step");
      gtk_widget_add_css_class (mark, "step-mark");
      gtk_box_append (GTK_BOX (step), mark);
      gtk_box_append (GTK_BOX (step), gtk_label_new (names[i]));
      gtk_box_append (GTK_BOX (self), step);
    }
  rc_step_bar_show (self, RC_STEP_CHOOSE);
}
