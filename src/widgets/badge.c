/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An icon and a word on a tint: what a thing is, and how to get it. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/badge.h"
#include "widgets/deadline-text.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

struct _RcBadge
{
  GtkWidget parent_instance;

  GtkWidget *icon;  /* (owned) */
  GtkWidget *label; /* (owned) */
  const char *tone; /* (nullable) static */
};

G_DEFINE_FINAL_TYPE (RcBadge, rc_badge, GTK_TYPE_WIDGET)

void
rc_badge_text_clear (RcBadgeText *self)
{
  g_clear_pointer (&self->text, g_free);
}

static char *
text_with (const char *with, const char *without, const char *value)
{
  if (value == NULL || *value == '\0')
    return g_strdup (without);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (with, value);
#pragma GCC diagnostic pop
}

static void
say_where_copies_are (const RcRowData *row, gboolean brief, RcBadgeText *text)
{
  if (row->copies_on_shelf > 0)
    {
      *text = (RcBadgeText){ "object-select-symbolic", "ok", TRUE, NULL };
      /* Translators: %s is a shelfmark, like B-12. */
      text->text = text_with (brief ? _("Shelf %s") : _("On shelf %s"), _("On the shelf"), row->shelfmark);
      return;
    }
  g_autofree char *day = row->due != NULL && !brief ? rc_format_iso_day (row->due) : NULL;
  *text = (RcBadgeText){ "document-open-recent-symbolic", "warm", TRUE, NULL };
  /* Translators: %s is a day, like 4 December. */
  text->text = text_with (_("Out, back %s"), _("Out"), day);
}

static void
say_when_it_closes (const RcRowData *row, RcBadgeText *text)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  *text = (RcBadgeText){ "document-open-recent-symbolic", "plain", TRUE, NULL };
  if (row->closed || (row->deadline_precision != RC_DEADLINE_UNCOUNTED && row->deadline > 0 && row->deadline <= now))
    text->text = g_strdup (_("Closed"));
  else if (row->deadline_precision == RC_DEADLINE_NOT_STATED || row->deadline_precision == RC_DEADLINE_UNCOUNTED)
    text->text = rc_deadline_dup_days_left (row->deadline, row->deadline_day, (RcDeadlinePrecision) row->deadline_precision, FALSE, now,
                                            &(RcUrgency){ RC_URGENCY_NONE });
  else if (row->deadline == 0 || row->deadline == G_MAXINT64)
    text->text = g_strdup (_("Open at any time"));
  else if (row->deadline_precision == RC_DEADLINE_MONTH)
    text->text = rc_deadline_dup_day (row->deadline_day, RC_DEADLINE_MONTH, now);
  else
    {
      RcUrgency urgency = rc_deadline_get_urgency (rc_deadline_days_left (row->deadline, row->deadline_day, now));
      g_autofree char *day = rc_deadline_dup_short_day (row->deadline_day, now);

      text->tone = urgency == RC_URGENCY_SOON ? "soon" : urgency == RC_URGENCY_WARM ? "warm" : "plain";
      /* Translators: a grant; %s is a day, like 4 December. */
      text->text = g_strdup_printf (_("Closes %s"), day);
    }
}

guint
rc_badge_texts_of_row (const RcRowData *row, gboolean brief, RcBadgeText texts[RC_MAX_BADGES])
{
  const RcGroup *group;
  guint n = 0;

  g_return_val_if_fail (row != NULL && texts != NULL, 0);

  group = rc_group_of (row->kind, row->material);
  texts[n++] = (RcBadgeText){ group->icon_name, group->tone, FALSE, g_strdup (rc_group_get_label (group)) };
  if (row->kind == RC_KIND_GRANT)
    say_when_it_closes (row, &texts[n++]);
  if (row->copies > 0)
    say_where_copies_are (row, brief, &texts[n++]);
  if (row->kind == RC_KIND_DISC && row->n_files > 0 && n < RC_MAX_BADGES)
    {
      g_autofree char *count = rc_format_count (row->n_files);
      texts[n] = (RcBadgeText){ "folder-symbolic", "plain", TRUE, NULL };
      /* Translators: how many files are on a disc; %s is the number. */
      texts[n++].text = g_strdup_printf (g_dngettext (NULL, "%s file", "%s files", row->n_files), count);
    }
  if (row->readable && n < RC_MAX_BADGES)
    texts[n++] = (RcBadgeText){ "view-paged-symbolic", "accent", TRUE, g_strdup (_("Read here")) };
  if (row->kind == RC_KIND_FILE && n < RC_MAX_BADGES)
    {
      const char *disc = row->disc_shelfmark != NULL ? row->disc_shelfmark : row->disc_title;
      texts[n] = (RcBadgeText){ "media-optical-symbolic", "plain", TRUE, NULL };
      /* A short one, beside "File on a disc", needs no more words. */
      if (brief && disc != NULL)
        texts[n++].text = g_strdup (disc);
      else
        /* Translators: %s is the shelfmark of a disc, like R-014, or its title. */
        texts[n++].text = text_with (_("On disc %s"), _("On a disc"), disc);
    }
  return n;
}

static void
rc_badge_dispose (GObject *object)
{
  RcBadge *self = RC_BADGE (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_badge_parent_class)->dispose (object);
}

static void
rc_badge_class_init (RcBadgeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_badge_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "badge");
}

static void
rc_badge_init (RcBadge *self)
{
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

RcBadge *
rc_badge_new (void)
{
  return g_object_new (RC_TYPE_BADGE, NULL);
}

void
rc_badge_set (RcBadge *self, const RcBadgeText *text)
{
  g_return_if_fail (RC_IS_BADGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text == NULL)
    return;
  if (self->tone != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->tone);
  self->tone = text->tone;
  gtk_widget_add_css_class (GTK_WIDGET (self), self->tone);
  if (text->round)
    gtk_widget_add_css_class (GTK_WIDGET (self), "round");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "round");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), text->icon_name);
  gtk_widget_set_visible (self->icon, text->icon_name != NULL);
  gtk_label_set_label (GTK_LABEL (self->label), text->text);
  gtk_widget_set_visible (self->label, *text->text != '\0');
}

void
rc_badge_set_group (RcBadge *self, const RcGroup *group)
{
  g_return_if_fail (group != NULL);

  RcBadgeText text = { group->icon_name, group->tone, FALSE, (char *) rc_group_get_label (group) };
  rc_badge_set (self, &text);
}
