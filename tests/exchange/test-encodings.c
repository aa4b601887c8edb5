/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of encodings: chosen by what the text reads like, alone and among others; texts that were garbled before. */
#include "exchange/charset-guess.h"
#include "exchange/charset.h"
#include "exchange/mojibake.h"
#include "exchange/reader.h"
#include "exchange/readings.h"

#include <string.h>

#define F "\x1f"

static const char russian[] = "Древний город на Шёлковом пути: история и археология";
static const char kazakh[] = "Қазақстан тарихы мен мәдениеті: оқу құралы, ғылыми еңбектер жинағы";
static const char french[] = "L'éducation à la paix : théorie, méthodes et expériences françaises";
static const char german[] = "Die Brüder Grimm: Märchen für größere Kinder, schön erzählt";
static const char spanish[] = "La educación de los niños en España: información y canción";
static const char polish[] = "Książka o ziemi świętokrzyskiej: życie społeczne i zabytki, część pierwsza";
static const char czech[] = "Dějiny české země: příručka pro učitele základních škol, díl třetí";
static const char turkish[] = "Türkiye'de eğitim: öğretmenin yönetişim ve gelişmiş şehirlerdeki görüşü";

static char *
encode (const char *text, const char *encoding, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, length, &error);

  g_assert_no_error (error);
  return bytes;
}

/* A record with a title, in a language that 008 names. */
static void
append_record_in (GString *file, const char *title, gsize length, const char *language)
{
  g_autofree char *coded = g_strdup_printf ("980716s1997    xx            000 0 %s d", language);

  g_string_append_printf (file, "%05" G_GSIZE_FORMAT "nam  2200061 i 450 00800410000024500%02" G_GSIZE_FORMAT "00041\x1e%s\x1e" "10" F "a", 24 + 25 + 41 + length + 6, length + 5, coded);
  g_string_append_len (file, title, (gssize) length);
  g_string_append (file, "\x1e\x1d");
}

/* A record with a title that says nothing of its encoding, or what a UNIMARC record says in 100 $a. */
static void
append_record (GString *file, const char *title, gsize length, const char *code)
{
  g_autoptr (GString) area = g_string_new ("A1\x1e");
  gsize one = area->len, two, three, base = 24 + 3 * 12 + 1;

  if (code != NULL)
    g_string_append_printf (area, "  " F "a19980716d1997    u  y0rusy%s      ca\x1e", code);
  else
    g_string_append (area, "19980716d1997    u\x1e");
  two = area->len - one;
  g_string_append (area, "10" F "a");
  g_string_append_len (area, title, (gssize) length);
  g_string_append_c (area, '\x1e');
  three = area->len - one - two;
  g_string_append_printf (file, "%05" G_GSIZE_FORMAT "nam  22%05" G_GSIZE_FORMAT " i 450 ", base + area->len + 1, base);
  g_string_append_printf (file, "001%04" G_GSIZE_FORMAT "00000%s%04" G_GSIZE_FORMAT "%05" G_GSIZE_FORMAT "%s%04" G_GSIZE_FORMAT "%05" G_GSIZE_FORMAT "\x1e",
                          one, code != NULL ? "100" : "008", two, one, code != NULL ? "200" : "245", three, one + two);
  g_string_append_len (file, area->str, (gssize) area->len);
  g_string_append_c (file, '\x1d');
}

/* The titles that were read, and the encodings. */
static GPtrArray *
read_titles (GString *file, RcFormat *format, char **encodings)
{
  GPtrArray *titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (file->str, (gssize) file->len, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_AUTO, NULL, NULL, &error);

  g_assert_no_error (error);
  for (;;)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, &error);
      int title;

      g_assert_no_error (error);
      if (item == NULL)
        break;
      g_assert_null (item->rejection);
      title = MAX (rc_marc_find (item->record->marc, "245", 0), rc_marc_find (item->record->marc, "200", 0));
      g_assert_cmpint (title, >=, 0);
      g_ptr_array_add (titles, rc_marc_field_dup_subfield (rc_marc_get_field (item->record->marc, title), 'a'));
    }
  *format = rc_reader_get_format (reader);
  *encodings = rc_reader_dup_encodings (reader);
  return titles;
}

