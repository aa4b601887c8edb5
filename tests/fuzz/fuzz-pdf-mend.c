/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a PDF whose index is lost: what is written behind them is an index of them, and they stay as they are. */
#include <string.h>

#include "renderer/pdf.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  gboolean whole = FALSE;
  g_autoptr (GBytes) mended = rc_pdf_work_mend (g_memdup2 (data, size), size, &whole);
  gsize length;
  const char *bytes = mended ? g_bytes_get_data (mended, &length) : NULL;

  g_assert_true (!bytes || (length > size && memcmp (bytes, data, size) == 0 && memcmp (bytes + length - 6, "%%EOF\n", 6) == 0));
  return 0;
}
