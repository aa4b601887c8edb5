/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the answers of a source, in JSON or XML, have what a grant or a publication is made of: a group of its key file.
 *
 * A value is a path: JSONPath ($.closing.date), XPath for XML (closing/date, dc:title, @id; prefixes as the answer has them).
 * "quoted": the text itself. Several, joined by " || ": the first one that gives something.
 *
 * [mapping]
 * kind=grant                   or publication
 * records=$.data.items[*]      where the records are; of XML the name of their element (job, or //job). Must be there for json, xml. Of a bare list, $[*], one is read at a time, however long it is
 * total=$.data.count           how many there are in all; of XML, here and in the next ones, the name of an element beside the records,
 *                              or of an attribute of one around them (@total)
 * next=$.links.next            what the next page is asked for by
 * start=$.offset               where there is no such thing: the number of the first record here, from 0; the next page is asked for by
 *                              that of the first one behind these, as long as total is not reached
 * page=$.page                  or: the number of this page; asked for by the next one while there are records and total, or
 * pages=$.pages                the number of pages, is not reached
 * size=$.page_size             how many records a page has, where this one may be the last and shorter one
 * whole=true                   the listing is complete: what is not in it is not offered any more
 *
 * Paths that begin at a record:
 * control                      what the record is known by the next time. Without it: url
 * title, url, summary, type, subjects, language
 * line.Awarded to=$.recipient  lines below the summary: "Awarded to: …"
 *
 * of a grant:
 * funder, number (the funder's own of the call), published, eligibility, eligibility2 … 9, amount, amount_min, amount_max, currency, opens
 * audience, countries          who may apply. Countries by code or English name
 * applicants                   the codes for who may apply of CommonGrants and Simpler.Grants.gov; their words stand first in eligibility
 * deadline, deadline2 … 9      each may give several. A time of 00:00 is none: the day counts to its end
 * status                       closed when one of its words is that; a forecast is told below the summary
 *
 * of a publication:
 * subtitle, authors, bodies, publisher, place, issued, isbn, issn, doi, series, edition, extent, report_number, notes
 * other.rights=$.rights        kept beside the record as it stands
 *
 * What is said of a path:
 * url.prefix=https://example.org/call/       put before what is no web address yet
 * subjects.separator=;                       one text has several (also audience, countries, authors, isbn …)
 * deadline.format=%d.%m.%Y %H:%M             also opens, issued, published: %Y %y %m %B %d %H %I %M %S %p %z, and * for anything up to
 *                                            the next sign; without it: ISO 8601, a day in words, a sentence
 * deadline.order=day-first                   or month-first, of 03/04/2027; also of opens, issued, published
 * deadline.zone=Europe/Brussels              of the funder; AoE
 * deadline.time=$.closing.time               where the hour stands apart from the day
 * deadline.label=first stage
 * deadline.words=$.closing.description       the source's sentence, which decides the hour
 * status.closed=archived; 31094503           words of the source, whatever their case
 * status.forecasted=forecasted; upcoming
 * audience.student=students; phd             what has one of these in it; also researcher, educator, organisation
 * type.fellowship=postdoc                    likewise; a word of ours for a grant, of a publication: book, article, report, serial … */
#pragma once

#include "exchange/reader.h"

G_BEGIN_DECLS

/* The usual name of the group. */
#define RC_LISTING_MAPPING_GROUP "mapping"

typedef struct _RcListingMapping RcListingMapping;

/* Formats that are read by a mapping: RC_FORMAT_JSON and RC_FORMAT_XML, which guess by the names of the fields when they are given none, and
 * those of services, which bring one along and can be given another: it may then leave out records, total and all that tells of pages. */
gboolean rc_listing_mapping_is_for (RcFormat format);

/* Error: RC_EXCHANGE_ERROR_MALFORMED, which names the key that is wrong or missing. */
RcListingMapping *rc_listing_mapping_new (GKeyFile *file, const char *group, RcFormat format, GError **error);
/* Never changes, may be used by several threads. */
RcListingMapping *rc_listing_mapping_ref (RcListingMapping *self);
void rc_listing_mapping_unref (RcListingMapping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcListingMapping, rc_listing_mapping_unref)

/* A reader of the mapping's format reads by it; another one does not care. Before the first record. */
void rc_reader_set_listing_mapping (RcReader *reader, RcListingMapping *mapping);

G_END_DECLS
