/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what is wrong with a record: every class, what is none, and what can be mended. */
#include "record/copy.h"
#include "record/identifier.h"
#include "record/quality.h"

#include <string.h>

#define F "\x1f"
#define FIXED "000101s1997    ru            000 0 rus d"
#define THIS_YEAR 2026

/* A record with nothing wrong, and what the test adds. */
static RcMarc *
new_marc (const char *fixed, ...)
{
  RcMarc *marc = rc_marc_new ();
  const char *tag;
  va_list args;

  rc_marc_add_field (marc, "008", fixed, -1);
  rc_marc_add_field (marc, "245", "10" F "aНаше творческое разнообразие", -1);
  va_start (args, fixed);
  while ((tag = va_arg (args, const char *)) != NULL)
    rc_marc_add_field (marc, tag, va_arg (args, const char *), -1);
  va_end (args);
  return marc;
}

/* What is found in bits is what is found in words. */
static GPtrArray *
find (const RcMarc *marc, guint32 expected)
{
  g_autoptr (RcDescription) description = rc_description_new_from_marc (marc);
  g_autoptr (GPtrArray) copies = rc_copies_from_marc (marc);
  GPtrArray *findings = rc_quality_find (marc, description, copies, THIS_YEAR);
  guint32 said = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const RcFinding *finding = g_ptr_array_index (findings, i);

      said |= RC_QUALITY_BIT (finding->quality);
      g_assert_cmpstr (finding->message, !=, "");
      g_assert_true (g_utf8_validate (finding->message, -1, NULL));
    }
  g_assert_cmphex (rc_quality_judge (marc, description, copies, THIS_YEAR), ==, expected);
  g_assert_cmphex (said, ==, expected);
  return findings;
}

/* Takes the record. */
static void
expect (RcMarc *marc, guint32 expected)
{
  g_autoptr (GPtrArray) findings = find (marc, expected);

  rc_marc_free (marc);
}

static void
test_nothing_wrong (void)
{
  expect (new_marc (FIXED, NULL), 0);
  expect (new_marc (FIXED, "020", "  " F "a0-306-40615-2 (pbk.)" F "z0-306-40615-3", "022", "  " F "a0317-8471", "041", "1 " F "aruskaz" F "heng",
                    "700", "1 " F "aИванов" F "4aut" F "4http://id.loc.gov/vocabulary/relators/edt", "710", "2 " F "aBNF" F "4https://rdaregistry.info/Elements/a/P1",
                    "852", "  " F "hШ5(2Кaз)" F "pB1", "856", "40" F "uhttps://example.org/путьpath", "520", "  " F "aдве\nстроки, MP3-плеер, Қ.И. Сәтбаев", NULL),
          0);
  /* Nobody said it, or it is said that nobody knows. */
  expect (new_marc ("000101n        |||           000 0 zxx d", NULL), 0);
  expect (new_marc ("000101s1997    xx            000 0 mul d", "041", "07" F "ade" F "2rfc3066", NULL), 0);
  expect (new_marc ("000101s2027    kz            000 0 qaz d", NULL), 0);
}

static void
test_missing (void)
{
  RcMarc *nothing = rc_marc_new ();
  RcMarc *substitute = rc_marc_new ();

  expect (nothing, RC_QUALITY_BIT (RC_QUALITY_NO_TITLE) | RC_QUALITY_BIT (RC_QUALITY_NO_LANGUAGE) | RC_QUALITY_BIT (RC_QUALITY_NO_YEAR));
  rc_marc_add_field (substitute, "008", FIXED, -1);
  rc_marc_add_field (substitute, "246", "30" F "aOur creative diversity", -1);
  expect (substitute, RC_QUALITY_BIT (RC_QUALITY_NO_TITLE));
  expect (new_marc ("000101s1997    ru            000 0     d", NULL), RC_QUALITY_BIT (RC_QUALITY_NO_LANGUAGE));
  expect (new_marc ("000101suuuu    ru            000 0 rus d", NULL), RC_QUALITY_BIT (RC_QUALITY_NO_YEAR));
  expect (new_marc (FIXED, "852", "  " F "hA-1", "852", "  " F "hA-2" F "pB2", NULL), RC_QUALITY_BIT (RC_QUALITY_NO_BARCODE));
}

