/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses a source may have and may not. */
#include "config.h"

#include "refresh/address.h"
#include "refresh/refresh.h"

static void
assert_address (const char *url, gboolean allow_http, gboolean good)
{
  g_autofree char *fault = rc_refresh_check_address (url, allow_http);

  if ((fault == NULL) != good)
    g_error ("%s: %s", url, fault != NULL ? fault : "allowed");
}

static void
test_check (void)
{
  assert_address ("https://example.org/feed", FALSE, TRUE);
  assert_address ("HTTPS://example.org:8443/feed?x=1#y", FALSE, TRUE);
  assert_address ("http://example.org/feed", FALSE, FALSE);
  assert_address ("http://example.org/feed", TRUE, TRUE);
  assert_address ("http://127.0.0.1:8080/", TRUE, TRUE);
  assert_address ("https://127.0.0.1/", FALSE, FALSE);
  assert_address ("https://localhost/", FALSE, FALSE);
  assert_address ("https://[::1]/", FALSE, FALSE);
  assert_address ("https://192.168.1.7/", FALSE, FALSE);
  assert_address ("https://user:word@example.org/", FALSE, FALSE);
  assert_address ("file:///etc/passwd", TRUE, FALSE);
  assert_address ("ftp://example.org/", TRUE, FALSE);
  assert_address ("example.org", TRUE, FALSE);
  assert_address ("", TRUE, FALSE);
  assert_address ("https://", TRUE, FALSE);
  assert_address ("https://\xff", TRUE, FALSE);
}

static void
test_local (void)
{
  const char *const local[] = { "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254",
                                "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1",
                                "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1" };
  const char *const open[] = { "8.8.8.8", "172.32.0.1", "100.128.0.1", "193.0.0.1", "2a00:1450::1" };

  for (guint i = 0; i < G_N_ELEMENTS (local); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (local[i]);

      if (!rc_address_is_local (address))
        g_error ("%s is local", local[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (open[i]);

      if (rc_address_is_local (address))
        g_error ("%s is not local", open[i]);
    }
}

static void
assert_redirect (const char *from, const char *to, gboolean allow_http, gboolean good)
{
  g_autofree char *fault = rc_address_check_redirect (from, to, allow_http);

  if ((fault == NULL) != good)
    g_error ("%s to %s: %s", from, to, fault != NULL ? fault : "allowed");
}

static void
test_redirect (void)
{
  assert_redirect ("https://a.org/", "https://www.a.org/", FALSE, TRUE);
  assert_redirect ("https://a.org/", "http://a.org/", FALSE, FALSE);
  assert_redirect ("https://a.org/", "http://a.org/", TRUE, FALSE);
  assert_redirect ("http://a.org/", "https://a.org/", TRUE, TRUE);
  assert_redirect ("https://a.org/", "https://a.org:8443/", FALSE, FALSE);
  assert_redirect ("https://a.org:8443/", "https://a.org:8443/b", FALSE, TRUE);
  assert_redirect ("https://a.org/", "https://127.0.0.1/", FALSE, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refresh/address/check", test_check);
  g_test_add_func ("/refresh/address/local", test_local);
  g_test_add_func ("/refresh/address/redirect", test_redirect);
  return g_test_run ();
}
