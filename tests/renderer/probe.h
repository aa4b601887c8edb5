/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the probe tries from inside a renderer; the number is `a` of a request, errno or 0 is `a` of the reply. */
#pragma once

typedef enum
{
  PROBE_NOTHING,
  PROBE_OPEN,
  PROBE_CREATE,
  PROBE_SOCKET,
  PROBE_CONNECT,
  PROBE_EXEC,
  PROBE_FORK,
  PROBE_TRACE_PARENT,
  PROBE_KILL_PARENT,
  PROBE_DESCRIPTORS, /* that none is open but its own: EMFILE */
} Probe;
