/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that somebody should look at, by what is wrong with them. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/quality.h"

static int
get_this_year (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (now);
}

GPtrArray *
rc_quality_check_details (const RcRecordDetails *details)
{
  g_return_val_if_fail (details != NULL, NULL);

  if (details->record->marc == NULL || details->description == NULL)
    return g_ptr_array_new ();
  return rc_quality_find (details->record->marc, details->description, details->copies, get_this_year ());
}
