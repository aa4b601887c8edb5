/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identifiers that are one however they are typed. */
#include "text/keys.h"

#include <string.h>

/* The key first. */
static const char *const same[][10] = {
  { "9789231042805", "9789231042805", "978-92-3-104280-5", "ISBN 978-92-3-104280-5", "ISBN-13: 978–92–3–104280–5",
    "urn:isbn:9789231042805", "978-92-3-104280-5 (pbk.)", "9789231042805 : 25 USD" },
  { "080442957x", "0-8044-2957-X", "080442957x", "0 8044 2957 Х" },
  { "00418773", "0041-8773", "ISSN 0041-8773", "00418773" },
  { "1054679abcd1234", "10.54679/ABCD1234", "https://doi.org/10.54679/abcd1234", "doi:10.54679/ABCD-1234",
    "DOI 10.54679/abcd1234", "http://dx.doi.org/10.54679/ABCD1234" },
  { "pf0000377433", "pf0000377433", "ark:/48223/pf0000377433", "https://unesdoc.unesco.org/ark:/48223/pf0000377433/eng",
    "ark:48223/pf0000377433", "https://unesdoc.unesco.org/ark:/48223/pf0000377433.locale=en", "PF0000377433" },
  { "43c57", "43 C/57", "43C/57", "43c57", "43 С/57" },
  { "sres2347", "S/RES/2347", "s res 2347", "S/RES/2347 " },
  { "sc2001ws12", "SC-2001/WS/12", "sc 2001 ws 12", "SC‑2001／WS／12" },
  { "191ex4", "191 EX/4", "191EX/4" },
  { "0001234567", "0001234567", "000-123-4567" },
  { "821161193", "821.161.1-93", "821.161.1–93" },
};

static void
test_same (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    for (guint j = 1; j < G_N_ELEMENTS (same[i]) && same[i][j] != NULL; j++)
      {
        char key[RC_KEY_SIZE];
        gsize length = rc_identifier_key (same[i][j], -1, key);

        g_assert_cmpstr (key, ==, same[i][0]);
        g_assert_cmpuint (length, ==, strlen (key));
      }
}

static void
test_none (void)
{
  g_autofree char *text = g_strnfill (4000, '1');
  char key[RC_KEY_SIZE];

  g_assert_cmpuint (rc_identifier_key ("", -1, key), ==, 0);
  g_assert_cmpuint (rc_identifier_key ("isbn", -1, key), ==, 0);
  g_assert_cmpuint (rc_identifier_key ("Отырар", -1, key), ==, 0);
  g_assert_cmpuint (rc_identifier_key (text, -1, key), ==, 0);
}

static void
test_random (void)
{
  static const char alphabet[] = "0123456789xX-/:. (arkdoisbn\xd0\xa5\xff";
  g_autoptr (GRand) random = g_rand_new_with_seed (12);

  for (int i = 0; i < 100000; i++)
    {
      char text[24], once[RC_KEY_SIZE], twice[RC_KEY_SIZE];
      int n = g_rand_int_range (random, 0, sizeof text);
      gsize length;

      for (int j = 0; j < n; j++)
        text[j] = i % 2 == 0 ? alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)]
                             : (char) g_rand_int_range (random, 0, 256);
      length = rc_identifier_key (text, n, once);
      g_assert_cmpuint (length, ==, strlen (once));
      g_assert_true (g_utf8_validate (once, -1, NULL));
      if (length > 0 && g_ascii_isdigit (once[0]))
        {
          rc_identifier_key (once, -1, twice);
          g_assert_cmpstr (once, ==, twice);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/identifier-key/same", test_same);
  g_test_add_func ("/text/identifier-key/none", test_none);
  g_test_add_func ("/text/identifier-key/random", test_random);
  return g_test_run ();
}
