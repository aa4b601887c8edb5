/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a text that was typed, each with the text that is left without it: for who wants to know which one finds
 * nothing. */
#define G_LOG_DOMAIN "rc-search"

#include "search/search.h"

#include "search/parse.h"

static void
part_clear (gpointer data)
{
  RcSearchPart *part = data;

  g_free (part->text);
  g_free (part->without);
}

GArray *
rc_search_dup_parts (const char *text)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (RcSearchPart));
  g_autoptr (RcTyped) typed = NULL;

  g_array_set_clear_func (parts, part_clear);
  g_return_val_if_fail (text != NULL, parts);

  typed = rc_typed_new (text);
  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);
      RcSearchPart part = { g_strndup (typed->text + unit->begin, unit->end - unit->begin), NULL };

      if (unit->excluded)
        {
          g_free (part.text);
          continue;
        }
      part.without = g_strdup_printf ("%.*s%s", (int) unit->begin, typed->text, typed->text + unit->end);
      g_strstrip (part.without);
      g_array_append_val (parts, part);
    }
  return parts;
}
