/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One name for a web address however it is written. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/web-address.h"

#include <string.h>

/* Parameters that tell where a reader came from, or what he holds. */
static const char *const tracking[] = { "fbclid", "gclid", "yclid", "msclkid", "dclid", "igshid", "mc_cid", "mc_eid", "_ga", "_gl", "phpsessid",
                                        "jsessionid", "sid", "sessionid", "ref", "referrer", "spm", "cmpid", "_openstat", NULL };
static const char *const trackers[] = { "utm_", "pk_", "mtm_", "hsa_", "vero_", NULL };
/* What a server shows of a folder. */
static const char *const indexes[] = { "index.html", "index.htm", "index.php", "default.aspx", "default.asp", NULL };

static gboolean
is_tracking (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; trackers[i] != NULL; i++)
    if (g_str_has_prefix (lower, trackers[i]))
      return TRUE;
  return g_strv_contains (tracking, lower);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The parameters in one order; NULL for none. */
static char *
dup_query (const char *query)
{
  g_auto (GStrv) parts = g_strsplit (query != NULL ? query : "", "&", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (parts[i], strcspn (parts[i], "="));

      if (*parts[i] != '\0' && !is_tracking (name))
        g_ptr_array_add (kept, parts[i]);
    }
  if (kept->len == 0)
    return NULL;
  g_ptr_array_sort (kept, compare_texts);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("&", (char **) kept->pdata);
}

/* The path without what makes no difference. */
static char *
dup_path (const char *path)
{
  g_autofree char *kept = g_strdup (path);
  char *slash;

  /* A session that stands in the path. */
  if (strstr (kept, ";jsessionid=") != NULL)
    *strstr (kept, ";jsessionid=") = '\0';
  slash = strrchr (kept, '/');
  if (slash != NULL)
    {
      g_autofree char *last = g_ascii_strdown (slash + 1, -1);

      if (g_strv_contains (indexes, last))
        slash[1] = '\0';
    }
  while (g_str_has_suffix (kept, "/"))
    kept[strlen (kept) - 1] = '\0';
  return g_steal_pointer (&kept);
}

static char *
dup_doi (const char *host, const char *path)
{
  g_autofree char *lower = NULL;

  if (!g_str_equal (host, "doi.org") && !g_str_equal (host, "dx.doi.org"))
    return NULL;
  while (*path == '/')
    path++;
  lower = g_utf8_strdown (path, -1);
  return g_str_has_prefix (lower, "10.") ? g_strconcat ("doi:", lower, NULL) : NULL;
}

/* An ark is the same at whatever server; hyphens in it mean nothing, and what follows its name is a variant. */
static char *
dup_ark (const char *path)
{
  const char *at = strstr (path, "ark:");
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) name = NULL;

  if (at == NULL)
    return NULL;
  at += strlen ("ark:");
  parts = g_strsplit (*at == '/' ? at + 1 : at, "/", 3);
  if (g_strv_length (parts) < 2 || *parts[0] == '\0' || *parts[1] == '\0')
    return NULL;
  name = g_string_new (parts[1]);
  g_string_replace (name, "-", "", 0);
  return g_strconcat ("ark:", parts[0], "/", name->str, NULL);
}

static char *
dup_host (const char *host)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);
  g_autofree char *lower = g_ascii_strdown (ascii != NULL ? ascii : host, -1);

  while (g_str_has_suffix (lower, "."))
    lower[strlen (lower) - 1] = '\0';
  return g_strdup (g_str_has_prefix (lower, "www.") ? lower + strlen ("www.") : lower);
}

char *
rc_web_address_dup_name (const char *address)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (address != NULL ? address : ""));
  g_autofree char *whole = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autofree char *query = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *fragment;
  char *number;

  if (g_ascii_strncasecmp (trimmed, "doi:", strlen ("doi:")) == 0)
    return dup_doi ("doi.org", trimmed + strlen ("doi:"));
  if (g_str_has_prefix (trimmed, "ark:"))
    return dup_ark (trimmed);
  whole = strstr (trimmed, "://") != NULL ? g_strdup (trimmed) : g_strconcat ("https://", trimmed, NULL);
  uri = g_uri_parse (whole, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED_QUERY | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || strchr (g_uri_get_host (uri), '.') == NULL ||
      (!g_str_equal (g_uri_get_scheme (uri), "http") && !g_str_equal (g_uri_get_scheme (uri), "https")))
    return NULL;
  host = dup_host (g_uri_get_host (uri));
  number = dup_doi (host, g_uri_get_path (uri));
  if (number == NULL)
    number = dup_ark (g_uri_get_path (uri));
  if (number != NULL)
    return number;
  path = dup_path (g_uri_get_path (uri));
  query = dup_query (g_uri_get_query (uri));
  /* Pages that a script draws are told apart by it. */
  fragment = g_uri_get_fragment (uri);
  if (fragment != NULL && *fragment != '/' && *fragment != '!')
    fragment = NULL;
  if (*path == '\0' && query == NULL && fragment == NULL)
    return NULL;
  return g_strconcat (host, path, query != NULL ? "?" : "", query != NULL ? query : "", fragment != NULL ? "#" : "",
                      fragment != NULL ? fragment : "", NULL);
}
