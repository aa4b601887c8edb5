/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text of plain HTML, in one pass and in its own place. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/html-strip.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_NAME 10       /* letters of a tag */
#define MAX_ENTITY 8      /* letters of a reference */
#define MAX_PLAIN 65536   /* bytes; more is cut elsewhere */

typedef enum
{
  PLAIN,
  BLANK,
  LESS,
  AMPERSAND,
  HIGH,
  OTHER,
} Class;

static const guint8 classes[256] = {
  [0 ... 8] = OTHER,   ['\t'] = BLANK, ['\n'] = BLANK,     [11] = OTHER,   ['\f'] = BLANK,      ['\r'] = BLANK,
  [14 ... 31] = OTHER, [' '] = BLANK,  ['&'] = AMPERSAND, ['<'] = LESS,   [127] = OTHER,       [128 ... 255] = HIGH,
};

typedef struct
{
  char *start, *out; /* what was made, in the place of what was read */
  const char *in, *end;
  gboolean blank; /* one is due before the next word */
  gboolean lines; /* no markup at all: its own lines stay */
} Strip;

static void
end_line (Strip *self)
{
  while (self->out > self->start && self->out[-1] == ' ')
    self->out--;
  if (self->out > self->start && self->out[-1] != '\n')
    *self->out++ = '\n';
  self->blank = FALSE;
}

static void
put_blank (Strip *self)
{
  if (self->blank && self->out > self->start && self->out[-1] != '\n' && self->out[-1] != ' ')
    *self->out++ = ' ';
  self->blank = FALSE;
}

static void
put_character (Strip *self, gunichar c)
{
  if (g_unichar_isspace (c) || c == 0x200b)
    {
      self->blank = TRUE;
      return;
    }
  put_blank (self);
  self->out += g_unichar_to_utf8 (c, self->out);
}

/* Steps over a tag. FALSE for what is none, or says more than a line's end. */
static gboolean
pass_tag (Strip *self)
{
  static const char *const blocks[] = { "p",  "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6",
                                        "dt", "dd",  "blockquote", "pre", "hr", NULL };
  static const char *const others[] = { "a", "b", "i", "u", "em", "strong", "span", "font", "sup", "sub", "td", "th", "tbody", "small", NULL };
  const char *at = self->in + 1;
  char name[MAX_NAME + 1], quote = '\0';
  guint n = 0;

  if (*at == '/')
    at++;
  for (; g_ascii_isalnum (*at) && n < MAX_NAME; at++)
    name[n++] = g_ascii_tolower (*at);
  name[n] = '\0';
  if (strchr (" \t\r\n/>", *at) == NULL || *at == '\0')
    return FALSE;
  if (g_strv_contains (blocks, name))
    end_line (self);
  else if (!g_strv_contains (others, name))
    return FALSE;
  for (; *at != '\0' && (quote != '\0' || *at != '>'); at++)
    if (quote != '\0' ? *at == quote : *at == '"' || *at == '\'')
      quote = quote == '\0' ? *at : '\0';
    else if (*at == '<')
      return FALSE;
  self->in = at + 1;
  return *at == '>';
}

/* &name; or &#9; as a character; a bare & stays. FALSE for one that no text has. */
static gboolean
pass_reference (Strip *self)
{
  const char *at = self->in + 1;
  guint64 c = 0;
  guint n = 0;

  if (*at == '#')
    {
      gboolean hex = at[1] == 'x' || at[1] == 'X';

      at += hex ? 2 : 1;
      for (; (hex ? g_ascii_isxdigit (*at) : g_ascii_isdigit (*at)) && n < MAX_ENTITY; at++, n++)
        c = c * (hex ? 16 : 10) + (guint64) g_ascii_xdigit_value (*at);
      if (n == 0 || *at != ';' || c < 9 || !g_unichar_validate ((gunichar) c))
        return FALSE;
      self->in = at + 1;
      put_character (self, (gunichar) c);
      return TRUE;
    }
  while (g_ascii_isalnum (at[n]) && n < MAX_ENTITY)
    n++;
  if (n > 0 && at[n] == ';')
    {
      char name[MAX_ENTITY + 1] = { 0 };
      const htmlEntityDesc *entity = NULL;

      memcpy (name, at, n);
      c = g_str_equal (name, "nbsp") ? 0xa0 : g_str_equal (name, "amp") ? '&' : 0;
      if (c == 0)
        entity = htmlEntityLookup ((const xmlChar *) name);
      if (entity != NULL)
        c = entity->value;
      if (c != 0)
        {
          self->in = at + n + 1;
          put_character (self, (gunichar) c);
          return TRUE;
        }
    }
  self->in++;
  put_character (self, '&');
  return TRUE;
}

