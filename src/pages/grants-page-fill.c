/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the grants page shows of the listings. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grants-page-private.h"

#include <glib/gi18n.h>

#include "pages/grants-chips.h"
#include "pages/grants-facets.h"
#include "pages/grants-strips.h"
#include "widgets/format.h"

#define OLD_AFTER_SECONDS (7 * 86400)

static guint
count_answers (RcGrantsPage *self, GPtrArray *rows, RcAnswer answer)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += rc_grants_filter_answer (self->filter, g_ptr_array_index (rows, i)) == answer;
  return n;
}

static void
fill_counts (RcGrantsPage *self, GPtrArray *wanted)
{
  guint n = count_answers (self, wanted, RC_ANSWER_YES);
  guint n_open = count_answers (self, wanted, RC_ANSWER_NOT_STATED);
  guint total = self->content->rows->len;
  g_autofree char *count = rc_format_count (n);
  g_autofree char *all = rc_format_count (total);
  g_autofree char *open = g_strdup_printf (rc_grants_filter_count (self->filter) > 0
                                             ? g_dngettext (NULL, "%s open for you", "%s open for you", n)
                                             : g_dngettext (NULL, "%s open now", "%s open now", n),
                                           count);
  /* Translators: after "31 open for you": how many there are in all. */
  g_autofree char *of = g_strdup_printf (_("of %s"), all);
  g_autofree char *n_unsaid = rc_format_count (n_open);
  /* Translators: %s is a number of grants whose listings leave out whether the visitor may apply. */
  g_autofree char *unsaid = g_strdup_printf (g_dngettext (NULL, "%s does not say", "%s do not say", n_open), n_unsaid);
  g_autofree char *beside = n_open > 0 ? g_strdup_printf ("%s · %s", of, unsaid) : g_strdup (of);
  g_autofree char *shown = rc_format_count (wanted->len);
  /* Translators: closes the filters; %s is the number of grants. */
  g_autofree char *done = g_strdup_printf (g_dngettext (NULL, "Show %s grant", "Show %s grants", wanted->len), shown);

  gtk_label_set_text (GTK_LABEL (self->count_label), open);
  gtk_label_set_text (GTK_LABEL (self->total_label), beside);
  gtk_widget_set_visible (self->total_label, n != total);
  gtk_button_set_label (GTK_BUTTON (self->done_button), done);
  rc_page_announce (RC_PAGE (self), open);
}

/* Sums of different currencies stand side by side, but are not compared. */
static void
fill_order_hint (RcGrantsPage *self, GPtrArray *wanted)
{
  g_autoptr (GPtrArray) currencies = rc_grants_list_currencies (wanted);
  g_autoptr (GString) signs = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < currencies->len; i++)
    g_string_append_printf (signs, "%s%s", i > 0 ? ", " : "", rc_currency_get_sign (g_ptr_array_index (currencies, i)));
  /* Translators: how sums are sorted; %s are currencies: "US$, €". */
  text = g_strdup_printf (_("Largest first, each currency by itself: %s. Then those without a sum."), signs->str);
  gtk_label_set_text (GTK_LABEL (self->order_hint_label), text);
  gtk_widget_set_visible (self->order_hint, self->order == RC_GRANTS_BY_AMOUNT && currencies->len > 0);
}

/* Listings that are a week old say so. */
static void
fill_age (RcGrantsPage *self)
{
  gint64 refreshed = self->content->newest_refresh;
  g_autofree char *day = rc_format_moment (refreshed);
  /* Translators: %s is a day like "21 November". */
  g_autofree char *text = g_strdup_printf (_("Listings from %s. Some deadlines may have changed since."), day);

  gtk_label_set_text (GTK_LABEL (self->old_label), text);
  gtk_widget_set_visible (self->old_row, refreshed > 0 && self->shown_at - refreshed > OLD_AFTER_SECONDS);
}

static void
fill_filters (RcGrantsPage *self)
{
  GPtrArray *all = self->content->rows;
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));

  rc_grants_facets_set (RC_GRANTS_FACETS (self->facets), self->filter, all, self->content->labels, self->shown_at);
  rc_grants_strips_set (RC_GRANTS_STRIPS (self->strips), self->filter, all, self->shown_at);
  /* Months and days from a today that is none lead nobody. */
  gtk_widget_set_visible (self->strips, !self->content->clock.is_wrong);
  if (!rc_grants_chips_set (RC_GRANTS_CHIPS (self->chips), self->filter, self->content->labels, folded, self->shown_at))
    gtk_widget_grab_focus (self->list);
}

void
rc_grants_page_fill (RcGrantsPage *self, gboolean stay)
{
  g_autoptr (GPtrArray) wanted = NULL;

  if (self->content == NULL)
    return;
  /* One moment for all of the page; where the clock is plainly wrong, the last one that is known to have been. */
  self->shown_at = self->content->clock.is_wrong ? self->content->clock.now : rc_day_clock_now (self->clock);
  rc_day_clock_filled (self->clock, rc_grants_content_next_closing (self->content, self->shown_at));
  wanted = rc_grants_filter_apply (self->filter, self->content->rows, self->order, self->shown_at);
  rc_grants_list_show (self->rows, self->content, self->filter, wanted, self->shown_at, rc_fold_bin_get_narrow (RC_FOLD_BIN (self)),
                       rc_fold_bin_get_cramped (RC_FOLD_BIN (self)), stay);
  gtk_stack_set_visible_child_name (GTK_STACK (self->list_states), wanted->len > 0 ? "list"
                                                                   : self->content->rows->len > 0 ? "nothing"
                                                                                                  : "none");
  fill_counts (self, wanted);
  fill_order_hint (self, wanted);
  fill_filters (self);
  fill_age (self);
}
