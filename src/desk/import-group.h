/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are chosen at once, looked at one by one; those of the same kind are a group, which is read in one way. */
#pragma once

#include "desk/import-look.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *files;   /* (owned) char *: paths; at least one */
  RcImportLook *look; /* (owned) (nullable) of the one that tells most; NULL: they are none of the formats, or were not looked at */
  gboolean is_sure;   /* nothing was guessed in any of them that people should see */
  gboolean is_unseen; /* there are so many files that these were not looked at */
} RcImportGroup;
void rc_import_group_free (RcImportGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcImportGroup, rc_import_group_free)

/* "12 files of MARC 21 · cp866" */
char *rc_import_group_dup_title (const RcImportGroup *self);
/* "a.mrc, b.mrc, c.mrc and 9 more" */
char *rc_import_group_dup_names (const RcImportGroup *self);

/* Looks in a thread of its own; folders are opened up. Finish: RcImportGroup, in the order of their first files, those without a look
 * last; NULL: cancelled. */
void rc_import_groups_look_async (RcCatalogue *catalogue, const char *const *paths, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *rc_import_groups_look_finish (GAsyncResult *result, GError **error);

G_END_DECLS
