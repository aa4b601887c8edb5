/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text with the commands of TeX, and plain text. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/tex.h"

#include <string.h>

#define MAX_COMMAND 40

/* Accents are set behind the letter they belong to, as Unicode has them. */
static const struct
{
  char command;
  gunichar mark;
} accents[] = { { '\'', 0x301 }, { '`', 0x300 }, { '^', 0x302 }, { '"', 0x308 }, { '~', 0x303 }, { '=', 0x304 }, { '.', 0x307 }, { 'u', 0x306 },
                { 'v', 0x30c },  { 'H', 0x30b }, { 'c', 0x327 }, { 'k', 0x328 }, { 'r', 0x30a }, { 'b', 0x331 }, { 'd', 0x323 }, { 'G', 0x30f } };

static const struct
{
  const char *command, *text;
} signs[] = {
  { "ss", "ß" },          { "ae", "æ" },          { "AE", "Æ" },         { "oe", "œ" },         { "OE", "Œ" },
  { "o", "ø" },           { "O", "Ø" },           { "l", "ł" },          { "L", "Ł" },          { "aa", "å" },
  { "AA", "Å" },          { "i", "ı" },           { "j", "ȷ" },          { "dh", "ð" },         { "DH", "Ð" },
  { "th", "þ" },          { "TH", "Þ" },          { "dj", "đ" },         { "DJ", "Đ" },         { "ng", "ŋ" },
  { "NG", "Ŋ" },          { "S", "§" },           { "P", "¶" },          { "pounds", "£" },     { "copyright", "©" },
  { "ldots", "…" },       { "dots", "…" },        { "textellipsis", "…" }, { "textendash", "–" }, { "textemdash", "—" },
  { "textquoteleft", "‘" }, { "textquoteright", "’" }, { "textquotedblleft", "“" }, { "textquotedblright", "”" },
  { "guillemotleft", "«" }, { "guillemotright", "»" }, { "flqq", "«" },  { "frqq", "»" },       { "glqq", "„" },
  { "grqq", "“" },        { "quotedblbase", "„" }, { "textregistered", "®" }, { "texttrademark", "™" }, { "textdegree", "°" },
  { "degree", "°" },      { "textbackslash", "\\" }, { "textasciitilde", "~" }, { "textasciicircum", "^" }, { "textunderscore", "_" },
  { "textbraceleft", "{" }, { "textbraceright", "}" }, { "textbar", "|" },     { "textless", "<" },    { "textgreater", ">" }, { "textnumero", "№" }, { "textmu", "µ" },
  { "euro", "€" },        { "texteuro", "€" },    { "LaTeX", "LaTeX" },  { "TeX", "TeX" },      { "BibTeX", "BibTeX" },
  { "alpha", "α" },       { "beta", "β" },        { "gamma", "γ" },      { "delta", "δ" },      { "epsilon", "ε" },
  { "varepsilon", "ε" },  { "zeta", "ζ" },        { "eta", "η" },        { "theta", "θ" },      { "iota", "ι" },
  { "kappa", "κ" },       { "lambda", "λ" },      { "mu", "μ" },         { "nu", "ν" },         { "xi", "ξ" },
  { "pi", "π" },          { "rho", "ρ" },         { "sigma", "σ" },      { "tau", "τ" },        { "phi", "φ" },
  { "varphi", "φ" },      { "chi", "χ" },         { "psi", "ψ" },        { "omega", "ω" },      { "Gamma", "Γ" },
  { "Delta", "Δ" },       { "Theta", "Θ" },       { "Lambda", "Λ" },     { "Xi", "Ξ" },         { "Pi", "Π" },
  { "Sigma", "Σ" },       { "Phi", "Φ" },         { "Psi", "Ψ" },        { "Omega", "Ω" },      { "times", "×" },
  { "pm", "±" },          { "cdot", "·" },        { "to", "→" },         { "rightarrow", "→" }, { "leq", "≤" },
  { "geq", "≥" },         { "infty", "∞" },       { "sim", "∼" },        { "approx", "≈" },     { "neq", "≠" },
};

