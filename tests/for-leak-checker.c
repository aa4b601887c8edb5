/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linked into the programs with windows when they are built with sanitizers: sets apart what the libraries never give
 * back. Telling it by its stack would need stacks unwound with care at every allocation, and programs ten times slower.
 */
#include <dlfcn.h>
#include <gio/gio.h>
#include <sanitizer/lsan_interface.h>
#include <string.h>

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

/* GIO forgets its first tables of kinds of files when it finds the cache of them; GdkPixbuf asks for the kind of every
 * picture. */
char *
g_content_type_guess (const char *name, const guchar *data, gsize size_bytes, gboolean *uncertain)
{
  static char *(*next) (const char *, const guchar *, gsize, gboolean *);
  g_autofree char *type = NULL;

  if (next == NULL)
    next = dlsym (RTLD_NEXT, "g_content_type_guess");
  __lsan_disable ();
  type = next (name, data, size_bytes, uncertain);
  __lsan_enable ();
  /* The answer itself is for the caller to free. */
  return g_strdup (type);
}

/* The places of GTK's file chooser come from libcloudproviders, which forgets the names of the folders it looks into.
 */
char *
g_build_filename (const char *first, ...)
{
  Dl_info caller;
  va_list rest;
  char *path;

  va_start (rest, first);
  path = g_build_filename_valist (first, &rest);
  va_end (rest);
  if (dladdr (__builtin_return_address (0), &caller) != 0 && strstr (caller.dli_fname, "libcloudproviders") != NULL)
    __lsan_ignore_object (path);
  return path;
}

/* What the libraries allocate as they are loaded is theirs. GLib's table of quarks is among it: past 2048 names GLib
 * takes a larger one and leaves the first to those who may still read it. */
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
