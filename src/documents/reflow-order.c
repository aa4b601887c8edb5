/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables and columns: in which order the lines of a page are read. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include <math.h>

#include "documents/reflow-private.h"

#define MAX_GROUPS 160 /* that are put in order, which takes their cube; of more the order of the text stays */
#define SHORT_CELL 12  /* letters */
#define LONG_CELL 40   /* beside numbers, as in a table of contents */
#define TABLE_ROWS 3

typedef struct
{
  float x1, y1, x2, y2;
  guint n_lines;
  guint n_before; /* that are read earlier and are not out yet */
  gboolean out;
} Group;

/* --- tables --- */

typedef struct
{
  guint n_cells;
  guint n_letters;
  guint n_numbers;
  guint n_long;
} Row;

static gboolean
is_number (const RcLine *line)
{
  guint n_digits = 0, n_others = 0;

  for (const char *p = line->text; p < line->text + line->length && n_others <= 2; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n_digits += g_unichar_isdigit (c) != 0;
      n_others += g_unichar_isalpha (c) != 0;
    }
  return line->n_letters <= 12 && n_others <= 2 && n_digits > 0;
}

/* Cells of a table are short or numbers, those of columns of text are neither. */
static gboolean
are_a_table (const Row *rows, guint first, guint last)
{
  guint n_cells = 0, n_letters = 0, n_numbers = 0, n_wide = 0, n_rows = 0, n_prose = 0;

  for (guint i = first; i < last; i++)
    {
      if (rows[i].n_cells < 2)
        continue;
      n_rows++;
      n_prose += rows[i].n_long > 0 && !(rows[i].n_cells == 2 && rows[i].n_numbers == 1);
      n_wide += rows[i].n_cells > 2;
      n_cells += rows[i].n_cells;
      n_letters += rows[i].n_letters;
      n_numbers += rows[i].n_numbers > 0;
    }
  if (n_rows < TABLE_ROWS || 4 * n_prose > n_rows)
    return FALSE;
  return (2 * n_wide >= n_rows && n_letters <= SHORT_CELL * n_cells) || (2 * n_numbers >= n_rows && n_letters <= LONG_CELL * n_cells);
}

void
rc_reflow_mark_tables (GArray *lines)
{
  g_autofree Row *rows = g_new0 (Row, lines->len + 2);
  g_autofree gboolean *table = g_new0 (gboolean, lines->len + 2);

  for (guint i = 0; i < lines->len; i++)
    {
      const RcLine *line = &g_array_index (lines, RcLine, i);

      if (line->edge || line->y2 <= line->y1)
        continue;
      rows[line->row].n_cells++;
      rows[line->row].n_letters += line->n_letters;
      rows[line->row].n_numbers += is_number (line);
      rows[line->row].n_long += line->n_letters > 3 * SHORT_CELL;
    }
  for (guint first = 1; first <= lines->len; first++)
    {
      guint last = first;

      /* A title may take two rows. */
      while (last <= lines->len && (rows[last].n_cells > 1 || (last > first && rows[last - 1].n_cells > 1 && last < lines->len && rows[last + 1].n_cells > 1)))
        last++;
      if (are_a_table (rows, first, last))
        for (guint i = first; i < last; i++)
          table[i] = TRUE;
      first = MAX (first, last);
    }
  for (guint i = 0; i < lines->len; i++)
    g_array_index (lines, RcLine, i).table = table[g_array_index (lines, RcLine, i).row];
}

/* --- groups --- */

static float
overlap (float a1, float a2, float b1, float b2)
{
  return MIN (a2, b2) - MAX (a1, b1);
}

/* A bullet or a number and the words beside it come as two lines. */
static gboolean
is_beside (const RcLine *line, const RcLine *before)
{
  float gap = before->right ? before->x1 - line->x2 : line->x1 - before->x2;

  return line->row == before->row && gap > -line->size && gap < 3 * MAX (line->size, 4) && before->n_letters <= 6;
}

/* The next line of the text stands right below this group's last. */
static gboolean
is_below (const RcLine *line, const Group *group, const RcLine *before)
{
  float height = MAX (line->y2 - line->y1, before->y2 - before->y1);
  float narrower = MIN (line->x2 - line->x1, group->x2 - group->x1);

  return line->y1 + line->y2 > before->y1 + before->y2 && line->y1 - before->y2 < 1.2f * height &&
         overlap (line->x1, line->x2, group->x1, group->x2) > 0.3f * narrower && line->size < 1.5f * before->size &&
         before->size < 1.5f * line->size;
}

static void
enlarge (Group *group, const RcLine *line)
{
  group->x1 = MIN (group->x1, line->x1);
  group->y1 = MIN (group->y1, line->y1);
  group->x2 = MAX (group->x2, line->x2);
  group->y2 = MAX (group->y2, line->y2);
  group->n_lines++;
}

