/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML as text with its structure. A reader of our own, that knows some elements and takes every other one for nothing: it asks for
 * each byte once, whatever the tags do, and has nothing that could run, fetch or look like anything. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_NAME 16
#define MAX_ENTITY 10
#define MAX_CHARSET 40
#define MAX_DEPTH 32 /* of lists */
#define MAX_CELL 80  /* characters of a cell of a table that is one, and no way to lay out a page */
#define CELL_GAP "\xe2\x80\x83" /* U+2003 */
#define HEAD 4096    /* bytes in which a file says what it is */
#define MAX_QUOTED 4000u
#define MAX_SOURCE (4 * RC_FLOW_MAX_BYTES)

typedef enum
{
  SKIP = 1, /* with all that is within */
  BLOCK,    /* begins and ends a paragraph */
  HEADING,
  LIST,
  ITEM,
  BREAK,
  FIXED,
  TABLE,
  ROW,
  CELL,
  CAPTION,
  TITLE,
  IMAGE,
  FRAME,
  LEAD,
  AREA,
} Meaning;

static const struct
{
  const char *name;
  Meaning meaning;
} elements[] = {
  { "script", SKIP },    { "style", SKIP },      { "applet", BLOCK },  { "object", BLOCK },  { "p", BLOCK },          { "div", BLOCK },
  { "center", BLOCK },   { "blockquote", BLOCK }, { "address", BLOCK }, { "dl", BLOCK },      { "dt", BLOCK },         { "dd", BLOCK },
  { "form", BLOCK },     { "fieldset", BLOCK },  { "option", BLOCK },  { "body", BLOCK },    { "noframes", BLOCK },   { "article", BLOCK },
  { "section", BLOCK },  { "header", BLOCK },    { "footer", BLOCK },  { "nav", BLOCK },     { "aside", BLOCK },      { "main", BLOCK },
  { "figure", BLOCK },   { "hr", BLOCK },        { "h1", HEADING },    { "h2", HEADING },    { "h3", HEADING },       { "h4", HEADING },
  { "h5", HEADING },     { "h6", HEADING },      { "ul", LIST },       { "ol", LIST },       { "menu", LIST },        { "dir", LIST },
  { "li", ITEM },        { "br", BREAK },        { "pre", FIXED },     { "xmp", FIXED },     { "listing", FIXED },    { "plaintext", FIXED },
  { "table", TABLE },    { "tr", ROW },          { "td", CELL },       { "th", CELL },       { "caption", CAPTION },  { "figcaption", CAPTION },
  { "title", TITLE },    { "img", IMAGE },       { "frame", FRAME },   { "iframe", FRAME },
  { "a", LEAD },         { "area", AREA },
};

typedef struct
{
  RcFlow *flow;
  GString *text; /* (owned) of the block under way */
  RcRendererBlockKind kind;
  guint level;
  guint n_fixed; /* elements of fixed letters around */
  gboolean in_title;
  guint depth; /* of lists */
  guint numbers[MAX_DEPTH]; /* of the next item; 0: without */
  GPtrArray *cells; /* (owned) of the row under way */
  gboolean in_cell;
  gboolean laid_out; /* a cell of the row has blocks in it */
  char *address;     /* (owned) (nullable) of the link under way */
  gsize words;       /* where its words begin in the text */
  gboolean full;
} Reader;

static void
add (Reader *self, RcRendererBlockKind kind, const char *text, gsize length)
{
  self->full = !rc_flow_add (self->flow, kind, kind == RC_RENDERER_BLOCK_HEADING ? self->level : 0, text, length);
}

static gboolean
is_empty (const GString *text)
{
  return text->str[strspn (text->str, " \t\r\n\f\v")] == '\0';
}

static void
add_fixed (Reader *self)
{
  g_auto (GStrv) lines = g_strsplit (self->text->str, "\n", -1);

  for (guint i = 0; lines[i] && !self->full; i++)
    add (self, RC_RENDERER_BLOCK_FIXED, lines[i], strlen (lines[i]));
}

/* The cells gathered so far were paragraphs side by side. */
static void
add_cells (Reader *self)
{
  for (guint i = 0; i < self->cells->len && !self->full; i++)
    {
      const char *cell = g_ptr_array_index (self->cells, i);

      add (self, RC_RENDERER_BLOCK_PARAGRAPH, cell, strlen (cell));
    }
  g_ptr_array_set_size (self->cells, 0);
}

static void
end_block (Reader *self)
{
  if (!is_empty (self->text))
    {
      if (self->in_cell)
        {
          add_cells (self);
          self->laid_out = TRUE;
        }
      if (self->n_fixed > 0)
        add_fixed (self);
      else
        add (self, self->kind, self->text->str, self->text->len);
    }
  g_string_truncate (self->text, 0);
  self->kind = RC_RENDERER_BLOCK_PARAGRAPH;
}

