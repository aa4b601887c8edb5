/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way in: a batch of records into the catalogue, matched, counted and reported. */
#pragma once

#include "catalogue/batches.h"
#include "catalogue/records.h"
#include "catalogue/database.h"
#include "exchange/csv-mapping.h"
#include "exchange/listing-mapping.h"
#include "exchange/reader.h"
#include "import/change.h"
#include "record/problem.h"

G_BEGIN_DECLS

typedef enum
{
  RC_OUTCOME_ADDED,
  RC_OUTCOME_UPDATED,
  RC_OUTCOME_UNCHANGED,
  RC_OUTCOME_DUPLICATE,
  RC_OUTCOME_REJECTED,
} RcOutcome;

/* What one file gave. */
typedef struct
{
  char *file;     /* (owned) as it was named */
  RcFormat format;
  char *encoding; /* (owned) (nullable) that its texts were read in; several: "marc-8, utf-8" */
  guint64 read, rejected;
} RcImportedFile;

typedef struct
{
  gint64 import; /* the batch; 0 when nothing was written (a dry run, or nothing was read) */
  guint64 read, added, updated, unchanged, duplicates, rejected; /* read is the sum of the others */
  double seconds;
  GPtrArray *problems; /* (owned) RcProblem */
  GPtrArray *files;    /* (owned) RcImportedFile, those whose format was recognised, in order */
  GPtrArray *changes;  /* (owned) (nullable) RcRecordChange: the first records that were updated, as many as were asked for */
  guint64 garbled;     /* records with text that was read in a wrong encoding before it came here */
  GPtrArray *mendings; /* (owned) (nullable) RcTextChange: samples of such text, and what it should be */
} RcImportReport;
void rc_import_report_free (RcImportReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcImportReport, rc_import_report_free)
/* The JSON of the contract. */
char *rc_import_report_to_json (const RcImportReport *self);

/* What to do with a record that is one of the catalogue already under another control number, or without one. One with the same control
 * number is unchanged or brings that up to date, whatever the rule. */
typedef enum
{
  RC_TWINS_SKIP,      /* it is left alone, and counted as a duplicate */
  RC_TWINS_UPDATE,    /* the one of the catalogue is brought up to date; what is local in it stays (record/local.h) */
  RC_TWINS_KEEP_BOTH, /* it is added beside it */
} RcTwinRule;
/* "skip", "update", "keep-both"; FALSE for any other word. */
gboolean rc_twin_rule_from_string (const char *word, RcTwinRule *rule);

/* How a file is read. */
typedef struct
{
  RcFormat format;       /* RC_FORMAT_AUTO: found out */
  char *encoding;        /* (owned) (nullable) NULL: found out */
  RcCsvMapping *mapping; /* (owned) (nullable) NULL: found out */
} RcImportWay;
RcImportWay *rc_import_way_copy (const RcImportWay *self);
void rc_import_way_free (RcImportWay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcImportWay, rc_import_way_free)

typedef struct
{
  RcFormat format;
  const char *encoding;      /* (nullable) */
  RcTwinRule twins;
  const RcCsvMapping *mapping; /* (nullable) what the columns of tables hold */
  GHashTable *ways;            /* (nullable) (unowned) path → RcImportWay: files that are read in another way than the above */
  RcListingMapping *listing;   /* (nullable) (unowned) where answers of a service have what; of the same format */
  gboolean dry_run;          /* the report and nothing else: nobody is held up or waited for; also on a connection that only reads */
  gboolean mends;            /* what was read in a wrong encoding before it came here is mended: see rc_reader_set_mends */
  guint n_changes;           /* records whose changes are wanted in the report */
  const char *rejects;       /* (nullable) file for what was rejected, in its own bytes */
  void (*progress) (const RcImportReport *so_far, guint64 bytes_read, guint64 bytes_total, gpointer user_data); /* (nullable) in the calling thread */
  gpointer user_data;
} RcImportOptions;

/* Imports files ("-": standard input; a folder: every file below it, by name) as one batch in one transaction. What cannot
 * be read is in the report; an error means that nothing was written. */
RcImportReport *rc_import_files (RcDatabase *db, const char *const *files, const RcImportOptions *options, GCancellable *cancellable, GError **error);

G_END_DECLS