/* (transfer full) of Group */
static GArray *
make_groups (GArray *lines)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  const RcLine *before = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      RcLine *line = &g_array_index (lines, RcLine, i);
      Group *last = groups->len > 0 ? &g_array_index (groups, Group, groups->len - 1) : NULL;

      if (line->edge)
        continue;
      if (!last || line->table != before->table ||
          (!line->table && !is_beside (line, before) && !is_below (line, last, before)))
        {
          const Group group = { line->x1, line->y1, line->x2, line->y2, 0, 0, FALSE };

          g_array_append_val (groups, group);
          last = &g_array_index (groups, Group, groups->len - 1);
        }
      enlarge (last, line);
      line->group = groups->len - 1;
      before = line;
    }
  return groups;
}

/* Something that spans both stands between them. */
static gboolean
are_parted (const GArray *groups, const Group *a, const Group *b)
{
  float top = MIN (a->y2, b->y2), bottom = MAX (a->y1, b->y1);

  for (guint i = 0; i < groups->len; i++)
    {
      const Group *c = &g_array_index (groups, Group, i);

      if (c != a && c != b && c->y1 >= top - 2 && c->y2 <= bottom + 2 && overlap (c->x1, c->x2, a->x1, a->x2) > 1 &&
          overlap (c->x1, c->x2, b->x1, b->x2) > 1)
        return TRUE;
    }
  return FALSE;
}

/* After T. M. Breuel: what is above of what it overlaps; what is beside, when nothing that spans both stands between. */
static gboolean
is_before (const GArray *groups, const Group *a, const Group *b, gboolean right)
{
  float narrower = MIN (a->x2 - a->x1, b->x2 - b->x1);

  if (overlap (a->x1, a->x2, b->x1, b->x2) > 0.1f * narrower)
    return a->y1 + a->y2 < b->y1 + b->y2;
  return (right ? a->x1 > b->x1 : a->x1 < b->x1) && !are_parted (groups, a, b);
}

/* (transfer full) of guint */
static GArray *
sort_groups (GArray *groups, gboolean right)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = groups->len;
  g_autofree guint8 *before = n <= MAX_GROUPS ? g_malloc0 ((gsize) n * n + 1) : NULL;

  for (guint i = 0; before && i < n * n; i++)
    {
      Group *a = &g_array_index (groups, Group, i / n), *b = &g_array_index (groups, Group, i % n);

      before[i] = a != b && is_before (groups, a, b, right);
      b->n_before += before[i];
    }
  while (order->len < n)
    {
      guint best = n;

      /* Where each waits for another, the order of the text decides. */
      for (guint i = 0; i < n; i++)
        if (!g_array_index (groups, Group, i).out &&
            (best == n || (before && g_array_index (groups, Group, i).n_before < g_array_index (groups, Group, best).n_before)))
          {
            best = i;
            if (!before)
              break;
          }
      g_array_index (groups, Group, best).out = TRUE;
      g_array_append_val (order, best);
      for (guint i = 0; before && i < n; i++)
        g_array_index (groups, Group, i).n_before -= before[best * n + i];
    }
  return order;
}

static int
compare_cells (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *lines = data;
  const RcLine *first = &g_array_index (lines, RcLine, *(const guint *) a), *second = &g_array_index (lines, RcLine, *(const guint *) b);

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  if (first->right)
    return first->x2 > second->x2 ? -1 : first->x2 < second->x2;
  return first->x1 < second->x1 ? -1 : first->x1 > second->x1;
}

GArray *
rc_reflow_order (GArray *lines)
{
  g_autoptr (GArray) groups = NULL, order = NULL;
  GArray *result = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_right = 0, n_left = 0, *starts;

  for (guint i = 0; i < lines->len; i++)
    *(g_array_index (lines, RcLine, i).right ? &n_right : &n_left) += g_array_index (lines, RcLine, i).n_letters;
  groups = make_groups (lines);
  order = sort_groups (groups, n_right > n_left);

  /* Lines stand in their groups as in the text. */
  starts = g_new0 (guint, groups->len + 1);
  for (guint i = 0, n = 0; i < order->len; i++)
    {
      guint group = g_array_index (order, guint, i);

      starts[group] = n;
      n += g_array_index (groups, Group, group).n_lines;
      g_array_set_size (result, n);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      const RcLine *line = &g_array_index (lines, RcLine, i);

      if (!line->edge)
        g_array_index (result, guint, starts[line->group]++) = i;
    }
  g_free (starts);
  /* Cells of a table came as the text had them: maybe column after column. */
  for (guint i = 0; i < result->len; i++)
    {
      guint end = i;

      while (end < result->len && g_array_index (lines, RcLine, g_array_index (result, guint, end)).table)
        end++;
      if (end > i)
        g_qsort_with_data (&g_array_index (result, guint, i), end - i, sizeof (guint), compare_cells, lines);
      i = MAX (i, end);
    }
  return result;
}
