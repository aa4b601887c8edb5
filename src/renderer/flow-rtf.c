/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RTF, as WordPad, Word and their like write it: words and paragraphs. What is not text (pictures, fonts, fields' instructions) is left
 * out with the group it stands in. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_DEPTH 256 /* groups deeper than that are left out */
#define MAX_FONTS 1024
#define MAX_WORD 32
#define MAX_PARAGRAPH (1u << 20) /* bytes */
#define MAX_HEADING 120 /* characters */
#define LARGE 28        /* half points, from which bold letters are a heading of the second level */
#define CELL_GAP "\xe2\x80\x83" /* U+2003 */
#define SYMBOL -1

typedef enum
{
  SHOWN,
  LEFT_OUT,
  FONTS,
  TITLE,
  MARK, /* of a list */
} Destination;

typedef struct
{
  Destination destination;
  guint skip; /* characters behind one of Unicode, for those who do not know it */
  int codepage;
  gboolean bold;
  int size; /* half points */
} State;

typedef struct
{
  RcFlow *flow;
  const char *p, *end;
  State states[MAX_DEPTH];
  guint depth;
  guint too_deep;
  guint to_skip;
  int codepage; /* of the document */
  int fonts[MAX_FONTS]; /* codepages; 0: that of the document */
  int font;     /* of the table, that is described */
  GString *bytes; /* (owned) 8-bit text not converted yet */
  int bytes_codepage;
  GString *text; /* (owned) of the paragraph */
  gboolean item, row, all_bold;
  int largest;
  gunichar high; /* the first half of a pair that is one character of UTF-16; 0: none */
  guint outline; /* level; 0: none */
  GString *title; /* (owned) */
  gboolean full;
} Reader;

static State *
get_state (Reader *self)
{
  return &self->states[self->depth];
}

static void
flush_bytes (Reader *self)
{
  g_autofree char *text = NULL;
  g_autofree char *charset = NULL;

  if (self->bytes->len == 0)
    return;
  charset = self->bytes_codepage == 10007 ? g_strdup ("MAC-CYRILLIC") : g_strdup_printf ("CP%d", self->bytes_codepage);
  text = rc_flow_convert (self->bytes->str, self->bytes->len, charset);
  g_string_append (get_state (self)->destination == TITLE ? self->title : self->text, text);
  g_string_truncate (self->bytes, 0);
}

/* How a letter is set says what its paragraph is. */
static void
note_letter (Reader *self)
{
  const State *state = get_state (self);

  self->all_bold = self->all_bold && state->bold;
  self->largest = MAX (self->largest, state->size);
}

static gboolean
takes_text (Reader *self)
{
  const State *state = get_state (self);

  if (self->too_deep > 0 || state->destination == LEFT_OUT || state->destination == FONTS)
    return FALSE;
  if (self->to_skip > 0)
    {
      self->to_skip--;
      return FALSE;
    }
  return self->text->len + self->bytes->len < MAX_PARAGRAPH;
}

static void
add_byte (Reader *self, char c)
{
  int codepage;

  if (!takes_text (self))
    return;
  codepage = get_state (self)->codepage;
  if (codepage == SYMBOL)
    {
      flush_bytes (self);
      g_string_append (self->text, (guchar) c == 0xb7 ? "•" : " ");
      return;
    }
  if (codepage != self->bytes_codepage)
    flush_bytes (self);
  self->bytes_codepage = codepage;
  g_string_append_c (self->bytes, c);
  if (c != ' ' && get_state (self)->destination == SHOWN)
    note_letter (self);
}

static void
add_text (Reader *self, const char *text)
{
  if (!takes_text (self))
    return;
  flush_bytes (self);
  g_string_append (get_state (self)->destination == TITLE ? self->title : self->text, text);
}

/* A unit of UTF-16, as a signed number where it is large. */
static void
add_unicode (Reader *self, int number)
{
  gunichar c = (gunichar) (number < 0 ? number + 65536 : number);
  const gunichar high = self->high;
  const gboolean second = high != 0 && c >= 0xdc00 && c < 0xe000;
  char utf8[7] = { 0 };

  self->to_skip = 0;
  self->high = c >= 0xd800 && c < 0xdc00 ? c : 0;
  if (high != 0 && !second)
    add_text (self, "\xef\xbf\xbd");
  if (self->high != 0)
    {
      self->to_skip = get_state (self)->skip;
      return;
    }
  if (second)
    c = 0x10000 + ((high - 0xd800) << 10) + (c - 0xdc00);
  g_unichar_to_utf8 (g_unichar_validate (c) && c > 0 ? c : 0xfffd, utf8);
  add_text (self, utf8);
  if (get_state (self)->destination == SHOWN)
    note_letter (self);
  self->to_skip = get_state (self)->skip;
}

static RcRendererBlockKind
judge_paragraph (Reader *self, guint *level)
{
  *level = self->outline;
  if (self->row)
    return RC_RENDERER_BLOCK_LINE;
  if (self->item)
    return RC_RENDERER_BLOCK_ITEM;
  if (self->outline > 0)
    return RC_RENDERER_BLOCK_HEADING;
  if (!self->all_bold || g_utf8_strlen (self->text->str, -1) > MAX_HEADING || g_str_has_suffix (self->text->str, "."))
    return RC_RENDERER_BLOCK_PARAGRAPH;
  *level = self->largest >= LARGE ? 2 : 3;
  return RC_RENDERER_BLOCK_HEADING;
}

static void
end_paragraph (Reader *self)
{
  RcRendererBlockKind kind;
  guint level;

  flush_bytes (self);
  kind = judge_paragraph (self, &level);
  if (self->text->len > 0)
    self->full = !rc_flow_add (self->flow, kind, level, self->text->str, self->text->len);
  g_string_truncate (self->text, 0);
  self->item = self->row = FALSE;
  self->all_bold = TRUE;
  self->largest = 0;
}

static int
codepage_of_charset (int charset, int otherwise)
{
  static const struct
  {
    int charset, codepage;
  } known[] = {
    { 2, SYMBOL }, { 77, 1252 },   { 128, 932 },  { 129, 949 },  { 134, 936 },  { 136, 950 },  { 161, 1253 }, { 162, 1254 }, { 163, 1258 },
    { 177, 1255 }, { 178, 1256 },  { 186, 1257 }, { 204, 1251 }, { 222, 874 },  { 238, 1250 }, { 254, 437 },  { 255, 850 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].charset == charset)
      return known[i].codepage;
  return otherwise;
}

static void
choose_font (Reader *self, int number, Destination destination)
{
  int font = CLAMP (number, 0, MAX_FONTS - 1);

  if (destination == FONTS)
    self->font = font;
  else
    get_state (self)->codepage = self->fonts[font] != 0 ? self->fonts[font] : self->codepage;
}

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return g_strv_contains (words, word);
}

