/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet of tracks, of all kinds. */
#include "disc/sheet.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  g_autoptr (RcSheet) sheet = rc_sheet_parse ((const char *) data, size);
  g_autoptr (RcSheet) clone = rc_sheet_parse_clone ((const char *) data, size, "disc.img");
  g_autoptr (RcSheet) alcohol = rc_sheet_parse_alcohol (data, size, "disc");

  return 0;
}
