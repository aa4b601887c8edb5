/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of a disc that is captured again, in the place of the one it has. Inside a transaction. */
#pragma once

#include "catalogue/discs.h"

G_BEGIN_DECLS

typedef struct _RcDiscAgain RcDiscAgain;

/* Begins with all that is there, and the revision of the record. NULL on error. */
RcDiscAgain *rc_disc_again_new (RcDatabase *db, gint64 batch, gint64 disc, GError **error);
void rc_disc_again_free (RcDiscAgain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDiscAgain, rc_disc_again_free)

/* As rc_discs_add_file; what has the path of a row that is there keeps its id, and so what leads to it. */
gint64 rc_disc_again_put_file (RcDiscAgain *self, const RcFileRow *file, GError **error);
/* The disc's document of this path is as it was. */
void rc_disc_again_keep_document (RcDiscAgain *self, const char *path);
/* Removes the rows that were not met, and the disc's own documents that were not kept. */
gboolean rc_disc_again_finish (RcDiscAgain *self, GError **error);

G_END_DECLS
