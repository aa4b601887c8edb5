/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of MODS: where its elements stand in MARC, what is left stays, and what comes back. */
#include "tests/exchange/mods-rules.h"
#include "tests/exchange/read-all.h"

#define SPACE " xmlns='http://www.loc.gov/mods/v3'"

static void
test_book (void)
{
  const char *xml = "<mods" SPACE " version='3.8'><titleInfo><nonSort>The</nonSort><title>silk  road</title><subTitle>a history</subTitle></titleInfo>"
                    "<titleInfo type='alternative' displayLabel='Spine'><title>Road</title></titleInfo><titleInfo type='translated' lang='rus'><title>Путь</title></titleInfo>"
                    "<name type='personal'><namePart type='family'>West</namePart><namePart type='given'>Matthew</namePart><namePart type='date'>1953-</namePart>"
                    "<role><roleTerm type='code' authority='marcrelator'>aut</roleTerm><roleTerm type='text'>author</roleTerm></role></name>"
                    "<name type='corporate'><namePart>UNESCO</namePart><namePart>Almaty Office</namePart></name>"
                    "<typeOfResource>text</typeOfResource><genre authority='marcgt'>bibliography</genre><genre>essay</genre>"
                    "<originInfo><place><placeTerm type='code' authority='marccountry'>kz</placeTerm></place><place><placeTerm type='text'>Almaty</placeTerm></place>"
                    "<publisher>Oner</publisher><dateIssued encoding='marc'>1998</dateIssued><dateIssued>c1998</dateIssued><copyrightDate>1997</copyrightDate>"
                    "<edition>2nd ed.</edition><issuance>monographic</issuance></originInfo>"
                    "<language><languageTerm type='code' authority='iso639-2b'>eng</languageTerm><languageTerm type='text'>English</languageTerm></language>"
                    "<language objectPart='summary'><languageTerm type='code'>rus</languageTerm></language>"
                    "<physicalDescription><extent>248 p.</extent><form authority='marcform'>print</form><form>maps</form><internetMediaType>text/html</internetMediaType>"
                    "<digitalOrigin>born digital</digitalOrigin></physicalDescription>"
                    "<abstract>About</abstract><tableOfContents>One -- Two</tableOfContents><targetAudience authority='marctarget'>adult</targetAudience>"
                    "<note type='statement of responsibility'>by M. West</note><note type='bibliography'>Pages 240-248</note><note>Plain</note>"
                    "<subject authority='lcsh'><topic>Roads</topic><geographic>Asia</geographic><temporal>Middle Ages</temporal></subject>"
                    "<subject authority='fast'><geographic>Otrar</geographic></subject><subject><hierarchicalGeographic><country>Kazakhstan</country><city>Almaty</city></hierarchicalGeographic></subject>"
                    "<subject><name type='personal'><namePart>Polo, Marco</namePart></name></subject>"
                    "<classification authority='udc'>94(5)</classification><classification authority='ddc' edition='21'>950</classification>"
                    "<relatedItem type='series'><titleInfo><title>Roads</title><partNumber>3</partNumber></titleInfo></relatedItem>"
                    "<identifier type='isbn'>9789231042027</identifier><identifier type='isbn' invalid='yes'>12</identifier><identifier type='doi'>10.1/2</identifier>"
                    "<identifier type='local' displayLabel='Photo'>94</identifier><location><physicalLocation>Library</physicalLocation></location>"
                    "<location><physicalLocation>Room</physicalLocation><shelfLocator>94 W</shelfLocator></location><location><url displayLabel='Text'>http://example.org/</url></location>"
                    "<accessCondition type='use and reproduction'>CC BY</accessCondition>"
                    "<recordInfo><recordContentSource>KzA</recordContentSource><recordCreationDate encoding='w3cdtf'>2004-09-09</recordCreationDate>"
                    "<recordIdentifier source='KzA'>m1</recordIdentifier></recordInfo><extension><x xmlns='urn:x'>y</x></extension></mods>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);
  const RcMarc *marc;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (get_item (items, 0)->control, ==, "m1");
  marc = get_marc (items, 0);
  assert_leader (marc, "00000nam a22000003c 4500");
  g_assert_cmpstr (rc_marc_get_field (marc, 0)->tag, ==, "001");
  assert_field (marc, "003", 0, "KzA");
  assert_field (marc, "008", 0, "040909s1998    kz     er           eng d");
  assert_field (marc, "020", 0, "  " F "a9789231042027");
  assert_field (marc, "020", 1, "  " F "z12");
  assert_field (marc, "024", 0, "7 " F "a10.1/2" F "2doi");
  assert_field (marc, "024", 1, "8 " F "a94" F "qPhoto");
  assert_field (marc, "040", 0, "  " F "aKzA");
  assert_field (marc, "041", 0, "0 " F "aeng" F "brus");
  assert_field (marc, "080", 0, "  " F "a94(5)");
  assert_field (marc, "082", 0, "04" F "a950" F "221");
  assert_field (marc, "100", 0, "1 " F "aWest, Matthew" F "d1953-" F "eauthor" F "4aut");
  assert_field (marc, "242", 0, "10" F "aПуть" F "yrus");
  assert_field (marc, "245", 0, "14" F "aThe silk road" F "ba history" F "cby M. West");
  assert_field (marc, "246", 0, "3 " F "iSpine" F "aRoad");
  assert_field (marc, "250", 0, "  " F "a2nd ed.");
  assert_field (marc, "264", 0, " 1" F "aAlmaty" F "bOner" F "cc1998");
  assert_field (marc, "264", 1, " 4" F "c1997");
  assert_field (marc, "300", 0, "  " F "a248 p." F "bmaps");
  assert_field (marc, "347", 0, "  " F "btext/html");
  assert_field (marc, "490", 0, "0 " F "aRoads" F "v3");
  assert_field (marc, "500", 0, "  " F "aPlain");
  assert_field (marc, "504", 0, "  " F "aPages 240-248");
  assert_field (marc, "505", 0, "0 " F "aOne -- Two");
  assert_field (marc, "520", 0, "  " F "aAbout");
  assert_field (marc, "535", 0, "1 " F "aLibrary");
  assert_field (marc, "540", 0, "  " F "aCC BY");
  assert_field (marc, "600", 0, "14" F "aPolo, Marco");
  assert_field (marc, "650", 0, " 0" F "aRoads" F "zAsia" F "yMiddle Ages");
  assert_field (marc, "651", 0, " 7" F "aOtrar" F "2fast");
  assert_field (marc, "655", 0, " 7" F "abibliography" F "2marcgt");
  assert_field (marc, "655", 1, " 4" F "aessay");
  assert_field (marc, "662", 0, "  " F "aKazakhstan" F "dAlmaty");
  assert_field (marc, "710", 0, "2 " F "aUNESCO. Almaty Office");
  assert_field (marc, "852", 0, "  " F "aRoom" F "h94 W");
  assert_field (marc, "856", 0, "40" F "uhttp://example.org/" F "yText");
  assert_field (marc, "887", 0, "  " F "a<physicalDescription><digitalOrigin>born digital</digitalOrigin></physicalDescription>" F "2mods");
  assert_field (marc, "887", 1, "  " F "a<extension><x xmlns=\"urn:x\">y</x></extension>" F "2mods");
  assert_field (marc, "887", 2, NULL);
}

