/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record would be had it come through a format (RcMarcProject). */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

RcMarc *rc_bibtex_project (const RcMarc *marc);
RcMarc *rc_csl_json_project (const RcMarc *marc);
RcMarc *rc_csv_project (const RcMarc *marc);
RcMarc *rc_dc_project (const RcMarc *marc);
RcMarc *rc_mods_project (const RcMarc *marc);
RcMarc *rc_ris_project (const RcMarc *marc);

G_END_DECLS
