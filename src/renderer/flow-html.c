/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML as text with its structure. A reader of our own, that knows some elements and takes every other one for nothing: it asks for
 * each byte once, whatever the tags do, and has nothing that could run, fetch or look like anything. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow-markup.h"
#include "renderer/flow.h"

#include <string.h>

#define MAX_NAME 16
#define MAX_DEPTH 32 /* of lists */
#define MAX_CELL 80  /* characters of a cell of a table that is one, and no way to lay out a page */
#define CELL_GAP "\xe2\x80\x83" /* U+2003 */
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

/* What stands for a picture, and where a page of frames goes. */
static void
append_attribute (Reader *self, const char *tag, const char *end, const char *wanted, const char *before, const char *after)
{
  g_autofree char *value = rc_markup_dup_attribute (tag, end, wanted);

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
  self->address = rc_markup_dup_attribute (tag, end, "href");
  self->words = self->text->len;
  if (self->address && !is_beside (g_strstrip (self->address)))
    g_clear_pointer (&self->address, g_free);
}

/* A part of a picture, or a page within the page: its words are not in the text. */
static void
add_lead (Reader *self, const char *tag, const char *end, const char *where, const char *words)
{
  g_autofree char *address = rc_markup_dup_attribute (tag, end, where);
  g_autofree char *text = rc_markup_dup_attribute (tag, end, words);

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
    return rc_markup_skip_comment (p, end);
  name += !start;
  while (name + length < end && length < MAX_NAME && g_ascii_isalnum (name[length]))
    length++;
  if (length == 0)
    {
      g_string_append_c (self->text, '<');
      return p;
    }
  close = rc_markup_find_tag_end (name, end);
  meaning = find_meaning (name, length);
  if (meaning == SKIP && start)
    return rc_markup_skip_element (close, end, name, length);
  if (meaning != 0)
    take_tag (self, meaning, start, name, close);
  return close;
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
        p = rc_markup_read_entity (self->text, p, end);
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
rc_flow_read_html (RcFlow *self, const char *bytes, gsize size, const char *charset, GError **error)
{
  g_autofree char *said = rc_markup_dup_charset (bytes, size, charset);
  g_autofree char *text = rc_flow_decode (bytes, MIN (size, MAX_SOURCE), said);
  Reader reader = { .flow = self, .text = g_string_new (NULL), .cells = g_ptr_array_new_with_free_func (g_free) };

  read_text (&reader, text, strlen (text));
  g_string_free (reader.text, TRUE);
  g_ptr_array_unref (reader.cells);
  return TRUE;
}
