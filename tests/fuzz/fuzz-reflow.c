/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as pages: records of nine bytes, each a character at a place, in a size; a line end, and a new page. */
#include "documents/reflow.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

#define RECORD 9
#define PAGES 5
#define SIZES 97

typedef struct
{
  GString *text;
  GArray *boxes;
  GArray *runs;
} Page;

/* Also what is no number. */
static float
make_place (unsigned char high, unsigned char low)
{
  static const float odd[] = { __builtin_nanf (""), __builtin_inff (), -1e30f, 1e30f };

  return high == 255 ? odd[low % G_N_ELEMENTS (odd)] : (float) (high * 4) + (float) low / 64;
}

static void
add (Page *page, const unsigned char *record)
{
  static const gunichar letters[] = { '-', 0xad, 0x2022, 0x627, 0x5d0, 0x4e2d, 0x451, 0xfb01, 0x2003, '.', '1' };
  gunichar c = record[0] < 128 ? record[0] : letters[record[0] % G_N_ELEMENTS (letters)];
  float x = make_place (record[1], record[2]), y = make_place (record[3], record[4]);
  const RcTextBox box = { x, y, x + (float) record[5] / 8, y + (float) record[6] / 8 };
  const RcTextRun run = { page->boxes->len, page->boxes->len + 1 + record[8] % 4, (float) (record[7] % SIZES), record[8] };

  g_string_append_unichar (page->text, c > 0 ? c : '\n');
  g_array_append_val (page->boxes, box);
  if (record[8] < 200)
    g_array_append_val (page->runs, run);
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  RcTextLayer *pages[PAGES];
  Page page = { 0 };
  guint n_pages = 0;

  for (; n_pages < PAGES; n_pages++)
    {
      page = (Page){ g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (RcTextBox)), g_array_new (FALSE, FALSE, sizeof (RcTextRun)) };
      for (; size >= RECORD && data[0] != '\f'; data += RECORD, size -= RECORD)
        add (&page, data);
      if (size >= RECORD)
        data += RECORD, size -= RECORD;
      pages[n_pages] = g_new0 (RcTextLayer, 1);
      pages[n_pages]->n_characters = page.boxes->len;
      pages[n_pages]->n_runs = page.runs->len;
      pages[n_pages]->boxes = (RcTextBox *) (void *) g_array_free (page.boxes, FALSE);
      pages[n_pages]->runs = (RcTextRun *) (void *) g_array_free (page.runs, FALSE);
      pages[n_pages]->text = g_string_free (page.text, FALSE);
    }
  for (guint at = 0; at < n_pages; at++)
    {
      g_autoptr (GPtrArray) blocks = rc_reflow ((const RcTextLayer *const *) pages, n_pages, at);

      for (guint i = 0; i < blocks->len; i++)
        {
          const RcBlock *block = g_ptr_array_index (blocks, i);

          g_assert (g_utf8_validate (block->text, -1, NULL) && strchr (block->text, '\n') == NULL);
        }
    }
  for (guint i = 0; i < n_pages; i++)
    rc_text_layer_free (pages[i]);
  return 0;
}
