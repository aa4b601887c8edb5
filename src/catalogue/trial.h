/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a batch would do, found out without writing to the catalogue.
 *
 * In a trial a connection reads the catalogue as it stands, and has the records that would be written in temporary tables of its own,
 * before which those of the catalogue stand back: who matches a record finds what came earlier in the same batch, as it would
 * be found in earnest. Nobody waits for it. Only records and the keys they are matched by are kept, as all else is not looked at by
 * who matches. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* Stands for the batch, which is not there. */
#define RC_TRIAL_BATCH G_MAXINT64

/* In place of rc_database_begin, on any connection, also one that only reads. It has no commit, only rc_database_rollback. */
gboolean rc_trial_begin (RcDatabase *db, GError **error);

/* For files of this room only. */

gboolean rc_trial_is_on (RcDatabase *db);
/* The statement that puts a record, new or not, in place of those that insert and update. */
extern const char *const rc_trial_put;
/* Whether the record would have been written already. */
gboolean rc_trial_has (RcDatabase *db, gint64 record, gboolean *has, GError **error);
/* After the transaction. */
void rc_trial_end (RcDatabase *db);

G_END_DECLS
