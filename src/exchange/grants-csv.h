/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of grants that people write by hand: RFC 4180, the first row names the columns.
 *
 * control       what the grant is matched by when the table is read again
 * title         must be there
 * funder, type, summary, eligibility, amount, url: text
 * audience      researcher, educator, student, organisation
 * countries     ISO 3166 alpha-2, or any
 * amount_min, amount_max: whole units of the currency (ISO 4217)
 * opens         YYYY-MM-DD
 * deadlines     as rc_deadline_parse reads them
 * language      of the text: en, eng
 * subjects
 *
 * A table of the extract of grants.gov, whose columns are its elements (OpportunityTitle, CloseDate …), is read, too.
 *
 * audience, countries, deadlines and subjects hold several, joined by "; ". The separator of columns may also be ; or a tab. */
#pragma once

#include "exchange/reader.h"
