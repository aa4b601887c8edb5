/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names in braces of MARCMaker. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/mnemonics.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NAME 12
#define NONE ((gunichar) -1)

typedef struct
{
  const char *name;
  gunichar character;
} Mnemonic;

/* Marks: they stand before their letter in MARC-8, and after it in Unicode. A letter before the name is the letter. */
static const Mnemonic marks[] = {
  { "acute", 0x0301 },  { "grave", 0x0300 },   { "circ", 0x0302 },   { "tilde", 0x0303 },    { "macr", 0x0304 },
  { "breve", 0x0306 },  { "dot", 0x0307 },     { "uml", 0x0308 },    { "caron", 0x030c },    { "ring", 0x030a },
  { "dblac", 0x030b },  { "candra", 0x0310 },  { "cedil", 0x0327 },  { "ogon", 0x0328 },     { "hook", 0x0328 },
  { "dotb", 0x0323 },   { "dbldotb", 0x0324 }, { "ringb", 0x0325 },  { "dblunder", 0x0333 }, { "under", 0x0332 },
  { "commab", 0x0326 }, { "rcedil", 0x031c },  { "breveb", 0x032e }, { "hooka", 0x0309 },    { "rcommaa", 0x0315 },
  { "commaa", 0x0313 }, { "llig", 0xfe20 },    { "rlig", 0xfe21 },   { "ldbltil", 0xfe22 },  { "rdbltil", 0xfe23 },
};

static const Mnemonic characters[] = {
  { "dollar", '$' },      { "lcub", '{' },        { "rcub", '}' },       { "bsol", '\\' },      { "lsqb", '[' },
  { "rsqb", ']' },        { "verbar", '|' },      { "spcirc", '^' },     { "sptilde", '~' },
  { "Lstrok", 0x0141 },   { "Ostrok", 0x00d8 },   { "Dstrok", 0x0110 },  { "THORN", 0x00de },   { "AElig", 0x00c6 },
  { "OElig", 0x0152 },    { "softsign", 0x02b9 }, { "mlPrime", 0x02b9 }, { "middot", 0x00b7 },  { "flat", 0x266d },
  { "reg", 0x00ae },      { "plusmn", 0x00b1 },   { "Ohorn", 0x01a0 },   { "Uhorn", 0x01af },   { "mlrhring", 0x02bc },
  { "mllhring", 0x02bb }, { "lstrok", 0x0142 },   { "ostrok", 0x00f8 },  { "dstrok", 0x0111 },  { "thorn", 0x00fe },
  { "aelig", 0x00e6 },    { "oelig", 0x0153 },    { "hardsign", 0x02ba }, { "mldblPrime", 0x02ba }, { "inodot", 0x0131 },
  { "pound", 0x00a3 },    { "eth", 0x00f0 },      { "ohorn", 0x01a1 },   { "uhorn", 0x01b0 },   { "deg", 0x00b0 },
  { "scriptl", 0x2113 },  { "phono", 0x2117 },    { "copy", 0x00a9 },    { "sharp", 0x266f },   { "iquest", 0x00bf },
  { "iexcl", 0x00a1 },    { "euro", 0x20ac },     { "szlig", 0x00df },   { "esc", 0x001b },
};

static gunichar
look_up (const Mnemonic *table, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (table[i].name, name) == 0)
      return table[i].character;
  return NONE;
}

/* "{u0041}": a character by its number. */
static gunichar
look_up_number (const char *name)
{
  char *end;
  gulong number;

  if (name[0] != 'u' || strlen (name) < 5 || !g_ascii_isxdigit (name[1]))
    return NONE;
  number = strtoul (name + 1, &end, 16);
  return *end == '\0' && g_unichar_validate (number) && number != 0x1d && number != 0x1e ? (gunichar) number : NONE;
}

static void
append_composed (GString *out, const char *letter, gsize letter_length, gunichar mark)
{
  g_autoptr (GString) pair = g_string_new_len (letter, letter_length);
  g_autofree char *composed = NULL;

  g_string_append_unichar (pair, mark);
  composed = g_utf8_normalize (pair->str, pair->len, G_NORMALIZE_DEFAULT_COMPOSE);
  g_string_append (out, composed != NULL ? composed : pair->str);
}

GString *
rc_mnemonics_decode (const char *text, gsize length, char **unknown)
{
  GString *out = g_string_sized_new (length);
  const char *end = text + length;
  gunichar pending = NONE;

  while (text < end)
    {
      const char *close = *text == '{' ? memchr (text, '}', MIN (end - text, MAX_NAME)) : NULL;
      gsize step = 1;

      if (close != NULL)
        {
          g_autofree char *name = g_strndup (text + 1, close - text - 1);
          gunichar mark = look_up (marks, G_N_ELEMENTS (marks), name);
          gunichar character = look_up (characters, G_N_ELEMENTS (characters), name);

          if (character == NONE)
            character = look_up_number (name);
          if (mark != NONE)
            pending = mark;
          else if (character == 0)
            g_string_append_c (out, '\0');
          else if (character != NONE)
            g_string_append_unichar (out, character);
          else if (g_ascii_isalpha (*name) && (mark = look_up (marks, G_N_ELEMENTS (marks), name + 1)) != NONE)
            append_composed (out, name, 1, mark);
          if (mark != NONE || character != NONE)
            {
              text = close + 1;
              continue;
            }
          if (unknown != NULL && *unknown == NULL)
            *unknown = g_strdup_printf ("{%s}", name);
        }
      while (text + step < end && ((guchar) text[step] & 0xc0) == 0x80)
        step++;
      if (pending != NONE)
        append_composed (out, text, step, pending);
      else
        g_string_append_len (out, text, step);
      pending = NONE;
      text += step;
    }
  if (pending != NONE)
    g_string_append_unichar (out, pending);
  return out;
}
