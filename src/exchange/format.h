/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats we read and write, by the words of the command line. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RC_EXCHANGE_ERROR (rc_exchange_error_quark ())
GQuark rc_exchange_error_quark (void);
typedef enum
{
  RC_EXCHANGE_ERROR_UNKNOWN_FORMAT, /* none of ours, or one that cannot be read (or written) yet */
  RC_EXCHANGE_ERROR_EMPTY,          /* nothing in the file */
  RC_EXCHANGE_ERROR_MALFORMED,      /* the file as a whole cannot be read as its format */
  RC_EXCHANGE_ERROR_TOO_LARGE,      /* past a limit of size or depth */
  RC_EXCHANGE_ERROR_EXPIRED,        /* the place where a listing should go on is not known any more: it has to be begun anew */
} RcExchangeError;

typedef enum
{
  RC_FORMAT_AUTO,
  RC_FORMAT_MARC21, /* ISO 2709 */
  RC_FORMAT_MARCXML,
  RC_FORMAT_MRK,        /* MARC as lines of text (MARCMaker) */
  RC_FORMAT_GRANTS_CSV, /* the columns of docs in exchange/grants-csv.h */
  RC_FORMAT_RSS,        /* RSS 0.9x, 1.0, 2.0, Atom, CDF, JSON Feed */
  RC_FORMAT_GRANTS_GOV, /* JSON answers of search2 and fetchOpportunity, the XML extract, also in a ZIP */
  RC_FORMAT_UNIMARC,    /* ISO 2709, kept as it is: nothing is turned into MARC 21 */
  RC_FORMAT_RUSMARC,
  RC_FORMAT_MARC_JSON,
  RC_FORMAT_MODS,
  RC_FORMAT_DC,        /* Dublin Core in XML */
  RC_FORMAT_OAI,       /* answers of OAI-PMH */
  RC_FORMAT_ISIS,      /* CDS/ISIS and IRBIS64: master files, exports in ISO 2709 */
  RC_FORMAT_CSV,
  RC_FORMAT_RIS,
  RC_FORMAT_BIBTEX,
  RC_FORMAT_CSL_JSON,
  RC_FORMAT_CITATIONS, /* written only: GOST R 7.0.100-2018 as text */
  RC_FORMAT_CITATIONS_ISO_690, /* likewise: ISO 690:2010 */
  RC_FORMAT_JSON,      /* any listing, by a mapping (exchange/listing-mapping.h) */
  RC_FORMAT_XML,       /* likewise */
  RC_FORMAT_SEDIA,     /* EU Funding & Tenders */
  RC_FORMAT_COMMONGRANTS, /* also the own answers of Simpler.Grants.gov */
  RC_FORMAT_360GIVING,    /* awards that were made */
  RC_FORMAT_OPENDATASOFT, /* Explore v2.1, v2.0, v1 */
  RC_FORMAT_RELIEFWEB,
  RC_FORMAT_ICS, /* calendars */
} RcFormat;

/* The word of the command line, "marc21"; never NULL. */
const char *rc_format_to_string (RcFormat format);
/* FALSE and RC_EXCHANGE_ERROR_UNKNOWN_FORMAT, which lists the words we know. */
gboolean rc_format_from_string (const char *word, RcFormat *format, GError **error);

/* Guesses from the first bytes (64 KiB are enough); RC_FORMAT_AUTO when it is none that we read. */
RcFormat rc_format_detect (const char *data, gsize length);

/* Of what that does not know, and is said to be a listing of grants: the one whose fields are guessed by their names. RC_FORMAT_AUTO: none. */
RcFormat rc_format_detect_listing (const char *data, gsize length);

/* The local name of the first XML element near the beginning; NULL when there is none. */
char *rc_format_dup_root_name (const char *data, gsize length);

G_END_DECLS