static void
end_cell (Reader *self)
{
  if (!self->in_cell)
    return;
  if (self->laid_out)
    end_block (self);
  else if (!is_empty (self->text))
    {
      g_ptr_array_add (self->cells, g_strdup (g_strstrip (self->text->str)));
      g_string_truncate (self->text, 0);
    }
  self->in_cell = FALSE;
}

/* A row of short cells is one line; cells with much in them only stood side by side. */
static void
end_row (Reader *self)
{
  g_autofree char *line = NULL;
  gboolean short_cells;

  end_cell (self);
  short_cells = self->cells->len > 1;
  for (guint i = 0; short_cells && i < self->cells->len; i++)
    short_cells = g_utf8_strlen (g_ptr_array_index (self->cells, i), -1) <= MAX_CELL;
  if (short_cells)
    {
      g_ptr_array_add (self->cells, NULL);
      line = g_strjoinv (CELL_GAP, (char **) self->cells->pdata);
      add (self, RC_RENDERER_BLOCK_LINE, line, strlen (line));
      g_ptr_array_set_size (self->cells, 0);
    }
  add_cells (self);
  self->laid_out = FALSE;
}

static void
start_item (Reader *self)
{
  guint *number = self->depth > 0 ? &self->numbers[MIN (self->depth, MAX_DEPTH) - 1] : NULL;

  end_block (self);
  self->kind = RC_RENDERER_BLOCK_ITEM;
  if (number && *number > 0)
    g_string_append_printf (self->text, "%u. ", (*number)++);
  else
    g_string_append (self->text, "• ");
}

static void
start_list (Reader *self, gboolean start, gboolean numbered)
{
  end_block (self);
  if (!start)
    {
      self->depth -= self->depth > 0;
      return;
    }
  if (self->depth++ < MAX_DEPTH)
    self->numbers[self->depth - 1] = numbered;
}

/* (nullable) (transfer full) Of a tag, from its name on to its end. */
static char *
find_attribute (const char *tag, const char *end, const char *wanted)
{
  gsize length = strlen (wanted);

  for (const char *p = tag; p + length < end; p++)
    {
      const char *value = p + length;
      gsize n;

      if (g_ascii_isalnum (p > tag ? p[-1] : 'x') || p[-1] == '-' || g_ascii_strncasecmp (p, wanted, length) != 0)
        continue;
      while (value < end && g_ascii_isspace (*value))
        value++;
      if (value >= end || *value != '=')
        continue;
      value++;
      while (value < end && g_ascii_isspace (*value))
        value++;
      if (value < end && (*value == '"' || *value == '\''))
        n = strcspn (value + 1, *value == '"' ? "\"" : "'"), value++;
      else
        n = strcspn (value, " \t\r\n>");
      return g_strndup (value, MIN (n, (gsize) (end - value)));
    }
  return NULL;
}

/* What stands for a picture, and where a page of frames goes. */
static void
append_attribute (Reader *self, const char *tag, const char *end, const char *wanted, const char *before, const char *after)
{
  g_autofree char *value = find_attribute (tag, end, wanted);

  if (value && *g_strstrip (value))
    g_string_append_printf (self->text, "%s%s%s", before, value, after);
}

/* What begins with a name and a colon leads away from the disc, to a program, or to somebody's letters. */
static gboolean
is_beside (const char *address)
{
  gsize n = 0;

  while (g_ascii_isalnum (address[n]) || (n > 0 && strchr ("+-.", address[n]) && address[n] != '\0'))
    n++;
  return *address != '\0' && *address != '#' && !(n > 0 && address[n] == ':') && !g_str_has_prefix (address, "//");
}

static void
end_lead (Reader *self)
{
  gsize start = MIN (self->words, self->text->len);

  if (self->address)
    rc_flow_add_lead (self->flow, self->address, self->text->str + start, self->text->len - start);
  g_clear_pointer (&self->address, g_free);
}

/* Its text stays where it stands. */
static void
take_lead (Reader *self, gboolean start, const char *tag, const char *end)
{
  end_lead (self);
  if (!start)
    return;
  self->address = find_attribute (tag, end, "href");
  self->words = self->text->len;
  if (self->address && !is_beside (g_strstrip (self->address)))
    g_clear_pointer (&self->address, g_free);
}

/* A part of a picture, or a page within the page: its words are not in the text. */
static void
add_lead (Reader *self, const char *tag, const char *end, const char *where, const char *words)
{
  g_autofree char *address = find_attribute (tag, end, where);
  g_autofree char *text = find_attribute (tag, end, words);

  if (address && is_beside (g_strstrip (address)))
    rc_flow_add_lead (self->flow, address, text ? text : "", text ? strlen (text) : 0);
}