static void
assert_read (const char *bytes, gsize length, const char *code, const char *title, const char *encoding)
{
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (GPtrArray) titles = NULL;
  g_autofree char *encodings = NULL;
  g_autofree char *composed = NULL;
  RcFormat format;

  append_record (file, bytes, length, code);
  titles = read_titles (file, &format, &encodings);
  g_assert_cmpuint (titles->len, ==, 1);
  composed = g_utf8_normalize (titles->pdata[0], -1, G_NORMALIZE_NFC);
  g_assert_cmpstr (composed, ==, title);
  g_assert_cmpstr (encodings, ==, encoding);
  g_assert_cmpint (format, ==, code != NULL ? RC_FORMAT_RUSMARC : RC_FORMAT_MARC21);
}

static void
test_languages (void)
{
  static const struct
  {
    const char *text, *encoding;
  } samples[] = {
    { russian, "windows-1251" }, { russian, "cp866" },        { russian, "koi8-r" },  { kazakh, "rk1048" },
    { kazakh, "pt154" },         { french, "windows-1252" },  { french, "cp850" },    { german, "windows-1252" },
    { german, "cp850" },         { spanish, "windows-1252" }, { spanish, "cp850" },   { turkish, "windows-1254" },
    { polish, "windows-1250" },  { polish, "cp852" },         { polish, "iso-8859-2" },  { czech, "windows-1250" },
    { czech, "cp852" },
    { russian, "utf-8" },        { turkish, "utf-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      gsize length;
      g_autofree char *bytes = encode (samples[i].text, samples[i].encoding, &length);

      assert_read (bytes, length, NULL, samples[i].text, samples[i].encoding);
      assert_read (bytes, length, "  ", samples[i].text, samples[i].encoding);
    }
}

/* A word or two whose bytes all are MARC-8 too, or those of several encodings: the language of the record decides. */
static void
test_language_decides (void)
{
  static const struct
  {
    const char *language, *text, *encoding, *bytes;
  } samples[] = {
    { "eng", "François: a history", "windows-1252", NULL }, { "fre", "Objet céleste", "windows-1252", NULL },
    { "fre", "France. Armée", "windows-1252", NULL },       { "por", "República de Cuba", "windows-1252", NULL },
    { "ger", "Die Geometrie in symmetrischen Räumen", "windows-1252", NULL }, { "hun", "Győr őslakói és tűzhelyei", "windows-1250", NULL },
    { "pol", "języki ałtajskie", "windows-1250", NULL },    { "cze", "jazyky střední Ameriky", "windows-1250", NULL },
    { "lav", "Ekvatoriālā Gvinejas Republika", "windows-1257", NULL }, { "lit", "Baltarusijos istorija, kalbų žemėlapis", "windows-1257", NULL },
    { "est", "Aserbaidžaani ajalugu, õpik", "windows-1257", NULL },       { "tur", "Hırvatistan ve İsviçre", "windows-1254", NULL },
    { "tha", "ประวัติศาสตร์", "cp874", NULL },                  { "heb", "קרואטיה", "windows-1255", NULL },
    { "ara", "تاريخ", "windows-1256", NULL },               { "gre", "Κουβέιτ", "windows-1253", NULL },
    { "fre", "Dvořák, Antonín", "marc-8", "Dvo\xe9r\xe2" "ak, Anton\xe2in" }, { "eng", "Čapek, Karel", "marc-8", "\xe9" "Capek, Karel" },
    { "fre", "Étude", "marc-8", "\xe2" "Etude" },          { "rus", "Russkai͡a arkhitektura", "marc-8", "Russka\xeb" "i\xec" "a arkhitektura" },
    { "pol", "Książka o ziemi", "marc-8", "Ksi\xf1" "a\xe7" "zka o ziemi" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GString) file = g_string_new (NULL);
      g_autoptr (GPtrArray) titles = NULL;
      g_autofree char *encodings = NULL, *composed = NULL, *expected = g_utf8_normalize (samples[i].text, -1, G_NORMALIZE_NFC);
      gsize length = samples[i].bytes != NULL ? strlen (samples[i].bytes) : 0;
      g_autofree char *bytes = samples[i].bytes != NULL ? g_strdup (samples[i].bytes) : encode (samples[i].text, samples[i].encoding, &length);
      RcFormat format;

      append_record_in (file, bytes, length, samples[i].language);
      titles = read_titles (file, &format, &encodings);
      composed = g_utf8_normalize (titles->pdata[0], -1, G_NORMALIZE_NFC);
      g_assert_cmpstr (composed, ==, expected);
      g_assert_cmpstr (encodings, ==, samples[i].encoding);
    }
}

/* References say nothing of their language: each is judged with the rest of its file. */
static void
test_references (void)
{
  static const char *const titles[] = { "neapolitański", "Republika Mołdawii i jej dzieje", "Żółte liście", "języki ałtajskie", "Łódź, część druga" };
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (RcReader) reader = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    g_string_append_printf (file, "TY  - BOOK\r\nTI  - %s\r\nER  - \r\n\r\n", titles[i]);
  bytes = encode (file->str, "windows-1250", &length);
  stream = g_memory_input_stream_new_from_data (bytes, (gssize) length, NULL);
  reader = rc_reader_new (stream, RC_FORMAT_AUTO, NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, NULL);
      g_autofree char *title = rc_marc_field_dup_subfield (rc_marc_get_field (item->record->marc, rc_marc_find (item->record->marc, "245", 0)), 'a');

      g_assert_cmpstr (title, ==, titles[i]);
    }
}

