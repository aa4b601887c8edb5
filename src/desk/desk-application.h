/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff's application. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RC_TYPE_DESK_APPLICATION (rc_desk_application_get_type ())
G_DECLARE_FINAL_TYPE (RcDeskApplication, rc_desk_application, RC, DESK_APPLICATION, AdwApplication)

RcDeskApplication *rc_desk_application_new (void);

G_END_DECLS
