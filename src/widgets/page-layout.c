/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the pages of a document stand: rows of one or two pages, one below another. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-layout.h"

#include <math.h>

#define LARGEST_SIDE 14400.0 /* points; what PDF allows */

typedef struct
{
  float width; /* points, not turned */
  float height;
  gboolean known; /* its own size, not a guess */
} Page;

typedef struct
{
  double above; /* points: heights of all rows before this one */
  double height;
} Row;

struct _RcPageLayout
{
  GArray *pages; /* (owned) Page */
  GArray *rows;  /* (owned) Row */
  RcPageArrangement arrangement;
  double total;  /* points: heights of all rows */
  double widest; /* points, of one row without its spine */
  double highest;
  gboolean guessed; /* from the first size that came */
};

static Page *
get_page (const RcPageLayout *self, guint page)
{
  return &g_array_index (self->pages, Page, page);
}

static const Row *
get_row (const RcPageLayout *self, guint row)
{
  return &g_array_index (self->rows, Row, row);
}

static gboolean
is_sideways (const RcPageLayout *self)
{
  return self->arrangement.turns % 2 == 1;
}

static double
measure_row (const RcPageLayout *self, guint row, double *height)
{
  guint first, last;
  double width = 0;

  *height = 0;
  rc_page_layout_get_row_pages (self, row, &first, &last);
  for (guint page = first; page <= last; page++)
    {
      RcPageSize size = rc_page_layout_get_size (self, page);

      width += size.width;
      *height = MAX (*height, size.height);
    }
  return width;
}

/* Adds everything up anew. */
static void
add_up (RcPageLayout *self)
{
  guint n_rows = rc_page_layout_get_row (self, self->pages->len - 1) + 1;

  g_array_set_size (self->rows, n_rows);
  self->total = self->widest = self->highest = 0;
  for (guint i = 0; i < n_rows; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      self->widest = MAX (self->widest, measure_row (self, i, &row->height));
      self->highest = MAX (self->highest, row->height);
      row->above = self->total;
      self->total += row->height;
    }
}

/* Most documents are of one size: what is known of one page is the best guess for the others. */
static void
guess_others (RcPageLayout *self, const Page *like)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = get_page (self, i);

      if (page->known)
        continue;
      page->width = like->width;
      page->height = like->height;
    }
  self->guessed = TRUE;
}

static gboolean
is_side (double points)
{
  return isfinite (points) && points >= 1 && points <= LARGEST_SIDE;
}

RcPageLayout *
rc_page_layout_new (guint n_pages, double width, double height)
{
  RcPageLayout *self = g_new0 (RcPageLayout, 1);
  Page page = { is_side (width) ? (float) width : 595, is_side (height) ? (float) height : 842, FALSE };

  n_pages = MAX (n_pages, 1);
  self->arrangement.abreast = 1;
  self->pages = g_array_sized_new (FALSE, FALSE, sizeof (Page), n_pages);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  for (guint i = 0; i < n_pages; i++)
    g_array_append_val (self->pages, page);
  add_up (self);
  return self;
}

void
rc_page_layout_free (RcPageLayout *self)
{
  g_array_unref (self->pages);
  g_array_unref (self->rows);
  g_free (self);
}

guint
rc_page_layout_get_n_pages (const RcPageLayout *self)
{
  return self->pages->len;
}

gboolean
rc_page_layout_arrange (RcPageLayout *self, const RcPageArrangement *arrangement)
{
  RcPageArrangement wanted = { CLAMP (arrangement->abreast, 1, 2), !!arrangement->cover, !!arrangement->from_right,
                               arrangement->turns % 4 };
  const RcPageArrangement *now = &self->arrangement;

  if (now->abreast == wanted.abreast && now->cover == wanted.cover && now->from_right == wanted.from_right && now->turns == wanted.turns)
    return FALSE;
  self->arrangement = wanted;
  add_up (self);
  return TRUE;
}

const RcPageArrangement *
rc_page_layout_get_arrangement (const RcPageLayout *self)
{
  return &self->arrangement;
}

gboolean
rc_page_layout_set_sizes (RcPageLayout *self, guint first, const RcPageSize *sizes, guint n)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < n && first + i < self->pages->len; i++)
    {
      Page *page = get_page (self, first + i);

      if (!is_side (sizes[i].width) || !is_side (sizes[i].height))
        continue;
      page->known = TRUE;
      if (self->guessed && fabs (page->width - sizes[i].width) < 0.01 && fabs (page->height - sizes[i].height) < 0.01)
        continue;
      page->width = (float) sizes[i].width;
      page->height = (float) sizes[i].height;
      if (!self->guessed)
        guess_others (self, page);
      changed = TRUE;
    }
  if (changed)
    add_up (self);
  return changed;
}

