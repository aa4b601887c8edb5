/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a PDF says for which device it was made (PDF/A does), Poppler makes the four conversions to that device anew for each page,
 * to draw it and to read its text: 20 ms, of which a page of text needs nothing. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/colours.h"

#include <lcms2_plugin.h>
#include <string.h>

#define MAX_KEPT 32
#define MAX_PROFILES 4
#define MAX_PROFILE (4u << 20)
/* The head of a profile: when it was made, which one that is made here has anew each time. */
#define DATE_START 24
#define DATE_SIZE 12
#define HEAD_SIZE 128

/* Little CMS hands nothing of ours to those it asks. */
static GHashTable *kept; /* (owned) digest → cmsPipeline (owned) */

static gboolean
add_profile (GChecksum *sum, cmsHPROFILE profile)
{
  g_autofree guint8 *bytes = NULL;
  cmsUInt32Number size = 0;

  if (!cmsSaveProfileToMem (profile, NULL, &size) || size < HEAD_SIZE || size > MAX_PROFILE)
    return FALSE;
  bytes = g_malloc0 (size);
  if (!cmsSaveProfileToMem (profile, bytes, &size))
    return FALSE;
  memset (bytes + DATE_START, 0, DATE_SIZE);
  g_checksum_update (sum, bytes, size);
  return TRUE;
}

/* (transfer full) (nullable) Of all that the answer depends on. */
static char *
make_digest (cmsUInt32Number n_profiles,
             const cmsUInt32Number *intents,
             cmsHPROFILE *profiles,
             const cmsBool *black_points,
             const cmsFloat64Number *adaptations,
             cmsUInt32Number flags)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  if (n_profiles > MAX_PROFILES)
    return NULL;
  g_checksum_update (sum, (const guchar *) &flags, sizeof flags);
  for (guint i = 0; i < n_profiles; i++)
    {
      g_checksum_update (sum, (const guchar *) &intents[i], sizeof intents[i]);
      g_checksum_update (sum, (const guchar *) &black_points[i], sizeof black_points[i]);
      g_checksum_update (sum, (const guchar *) &adaptations[i], sizeof adaptations[i]);
      if (!add_profile (sum, profiles[i]))
        return NULL;
    }
  return g_strdup (g_checksum_get_string (sum));
}

static cmsPipeline *
link_profiles (cmsContext context,
               cmsUInt32Number n_profiles,
               cmsUInt32Number intents[],
               cmsHPROFILE profiles[],
               cmsBool black_points[],
               cmsFloat64Number adaptations[],
               cmsUInt32Number flags)
{
  g_autofree char *digest = make_digest (n_profiles, intents, profiles, black_points, adaptations, flags);
  const cmsPipeline *known = digest != NULL ? g_hash_table_lookup (kept, digest) : NULL;
  cmsPipeline *made, *copy;

  if (known != NULL)
    return cmsPipelineDup (known);
  made = _cmsDefaultICCintents (context, n_profiles, intents, profiles, black_points, adaptations, flags);
  copy = made != NULL && digest != NULL && g_hash_table_size (kept) < MAX_KEPT ? cmsPipelineDup (made) : NULL;
  if (copy != NULL)
    g_hash_table_insert (kept, g_steal_pointer (&digest), copy);
  return made;
}

void
rc_colours_keep (void)
{
  if (kept != NULL)
    return;
  kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cmsPipelineFree);
  for (cmsUInt32Number intent = INTENT_PERCEPTUAL; intent <= INTENT_ABSOLUTE_COLORIMETRIC; intent++)
    {
      cmsPluginRenderingIntent plugin = {
        .base = { .Magic = cmsPluginMagicNumber, .ExpectedVersion = 2000, .Type = cmsPluginRenderingIntentSig },
        .Intent = intent,
        .Link = link_profiles,
        .Description = "as it was worked out before",
      };

      cmsPlugin (&plugin);
    }
}
