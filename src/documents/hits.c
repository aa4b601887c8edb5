/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places where a text was found, and what is shown of them. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/hits.h"

#include "documents/page-boxes.h"
#include "documents/pdf-text.h"

/* As many pages as a screen shows at once. */
#define N_UNPACKED 4

typedef struct
{
  const RcPageText *page; /* (nullable) */
  RcTextBox *boxes;       /* (owned) (nullable) */
  guint n_boxes;
} Unpacked;

struct _RcHits
{
  gatomicrefcount references;
  RcDocumentText *text; /* (owned) */
  GArray *places;       /* (owned) RcTextPlace */
  Unpacked unpacked[N_UNPACKED];
  guint next; /* of these, to be given up */
};

RcHits *
rc_hits_new (RcDocumentText *text)
{
  RcHits *self = g_new0 (RcHits, 1);

  g_atomic_ref_count_init (&self->references);
  self->text = rc_document_text_ref (text);
  self->places = g_array_new (FALSE, FALSE, sizeof (RcTextPlace));
  return self;
}

RcHits *
rc_hits_ref (RcHits *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
rc_hits_unref (RcHits *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < N_UNPACKED; i++)
    g_free (self->unpacked[i].boxes);
  g_array_unref (self->places);
  rc_document_text_unref (self->text);
  g_free (self);
}

void
rc_hits_add (RcHits *self, const GArray *places)
{
  g_array_append_vals (self->places, places->data, places->len);
}

guint
rc_hits_get_n (const RcHits *self)
{
  return self->places->len;
}

guint
rc_hits_get_page (const RcHits *self, guint hit)
{
  return g_array_index (self->places, RcTextPlace, hit).page;
}

guint
rc_hits_find_page (const RcHits *self, guint page)
{
  guint low = 0, high = self->places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (rc_hits_get_page (self, middle) < page)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static const Unpacked *
unpack (RcHits *self, const RcPageText *page)
{
  Unpacked *unpacked = NULL;

  for (guint i = 0; i < N_UNPACKED; i++)
    if (self->unpacked[i].page == page)
      return &self->unpacked[i];
  unpacked = &self->unpacked[self->next];
  self->next = (self->next + 1) % N_UNPACKED;
  g_free (unpacked->boxes);
  *unpacked = (Unpacked){ .page = page };
  if (page->boxes != NULL)
    unpacked->boxes = rc_page_boxes_unpack (page->text, page->boxes, &unpacked->n_boxes);
  return unpacked;
}

GArray *
rc_hits_make_boxes (RcHits *self, guint hit)
{
  const RcTextPlace *place = &g_array_index (self->places, RcTextPlace, hit);
  const Unpacked *unpacked = unpack (self, rc_document_text_get_page (self->text, place->page));

  if (unpacked->boxes == NULL || place->end > unpacked->n_boxes)
    return g_array_new (FALSE, FALSE, sizeof (RcBox));
  return rc_pdf_join_boxes (unpacked->boxes, place->start, place->end);
}

char *
rc_hits_dup_snippet (RcHits *self, guint hit, guint *start, guint *end)
{
  const RcTextPlace *place = &g_array_index (self->places, RcTextPlace, hit);

  return rc_pdf_dup_snippet (rc_document_text_get_page (self->text, place->page)->text, place->start, place->end, start, end);
}