/* Cyrillic letters as old encodings of TeX name them: \CYRA, \cyra. */
static const struct
{
  const char *name;
  gunichar letter, capital;
} cyrillic[] = {
  { "a", 0x430, 0x410 },       { "b", 0x431, 0x411 },       { "v", 0x432, 0x412 },      { "g", 0x433, 0x413 },       { "d", 0x434, 0x414 },
  { "e", 0x435, 0x415 },       { "yo", 0x451, 0x401 },      { "zh", 0x436, 0x416 },     { "z", 0x437, 0x417 },       { "i", 0x438, 0x418 },
  { "ishrt", 0x439, 0x419 },   { "k", 0x43a, 0x41a },       { "l", 0x43b, 0x41b },      { "m", 0x43c, 0x41c },       { "n", 0x43d, 0x41d },
  { "o", 0x43e, 0x41e },       { "p", 0x43f, 0x41f },       { "r", 0x440, 0x420 },      { "s", 0x441, 0x421 },       { "t", 0x442, 0x422 },
  { "u", 0x443, 0x423 },       { "f", 0x444, 0x424 },       { "h", 0x445, 0x425 },      { "c", 0x446, 0x426 },       { "ch", 0x447, 0x427 },
  { "sh", 0x448, 0x428 },      { "shch", 0x449, 0x429 },    { "hrdsn", 0x44a, 0x42a },  { "ery", 0x44b, 0x42b },     { "sftsn", 0x44c, 0x42c },
  { "erev", 0x44d, 0x42d },    { "yu", 0x44e, 0x42e },      { "ya", 0x44f, 0x42f },     { "ie", 0x454, 0x404 },      { "ii", 0x456, 0x406 },
  { "yi", 0x457, 0x407 },      { "je", 0x458, 0x408 },      { "ushrt", 0x45e, 0x40e },  { "gup", 0x491, 0x490 },     { "schwa", 0x4d9, 0x4d8 },
  { "ghcrs", 0x493, 0x492 },   { "kdsc", 0x49b, 0x49a },    { "ndsc", 0x4a3, 0x4a2 },   { "otld", 0x4e9, 0x4e8 },    { "y", 0x4af, 0x4ae },
  { "yhcrs", 0x4b1, 0x4b0 },   { "shha", 0x4bb, 0x4ba },    { "zhdsc", 0x497, 0x496 },  { "chrdsc", 0x4b7, 0x4b6 },
};

typedef struct
{
  const char *at;
  GString *out;
  gunichar accent;  /* waits for its letter; 0 when none */
  gboolean formula; /* between dollars */
} Scan;

static void
put_char (Scan *self, gunichar c)
{
  g_string_append_unichar (self->out, c);
  if (self->accent == 0)
    return;
  /* A dotless letter under an accent is the letter. */
  if (c == 0x131 || c == 0x237)
    {
      const char *last = g_utf8_prev_char (self->out->str + self->out->len);

      g_string_truncate (self->out, (gsize) (last - self->out->str));
      g_string_append_c (self->out, c == 0x131 ? 'i' : 'j');
    }
  g_string_append_unichar (self->out, self->accent);
  self->accent = 0;
}

static void
put_text (Scan *self, const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    put_char (self, g_utf8_get_char (text));
}

static gunichar
find_accent (char command)
{
  for (guint i = 0; i < G_N_ELEMENTS (accents); i++)
    if (accents[i].command == command)
      return accents[i].mark;
  return 0;
}

static const char *
find_sign (const char *command)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_equal (signs[i].command, command))
      return signs[i].text;
  return NULL;
}

/* 0 where the command names none. */
static gunichar
find_cyrillic (const char *command)
{
  gboolean capital = g_str_has_prefix (command, "CYR");
  g_autofree char *name = capital ? g_ascii_strdown (command + 3, -1) : NULL;

  if (!capital && !g_str_has_prefix (command, "cyr"))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (cyrillic); i++)
    if (g_str_equal (cyrillic[i].name, capital ? name : command + 3))
      return capital ? cyrillic[i].capital : cyrillic[i].letter;
  return 0;
}

