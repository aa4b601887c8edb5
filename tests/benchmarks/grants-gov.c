/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file in the shape of the extract of grants.gov, read by our reader and by a bare one of libxml2: time, and memory at its peak.
 *
 *   bench-grants-gov [MB]            makes the file (300), reads it in all ways
 *   bench-grants-gov FILE bare|ours  reads a file in one way, for a profiler
 *   bench-grants-gov FILE MB N       makes a file of which every N-th one is offered still */
#include "exchange/reader.h"

#include <libxml/xmlreader.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Grants xsi:schemaLocation=\"http://apply.grants.gov/system/OpportunityDetail-V1.0 " \
             "https://apply07.grants.gov/apply/system/schemas/OpportunityDetail-V1.0.xsd\" " \
             "xmlns=\"http://apply.grants.gov/system/OpportunityDetail-V1.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"

static const char *const words[]
    = { "research", "the", "of", "community", "applicants", "must", "propose", "and", "projects", "that", "improve", "health", "water", "in",
        "states", "to", "education", "support", "a", "program", "eligible", "institutions", "develop", "science", "funding", "is", "for", "this" };

/* A little markup, escaped twice as it is there. */
static void
write_text (FILE *file, GRand *random, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    {
      guint dice = (guint) g_rand_int_range (random, 0, 60);

      if (dice == 0)
        fputs ("&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;", file);
      else if (dice == 1)
        fputs ("&amp;lt;br/&amp;gt;", file);
      else if (dice == 2)
        fputs ("&amp;nbsp;", file);
      else if (dice == 3)
        fputs ("&#xD;\n", file);
      fprintf (file, "%s ", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
    }
}

/* Some four kilobytes, as they are on an average. One in `open` is not in the archive yet. */
static void
write_opportunity (FILE *file, GRand *random, guint n, guint open)
{
  gboolean forecast = n % 30 == 0;
  const char *unit = forecast ? "OpportunityForecastDetail_1_0" : "OpportunitySynopsisDetail_1_0";

  fprintf (file, "<%s>\n<OpportunityID>%u</OpportunityID>\n<OpportunityTitle>", unit, 100000 + n);
  write_text (file, random, 9);
  fprintf (file, "</OpportunityTitle>\n<OpportunityNumber>N-%u</OpportunityNumber>\n<OpportunityCategory>D</OpportunityCategory>\n"
                 "<FundingInstrumentType>G</FundingInstrumentType>\n<CategoryOfFundingActivity>ST</CategoryOfFundingActivity>\n"
                 "<CFDANumbers>15.%03u</CFDANumbers>\n<EligibleApplicants>06</EligibleApplicants>\n<EligibleApplicants>20</EligibleApplicants>\n"
                 "<EligibleApplicants>12</EligibleApplicants>\n<AdditionalInformationOnEligibility>",
           n, n % 1000);
  write_text (file, random, 40);
  fprintf (file, "</AdditionalInformationOnEligibility>\n<AgencyCode>DOI-%u</AgencyCode>\n<AgencyName>Geological Survey</AgencyName>\n"
                 "<PostDate>%02u112025</PostDate>\n", n % 50, n % 12 + 1);
  fprintf (file, forecast ? "<EstimatedSynopsisCloseDate>%02u152031</EstimatedSynopsisCloseDate>\n" : "<CloseDate>%02u152031</CloseDate>\n", n % 12 + 1);
  if (n % 3 == 0)
    fputs ("<CloseDateExplanation>Electronically submitted applications must be submitted no later than 11:59 p.m., ET, on the listed "
           "application due date.</CloseDateExplanation>\n", file);
  fprintf (file, "<LastUpdatedDate>11282025</LastUpdatedDate>\n<AwardCeiling>%u</AwardCeiling>\n<AwardFloor>0</AwardFloor>\n"
                 "<EstimatedTotalProgramFunding>31900</EstimatedTotalProgramFunding>\n<ExpectedNumberOfAwards>1</ExpectedNumberOfAwards>\n"
                 "<Description>", n * 10);
  write_text (file, random, (guint) g_rand_int_range (random, 50, 650));
  fprintf (file, "</Description>\n<Version>Synopsis 2</Version>\n<CostSharingOrMatchingRequirement>No</CostSharingOrMatchingRequirement>\n"
                 "<ArchiveDate>1217%u</ArchiveDate>\n<GrantorContactEmail>x@example.org</GrantorContactEmail>\n"
                 "<GrantorContactText>Somebody, 1-2-3&amp;lt;br/&amp;gt;x@example.org</GrantorContactText>\n</%s>\n",
           n % open == 0 ? 2037u : 2011u, unit);
}

static void
write_file (const char *path, guint64 n_bytes, guint open)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  FILE *file = fopen (path, "w");

  g_assert_nonnull (file);
  fputs (HEAD, file);
  for (guint n = 0; (guint64) ftello (file) < n_bytes; n++)
    write_opportunity (file, random, n, open);
  fputs ("</Grants>\n", file);
  g_assert_cmpint (fclose (file), ==, 0);
}

