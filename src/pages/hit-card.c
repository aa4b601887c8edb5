/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a document where the words of a search stand. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/hit-card.h"

#include <glib/gi18n.h>

#include "widgets/fill.h"
#include "widgets/marks.h"

#define MAX_LINES 3

struct _RcHitCard
{
  GtkButton parent_instance;

  GtkWidget *page_label;
  GtkWidget *snippet_label;
};

G_DEFINE_FINAL_TYPE (RcHitCard, rc_hit_card, GTK_TYPE_BUTTON)

static void
rc_hit_card_class_init (RcHitCardClass *klass)
{
}

static void
rc_hit_card_init (RcHitCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->page_label = rc_line_new ("", "strong");
  self->snippet_label = rc_line_new ("", "muted");
  gtk_label_set_lines (GTK_LABEL (self->snippet_label), MAX_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (self->snippet_label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), self->page_label);
  gtk_box_append (GTK_BOX (box), self->snippet_label);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_set_css_classes (GTK_WIDGET (self), (const char *[]){ "rc-button", "hit-card", NULL });
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rc_hit_card_set (RcHitCard *self, const RcPageHit *hit, const char *words)
{
  g_autofree char *page = NULL;
  g_autofree char *name = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (RcHighlighter) highlighter = NULL;
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (PangoAttrList) marks = NULL;

  g_return_if_fail (RC_IS_HIT_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), hit != NULL && hit->held);
  if (hit == NULL || !hit->held)
    return;
  highlighter = rc_highlighter_new (words);
  ranges = rc_highlighter_mark (highlighter, hit->snippet);
  marks = rc_marks_new (GTK_WIDGET (self), ranges);
  if (hit->flows)
    {
      page = g_strdup (hit->path != NULL ? hit->path : _("In the text"));
      name = g_strdup (_("In the text: read here"));
    }
  else
    {
      page = hit->path != NULL
                 /* Translators: a file of a disc, with its folders, and a page of it. */
                 ? g_strdup_printf (_("%s, page %s"), hit->path, hit->label)
                 : g_strdup_printf (_("Page %s"), hit->label);
      /* Translators: what a button does that opens a document at this page. */
      name = g_strdup_printf (_("Page %s: read here"), hit->label);
    }
  whole = g_strdup_printf ("%s, %s", name, hit->snippet);
  gtk_label_set_text (GTK_LABEL (self->page_label), page);
  gtk_label_set_text (GTK_LABEL (self->snippet_label), hit->snippet);
  gtk_label_set_attributes (GTK_LABEL (self->snippet_label), marks);
  rc_button_set_name (GTK_BUTTON (self), whole);
}
