/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the pages of a document stand in one long column. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-layout.h"

#include <math.h>

#define LARGEST_SIDE 14400.0 /* points; what PDF allows */

typedef struct
{
  double width;
  double height;
  double above;   /* heights of all pages before this one */
  gboolean known; /* its own size, not a guess */
} Page;

struct _RcPageLayout
{
  GArray *pages; /* (owned) Page */
  double total;  /* heights of all pages */
  double widest;
  gboolean guessed; /* from the first size that came */
};

static Page *
get_page (const RcPageLayout *self, guint page)
{
  return &g_array_index (self->pages, Page, page);
}

/* Adds up anew from this page on. */
static void
add_up (RcPageLayout *self, guint from)
{
  double above = get_page (self, from)->above;

  for (guint i = from; i < self->pages->len; i++)
    {
      Page *page = get_page (self, i);

      page->above = above;
      above += page->height;
    }
  self->total = above;
}

static void
find_widest (RcPageLayout *self)
{
  self->widest = 0;
  for (guint i = 0; i < self->pages->len; i++)
    self->widest = MAX (self->widest, get_page (self, i)->width);
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
  Page page = { is_side (width) ? width : 595, is_side (height) ? height : 842, 0 };

  n_pages = MAX (n_pages, 1);
  self->pages = g_array_sized_new (FALSE, FALSE, sizeof (Page), n_pages);
  for (guint i = 0; i < n_pages; i++)
    g_array_append_val (self->pages, page);
  self->widest = page.width;
  add_up (self, 0);
  return self;
}

void
rc_page_layout_free (RcPageLayout *self)
{
  g_array_unref (self->pages);
  g_free (self);
}

guint
rc_page_layout_get_n_pages (const RcPageLayout *self)
{
  return self->pages->len;
}

gboolean
rc_page_layout_set_size (RcPageLayout *self, guint page, double width, double height)
{
  Page *it;

  g_return_val_if_fail (page < self->pages->len, FALSE);

  it = get_page (self, page);
  if (!is_side (width) || !is_side (height))
    return FALSE;
  it->known = TRUE;
  if (self->guessed && fabs (it->width - width) < 0.01 && fabs (it->height - height) < 0.01)
    return FALSE;

  it->width = width;
  it->height = height;
  if (!self->guessed)
    {
      guess_others (self, it);
      page = 0;
    }
  find_widest (self);
  add_up (self, page);
  return TRUE;
}

void
rc_page_layout_get_size (const RcPageLayout *self, guint page, double *width, double *height)
{
  g_return_if_fail (page < self->pages->len);

  *width = get_page (self, page)->width;
  *height = get_page (self, page)->height;
}

double
rc_page_layout_get_widest (const RcPageLayout *self)
{
  return self->widest;
}

double
rc_page_layout_get_top (const RcPageLayout *self, guint page, double scale)
{
  g_return_val_if_fail (page < self->pages->len, 0);

  return get_page (self, page)->above * scale + RC_PAGE_GAP * (page + 1.0);
}

double
rc_page_layout_get_height (const RcPageLayout *self, double scale)
{
  return self->total * scale + RC_PAGE_GAP * (self->pages->len + 1.0);
}

guint
rc_page_layout_find (const RcPageLayout *self, double y, double scale)
{
  guint low = 0;
  guint high = self->pages->len - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      double bottom = rc_page_layout_get_top (self, middle, scale) + get_page (self, middle)->height * scale;

      if (y < bottom)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}
