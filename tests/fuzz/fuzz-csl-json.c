/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as CSL-JSON: read to the end, and what was read is written again and read as one record. */
#include "tests/fuzz/fuzz-reference.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  fuzz_reader (RC_FORMAT_CSL_JSON, data, size);
  fuzz_reference (RC_FORMAT_CSL_JSON, data, size);
  return 0;
}
