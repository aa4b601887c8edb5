/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the text files that make-pdf sets: the head, the blocks, and the marks within a line. */

#include "pdf-source.h"

#include <string.h>

static void
block_free (PdfBlock *block)
{
  g_free (block->text);
  g_free (block->anchor);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_free (block);
}

static void
link_free (PdfLink *link)
{
  g_free (link->target);
  g_free (link);
}

static PdfBlock *
add_block (PdfSource *self, PdfBlockKind kind, const char *text)
{
  PdfBlock *block = g_new0 (PdfBlock, 1);

  block->kind = kind;
  block->text = g_strstrip (g_strdup (text));
  g_ptr_array_add (self->blocks, block);
  return block;
}

/* A heading may end in {#name}; one without a name is given its place in the file. */
static void
add_heading (PdfSource *self, PdfBlockKind kind, const char *text)
{
  PdfBlock *block = add_block (self, kind, text);
  char *brace = strstr (block->text, "{#");

  if (brace != NULL && g_str_has_suffix (brace, "}"))
    {
      block->anchor = g_strndup (brace + 2, strlen (brace) - 3);
      *brace = '\0';
      g_strchomp (block->text);
    }
  else
    block->anchor = g_strdup_printf ("h%u", self->blocks->len);
}

static guint
item_number (const char *line, const char **rest)
{
  char *end = NULL;
  guint64 number = g_ascii_strtoull (line, &end, 10);

  if (end == line || number == 0 || number > 999 || end[0] != '.' || end[1] != ' ')
    return 0;
  *rest = end + 2;
  return number;
}

static gboolean
add_line (PdfSource *self, const char *line)
{
  const char *rest = NULL;
  guint number;

  if (g_str_has_prefix (line, "# "))
    add_heading (self, PDF_BLOCK_CHAPTER, line + 2);
  else if (g_str_has_prefix (line, "## "))
    add_heading (self, PDF_BLOCK_SECTION, line + 3);
  else if (g_str_equal (line, "==="))
    add_block (self, PDF_BLOCK_BREAK, "");
  else if (g_str_equal (line, "___"))
    add_block (self, PDF_BLOCK_RULES, "");
  else if (g_str_has_prefix (line, "- "))
    add_block (self, PDF_BLOCK_ITEM, line + 2);
  else if (g_str_has_prefix (line, "> "))
    add_block (self, PDF_BLOCK_QUOTE, line + 2);
  else if ((number = item_number (line, &rest)) > 0)
    add_block (self, PDF_BLOCK_ITEM, rest)->number = number;
  else
    return FALSE;
  return TRUE;
}

/* A figure runs from "::: chart Caption" to ":::". Returns the line after it. */
static char **
add_figure (PdfSource *self, char **line)
{
  gboolean chart = g_str_has_prefix (*line, "::: chart ");
  PdfBlock *block = add_block (self, chart ? PDF_BLOCK_CHART : PDF_BLOCK_MAP, *line + (chart ? 10 : 8));

  block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (line++; *line != NULL && !g_str_equal (*line, ":::"); line++)
    {
      char **cells = g_strsplit (*line, "|", -1);

      for (guint i = 0; cells[i] != NULL; i++)
        g_strstrip (cells[i]);
      g_ptr_array_add (block->rows, cells);
    }
  return *line != NULL ? line + 1 : line;
}

static char **
read_head (PdfSource *self, char **line)
{
  for (; *line != NULL && !g_str_equal (*line, "---"); line++)
    {
      char *colon = strstr (*line, ": ");

      if (colon != NULL)
        g_hash_table_insert (self->head, g_strndup (*line, colon - *line), g_strdup (colon + 2));
    }
  return *line != NULL ? line + 1 : line;
}

static void
read_blocks (PdfSource *self, char **line)
{
  PdfBlock *open = NULL; /* the paragraph that the next line continues */

  while (*line != NULL)
    {
      if (g_str_has_prefix (*line, "::: "))
        {
          line = add_figure (self, line);
          open = NULL;
          continue;
        }
      if (**line == '\0' || add_line (self, *line))
        open = NULL;
      else if (open == NULL)
        open = add_block (self, PDF_BLOCK_PARAGRAPH, *line);
      else
        {
          g_autofree char *before = open->text;

          open->text = g_strconcat (before, " ", *line, NULL);
        }
      line++;
    }
}

/* Reads the file at path; fails only where it cannot be read or is not UTF-8. */
PdfSource *
pdf_source_load (const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  g_auto (GStrv) lines = NULL;
  PdfSource *self;

  if (!g_file_get_contents (path, &bytes, NULL, error))
    return NULL;
  if (!g_utf8_validate (bytes, -1, NULL))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s is not UTF-8", path);
      return NULL;
    }
  self = g_new0 (PdfSource, 1);
  self->head = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  lines = g_strsplit (bytes, "\n", -1);
  read_blocks (self, read_head (self, lines));
  return self;
}

void
pdf_source_free (PdfSource *self)
{
  g_hash_table_unref (self->head);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/* A value of the head, or fallback (which may be NULL). */
const char *
pdf_source_get (PdfSource *self, const char *key, const char *fallback)
{
  const char *value = g_hash_table_lookup (self->head, key);

  return value != NULL ? value : fallback;
}

static void
append_escaped (GString *markup, GString *plain, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (markup, escaped);
  g_string_append_len (plain, text, length);
}

/* "[text](target)" at text: appends it and returns what follows, or NULL where it is no link. */
static const char *
append_link (const char *text, GString *markup, GString *plain, GPtrArray *links)
{
  const char *close = strstr (text, "](");
  const char *end = close != NULL ? strchr (close, ')') : NULL;
  PdfLink *link;

  if (end == NULL)
    return NULL;
  link = g_new0 (PdfLink, 1);
  link->start = plain->len;
  g_string_append (markup, "<span foreground='#1a5a96'>");
  append_escaped (markup, plain, text + 1, close - text - 1);
  g_string_append (markup, "</span>");
  link->end = plain->len;
  link->target = g_strndup (close + 2, end - close - 2);
  g_ptr_array_set_free_func (links, (GDestroyNotify) link_free);
  g_ptr_array_add (links, link);
  return end + 1;
}

/* Turns **bold**, *italic* and [text](target) into Pango markup, and adds the links to links. Returns the plain text.
 */
char *
pdf_inline_parse (const char *text, GString *markup, GPtrArray *links)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean bold = FALSE, italic = FALSE;

  while (*text != '\0')
    {
      const char *after = *text == '[' ? append_link (text, markup, plain, links) : NULL;

      if (after != NULL)
        text = after;
      else if (g_str_has_prefix (text, "**"))
        {
          bold = !bold;
          g_string_append (markup, bold ? "<b>" : "</b>");
          text += 2;
        }
      else if (*text == '*')
        {
          italic = !italic;
          g_string_append (markup, italic ? "<i>" : "</i>");
          text++;
        }
      else
        {
          gsize length = MAX (strcspn (text, "[*"), 1);

          append_escaped (markup, plain, text, length);
          text += length;
        }
    }
  if (bold || italic)
    g_printerr ("a mark is not closed: %s\n", plain->str);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}