#define BLOCK 16 /* bytes that are looked at together */

typedef guint8 Block __attribute__ ((vector_size (BLOCK)));

/* Past whole blocks of words with single blanks between them. */
static const char *
pass_blocks (const char *at, const char *end)
{
  for (; end - at > BLOCK; at += BLOCK)
    {
      Block here, next, bad;
      guint64 halves[2];

      memcpy (&here, at, BLOCK);
      memcpy (&next, at + 1, BLOCK);
      bad = (Block) (here - ' ' > '~' - ' ') | (Block) (here == '&') | (Block) (here == '<');
      bad |= (Block) (here == ' ') & ((Block) (next - '!' > '~' - '!') | (Block) (next == '&') | (Block) (next == '<'));
      memcpy (halves, &bad, BLOCK);
      if ((halves[0] | halves[1]) != 0)
        break;
    }
  return at;
}

static void
pass_words (Strip *self)
{
  const char *at = self->in;
  gsize length;

  put_blank (self);
  /* A single blank between words stays where it is. */
  at = pass_blocks (at, self->end);
  while (classes[(guchar) *at] == PLAIN || (*at == ' ' && classes[(guchar) at[1]] == PLAIN))
    at++;
  length = (gsize) (at - self->in);
  if (self->out != self->in)
    memmove (self->out, self->in, length);
  self->out += length;
  self->in = at;
}

gboolean
rc_html_strip (char *html)
{
  Strip self = { .start = html, .out = html, .in = html, .end = html + strlen (html) };

  self.lines = strpbrk (html, "<&") == NULL;
  if (self.end - html > MAX_PLAIN)
    return FALSE;
  while (*self.in != '\0')
    switch ((Class) classes[(guchar) *self.in])
      {
      case PLAIN:
        pass_words (&self);
        break;
      case BLANK:
        if (self.lines && *self.in == '\n')
          end_line (&self);
        else
          self.blank = TRUE;
        self.in++;
        break;
      case LESS:
        if (!pass_tag (&self))
          return FALSE;
        break;
      case AMPERSAND:
        if (!pass_reference (&self))
          return FALSE;
        break;
      case HIGH:
        {
          gunichar c = g_utf8_get_char (self.in);

          self.in = g_utf8_next_char (self.in);
          put_character (&self, c);
          break;
        }
      case OTHER:
      default:
        return FALSE;
      }
  while (self.out > self.start && g_ascii_isspace (self.out[-1]))
    self.out--;
  *self.out = '\0';
  return TRUE;
}

char *
rc_html_unescape (const char *text)
{
  static const struct
  {
    const char *name;
    guint length;
    char sign;
  } known[] = { { "&lt;", 4, '<' }, { "&gt;", 4, '>' }, { "&amp;", 5, '&' }, { "&quot;", 6, '"' }, { "&#39;", 5, '\'' }, { "&apos;", 6, '\'' } };
  const char *mark = strstr (text, "&lt;");
  gsize length;
  char *copy, *out;

  while (mark != NULL && !g_ascii_isalpha (mark[4]) && mark[4] != '/' && mark[4] != '!')
    mark = strstr (mark + 1, "&lt;");
  length = strlen (text);
  out = copy = g_malloc (length + 1);
  for (const char *at = mark != NULL ? strchr (text, '&') : NULL; at != NULL; at = strchr (text, '&'))
    {
      guint i;

      for (i = 0; i < G_N_ELEMENTS (known) && (at[1] != known[i].name[1] || strncmp (at, known[i].name, known[i].length) != 0); i++)
        ;
      memcpy (out, text, (gsize) (at - text));
      out += at - text;
      *out++ = i < G_N_ELEMENTS (known) ? known[i].sign : '&';
      length -= (gsize) (at - text) + (i < G_N_ELEMENTS (known) ? known[i].length : 1);
      text = at + (i < G_N_ELEMENTS (known) ? known[i].length : 1);
    }
  memcpy (out, text, length + 1);
  return copy;
}
