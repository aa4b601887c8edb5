/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mappings of services that need no code of their own. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/listing-mapping-private.h"

/* CommonGrants, and the answers that Simpler.Grants.gov gives beside it, whose days are those of Washington. */
static const char commongrants[]
    = "[mapping]\n"
      "records=$.items[*] || $.data[*] || $.data\n"
      "total=$.paginationInfo.totalItems || $.pagination_info.total_records\n"
      "page=$.paginationInfo.page || $.pagination_info.page_offset\n"
      "pages=$.paginationInfo.totalPages || $.pagination_info.total_pages\n"
      "control=$.id || $.opportunity_id || $.legacy_opportunity_id\n"
      "title=$.title || $.opportunity_title\n"
      "funder=$.customFields.agency.value.name || $.customFields.agencyName.value || $.customFields.agency.value || $.agency_name || $.agency "
      "|| $.agency_code\n"
      "number=$.identifiers.fon.value || $.customFields.federalOpportunityNumber.value "
      "|| $.customFields.federalFundingOpportunityNumber.value || $.customFields.fundingOpportunityNumber.value "
      "|| $.opportunity_number\n"
      "url=$.source || $.opportunity_id\n"
      "url.prefix=https://simpler.grants.gov/opportunity/\n"
      "summary=$.description || $.summary.summary_description\n"
      "type=\"call\"\n"
      "status=$.status.value || $.opportunity_status || $.status\n"
      "status.closed=closed; archived\n"
      "status.forecasted=forecasted\n"
      "opens=$.keyDates.postDate.date || $.keyDates.postDate.startDate || $.summary.post_date || $.summary.forecasted_post_date\n"
      "deadline=$.keyDates.closeDate.date || $.keyDates.closeDate.endDate || $.keyDates.closeDate.details\n"
      "deadline.time=$.keyDates.closeDate.time || $.keyDates.closeDate.endTime\n"
      "deadline.words=$.keyDates.closeDate.description\n"
      "deadline2=$.summary.close_date || $.summary.forecasted_close_date\n"
      "deadline2.words=$.summary.close_date_description || $.summary.forecasted_close_date_description\n"
      "deadline2.zone=America/New_York\n"
      "amount=$.funding.details\n"
      "amount_min=$.funding.minAwardAmount.amount || $.summary.award_floor\n"
      "amount_max=$.funding.maxAwardAmount.amount || $.summary.award_ceiling\n"
      "currency=$.funding.maxAwardAmount.currency || $.funding.minAwardAmount.currency || $.funding.totalAmountAvailable.currency || \"USD\"\n"
      "eligibility=$.acceptedApplicantTypes[*].description || $.acceptedApplicantTypes[*].customValue || $.acceptedApplicantTypes[*].value "
      "|| $.acceptedApplicantTypes[*] || $.summary.applicant_types[*]\n"
      "eligibility2=$.summary.applicant_eligibility_description || $.customFields.eligibility.value\n"
      "applicants=$.acceptedApplicantTypes[*].value || $.acceptedApplicantTypes[*] || $.summary.applicant_types[*]\n"
      "subjects=$.summary.funding_categories[*]\n"
      "line.In all=$.funding.totalAmountAvailable.amount || $.summary.estimated_total_program_funding\n"
      "line.Assistance Listing=$.customFields.assistanceListings.value[*].identifier "
      "|| $.opportunity_assistance_listings[*].assistance_listing_number\n"
      "line.Contact=$.customFields.contactInfo.value.email || $.summary.agency_email_address\n";

/* Awards that were made: they tell who pays for what, and nobody can apply for them any more. */
static const char threesixty_giving[] = "[mapping]\n"
                                        "records=$.grants[*] || $.results[*].data || $.results[*]\n"
                                        "total=$.count\n"
                                        "next=$.next\n"
                                        "control=$.id\n"
                                        "title=$.title\n"
                                        "funder=$.fundingOrganization[*].name || $.fundingOrganization[*].id\n"
                                        "url=$.url\n"
                                        "summary=$.description\n"
                                        "type=\"award made\"\n"
                                        "status=\"awarded\"\n"
                                        "status.closed=awarded\n"
                                        "amount_min=$.amountAwarded\n"
                                        "amount_max=$.amountAwarded\n"
                                        "currency=$.currency\n"
                                        "subjects=$.classifications[*].title\n"
                                        "line.Awarded to=$.recipientOrganization[*].name || $.recipientIndividual.name\n"
                                        "line.Award date=$.awardDate\n"
                                        "line.Programme=$.grantProgramme[*].title\n"
                                        "line.For=$.beneficiaryLocation[*].name\n";

/* The catalogue of UNESDOC as data.unesco.org has it; the shapes of Explore v2.1, of its exports, of v2.0 and of v1. */
static const char opendatasoft[] = "[mapping]\n"
                                   "kind=publication\n"
                                   "records=$.results[*] || $.records[*].record.fields || $.records[*].fields || $.records[*] || $.record.fields || $[*]\n"
                                   "total=$.total_count || $.nhits\n"
                                   "start=$.parameters.start\n"
                                   "control=$.url || $.uuid\n"
                                   "title=$.title\n"
                                   "url=$.url\n"
                                   "summary=$.description\n"
                                   "type=$.document_type[*] || $.document_type || $.type[*] || $.type\n"
                                   "type.article=article\n"
                                   "type.serial=periodical; serial; magazine\n"
                                   "type.report=report; meeting document; programme\n"
                                   "type.map=map\n"
                                   "type.video=video; film; moving image\n"
                                   "type.sound recording=audio; sound\n"
                                   "type.picture=photo; poster; image\n"
                                   "type.book=book; monograph; booklet; brochure; publication\n"
                                   "authors=$.creator[*] || $.creator\n"
                                   "authors.separator=;\n"
                                   "issued=$.year[*] || $.year\n"
                                   "isbn=$.isbn[*] || $.isbn\n"
                                   "isbn.separator=;\n"
                                   "report_number=$.document_code[*] || $.document_code\n"
                                   "subjects=$.subject[*] || $.subject\n"
                                   "subjects.separator=;\n"
                                   "language=$.language[*] || $.language\n"
                                   "language.separator=;\n"
                                   "other.rights=$.rights\n"
                                   "other.uuid=$.uuid\n";

