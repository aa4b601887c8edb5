/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What benchmarks of screens share: a main loop that is watched, and frames one by one. */
#pragma once

#include <gtk/gtk.h>

/* Between two visits of the main loop to poll(): what nothing on the screen can move in. Beside the time of the clock stands that
 * of the processor, which other programs on the machine lengthen less. */
typedef struct
{
  gint64 clock_us;
  gint64 processor_us; /* of the main thread */
} Stall;

/* Those since loop_watch, until somebody empties it. */
extern GArray *loop_stalls;

void loop_watch (void);
/* What this visit of the main loop did so far is the benchmark's own. */
void loop_forget_visit (void);
/* Lets it run until it had nothing to do for a while. */
void loop_settle (void);
/* Lets it run until the widget's next frame. */
void loop_run_frame (GtkWidget *widget);
int loop_compare_clock (gconstpointer a, gconstpointer b);
int loop_compare_processor (gconstpointer a, gconstpointer b);
/* The first one on the screen of this type, borrowed; NULL without one. */
GtkWidget *loop_find (GtkWidget *root, GType type);
/* As the application has it from its resources, and its size of text. */
void loop_use_style (void);