static void
test_years (void)
{
  expect (new_marc ("000101s2028    ru            000 0 rus d", NULL), RC_QUALITY_BIT (RC_QUALITY_WRONG_YEAR));
  expect (new_marc ("000101s1х97   ru            000 0 rus d", "264", " 1" F "c1997", NULL), RC_QUALITY_BIT (RC_QUALITY_WRONG_YEAR));
  expect (new_marc ("000101s1997", "041", "0 " F "arus", NULL), RC_QUALITY_BIT (RC_QUALITY_WRONG_FIXED_FIELD));
  expect (new_marc ("", "041", "0 " F "arus", "260", "  " F "c1997", NULL), RC_QUALITY_BIT (RC_QUALITY_WRONG_FIXED_FIELD));
}

static void
test_codes (void)
{
  expect (new_marc ("000101s1997    qq            000 0 rus d", NULL), RC_QUALITY_BIT (RC_QUALITY_UNKNOWN_COUNTRY));
  expect (new_marc ("000101s1997    ru            000 0 ru  d", NULL), RC_QUALITY_BIT (RC_QUALITY_UNKNOWN_LANGUAGE) | RC_QUALITY_BIT (RC_QUALITY_NO_LANGUAGE));
  expect (new_marc (FIXED, "041", "0 " F "arusxyz", NULL), RC_QUALITY_BIT (RC_QUALITY_UNKNOWN_LANGUAGE));
  expect (new_marc (FIXED, "041", "0 " F "aru", NULL), RC_QUALITY_BIT (RC_QUALITY_UNKNOWN_LANGUAGE));
  expect (new_marc (FIXED, "700", "1 " F "aИванов" F "4xyz", NULL), RC_QUALITY_BIT (RC_QUALITY_UNKNOWN_ROLE));
  expect (new_marc (FIXED, "100", "1 " F "aИванов" F "4070", NULL), RC_QUALITY_BIT (RC_QUALITY_UNKNOWN_ROLE));
}

static void
test_text (void)
{
  expect (new_marc (FIXED, "520", "  " F "aбез\xef\xbf\xbdконца", NULL), RC_QUALITY_BIT (RC_QUALITY_LOST_CHARACTERS));
  expect (new_marc (FIXED, "520", "  " F "aover\x1b(Nthere", NULL), RC_QUALITY_BIT (RC_QUALITY_CONTROL_CHARACTERS));
  expect (new_marc (FIXED, "520", "  " F "aбез\xc2\x85конца", NULL), RC_QUALITY_BIT (RC_QUALITY_CONTROL_CHARACTERS));
  expect (new_marc (FIXED, "001", "1" F "2", NULL), RC_QUALITY_BIT (RC_QUALITY_CONTROL_CHARACTERS));
  expect (new_marc (FIXED, "240", "12" F "a\xc2\x98The \xc2\x9cwater", NULL), 0);
  expect (new_marc (FIXED, "520", "  " F "aвода и зeмля", NULL), RC_QUALITY_BIT (RC_QUALITY_MIXED_SCRIPTS));
  expect (new_marc (FIXED, "520", "  " F "aWаter", NULL), RC_QUALITY_BIT (RC_QUALITY_MIXED_SCRIPTS));
  /* Bytes of no text are no reason to fall. */
  expect (new_marc (FIXED, "520", "  " F "a\xd0\xff\xc2", NULL), 0);
}

static void
test_places (void)
{
  g_autoptr (RcMarc) marc = new_marc (FIXED, "520", "  " F "aвода и зeмля, cнова", NULL);
  g_autoptr (GPtrArray) findings = find (marc, RC_QUALITY_BIT (RC_QUALITY_MIXED_SCRIPTS));
  const RcFinding *first = g_ptr_array_index (findings, 0), *second = g_ptr_array_index (findings, 1);

  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpstr (first->tag, ==, "520");
  g_assert_cmpint (first->field, ==, 2);
  g_assert_cmpstr (first->wrong, ==, "зeмля");
  g_assert_cmpstr (second->wrong, ==, "cнова");
  g_assert_null (first->right);
}

static void
test_pairs (void)
{
  expect (new_marc (FIXED, "700", "1 " F "6880-02" F "aIvanov", "880", "1 " F "6700-02/(N" F "aИванов", NULL), 0);
  expect (new_marc (FIXED, "880", "1 " F "6500-00/(N" F "aпримечание", NULL), 0);
  expect (new_marc (FIXED, "700", "1 " F "6880-02" F "aIvanov", NULL), RC_QUALITY_BIT (RC_QUALITY_UNPAIRED));
  expect (new_marc (FIXED, "880", "1 " F "6700-02/(N" F "aИванов", NULL), RC_QUALITY_BIT (RC_QUALITY_UNPAIRED));
  expect (new_marc (FIXED, "700", "1 " F "6880-02" F "aIvanov", "880", "1 " F "6700-03/(N" F "aИванов", NULL), RC_QUALITY_BIT (RC_QUALITY_UNPAIRED));
}