static void
test_article (void)
{
  const char *xml = "<m:modsCollection xmlns:m='http://www.loc.gov/mods/v3'><m:mods><m:titleInfo><m:title>A</m:title></m:titleInfo><m:genre>article</m:genre>"
                    "<m:name type='personal' usage='primary'><m:namePart>Doe, J.</m:namePart></m:name>"
                    "<m:relatedItem type='host'><m:titleInfo><m:title>Journal</m:title></m:titleInfo><m:identifier type='issn'>0041-5278</m:identifier>"
                    "<m:part><m:detail type='volume'><m:number>27</m:number></m:detail><m:detail type='issue'><m:number>3</m:number></m:detail>"
                    "<m:extent unit='pages'><m:start>379</m:start><m:end>423</m:end></m:extent><m:date>1948</m:date></m:part>"
                    "<m:genre>journal</m:genre></m:relatedItem></m:mods><m:mods/></m:modsCollection>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  assert_leader (get_marc (items, 0), "00000nab a22000003c 4500");
  assert_field (get_marc (items, 0), "100", 0, "1 " F "aDoe, J.");
  assert_field (get_marc (items, 0), "773", 0, "0 " F "tJournal" F "gvolume:27" F "gnumber:3" F "gpages:379-423" F "g1948" F "x0041-5278");
  assert_field (get_marc (items, 0), "887", 0, "  " F "a<relatedItem type=\"host\"><genre>journal</genre></relatedItem>" F "2mods");
  g_assert_cmpstr (get_item (items, 1)->rejection, ==, "a record without fields");
}

