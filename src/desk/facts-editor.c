/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may apply, fact by fact: a card each, with what is understood of it said below. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/facts-editor.h"
#include "desk/value-chooser.h"
#include "pages/checklist.h"
#include "record/fact-form.h"

#include <glib/gi18n.h>

/* The parts of a card. */
typedef struct
{
  RcFactForm *written; /* (owned) as it was when it was shown */
  GtkWidget *kind, *excluded;
  RcField *values, *age_min, *age_max, *sentence;
  RcValueChooser *chooser; /* (borrowed) of the values */
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
  g_auto (GStrv) values = rc_value_chooser_dup_values (card->chooser);

  form->kind = (RcFactKind) gtk_drop_down_get_selected (GTK_DROP_DOWN (card->kind));
  form->excluded = gtk_check_button_get_active (GTK_CHECK_BUTTON (card->excluded));
  form->values = g_strjoinv (", ", values);
  form->age_min = rc_field_dup_text (card->age_min);
  form->age_max = rc_field_dup_text (card->age_max);
  form->age_day = g_strdup (card->written->age_day);
  form->sentence = rc_field_dup_text (card->sentence);
  form->from_text = card->written->from_text && rc_fact_form_equal (form, card->written);
  return form;
}

/* What is chosen belongs to what is asked. */
static RcFactForm *
read_form (const Card *card)
{
  rc_value_chooser_set_kind (card->chooser, (RcFactKind) gtk_drop_down_get_selected (GTK_DROP_DOWN (card->kind)));
  return read_card (card);
}

static void
show_card (gconstpointer data)
{
  const Card *card = data;
  g_autoptr (RcFactForm) form = read_form (card);
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
  rc_field_set_fault (place, typed ? fault : NULL);
  rc_field_set_hint (place, listed || age ? words : NULL);
}

/* The keys of "KZ, KG". */
static GStrv
dup_values (const RcFactForm *form)
{
  g_auto (GStrv) parts = g_strsplit_set (form->values, ",;", -1);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (values, parts[i]);
  return g_strv_builder_end (values);
}

static gpointer
make_card (const RcCardPlaces *places, gconstpointer data)
{
  const RcFactForm *form = data;
  /* In the order of RcFactKind. */
  const char *const words[] = { _ ("Citizenship"), _ ("Where they live"), _ ("Where their institution is"), _ ("Who they are"), _ ("Degree"),
                                _ ("Age"), _ ("Field of science"), _ ("Languages they know"), _ ("In words alone"), NULL };
  Card *card = g_new0 (Card, 1);
  g_auto (GStrv) values = dup_values (form);

  G_STATIC_ASSERT (G_N_ELEMENTS (words) == RC_FACT_N_KINDS + 1);
  card->written = rc_fact_form_copy (form);
  card->kind = rc_card_add_choice (places->first, _ ("What is asked"), words, form->kind);
  card->excluded = rc_card_add_check (places->first, _ ("These may not apply"), form->excluded);
  card->chooser = rc_value_chooser_new (_ ("Which"));
  rc_value_chooser_set_kind (card->chooser, form->kind);
  rc_value_chooser_set_values (card->chooser, (const char *const *) values);
  card->values = rc_card_add_widget (places->second, _ ("Which"), GTK_WIDGET (card->chooser), "changed");
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
