/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conversions that are kept give the colours of those that are made anew. */
#include <glib.h>
#include <lcms2.h>

#include "renderer/colours.h"

#define N_GAMMAS 3
#define N_INTENTS 4

static const double gammas[N_GAMMAS] = { 1.0, 1.8, 2.2 };

typedef struct
{
  guint8 rgb[N_GAMMAS][N_INTENTS][3];
} Colours;

/* As Poppler has it: read from the bytes of a file, which say when they were made. */
static cmsHPROFILE
open_profile (double gamma, guint8 year)
{
  static const cmsCIExyY white = { 0.3127, 0.3290, 1 };
  static const cmsCIExyYTRIPLE primaries = { { 0.64, 0.33, 1 }, { 0.30, 0.60, 1 }, { 0.15, 0.06, 1 } };
  cmsToneCurve *curve = cmsBuildGamma (NULL, gamma);
  cmsHPROFILE made = cmsCreateRGBProfile (&white, &primaries, (cmsToneCurve *[]){ curve, curve, curve }), read;
  g_autofree guint8 *bytes = NULL;
  cmsUInt32Number size = 0;

  g_assert_true (cmsSaveProfileToMem (made, NULL, &size));
  bytes = g_malloc (size);
  g_assert_true (cmsSaveProfileToMem (made, bytes, &size));
  bytes[25] = year;
  read = cmsOpenProfileFromMem (bytes, size);
  g_assert_nonnull (read);
  cmsCloseProfile (made);
  cmsFreeToneCurve (curve);
  return read;
}

static void
convert (cmsHPROFILE profile, guint intent, guint8 *rgb)
{
  static const double xyz[3] = { 0.3, 0.2, 0.1 };
  cmsHPROFILE from = cmsCreateXYZProfile ();
  cmsHTRANSFORM transform
    = cmsCreateTransform (from, TYPE_XYZ_DBL, profile, TYPE_RGB_8, intent, cmsFLAGS_NOOPTIMIZE | cmsFLAGS_BLACKPOINTCOMPENSATION);

  g_assert_nonnull (transform);
  cmsDoTransform (transform, xyz, rgb, 1);
  cmsDeleteTransform (transform);
  cmsCloseProfile (from);
}

static Colours
convert_all (guint8 year)
{
  Colours colours;

  for (guint i = 0; i < N_GAMMAS; i++)
    for (guint intent = 0; intent < N_INTENTS; intent++)
      {
        cmsHPROFILE profile = open_profile (gammas[i], year);

        convert (profile, intent, colours.rgb[i][intent]);
        cmsCloseProfile (profile);
      }
  return colours;
}

static void
test_kept (void)
{
  const Colours made = convert_all (1);
  Colours first, again;

  rc_colours_keep ();
  first = convert_all (1);
  again = convert_all (2);
  g_assert_cmpmem (&first, sizeof first, &made, sizeof made);
  g_assert_cmpmem (&again, sizeof again, &made, sizeof made);
  /* The three are three. */
  g_assert_cmpint (made.rgb[0][0][0], !=, made.rgb[1][0][0]);
  g_assert_cmpint (made.rgb[1][0][0], !=, made.rgb[2][0][0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/renderer/colours/kept", test_kept);
  return g_test_run ();
}