RcPageSize
rc_page_layout_get_size (const RcPageLayout *self, guint page)
{
  const Page *it;

  g_return_val_if_fail (page < self->pages->len, ((RcPageSize){ 1, 1 }));

  it = get_page (self, page);
  return is_sideways (self) ? (RcPageSize){ it->height, it->width } : (RcPageSize){ it->width, it->height };
}

guint
rc_page_layout_get_n_rows (const RcPageLayout *self)
{
  return self->rows->len;
}

guint
rc_page_layout_get_row (const RcPageLayout *self, guint page)
{
  if (self->arrangement.abreast == 1)
    return page;
  return self->arrangement.cover ? (page + 1) / 2 : page / 2;
}

void
rc_page_layout_get_row_pages (const RcPageLayout *self, guint row, guint *first, guint *last)
{
  gboolean cover = self->arrangement.cover;

  if (self->arrangement.abreast == 1 || (cover && row == 0))
    {
      *first = *last = row;
      return;
    }
  *first = 2 * row - (cover ? 1 : 0);
  *last = MIN (*first + 1, self->pages->len - 1);
}

double
rc_page_layout_get_row_top (const RcPageLayout *self, guint row, double scale)
{
  g_return_val_if_fail (row < self->rows->len, 0);

  return get_row (self, row)->above * scale + RC_PAGE_GAP * (row + 1.0);
}

double
rc_page_layout_get_row_height (const RcPageLayout *self, guint row, double scale)
{
  g_return_val_if_fail (row < self->rows->len, 0);

  return get_row (self, row)->height * scale;
}

double
rc_page_layout_get_height (const RcPageLayout *self, double scale)
{
  return self->total * scale + RC_PAGE_GAP * (self->rows->len + 1.0);
}

static double
get_spine (const RcPageLayout *self)
{
  return self->arrangement.abreast > 1 ? RC_PAGE_SPINE : 0;
}

double
rc_page_layout_get_width (const RcPageLayout *self, double scale)
{
  return self->widest * scale + get_spine (self) + 2 * RC_PAGE_GAP;
}

RcPagePlace
rc_page_layout_get_place (const RcPageLayout *self, guint page, double scale)
{
  guint row = rc_page_layout_get_row (self, page), first, last;
  RcPageSize size = rc_page_layout_get_size (self, page);
  RcPagePlace place = { 0, 0, size.width * scale, size.height * scale };
  gboolean left;

  rc_page_layout_get_row_pages (self, row, &first, &last);
  place.y = rc_page_layout_get_row_top (self, row, scale) + (get_row (self, row)->height * scale - place.height) / 2;
  if (first == last)
    {
      place.x = -place.width / 2;
      return place;
    }
  /* Both lean against the spine, which is in the middle. */
  left = (page == first) != self->arrangement.from_right;
  place.x = left ? -place.width - RC_PAGE_SPINE / 2.0 : RC_PAGE_SPINE / 2.0;
  return place;
}

guint
rc_page_layout_find_row (const RcPageLayout *self, double y, double scale)
{
  guint low = 0;
  guint high = self->rows->len - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      double bottom = rc_page_layout_get_row_top (self, middle, scale) + rc_page_layout_get_row_height (self, middle, scale);

      if (y < bottom)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

guint
rc_page_layout_find (const RcPageLayout *self, double x, double y, double scale)
{
  guint first, last;

  rc_page_layout_get_row_pages (self, rc_page_layout_find_row (self, y, scale), &first, &last);
  return (x > 0) != self->arrangement.from_right ? last : first;
}

double
rc_page_layout_fit (const RcPageLayout *self, guint row, double width, double height)
{
  double highest = self->highest, widest = self->widest, scale;

  if (row < self->rows->len)
    widest = measure_row (self, row, &highest);
  scale = MAX (width - 2 * RC_PAGE_GAP - get_spine (self), 1) / widest;
  return height > 0 ? MIN (scale, MAX (height - 2 * RC_PAGE_GAP, 1) / highest) : scale;
}

void
rc_page_turn_point (guint turns, const RcPageSize *size, double *x, double *y)
{
  double was_x = *x, was_y = *y;

  switch (turns % 4)
    {
    case 1:
      *x = size->width - was_y;
      *y = was_x;
      break;
    case 2:
      *x = size->width - was_x;
      *y = size->height - was_y;
      break;
    case 3:
      *x = was_y;
      *y = size->height - was_x;
      break;
    default:
      break;
    }
}

void
rc_page_unturn_point (guint turns, const RcPageSize *size, double *x, double *y)
{
  RcPageSize other = turns % 2 == 1 ? (RcPageSize){ size->height, size->width } : *size;

  rc_page_turn_point (4 - turns % 4, &other, x, y);
}
