/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of files of a disc: 100 000 places, and rows for those that are looked at. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/disc-list.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A place in the list. What stands there may come later: then "notify::row" tells. */
#define RC_TYPE_FILE_ITEM (rc_file_item_get_type ())
G_DECLARE_FINAL_TYPE (RcFileItem, rc_file_item, RC, FILE_ITEM, GObject)
/* Of words that were found in a document of the disc: on that page (from 1, with its label where that is not its number), with what
 * stands around them. Takes the row. */
RcFileItem *rc_file_item_new_hit (RcFileRow *row, int page, const char *label, const char *snippet, const char *words);
/* NULL until it is loaded, and where it is gone. Borrowed. */
const RcFileRow *rc_file_item_get_row (RcFileItem *self);
/* Something to go into: a folder, or an archive that is listed like one. */
gboolean rc_file_item_is_folder (RcFileItem *self);
/* Files in a folder, at any depth. */
guint rc_file_item_get_n_files (RcFileItem *self);
/* By a search, among those of any folder; else it is listed where it lies. */
gboolean rc_file_item_is_found (RcFileItem *self);
/* Of what rc_file_item_new_hit() made; else 0 and NULL. */
int rc_file_item_get_page (RcFileItem *self);
/* What people call that page. */
const char *rc_file_item_get_page_label (RcFileItem *self);
const char *rc_file_item_get_snippet (RcFileItem *self);
const char *rc_file_item_get_words (RcFileItem *self);

#define RC_TYPE_FILE_LIST (rc_file_list_get_type ())
G_DECLARE_FINAL_TYPE (RcFileList, rc_file_list, RC, FILE_LIST, GObject)
/* Takes `ids` (gint64), which are the first ones of `total`; `first` (RcListedFile, nullable) has rows of the first of them, which are
 * taken out of it. */
RcFileList *rc_file_list_new (RcCatalogue *catalogue, GArray *ids, guint total, GPtrArray *first, gboolean found);
/* All ids, where only the first ones were known. Takes them. No place changes that was known. */
void rc_file_list_take_all (RcFileList *self, GArray *ids);
/* Appends places that are filled already: RcFileItem. */
void rc_file_list_add_hits (RcFileList *self, GPtrArray *items);
/* The place of an id among those known; G_MAXUINT. */
guint rc_file_list_find (RcFileList *self, gint64 id);

G_END_DECLS
