/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words between the programs and the renderer: fixed-size messages over a SOCK_SEQPACKET pair, payloads in one memfd that
 * the program made, sized and sealed before the renderer saw it. The program says where in it an answer goes: at the start,
 * from where it is copied out, or for pixels in a place behind that (renderer/memory.h). No descriptor ever comes back from
 * the renderer. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Raised with every change of a message: a renderer of another version is turned away at its hello. */
#define RC_RENDERER_VERSION 10

/* Where the renderer finds what it works with; everything else is closed. */
#define RC_RENDERER_FD_SOCKET 3
#define RC_RENDERER_FD_ANSWER 4

#define RC_RENDERER_MAX_ANSWER (256u << 20) /* bytes of one payload that is copied out */
#define RC_RENDERER_MEMORY (448u << 20)     /* of the memfd: one such payload, and the pixels that stay where they are */
#define RC_RENDERER_MAX_PIXELS (32u << 20)  /* pixels of one page or picture; larger ones are scaled down */
#define RC_RENDERER_MAX_MESSAGE 1024        /* bytes of the message of a refusal */

/* The program's first argument, as a number. */
typedef enum
{
  RC_RENDERER_ROLE_PDF = 1,
  RC_RENDERER_ROLE_DISC = 2,
  RC_RENDERER_ROLE_PICTURE = 3,
  RC_RENDERER_ROLE_TEXT = 4, /* plain text, HTML and documents of word processors: answers as PDF does, and BLOCKS */
} RcRendererRole;

/* The second one, of a renderer that opens nothing and makes others of itself: RC_RENDERER_FORK is all it is asked. */
#define RC_RENDERER_FORKS "forks"

typedef enum
{
  RC_RENDERER_HELLO = 0,  /* never asked: the reply comes once all layers of the sandbox are in place; a = version */
  RC_RENDERER_OPEN = 1,   /* PDF: `text` is the password; the payload is the title; reply a = pages, b = RcRendererMay,
                           * x, y = points of the first page. Text: `text` is the charset that its bytes
                           * read like. Disc: `text` is what the image is called; the payload is the volume's name, then lines of
                           * facts (disc/tree.h); reply a = bytes that the image lacks */
  RC_RENDERER_PAGE_SIZE,  /* a = page from 0; reply x, y = points */
  RC_RENDERER_PAGES,      /* a = page from 0; the payload is RcRendererPage from there on, each followed by its label; reply
                           * a = how many. No page is looked into for it */
  RC_RENDERER_RENDER,     /* a = page, x = scale, b = quarter turns to the right, `area` in pixels of the page so scaled and
                           * turned; the payload is premultiplied ARGB32 rows of the area */
  RC_RENDERER_LAYER,      /* a = page, b = 1 with runs; the payload is UTF-8 text, then RcRendererBox, one a character, then RcRendererRun,
                           * then the page's label; reply a = bytes of the text, b = boxes, x = runs, y = bytes of the label */
  RC_RENDERER_OUTLINE,    /* the payload is lines "depth TAB page TAB y TAB title" */
  RC_RENDERER_LINKS,      /* a = page; the payload is lines "x1 y1 x2 y2 page y": inner links only */
  RC_RENDERER_LIST,       /* disc: the payload is RcRendererEntry, each followed by its path and its first bytes; reply a = entries */
  RC_RENDERER_INSIDE,     /* disc: the same of an archive on it, its raw path in `text`, a = entries at most; no first bytes. "/NAME":
                           * the file that was opened, and is called so, is the archive */
  RC_RENDERER_READ,       /* disc: raw path in `text`, a = offset, b = length; the payload is bytes. A path that begins with '/' leads
                           * into the archive that the file itself is */
  RC_RENDERER_START,      /* the first message, with the descriptor of the file beside it; there is no reply. A renderer may wait
                           * long for it, locked as it is */
  RC_RENDERER_FORK,       /* the socket and the memory of the new one are beside it, as descriptors; reply a = its process id. It says hello
                           * as any other */
  RC_RENDERER_DIRECTION,  /* reply b = 1: the pages are read from right to left, as the file says or the text of the first ones */
  RC_RENDERER_BLOCKS,     /* text: a = page; the payload is RcRendererBlock of all that begin on it, each followed by its text */
  RC_RENDERER_LEADS,      /* text: the payload is lines "address TAB words": what a web page says is beside it */
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
  guint64 offset; /* where in the memfd the payload goes, and how much there may be; the client fills them in */
  guint64 room;
  gint64 a;
  gint64 b;
  double x;
  gint32 area[4];  /* left, top, width, height */
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
  guint64 payload; /* bytes from where the request said */
} RcRendererReply;

typedef enum
{
  RC_RENDERER_MAY_PRINT = 1 << 0,
  RC_RENDERER_MAY_COPY = 1 << 1,
  RC_RENDERER_MAY_FLOW = 1 << 2, /* it has BLOCKS */
  RC_RENDERER_DAMAGED = 1 << 3,  /* some of it is lost, and the rest is shown */
} RcRendererMay;

typedef enum
{
  RC_RENDERER_BLOCK_PARAGRAPH = 0,
  RC_RENDERER_BLOCK_HEADING,
  RC_RENDERER_BLOCK_ITEM, /* of a list, with its mark */
  RC_RENDERER_BLOCK_CAPTION,
  RC_RENDERER_BLOCK_LINE,  /* a row of a table, its cells apart */
  RC_RENDERER_BLOCK_NOTE,
  RC_RENDERER_BLOCK_FIXED, /* a line as it was typed, in letters of one width */
} RcRendererBlockKind;

typedef struct
{
  guint32 kind;   /* RcRendererBlockKind */
  guint32 level;  /* of a heading, from 1 */
  guint32 length; /* bytes of UTF-8 that follow */
  float y;        /* points from the top of the page */
} RcRendererBlock;

typedef struct
{
  float width, height; /* points; 0: the page cannot be read */
  guint32 label_length; /* bytes of UTF-8 that follow; 0: its number is its label */
} RcRendererPage;

typedef struct
{
  float x1, y1, x2, y2; /* points from the top left of the page */
} RcRendererBox;

typedef enum
{
  RC_RENDERER_RUN_BOLD = 1 << 0,
  RC_RENDERER_RUN_ITALIC = 1 << 1,
  RC_RENDERER_RUN_FIXED = 1 << 2, /* all letters of one width */
} RcRendererRunFlags;

/* Characters of the text that are set alike. */
typedef struct
{
  guint32 start, end; /* characters, the end excluded */
  float size;         /* points */
  guint32 flags;      /* RcRendererRunFlags */
} RcRendererRun;

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

#define RC_RENDERER_HEAD 512 /* the mark of a tar lies behind 256 */

G_END_DECLS