/* All languages stand in one field, also where their names are not where they should be. */
static void
test_languages (void)
{
  const char *xml = "<modsCollection" SPACE "><mods><titleInfo><title>A</title></titleInfo>"
                    "<language><languageTerm type='code'>kaz</languageTerm><languageTerm type='text'>Kazakh</languageTerm></language>"
                    "<language><languageTerm type='text'>Russian</languageTerm></language><language>English</language></mods>"
                    "<mods><titleInfo><title>B</title></titleInfo><language>French</language></mods></modsCollection>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  assert_field (get_marc (items, 0), "041", 0, "0 " F "akaz" F "arus" F "aeng");
  assert_field (get_marc (items, 0), "041", 1, NULL);
  g_assert_cmpmem (rc_marc_get_field (get_marc (items, 0), 0)->data + 35, 3, "kaz", 3);
  assert_field (get_marc (items, 0), "887", 0, NULL);
  assert_field (get_marc (items, 1), "041", 0, NULL);
  g_assert_cmpmem (rc_marc_get_field (get_marc (items, 1), 0)->data + 35, 3, "fre", 3);
  assert_field (get_marc (items, 1), "887", 0, NULL);
}

/* The same in two scripts: one is the record's, the other one stays beside it. */
static void
test_scripts (void)
{
  const char *xml = "<mods" SPACE "><titleInfo altRepGroup='1'><title>Put'</title></titleInfo><titleInfo altRepGroup='1' script='Cyrl'><title>Путь</title></titleInfo></mods>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  assert_field (get_marc (items, 0), "245", 0, "00" F "aPut'");
  assert_field (get_marc (items, 0), "246", 0, NULL);
  assert_field (get_marc (items, 0), "887", 0, "  " F "a<titleInfo altRepGroup=\"1\" script=\"Cyrl\"><title>Путь</title></titleInfo>" F "2mods");
}

static void
assert_by_rules (const char *written)
{
  g_autofree char *fault = mods_find_fault_of_text (written, strlen (written));

  g_assert_cmpstr (fault, ==, NULL);
}

static void
test_small_letters (void)
{
  const char *xml = "<mods" SPACE "><titleinfo><title>T</title></titleinfo><origininfo><dateissued>1998</dateissued></origininfo></mods>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  assert_field (get_marc (items, 0), "245", 0, "00" F "aT");
  assert_field (get_marc (items, 0), "264", 0, " 1" F "c1998");
  assert_field (get_marc (items, 0), "887", 0, NULL);
}

/* The check itself finds what is wrong. */
static void
test_rules (void)
{
  static const char *const wrong[] = { "<title/>", "<titleInfo><note/></titleInfo>", "<titleInfo type='other'/>", "<note authority='x'/>", "stray",
                                       "<location><url>u</url><physicalLocation>p</physicalLocation></location>",
                                       "<originInfo><issuance>once</issuance></originInfo>", "<note xmlns='urn:x'/>" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strconcat ("<mods" SPACE ">", wrong[i], "</mods>", NULL);
      g_autofree char *fault = mods_find_fault_of_text (text, strlen (text));

      g_assert_nonnull (fault);
    }
}