/* Over a group in braces, if one stands here. */
static void
skip_group (Scan *self)
{
  guint depth = 0;

  self->at += strspn (self->at, " ");
  if (*self->at != '{')
    return;
  do
    {
      if (*self->at == '{')
        depth++;
      else if (*self->at == '}')
        depth--;
      self->at++;
    }
  while (depth > 0 && *self->at != '\0');
}

/* A command of letters. The blanks behind it belong to it. */
static void
scan_word (Scan *self)
{
  char word[MAX_COMMAND + 1];
  gsize length = 0;
  const char *sign;

  while (g_ascii_isalpha (self->at[length]))
    length++;
  g_strlcpy (word, self->at, MIN (length, MAX_COMMAND) + 1);
  self->at += length;
  self->at += strspn (self->at, " ");
  if (length == 1 && find_accent (*word) != 0)
    {
      self->accent = find_accent (*word);
      return;
    }
  sign = find_sign (word);
  if (sign != NULL)
    put_text (self, sign);
  else if (find_cyrillic (word) != 0)
    put_char (self, find_cyrillic (word));
  else if (g_ascii_strcasecmp (word, "noopsort") == 0 || g_ascii_strcasecmp (word, "sortnoop") == 0 || g_str_equal (word, "href"))
    skip_group (self); /* what is sorted by, or the address behind a word */
  /* All others are of form: what they apply to stays. */
}

static void
scan_command (Scan *self)
{
  self->at++;
  if (g_ascii_isalpha (*self->at))
    {
      scan_word (self);
      return;
    }
  if (*self->at == '\0')
    return;
  if (!self->formula && find_accent (*self->at) != 0)
    {
      /* Two of ' are what somebody typed for ". */
      gboolean twice = self->at[0] == '\'' && self->at[1] == '\'';

      self->accent = find_accent (twice ? '"' : *self->at);
      self->at += twice ? 2 : 1;
      self->at += strspn (self->at, " ");
      return;
    }
  if (strchr ("&%$#_{} ", *self->at) != NULL)
    put_char (self, (guchar) *self->at);
  else if (*self->at == '\\')
    put_char (self, ' ');
  /* \-, \/, \!, \, … are of form. */
  if ((*self->at & 0x80) == 0)
    self->at++;
}

/* "--" and "---" and quotes; FALSE when the sign here stands for itself. */
static gboolean
scan_ligature (Scan *self)
{
  static const char *const ligatures[][2] = { { "---", "—" }, { "--", "–" }, { "``", "“" }, { "''", "”" }, { "~", " " } };

  for (guint i = 0; i < G_N_ELEMENTS (ligatures) && !self->formula; i++)
    if (g_str_has_prefix (self->at, ligatures[i][0]))
      {
        put_text (self, ligatures[i][1]);
        self->at += strlen (ligatures[i][0]);
        return TRUE;
      }
  return FALSE;
}

/* A quotation mark that opens nothing, "it`s", is an apostrophe. */
static gboolean
scan_apostrophe (Scan *self)
{
  if (*self->at != '`' || self->formula || self->out->len == 0 || !g_unichar_isalpha (g_utf8_get_char (self->at + 1))
      || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (self->out->str + self->out->len))))
    return FALSE;
  put_char (self, '\'');
  self->at++;
  return TRUE;
}

