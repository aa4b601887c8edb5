/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of forms that can be changed: a card each, with Remove, and Add below. */
#pragma once

#include <gtk/gtk.h>

#include "desk/field.h"

G_BEGIN_DECLS

#define RC_TYPE_CARDS_EDITOR (rc_cards_editor_get_type ())
G_DECLARE_FINAL_TYPE (RcCardsEditor, rc_cards_editor, RC, CARDS_EDITOR, GtkBox)

/* Where the fields of a card are put. */
typedef struct
{
  GtkWidget *first;  /* a line; the button that removes the card comes to its end */
  GtkWidget *second; /* a line below it */
  GtkWidget *box;    /* below both lines */
} RcCardPlaces;

/* What differs from one list to another. A card is the fields of one form, of whatever type the list gives it. */
typedef struct
{
  const char *add_label;    /* msgid */
  const char *remove_label; /* msgid */
  /* Makes the fields with the values of the form. */
  gpointer (*make_card) (const RcCardPlaces *places, gconstpointer form);
  void (*free_card) (gpointer card);
  /* Shows which fields there are, and what is understood of them. */
  void (*show_card) (gconstpointer card);
  /* The form as it stands on the screen, owned by who asks. */
  gpointer (*read_card) (gconstpointer card);
  /* The widget that takes the keyboard in a card that was added. Borrowed. */
  GtkWidget *(*get_focus) (gconstpointer card);
  /* An empty form. */
  gpointer (*make_form) (void);
  void (*free_form) (gpointer form);
} RcCardsKind;

/* `kind` is borrowed and outlives the editor. Signal "changed": somebody has typed. */
RcCardsEditor *rc_cards_editor_new (const RcCardsKind *kind);
/* Forms of the kind. */
void rc_cards_editor_set_forms (RcCardsEditor *self, GPtrArray *forms);
GPtrArray *rc_cards_editor_dup_forms (RcCardsEditor *self);

/* For make_card: fields whose changes are seen by the editor. */
RcField *rc_card_add_entry (GtkWidget *line, const char *label, const char *text, int width_chars, gboolean expand);
/* `signal` of the widget says that somebody has changed it. */
RcField *rc_card_add_widget (GtkWidget *line, const char *label, GtkWidget *widget, const char *signal);
GtkWidget *rc_card_add_choice (GtkWidget *line, const char *label, const char *const *words, guint selected);
GtkWidget *rc_card_add_check (GtkWidget *line, const char *label, gboolean active);

G_END_DECLS
