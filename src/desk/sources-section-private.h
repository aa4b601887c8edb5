/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the sources section share. */
#pragma once

#include "desk/source-row.h"
#include "desk/sources-section.h"

G_BEGIN_DECLS

struct _RcSourcesSection
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  GCancellable *cancellable; /* (owned) of everything that is read and written */
  GHashTable *running;       /* (owned) name (char *, owned) -> RcRunningRefresh (owned) */
  GPtrArray *sources;        /* (owned) (nullable) RcSource, as last read */
  GHashTable *elsewhere;     /* (owned) (nullable) set of names that another program is asking */
  char *asked;               /* (owned) (nullable) the source whose removal was asked about */
  guint looking;             /* source that looks again; 0: not shown */
  GHashTable *due;           /* (owned) set of names whose rows are old */
  guint showing;             /* tick that shows what is due, and in the log what runs here; 0: it is shown */
  gboolean running_is_due;   /* of the log */
  gboolean is_loading;
  gboolean is_due;           /* what is loading is old already */
  GtkWidget *bar_title;
  GtkWidget *add_button;
  GtkWidget *failing;
  GtkWidget *failing_title;
  GtkWidget *failing_words;
  GtkWidget *rows;
  GtkWidget *log;
};

/* A refresh that was begun here. */
typedef struct
{
  GCancellable *cancellable; /* (owned) */
  gint64 began;              /* Unix seconds */
} RcRunningRefresh;

/* In passing. */
void rc_sources_section_tell (RcSourcesSection *self, const char *words);
/* What is shown of the source of that name, borrowed; NULL: nothing. */
RcSourceRow *rc_sources_section_find_row (RcSourcesSection *self, const char *name);
const RcSource *rc_sources_section_find_source (RcSourcesSection *self, const char *name);
/* Shows its health anew, soon: some rows a frame. */
void rc_sources_section_show_row (RcSourcesSection *self, const char *name);
/* Those that run here are the first lines of the log. */
void rc_sources_section_show_running (RcSourcesSection *self);
/* Reads the list and the log again. */
void rc_sources_section_load (RcSourcesSection *self);

/* The actions on one source, and the refresh of all. */
void rc_sources_section_install_work (GtkWidgetClass *widget_class);

G_END_DECLS
