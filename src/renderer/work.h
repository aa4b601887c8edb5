/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the renderer can do, one role a process. */
#pragma once

#include "renderer/answer.h"

G_BEGIN_DECLS

typedef struct
{
  /* Before the lock: loads what could not be loaded after it. Without threads, which a copy of the process would not have. */
  void (*warm_up) (void);
  /* After it. `fd` is the file, owned by the role from now on. */
  gpointer (*start) (int fd);
  /* Fills the answer; its serial is set, its status is DONE. */
  void (*answer) (gpointer state, const RcRendererRequest *request, RcAnswer *answer);
} RcWork;

extern const RcWork rc_work_pdf;
extern const RcWork rc_work_disc;
extern const RcWork rc_work_picture;
extern const RcWork rc_work_text;

G_END_DECLS
