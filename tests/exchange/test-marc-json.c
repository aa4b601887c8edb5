/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of MARC-in-JSON: its dialects, its faults, and that nothing is lost through it. */
#include "tests/exchange/read-all.h"

#define LEADER "\"leader\":\"00000nam a2200000 i 4500\""
#define RECORD(number) "{" LEADER ",\"fields\":[{\"001\":\"" number "\"},{\"245\":{\"ind1\":\"1\",\"ind2\":\"0\",\"subfields\":[{\"a\":\"T\"}]}}]}"

static void
test_record (void)
{
  const char *json = "{" LEADER ",\"fields\":[{\"001\":\"A1\"},"
                     "{\"245\":{\"subfields\":[{\"a\":\"\\u041e\\u0442ырар \\ud83d\\ude00\"},{\"b\":\"say \\\"x\\\"\\/\"}],\"ind1\":\"1\",\"ind2\":\"0\"}},"
                     "{\"020\":{\"ind1\":\" \",\"ind2\":\" \",\"subfields\":[]}},{\"FMT\":\"BK\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (json, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (get_item (items, 0)->rejection, ==, NULL);
  g_assert_cmpuint (get_item (items, 0)->warnings->len, ==, 0);
  g_assert_cmpstr (get_item (items, 0)->control, ==, "A1");
  g_assert_cmpmem (g_bytes_get_data (get_item (items, 0)->raw, NULL), g_bytes_get_size (get_item (items, 0)->raw), json, strlen (json));
  assert_field (get_marc (items, 0), "245", 0, "10" F "aОтырар 😀" F "bsay \"x\"/");
  assert_field (get_marc (items, 0), "020", 0, "  ");
  assert_field (get_marc (items, 0), "FMT", 0, "BK");
}

static void
test_shapes (void)
{
  static const char *const files[] = {
    RECORD ("A1") "\n" RECORD ("A2") "\r\n",
    "\xef\xbb\xbf[" RECORD ("A1") ",\n" RECORD ("A2") "]",
    "\x1e" RECORD ("A1") "\n\x1e" RECORD ("A2") "\n",
    RECORD ("A1") RECORD ("A2"),
    "{\"collection\":{\"@xmlns\":\"urn:x\",\"record\":[" RECORD ("A1") "," RECORD ("A2") "]}}",
    "{ \"total\": 2, \"records\": [\n" RECORD ("A1") ", " RECORD ("A2") " ],\n \"next\": null, \"facets\": {\"a\": [{\"b\": \"]\"}]} }\n",
    "{\"took\":1,\"_shards\":{\"total\":5},\"hits\":{\"total\":2,\"hits\":[{\"_id\":\"x\",\"_source\":" RECORD ("A1") "},{\"_id\":\"y\",\"_source\":" RECORD ("A2") ",\"sort\":[1]}]}}",
    "{\"record\":" RECORD ("A1") "}\n{\"record\":" RECORD ("A2") "}\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = read_all (files[i], -1, RC_FORMAT_MARC_JSON, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 2);
      g_assert_cmpstr (get_item (items, 0)->control, ==, "A1");
      g_assert_cmpstr (get_item (items, 1)->control, ==, "A2");
      assert_field (get_marc (items, 1), "245", 0, "10" F "aT");
    }
}

