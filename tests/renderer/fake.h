/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders to the fake renderer: the bytes of the file it is started for. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAKE_HELLO_NONE,
  FAKE_HELLO_VERSION,
  FAKE_HELLO_SERIAL,
  FAKE_HELLO_SHORT,
  FAKE_HELLO_LONG,
  /* From here on the hello is as it should be. */
  FAKE_LEAVES,
  FAKE_SERIAL,
  FAKE_STATUS,
  FAKE_TOO_MUCH,
  FAKE_SHORT,
  FAKE_NEVER,
  FAKE_TWICE,
  FAKE_DESCRIPTOR,
  FAKE_SHRINKS,
  FAKE_GARBAGE,
  FAKE_BAD_PAGE, /* three pages, of which the second ends it */
  FAKE_PAYLOAD, /* replies in form with payloads that make no sense */
} FakeKind;

typedef struct
{
  guint32 kind;
  guint32 seed;
} FakeOrder;

G_END_DECLS
