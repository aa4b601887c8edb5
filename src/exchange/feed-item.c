/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grant that is made of an item of a feed. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/feed-item.h"

#include "exchange/call-text.h"
#include "exchange/deadline-prose.h"
#include "exchange/eligibility-prose.h"
#include "exchange/grant-text.h"
#include "exchange/languages.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SUBJECTS 50
#define SUBSTITUTE_TITLE 80 /* letters of the text */

void
rc_feed_item_init (RcFeedItem *self)
{
  memset (self, 0, sizeof *self);
  self->subjects = g_ptr_array_new_with_free_func (g_free);
}

void
rc_feed_item_clear (RcFeedItem *self)
{
  g_free (self->title);
  g_free (self->id);
  g_free (self->link);
  g_free (self->summary);
  g_free (self->content);
  g_free (self->funder);
  g_free (self->language);
  g_free (self->date);
  g_ptr_array_unref (self->subjects);
}

void
rc_feed_item_keep (char **member, char *text)
{
  if (*member == NULL && text != NULL && *text != '\0')
    *member = text;
  else
    g_free (text);
}

void
rc_feed_item_take_subject (RcFeedItem *self, char *subject)
{
  gboolean known;

  g_strdelimit (g_strstrip (subject), "\r\n\t", ' ');
  known = *subject == '\0' || g_ptr_array_find_with_equal_func (self->subjects, subject, g_str_equal, NULL);

  if (!known && self->subjects->len >= MAX_SUBJECTS)
    self->has_more = TRUE;
  if (known || self->subjects->len >= MAX_SUBJECTS)
    g_free (subject);
  else
    g_ptr_array_add (self->subjects, subject);
}

gboolean
rc_feed_is_web_address (const char *text)
{
  return text != NULL && (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://"));
}

char *
rc_feed_resolve (const char *base, const char *link)
{
  if (rc_feed_is_web_address (link))
    return g_strdup (link);
  if (!rc_feed_is_web_address (base))
    return NULL;
  return g_uri_resolve_relative (base, link, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
}

/* The first line, or as much of it as does for a title. */
static char *
dup_start (const char *text)
{
  const char *line = strchr (text, '\n');
  g_autofree char *first = line != NULL ? g_strndup (text, (gsize) (line - text)) : g_strdup (text);

  if (g_utf8_strlen (first, -1) <= SUBSTITUTE_TITLE)
    return g_steal_pointer (&first);
  *g_utf8_offset_to_pointer (first, SUBSTITUTE_TITLE) = '\0';
  return g_strconcat (first, "…", NULL);
}

/* "Sun, 22 Nov 2026 10:00:00 GMT", "2026-11-22T10:00:00Z": noon of that day. 0 when it is none. */
static gint64
read_published (const char *text)
{
  const char *comma = text != NULL ? strchr (text, ',') : NULL, *end;
  int year, month, day;
  g_autoptr (GDateTime) noon = NULL;

  if (text == NULL
      || (!rc_date_from_prose (text, &year, &month, &day, &end)
          && (comma == NULL || !rc_date_from_prose (comma + 1, &year, &month, &day, &end))))
    return 0;
  noon = g_date_time_new_utc (year, month, day, 12, 0, 0);
  return noon != NULL ? g_date_time_to_unix (noon) : 0;
}

/* The short text is often the beginning of the whole one: a deadline that stands in both is one. */
static void
read_deadlines (RcFeedItem *self, RcGrant *grant, RcReader *reader, RcReaderItem *item)
{
  const char *const texts[] = { self->title, self->summary, self->content };
  RcDeadlineContext context = rc_reader_get_deadline_context (reader, self->language);
  gboolean understood = TRUE;

  context.published = read_published (self->date);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);

      if (texts[i] == NULL)
        continue;
      understood = rc_deadlines_read (texts[i], &context, found) && understood;
      for (guint j = 0; j < found->len; j++)
        {
          RcDeadline *deadline = g_ptr_array_index (found, j);
          g_autofree char *text = rc_deadline_to_string (deadline);
          gboolean known = FALSE;

          for (guint k = 0; k < grant->deadlines->len && !known; k++)
            {
              g_autofree char *other = rc_deadline_to_string (g_ptr_array_index (grant->deadlines, k));

              known = g_str_equal (text, other);
            }
          if (!known)
            g_ptr_array_add (grant->deadlines, rc_deadline_copy (deadline));
        }
    }
  if (!understood)
    rc_reader_item_warn (item, _ ("the text speaks of a deadline that was not understood"));
}

/* What stands for a title that is not there. */
static void
find_title (RcFeedItem *self, RcReaderItem *item)
{
  const char *text = self->summary != NULL ? self->summary : self->content;
  const char *address = self->link != NULL ? self->link : self->id;

  if (self->title != NULL)
    return;
  if (text != NULL)
    {
      self->title = dup_start (text);
      rc_reader_item_warn (item, _ ("no title: the text's beginning stands for it"));
    }
  else if (address != NULL)
    {
      self->title = g_strdup (address);
      rc_reader_item_warn (item, _ ("no title and no text: the address stands for them"));
    }
}

void
rc_feed_item_make_grant (RcFeedItem *self, RcReader *reader, RcReaderItem *item)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  const char *language = rc_reader_get_language (reader);

  if (self->link == NULL && self->id_is_link && rc_feed_is_web_address (self->id))
    self->link = g_strdup (self->id);
  item->control = g_strdup (self->id != NULL ? self->id : self->link);
  find_title (self, item);
  if (self->title == NULL)
    {
      rc_reader_item_reject (item, _ ("the item has neither a title nor a text"));
      return;
    }
  if (item->control == NULL)
    rc_reader_item_warn (item, _ ("the item has neither an id nor a link to know it again by"));
  read_deadlines (self, grant, reader, item);
  g_free (grant->title);
  grant->title = g_steal_pointer (&self->title);
  /* Who may apply is in the whole text, where there is one. */
  if (self->summary == NULL || (self->content != NULL && strlen (self->content) > strlen (self->summary)))
    grant->summary = g_steal_pointer (&self->content);
  else
    grant->summary = g_steal_pointer (&self->summary);
  grant->eligibility = grant->summary != NULL ? rc_call_text_dup_who (grant->summary) : NULL;
  grant->funder = g_steal_pointer (&self->funder);
  grant->language = g_steal_pointer (&self->language);
  if (grant->language == NULL && language != NULL)
    grant->language = rc_language_to_marc (language);
  if (self->link != NULL && !rc_feed_is_web_address (self->link))
    rc_reader_item_warn (item, _ ("the link “%.60s” is no web address and was left out"), self->link);
  else
    grant->url = g_steal_pointer (&self->link);
  if (self->has_more)
    rc_reader_item_warn (item, _ ("it has more than %d subjects: the others were left out"), MAX_SUBJECTS);
  if (grant->summary != NULL && rc_html_was_cut (grant->summary))
    rc_reader_item_warn (item, _ ("the text is longer than %d KiB: the rest was left out"), RC_HTML_TEXT_MAX / 1024);
  g_strfreev (grant->subjects);
  g_ptr_array_add (self->subjects, NULL);
  grant->subjects = g_strdupv ((GStrv) self->subjects->pdata);
  g_ptr_array_set_size (self->subjects, (gint) self->subjects->len - 1);
  rc_grant_propose_facts (grant);
  item->record = rc_record_new_grant (item->control, g_steal_pointer (&grant));
}
