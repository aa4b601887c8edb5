/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that was once read in a wrong encoding, among what is wrong with a record. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "catalogue/quality-store.h"
#include "exchange/mojibake.h"

static gboolean
is_upper (const guchar *p)
{
  return p[0] == 0xd0 && p[1] >= 0x90 && p[1] <= 0xaf;
}

static gboolean
is_lower (const guchar *p)
{
  return (p[0] == 0xd0 && p[1] >= 0xb0) || (p[0] == 0xd1 && p[1] >= 0x80 && p[1] <= 0x9f);
}

/* A first look, that costs nothing with good text: letters above ASCII beside each other, lines of boxes, a Cyrillic capital where
 * no word has one. What it lets through is looked at properly. */
static gboolean
is_suspicious (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    if ((*p == 0xc3 && p[1] != '\0' && (p[2] == 0xc3 || p[2] == 0xc2)) || (*p == 0xe2 && p[1] >= 0x94 && p[1] <= 0x96)
        || (is_upper (p) && p[2] >= 0x80 && !is_lower (p + 2)) || (is_lower (p) && is_upper (p + 2)))
      return TRUE;
  return FALSE;
}

guint32
rc_quality_judge_all_of (const RcMarc *marc, const RcDescription *description, GPtrArray *copies, int this_year)
{
  guint32 judged = rc_quality_judge (marc, description, copies, this_year);
  g_autofree char *was = is_suspicious (description->title) ? rc_mojibake_propose (description->title, -1) : NULL;

  return judged | (was != NULL ? RC_QUALITY_BIT (RC_QUALITY_MOJIBAKE) : 0);
}

static void
add_value (const RcMarc *marc, guint field, const char *value, gsize length, GPtrArray *findings)
{
  g_autofree char *right = g_utf8_validate (value, (gssize) length, NULL) ? rc_mojibake_propose (value, (gssize) length) : NULL;
  RcFinding *finding;

  if (right == NULL)
    return;
  finding = rc_finding_new (RC_QUALITY_MOJIBAKE, marc, (int) field, g_strdup (_ ("The text was once read in a wrong encoding")));
  finding->wrong = g_strndup (value, length);
  finding->right = g_steal_pointer (&right);
  g_ptr_array_add (findings, finding);
}

void
rc_quality_add_mojibake (const RcMarc *marc, const RcDescription *description, GPtrArray *findings)
{
  guint n_before = findings->len;
  g_autofree char *was = rc_mojibake_propose (description->title, -1);

  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      RcMarcSubfieldIter iter;
      const char *value;
      gsize length;
      char code;

      rc_marc_subfield_iter_init (&iter, field);
      while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
        add_value (marc, i, value, length, findings);
    }
  /* Its parts may be too short to be sure of each. */
  if (was != NULL && findings->len == n_before)
    g_ptr_array_add (findings, rc_finding_new (RC_QUALITY_MOJIBAKE, marc, rc_marc_find (marc, "245", 0),
                                               g_strdup (_ ("The text was once read in a wrong encoding"))));
}