static gboolean
read_destination (Reader *self, const char *word)
{
  static const char *const left_out[] = { "colortbl", "stylesheet", "pict", "object", "fldinst", "header", "headerl", "headerr", "headerf",
                                          "footer", "footerl", "footerr", "footerf", "info", "themedata", "datastore", "xe", "tc", "listtable",
                                          "listoverridetable", "revtbl", "rsidtbl", "generator", "filetbl", "bkmkstart", "bkmkend", "annotation",
                                          "atnid", "nonshppict", NULL };
  State *state = get_state (self);

  if (is_one_of (word, left_out))
    state->destination = LEFT_OUT;
  else if (g_str_equal (word, "fonttbl"))
    state->destination = FONTS;
  else if (g_str_equal (word, "title"))
    state->destination = TITLE;
  else if ((g_str_equal (word, "listtext") || g_str_equal (word, "pntext")) && state->destination == SHOWN)
    {
      state->destination = MARK;
      self->item = TRUE;
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_sign (Reader *self, const char *word)
{
  static const char *const signs[][2] = {
    { "tab", " " },      { "emdash", "—" },    { "endash", "–" },     { "bullet", "•" },    { "lquote", "‘" },
    { "rquote", "’" },   { "ldblquote", "“" }, { "rdblquote", "”" },  { "emspace", " " },   { "enspace", " " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_equal (word, signs[i][0]))
      {
        add_text (self, signs[i][1]);
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_break (Reader *self, const char *word)
{
  static const char *const ends[] = { "par", "line", "sect", "page", "row", NULL };

  if (g_str_equal (word, "cell"))
    {
      self->row = TRUE;
      add_text (self, CELL_GAP);
    }
  /* In a cell a paragraph is no more than a blank. */
  else if (is_one_of (word, ends) && get_state (self)->destination != LEFT_OUT)
    {
      if (self->row && !g_str_equal (word, "row"))
        add_text (self, " ");
      else
        end_paragraph (self);
    }
  else
    return FALSE;
  return TRUE;
}

static void
read_setting (Reader *self, const char *word, gboolean has_number, int number)
{
  State *state = get_state (self);

  if (g_str_equal (word, "ansicpg"))
    self->codepage = state->codepage = number > 0 ? number : 1252;
  else if (g_str_equal (word, "mac"))
    self->codepage = state->codepage = 10007;
  else if (g_str_equal (word, "pc"))
    self->codepage = state->codepage = 437;
  else if (g_str_equal (word, "uc"))
    state->skip = (guint) CLAMP (number, 0, 16);
  else if (g_str_equal (word, "f"))
    choose_font (self, number, state->destination);
  else if (g_str_equal (word, "fcharset") && state->destination == FONTS)
    self->fonts[self->font] = codepage_of_charset (number, self->codepage);
  else if (g_str_equal (word, "b"))
    state->bold = !has_number || number != 0;
  else if (g_str_equal (word, "fs"))
    state->size = number;
  else if (g_str_equal (word, "plain"))
    state->bold = FALSE;
  else if (g_str_equal (word, "outlinelevel"))
    self->outline = (guint) CLAMP (number, 0, 8) + 1;
  else if (g_str_equal (word, "pard"))
    self->outline = 0;
  else if (g_str_equal (word, "intbl"))
    self->row = TRUE;
}

static void
act (Reader *self, const char *word, gboolean has_number, int number)
{
  if (g_str_equal (word, "bin"))
    self->p += CLAMP (number, 0, self->end - self->p);
  else if (self->too_deep > 0)
    return;
  else if (g_str_equal (word, "u"))
    add_unicode (self, number);
  else if (!read_destination (self, word) && !read_break (self, word) && !read_sign (self, word))
    read_setting (self, word, has_number, number);
}

/* Behind a backslash. */
static void
read_word (Reader *self)
{
  char word[MAX_WORD + 1] = { 0 };
  gsize length = 0;
  gboolean minus, has_number;
  int number = 0;

  while (self->p < self->end && g_ascii_isalpha (*self->p))
    {
      if (length < MAX_WORD)
        word[length++] = *self->p;
      self->p++;
    }
  minus = self->p < self->end && *self->p == '-';
  self->p += minus;
  has_number = self->p < self->end && g_ascii_isdigit (*self->p);
  for (; self->p < self->end && g_ascii_isdigit (*self->p); self->p++)
    number = MIN (number, G_MAXINT / 16) * 10 + (*self->p - '0');
  if (self->p < self->end && *self->p == ' ')
    self->p++;
  act (self, word, has_number, minus ? -number : number);
}

static void
read_control (Reader *self)
{
  char c;

  if (self->p >= self->end)
    return;
  c = *self->p;
  if (g_ascii_isalpha (c))
    {
      read_word (self);
      return;
    }
  self->p++;
  if (c == '\'' && self->end - self->p >= 2)
    {
      add_byte (self, (char) ((g_ascii_xdigit_value (self->p[0]) & 15) << 4 | (g_ascii_xdigit_value (self->p[1]) & 15)));
      self->p += 2;
    }
  else if (c == '*' && get_state (self)->destination == SHOWN && !g_str_has_prefix (self->p, "\\shppict"))
    get_state (self)->destination = LEFT_OUT;
  else if (c == '~')
    add_text (self, " ");
  else if (c == '_')
    add_text (self, "-");
  else if (c == '\n' || c == '\r')
    act (self, "par", FALSE, 0);
  else if (c == '\\' || c == '{' || c == '}')
    add_byte (self, c);
}

static void
start_group (Reader *self)
{
  flush_bytes (self);
  if (self->depth + 1 >= MAX_DEPTH || self->too_deep > 0)
    {
      self->too_deep++;
      return;
    }
  self->states[self->depth + 1] = self->states[self->depth];
  self->depth++;
}

static void
end_group (Reader *self)
{
  flush_bytes (self);
  self->to_skip = 0;
  if (self->too_deep > 0)
    self->too_deep--;
  else if (self->depth > 0)
    self->depth--;
}

gboolean
rc_flow_read_rtf (RcFlow *self, const char *bytes, gsize size, GError **error)
{
  g_autofree Reader *reader = g_new0 (Reader, 1);

  reader->flow = self;
  reader->p = bytes;
  reader->end = bytes + size;
  reader->codepage = reader->bytes_codepage = 1252;
  reader->states[0] = (State){ .skip = 1, .codepage = 1252, .size = 24 };
  reader->all_bold = TRUE;
  reader->bytes = g_string_new (NULL);
  reader->text = g_string_new (NULL);
  reader->title = g_string_new (NULL);
  while (reader->p < reader->end && !reader->full)
    {
      char c = *reader->p++;

      if (c == '{')
        start_group (reader);
      else if (c == '}')
        end_group (reader);
      else if (c == '\\')
        read_control (reader);
      else if (c != '\r' && c != '\n' && c != '\0')
        add_byte (reader, c);
    }
  if (!reader->full)
    end_paragraph (reader);
  if (reader->title->len > 0)
    rc_flow_take_title (self, reader->title->str, reader->title->len);
  g_string_free (reader->bytes, TRUE);
  g_string_free (reader->text, TRUE);
  g_string_free (reader->title, TRUE);
  return TRUE;
}
