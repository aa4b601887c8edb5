/* SPDX-License-Identifier: GPL-3.0-or-later */
/* metadata.xml of Greenstone: sets of files, their records, and patterns that were made to hurt. */
#include "config.h"

#include "exchange/format.h"
#include "exchange/greenstone.h"

#include <string.h>

#define BEGIN "<?xml version=\"1.0\"?><!DOCTYPE DirectoryMetadata SYSTEM \"http://localhost/none.dtd\"><DirectoryMetadata>"
#define END "</DirectoryMetadata>"
#define SET(name, metadata) "<FileSet><FileName>" name "</FileName><Description>" metadata "</Description></FileSet>"

static GPtrArray *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return rc_greenstone_parse (bytes, error);
}

static void
test_record (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sets = parse (BEGIN SET ("hash/a\\.pdf", "<Metadata name=\"dc.Title^en\">Water\n in\tBenin</Metadata>"
                                                 "<Metadata name=\"dc.Date\">20010312</Metadata><Metadata name=\"Creator\">Diallo</Metadata>"
                                                 "<Metadata name=\"Language\">French</Metadata>")
                                          SET (".*", "<Metadata name=\"Subject\">no title</Metadata>") END,
                                      &error);
  g_autoptr (RcMarc) marc = NULL;
  g_autofree char *title = NULL;
  g_autofree char *year = NULL;
  g_autofree char *language = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (sets->len, ==, 2);
  marc = rc_greenstone_to_marc (g_ptr_array_index (sets, 0));
  title = rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) rc_marc_find (marc, "245", 0)), 'a');
  year = rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) rc_marc_find (marc, "264", 0)), 'c');
  language = rc_marc_field_dup_subfield (rc_marc_get_field (marc, (guint) rc_marc_find (marc, "041", 0)), 'a');
  g_assert_cmpstr (title, ==, "Water in Benin");
  g_assert_cmpstr (year, ==, "2001");
  g_assert_cmpstr (language, ==, "fre");
  g_assert_cmpint (rc_marc_find (marc, "700", 0), >=, 0);
  g_assert_null (rc_greenstone_to_marc (g_ptr_array_index (sets, 1)));
}

static gboolean
matches (const char *pattern, const char *name)
{
  g_autofree char *text = g_strdup_printf (BEGIN "<FileSet><FileName>%s</FileName></FileSet>" END, pattern);
  g_autoptr (GPtrArray) sets = parse (text, NULL);
  g_autoptr (RcGreenstoneNames) names = rc_greenstone_names_new (g_ptr_array_index (sets, 0));

  return rc_greenstone_names_match (names, name);
}

static void
test_names (void)
{
  g_autofree char *long_name = g_strnfill (40, 'a');
  g_autofree char *long_pattern = g_strnfill (600, 'a');

  g_assert_true (matches ("hash/a\\.pdf", "hash/a.pdf"));
  g_assert_false (matches ("hash/a\\.pdf", "hash/axpdf"));
  g_assert_false (matches ("a\\.pdf", "hash/a.pdf"));
  g_assert_true (matches ("report.*", "report (1).pdf"));
  /* No regular expression, and a name all the same. */
  g_assert_true (matches ("report (1.pdf", "report (1.pdf"));
  g_assert_false (matches (long_pattern, long_name));
  /* Without a bound this would be busy for years. */
  g_assert_false (matches ("((a+)+)+b", long_name));
  g_assert_false (matches ("(*LIMIT_MATCH=4000000000)((a+)+)+b", long_name));
}

static void
test_bad (void)
{
  static const char *const bad[] = {
    "",
    "<html/>",
    BEGIN "<FileSet>",
    "<!DOCTYPE DirectoryMetadata [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><DirectoryMetadata>&b;</DirectoryMetadata>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (bad[i], &error));
      g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/greenstone/record", test_record);
  g_test_add_func ("/greenstone/names", test_names);
  g_test_add_func ("/greenstone/bad", test_bad);
  return g_test_run ();
}
