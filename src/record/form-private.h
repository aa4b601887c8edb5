/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reading and writing the form share: where its facts stand in the record. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

#define RC_FORM_PEOPLE_TAGS "100 110 111 700 710 711"

/* The first 246 with second indicator 1, or -1. */
int rc_form_find_parallel_title (const RcMarc *marc);
/* 264 of the publication, else the first 264, else 260; -1 when there is none. */
int rc_form_find_imprint (const RcMarc *marc);
/* The heading of a person or subject field as the form shows it; "" when it is empty. */
char *rc_form_dup_heading (const RcMarcField *field);

G_END_DECLS
