/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of whole runs share: a catalogue in a folder of its own, and sources in it. */
#pragma once

#include "../remove-tree.h"

#include "catalogue/database.h"
#include "catalogue/sources.h"

/* Its folder is one within another, which has nothing else. */
static inline RcDatabase *
make_catalogue (char **folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("rc-refresh-XXXXXX", &error);
  RcDatabase *db;

  g_assert_no_error (error);
  *folder = g_build_filename (parent, "catalogue", NULL);
  db = rc_database_open (*folder, RC_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  return db;
}

/* Takes both. */
static inline void
remove_catalogue (RcDatabase *db, char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  rc_database_close (db);
  remove_tree (parent);
  g_free (folder);
}

static inline void
put_source (RcDatabase *db, RcSource *source)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_database_begin (db, &error));
  g_assert_cmpint (rc_sources_put (db, source, &error), !=, 0);
  g_assert_true (rc_database_commit (db, &error));
  g_assert_no_error (error);
}
