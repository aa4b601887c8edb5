/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words between the programs and the renderer: fixed-size messages over a SOCK_SEQPACKET pair, payloads in sealed memfds. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RC_RENDERER_MAX_ANSWER (256u << 20) /* bytes of one payload */

typedef enum
{
  RC_RENDERER_ROLE_PDF = 1,
  RC_RENDERER_ROLE_DISC = 2,
} RcRendererRole;

typedef enum
{
  RC_RENDERER_OPEN = 1,   /* PDF: opens; the payload is the title; reply a = pages */
  RC_RENDERER_PAGE_SIZE,  /* a = page from 0; reply x, y = points */
  RC_RENDERER_RENDER,     /* a = page, x = scale; the payload is premultiplied ARGB32 rows; reply a, b = width, height */
  RC_RENDERER_TEXT,       /* a = page; the payload is UTF-8 text */
  RC_RENDERER_BOXES,      /* a = page; the payload is four floats (x1 y1 x2 y2, points) a character of the text */
  RC_RENDERER_OUTLINE,    /* the payload is lines "depth TAB page TAB title" */
  RC_RENDERER_LINKS,      /* a = page; the payload is lines "x1 y1 x2 y2 page": inner links only */
  RC_RENDERER_LIST,       /* disc: the payload is entries, see disc/tree.c; reply a = entries, b = unreadable */
  RC_RENDERER_READ,       /* disc: path in `text`, a = offset, b = length; the payload is bytes */
} RcRendererVerb;

typedef struct
{
  guint32 verb;
  guint32 serial;
  gint64 a;
  gint64 b;
  double x;
  char text[4096]; /* zero ended */
} RcRendererRequest;

typedef struct
{
  guint32 serial;
  guint32 status; /* 0: done; else an RcRendererError and the payload is a message */
  gint64 a;
  gint64 b;
  double x;
  double y;
  guint64 payload; /* bytes in the memfd that comes along; 0: none comes */
} RcRendererReply;

G_END_DECLS
