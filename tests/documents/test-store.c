/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store of files: once each, found again, checked, and cleared of what nobody wants. */
#include <glib/gstdio.h>
#include <string.h>

#include "documents/store.h"
#include "fixture.h"

/* printf hello | sha256sum */
#define HELLO "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

typedef struct
{
  char *folder;
  char *source;
} Store;

static void
set_up (Store *store, gconstpointer data)
{
  store->folder = g_dir_make_tmp ("rc-store-XXXXXX", NULL);
  store->source = fixture_make_file ("hello.txt", "hello", 5);
}

static void
tear_down (Store *store, gconstpointer data)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) removed = rc_store_find_orphans (store->folder, none, TRUE, NULL);
  g_autofree char *files = g_build_filename (store->folder, "files", NULL);
  g_autofree char *start = g_build_filename (files, "2c", NULL);

  g_rmdir (start);
  g_rmdir (files);
  g_assert_cmpint (g_rmdir (store->folder), ==, 0);
  g_free (store->folder);
  fixture_remove (store->source);
}

static char *
add (Store *store)
{
  g_autoptr (GError) error = NULL;
  gint64 size = 0;
  char *sha256 = rc_store_add (store->folder, store->source, &size, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (size, ==, 5);
  return sha256;
}

static void
test_add (Store *store, gconstpointer data)
{
  g_autofree char *sha256 = add (store), *again = add (store);
  g_autofree char *path = rc_store_dup_path (store->folder, sha256);
  g_autofree char *expected = g_build_filename (store->folder, "files", "2c", HELLO, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (sha256, ==, HELLO);
  g_assert_cmpstr (again, ==, HELLO);
  g_assert_cmpstr (path, ==, expected);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "hello");
  g_assert_true (rc_store_verify (store->folder, sha256, NULL, &error));
  g_assert_no_error (error);
}

static void
test_nothing_left_over (Store *store, gconstpointer data)
{
  g_autofree char *sha256 = add (store), *again = add (store);
  g_autofree char *files = g_build_filename (store->folder, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (files, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (dir), ==, "2c");
  g_assert_null (g_dir_read_name (dir));
}

static void
test_verify (Store *store, gconstpointer data)
{
  g_autofree char *sha256 = add (store);
  g_autofree char *path = rc_store_dup_path (store->folder, sha256);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "hallo", 5, NULL));
  g_assert_false (rc_store_verify (store->folder, sha256, NULL, &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED);
  g_clear_error (&error);
  g_unlink (path);
  g_assert_false (rc_store_verify (store->folder, sha256, NULL, &error));
  g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING);
}

static void
test_orphans (Store *store, gconstpointer data)
{
  g_autofree char *sha256 = add (store);
  g_autofree char *path = rc_store_dup_path (store->folder, sha256);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) none = NULL, found = NULL, removed = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_add (wanted, sha256);
  none = rc_store_find_orphans (store->folder, wanted, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (none->len, ==, 0);
  g_hash_table_remove_all (wanted);
  found = rc_store_find_orphans (store->folder, wanted, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->len, ==, 1);
  g_assert_cmpstr (found->pdata[0], ==, HELLO);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  removed = rc_store_find_orphans (store->folder, wanted, TRUE, &error);
  g_assert_cmpint (removed->len, ==, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_refusals (Store *store, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (rc_store_add (store->folder, "/dev/zero", NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_clear_error (&error);
  g_assert_null (rc_store_add (store->folder, "/nonexistent", NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (rc_store_add (store->folder, store->source, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/documents/store/" name, Store, NULL, set_up, func, tear_down)
  ADD ("add", test_add);
  ADD ("nothing-left-over", test_nothing_left_over);
  ADD ("verify", test_verify);
  ADD ("orphans", test_orphans);
  ADD ("refusals", test_refusals);
  return g_test_run ();
}
