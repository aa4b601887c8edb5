/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a calendar: read to the end, and what was read is described. */
#include "tests/fuzz/fuzz-reader.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  fuzz_reader (RC_FORMAT_ICS, data, size);
  return 0;
}
