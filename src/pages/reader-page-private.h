/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the reader share. */
#pragma once

#include "pages/reader-load.h"
#include "pages/reader-page.h"

G_BEGIN_DECLS

struct _RcReaderPage
{
  RcPage parent_instance;
  gint64 document;           /* 0: it is */
  gint64 file;               /* of a disc */
  guint first_page;          /* from 0 */
  char *words;               /* (owned) (nullable) of the search that led here */
  GCancellable *cancellable; /* (owned) of loading */
  RcReaderSource *source;    /* (owned) (nullable) */
  gboolean open;             /* the document is shown */
  guint read_from;           /* the page from which its text was opened */
  GListModel *bookmarks;     /* (owned) (nullable) RcReaderEntry */
  gboolean at_hit;           /* a match is looked at: a narrow screen shows its page in place of the list */
  gboolean tried_password;
  guint bare;                /* full screen or presentation; 0: neither */
  gboolean was_continuous, was_two_pages; /* before the presentation */
  guint was_fit;
  gboolean may_print, has_menu;
  gboolean darkened;         /* the window, by night */
  int scheme_by_day;         /* AdwColorScheme, while it is */
  gboolean sidebar_off;      /* somebody put it away */

  GtkWidget *title_label;
  GtkWidget *subtitle_label;
  GtkWidget *panes_button;
  GtkWidget *zoom_box;
  GtkWidget *zoom_label;
  GtkWidget *fit_button;
  GtkWidget *night_button;
  GtkWidget *night_label;
  GtkWidget *night_label_icon;
  GtkWidget *search_button;
  GtkWidget *states;
  GtkWidget *damaged_status;
  GtkWidget *sidebar;
  GtkWidget *centre_pane;
  GtkWidget *views; /* ways to read: pages as they are printed, and what else there is */
  GtkWidget *view;
  GtkWidget *failed_revealer;
  GtkWidget *damaged_revealer;
  GtkWidget *damaged_label;
  GtkWidget *failed_label;
  GtkWidget *pill_label;
  GtkWidget *find;
  GtkWidget *reading_button;
  GtkWidget *reading; /* borrowed from views */
  GtkWidget *more_button;
  GtkWidget *place_button;
  GtkWidget *pill;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkWidget *mark_icon;
  GtkWidget *return_button;
  GtkWidget *copy_button;
  GtkWidget *leave_button;
  GtkWidget *locked_status;
  GtkWidget *password_entry;
  GtkWidget *password_box;
};

/* Shows what is open now, in as many panes as there is room for. */
void rc_reader_page_update_panes (RcReaderPage *self);
/* Which page, of how many. */
void rc_reader_page_show_place (RcReaderPage *self);
/* How large pages are shown. */
void rc_reader_page_show_zoom (RcReaderPage *self);

/* Says that the file is damaged, or no longer. */
void rc_reader_page_show_damage (RcReaderPage *self, gboolean damaged);

/* Marks the words that led here, as if somebody had looked for them. */
void rc_reader_page_show_words (RcReaderPage *self);

/* Of the entry on the locked page: tries what was typed. */
void rc_reader_page_unlock (RcReaderPage *self);

/* Another file of the disc takes the place of the one that is shown. */
void rc_reader_page_show_file (RcReaderPage *self, gint64 file);

/* An RcPageClass.reload: opens the document, once. */
void rc_reader_page_reload (RcPage *page);

G_END_DECLS
