/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants out of calendars (iCalendar): each event and each task by itself, so that one that is broken costs no other. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/ics-event.h"
#include "exchange/plain-text.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TTL (366 * 24 * 60) /* minutes: a year */

struct _RcIcsReader
{
  RcReader parent_instance;

  gboolean loaded, ended;
  const char *at, *end; /* of the window of the input, which has the whole calendar */
  RcIcsCalendar calendar;
};

#define RC_TYPE_ICS_READER (rc_ics_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcIcsReader, rc_ics_reader, RC, ICS_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcIcsReader, rc_ics_reader, RC_TYPE_READER)

static const char *
find_line_end (const char *at, const char *end)
{
  const char *stop = memchr (at, '\n', (gsize) (end - at));

  return stop != NULL ? stop + 1 : end;
}

/* The line is this one, whatever its letters and its end. */
static gboolean
is_line (const char *at, const char *end, const char *line)
{
  gsize length = strlen (line);

  if ((gsize) (end - at) < length || g_ascii_strncasecmp (at, line, length) != 0)
    return FALSE;
  for (at += length; at < end && *at != '\n'; at++)
    if (!g_ascii_isspace (*at))
      return FALSE;
  return TRUE;
}

/* Lines were cut in the middle of letters: their bytes are put together before they are read as text. */
static GString *
unfold (const char *data, gsize length, const char *encoding, RcReaderItem *item)
{
  g_autoptr (GString) bytes = g_string_sized_new (length);
  const char *end = data + length;

  for (const char *at = data; at < end;)
    {
      const char *stop = find_line_end (at, end), *text_end = stop;

      while (text_end > at && (text_end[-1] == '\n' || text_end[-1] == '\r'))
        text_end--;
      g_string_append_len (bytes, at, text_end - at);
      at = stop;
      if (at < end && (*at == ' ' || *at == '\t'))
        at++;
      else
        g_string_append (bytes, "\r\n");
    }
  return rc_plain_text_decode (bytes->str, bytes->len, encoding, item);
}

/* The component that begins with this line, up to its end. NULL when another one begins before, or the calendar ends. */
static const char *
find_component_end (const char *at, const char *end, const char *name)
{
  g_autofree char *last = g_strconcat ("END:", name, NULL);
  g_autofree char *first = g_strconcat ("BEGIN:", name, NULL);

  for (at = find_line_end (at, end); at < end; at = find_line_end (at, end))
    if (is_line (at, end, last))
      return find_line_end (at, end);
    else if (is_line (at, end, first) || is_line (at, end, "BEGIN:VEVENT") || is_line (at, end, "BEGIN:VTODO") || is_line (at, end, "END:VCALENDAR"))
      return NULL;
  return NULL;
}

/* "PT1H" in minutes; 0 for what is none. */
static guint
read_duration (const char *text)
{
  struct icaldurationtype duration = icaldurationtype_from_string (text);
  int seconds = icaldurationtype_is_bad_duration (duration) ? 0 : icaldurationtype_as_int (duration);

  return seconds > 0 ? MIN ((guint) seconds / 60, MAX_TTL) : 0;
}

/* What the calendar says of itself: the lines that are in none of its components. */
static void
read_own_line (RcIcsReader *self, const char *at, const char *end)
{
  g_autofree char *line = g_strstrip (g_strndup (at, (gsize) (find_line_end (at, end) - at)));
  RcListingPage *page = rc_reader_edit_page (RC_READER (self));
  const char *value = strchr (line, ':');
  g_autofree char *name = g_strndup (line, strcspn (line, ":;"));

  if (value == NULL)
    return;
  value++;
  if (g_ascii_strcasecmp (name, "X-WR-TIMEZONE") == 0 && self->calendar.zone == NULL)
    self->calendar.zone = g_utf8_make_valid (value, -1);
  else if (g_ascii_strcasecmp (name, "METHOD") == 0)
    self->calendar.cancelled = g_ascii_strcasecmp (value, "CANCEL") == 0;
  else if (g_ascii_strcasecmp (name, "REFRESH-INTERVAL") == 0 || g_ascii_strcasecmp (name, "X-PUBLISHED-TTL") == 0)
    page->ttl_minutes = read_duration (value);
}

