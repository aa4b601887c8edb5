/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One character folded: the rules of our own where they stand, ICU's properties for the rest of Unicode. */
#define G_LOG_DOMAIN "rc-text"

#include "text/letter.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

typedef struct
{
  gunichar from;
  const char *to;
} Rule;

/* A page is made when a text has a character of it, and never written to again: so it may be read without a lock. */
const RcLetter *rc_letter_pages[RC_LETTER_N_PAGES];

/* After lower case and, for Latin and Greek, without marks. Letters that have no decomposition; ascending. */
static const Rule rules[] = {
  { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" }, { 0x0111, "d" },
  { 0x0127, "h" },  { 0x0131, "i" },  { 0x0142, "l" }, { 0x014b, "n" }, { 0x0153, "oe" }, { 0x0167, "t" },
  { 0x0180, "b" },  { 0x01b6, "z" },  { 0x0450, "е" }, { 0x0451, "е" }, { 0x045d, "и" },  { 0x0463, "е" },
  { 0x0473, "ф" },  { 0x0622, "ا" },  { 0x0623, "ا" }, { 0x0624, "و" }, { 0x0625, "ا" },  { 0x0626, "ي" },
  { 0x0629, "ه" },  { 0x0671, "ا" },  { 0x0672, "ا" }, { 0x0673, "ا" }, { 0x0675, "ا" },  { 0x06a9, "ك" },
  { 0x06aa, "ك" },  { 0x06be, "ه" },  { 0x06c0, "ه" }, { 0x06c1, "ه" }, { 0x06c2, "ه" },  { 0x06c3, "ه" },
  { 0x06cc, "ي" },  { 0x06d2, "ي" },  { 0x06d3, "ي" },
};

/* And what stands for a hard sign, or keeps the letters of a romanisation apart (t·s), in the same places. */
/* And what stands for a hard sign, or keeps the letters of a romanisation apart (t·s), in the same places. */
static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == '`' || c == 0x00b4 || c == 0x00b7 || c == 0x05f3 || c == 0x05f4 ||
         (c >= 0x2018 && c <= 0x201b && c != 0x201a) || c == 0x201d || c == 0x2032 || c == 0x2033;
}

/* Modifier letters that stand for a sign of soft, of breath or of ʻayn, and the stroke that stretches Arabic words. */
static gboolean
is_silent (gunichar c)
{
  return (c >= 0x02b9 && c <= 0x02bf) || c == 0x02c8 || c == 0x02cc || c == 0x02ee || c == 0x0640 || c == 0xa78b ||
         c == 0xa78c;
}

static UScriptCode
script_of (gunichar c)
{
  UErrorCode status = U_ZERO_ERROR;

  return uscript_getScript ((UChar32) c, &status);
}

/* The letter under the marks, for the scripts whose readers leave them out when they type. */
static gunichar
without_marks (gunichar c)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar parts[8];
  UChar32 base;
  const UNormalizer2 *nfd = unorm2_getNFDInstance (&status);
  int32_t n = unorm2_getDecomposition (nfd, (UChar32) c, parts, G_N_ELEMENTS (parts), &status);
  UScriptCode script;

  if (n <= 0 || U_FAILURE (status))
    return c;
  U16_GET (parts, 0, 0, n, base);
  script = script_of ((gunichar) base);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK ? (gunichar) base : c;
}

static void
take (RcLetter *letter, RcLetterClass class, const char *bytes, int n_bytes)
{
  g_assert (n_bytes <= (int) sizeof letter->bytes);
  letter->class = class;
  letter->n_bytes = (guint8) n_bytes;
  memcpy (letter->bytes, bytes, (gsize) n_bytes);
}

static void
take_character (RcLetter *letter, RcLetterClass class, gunichar c)
{
  char bytes[6];

  take (letter, class, bytes, g_unichar_to_utf8 (c, bytes));
}

/* Vowel signs of the Indian and South-East Asian scripts are marks for Unicode and letters for readers: they stay. */
static gboolean
is_mark_to_drop (gunichar c)
{
  switch ((int) script_of (c))
    {
    case USCRIPT_INHERITED:
    case USCRIPT_COMMON:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
    case USCRIPT_SYRIAC:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_written_without_spaces (gunichar c)
{
  if (c < 0x0e00)
    return FALSE;
  if (c == 0x30fc)
    return TRUE;
  switch ((int) script_of (c))
    {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
fold_letter (gunichar c, RcLetter *letter)
{
  gunichar folded = c == 0x0130 ? 'i' : (gunichar) u_foldCase ((UChar32) c, U_FOLD_CASE_DEFAULT);

  folded = without_marks (folded);
  for (guint i = 0; i < G_N_ELEMENTS (rules) && rules[i].from <= folded; i++)
    if (rules[i].from == folded)
      {
        take (letter, RC_LETTER_WORD, rules[i].to, (int) strlen (rules[i].to));
        return;
      }
  take_character (letter, is_written_without_spaces (folded) ? RC_LETTER_PAIR : RC_LETTER_WORD, folded);
}

static RcLetterForm
form_of (gunichar c)
{
  int quick_check = u_getIntPropertyValue ((UChar32) c, UCHAR_NFKC_QUICK_CHECK);

  /* The half-wide sound marks of Kana are letters to Unicode, but belong to the Kana before them. */
  if (quick_check == UNORM_MAYBE || u_getCombiningClass ((UChar32) c) != 0 || c == 0xff9e || c == 0xff9f)
    return RC_LETTER_JOINS;
  return quick_check == UNORM_NO && !is_apostrophe (c) ? RC_LETTER_COMPATIBLE : RC_LETTER_PLAIN;
}

static void
work_out (gunichar c, RcLetter *letter)
{
  gint8 type;

  memset (letter, 0, sizeof *letter);
  letter->class = RC_LETTER_SEPARATOR;
  if (c > 0x10ffff)
    return;
  letter->form = (guint8) form_of (c);
  type = u_charType ((UChar32) c);
  if (is_apostrophe (c))
    letter->class = RC_LETTER_APOSTROPHE;
  else if (is_silent (c))
    letter->class = RC_LETTER_DROP;
  else if (c == 0x200b)
    letter->class = RC_LETTER_SEPARATOR;
  else if (type == U_FORMAT_CHAR || u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    letter->class = RC_LETTER_DROP;
  else if (type == U_DECIMAL_DIGIT_NUMBER)
    take_character (letter, RC_LETTER_WORD, '0' + (gunichar) u_charDigitValue ((UChar32) c));
  else if (type == U_ENCLOSING_MARK || (type == U_NON_SPACING_MARK && is_mark_to_drop (c)))
    letter->class = RC_LETTER_DROP;
  else if ((U_GET_GC_MASK ((UChar32) c) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_MN_MASK | U_GC_MC_MASK)) != 0)
    fold_letter (c, letter);
}

const RcLetter *
rc_letter_make_page (gunichar character)
{
  static const RcLetter nothing = { .class = RC_LETTER_SEPARATOR };
  guint n = character / RC_LETTER_PAGE;
  RcLetter *page;

  if (character > 0x10ffff)
    return &nothing;
  page = g_new (RcLetter, RC_LETTER_PAGE);
  for (guint i = 0; i < RC_LETTER_PAGE; i++)
    work_out (n * RC_LETTER_PAGE + i, &page[i]);
  if (!g_atomic_pointer_compare_and_exchange (&rc_letter_pages[n], NULL, page))
    g_free (page);
  return rc_letter_get (character);
}