static void
test_unimarc (void)
{
  RcMarc *marc = rc_marc_new ();

  rc_marc_add_field (marc, "010", "  " F "a978-92-3-104095-6", -1);
  rc_marc_add_field (marc, "100", "  " F "a20260915d2004    m  y0rusy50      ca", -1);
  rc_marc_add_field (marc, "101", "0 " F "arus" F "cxyz", -1);
  rc_marc_add_field (marc, "200", "1 " F "aОтрар", -1);
  rc_marc_add_field (marc, "700", " 1" F "aИванов" F "4070", -1);
  expect (marc, RC_QUALITY_BIT (RC_QUALITY_WRONG_ISBN) | RC_QUALITY_BIT (RC_QUALITY_UNKNOWN_LANGUAGE));
}

static void
assert_correct (char *(*correct) (const char *text), const char *typed, const char *right)
{
  g_autofree char *answer = correct (typed);

  g_assert_cmpstr (answer, ==, right);
}

static void
test_numbers (void)
{
  assert_correct (rc_isbn_correct, "5-85133-074-2 (в пер.)", "5-85133-074-0");
  assert_correct (rc_isbn_correct, "978-92-3-104095-6", "978-92-3-104095-5");
  assert_correct (rc_isbn_correct, "ISBN 0-8044-2957-1", "ISBN 0-8044-2957-X");
  assert_correct (rc_isbn_correct, "5-85133-074", NULL);
  assert_correct (rc_isbn_correct, "none", NULL);
  assert_correct (rc_issn_correct, "0317-8472", "0317-8471");
  assert_correct (rc_issn_correct, "0317-84", NULL);
}

/* A wrong number is mended only where the record confirms it. */
static void
test_mend (void)
{
  g_autoptr (RcMarc) marc = new_marc (FIXED, "020", "  " F "a0-306-40615-3 (pbk.)", "020", "  " F "a9780306406157", NULL);
  g_autoptr (GPtrArray) findings = find (marc, RC_QUALITY_BIT (RC_QUALITY_WRONG_ISBN));
  g_autoptr (RcMarc) alone = new_marc (FIXED, "020", "  " F "a0-306-40615-3", NULL);
  g_autoptr (GPtrArray) unsure = find (alone, RC_QUALITY_BIT (RC_QUALITY_WRONG_ISBN));
  const RcFinding *finding = g_ptr_array_index (findings, 0);

  g_assert_cmpstr (finding->right, ==, "0-306-40615-2");
  g_assert_true (rc_quality_mend (finding, marc));
  g_assert_cmpstr (rc_marc_get_field (marc, 2)->data, ==, "  " F "a0-306-40615-2 (pbk.)");
  g_assert_false (rc_quality_mend (finding, marc));
  finding = g_ptr_array_index (unsure, 0);
  g_assert_nonnull (strstr (finding->message, "should be 2"));
  g_assert_null (finding->right);
  g_assert_false (rc_quality_mend (finding, alone));
}

static void
test_words (void)
{
  for (guint i = 0; i < RC_N_QUALITIES; i++)
    {
      RcQuality quality = RC_N_QUALITIES;

      g_assert_true (rc_quality_from_string (rc_quality_to_string ((RcQuality) i), &quality));
      g_assert_cmpuint (quality, ==, i);
    }
  g_assert_cmpstr (rc_quality_to_string (RC_QUALITY_UNKNOWN_SUBJECT), ==, "unknown-subject");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quality/nothing-wrong", test_nothing_wrong);
  g_test_add_func ("/quality/missing", test_missing);
  g_test_add_func ("/quality/years", test_years);
  g_test_add_func ("/quality/codes", test_codes);
  g_test_add_func ("/quality/text", test_text);
  g_test_add_func ("/quality/places", test_places);
  g_test_add_func ("/quality/pairs", test_pairs);
  g_test_add_func ("/quality/unimarc", test_unimarc);
  g_test_add_func ("/quality/numbers", test_numbers);
  g_test_add_func ("/quality/mend", test_mend);
  g_test_add_func ("/quality/words", test_words);
  return g_test_run ();
}