/* Zones may stand behind the events that need them. */
static void
read_calendar (RcIcsReader *self)
{
  const char *encoding = rc_reader_get_encoding (RC_READER (self));
  g_autoptr (GString) zones = g_string_new ("BEGIN:VCALENDAR\r\n");
  guint depth = 0;

  for (const char *at = self->at, *stop; at < self->end; at = stop)
    {
      stop = find_line_end (at, self->end);
      if (is_line (at, self->end, "BEGIN:VTIMEZONE"))
        {
          const char *last = find_component_end (at, self->end, "VTIMEZONE");

          if (last != NULL)
            {
              g_autoptr (GString) text = unfold (at, (gsize) (last - at), encoding, NULL);

              g_string_append_len (zones, text->str, (gssize) text->len);
              stop = last;
            }
        }
      else if (g_ascii_strncasecmp (at, "BEGIN:", MIN (6, self->end - at)) == 0 && self->end - at > 6)
        depth++;
      else if (g_ascii_strncasecmp (at, "END:", MIN (4, self->end - at)) == 0 && depth > 0)
        depth--;
      else if (depth <= 1)
        read_own_line (self, at, self->end);
      self->ended = self->ended || is_line (at, self->end, "END:VCALENDAR");
    }
  g_string_append (zones, "END:VCALENDAR\r\n");
  self->calendar.zones = icalparser_parse_string (zones->str);
  self->calendar.context = rc_reader_get_deadline_context (RC_READER (self), NULL);
  if (self->calendar.zone == NULL)
    self->calendar.zone = g_strdup (self->calendar.context.zone);
}

static gboolean
load (RcIcsReader *self, GCancellable *cancellable, GError **error)
{
  RcInput *input = rc_reader_get_input (RC_READER (self));
  const char *data;
  gsize length;

  if (!rc_input_fill (input, RC_MAX_DOCUMENT_BYTES + 1, cancellable, error))
    return FALSE;
  data = rc_input_peek (input, &length);
  if (length > RC_MAX_DOCUMENT_BYTES)
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the calendar has more than %d MiB"), RC_MAX_DOCUMENT_BYTES / 1024 / 1024);
      return FALSE;
    }
  self->at = data;
  self->end = data + length;
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    self->at += 3;
  while (self->at < self->end && g_ascii_isspace (*self->at))
    self->at++;
  /* One event is sent without its calendar. */
  self->ended = is_line (self->at, self->end, "BEGIN:VEVENT") || is_line (self->at, self->end, "BEGIN:VTODO");
  if (!self->ended && !is_line (self->at, self->end, "BEGIN:VCALENDAR"))
    {
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("this is no calendar: it does not begin with BEGIN:VCALENDAR"));
      return FALSE;
    }
  read_calendar (self);
  self->loaded = TRUE;
  return TRUE;
}

static RcReaderItem *
make_item (RcIcsReader *self, const char *start, const char *stop, gboolean whole)
{
  RcReader *reader = RC_READER (self);
  RcReaderItem *item = rc_reader_new_item (reader);
  g_autoptr (GString) text = NULL;
  icalcomponent *event;

  item->raw = g_bytes_new (start, (gsize) (stop - start));
  if (!whole || (gsize) (stop - start) > RC_MAX_RECORD_BYTES)
    {
      rc_reader_item_reject (item, whole ? _ ("the event is implausibly long") : _ ("the event is broken off"));
      return item;
    }
  text = unfold (start, (gsize) (stop - start), rc_reader_get_encoding (reader), item);
  event = icalparser_parse_string (text->str);
  if (event == NULL || (icalcomponent_isa (event) != ICAL_VEVENT_COMPONENT && icalcomponent_isa (event) != ICAL_VTODO_COMPONENT))
    rc_reader_item_reject (item, _ ("the event cannot be read"));
  else
    rc_ics_read_event (&self->calendar, event, item);
  g_clear_pointer (&event, icalcomponent_free);
  return item;
}

static RcReaderItem *
rc_ics_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  static const char *const names[] = { "VEVENT", "VTODO" };
  RcIcsReader *self = RC_ICS_READER (reader);

  if (!self->loaded && !load (self, cancellable, error))
    return NULL;
  for (; self->at < self->end; self->at = find_line_end (self->at, self->end))
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autofree char *line = g_strconcat ("BEGIN:", names[i], NULL);
        const char *start = self->at, *stop;

        if (!is_line (start, self->end, line))
          continue;
        stop = find_component_end (start, self->end, names[i]);
        self->at = stop != NULL ? stop : find_line_end (start, self->end);
        return make_item (self, start, self->at, stop != NULL);
      }
  /* What is missing may be most of it. */
  if (!self->ended)
    g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the calendar is broken off: it has no END:VCALENDAR"));
  return NULL;
}

static void
rc_ics_reader_finalize (GObject *object)
{
  rc_ics_calendar_clear (&RC_ICS_READER (object)->calendar);
  G_OBJECT_CLASS (rc_ics_reader_parent_class)->finalize (object);
}

static void
rc_ics_reader_class_init (RcIcsReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_ics_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_ics_reader_next;
}

static void
rc_ics_reader_init (RcIcsReader *self)
{
}
