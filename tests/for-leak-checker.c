/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linked into the programs with windows when they are built with sanitizers: sets apart what the libraries never give back. Telling it by
 * its stack would need stacks unwound with care at every allocation, which makes the programs ten times slower. */
#include <dlfcn.h>
#include <glib.h>
#include <sanitizer/lsan_interface.h>

/* Modules stay loaded, so that a report can name what is in them. */
int
dlclose (void *handle)
{
  return 0;
}

/* GTK 4.8 asks for keys when a screen reader wants all there is, and keeps the array. Nothing of ours calls this. */
gpointer *
g_hash_table_get_keys_as_array (GHashTable *table, guint *length)
{
  static gpointer *(*next) (GHashTable *, guint *);
  gpointer *keys;

  if (next == NULL)
    next = dlsym (RTLD_NEXT, "g_hash_table_get_keys_as_array");
  __lsan_disable ();
  keys = next (table, length);
  __lsan_enable ();
  return keys;
}

/* What the libraries allocate as they are loaded is theirs. GLib's table of quarks is among it: past 2048 names GLib takes a larger one
 * and leaves the first to those who may still read it. */
static void
libraries_start (void)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"), used)) static void (*const before_libraries) (void) = libraries_start;

__attribute__ ((constructor)) static void
libraries_started (void)
{
  __lsan_enable ();
}
