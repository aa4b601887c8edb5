/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a PDF leads within itself: outline and links. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <math.h>

#include "renderer/pdf.h"

#define MAX_OUTLINE_DEPTH 32
#define MAX_OUTLINE_ITEMS 10000
#define MAX_LINKS 5000
#define MAX_TITLE 1000

typedef struct
{
  int page; /* from 0; -1: nowhere in this document */
  double y; /* points from the top of that page */
} Target;

/* The answer under way, and the upper edges of pages already looked at. */
typedef struct
{
  RcPdfWork *work;
  RcAnswer *answer;
  GHashTable *tops; /* (owned) page → double */
  guint n_items;
} Listing;

/* Of the part of a page that is shown, in the page's own coordinates, which go upwards. */
static double
get_top (Listing *self, int number)
{
  double *top = g_hash_table_lookup (self->tops, GINT_TO_POINTER (number));
  PopplerPage *page;
  PopplerRectangle shown = { 0 };

  if (top)
    return *top;
  page = poppler_document_get_page (self->work->document, number);
  if (page)
    poppler_page_get_crop_box (page, &shown);
  g_clear_object (&page);
  top = g_new (double, 1);
  *top = MAX (shown.y1, shown.y2);
  g_hash_table_insert (self->tops, GINT_TO_POINTER (number), top);
  return *top;
}

static Target
resolve (Listing *self, const PopplerDest *dest)
{
  Target target = { -1, 0 };

  if (!dest || dest->type == POPPLER_DEST_NAMED || dest->page_num < 1 ||
      dest->page_num > self->work->n_pages)
    return target;
  target.page = dest->page_num - 1;
  if (dest->change_top && isfinite (dest->top))
    target.y = CLAMP (get_top (self, target.page) - dest->top, 0, G_MAXUINT16);
  return target;
}

/* Every action that does not lead to a page of this document leads nowhere: none is ever followed. */
static Target
find_target (Listing *self, const PopplerAction *action)
{
  PopplerDest *named = NULL;
  const PopplerDest *dest;
  Target target = { -1, 0 };

  if (!action || action->type != POPPLER_ACTION_GOTO_DEST || !action->goto_dest.dest)
    return target;
  dest = action->goto_dest.dest;
  if (dest->type == POPPLER_DEST_NAMED && dest->named_dest)
    dest = named = poppler_document_find_dest (self->work->document, dest->named_dest);
  target = resolve (self, dest);
  g_clear_pointer (&named, poppler_dest_free);
  return target;
}

static void
append_items (Listing *self, PopplerIndexIter *iter, int depth)
{
  do
    {
      PopplerAction *action = poppler_index_iter_get_action (iter);
      PopplerIndexIter *child = depth + 1 < MAX_OUTLINE_DEPTH ? poppler_index_iter_get_child (iter) : NULL;
      g_autofree char *title = action && action->any.title ? g_utf8_make_valid (action->any.title, -1) : g_strdup ("");
      Target target = find_target (self, action);
      char y[G_ASCII_DTOSTR_BUF_SIZE];

      g_strdelimit (title, "\t\n\r", ' ');
      g_ascii_formatd (y, sizeof y, "%.1f", target.y);
      rc_answer_append_printf (self->answer, "%d\t%d\t%s\t%.*s\n", depth, target.page, y, MAX_TITLE, title);
      g_clear_pointer (&action, poppler_action_free);
      self->n_items++;
      if (child)
        append_items (self, child, depth + 1);
      g_clear_pointer (&child, poppler_index_iter_free);
    }
  while (self->n_items < MAX_OUTLINE_ITEMS && poppler_index_iter_next (iter));
}

void
rc_pdf_work_outline (RcPdfWork *self, RcAnswer *answer)
{
  PopplerIndexIter *iter = self->document ? poppler_index_iter_new (self->document) : NULL;
  Listing listing = { .work = self, .answer = answer };

  if (!iter)
    return;
  listing.tops = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  append_items (&listing, iter, 0);
  g_hash_table_unref (listing.tops);
  poppler_index_iter_free (iter);
}

static void
append_link (Listing *self, const PopplerRectangle *area, double height, Target target)
{
  const double numbers[] = { area->x1, height - area->y2, area->x2, height - area->y1 };
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    rc_answer_append_printf (self->answer, "%s ", g_ascii_formatd (text, sizeof text, "%.2f", numbers[i]));
  rc_answer_append_printf (self->answer, "%d %s\n", target.page, g_ascii_formatd (text, sizeof text, "%.1f", target.y));
}

void
rc_pdf_work_links (RcPdfWork *self, PopplerPage *page, double height, RcAnswer *answer)
{
  GList *links = poppler_page_get_link_mapping (page);
  Listing listing = { .work = self, .answer = answer };

  listing.tops = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (GList *l = links; l && listing.n_items < MAX_LINKS; l = l->next)
    {
      const PopplerLinkMapping *link = l->data;
      Target target = find_target (&listing, link->action);

      if (target.page < 0)
        continue;
      listing.n_items++;
      append_link (&listing, &link->area, height, target);
    }
  g_hash_table_unref (listing.tops);
  poppler_page_free_link_mapping (links);
}
