/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What grants and publications out of listings have in common: values, texts, pages. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/listing-record.h"

#include "exchange/grant-text.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ESCAPES 2 /* that markup may be wrapped in */
#define MAX_VALUES 200
#define MAX_ADDRESS 2000
#define MAX_LINE 2000 /* bytes of a line below the summary that several values share */

GPtrArray *
rc_listing_find_values (const RcListingSource *source, GPtrArray *paths)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; paths != NULL && i < paths->len && values->len == 0; i++)
    {
      const RcListingPath *path = g_ptr_array_index (paths, i);

      if (path->literal)
        g_ptr_array_add (values, g_strdup (path->text));
      else
        source->find (source->data, path, values);
      for (guint j = values->len; j-- > 0;)
        if (*g_strstrip (values->pdata[j]) == '\0')
          g_ptr_array_remove_index (values, j);
    }
  return values;
}

GPtrArray *
rc_listing_get_values (const RcListingSource *source, const RcListingField *field)
{
  g_autoptr (GPtrArray) whole = rc_listing_find_values (source, field->paths);
  GPtrArray *parts;

  if (field->separator == NULL)
    return g_steal_pointer (&whole);
  parts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < whole->len; i++)
    {
      g_auto (GStrv) pieces = g_strsplit (whole->pdata[i], field->separator, MAX_VALUES);

      for (char **piece = pieces; *piece != NULL; piece++)
        if (*g_strstrip (*piece) != '\0')
          g_ptr_array_add (parts, g_strdup (*piece));
    }
  return parts;
}

/* Whether a folded text has the word with no letter on either side. */
static gboolean
has_word (const char *text, const char *word)
{
  for (const char *p = text; (p = strstr (p, word)) != NULL; p++)
    {
      const char *behind = p + strlen (word);

      if ((p == text || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (p)))) && !g_unichar_isalpha (g_utf8_get_char (behind)))
        return TRUE;
    }
  return FALSE;
}

const char *
rc_listing_get_meaning (const RcListingField *field, GPtrArray *values, gboolean whole)
{
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *folded = g_utf8_casefold (values->pdata[i], -1);

      for (guint j = 0; j < field->meanings->len; j++)
        {
          const RcListingMeaning *meaning = field->meanings->pdata[j];

          for (char **theirs = meaning->theirs; *theirs != NULL; theirs++)
            if (**theirs != '\0' && (whole ? g_str_equal (folded, *theirs) : has_word (folded, *theirs)))
              return meaning->word;
        }
    }
  return NULL;
}

static gboolean
is_web_address (const char *text)
{
  g_autoptr (GUri) uri = strlen (text) <= MAX_ADDRESS ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && (g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http"))
         && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
}

char *
rc_listing_dup_address (const RcListingSource *source, const RcListingField *field, GPtrArray *values, RcReaderItem *item)
{
  g_autofree char *address = NULL;

  if (values->len == 0)
    return NULL;
  if (field->prefix != NULL && strstr (values->pdata[0], "://") == NULL)
    {
      g_autofree char *escaped = g_uri_escape_string (values->pdata[0], G_URI_RESERVED_CHARS_ALLOWED_IN_PATH "?=&", FALSE);

      address = g_strconcat (field->prefix, escaped, NULL);
    }
  else if (source->address != NULL && strspn (values->pdata[0], "/.?") > 0)
    address = g_uri_resolve_relative (source->address, values->pdata[0], G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  if (address == NULL)
    address = g_strdup (values->pdata[0]);
  if (is_web_address (address))
    return g_steal_pointer (&address);
  rc_reader_item_warn (item, _ ("the link “%.60s” is no web address and was left out"), address);
  return NULL;
}

/* A tag or a character reference, which no plain text has. */
static gboolean
is_marked_up (const char *text)
{
  for (const char *p = text; (p = strpbrk (p, "<&")) != NULL; p++)
    {
      const char *end = p + 1 + (p[1] == '/' || p[1] == '#');

      while (g_ascii_isalnum (*end))
        end++;
      if (end > p + 1 && (*p == '&' ? *end == ';' : g_ascii_isalpha (p[1 + (p[1] == '/')]) && strchr (" >/\n", *end) != NULL && *end != '\0'))
        return TRUE;
    }
  return FALSE;
}

char *
rc_listing_dup_text (const char *value, gboolean one_line)
{
  char *text = rc_html_to_text (value);

  for (guint i = 0; i < MAX_ESCAPES && is_marked_up (text); i++)
    {
      g_autofree char *escaped = text;

      text = rc_html_to_text (escaped);
    }
  return one_line ? g_strdelimit (text, "\n", ' ') : text;
}

void
rc_listing_add_line (char **text, const char *label, GPtrArray *values)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < values->len && line->len < MAX_LINE; i++)
    {
      g_autofree char *value = rc_listing_dup_text (values->pdata[i], FALSE);

      if (rc_listing_is_midnight (value))
        value[10] = '\0';
      g_string_append_printf (line, "%s%s", line->len > 0 ? "; " : "", value);
    }
  if (line->len == 0)
    return;
  g_string_prepend (line, ": ");
  g_string_prepend (line, label);
  if (*text != NULL && **text != '\0')
    {
      g_string_prepend_c (line, '\n');
      g_string_prepend (line, *text);
    }
  g_free (*text);
  *text = g_string_free (g_steal_pointer (&line), FALSE);
}

void
rc_listing_add_forecast (char **text)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();

  g_ptr_array_add (line, (gpointer) "forecast");
  rc_listing_add_line (text, "Status", line);
}

void
rc_listing_read_record (const RcListingSource *source, RcReaderItem *item)
{
  if (source->mapping->kind == RC_KIND_GRANT)
    rc_listing_read_grant (source, item);
  else
    rc_listing_read_publication (source, item);
}

void
rc_listing_note_control (GHashTable *seen, RcReaderItem *item)
{
  if (item->control == NULL && item->record != NULL)
    rc_reader_item_warn (item, _ ("the record has nothing to know it again by"));
  else if (item->control != NULL && !g_hash_table_add (seen, g_strdup (item->control)))
    rc_reader_item_warn (item, _ ("another record of the answer is known by “%.60s”, too"), item->control);
}

static gboolean
read_number (const char *value, guint64 *number)
{
  *number = 0;
  return value != NULL && g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT32, number, NULL);
}

void
rc_listing_read_page (const RcListingMapping *mapping, const char *const *values, guint64 n_records, RcListingPage *page)
{
  guint64 start, number, pages, size;

  page->whole = mapping->whole;
  read_number (values[RC_LISTING_TOTAL], &page->announced);
  if (values[RC_LISTING_NEXT] != NULL && *values[RC_LISTING_NEXT] != '\0')
    page->next = g_strdup (values[RC_LISTING_NEXT]);
  else if (n_records == 0 || mapping->places[RC_LISTING_NEXT] != NULL)
    return;
  else if (read_number (values[RC_LISTING_START], &start))
    {
      if (start + n_records < page->announced)
        page->next = g_strdup_printf ("%" G_GUINT64_FORMAT, start + n_records);
    }
  else if (read_number (values[RC_LISTING_PAGE], &number))
    {
      if (read_number (values[RC_LISTING_PAGES], &pages)
              ? number < pages
              : read_number (values[RC_LISTING_SIZE], &size) && number * size < page->announced)
        page->next = g_strdup_printf ("%" G_GUINT64_FORMAT, number + 1);
    }
}
