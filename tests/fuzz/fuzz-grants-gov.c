/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an answer of Grants.gov: read to the end. */
#include "tests/fuzz/fuzz-reader.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  fuzz_reader (RC_FORMAT_GRANTS_GOV, data, size);
  return 0;
}
