/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a disc lists: the order, the first ones, the counts, names in any script. */
#include "support.h"

#include "catalogue/disc-list.h"

static const struct
{
  const char *path;
  gint64 size_bytes;
  const char *type;
} files[] = {
  { "TEXTS", 0, "folder" },
  { "TEXTS/OTRAR", 0, "folder" },
  { "TEXTS/OTRAR/ИСТОРИЯ ОТЫРАРА.TXT", 30, "text/plain" },
  { "TEXTS/OTRAR/plan.gif", 400, "image/gif" },
  { "TEXTS/OTRAR/leaf.png", 400, "image/png" },
  { "TEXTS/OTRAR/map.xcf", 400, "image/x-xcf" },
  { "TEXTS/notes.txt", 20, "text/plain" },
  { "TEXTS-2", 0, "folder" },
  { "TEXTS-2/one.txt", 7, "text/plain" },
  { "Zebra.pdf", 10, "application/pdf" },
  { "apple.txt", 30, "text/plain" },
  { "SETUP.EXE", 20, "application/x-msdownload" },
};

static gint64
add_disc (RcDatabase *db)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  RcMarc *marc = rc_marc_new ();
  g_autoptr (RcRecord) record = NULL;
  RcDiscRow disc = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 batch;

  g_assert_true (rc_database_begin (db, &error));
  batch = rc_batch_begin (db, RC_BATCH_CAPTURE, "disc", NULL, &error);
  rc_marc_set_leader (marc, "00000nmm a2200000 a 4500");
  rc_marc_add_field (marc, "245", "00\037aDisc", -1);
  record = rc_record_new_marc (RC_KIND_DISC, marc);
  disc.id = rc_records_put (db, batch, 0, record, NULL, RC_STATE_VISIBLE, &error);
  g_assert_no_error (error);
  g_assert_true (rc_discs_put (db, batch, &disc, NULL, &error));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *above = g_path_get_dirname (files[i].path);
      const gint64 *parent = g_hash_table_lookup (ids, above);
      RcFileRow row = { .disc = disc.id,
                        .parent = parent != NULL ? *parent : 0,
                        .path = (char *) files[i].path,
                        .folder = g_str_equal (files[i].type, "folder"),
                        .size_bytes = files[i].size_bytes,
                        .media_type = (char *) files[i].type };
      gint64 id = rc_discs_add_file (db, batch, &row, &error);

      g_assert_no_error (error);
      g_hash_table_insert (ids, g_strdup (files[i].path), g_memdup2 (&id, sizeof id));
    }
  g_assert_true (rc_discs_count_files (db, disc.id, &error));
  g_assert_true (rc_batch_finish (db, batch, "{}", &error));
  g_assert_true (rc_database_commit (db, &error));
  return disc.id;
}

