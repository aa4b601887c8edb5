/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of one grant shows, read in one go. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/clock.h"
#include "record/grant.h"

G_BEGIN_DECLS

typedef struct
{
  RcRecordDetails *details; /* (owned) */
  GPtrArray *fields;        /* (owned) char *: its subjects, as they are called on the screen */
  RcGrant *before;          /* (owned) (nullable) what it was a fortnight ago; NULL: it has not changed since */
  gint64 changed;           /* Unix seconds of the last change after it was added; 0 none */
  guint moved_from_day;     /* as in RcRowData */
  RcClock clock;            /* when it was read */
} RcGrantContent;

void rc_grant_content_free (RcGrantContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrantContent, rc_grant_content_free)

/* `language`: "en", "ru", "kk", "fr"; of the fields. */
void rc_grant_content_load_async (RcCatalogue *catalogue, gint64 id, const char *language, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
RcGrantContent *rc_grant_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