static void
take_title (Reader *self, gboolean start)
{
  if (!start && self->in_title)
    {
      rc_flow_take_title (self->flow, self->text->str, self->text->len);
      g_string_truncate (self->text, 0);
    }
  else if (start)
    end_block (self);
  self->in_title = start;
}

static void
take_tag (Reader *self, Meaning meaning, gboolean start, const char *tag, const char *end)
{
  switch (meaning)
    {
    case HEADING:
      end_block (self);
      self->kind = start ? RC_RENDERER_BLOCK_HEADING : RC_RENDERER_BLOCK_PARAGRAPH;
      self->level = (guint) (tag[1] - '0');
      break;
    case LIST:
      start_list (self, start, g_ascii_tolower (*tag) == 'o');
      break;
    case ITEM:
      if (start)
        start_item (self);
      else
        end_block (self);
      break;
    case BREAK:
      /* Within a table's cell it is no more than a blank. */
      if (self->n_fixed > 0)
        g_string_append_c (self->text, '\n');
      else if (self->in_cell || self->kind == RC_RENDERER_BLOCK_HEADING)
        g_string_append_c (self->text, ' ');
      else
        end_block (self);
      break;
    case FIXED:
      end_block (self);
      self->n_fixed += start;
      self->n_fixed -= !start && self->n_fixed > 0;
      break;
    case TABLE:
    case ROW:
      end_row (self);
      end_block (self);
      break;
    case CELL:
      if (start && !self->in_cell)
        end_block (self);
      end_cell (self);
      self->in_cell = start;
      break;
    case CAPTION:
      end_block (self);
      self->kind = start ? RC_RENDERER_BLOCK_CAPTION : RC_RENDERER_BLOCK_PARAGRAPH;
      break;
    case TITLE:
      take_title (self, start);
      break;
    case IMAGE:
      append_attribute (self, tag, end, "alt", " [", "] ");
      break;
    case FRAME:
      end_block (self);
      append_attribute (self, tag, end, "src", "→ ", "");
      end_block (self);
      if (start)
        add_lead (self, tag, end, "src", "title");
      break;
    case LEAD:
      take_lead (self, start, tag, end);
      break;
    case AREA:
      add_lead (self, tag, end, "href", "alt");
      break;
    case BLOCK:
    case SKIP:
    default:
      end_block (self);
    }
}

static Meaning
find_meaning (const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strlen (elements[i].name) == length && g_ascii_strncasecmp (elements[i].name, name, length) == 0)
      return elements[i].meaning;
  return 0;
}

/* Behind the end of a tag; a mark of quotation that never closes is none. */
static const char *
find_tag_end (const char *p, const char *end)
{
  for (; p < end && *p != '>'; p++)
    {
      const char *quote = p + 1;
      const char *close;

      if (*p != '=')
        continue;
      while (quote < end && g_ascii_isspace (*quote))
        quote++;
      if (quote >= end || (*quote != '"' && *quote != '\''))
        continue;
      close = memchr (quote + 1, *quote, MIN (MAX_QUOTED, (gsize) (end - quote - 1)));
      if (close)
        p = close;
    }
  return p;
}

/* Behind "</name", wherever that is. */
static const char *
skip_element (const char *p, const char *end, const char *name, gsize length)
{
  while ((p = memchr (p, '<', (gsize) (end - p))))
    {
      if ((gsize) (end - p) > length + 1 && p[1] == '/' && g_ascii_strncasecmp (p + 2, name, length) == 0)
        return find_tag_end (p, end);
      p++;
    }
  return end;
}

static const char *
skip_comment (const char *p, const char *end)
{
  const char *close;

  if (end - p < 4 || p[2] != '-' || p[3] != '-')
    return find_tag_end (p, end);
  close = g_strstr_len (p + 4, end - p - 4, "-->");
  return close ? close + 2 : find_tag_end (p, end);
}

/* At '<'. Where it ends: at its '>', or `p` itself for a sign that is no tag. */
static const char *
read_tag (Reader *self, const char *p, const char *end)
{
  const char *name = p + 1;
  gboolean start = name >= end || *name != '/';
  gsize length = 0;
  const char *close;
  Meaning meaning;

  if (name < end && (*name == '!' || *name == '?'))
    return skip_comment (p, end);
  name += !start;
  while (name + length < end && length < MAX_NAME && g_ascii_isalnum (name[length]))
    length++;
  if (length == 0)
    {
      g_string_append_c (self->text, '<');
      return p;
    }
  close = find_tag_end (name, end);
  meaning = find_meaning (name, length);
  if (meaning == SKIP && start)
    return skip_element (close, end, name, length);
  if (meaning != 0)
    take_tag (self, meaning, start, name, close);
  return close;
}

