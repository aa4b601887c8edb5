/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text file that make-pdf sets: a head of "key: value" lines, then blocks in a small markup. */

#pragma once

#include <glib.h>

typedef enum
{
  PDF_BLOCK_CHAPTER,
  PDF_BLOCK_SECTION,
  PDF_BLOCK_PARAGRAPH,
  PDF_BLOCK_ITEM,
  PDF_BLOCK_QUOTE,
  PDF_BLOCK_BREAK,
  PDF_BLOCK_RULES,
  PDF_BLOCK_CHART,
  PDF_BLOCK_MAP,
} PdfBlockKind;

typedef struct
{
  PdfBlockKind kind;
  char *text;      /* (owned) with inline markup; the caption of a chart or map */
  char *anchor;    /* (owned) (nullable) the name a link may point to: chapters and sections always have one */
  guint number;    /* of a numbered item; 0 is a bullet */
  GPtrArray *rows; /* (owned) (nullable) (element-type GStrv) the lines of a chart or map, cut at "|" */
} PdfBlock;

typedef struct
{
  GHashTable *head;  /* (owned) key → value */
  GPtrArray *blocks; /* (owned) (element-type PdfBlock) in order */
} PdfSource;

/* A stretch of a text that is a link, in bytes of the plain text. */
typedef struct
{
  guint start;
  guint end;
  char *target; /* (owned) "#anchor" or an address */
} PdfLink;

PdfSource *pdf_source_load (const char *path, GError **error);
void pdf_source_free (PdfSource *self);
const char *pdf_source_get (PdfSource *self, const char *key, const char *fallback);

char *pdf_inline_parse (const char *text, GString *markup, GPtrArray *links);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfSource, pdf_source_free)
