/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the beginning of a file tells before it is tried out: its format, its encoding, its columns, its first records. */
#pragma once

#include "catalogue/catalogue.h"
#include "exchange/csv-mapping.h"
#include "exchange/readings.h"

G_BEGIN_DECLS

/* What the columns of tables hold, kept by a name. */
typedef struct
{
  char *name;            /* (owned) */
  RcCsvMapping *mapping; /* (owned) */
} RcColumnProfile;

typedef struct
{
  char *path;            /* (owned) */
  RcFormat format;
  char *encoding;        /* (owned) (nullable) that its first records were read in; NULL: nothing told */
  GPtrArray *readings;   /* (owned) RcReading, the likeliest first; empty when all is ASCII */
  GPtrArray *titles;     /* (owned) char * of the first records */
  RcCsvMapping *mapping; /* (owned) (nullable) of a table: what its columns seem to hold */
  GPtrArray *rows;       /* (owned) (nullable) of a table: its first records, each a GPtrArray of char * */
  GPtrArray *profiles;   /* (owned) RcColumnProfile, by name; none where it is no table */
  gboolean unknown;      /* a table, but its columns do not read like those of publications */
} RcImportLook;

void rc_import_look_free (RcImportLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcImportLook, rc_import_look_free)

/* Nothing was guessed that people should see before the file is tried out. */
gboolean rc_import_look_is_sure (const RcImportLook *self);

/* The encoding is one that tells itself. */
gboolean rc_import_look_is_encoding_sure (const RcImportLook *self);

/* What a file tells, for a thread that may wait: `profiles` is empty. What is given (format other than RC_FORMAT_AUTO, encoding not
 * NULL) is believed. */
RcImportLook *rc_import_look_new (const char *path, RcFormat format, const char *encoding, GCancellable *cancellable, GError **error);

/* The same in a thread of its own, with the profiles. */
void rc_import_look_async (RcCatalogue *catalogue, const char *path, RcFormat format, const char *encoding, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
RcImportLook *rc_import_look_finish (GAsyncResult *result, GError **error);

/* RcColumnProfile, by name; those that cannot be read are left out. For rc_catalogue_read_async. */
gpointer rc_profiles_list_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
