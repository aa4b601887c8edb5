/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that are read from the right, put together from where their letters stand: Poppler sets the blanks of such lines one letter
 * too late. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include <math.h>
#include <string.h>

#include "documents/reflow-private.h"

#define MAX_RIGHT 500 /* lines of a page */
#define BLANK 0.1f /* of the size: letters of a word touch */

/* A letter and the marks on it; or a blank. */
typedef struct
{
  const char *text;
  gsize length;
  float middle, x1, x2;
  guint index;
} Cluster;

static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const Cluster *first = a, *second = b;

  if (first->middle != second->middle)
    return first->middle > second->middle ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

/* Poppler has the letters of a word it took for one in their order, and their places from the left: such a word stays whole. */
static gboolean
goes_on_to_the_right (const Cluster *before, const Cluster *cluster)
{
  float width = cluster->x2 - cluster->x1;

  return rc_reflow_is_right (g_utf8_get_char (before->text)) && rc_reflow_is_right (g_utf8_get_char (cluster->text)) &&
         width > 0 && fabsf (cluster->x1 - before->x2) < 0.3f * width;
}

/* Letters of a line, of which there may be several in one row. */
static void
add_clusters (GArray *clusters, const RcTextLayer *layer, const RcLine *line)
{
  const char *p = line->text;
  guint start = clusters->len;

  for (guint i = line->first; i < line->last; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const RcTextBox *box = &layer->boxes[i];
      Cluster cluster = { p, g_utf8_next_char (p) - p, (box->x1 + box->x2) / 2, box->x1, box->x2, i };
      Cluster *before = clusters->len > start ? &g_array_index (clusters, Cluster, clusters->len - 1) : NULL;

      if (g_unichar_isspace (c))
        continue;
      /* Of a ligature the second letter has a place and no width. */
      if (before && before->text + before->length == p && (g_unichar_ismark (c) || !(box->y2 > box->y1)))
        before->length += cluster.length;
      else if (before && before->text + before->length == p && goes_on_to_the_right (before, &cluster))
        {
          before->length += cluster.length;
          before->x2 = cluster.x2;
          before->middle = (before->x1 + before->x2) / 2;
        }
      else
        g_array_append_val (clusters, cluster);
    }
}

/* Numbers and words of Latin or Cyrillic letters are read from the left. */
static gboolean
is_left (const Cluster *cluster)
{
  gunichar c = g_utf8_get_char (cluster->text);

  return g_unichar_isdigit (c) || (g_unichar_isalpha (c) && !rc_reflow_is_right (c));
}

static gboolean
is_letter_of_right (const Cluster *cluster)
{
  return rc_reflow_is_right (g_utf8_get_char (cluster->text)) && !is_left (cluster);
}

static void
turn_round (GArray *clusters, guint first, guint last)
{
  for (; first + 1 < last; first++, last--)
    {
      Cluster kept = g_array_index (clusters, Cluster, first);

      g_array_index (clusters, Cluster, first) = g_array_index (clusters, Cluster, last - 1);
      g_array_index (clusters, Cluster, last - 1) = kept;
    }
}

/* (transfer full) the text of letters that are in order from the right */
static char *
join_clusters (GArray *clusters, float size)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < clusters->len; i++)
    {
      guint end = i, after = i;

      if (!is_left (&g_array_index (clusters, Cluster, i)))
        continue;
      for (; end < clusters->len && !is_letter_of_right (&g_array_index (clusters, Cluster, end)); end++)
        if (is_left (&g_array_index (clusters, Cluster, end)))
          after = end + 1;
      turn_round (clusters, i, after);
      i = after - 1;
    }
  for (guint i = 0; i < clusters->len; i++)
    {
      const Cluster *cluster = &g_array_index (clusters, Cluster, i), *before = i > 0 ? cluster - 1 : NULL;

      if (before && (before->x1 - cluster->x2 > BLANK * size || cluster->x1 - before->x2 > BLANK * size))
        g_string_append_c (joined, ' ');
      g_string_append_len (joined, cluster->text, (gssize) cluster->length);
    }
  return g_string_free (joined, FALSE);
}

/* Poppler parts lines at ligatures. */
static gboolean
is_of_line (const RcLine *line, const RcLine *other)
{
  float overlap = MIN (line->y2, other->y2) - MAX (line->y1, other->y1);
  float gap = MAX (line->x1, other->x1) - MIN (line->x2, other->x2);

  return overlap > 0.5f * MIN (line->y2 - line->y1, other->y2 - other->y1) && gap < 0.6f * line->size &&
         fabsf (line->size - other->size) < 0.3f * line->size;
}

/* Others of the same line are taken into it. */
static void
mend_line (const RcTextLayer *layer, GArray *lines, guint at)
{
  RcLine *line = &g_array_index (lines, RcLine, at);
  g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));
  gboolean grown;

  add_clusters (clusters, layer, line);
  do
    {
      grown = FALSE;
      for (guint i = at + 1; i < lines->len; i++)
        {
          RcLine *other = &g_array_index (lines, RcLine, i);

          if (other->n_letters == 0 || other->size <= 0 || !is_of_line (line, other))
            continue;
          add_clusters (clusters, layer, other);
          line->x1 = MIN (line->x1, other->x1);
          line->x2 = MAX (line->x2, other->x2);
          line->n_letters += other->n_letters;
          other->n_letters = 0;
          grown = TRUE;
        }
    }
  while (grown);
  g_array_sort (clusters, compare_clusters);
  line->own = join_clusters (clusters, line->size);
  line->text = line->own;
  line->length = strlen (line->own);
}

void
rc_reflow_mend_right (const RcTextLayer *layer, GArray *lines)
{
  guint n_right = 0;

  for (guint i = 0; i < lines->len; i++)
    n_right += g_array_index (lines, RcLine, i).right ? 1 : 0;
  /* Each looks at all the others. */
  if (n_right == 0 || n_right > MAX_RIGHT)
    return;
  for (guint i = 0; i < lines->len; i++)
    {
      const RcLine *line = &g_array_index (lines, RcLine, i);

      if (line->right && line->n_letters > 0 && line->size > 0)
        mend_line (layer, lines, i);
    }
  for (guint i = lines->len; i-- > 0;)
    if (g_array_index (lines, RcLine, i).n_letters == 0)
      g_array_remove_index (lines, i);
}
