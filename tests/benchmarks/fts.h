/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the texts of the records of ../shared/bench cost in FTS5: the measure of our own index. */
#pragma once

#include <glib.h>

/* Fills a table (contentless, unicode61) of a new database in `folder` with the records of a file with tabs. */
void fts_fill (const char *folder, const char *records, double *seconds, double *cpu);
