/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that are one however they are typed, alone and in the middle of other words, and symbols inside a text. */
#include "common.h"

#include <string.h>

#include "search/number.h"

/* The key first. */
static const char *const same[][10] = {
  { "9789231042805", "978-92-3-104280-5", "ISBN 978-92-3-104280-5", "92-3-104280-7", "9231042807", "ISBN: 92 3 104280 7",
    "ISBN-13: 978–92–3–104280–5", "urn:isbn:9789231042805", "978-92-3-104280-5 (pbk.)" },
  { "9780804429573", "0-8044-2957-X", "080442957x", "0 8044 2957 Х" },
  { "00418773", "0041-8773", "ISSN 0041-8773", "00418773", "9770041877008" },
  { "2434561x", "2434-561X", "2434-561х", "ISSN 2434561x", "9772434561006" },
  /* Where the check digit is wrong a number stays as it is. */
  { "9231042801", "92-3-104280-1" },
  { "9789231042806", "978-92-3-104280-6" },
  { "43c57", "43 C/57", "43С57" },
};

static void
test_same (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    for (guint j = 1; j < G_N_ELEMENTS (same[i]) && same[i][j] != NULL; j++)
      {
        char key[RC_KEY_SIZE];
        gsize length = rc_number_key (same[i][j], -1, key);

        g_assert_cmpstr (key, ==, same[i][0]);
        g_assert_cmpuint (length, ==, strlen (key));
      }
}

static void
test_symbols (void)
{
  static const struct
  {
    const char *text, *symbols;
  } texts[] = {
    { "Records of the General Conference, 43 C/57, and S/RES/2347 (2017).", "43 C/57|S/RES/2347" },
    { "SC-2001/WS/12", "SC-2001/WS/12" },
    { "161 EX/5, 2001/2002, and/or, 24/7, км/ч", "161 EX/5" },
    { "See https://unesco.org/EN/2030/a-very-long-path-of-a-page-that-is-no-symbol", "" },
    { "/ // A/1/ /B2 A/", "A/1|/B2" },
    { "page 12 A/RES/1", "12 A/RES/1" },
    { "в резолюции S/RES/2347", "S/RES/2347" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) found = g_string_new (NULL);
      gsize at = 0, start, stop;

      while (rc_number_next_symbol (texts[i].text, strlen (texts[i].text), &at, &start, &stop))
        g_string_append_printf (found, "%s%.*s", found->len > 0 ? "|" : "", (int) (stop - start), texts[i].text + start);
      g_assert_cmpstr (found->str, ==, texts[i].symbols);
    }
}

/* What identifies each record, one a line, and how people ask for it. */
static const struct
{
  const char *title, *identifiers;
  const char *queries[16];
} records[] = {
  { "Water atlas", "9789231042805",
    { "978-92-3-104280-5", "9789231042805", "978 92 3 104280 5", "92-3-104280-7", "9231042807", "92 3 104280 7",
      "ISBN 978-92-3-104280-5", "isbn: 9231042807", "atlas 9231042807", "978 92 3 104280 5 water", "water 92 3 104280 7 atlas",
      "٩٧٨٩٢٣١٠٤٢٨٠٥" } },
  { "Water courier", "2434-561X",
    { "2434-561X", "2434561x", "2434-561х", "ISSN 2434-561X", "issn 2434 561X", "9772434561006", "courier 2434561X" } },
  { "Water study", "10.54679/ABCD1234",
    { "10.54679/abcd1234", "https://doi.org/10.54679/ABCD1234", "doi:10.54679/abcd1234", "doi 10.54679/abcd1234",
      "DOI: 10.54679/abcd1234", "10.54679/ABCD-1234", "study 10.54679/abcd1234" } },
  { "Water ark", "pf0000377433",
    { "pf0000377433", "PF0000377433", "ark:/48223/pf0000377433", "https://unesdoc.unesco.org/ark:/48223/pf0000377433/eng",
      "pf00003774", "ark pf0000377433" } },
  { "Water barcode", "RC000017",
    { "RC000017", "rc000017", "RC-000017", "rc 000017", "RC 000 017", "barcode rc000017" } },
  { "Water shelf", "C-03\n821.161.1-93", { "C-03", "c03", "С-03", "821.161.1-93", "8211611", "shelf c-03" } },
  { "Water conference", "43 C/57",
    { "43 C/57", "43C/57", "43 c 57", "43c57", "43 С/57", "43C57 conference", "conference 43 C/57", "water 43 c 57 conference" } },
  { "Water resolution S/RES/2347", NULL, { "S/RES/2347", "s res 2347", "SRES2347", "sres2347 water", "s/res/2347" } },
  { "Water workshop", "SC-2001/WS/12",
    { "SC-2001/WS/12", "sc 2001 ws 12", "SC2001WS12", "sc-2001 ws/12", "workshop SC2001/WS/12", "SC‑2001／WS／12" } },
  { "Water letters", "REF-KAZ", { "REF-KAZ", "refkaz", "ref kaz" } },
};

static sqlite3 *
open_records (void)
{
  sqlite3 *db = test_open ();

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      RcSearchEntry entry = { .id = i + 1, .kind = RC_KIND_PUBLICATION, .title = records[i].title,
                              .identifiers = records[i].identifiers };
      test_put (db, &entry);
    }
  return db;
}

static void
test_found (void)
{
  sqlite3 *db = open_records ();

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    for (guint j = 0; j < G_N_ELEMENTS (records[i].queries) && records[i].queries[j] != NULL; j++)
      {
        g_autoptr (RcSearchAnswer) answer = test_search (db, records[i].queries[j]);

        if (answer->total != 1 || !test_has (answer, i + 1))
          {
            g_test_message ("%s → %s: %d found", records[i].queries[j], records[i].title, (int) answer->total);
            g_test_fail ();
          }
      }
  sqlite3_close (db);
}

/* A number that stands in no record makes no other word superfluous. */
static void
test_not_found (void)
{
  static const char *const queries[]
    = { "9231042807 nothing", "nothing 978 92 3 104280 5", "43c58", "978-92-3-104280-6", "author:9789231042805", "\"sres2347\"" };
  sqlite3 *db = open_records ();

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (RcSearchAnswer) answer = test_search (db, queries[i]);
      g_assert_cmpuint (answer->total, ==, 0);
    }
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/number/same", test_same);
  g_test_add_func ("/search/number/symbols", test_symbols);
  g_test_add_func ("/search/number/found", test_found);
  g_test_add_func ("/search/number/not-found", test_not_found);
  return g_test_run ();
}