static guint
read_bare (const char *path)
{
  xmlTextReader *reader = xmlReaderForFile (path, NULL, XML_PARSE_NONET);
  guint n = 0;
  int answer;

  g_assert_nonnull (reader);
  while ((answer = xmlTextReaderRead (reader)) == 1)
    n += xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT && xmlTextReaderDepth (reader) == 1;
  g_assert_cmpint (answer, ==, 0);
  xmlFreeTextReader (reader);
  return n;
}

static guint
read_ours (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autoptr (RcReader) reader = stream != NULL ? rc_reader_new (G_INPUT_STREAM (stream), RC_FORMAT_GRANTS_GOV, NULL, NULL, &error) : NULL;
  guint n = 0;

  g_assert_no_error (error);
  for (;; n++)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, &error);

      if (item == NULL)
        break;
    }
  g_assert_no_error (error);
  g_assert_true (rc_reader_get_page (reader)->whole);
  return n;
}

static guint
read_one (const char *path, const char *way)
{
  return g_str_equal (way, "bare") ? read_bare (path) : read_ours (path);
}

/* In a process of its own, so that each has its own peak. Seconds of the processor. */
static double
measure (const char *path, const char *way, const char *words_of_it, long *peak)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  struct rusage usage;
  pid_t child = fork ();
  double seconds;
  int status;

  if (child == 0)
    {
      printf ("%-22s %u opportunities, ", words_of_it, read_one (path, way));
      fflush (stdout);
      _exit (0);
    }
  g_assert_cmpint (wait4 (child, &status, 0, &usage), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  seconds = (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / 1e6 + (double) usage.ru_stime.tv_sec
            + (double) usage.ru_stime.tv_usec / 1e6;
  printf ("%.2f s of the processor, %.2f s, %ld MB at most\n", seconds, g_timer_elapsed (timer, NULL), usage.ru_maxrss / 1024);
  *peak = usage.ru_maxrss / 1024;
  return seconds;
}

static void
compare (guint64 n_bytes, guint open, const char *words_of_it)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "rc-grants-gov-XXXXXX", NULL);
  int fd = g_mkstemp (path);
  double bare, ours;
  long bare_peak, our_peak;

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  write_file (path, n_bytes, open);
  printf ("%" G_GUINT64_FORMAT " MB, %s\n", n_bytes / 1000000, words_of_it);
  bare = measure (path, "bare", "a bare xmlTextReader", &bare_peak);
  ours = measure (path, "ours", "our reader", &our_peak);
  printf ("our reader has %.0f %% of the bare one's speed\n", 100 * bare / ours);
  printf ("{\"figure\":\"grants.gov\",\"mb\":%" G_GUINT64_FORMAT ",\"of\":\"%s\",\"cpu\":%.2f,\"libxml2_cpu\":%.2f,\"speed\":%.2f,\"peak_mb\":%ld,"
          "\"libxml2_peak_mb\":%ld}\n", n_bytes / 1000000, words_of_it, ours, bare, bare / ours, our_peak, bare_peak);
  unlink (path);
}

int
main (int argc, char **argv)
{
  if (argc == 3)
    {
      printf ("%u\n", read_one (argv[1], argv[2]));
      return 0;
    }
  if (argc == 4)
    {
      write_file (argv[1], g_ascii_strtoull (argv[2], NULL, 10) * 1000000, (guint) g_ascii_strtoull (argv[3], NULL, 10));
      return 0;
    }
  setvbuf (stdout, NULL, _IOLBF, 0);
  compare ((argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 300) * 1000000, 50, "one in fifty offered still, as in the field");
  compare ((argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 300) * 1000000, 1, "all of them offered still");
  return 0;
}
