/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mappings of tables that a command is told. */
#pragma once

#include "catalogue/database.h"
#include "exchange/csv-mapping.h"

/* Of a file; of one that the catalogue keeps under a name. */
RcCsvMapping *rc_admin_read_mapping (const char *path, GError **error);
RcCsvMapping *rc_admin_load_mapping (RcDatabase *db, const char *name, GError **error);
