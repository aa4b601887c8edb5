/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of this room share: a catalogue in a folder of its own, records made of a few words. */
#pragma once

#include "../remove-tree.h"

#include "catalogue/batches.h"
#include "catalogue/database.h"
#include "catalogue/discs.h"
#include "catalogue/documents.h"
#include "catalogue/query.h"
#include "catalogue/records.h"
#include "catalogue/sources.h"

typedef struct
{
  char *folder;
  RcDatabase *db;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("rc-catalogue-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->db = rc_database_open (fixture->folder, RC_DATABASE_CREATE, &error);
  g_assert_no_error (error);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->db, rc_database_close);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static inline RcRecord *
make_publication (const char *control, const char *title, const char *barcode)
{
  RcMarc *marc = rc_marc_new ();
  g_autofree char *title_field = g_strdup_printf ("10\x1f" "a%s", title);

  if (control != NULL)
    rc_marc_add_field (marc, "001", control, -1);
  rc_marc_add_field (marc, "245", title_field, -1);
  rc_marc_add_field (marc, "650", " 0\x1f" "aEducation", -1);
  if (barcode != NULL)
    {
      g_autofree char *copy_field = g_strdup_printf ("  \x1f" "bHall\x1f" "h37\x1f" "iKAZ\x1f" "p%s", barcode);

      rc_marc_add_field (marc, "852", copy_field, -1);
    }
  return rc_record_new_marc (RC_KIND_PUBLICATION, marc);
}

static inline RcRecord *
make_grant (const char *control, const char *title, const char *deadline)
{
  RcGrant *grant = rc_grant_new ();

  g_free (grant->title);
  grant->title = g_strdup (title);
  grant->funder = g_strdup ("A foundation");
  grant->summary = g_strdup ("For young hydrologists");
  if (deadline != NULL)
    {
      g_autoptr (GError) error = NULL;
      RcDeadline *parsed = rc_deadline_parse (deadline, &error);

      g_assert_no_error (error);
      g_ptr_array_add (grant->deadlines, parsed);
    }
  return rc_record_new_grant (control, grant);
}

/* In a transaction and an edit of its own. */
static inline gint64
put (RcDatabase *db, gint64 id, RcRecord *record, GPtrArray *copies, RcState state, gint64 *batch)
{
  g_autoptr (GError) error = NULL;
  gint64 edit, put_id;

  g_assert_true (rc_database_begin (db, &error));
  edit = rc_batch_begin (db, RC_BATCH_EDIT, "test", "tester", &error);
  g_assert_no_error (error);
  put_id = rc_records_put (db, edit, id, record, copies, state, &error);
  g_assert_no_error (error);
  g_assert_true (rc_database_commit (db, &error));
  g_assert_no_error (error);
  if (batch != NULL)
    *batch = edit;
  return put_id;
}

/* Ids found for a text, newest first. */
static inline GArray *
find (RcDatabase *db, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);
  g_autoptr (RcSearchAnswer) answer = NULL;

  query->limit = 50;
  answer = rc_query_run (db, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->total, ==, answer->ids->len);
  return g_array_ref (answer->ids);
}

static inline guint
count_found (RcDatabase *db, const char *text)
{
  g_autoptr (GArray) ids = find (db, text);

  return ids->len;
}