/* Without a byte order mark, and with the zero bytes before the letters or behind them. */
static void
test_wide (void)
{
  static const char *const encodings[] = { "utf-16le", "utf-16be", "utf-32le", "utf-32be" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *bytes = g_convert (RECORD ("A1"), -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = read_all (bytes, (gssize) length, RC_FORMAT_AUTO, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 1);
      g_assert_cmpstr (get_item (items, 0)->control, ==, "A1");
      g_assert_cmpstr (get_item (items, 0)->encoding, ==, encodings[i]);
    }
}

static void
test_dialects (void)
{
  const char *older = "{ leader : \"00000nam a2200000 i 4500\", controlfield : [ { tag : \"001\", data : \"A1\" } ]\n"
                      "datafield : [ { tag : \"245\", ind : \"10\", subfield : [ { code : \"a\", data : \"T\" } ] } ] }";
  const char *lists = "{" LEADER ",\"fields\":{\"001\":\"A1\",\"245\":{\"ind1\":1,\"ind2\":null,\"subfields\":{\"a\":\"T\",\"b\":\"U\"}}}}";
  const char *converted = "{" LEADER ",\"controlfield\":{\"tag\":\"001\",\"content\":101},\"datafield\":[{\"tag\":\"245\",\"ind1\":1,"
                          "\"ind2\":\"0\",\"subfield\":[{\"code\":\"a\",\"content\":\"T\"},{\"content\":\"U\",\"code\":\"b\"}]},"
                          "{\"@tag\":\"300\",\"@ind1\":\" \",\"@ind2\":\" \",\"subfield\":{\"@code\":\"a\",\"#text\":\"V\"}}]}";
  const char *flat = "{" LEADER ",\"001\":\"A1\",\"24510\":{\"a\":\"T\"},\"020  \":[{\"a\":\"1\"},{\"c\":\"2\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) one = read_all (older, -1, RC_FORMAT_AUTO, &error);
  g_autoptr (GPtrArray) two = read_all (lists, -1, RC_FORMAT_AUTO, &error);
  g_autoptr (GPtrArray) three = read_all (converted, -1, RC_FORMAT_AUTO, &error);
  g_autoptr (GPtrArray) four = read_all (flat, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (one->len, ==, 1);
  assert_field (get_marc (one, 0), "001", 0, "A1");
  assert_field (get_marc (one, 0), "245", 0, "10" F "aT");
  assert_warned (get_item (one, 0), "faults in the form of the JSON were repaired");
  assert_field (get_marc (two, 0), "245", 0, "1 " F "aT" F "bU");
  /* What converters make of MARCXML, each with names of its own. */
  assert_field (get_marc (three, 0), "001", 0, "101");
  assert_field (get_marc (three, 0), "245", 0, "10" F "aT" F "bU");
  assert_field (get_marc (three, 0), "300", 0, "  " F "aV");
  g_assert_cmpuint (get_item (three, 0)->warnings->len, ==, 0);
  g_assert_cmpuint (get_item (three, 0)->warnings->len, ==, 0);
  assert_field (get_marc (four, 0), "245", 0, "10" F "aT");
  assert_field (get_marc (four, 0), "020", 0, "  " F "a1" F "c2");
}

static void
test_rejection (void)
{
  const char *json = "{" LEADER ",\"fields\":[{\"001\":\"A1\"},{\"245\":[]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (json, -1, RC_FORMAT_MARC_JSON, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (get_item (items, 0)->rejection, ==, "the JSON is broken at byte 68 of the record");
  g_assert_cmpstr (get_item (items, 0)->control, ==, "A1");
}

static void
test_warnings (void)
{
  const char *json = "{\"fields\":[{\"1\":\"A1\"},{\"245\":{\"ind1\":\"1\",\"ind2\":\"10\",\"subfields\":"
                     "[{\"ab\":\"Dylan, \n   Bob\"},{\"b\":\"\\ud800\"},{\"c\":\"C:\\q\"}],\"x\":[1,{}]}}],\"id\":{\"a\":[1]}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (json, -1, RC_FORMAT_MARC_JSON, &error);
  const RcReaderItem *item = get_item (items, 0);

  g_assert_no_error (error);
  assert_field (get_marc (items, 0), "001", 0, "A1");
  assert_field (get_marc (items, 0), "245", 0, "1 " F "aDylan, Bob" F "b\xef\xbf\xbd" F "cC:\\q");
  assert_warned (item, "no leader");
  assert_warned (item, "the tag “1” is now 001");
  assert_warned (item, "an indicator “10” was made a blank");
  assert_warned (item, "the subfield code “ab” was cut");
  assert_warned (item, "1 line break in a text became a blank");
  assert_warned (item, "1 half of a character");
  assert_warned (item, "the member “x” is none of MARC");
  assert_warned (item, "the member “id” is none of MARC");
}

/* What is broken costs itself alone. */
static void
test_broken (void)
{
  g_autoptr (GString) json = g_string_new ("[" RECORD ("A1") ",\n{" LEADER ",\"fields\":[{\"001\":\"B\"},{\"245\":{\"subfields\":[{\"a\":\"T]}}]},\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_string_append (json, RECORD ("A2") ", oops {\"x\":1},{\"fields\":");
  for (guint i = 0; i < 10000; i++)
    g_string_append_c (json, '[');
  for (guint i = 0; i < 10000; i++)
    g_string_append_c (json, ']');
  g_string_append (json, "}," RECORD ("A3") ",{" LEADER);
  items = read_all (json->str, (gssize) json->len, RC_FORMAT_AUTO, &error);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_assert_cmpuint (items->len, ==, 8);
  assert_field (get_marc (items, 0), "001", 0, "A1");
  g_assert_cmpstr (get_item (items, 1)->rejection, ==, "the record breaks off");
  assert_field (get_marc (items, 2), "001", 0, "A2");
  g_assert_cmpstr (get_item (items, 3)->rejection, ==, "text that is no record");
  g_assert_cmpstr (get_item (items, 4)->rejection, ==, "an object of JSON that holds no MARC");
  g_assert_cmpstr (get_item (items, 5)->rejection, ==, "the JSON is nested deeper than 32");
  assert_field (get_marc (items, 6), "001", 0, "A3");
  g_assert_cmpstr (get_item (items, 7)->rejection, ==, "the record breaks off");
}

/* A file of many records, with brackets and quotes in texts, cut at every length of a step. */
static void
test_long (void)
{
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      g_string_append_printf (json, "%s{" LEADER ",\"fields\":[{\"001\":\"%u\"},{\"245\":{\"ind1\":\" \",\"ind2\":\" \",\"subfields\":[{\"a\":\"", i > 0 ? ",\n" : "", i);
      for (guint n = 0; n < i % 97; n++)
        g_string_append (json, "}\\\"{]\\\\");
      g_string_append (json, "\"}]}}]}");
    }
  g_string_append (json, "]\n");
  items = read_all (json->str, (gssize) json->len, RC_FORMAT_AUTO, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3000);
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      assert_field (get_marc (items, i), "001", 0, number);
      g_assert_cmpuint (get_item (items, i)->warnings->len, ==, 0);
    }
}

static void
test_too_large (void)
{
  g_autoptr (GString) json = g_string_new ("{" LEADER ",\"fields\":[{\"500\":\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  while (json->len < 17 * 1024 * 1024)
    g_string_append (json, "All work and no play makes a dull record. ");
  items = read_all (json->str, (gssize) json->len, RC_FORMAT_AUTO, &error);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE);
  g_assert_cmpuint (items->len, ==, 0);
}

/* Fields of every odd shape come back as they were, and the file is the JSON that others read, too. */
static void
test_round_trip (void)
{
  g_autoptr (RcMarc) marc = rc_marc_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *json = NULL, *empty = write_marc (RC_FORMAT_MARC_JSON, NULL, NULL);
  guint n_replaced = 0;

  rc_marc_add_field (marc, "001", "A1", -1);
  rc_marc_add_field (marc, "002", "with" F "asubfield", -1);
  rc_marc_add_field (marc, "245", "10" F "a\"T\" \\ \t\x01\x7f Отырар" F "b", -1);
  rc_marc_add_field (marc, "500", "", 0);
  rc_marc_add_field (marc, "500", "1", -1);
  rc_marc_add_field (marc, "500", "12", -1);
  rc_marc_add_field (marc, "500", "text without subfields", -1);
  rc_marc_add_field (marc, "500", "  " F, -1);
  rc_marc_add_field (marc, "500", "  " F F "aU", -1);
  rc_marc_add_field (marc, "500", "\x01 " F "aU", -1);
  rc_marc_add_field (marc, "500", "  " F "a\0z", 6);
  rc_marc_add_field (marc, "500", "  text" F "жU", -1);
  rc_marc_add_field (marc, "500", "  " F "жU" F "\"V", -1);
  json = write_marc (RC_FORMAT_MARC_JSON, marc, &n_replaced);
  g_assert_cmpuint (n_replaced, ==, 0);
  items = read_all (json, -1, RC_FORMAT_AUTO, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpuint (get_item (items, 0)->warnings->len, ==, 0);
  g_assert_true (rc_marc_equal (marc, get_marc (items, 0)));
  g_assert_cmpstr (empty, ==, "[\n\n]\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marc-json/record", test_record);
  g_test_add_func ("/marc-json/shapes", test_shapes);
  g_test_add_func ("/marc-json/wide", test_wide);
  g_test_add_func ("/marc-json/dialects", test_dialects);
  g_test_add_func ("/marc-json/rejection", test_rejection);
  g_test_add_func ("/marc-json/warnings", test_warnings);
  g_test_add_func ("/marc-json/broken", test_broken);
  g_test_add_func ("/marc-json/long", test_long);
  g_test_add_func ("/marc-json/too-large", test_too_large);
  g_test_add_func ("/marc-json/round-trip", test_round_trip);
  return g_test_run ();
}