/* The names of the rows, joined. */
static char *
join (RcDatabase *db, GArray *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rc_disc_list_load (db, (const gint64 *) (gpointer) ids->data, ids->len, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const RcListedFile *row = g_ptr_array_index (rows, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", row->file->name);
      if (row->file->folder)
        g_string_append_printf (names, "(%u)", row->n_files);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
check_folder (RcDatabase *db, gint64 disc, RcFileOrder order, gboolean backwards, guint most, const char *expected)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;

  g_assert_true (rc_disc_list_folder (db, disc, 0, order, backwards, most, ids, &error));
  names = join (db, ids);
  g_assert_cmpstr (names, ==, expected);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  RcDatabase *db = fixture->db;
  gint64 disc = add_disc (db);
  guint n_folders, n_files;

  /* The folders first, whatever the order; capitals are no letters of their own; TEXTS-2 is not below TEXTS. */
  check_folder (db, disc, RC_FILE_ORDER_NAME, FALSE, 0, "TEXTS(5) TEXTS-2(1) apple.txt SETUP.EXE Zebra.pdf");
  check_folder (db, disc, RC_FILE_ORDER_NAME, TRUE, 0, "TEXTS-2(1) TEXTS(5) Zebra.pdf SETUP.EXE apple.txt");
  check_folder (db, disc, RC_FILE_ORDER_NAME, FALSE, 3, "TEXTS(5) TEXTS-2(1) apple.txt");
  check_folder (db, disc, RC_FILE_ORDER_SIZE, TRUE, 0, "TEXTS(5) TEXTS-2(1) apple.txt SETUP.EXE Zebra.pdf");
  check_folder (db, disc, RC_FILE_ORDER_SIZE, FALSE, 0, "TEXTS(5) TEXTS-2(1) Zebra.pdf SETUP.EXE apple.txt");
  check_folder (db, disc, RC_FILE_ORDER_TYPE, FALSE, 0, "TEXTS(5) TEXTS-2(1) apple.txt Zebra.pdf SETUP.EXE");
  g_assert_true (rc_disc_list_count (db, disc, 0, &n_folders, &n_files, NULL));
  g_assert_cmpuint (n_folders, ==, 2);
  g_assert_cmpuint (n_files, ==, 3);
}

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  RcDatabase *db = fixture->db;
  gint64 disc = add_disc (db);
  g_autoptr (RcFileRow) folder = rc_discs_find_file (db, disc, "TEXTS/OTRAR", NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *names = NULL;

  /* What no decoder is there for is not among them, nor what lies elsewhere. */
  g_assert_true (rc_disc_list_pictures (db, disc, folder->id, ids, NULL));
  names = join (db, ids);
  g_assert_cmpstr (names, ==, "leaf.png plan.gif");
}

static void
check_found (RcDatabase *db, const RcFileNames *names, const RcDiscQuery *query, const char *expected)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *found = NULL;
  guint n_folders;

  g_assert_true (rc_file_names_find (names, query, ids, &n_folders, NULL, NULL));
  found = join (db, ids);
  g_assert_cmpstr (found, ==, expected);
}

/* What a list of discs says is what is on them. */
static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add_disc (fixture->db);
  g_autoptr (GPtrArray) discs = rc_discs_list (fixture->db, &error);
  const RcDiscRow *disc;
  guint64 n_files = 0, n_folders = 0, bytes = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (discs->len, ==, 1);
  disc = g_ptr_array_index (discs, 0);
  g_assert_cmpint (disc->id, ==, id);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gboolean folder = g_str_equal (files[i].type, "folder");

      n_folders += folder;
      n_files += !folder;
      bytes += (guint64) files[i].size_bytes;
    }
  g_assert_cmpuint (disc->n_files, ==, n_files);
  g_assert_cmpuint (disc->n_folders, ==, n_folders);
  g_assert_cmpuint (disc->bytes, ==, bytes);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  RcDatabase *db = fixture->db;
  gint64 disc = add_disc (db);
  g_autoptr (RcFileNames) names = rc_file_names_load (db, disc, NULL, NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  guint n_folders;

  g_assert_nonnull (names);
  /* The folder is found, and what is in it, by its path. */
  check_found (db, names, &(RcDiscQuery){ .text = "отрар план", .folder = "" }, "plan.gif");
  check_found (db, names, &(RcDiscQuery){ .text = "Отырар plan", .folder = "" }, "plan.gif");
  check_found (db, names, &(RcDiscQuery){ .text = "istoriia otyrar", .folder = "" }, "ИСТОРИЯ ОТЫРАРА.TXT");
  check_found (db, names, &(RcDiscQuery){ .text = "otr", .folder = "" }, "OTRAR(4) leaf.png map.xcf plan.gif ИСТОРИЯ ОТЫРАРА.TXT");
  check_found (db, names, &(RcDiscQuery){ .text = "", .folder = "TEXTS", .class = RC_FILE_CLASS_TEXT }, "ИСТОРИЯ ОТЫРАРА.TXT notes.txt");
  check_found (db, names, &(RcDiscQuery){ .text = "txt", .folder = "", .order = RC_FILE_ORDER_SIZE },
               "one.txt notes.txt ИСТОРИЯ ОТЫРАРА.TXT apple.txt");
  g_cancellable_cancel (cancelled);
  g_assert_false (rc_file_names_find (names, &(RcDiscQuery){ .text = "txt", .folder = "" }, none, &n_folders, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/disc-list/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/disc-list/pictures", Fixture, NULL, set_up, test_pictures, tear_down);
  g_test_add ("/disc-list/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/disc-list/names", Fixture, NULL, set_up, test_names, tear_down);
  return g_test_run ();
}
