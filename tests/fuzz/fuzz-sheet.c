/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet of tracks. */
#include "disc/sheet.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  g_autoptr (RcSheet) sheet = rc_sheet_parse ((const char *) data, size);

  return 0;
}
