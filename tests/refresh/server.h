/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A web server in a thread of the test, which answers each path in its own, mostly bad, manner. */
#pragma once

#include "shapes.h"

/* How the services are, all of them. */
typedef struct
{
  RcTestItems items;
  guint fails_from; /* the request of this number and those after it are not answered; 0: all are */
  guint n_busy;     /* so many requests for a later page are told to come again */
  gboolean forgets; /* OAI-PMH: the next token is not known any more, once */
  gboolean again;   /* each page is the first one */
  gboolean whole;   /* there are details of every number */
  gboolean away;    /* the next page is said to be at another server */
} RcTestServices;

typedef struct _RcTestServer RcTestServer;

RcTestServer *rc_test_server_new (void);
void rc_test_server_free (RcTestServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTestServer, rc_test_server_free)

/* "http://127.0.0.1:PORT" and the path. */
char *rc_test_server_dup_url (RcTestServer *self, const char *path);

/* What the next GET of "/page" is given. */
void rc_test_server_set_page (RcTestServer *self, const char *body, const char *etag);
/* How many requests came so far. */
guint rc_test_server_get_n_requests (RcTestServer *self);
/* Paths and queries of the requests since the last call, by lines. */
char *rc_test_server_dup_asked (RcTestServer *self);
/* How the services are from now on. */
void rc_test_server_set_services (RcTestServer *self, const RcTestServices *services);
/* Headers of the last request, "name: value" by lines; and its body. */
char *rc_test_server_dup_last_headers (RcTestServer *self);
char *rc_test_server_dup_last_body (RcTestServer *self);

/* A feed of `n` grants, named "g1" and so on from `first`. */
char *rc_test_feed_new (guint first, guint n);
