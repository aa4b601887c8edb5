/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding: what meets, and what holds for any bytes. */
#include "text/fold.h"

#include <string.h>

static const struct
{
  const char *text, *folded;
} pairs[] = {
  { "", "" },
  { "  ", "" },
  { "Education FOR All", "education for all" },
  { "École, naïve — Œuvre; STRASSE Straße", "ecole naive oeuvre strasse strasse" },
  { "e\xcc\x81"
    "cole",
    "ecole" },
  { "İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul" },
  { "Ёлка елка", "елка елка" },
  { "Йод и\xcc\x86од", "йод йод" },
  { "за\xcc\x81мок", "замок" },
  { "ӘҒҚҢӨҰҮҺІ", "әғқңөұүһі" },
  { "Æsop Łódź Øre Þór", "aesop lodz ore thor" },
  { "O‘zbek oʻzbek O'zbekiston", "ozbek ozbek ozbekiston" },
  { "l’éducation l'eau qu'on", "l education l eau qu on" },
  { "Côte d'Ivoire", "cote d ivoire" },
  { "women's rights", "women s rights" },
  { "'quoted' words'", "quoted words" },
  { "العَرَبِيّة", "العربيه" },
  { "أحمد إلى آسيا ٱلله", "احمد الي اسيا الله" },
  { "كتـــاب کتاب", "كتاب كتاب" },
  { "١٢٣ ۴۵ 67", "123 45 67" },
  { "图书馆", "图书 书馆" },
  { "图", "图" },
  { "联合国abc教科文", "联合 合国 abc 教科 科文" },
  { "ｶﾞｷﾞ ガギ", "ガギ ガギ" },
  { "한국어", "한국 국어" },
  { "ไทย", "ไท ทย" },
  { "צה״ל שָׁלוֹם", "צהל שלום" },
  { "мектеп ءۇلت كىتاپتە", "мектеп ءۇلت كىتاپتە" },
  { "d'eau l'goty t'ma L'Hôte", "d eau lgoty tma l hote" },
  { "ot·stalyy ob”yekt ”quoted”", "otstalyy obyekt quoted" },
  { "مصطفى ، قىز", "مصطفي قىز" },
  { "Столѣтіе Ѳедоръ", "столетіе федоръ" },
  { "ＵＮＥＳＣＯ ①②", "unesco 12" },
  { "ﬁne ½", "fine 1 2" },
  { "soft\xc2\xad"
    "hyphen zero\xe2\x80\x8dwidth",
    "softhyphen zerowidth" },
  { "43 C/57 S/RES/2347", "43 c 57 s res 2347" },
  { "ﷺ", "" },
  { "Ελλάδα ΟΔΟΣ οδός", "ελλαδα οδοσ οδοσ" },
  { "broken \xff\xfe bytes\xc3", "broken bytes" },
  { "हिन्दी", "हिन्दी" },
};

static void
test_pairs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *folded = rc_text_fold (pairs[i].text, -1);
      g_assert_cmpstr (folded, ==, pairs[i].folded);
    }
}

static void
test_length (void)
{
  g_autofree char *part = rc_text_fold ("Одиннадцать", 8);
  g_autofree char *cut = rc_text_fold ("Одиннадцать", 7);
  g_autofree char *zero = rc_text_fold ("a\0b", 3);

  g_assert_cmpstr (part, ==, "один");
  g_assert_cmpstr (cut, ==, "оди");
  g_assert_cmpstr (zero, ==, "a b");
}

/* Every property that the index relies on. */
static void
assert_properties (const char *text, gsize length)
{
  g_autofree char *once = rc_text_fold (text, (gssize) length);
  g_autofree char *twice = rc_text_fold (once, -1);
  gsize folded_length = strlen (once);

  g_assert_true (g_utf8_validate (once, -1, NULL));
  g_assert_cmpuint (folded_length, <=, 3 * length);
  g_assert_cmpstr (once, ==, twice);
  g_assert_null (strstr (once, "  "));
  g_assert_true (folded_length == 0 || (once[0] != ' ' && once[folded_length - 1] != ' '));
  for (const char *p = once; *p != '\0'; p++)
    g_assert_true ((guchar) *p >= 0x80 || *p == ' ' || g_ascii_isdigit (*p) || g_ascii_islower (*p));
}

/* Where folding has rules, or where normalisation is hard. */
static gunichar
random_character (GRand *random)
{
  static const gunichar starts[] = { 0x20,   0xa0,   0x300,  0x400,  0x5d0,   0x600,  0x900,   0xe00,
                                     0x1000, 0x1780, 0xac00, 0x1100, 0x1e00,  0x2018, 0x3040,  0x4e00,
                                     0xfb00, 0xfe70, 0xff00, 0x3300, 0x2f800, 0x0,    0x10000, 0x1d400 };

  for (;;)
    {
      gunichar c =
          starts[g_rand_int_range (random, 0, G_N_ELEMENTS (starts))] + (gunichar) g_rand_int_range (random, 0, 256);
      if (c < 0xd800 || c > 0xdfff)
        return c;
    }
}

static void
test_random_characters (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 60000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n = g_rand_int_range (random, 1, 14);

      while (n-- > 0)
        g_string_append_unichar (text, random_character (random));
      assert_properties (text->str, text->len);
    }
}

static void
test_random_bytes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);

  for (int i = 0; i < 60000; i++)
    {
      char bytes[24];
      int n = g_rand_int_range (random, 0, sizeof bytes);

      for (int j = 0; j < n; j++)
        bytes[j] = (char) g_rand_int_range (random, 0, 256);
      assert_properties (bytes, (gsize) n);
    }
}

static void
test_every_character (void)
{
  for (gunichar c = 1; c < 0x110000; c++)
    {
      char bytes[8];

      if (c >= 0xd800 && c <= 0xdfff)
        continue;
      assert_properties (bytes, (gsize) g_unichar_to_utf8 (c, bytes));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold/pairs", test_pairs);
  g_test_add_func ("/text/fold/length", test_length);
  g_test_add_func ("/text/fold/random-characters", test_random_characters);
  g_test_add_func ("/text/fold/random-bytes", test_random_bytes);
  g_test_add_func ("/text/fold/every-character", test_every_character);
  return g_test_run ();
}
