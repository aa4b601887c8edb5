/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses a source may have. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <glib/gi18n.h>

#include "refresh/address.h"
#include "refresh/refresh.h"

/* Everything that IANA keeps from the open internet, and the IPv6 forms that carry an IPv4 address inside. */
static const char *const LOCAL_NETWORKS[] = {
  "0.0.0.0/8",      "10.0.0.0/8",  "100.64.0.0/10", "127.0.0.0/8",  "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
  "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
  "::/96",          "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64",    "2001::/32",     "2002::/16",
  "fc00::/7",       "fe80::/10",   "fec0::/10",     "ff00::/8",
};

gboolean
rc_address_is_local (GInetAddress *address)
{
  g_return_val_if_fail (G_IS_INET_ADDRESS (address), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (LOCAL_NETWORKS); i++)
    {
      g_autoptr (GInetAddressMask) network = g_inet_address_mask_new_from_string (LOCAL_NETWORKS[i], NULL);

      g_assert (network != NULL);
      if (g_inet_address_mask_matches (network, address))
        return TRUE;
    }
  return FALSE;
}

static gboolean
names_this_machine (const char *host)
{
  return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost");
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port != -1)
    return port;
  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

char *
rc_refresh_check_address (const char *url, gboolean allow_http)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GInetAddress) literal = NULL;
  const char *host;

  g_return_val_if_fail (url != NULL, NULL);

  if (!g_utf8_validate (url, -1, NULL))
    return g_strdup (N_ ("the address is not valid text"));
  uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_SCHEME_NORMALIZE, &error);
  if (uri == NULL)
    return g_strdup_printf (N_ ("“%s” is no web address"), url);
  if (g_str_equal (g_uri_get_scheme (uri), "http"))
    {
      if (!allow_http)
        return g_strdup (N_ ("the address is plain http: anybody on the way could change it"));
    }
  else if (!g_str_equal (g_uri_get_scheme (uri), "https"))
    return g_strdup_printf (N_ ("“%s” is no https address"), url);
  host = g_uri_get_host (uri);
  if (host == NULL || *host == '\0')
    return g_strdup_printf (N_ ("“%s” names no server"), url);
  if (g_uri_get_userinfo (uri) != NULL)
    return g_strdup (N_ ("the address holds a user name or a password"));
  literal = g_inet_address_new_from_string (host);
  if (!allow_http && (names_this_machine (host) || (literal != NULL && rc_address_is_local (literal))))
    return g_strdup_printf (N_ ("%s is an address of this machine or the local network"), host);
  return NULL;
}

char *
rc_address_check_redirect (const char *from, const char *to, gboolean allow_http)
{
  g_autoptr (GUri) old = NULL;
  g_autoptr (GUri) new = NULL;
  char *fault = rc_refresh_check_address (to, allow_http);

  if (fault != NULL)
    return fault;
  old = g_uri_parse (from, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  new = g_uri_parse (to, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  g_return_val_if_fail (old != NULL && new != NULL, g_strdup (N_ ("the redirect cannot be read")));
  if (g_str_equal (g_uri_get_scheme (old), "https") && !g_str_equal (g_uri_get_scheme (new), "https"))
    return g_strdup (N_ ("it leads from https to plain http"));
  if (g_uri_get_port (new) != -1 && get_port (new) != 443 && get_port (new) != 80 && get_port (new) != get_port (old))
    return g_strdup_printf (N_ ("it leads to port %d"), get_port (new));
  return NULL;
}
