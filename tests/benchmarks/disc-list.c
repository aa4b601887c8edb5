/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists a disc as a capture does, and nothing else. */
#include "disc/tree.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDisc) disc = argc == 2 ? rc_disc_open (argv[1], NULL, &error) : NULL;
  g_autoptr (GPtrArray) entries = disc ? rc_disc_list (disc, NULL, NULL, &error) : NULL;

  if (!entries)
    g_error ("%s", error ? error->message : "an image is wanted");
  g_print ("%u\n", entries->len);
  return 0;
}
