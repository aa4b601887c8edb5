/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words between the programs and the renderer: fixed-size messages over a SOCK_SEQPACKET pair, payloads in one memfd that
 * the program made, sized and sealed before the renderer saw it. No descriptor ever comes back from the renderer. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Raised with every change of a message: a renderer of another version is turned away at its hello. */
#define RC_RENDERER_VERSION 1

/* Where the renderer finds what it works with; everything else is closed. */
#define RC_RENDERER_FD_SOCKET 3
#define RC_RENDERER_FD_FILE 4
#define RC_RENDERER_FD_ANSWER 5

#define RC_RENDERER_MAX_ANSWER (256u << 20) /* bytes of one payload, and the size of the memfd */
#define RC_RENDERER_MAX_PIXELS (32u << 20)  /* pixels of one page or picture; larger ones are scaled down */
#define RC_RENDERER_MAX_MESSAGE 1024        /* bytes of the message of a refusal */

/* The program's one argument, as a number. */
typedef enum
{
  RC_RENDERER_ROLE_PDF = 1,
  RC_RENDERER_ROLE_DISC = 2,
  RC_RENDERER_ROLE_PICTURE = 3,
} RcRendererRole;

typedef enum
{
  RC_RENDERER_HELLO = 0,  /* never asked: the reply comes once all layers of the sandbox are in place; a = version */
  RC_RENDERER_OPEN = 1,   /* PDF: the payload is the title; reply a = pages. Disc: the payload is the volume's name; reply a = bytes
                           * that the image lacks */
  RC_RENDERER_PAGE_SIZE,  /* a = page from 0; reply x, y = points */
  RC_RENDERER_RENDER,     /* a = page, x = scale; the payload is premultiplied ARGB32 rows; reply a, b = width, height */
  RC_RENDERER_TEXT,       /* a = page; the payload is UTF-8 text */
  RC_RENDERER_BOXES,      /* a = page; the payload is four floats (x1 y1 x2 y2, points) a character of the text */
  RC_RENDERER_OUTLINE,    /* the payload is lines "depth TAB page TAB title" */
  RC_RENDERER_LINKS,      /* a = page; the payload is lines "x1 y1 x2 y2 page": inner links only */
  RC_RENDERER_LIST,       /* disc: the payload is RcRendererEntry, each followed by its path and its first bytes; reply a = entries */
  RC_RENDERER_READ,       /* disc: raw path in `text`, a = offset, b = length; the payload is bytes */
  RC_RENDERER_PICTURE,    /* picture: a = longest side; the payload is pixels as of RENDER; reply a, b = width, height */
} RcRendererVerb;

typedef enum
{
  RC_RENDERER_DONE = 0,
  RC_RENDERER_REFUSED,   /* damaged, or not of this kind; this and the following carry a message as payload */
  RC_RENDERER_ENCRYPTED, /* wants a password */
  RC_RENDERER_NOT_FOUND, /* disc: no such path */
  RC_RENDERER_TOO_LARGE, /* the answer does not fit */
} RcRendererStatus;

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
  guint32 status; /* RcRendererStatus */
  gint64 a;
  gint64 b;
  double x;
  double y;
  guint64 payload; /* bytes at the start of the memfd */
} RcRendererReply;

typedef enum
{
  RC_RENDERER_ENTRY_FILE = 1,
  RC_RENDERER_ENTRY_FOLDER = 2,
  RC_RENDERER_ENTRY_OTHER = 3,   /* a link, a device: named, never read */
  RC_RENDERER_ENTRY_PROBLEM = 4, /* the path is a message */
} RcRendererEntryKind;

typedef struct
{
  gint64 size;
  gint64 mtime; /* Unix seconds; 0 unknown */
  guint16 kind; /* RcRendererEntryKind */
  guint16 path_length;
  guint16 head_length; /* first bytes of the file, at most RC_RENDERER_HEAD */
  guint16 zero;
} RcRendererEntry;

#define RC_RENDERER_HEAD 256

G_END_DECLS