/* What is written is read as the same, and what was left comes back as an element. */
static void
test_round_trip (void)
{
  const char *xml = "<mods" SPACE "><titleInfo><nonSort>L'</nonSort><title>art &amp; vie</title><subTitle>b</subTitle></titleInfo>"
                    "<name type='personal'><namePart>Doe, J.</namePart><namePart type='date'>1953-</namePart><role><roleTerm type='code'>aut</roleTerm></role></name>"
                    "<typeOfResource>still image</typeOfResource><genre authority='local'>poster</genre><originInfo><place><placeTerm type='code' authority='marccountry'>fr</placeTerm></place>"
                    "<place><placeTerm type='text'>Paris</placeTerm></place><publisher>P</publisher><dateIssued encoding='w3cdtf'>1990</dateIssued><edition>2</edition></originInfo>"
                    "<language><languageTerm type='code'>fre</languageTerm></language><physicalDescription><form authority='marcform'>print</form><extent>1 p.</extent><reformattingQuality>access</reformattingQuality></physicalDescription>"
                    "<abstract>A</abstract><note displayLabel='Size'>11 x 7</note><note type='language'>In French</note><subject authority='lcsh'><topic>Art</topic><genre>Exhibitions</genre></subject>"
                    "<subject><geographic>Paris</geographic></subject><classification authority='bbk'>85</classification>"
                    "<relatedItem type='series'><titleInfo><title>S</title><partNumber>1</partNumber></titleInfo></relatedItem>"
                    "<relatedItem type='otherFormat'><titleInfo><title>O</title></titleInfo><identifier type='isbn'>9789231042027</identifier></relatedItem>"
                    "<relatedItem type='host'><titleInfo><title>H</title></titleInfo><identifier type='local'>(A)1</identifier><identifier type='local'>(B)2</identifier></relatedItem>"
                    "<language><languageTerm type='code'>rus</languageTerm></language><language objectPart='summary'><languageTerm type='code'>eng</languageTerm></language>"
                    "<identifier type='isbn'>9789231042027</identifier><identifier type='hdl'>1/2</identifier><location><url>http://example.org/</url></location>"
                    "<accessCondition type='restriction on access'>Staff</accessCondition><recordInfo><recordIdentifier source='Kz'>r1</recordIdentifier></recordInfo></mods>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_MODS, &error), again = NULL;
  g_autofree char *written = NULL;
  guint n_replaced = 0;

  g_assert_no_error (error);
  written = write_marc (RC_FORMAT_MODS, get_marc (items, 0), &n_replaced);
  g_assert_cmpuint (n_replaced, ==, 0);
  g_assert_nonnull (strstr (written, "<physicalDescription><reformattingQuality>access</reformattingQuality></physicalDescription>"));
  assert_by_rules (written);
  again = read_all (written, -1, RC_FORMAT_AUTO, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
  for (guint i = 0; i < rc_marc_get_n_fields (get_marc (items, 0)); i++)
    {
      const RcMarcField *field = rc_marc_get_field (get_marc (items, 0), i);
      gboolean found = FALSE;

      for (int n = rc_marc_find (get_marc (again, 0), field->tag, 0); n >= 0; n = rc_marc_find (get_marc (again, 0), field->tag, (guint) n + 1))
        found = found || strcmp (rc_marc_get_field (get_marc (again, 0), (guint) n)->data, field->data) == 0;
      if (!found)
        g_error ("%s %s is not in\n%s", field->tag, field->data, written);
    }
  g_assert_cmpuint (rc_marc_get_n_fields (get_marc (items, 0)), ==, rc_marc_get_n_fields (get_marc (again, 0)));
}

/* A record from a library, with its punctuation, and text that breaks out of its element. */
static void
test_writer (void)
{
  g_autoptr (RcMarc) marc = rc_marc_new ();
  g_autofree char *written = NULL, *empty = write_marc (RC_FORMAT_MODS, NULL, NULL);
  guint n_replaced = 0;

  rc_marc_add_field (marc, "001", "x<1>", -1);
  rc_marc_add_field (marc, "100", "1 " F "aАуэзов, М. О.," F "d1897-1961.", -1);
  rc_marc_add_field (marc, "245", "10" F "aАбай жолы :" F "bроман /" F "cМ. Ауэзов.", -1);
  rc_marc_add_field (marc, "260", "  " F "aАлматы :" F "bЖазушы," F "c1990.", -1);
  rc_marc_add_field (marc, "500", "  " F "aA \x01 note", -1);
  rc_marc_add_field (marc, "650", " 0" F "aNovels" F "xKazakh.", -1);
  rc_marc_add_field (marc, "880", "10" F "6245-01" F "aAbai zholy", -1);
  rc_marc_add_field (marc, "887", "  " F "a</mods><mods>" F "2mods", -1);
  rc_marc_add_field (marc, "887", "  " F "a<part><date>1990</date></part>" F "2mods", -1);
  written = write_marc (RC_FORMAT_MODS, marc, &n_replaced);
  assert_by_rules (written);
  assert_by_rules (empty);
  g_assert_cmpuint (n_replaced, ==, 1);
  g_assert_nonnull (strstr (written, "<titleInfo><title>Абай жолы</title><subTitle>роман</subTitle></titleInfo>"));
  g_assert_nonnull (strstr (written, "<namePart>Ауэзов, М. О.</namePart><namePart type=\"date\">1897-1961.</namePart>"));
  g_assert_nonnull (strstr (written, "<publisher>Жазушы</publisher><dateIssued encoding=\"w3cdtf\" keyDate=\"yes\">1990</dateIssued>"));
  g_assert_nonnull (strstr (written, "<subject authority=\"lcsh\"><topic>Novels</topic><topic>Kazakh.</topic></subject>"));
  g_assert_nonnull (strstr (written, "<recordIdentifier>x&lt;1&gt;</recordIdentifier>"));
  g_assert_nonnull (strstr (written, "<titleInfo><title>Abai zholy</title></titleInfo>"));
  g_assert_nonnull (strstr (written, "<part><date>1990</date></part></mods>"));
  g_assert_null (strstr (written, "</mods><mods>"));
  g_assert_true (g_str_has_suffix (empty, "</modsCollection>\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mods/book", test_book);
  g_test_add_func ("/mods/article", test_article);
  g_test_add_func ("/mods/languages", test_languages);
  g_test_add_func ("/mods/scripts", test_scripts);
  g_test_add_func ("/mods/round-trip", test_round_trip);
  g_test_add_func ("/mods/writer", test_writer);
  g_test_add_func ("/mods/small-letters", test_small_letters);
  g_test_add_func ("/mods/rules", test_rules);
  return g_test_run ();
}