/* Tables come from everywhere: of a few words as of many. */
static void
test_other_scripts (void)
{
  static const struct
  {
    const char *encoding, *brief, *text;
  } samples[] = {
    { "windows-1253", "Ιστορία της Ασίας", "Η βιβλιοθήκη έχει βιβλία για τους παλιούς δρόμους, τα βουνά και τους λαούς της στέππας." },
    { "iso-8859-7", "Ά: Άνθρωποι της Άνδρου", "Άνθρωποι και πόλεις: Άλλοτε οι έμποροι περνούσαν από την έρημο με τα ζώα τους." },
    { "windows-1255", "תולדות אסיה", "הספרייה מחזיקה ספרים על הדרכים הישנות, על ההרים ועל העמים של הערבה הגדולה." },
    { "windows-1256", "تاريخ آسيا الوسطى", "في المكتبة كتب عن الطرق القديمة والجبال والشعوب التي عاشت في السهوب الكبيرة." },
    { "iso-8859-6", "تاريخ آسيا الوسطى", "في المكتبة كتب عن الطرق القديمة والجبال والشعوب التي عاشت في السهوب الكبيرة." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    for (guint k = 0; k < 2; k++)
      {
        gsize length;
        g_autofree char *bytes = encode (k == 0 ? samples[i].brief : samples[i].text, samples[i].encoding, &length);

        g_assert_cmpstr (rc_charset_guess (bytes, length), ==, samples[i].encoding);
      }
}

/* Letters of two bytes: in a record, and as one line of a file of references. */
static void
test_east_asia (void)
{
  static const struct
  {
    const char *encoding, *text;
  } samples[] = {
    { "gb18030", "丝绸之路上的古代城市：历史与考古" }, { "gb18030", "哈萨克民间故事选" }, { "big5", "絲綢之路上的古代城市：歷史與考古" },
    { "cp932", "シルクロードの古代都市、歴史と考古学" }, { "euc-jp", "シルクロードの古代都市、歴史と考古学" }, { "cp949", "실크로드의 고대 도시: 역사와 고고학" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      gsize length;
      g_autofree char *bytes = encode (samples[i].text, samples[i].encoding, &length);

      assert_read (bytes, length, NULL, samples[i].text, samples[i].encoding);
      g_assert_cmpstr (rc_charset_guess (bytes, length), ==, samples[i].encoding);
    }
}

/* A table of a few rows, whole. */
static void
test_other_table (void)
{
  gsize length;
  g_autofree char *bytes = encode ("Title;Author;Year\nΟι δρόμοι της Ασίας;Νίκος Ανδρέου;1998\nΤα βουνά;Μαρία Παππά;2001\n", "windows-1253", &length);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, (gssize) length, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_AUTO, NULL, NULL, &error);
  g_autoptr (RcReaderItem) item = reader != NULL ? rc_reader_next (reader, NULL, &error) : NULL;
  g_autofree char *title = NULL;

  g_assert_no_error (error);
  title = rc_marc_field_dup_subfield (rc_marc_get_field (item->record->marc, rc_marc_find (item->record->marc, "245", 0)), 'a');
  g_assert_cmpstr (title, ==, "Οι δρόμοι της Ασίας");
}

static void
test_library_sets (void)
{
  const char *marc8 = "L'\xe2" "education \xe1" "a la paix, fran\xf0" "caise";
  const char *iso5426 = "L'\xc2" "education \xc1" "a la paix, fran\xd0" "caise";
  const char *shifted = "\x1b(NoTYRAR\x1b(B";
  const char *iso5427 = "dREWNIJ GOROD NA [ELKOWOM PUTI"; /* 7 bits that look like ASCII */

  assert_read (marc8, strlen (marc8), NULL, "L'éducation à la paix, française", "marc-8");
  assert_read (iso5426, strlen (iso5426), "03", "L'éducation à la paix, française", "iso5426");
  assert_read (shifted, strlen (shifted), NULL, "Отырар", "marc-8");
  /* The capitals and small letters are the other way round in it. */
  assert_read (iso5427, strlen (iso5427), "02", "Древний город на шелковом пути", "iso5427");
}

/* Two letters tell nothing alone; the rest of the file does. One record in another encoding is still read its own way. */
static void
test_file_decides (void)
{
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (GPtrArray) titles = NULL;
  g_autofree char *encodings = NULL;
  gsize length;
  g_autofree char *brief = encode ("№ 5, т. 1", "cp866", &length);
  RcFormat format;

  append_record (file, brief, length, NULL);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *bytes = encode (russian, i == 3 ? "windows-1251" : "cp866", &length);

      append_record (file, bytes, length, NULL);
    }
  titles = read_titles (file, &format, &encodings);
  g_assert_cmpuint (titles->len, ==, 6);
  g_assert_cmpstr (titles->pdata[0], ==, "№ 5, т. 1");
  for (guint i = 1; i < titles->len; i++)
    g_assert_cmpstr (titles->pdata[i], ==, russian);
  g_assert_cmpstr (encodings, ==, "cp866, windows-1251");
}

/* What a file of these titles, which says nothing of its encoding, is read as. */
static void
assert_file (const char *const *texts, const char *const *titles, guint n, const char *expected)
{
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *encodings = NULL;
  RcFormat format;

  for (guint i = 0; i < n; i++)
    append_record (file, texts[i], strlen (texts[i]), NULL);
  read = read_titles (file, &format, &encodings);
  g_assert_cmpstr (encodings, ==, expected);
  g_assert_cmpuint (read->len, ==, n);
  for (guint i = 0; i < read->len; i++)
    {
      g_autofree char *composed = g_utf8_normalize (read->pdata[i], -1, G_NORMALIZE_NFC);

      g_assert_cmpstr (composed, ==, titles[i]);
    }
}

/* A name or a sign that reads better in another encoding is no proof against a file of MARC-8. */
static void
test_marc8_stays (void)
{
  static const char *const texts[] = { "L'\xe2" "education \xe1" "a la paix, fran\xf0" "caise", "M\xe2" "emoires d'un \xe2" "etudiant",
                                       "Gar\xe3ota de Ipanema, Gar\xe3ota", "Concerto in E\xa9 major", "UITG. BZZT\xe3OH" };
  static const char *const titles[] = { "L'éducation à la paix, française", "Mémoires d'un étudiant", "Garôta de Ipanema, Garôta",
                                        "Concerto in E♭ major", "UITG. BZZTÔH" };

  assert_file (texts, titles, G_N_ELEMENTS (texts), "marc-8");
}

/* A field of another program among those of MARC-8, by itself and in a file of them: its marks would stand on letters that have
 * none. What is in no set at all is not dropped. */
static void
test_marc8_doubted (void)
{
  static const char *const texts[] = { "L'\xe2" "education \xe1" "a la paix, fran\xf0" "caise", "The medi\xe6val town", "Caf\xe9 society",
                                       "Z\xfcrich und die Schweiz", "M\xe2" "emoires d'un \xe2" "etudiant", "Espa\xf1" "a contempor\xe1nea",
                                       "\xeb" "i\xec" "a Rossi\xeb" "i\xec" "a", "re\xe6senje", "\xf6s\xe5" "ar" };
  static const char *const titles[] = { "L'éducation à la paix, française", "The mediæval town", "Café society", "Zürich und die Schweiz",
                                        "Mémoires d'un étudiant", "España contemporánea", "i͡a Rossii͡a", "res̆enje", "s̲ār" };

  assert_file (texts, titles, G_N_ELEMENTS (texts), "marc-8, windows-1252");
  assert_read (texts[1], strlen (texts[1]), NULL, titles[1], "windows-1252");
}

static void
assert_composed (const char *text, const char *expected)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  g_assert_cmpstr (composed, ==, expected);
}