/* At '&'; its last byte. */
static const char *
read_entity (Reader *self, const char *p, const char *end)
{
  char name[MAX_ENTITY + 1] = { 0 };
  gsize length = 0;
  gunichar c = 0;

  while (p + 1 + length < end && length < MAX_ENTITY && (g_ascii_isalnum (p[1 + length]) || (length == 0 && p[1] == '#')))
    {
      name[length] = p[1 + length];
      length++;
    }
  if (*name == '#')
    c = (gunichar) g_ascii_strtoull (name + (g_ascii_tolower (name[1]) == 'x' ? 2 : 1), NULL, g_ascii_tolower (name[1]) == 'x' ? 16 : 10);
  else if (length > 0)
    {
      const htmlEntityDesc *entity = htmlEntityLookup ((const xmlChar *) name);

      c = entity ? entity->value : 0;
    }
  /* By their places in the code page of Windows, as old editors wrote them. */
  if (c >= 0x80 && c < 0xa0)
    {
      g_autofree char *one = rc_flow_decode ((const char[]){ (char) c }, 1, NULL);

      c = g_utf8_get_char (one);
    }
  if (c == 0 || !g_unichar_validate (c))
    {
      g_string_append_c (self->text, '&');
      return p;
    }
  g_string_append_unichar (self->text, c);
  p += length;
  return p + 1 < end && p[1] == ';' ? p + 1 : p;
}

static void
read_text (Reader *self, const char *text, gsize size)
{
  const char *end = text + size;

  for (const char *p = text; p < end && !self->full; p++)
    {
      const char *next;

      if (*p == '<')
        p = read_tag (self, p, end);
      else if (*p == '&')
        p = read_entity (self, p, end);
      else
        {
          for (next = p + 1; next < end && *next != '<' && *next != '&';)
            next++;
          g_string_append_len (self->text, p, next - p);
          p = next - 1;
        }
    }
  end_lead (self);
  end_row (self);
  end_block (self);
}

gboolean
rc_flow_looks_like_html (const char *bytes, gsize size)
{
  static const char *const signs[] = { "<html", "<!doctype html", "<head", "<body", "<title", "<frameset", "<meta ", "<h1", "<table" };
  g_autofree char *head = g_ascii_strdown (bytes, (gssize) MIN (size, HEAD));

  /* Of two bytes a letter. */
  for (gsize i = 0, n = 0; i < MIN (size, HEAD); i++)
    if (bytes[i] != '\0')
      head[n++] = g_ascii_tolower (bytes[i]), head[n] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (head, signs[i]))
      return TRUE;
  return FALSE;
}

/* (nullable) (transfer full) What the file says; those who said “Western” often meant what they saw on their own screen. */
static char *
find_charset (const char *bytes, gsize size, const char *guessed)
{
  g_autofree char *head = g_strndup (bytes, MIN (size, HEAD));
  g_autofree char *said = NULL;

  for (const char *p = head; !said && (p = strchr (p, '<')); p++)
    if (g_ascii_strncasecmp (p, "<meta", 5) == 0 || g_ascii_strncasecmp (p, "<?xml", 5) == 0)
      {
        const char *end = find_tag_end (p, p + strlen (p));
        g_autofree char *content = find_attribute (p + 2, end, "content");
        const char *within = content ? strstr (content, "charset=") : NULL;

        said = find_attribute (p + 2, end, p[1] == '?' ? "encoding" : "charset");
        if (within)
          {
            g_free (said);
            said = g_strndup (within + strlen ("charset="), strcspn (within + strlen ("charset="), " ;\"'"));
          }
      }
  if (said && guessed && (g_ascii_strcasecmp (said, "iso-8859-1") == 0 || g_ascii_strcasecmp (said, "windows-1252") == 0))
    g_clear_pointer (&said, g_free);
  if (said && (strlen (said) > MAX_CHARSET || g_ascii_strncasecmp (said, "utf-16", 6) == 0))
    g_clear_pointer (&said, g_free);
  return said ? g_steal_pointer (&said) : g_strdup (guessed);
}

gboolean
rc_flow_read_html (RcFlow *self, const char *bytes, gsize size, const char *charset, GError **error)
{
  g_autofree char *said = find_charset (bytes, size, charset);
  g_autofree char *text = rc_flow_decode (bytes, MIN (size, MAX_SOURCE), said);
  Reader reader = { .flow = self, .text = g_string_new (NULL), .cells = g_ptr_array_new_with_free_func (g_free) };

  read_text (&reader, text, strlen (text));
  g_string_free (reader.text, TRUE);
  g_ptr_array_unref (reader.cells);
  return TRUE;
}
