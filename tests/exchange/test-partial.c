/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of a format that says less than MARC, changed by hand, comes back: what was changed there is changed, and nothing else. */
#include "tests/exchange/read-all.h"

static const RcFormat formats[] = { RC_FORMAT_CSV, RC_FORMAT_RIS, RC_FORMAT_BIBTEX, RC_FORMAT_CSL_JSON, RC_FORMAT_DC, RC_FORMAT_MODS };

static RcMarc *
make (const char *text)
{
  g_autoptr (GPtrArray) items = read_all (text, -1, RC_FORMAT_MRK, NULL);

  return rc_marc_copy (get_marc (items, 0));
}

/* The record as it is after its file came back with another text in it, if it has a place for that. */
static char *
update (const RcMarc *old, RcFormat format, const char *before, const char *after)
{
  g_autofree char *text = write_marc (format, old, NULL);
  g_auto (GStrv) parts = g_strsplit (text, before, -1);
  g_autofree char *changed = g_strjoinv (after, parts);
  g_autoptr (GPtrArray) items = read_all (changed, -1, format, NULL);
  g_autoptr (RcMarc) marc = NULL;

  g_assert_nonnull (get_item (items, 0)->record->project);
  marc = rc_marc_update_partial (old, get_marc (items, 0), get_item (items, 0)->record->project);
  return write_marc (RC_FORMAT_MRK, marc, NULL);
}

/* A change of one text in all formats: `line` (NULL: none) goes and `lines` come, nothing else. */
static void
assert_change (const char *record, const char *before, const char *after, const char *line, const char *lines)
{
  g_autoptr (RcMarc) old = make (record);
  g_autofree char *whole = write_marc (RC_FORMAT_MRK, old, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = update (old, formats[i], before, after);
      g_auto (GStrv) parts = g_strsplit (whole, line, 2);
      g_autofree char *wanted = g_strjoinv (lines, parts);

      /* Dublin Core knows no place of publication. */
      if (formats[i] == RC_FORMAT_DC && strstr ("Almaty Moscow", before) != NULL)
        continue;
      g_test_message ("%s", rc_format_to_string (formats[i]));
      g_assert_cmpstr (text, ==, wanted);
    }
}

#define MARC21                                                                                                                         \
  "=LDR  00000cam a2200000 a 4500\n=001  W1\n=003  KZ\n=005  20200101000000.0\n=008  980101s1998\\\\\\\\kz\\a\\\\\\\\\\b\\\\\\\\000\\0\\eng\\d\n" \
  "=020  \\\\$a9785170123452 (pbk.) :$c900 KZT\n=041  1\\$aeng$hkaz\n=082  04$a577.6$221\n=100  1\\$aAuezov, Mukhtar,$d1897-1961.$0(viaf)44302\n" \
  "=245  14$aThe water of the steppe :$ba history /$cMukhtar Auezov ; edited by I. Lee.\n=260  \\\\$aAlmaty :$bGylym,$c1998.\n"              \
  "=300  \\\\$a120 p. :$bill. ;$c20 cm\n=440  \\0$aRivers and lakes ;$v4\n=504  \\\\$aBibliography: p. 110-118.\n"                      \
  "=650  \\0$aRivers$zKazakhstan$xHistory.\n=700  1\\$aLee, Irina,$eeditor.$4edt\n=852  \\\\$bHall$h577 A1$p1001\n\n"

#define UNIMARC                                                                                                                        \
  "=LDR  00000nam  2200000   450 \n=001  RU1\n=010  \\\\$a5-02-012345-6$dB. c.\n=100  \\\\$a19990101d1998    m  y0rusy50      ca\n"       \
  "=101  0\\$arus\n=102  \\\\$aRU\n=200  1\\$aWater of the steppe$ea history$fM. Auezov$g[transl. by I. Lee]\n=205  \\\\$a2nd ed.\n"       \
  "=210  \\\\$aMoscow$cNauka$d1998\n=215  \\\\$a120 p.$cill.$d20 cm\n=606  \\\\$aRivers$xHistory$yKazakhstan$3RU-1\n"              \
  "=675  \\\\$a577.6$vBBK\n=700  \\1$aAuezov$bM.$gMukhtar$f1897-1961$3RU-2\n=702  \\1$aLee$bI.$4730\n=801  \\0$aRU$bRNB$c19990101\n\n"

static void
test_marc21 (void)
{
  /* What a format has no place for stays in the field, with its punctuation. */
  assert_change (MARC21, "water of the steppe", "salt of the desert", "water of the steppe", "salt of the desert");
  assert_change (MARC21, "Gylym", "Otan", "$bGylym,", "$bOtan,");
  assert_change (MARC21, "Almaty", "Astana", "Almaty", "Astana");
}

static void
test_unimarc (void)
{
  assert_change (UNIMARC, "ater of the steppe", "alt of the desert", "ater of the steppe", "alt of the desert");
  assert_change (UNIMARC, "Nauka", "Mir", "$cNauka", "$cMir");
  assert_change (UNIMARC, "Moscow", "Almaty", "$aMoscow", "$aAlmaty");
}

/* What one column says of a record of UNIMARC. */
static void
assert_cell (const char *before, const char *after, const char *line, const char *lines)
{
  g_autoptr (RcMarc) old = make (UNIMARC);
  g_autofree char *whole = write_marc (RC_FORMAT_MRK, old, NULL);
  g_autofree char *text = update (old, RC_FORMAT_CSV, before, after);
  g_auto (GStrv) parts = g_strsplit (whole, line, -1);
  g_autofree char *wanted = g_strjoinv (lines, parts);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_unimarc_fields (void)
{
  assert_cell ("Rivers -- History -- Kazakhstan", "Lakes", "$aRivers$xHistory$yKazakhstan$3RU-1", "$aLakes");
  assert_cell ("Rivers -- History -- Kazakhstan", "Rivers -- History -- Kazakhstan; Lakes", "=675  ", "=610  0\\$aLakes\n=675  ");
  assert_cell ("Auezov, Mukhtar", "Lee, Ann", "$aAuezov$bM.$gMukhtar$f1897-1961$3RU-2", "$aLee$bAnn");
  assert_cell (",1998", ",2001", "1998", "2001");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/partial/marc21", test_marc21);
  g_test_add_func ("/partial/unimarc", test_unimarc);
  g_test_add_func ("/partial/unimarc-fields", test_unimarc_fields);
  return g_test_run ();
}
