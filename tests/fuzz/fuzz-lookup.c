/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what another library answered: its head, and the records in it. */
#include "refresh/lookup-private.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  const RcTarget target = { .format = RC_FORMAT_AUTO };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (RcLookupAnswer) answer = g_new0 (RcLookupAnswer, 1);

  answer->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  answer->target = &target;
  rc_lookup_answer_read_head (answer, bytes, NULL);
  rc_lookup_answer_read (answer, bytes, NULL);
  for (guint i = 0; i < answer->items->len; i++)
    {
      const RcReaderItem *item = g_ptr_array_index (answer->items, i);

      g_assert ((item->record == NULL) == (item->rejection != NULL));
    }
  return 0;
}
