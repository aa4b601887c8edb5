/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant written out as MARC. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/writer.h"

#include <string.h>

static void
add_field (RcMarc *marc, const char *tag, const char *indicators, char code, const char *value)
{
  g_autofree char *data = NULL;

  if (value == NULL || *value == '\0')
    return;
  data = g_strdup_printf ("%s\x1f%c%s", indicators, code, value);
  rc_marc_add_field (marc, tag, data, -1);
}

RcMarc *
rc_grant_to_marc (const RcGrant *grant, const char *control)
{
  RcMarc *marc = rc_marc_new ();

  g_return_val_if_fail (grant != NULL, marc);

  rc_marc_set_leader (marc, "00000nai a2200000 i 4500");
  if (control != NULL)
    rc_marc_add_field (marc, "001", control, -1);
  if (grant->language != NULL && strlen (grant->language) == 3)
    add_field (marc, "041", "  ", 'a', grant->language);
  add_field (marc, "245", "00", 'a', grant->title);
  for (guint i = 0; i < grant->deadlines->len; i++)
    {
      g_autofree char *deadline = rc_deadline_to_string (g_ptr_array_index (grant->deadlines, i));
      g_autofree char *note = g_strdup_printf ("Deadline: %s", deadline);

      add_field (marc, "500", "  ", 'a', note);
    }
  add_field (marc, "500", "  ", 'a', grant->amount);
  add_field (marc, "520", "  ", 'a', grant->summary);
  add_field (marc, "521", "  ", 'a', grant->eligibility);
  for (char **subject = grant->subjects; *subject != NULL; subject++)
    add_field (marc, "653", "  ", 'a', *subject);
  add_field (marc, "655", " 4", 'a', grant->type != NULL ? grant->type : "grant");
  add_field (marc, "710", "2 ", 'a', grant->funder);
  add_field (marc, "856", "40", 'u', grant->url);
  return marc;
}