/* A file that is MARC-8 beyond doubt: a record is taken for that without a look at other readings, but where it does not read so. */
static void
test_marc8_known (void)
{
  static const char library[] = "L'\xe2" "education \xe1" "a la paix, th\xe2" "eorie et m\xe2" "ethodes fran\xf0" "caises";
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (GPtrArray) titles = NULL;
  g_autofree char *encodings = NULL;
  gsize length;
  g_autofree char *windows = encode (french, "windows-1252", &length);
  RcFormat format;

  for (guint i = 0; i < 600; i++)
    append_record (file, library, strlen (library), NULL);
  append_record (file, windows, length, NULL);
  append_record (file, library, strlen (library), NULL);
  titles = read_titles (file, &format, &encodings);
  g_assert_cmpuint (titles->len, ==, 602);
  assert_composed (titles->pdata[599], "L'éducation à la paix, théorie et méthodes françaises");
  assert_composed (titles->pdata[600], french);
  assert_composed (titles->pdata[601], "L'éducation à la paix, théorie et méthodes françaises");
  g_assert_cmpstr (encodings, ==, "marc-8, windows-1252");
}

/* Nothing of a text is lost without a sign of it. */
static void
test_marc8_lost (void)
{
  g_autoptr (RcCharset) charset = rc_charset_new (RC_CHARSET_MARC8);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpuint (rc_charset_convert (charset, "a\xfc" "b\x92" "c\xe2" "e", 7, text), ==, 2);
  g_assert_cmpstr (text->str, ==, "a�b�ce\xcc\x81");
}

