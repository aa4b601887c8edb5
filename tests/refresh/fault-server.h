/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A web server in a thread of the test, which plays every service, and every way in which one fails. */
#pragma once

#include "shapes.h"

G_BEGIN_DECLS

typedef enum
{
  RC_FAULT_NONE,
  RC_FAULT_NOT_FOUND,
  RC_FAULT_GONE,
  RC_FAULT_SERVER_ERROR,
  RC_FAULT_TOO_MANY,         /* 429 with Retry-After in seconds */
  RC_FAULT_TOO_MANY_DATE,    /* … as a date */
  RC_FAULT_TOO_MANY_SILENT,  /* … without one */
  RC_FAULT_UNAVAILABLE,      /* 503 with a Retry-After that is too short */
  RC_FAULT_CHALLENGE,        /* 202 and a page that wants scripts to be run */
  RC_FAULT_HTML,             /* 200 and a page for people */
  RC_FAULT_EMPTY,
  RC_FAULT_SILENCE,          /* no answer at all */
  RC_FAULT_DRIP,             /* a byte now and then */
  RC_FAULT_ENDLESS,
  RC_FAULT_CUT,              /* less than Content-Length says */
  RC_FAULT_RESET,            /* the connection breaks in the middle of the body */
  RC_FAULT_BROKEN_GZIP,
  RC_FAULT_CUT_GZIP,
  RC_FAULT_GZIP_BOMB,
  RC_FAULT_XML_BOMB,
  RC_FAULT_DEEP,             /* XML or JSON of 100 000 levels */
  RC_FAULT_HUGE,
  RC_FAULT_HALF_A_DOCUMENT,  /* well sent, but it stops in the middle */
  RC_FAULT_OTHER_SHAPE,      /* the names of all fields are others */
  RC_FAULT_FAR_FEWER,
  RC_FAULT_NOTHING_LEFT,     /* a listing without an entry */
  RC_FAULT_REDIRECT_SCHEME,
  RC_FAULT_REDIRECT_FILE,
  RC_FAULT_REDIRECT_LOOP,
  RC_FAULT_REPEATED_PAGE,    /* the first page, whichever is asked for */
  RC_FAULT_BAD_UTF8,
  RC_FAULT_BAD_DATES,        /* days that do not exist */
  RC_N_FAULTS,
} RcFault;

/* "not-found" … */
const char *rc_fault_to_string (RcFault fault);

typedef struct _RcFaultServer RcFaultServer;

RcFaultServer *rc_fault_server_new (void);
void rc_fault_server_free (RcFaultServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFaultServer, rc_fault_server_free)

char *rc_fault_server_dup_url (RcFaultServer *self, const char *path);
/* What it offers from now on; and that requests fail from the number `from` on, the next one being 0. */
void rc_fault_server_set (RcFaultServer *self, const RcTestItems *items, RcFault fault, guint from);
/* How many requests came since then. */
guint rc_fault_server_get_n_requests (RcFaultServer *self);

G_END_DECLS
