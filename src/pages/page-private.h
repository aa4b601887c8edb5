/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a page share. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

typedef struct
{
  RcCatalogue *catalogue;    /* (owned) */
  RcNavigator *navigator;    /* (weak) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) of what is asked now */
  guint looking;             /* the source that asks again; 0 none */
  char *title;               /* (owned) (nullable) */
  GtkWidget *header;
  GtkWidget *first_row;
  GtkWidget *second_row;
  GtkWidget *back_button;
  GtkWidget *back_label;
  GtkWidget *slots; /* the page's own part of the header, in one row or the other */
  GtkWidget *gap;   /* where it was */
  GtkWidget *start_slot;
  GtkWidget *end_slot;
  GtkWidget *language_button;
  GtkWidget *look_button; /* where there is no menu with preferences */
  GtkWidget *menu_button;
  GtkWidget *window_controls;
  GtkWidget *states;
  GtkWidget *content_slot;
  GtkWidget *error_status;
  GtkWidget *busy_bar;
} RcPagePrivate;

RcPagePrivate *rc_page_get_private (RcPage *self);

G_END_DECLS