/* Small figures of a formula. */
static gboolean
scan_figure (Scan *self)
{
  static const char *const below[] = { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉" };
  static const char *const above[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  gboolean braced = self->at[1] == '{';
  const char *digit = self->at + 1 + (braced ? 1 : 0);

  if ((*self->at != '_' && *self->at != '^') || !g_ascii_isdigit (*digit) || (braced && digit[1] != '}'))
    return FALSE;
  put_text (self, *self->at == '_' ? below[*digit - '0'] : above[*digit - '0']);
  self->at = digit + (braced ? 2 : 1);
  return TRUE;
}

/* The end of a formula that begins here with a dollar; NULL when it has none. */
static const char *
find_formula_end (const char *dollar)
{
  for (const char *at = dollar + 1; *at != '\0'; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;
    else if (*at == '$')
      return at;
  return NULL;
}

/* Letters, signs and figures only: it can be shown without TeX. */
static gboolean
is_plain_formula (const char *start, const char *end)
{
  for (const char *at = start; at < end; at++)
    if (*at == '\\')
      {
        char word[MAX_COMMAND + 1];
        gsize length = 0;

        while (g_ascii_isalpha (at[1 + length]))
          length++;
        g_strlcpy (word, at + 1, MIN (length, MAX_COMMAND) + 1);
        if (length == 0 || find_sign (word) == NULL)
          return FALSE;
        at += length;
      }
    else if ((*at == '_' || *at == '^') && !g_ascii_isdigit (at[1]) && !(at[1] == '{' && g_ascii_isdigit (at[2]) && at[3] == '}'))
      return FALSE;
  return TRUE;
}

/* TRUE when a dollar stood here and was dealt with. */
static gboolean
scan_dollar (Scan *self)
{
  const char *end;

  if (*self->at != '$')
    return FALSE;
  if (self->formula)
    {
      self->formula = FALSE;
      self->at++;
      return TRUE;
    }
  end = find_formula_end (self->at);
  if (end == NULL)
    return FALSE;
  if (is_plain_formula (self->at + 1, end))
    {
      self->formula = TRUE;
      self->at++;
    }
  else
    {
      g_string_append_len (self->out, self->at, end + 1 - self->at);
      self->at = end + 1;
    }
  return TRUE;
}

static char *
join_blanks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (out, *at);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');
  return g_strchomp (g_string_free (out, FALSE));
}

char *
rc_tex_to_text (const char *tex)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (tex));
  g_autofree char *composed = NULL;
  Scan scan = { .at = tex, .out = out };

  if (strpbrk (tex, "\\{}$~-`'\n\t ") == NULL)
    return g_strdup (tex);
  while (*scan.at != '\0')
    {
      if (*scan.at == '\\')
        scan_command (&scan);
      else if (*scan.at == '{' || *scan.at == '}')
        scan.at++;
      else if (!scan_dollar (&scan) && !scan_ligature (&scan) && !scan_apostrophe (&scan) && !(scan.formula && scan_figure (&scan)))
        {
          put_char (&scan, g_utf8_get_char (scan.at));
          scan.at = g_utf8_next_char (scan.at);
        }
    }
  composed = g_utf8_normalize (out->str, (gssize) out->len, G_NORMALIZE_NFC);
  return join_blanks (composed != NULL ? composed : out->str);
}

/* The sign and those behind it would be read as another one. */
static gboolean
is_ligature (const char *at)
{
  return (strchr ("-'`", *at) != NULL && at[1] == *at) || (*at == '`' && g_unichar_isalpha (g_utf8_get_char (at + 1)));
}

void
rc_tex_append_text (GString *out, const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      const char *end = *at == '$' ? find_formula_end (at) : NULL;

      if (end != NULL && memchr (at, '\\', (gsize) (end - at)) != NULL)
        {
          g_autofree char *formula = g_strndup (at, (gsize) (end + 1 - at));

          if (rc_tex_is_balanced (formula))
            {
              g_string_append (out, formula);
              at = end;
              continue;
            }
        }
      if (strchr ("&%$#_", *at) != NULL)
        g_string_append_printf (out, "\\%c", *at);
      else if (is_ligature (at))
        g_string_append_printf (out, "%c{}", *at);
      else if (*at == '{' || *at == '}') /* BibTeX counts escaped ones, too */
        g_string_append (out, *at == '{' ? "\\textbraceleft{}" : "\\textbraceright{}");
      else if (*at == '\\')
        g_string_append (out, "\\textbackslash{}");
      else if (*at == '~' || *at == '^')
        g_string_append (out, *at == '~' ? "\\textasciitilde{}" : "\\textasciicircum{}");
      else
        g_string_append_c (out, *at);
    }
}

gboolean
rc_tex_is_balanced (const char *tex)
{
  int depth = 0;

  for (; *tex != '\0' && depth >= 0; tex++)
    if (*tex == '{')
      depth++;
    else if (*tex == '}')
      depth--;
  return depth == 0;
}
