/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of calendars. */
#include "tests/exchange/read-all.h"

#define CALENDAR(inner) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" inner "END:VCALENDAR\r\n"
#define EVENT(inner) "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Call\r\n" inner "END:VEVENT\r\n"

static const RcGrant *
get_grant (GPtrArray *items, guint index)
{
  const RcReaderItem *item = get_item (items, index);

  g_assert_cmpstr (item->rejection, ==, NULL);
  return item->record->grant;
}

static void
assert_deadline (const char *inner, const char *expected)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Asia/Tashkent\r\n", inner, "END:VCALENDAR\r\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (text, -1, RC_FORMAT_AUTO, &error);
  g_autofree char *deadline = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (get_grant (items, 0)->deadlines->len, >=, 1);
  deadline = rc_deadline_to_string (get_grant (items, 0)->deadlines->pdata[0]);
  g_assert_cmpstr (deadline, ==, expected);
}

static void
test_times (void)
{
  assert_deadline (EVENT ("DTSTART;TZID=Europe/Brussels:20361130T170000\r\n"), "2036-11-30 17:00 Europe/Brussels");
  assert_deadline (EVENT ("DTSTART:20361130T170000Z\r\n"), "2036-11-30 17:00 UTC+00:00");
  assert_deadline (EVENT ("DTSTART:20361130T170000\r\n"), "2036-11-30 17:00 Asia/Tashkent");
  /* A day that is whole ends on the day after it, and a program's hour is none. */
  assert_deadline (EVENT ("DTSTART;VALUE=DATE:20361130\r\nDTEND;VALUE=DATE:20361201\r\n"), "2036-11-30 Asia/Tashkent");
  assert_deadline (EVENT ("DTSTART;VALUE=DATE:20361101\r\nDTEND;VALUE=DATE:20361201\r\n"), "2036-11-30 Asia/Tashkent");
  assert_deadline (EVENT ("DTSTART:20361130T170000Z\r\nDTEND:20361130T180000Z\r\n"), "2036-11-30 17:00 UTC+00:00");
  assert_deadline (EVENT ("DTSTART:20361101T080000Z\r\nDTEND:20361130T180000Z\r\n"), "2036-11-30 18:00 UTC+00:00");
  assert_deadline (EVENT ("DTSTART;TZID=Nowhere:20361130T170000\r\n"), "2036-11-30");
  assert_deadline (EVENT ("DTSTART;TZID=/x.org/Europe/Berlin:20361130T170000\r\n"), "2036-11-30 17:00 Europe/Berlin");
  assert_deadline (EVENT ("DTSTART;VALUE=DATE:20260430\r\nRRULE:FREQ=YEARLY\r\n"), "yearly 2026-04-30 Asia/Tashkent");
  assert_deadline ("BEGIN:VTODO\r\nUID:1\r\nSUMMARY:Call\r\nDTSTART:20361101T080000Z\r\nDUE:20361130T180000Z\r\nEND:VTODO\r\n",
                   "2036-11-30 18:00 UTC+00:00");
  assert_deadline (EVENT ("DTSTART;TZID=Office:20360630T170000\r\n")
                   "BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\n"
                   "END:STANDARD\r\nEND:VTIMEZONE\r\n", "2036-06-30 17:00 UTC+05:30");
}

static void
test_event (void)
{
  const char *ics = CALENDAR (
      "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"
      "BEGIN:VEVENT\r\nUID:a@x\r\nRECURRENCE-ID:20361130T170000Z\r\nDTSTART:20361130T170000Z\r\nSUMMARY;LANGUAGE=ru:Конкур\xd1\r\n \x81 для всех\r\n"
      "DESCRIPTION:One\\nTwo\\, three\r\nURL:https://example.org/1\r\nCATEGORIES:water,science\r\nORGANIZER;CN=UNESCO:mailto:x@example.org\r\n"
      "STATUS:CANCELLED\r\nthis is no line\r\nBEGIN:VALARM\r\nTRIGGER:-PT1H\r\nACTION:DISPLAY\r\nDESCRIPTION:no\r\nEND:VALARM\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:c\r\n"
      "BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:D\r\nDTSTART:20361399T170000Z\r\nEND:VEVENT\r\n");
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (ics, (gssize) strlen (ics), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (ics, -1, RC_FORMAT_AUTO, &error);
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_ICS, NULL, NULL, NULL);
  const RcGrant *grant;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 4);
  grant = get_grant (items, 0);
  g_assert_cmpstr (get_item (items, 0)->control, ==, "a@x#20361130T170000Z");
  g_assert_cmpstr (grant->title, ==, "Конкурс для всех");
  g_assert_cmpstr (grant->language, ==, "rus");
  g_assert_cmpstr (grant->summary, ==, "One\nTwo, three");
  g_assert_cmpstr (grant->url, ==, "https://example.org/1");
  g_assert_cmpstr (grant->subjects[0], ==, "water");
  g_assert_cmpstr (grant->subjects[1], ==, "science");
  g_assert_cmpstr (grant->funder, ==, "UNESCO");
  g_assert_cmpint (grant->closed, ==, RC_GRANT_CLOSED);
  g_assert_nonnull (get_item (items, 1)->rejection);
  g_assert_nonnull (get_item (items, 2)->rejection);
  g_assert_cmpuint (get_grant (items, 3)->deadlines->len, ==, 0);
  assert_warned (get_item (items, 3), "it has no day");
  rc_reader_item_free (rc_reader_next (reader, NULL, NULL));
  g_assert_cmpuint (rc_reader_get_page (reader)->ttl_minutes, ==, 720);
}

/* As one event is sent. */
static void
test_bare (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (EVENT ("DTSTART:20361130T170000Z\r\n"), -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpuint (get_grant (items, 0)->deadlines->len, ==, 1);
}

static void
test_broken (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cut = read_all ("BEGIN:VCALENDAR\r\n" EVENT ("DTSTART:20361130T170000Z\r\n") "BEGIN:VEVENT\r\nSUMM", -1, RC_FORMAT_AUTO, &error);
  g_autoptr (GPtrArray) none = NULL;

  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_assert_cmpuint (cut->len, ==, 2);
  g_assert_nonnull (get_item (cut, 1)->rejection);
  g_clear_error (&error);
  none = read_all ("<html>", -1, RC_FORMAT_ICS, &error);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ics/times", test_times);
  g_test_add_func ("/ics/event", test_event);
  g_test_add_func ("/ics/bare", test_bare);
  g_test_add_func ("/ics/broken", test_broken);
  return g_test_run ();
}
