/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of kinds and materials in facets. */
#define G_LOG_DOMAIN "rc-search"

#include "search/sorts.h"

#define MAX_KIND 7

char *
rc_sort_value_new (RcKind kind, RcMaterial material)
{
  return g_strdup_printf ("%d/%d", (int) kind, (int) material);
}

gboolean
rc_sort_value_read (const char *value, RcKind *kind, RcMaterial *material)
{
  char *slash;
  gint64 one = g_ascii_strtoll (value, &slash, 10), other;

  if (*slash != '/')
    return FALSE;
  other = g_ascii_strtoll (slash + 1, NULL, 10);
  *kind = one > 0 && one <= MAX_KIND ? (RcKind) one : RC_KIND_NONE;
  *material = other > 0 && other < RC_N_MATERIALS ? (RcMaterial) other : RC_MATERIAL_NONE;
  return TRUE;
}

const char *
rc_sort_value_get_name (RcFacetName name, RcKind kind, RcMaterial material)
{
  gboolean shown_as_material = kind == RC_KIND_PUBLICATION && material != RC_MATERIAL_NONE;

  if (name == RC_FACET_MATERIAL || (name == RC_FACET_GROUP && shown_as_material))
    return rc_material_to_string (material);
  return kind != RC_KIND_NONE ? rc_kind_to_string (kind) : "";
}
