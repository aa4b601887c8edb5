/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deadlines of a grant: a card each, with what is understood of it said below. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/deadlines-editor.h"
#include "record/grant-form.h"
#include "widgets/deadline-text.h"

#include <glib/gi18n.h>

/* The parts of a card. */
typedef struct
{
  GtkWidget *precision, *yearly;
  RcField *when, *hour, *zone, *label, *verbatim;
} Card;

static gpointer
read_card (gconstpointer data)
{
  const Card *card = data;
  RcDeadlineForm *form = g_new0 (RcDeadlineForm, 1);

  form->precision = (RcDeadlinePrecision) gtk_drop_down_get_selected (GTK_DROP_DOWN (card->precision));
  form->yearly = gtk_check_button_get_active (GTK_CHECK_BUTTON (card->yearly));
  form->when = rc_field_dup_text (card->when);
  form->hour = rc_field_dup_text (card->hour);
  form->zone = rc_field_dup_text (card->zone);
  form->label = rc_field_dup_text (card->label);
  form->verbatim = rc_field_dup_text (card->verbatim);
  return form;
}

/* "Mon 30 November 2026 · 17:00 in Paris, 21:00 here": what visitors will read. */
static char *
describe (const RcDeadline *deadline, gint64 now)
{
  gint64 instant = rc_deadline_next (deadline, now);
  guint day = rc_deadline_get_day (deadline, instant);
  g_autofree char *words = rc_deadline_dup_day (day, deadline->precision, now);
  g_autofree char *hours = rc_deadline_dup_hours (deadline, instant);

  return hours != NULL ? g_strdup_printf ("%s · %s", words, hours) : g_steal_pointer (&words);
}

/* Which fields there are, and what is understood of them. */
static void
show_card (gconstpointer data)
{
  const Card *card = data;
  RcDeadlineForm *form = read_card (card);
  g_autofree char *fault = NULL;
  g_autoptr (RcDeadline) deadline = rc_deadline_form_read (form, &fault);
  g_autofree char *words = deadline != NULL ? describe (deadline, g_get_real_time () / G_USEC_PER_SEC) : NULL;
  gboolean dated = form->precision == RC_DEADLINE_INSTANT || form->precision == RC_DEADLINE_DAY;

  gtk_widget_set_visible (GTK_WIDGET (card->when), form->precision != RC_DEADLINE_ROLLING);
  gtk_widget_set_visible (GTK_WIDGET (card->hour), form->precision == RC_DEADLINE_INSTANT);
  gtk_widget_set_visible (GTK_WIDGET (card->zone), dated);
  gtk_widget_set_visible (card->yearly, dated);
  /* Nobody is scolded for what is not typed yet. */
  rc_field_set_fault (card->when, *form->when != '\0' || form->precision == RC_DEADLINE_ROLLING ? fault : NULL);
  rc_field_set_hint (card->when, words);
  rc_deadline_form_free (form);
}

static gpointer
make_card (const RcCardPlaces *places, gconstpointer data)
{
  const RcDeadlineForm *form = data;
  /* In the order of RcDeadlinePrecision. */
  const char *const words[] = { _ ("Day and hour"), _ ("Day, hour not stated"), _ ("Usual month"), _ ("At any time"), NULL };
  Card *card = g_new0 (Card, 1);

  card->precision = rc_card_add_choice (places->first, _ ("When it closes"), words, form->precision);
  card->yearly = rc_card_add_check (places->first, _ ("Every year"), form->yearly);
  card->when = rc_card_add_entry (places->second, _ ("Day, as 30.11.2026"), form->when, 12, TRUE);
  card->hour = rc_card_add_entry (places->second, _ ("Hour, as 17:00"), form->hour, 8, FALSE);
  /* Translators: the time zone of a deadline; leave Europe/Paris and AoE as they are. */
  card->zone = rc_card_add_entry (places->second, _ ("Zone, as Europe/Paris or AoE"), form->zone, 16, FALSE);
  card->label = rc_card_add_entry (places->box, _ ("What closes, as “first stage”"), form->label, 12, TRUE);
  card->verbatim = rc_card_add_entry (places->box, _ ("The sentence that says so"), form->verbatim, 12, TRUE);
  return card;
}

static GtkWidget *
get_focus (gconstpointer data)
{
  const Card *card = data;

  return rc_field_get_widget (card->when);
}

static gpointer
make_form (void)
{
  g_autoptr (RcDeadline) deadline = rc_deadline_new ();

  return rc_deadline_form_new (deadline);
}

static void
free_form (gpointer form)
{
  rc_deadline_form_free (form);
}

static const RcCardsKind kind = {
  .add_label = N_ ("Add deadline"),
  .remove_label = N_ ("Remove this deadline"),
  .make_card = make_card,
  .free_card = g_free,
  .show_card = show_card,
  .read_card = read_card,
  .get_focus = get_focus,
  .make_form = make_form,
  .free_form = free_form,
};

RcCardsEditor *
rc_deadlines_editor_new (void)
{
  return rc_cards_editor_new (&kind);
}
