/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Catalogues as older programs made them. */
#pragma once

/* Makes the catalogue at `path`, which nobody has open, what it would be in one that an older program made: the tables of its
 * version, with what is in them now. */
void rc_test_make_old (const char *path, int version);
