/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record of a disc that is captured. For files of this room only. */
#pragma once

#include "import/capture.h"
#include "record/record.h"

G_BEGIN_DECLS

typedef struct
{
  const RcCaptureOptions *options; /* (unowned) what somebody typed */
  const char *path;                /* (unowned) what was captured */
  const char *volume;              /* (unowned) (nullable) */
  const char *facts;               /* (unowned) as in disc/tree.h */
  guint n_files;
  gboolean only_found;             /* its documents are found here and cannot be read here */
} RcCaptureRecord;

/* (transfer full) Its words are in English whatever the screen's language: a record does not depend on who made it. */
RcRecord *rc_capture_make_record (const RcCaptureRecord *self);

G_END_DECLS
