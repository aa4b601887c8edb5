/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as each kind of text document, and laid out on pages; without the sandbox, so that what is wrong is seen. */
#include <string.h>

#include "renderer/flow-pages.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

#define ROOM (1u << 20)
#define N_PAGES 2

static void
look_at (RcFlow *flow)
{
  g_autoptr (RcFlowPages) pages = NULL;
  g_autofree guint8 *memory = g_malloc (ROOM);

  g_assert_true (g_utf8_validate_len (flow->text->str, flow->text->len, NULL));
  pages = rc_flow_pages_new (flow);
  for (guint page = 0; page < MIN (N_PAGES, rc_flow_pages_get_n (pages)); page++)
    {
      RcAnswer layer = { .memory = memory, .room = ROOM };
      RcAnswer blocks = { .memory = memory, .room = ROOM };

      rc_flow_pages_layer (pages, page, &layer);
      rc_flow_pages_blocks (pages, page, &blocks);
    }
}

typedef gboolean (*ReadFunc) (RcFlow *flow, const char *bytes, gsize size, GError **error);

static gboolean
read_html (RcFlow *flow, const char *bytes, gsize size, GError **error)
{
  return rc_flow_read_html (flow, bytes, size, "WINDOWS-1251", error);
}

static gboolean
read_plain (RcFlow *flow, const char *bytes, gsize size, GError **error)
{
  return rc_flow_read_plain (flow, bytes, size, "CP866", error);
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  static const ReadFunc readers[] = { read_plain, read_html, rc_flow_read_rtf, rc_flow_read_office, rc_flow_read_word };

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      RcFlow *flow = rc_flow_new ();
      g_autoptr (GError) error = NULL;

      if (readers[i](flow, (const char *) data, size, &error))
        {
          g_assert_no_error (error);
          look_at (flow);
          continue;
        }
      g_assert_nonnull (error);
      rc_flow_free (flow);
    }
  return 0;
}
