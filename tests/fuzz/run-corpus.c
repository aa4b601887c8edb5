/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a fuzz target what is kept of its corpus, each file whole and cut at some places, without a fuzzer. */
#include <gio/gio.h>
#include <stdio.h>

#define N_CUTS 12

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

/* In memory of its own, so that nobody reads past its end unseen. */
static void
give (const char *contents, gsize length)
{
  g_autofree unsigned char *data = g_memdup2 (contents, length);

  LLVMFuzzerTestOneInput (data != NULL ? data : (const unsigned char *) "", length);
}

static void
give_file (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &contents, &length, &error))
    g_error ("%s", error->message);
  give (contents, length);
  for (guint i = 0; i < N_CUTS; i++)
    give (contents, length * i / N_CUTS);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GDir) folder = argc == 2 ? g_dir_open (argv[1], 0, NULL) : NULL;
  guint n = 0;

  if (folder == NULL)
    g_error ("%s: the folder of the corpus is wanted", argv[0]);
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);

      printf ("# %s\n", name);
      fflush (stdout);
      give_file (path);
      printf ("ok %u - %s\n", ++n, name);
    }
  if (n == 0)
    g_error ("%s is empty", argv[1]);
  printf ("1..%u\n", n);
  return 0;
}
