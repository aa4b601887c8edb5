/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mappings of tables that a command is told. */
#pragma once

#include "catalogue/database.h"
#include "exchange/csv-mapping.h"
#include "exchange/listing-mapping.h"

/* Of a file; of one that the catalogue keeps under a name. */
RcCsvMapping *rc_admin_read_mapping (const char *path, GError **error);
/* A key file with a group [mapping] that says where answers of a service have what. */
RcListingMapping *rc_admin_read_listing_mapping (const char *path, RcFormat format, GError **error);
RcCsvMapping *rc_admin_load_mapping (RcDatabase *db, const char *name, GError **error);
