/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may apply, fact by fact: a card each, with what is understood of it said below. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/facts-editor.h"
#include "pages/checklist.h"
#include "record/fact-form.h"

#include <glib/gi18n.h>

/* The parts of a card. */
typedef struct
{
  RcFactForm *written; /* (owned) as it was when it was shown */
  GtkWidget *kind, *excluded;
  RcField *values, *age_min, *age_max, *sentence;
} Card;

static void
free_card (gpointer data)
{
  Card *card = data;

  rc_fact_form_free (card->written);
  g_free (card);
}

/* What a person has changed was looked at. */
static gpointer
read_card (gconstpointer data)
{
  const Card *card = data;
  RcFactForm *form = g_new0 (RcFactForm, 1);

  form->kind = (RcFactKind) gtk_drop_down_get_selected (GTK_DROP_DOWN (card->kind));
  form->excluded = gtk_check_button_get_active (GTK_CHECK_BUTTON (card->excluded));
  form->values = rc_field_dup_text (card->values);
  form->age_min = rc_field_dup_text (card->age_min);
  form->age_max = rc_field_dup_text (card->age_max);
  form->age_day = g_strdup (card->written->age_day);
  form->sentence = rc_field_dup_text (card->sentence);
  form->from_text = card->written->from_text && rc_fact_form_equal (form, card->written);
  return form;
}

static const char *
get_example (RcFactKind kind)
{
  switch (kind)
    {
    case RC_FACT_CITIZENSHIP:
    case RC_FACT_RESIDENCE:
    case RC_FACT_INSTITUTION:
      return "KZ, KG";
    case RC_FACT_WHO:
      return "student, researcher";
    case RC_FACT_STAGE:
      return "master";
    case RC_FACT_FIELD:
      return "25, 3308";
    case RC_FACT_LANGUAGE:
      return "eng, fre";
    case RC_FACT_AGE:
    case RC_FACT_OTHER:
    default:
      return "";
    }
}

static void
show_card (gconstpointer data)
{
  const Card *card = data;
  g_autoptr (RcFactForm) form = read_card (card);
  g_autofree char *fault = NULL;
  g_autoptr (RcFact) fact = rc_fact_form_read (form, NULL, &fault);
  g_autofree char *words = fact != NULL ? rc_fact_dup_words (fact) : NULL;
  gboolean age = form->kind == RC_FACT_AGE, listed = !age && form->kind != RC_FACT_OTHER;
  /* Nobody is scolded for what is not typed yet. */
  gboolean typed = *form->values != '\0' || *form->age_min != '\0' || *form->age_max != '\0';
  RcField *place = age ? card->age_min : card->values;

  gtk_widget_set_visible (GTK_WIDGET (card->values), listed);
  gtk_widget_set_visible (card->excluded, listed && form->kind != RC_FACT_LANGUAGE);
  gtk_widget_set_visible (GTK_WIDGET (card->age_min), age);
  gtk_widget_set_visible (GTK_WIDGET (card->age_max), age);
  gtk_entry_set_placeholder_text (GTK_ENTRY (rc_field_get_widget (card->values)), get_example (form->kind));
  rc_field_set_fault (place, typed ? fault : NULL);
  rc_field_set_hint (place, listed || age ? words : NULL);
}

static gpointer
make_card (const RcCardPlaces *places, gconstpointer data)
{
  const RcFactForm *form = data;
  /* In the order of RcFactKind. */
  const char *const words[] = { _ ("Citizenship"), _ ("Where they live"), _ ("Where their institution is"), _ ("Who they are"), _ ("Degree"),
                                _ ("Age"), _ ("Field of science"), _ ("Languages they know"), _ ("In words alone"), NULL };
  Card *card = g_new0 (Card, 1);

  G_STATIC_ASSERT (G_N_ELEMENTS (words) == RC_FACT_N_KINDS + 1);
  card->written = rc_fact_form_copy (form);
  card->kind = rc_card_add_choice (places->first, _ ("What is asked"), words, form->kind);
  card->excluded = rc_card_add_check (places->first, _ ("These may not apply"), form->excluded);
  card->values = rc_card_add_entry (places->second, _ ("Which"), form->values, 12, TRUE);
  card->age_min = rc_card_add_entry (places->second, _ ("Not younger than"), form->age_min, 8, FALSE);
  card->age_max = rc_card_add_entry (places->second, _ ("Not older than"), form->age_max, 8, FALSE);
  card->sentence = rc_card_add_entry (places->box, _ ("The sentence that says so"), form->sentence, 12, TRUE);
  return card;
}

static GtkWidget *
get_focus (gconstpointer data)
{
  const Card *card = data;

  return card->kind;
}

static gpointer
make_form (void)
{
  g_autoptr (RcFact) fact = rc_fact_new (RC_FACT_CITIZENSHIP);

  return rc_fact_form_new (fact);
}

static void
free_form (gpointer form)
{
  rc_fact_form_free (form);
}

static const RcCardsKind kind = {
  .add_label = N_ ("Add condition"),
  .remove_label = N_ ("Remove this condition"),
  .make_card = make_card,
  .free_card = free_card,
  .show_card = show_card,
  .read_card = read_card,
  .get_focus = get_focus,
  .make_form = make_form,
  .free_form = free_form,
};

RcCardsEditor *
rc_facts_editor_new (void)
{
  return rc_cards_editor_new (&kind);
}
