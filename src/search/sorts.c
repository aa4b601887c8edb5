/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of kinds, materials and availabilities in facets. */
#define G_LOG_DOMAIN "rc-search"

#include "search/sorts.h"

#define MAX_KIND 7

char *
rc_sort_value_new (RcKind kind, RcMaterial material, guint availability)
{
  return g_strdup_printf ("%d/%d/%u", (int) kind, (int) material, availability);
}

gboolean
rc_sort_value_read (RcSortValue *self, const char *text)
{
  gint64 numbers[3] = { 0 };
  char *slash = (char *) text;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (i > 0 && *slash++ != '/')
        return FALSE;
      numbers[i] = g_ascii_strtoll (slash, &slash, 10);
    }
  self->kind = numbers[0] > 0 && numbers[0] <= MAX_KIND ? (RcKind) numbers[0] : RC_KIND_NONE;
  self->material = numbers[1] > 0 && numbers[1] < RC_N_MATERIALS ? (RcMaterial) numbers[1] : RC_MATERIAL_NONE;
  self->availability = (guint) numbers[2] & ((1u << RC_N_AVAILABILITIES) - 1);
  return TRUE;
}

const char *
rc_sort_value_get_name (const RcSortValue *self, RcFacetName name)
{
  gboolean shown_as_material = self->kind == RC_KIND_PUBLICATION && self->material != RC_MATERIAL_NONE;

  if (name == RC_FACET_MATERIAL || (name == RC_FACET_GROUP && shown_as_material))
    return rc_material_to_string (self->material);
  return self->kind != RC_KIND_NONE ? rc_kind_to_string (self->kind) : "";
}

const char *
rc_availability_get_name (guint i)
{
  g_return_val_if_fail (i < RC_N_AVAILABILITIES, "");

  return rc_facet_name_get_words (RC_FACET_AVAILABILITY)[i];
}
