/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of SKOS (Turtle, N-Triples, RDF/XML), as statements one after another. For files of this room only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  RC_SKOS_IS_CONCEPT,
  RC_SKOS_IS_OTHER, /* it has another type, which it may have besides */
  RC_SKOS_PREFERRED,
  RC_SKOS_LABEL, /* another name, or a hidden one */
  RC_SKOS_BROADER,
  RC_SKOS_NARROWER,
  RC_SKOS_RELATED,
} RcSkosWhat;

/* All borrowed. */
typedef struct
{
  RcSkosWhat what;
  const char *subject;  /* its URI */
  const char *text;     /* (nullable) of a label; any bytes */
  gsize length;         /* of the text */
  const char *language; /* (nullable) of a label, as in "en-GB" */
  const char *other;    /* (nullable) the URI that a link leads to */
} RcSkosStatement;

/* FALSE with `error` ends the reading. */
typedef gboolean (*RcSkosFunc) (const RcSkosStatement *statement, gpointer data, GError **error);

/* Reads a file to its end, or says why it cannot be; statements of half a file may have been seen then. */
gboolean rc_skos_read (const char *path, RcSkosFunc func, gpointer data, GPtrArray *problems, GCancellable *cancellable,
                       GError **error);
/* Appends an RcProblem unless there are enough. */
void rc_skos_add_problem (GPtrArray *problems, const char *path, const char *message);

G_END_DECLS