static void
test_readings (void)
{
  gsize length;
  g_autofree char *bytes = encode (kazakh, "pt154", &length);
  g_autofree char *lines = g_strdup_printf ("TY  - BOOK\r\nTI  - %s\r\n", bytes);
  g_autoptr (GPtrArray) readings = rc_readings_new (lines, strlen (lines));
  const RcReading *first = readings->pdata[0];

  g_assert_cmpuint (readings->len, ==, RC_READINGS_MOST);
  g_assert_cmpstr (first->encoding, ==, "pt154");
  g_assert_nonnull (strstr (first->sample, kazakh));
  g_assert_cmpfloat (first->worth, >, 1.5);
  for (guint i = 1; i < readings->len; i++)
    g_assert_cmpfloat (((RcReading *) readings->pdata[i])->worth, <=, first->worth);
  g_ptr_array_unref (g_steal_pointer (&readings));
  readings = rc_readings_new (russian, strlen (russian));
  g_assert_cmpstr (((RcReading *) readings->pdata[0])->encoding, ==, "utf-8");
  g_ptr_array_unref (g_steal_pointer (&readings));
  readings = rc_readings_new ("ASCII", 5);
  g_assert_cmpuint (readings->len, ==, 0);
}

/* As if the bytes of a text in one encoding had been taken for another. */
static char *
garble (const char *text, const char *true_encoding, const char *wrong)
{
  gsize length;
  g_autofree char *bytes = encode (text, true_encoding, &length);
  g_autoptr (RcCharset) charset = rc_charset_new (wrong);
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GString) one = g_string_new (NULL);

      if (rc_charset_convert (charset, bytes + i, 1, one) > 0)
        g_string_append_unichar (out, (guchar) bytes[i]);
      else
        g_string_append (out, one->str);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_mojibake (void)
{
  static const struct
  {
    const char *text, *encoding, *wrong;
  } samples[] = {
    { russian, "utf-8", "windows-1251" }, { russian, "utf-8", "windows-1252" }, { russian, "utf-8", "cp866" },
    { russian, "utf-8", "koi8-r" },       { kazakh, "utf-8", "windows-1251" },  { kazakh, "utf-8", "windows-1252" },
    { french, "utf-8", "windows-1252" },  { french, "utf-8", "windows-1251" },  { german, "utf-8", "windows-1252" },
    { "Café", "utf-8", "windows-1252" },  { french, "utf-8", "macintosh" },     { german, "utf-8", "macintosh" },  { "Отырар", "utf-8", "windows-1251" },
    { russian, "windows-1251", "windows-1252" }, { russian, "koi8-r", "windows-1251" }, { russian, "cp866", "windows-1251" },
    { russian, "windows-1251", "cp866" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *garbled = garble (samples[i].text, samples[i].encoding, samples[i].wrong);
      g_autofree char *meant = rc_mojibake_propose (garbled, -1);

      g_test_message ("%s", garbled);
      g_assert_cmpstr (meant, ==, samples[i].text);
    }
}

static void
test_mojibake_twice (void)
{
  g_autofree char *once = garble (french, "utf-8", "windows-1252");
  g_autofree char *twice = garble (once, "utf-8", "windows-1252");
  g_autofree char *meant = rc_mojibake_propose (twice, -1);

  g_assert_cmpstr (meant, ==, french);
}

static void
test_no_mojibake (void)
{
  static const char *const clean[] = {
    russian, kazakh, french, german, spanish, turkish, "Р», С», «СССР»", "Ñandú, Ãs, Â, Ð", "São Paulo – ação", "ГОСТ Р 7.0.100–2018 № 5 «А»",
    "Ÿ ‹ › … — “q”", "Ангел ёлки • №3 ©", "اللغة العربية", "中文圖書", "Ελληνικά", "Příliš žluťoučký kůň", "Đặng Thị Hồng",
    "Їжак і ґанок", "naïve façade — œuvre", "Ўзбекистон тарихи", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (clean); i++)
    g_assert_null (rc_mojibake_propose (clean[i], -1));
}

/* A reader names it; only one that was asked to mends it. */
static void
test_reader_mends (void)
{
  for (int mends = FALSE; mends <= TRUE; mends++)
    {
      g_autoptr (GString) file = g_string_new (NULL);
      g_autofree char *garbled = garble (russian, "utf-8", "windows-1251");
      g_autoptr (GInputStream) stream = NULL;
      g_autoptr (RcReader) reader = NULL;
      g_autoptr (RcReaderItem) item = NULL;
      g_autofree char *title = NULL;

      append_record (file, garbled, strlen (garbled), NULL);
      stream = g_memory_input_stream_new_from_data (file->str, (gssize) file->len, NULL);
      reader = rc_reader_new (stream, RC_FORMAT_AUTO, NULL, NULL, NULL);
      rc_reader_set_mends (reader, mends);
      item = rc_reader_next (reader, NULL, NULL);
      rc_reader_check_text (reader, item);
      title = rc_marc_field_dup_subfield (rc_marc_get_field (item->record->marc, 2), 'a');
      g_assert_cmpstr (title, ==, mends ? russian : garbled);
      g_assert_nonnull (strstr (g_ptr_array_index (item->warnings, item->warnings->len - 1), "Древний город"));
    }
}

/* What is well-formed is what GLib says it is, wherever in a text it stands; only zero bytes are fine, too. */
static void
test_utf8 (void)
{
  static const guchar bytes[] = { 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf,
                                  0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff };
  const guint n = G_N_ELEMENTS (bytes);

  for (guint i = 0; i < n * n * n * n; i++)
    {
      char text[16] = "ten ASCII ";
      gsize from = i % 11, length = 10 + i % 5;

      text[10] = (char) bytes[i % n];
      text[11] = (char) bytes[i / n % n];
      text[12] = (char) bytes[i / n / n % n];
      text[13] = (char) bytes[i / n / n / n];
      g_assert_cmpint (rc_charset_is_utf8 (text + from, length - from), ==, g_utf8_validate_len (text + from, length - from, NULL));
    }
  /* Among letters of two bytes, of which four are looked at together. */
  for (guint i = 0; i < 4 * n * n; i++)
    {
      char text[] = "абвгде";

      text[2 * (i % 4)] = (char) bytes[i / 4 % n];
      text[2 * (i % 4) + 1] = (char) bytes[i / 4 / n];
      g_assert_cmpint (rc_charset_is_utf8 (text, 12), ==, g_utf8_validate_len (text, 12, NULL));
    }
  g_assert_true (rc_charset_is_utf8 ("Отырар\0Отырар", 25));
  g_assert_false (rc_charset_is_utf8 ("Отырар\0Отырар", 24));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encodings/languages", test_languages);
  g_test_add_func ("/encodings/language-decides", test_language_decides);
  g_test_add_func ("/encodings/references", test_references);
  g_test_add_func ("/encodings/other-scripts", test_other_scripts);
  g_test_add_func ("/encodings/east-asia", test_east_asia);
  g_test_add_func ("/encodings/other-table", test_other_table);
  g_test_add_func ("/encodings/library-sets", test_library_sets);
  g_test_add_func ("/encodings/file-decides", test_file_decides);
  g_test_add_func ("/encodings/marc-8-stays", test_marc8_stays);
  g_test_add_func ("/encodings/marc-8-doubted", test_marc8_doubted);
  g_test_add_func ("/encodings/marc-8-known", test_marc8_known);
  g_test_add_func ("/encodings/marc-8-lost", test_marc8_lost);
  g_test_add_func ("/encodings/readings", test_readings);
  g_test_add_func ("/encodings/utf-8", test_utf8);
  g_test_add_func ("/mojibake/found", test_mojibake);
  g_test_add_func ("/mojibake/twice", test_mojibake_twice);
  g_test_add_func ("/mojibake/none", test_no_mojibake);
  g_test_add_func ("/mojibake/mended-when-asked", test_reader_mends);
  return g_test_run ();
}