/* Jobs and training courses. */
static const char reliefweb[] = "[mapping]\n"
                                "records=$.data[*]\n"
                                "total=$.totalCount\n"
                                "next=$.links.next.href\n"
                                "control=$.id || $.fields.id\n"
                                "title=$.fields.title\n"
                                "funder=$.fields.source[*].name || $.fields.source[*].shortname\n"
                                "url=$.fields.url_alias || $.fields.url\n"
                                "summary=$.fields.body-html || $.fields.body\n"
                                "type=$.fields.type[*].name || $.fields.type.name\n"
                                "status=$.fields.status\n"
                                "status.closed=expired; closed\n"
                                "deadline=$.fields.date.closing || $.fields.date.registration\n"
                                "subjects=$.fields.theme[*].name || $.fields.career_categories[*].name\n"
                                "language=$.fields.language[*].code\n"
                                "line.Country=$.fields.country[*].name\n"
                                "line.City=$.fields.city[*].name\n"
                                "line.Experience=$.fields.experience[*].name\n"
                                "line.Cost=$.fields.cost\n"
                                "line.Begins=$.fields.date.start\n"
                                "line.How to apply=$.fields.how_to_apply-html || $.fields.how_to_apply || $.fields.how_to_register-html "
                                "|| $.fields.how_to_register\n";

/* EU Funding & Tenders; the rest is in exchange/sedia.h. */
static const char sedia[] = "[mapping]\n"
                            "records=$.results[*] || $\n"
                            "total=$.totalResults\n"
                            "page=$.pageNumber\n"
                            "size=$.pageSize\n"
                            "control=$.metadata.identifier || $.identifier || $.metadata.ccm2Id || $.reference\n"
                            "number=$.metadata.identifier || $.identifier\n"
                            "title=$.metadata.title || $.title || $.metadata.callTitle || $.callTitle || $.summary || $.content\n"
                            "funder=\"European Commission\"\n"
                            "summary=$.metadata.descriptionByte || $.descriptionByte || $.metadata.description || $.description\n"
                            "type=\"call\"\n"
                            "language=\"en\"\n"
                            "opens=$.metadata.startDate || $.startDate\n"
                            "eligibility=$.metadata.topicConditions || $.topicConditions\n"
                            "status=$.metadata.status || $.status\n"
                            "status.closed=31094503\n"
                            "status.forecasted=31094501\n"
                            "line.Call=$.metadata.callTitle || $.callTitle || $.metadata.callIdentifier || $.callIdentifier\n"
                            "line.Type of action=$.metadata.typesOfAction || $.typesOfAction\n";

/* Where no mapping was given: names that many use. */
static const char xml[] = "[mapping]\n"
                          "records=grant || opportunity || call || scholarship || fellowship || training || job || item || record || entry\n"
                          "total=total || @total || @count\n"
                          "control=@id || id || identifier || guid || url || link\n"
                          "title=title || name || headline || @title || @name\n"
                          "url=url || link || website || @url || @link || @href\n"
                          "funder=funder || organization || organisation || agency || sponsor || donor || provider\n"
                          "summary=summary || description\n"
                          "eligibility=eligibility\n"
                          "amount=amount\n"
                          "currency=currency\n"
                          "opens=opens || openDate\n"
                          "deadline=deadline || closes || closeDate || closingDate || dueDate || deadlineDate || closing_date || due_date || deadline_date "
                          "|| @deadline || @closes || @closing_date || @closingDate\n"
                          "subjects=subject || tag || keyword\n"
                          "language=language\n"
                          "status=status\n"
                          "status.closed=closed; archived; expired\n"
                          "status.forecasted=forecasted; forthcoming; upcoming\n";

static const struct
{
  RcFormat format;
  const char *text; /* (nullable) */
} shipped[] = {
  { RC_FORMAT_COMMONGRANTS, commongrants },
  { RC_FORMAT_360GIVING, threesixty_giving },
  { RC_FORMAT_OPENDATASOFT, opendatasoft },
  { RC_FORMAT_RELIEFWEB, reliefweb },
  { RC_FORMAT_SEDIA, sedia },
  { RC_FORMAT_JSON, NULL }, /* by exchange/listing-guess.h */
  { RC_FORMAT_XML, xml },
};

gboolean
rc_listing_mapping_is_for (RcFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    if (shipped[i].format == format)
      return TRUE;
  return FALSE;
}

RcListingMapping *
rc_listing_mapping_new_shipped (RcFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    if (shipped[i].format == format && shipped[i].text != NULL)
      {
        g_autoptr (GKeyFile) file = g_key_file_new ();
        g_autoptr (GError) error = NULL;
        RcListingMapping *mapping = NULL;

        if (g_key_file_load_from_data (file, shipped[i].text, -1, G_KEY_FILE_NONE, &error))
          mapping = rc_listing_mapping_new (file, RC_LISTING_MAPPING_GROUP, format, &error);
        if (mapping == NULL)
          g_error ("%s: %s", rc_format_to_string (format), error->message);
        return mapping;
      }
  return NULL;
}
