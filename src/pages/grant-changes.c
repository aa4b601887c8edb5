/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a grant has changed, in words: what was, and what is now. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grant-changes.h"

#include <glib/gi18n.h>

#include "widgets/deadline-text.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#define MOST_LINES 6 /* of a long text that was */

static GtkWidget *
add_row (GtkBox *box, const char *name)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (row, "card-row");
  gtk_box_append (GTK_BOX (row), rc_line_new (name, "muted"));
  gtk_box_append (box, row);
  return row;
}

/* "30 November → 26 November" */
static guint
compare (GtkBox *box, const char *name, const char *before, const char *after)
{
  const char *unsaid = _("Not stated");
  g_autofree char *text = NULL;

  if (g_strcmp0 (before, after) == 0)
    return 0;
  /* Translators: what was, and what it is now. */
  text = g_strdup_printf (_("%s → %s"), before != NULL ? before : unsaid, after != NULL ? after : unsaid);
  gtk_box_append (GTK_BOX (add_row (box, name)), rc_line_new (text, "strong"));
  return 1;
}

/* What is now is on the page; here is what was. */
static guint
compare_long (GtkBox *box, const char *name, const char *before, const char *after)
{
  g_autofree char *text = NULL;
  GtkWidget *line;

  if (g_strcmp0 (before, after) == 0)
    return 0;
  /* Translators: a text that has changed, as it was. */
  text = g_strdup_printf (_("It was: %s"), before != NULL ? before : _("Not stated"));
  line = rc_line_new (text, "strong");
  gtk_label_set_lines (GTK_LABEL (line), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (add_row (box, name)), line);
  return 1;
}

/* The day of each deadline, in the source's order; with its hour where `hours`. */
static GPtrArray *
list_deadlines (const RcGrant *grant, gboolean hours, gint64 now)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < grant->deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (grant->deadlines, i);
      gint64 instant = rc_deadline_next (deadline, now);
      g_autofree char *day = rc_deadline_dup_day (rc_deadline_get_day (deadline, instant), deadline->precision, now);
      g_autofree char *hour = hours ? rc_deadline_dup_hours (deadline, instant) : NULL;

      g_ptr_array_add (list, hour != NULL ? g_strdup_printf ("%s (%s)", day, hour) : g_steal_pointer (&day));
    }
  return list;
}

/* Those of one list that the other (nullable) has not; NULL for none. */
static char *
dup_others (GPtrArray *list, GPtrArray *other)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    if (other == NULL || !g_ptr_array_find_with_equal_func (other, g_ptr_array_index (list, i), g_str_equal, NULL))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", (char *) g_ptr_array_index (list, i));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* Hours are said only where no day has changed. */
static guint
compare_deadlines (GtkBox *box, const RcGrant *before, const RcGrant *grant, gint64 now)
{
  for (int hours = 0; hours < 2; hours++)
    {
      g_autoptr (GPtrArray) old = list_deadlines (before, hours == 1, now);
      g_autoptr (GPtrArray) current = list_deadlines (grant, hours == 1, now);
      g_autofree char *was = dup_others (old, current);
      g_autofree char *is = dup_others (current, old);

      if (was == NULL && is == NULL)
        continue;
      /* One came to the others, or is gone: all are said. */
      if (was == NULL || is == NULL)
        {
          g_free (was);
          g_free (is);
          was = dup_others (old, NULL);
          is = dup_others (current, NULL);
        }
      return compare (box, _("Deadline"), was, is);
    }
  return 0;
}

guint
rc_grant_changes_fill (GtkBox *box, const RcGrant *before, const RcGrant *grant, gint64 now)
{
  g_autofree char *was_opening = NULL;
  g_autofree char *opening = NULL;
  guint n;

  g_return_val_if_fail (GTK_IS_BOX (box) && grant != NULL, 0);

  rc_box_empty (box);
  if (before == NULL)
    return 0;
  was_opening = before->opens != NULL ? rc_format_iso_day (before->opens) : NULL;
  opening = grant->opens != NULL ? rc_format_iso_day (grant->opens) : NULL;
  n = compare_deadlines (box, before, grant, now);
  n += compare (box, _("Title"), before->title, grant->title);
  n += compare (box, _("Amount"), before->amount, grant->amount);
  n += compare (box, _("Who pays"), before->funder, grant->funder);
  n += compare (box, _("Opens"), was_opening, opening);
  n += compare (box, _("Where to apply"), before->url, grant->url);
  n += compare_long (box, _("Who may apply"), before->eligibility, grant->eligibility);
  n += compare_long (box, _("Summary"), before->summary, grant->summary);
  return n;
}
