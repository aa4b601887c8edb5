/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a record says of where it comes from. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/record-words.h"

#include "record/name.h"

static void
append_part (GString *text, const char *part, const char *before)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, before);
  g_string_append (text, part);
}

static char *
dup_years (const RcDescription *self)
{
  if (self->year <= 0)
    return NULL;
  if (self->year_end > 0)
    return g_strdup_printf ("%d–%d", self->year, self->year_end);
  return g_strdup_printf ("%d", self->year);
}

char *
rc_description_dup_imprint (const RcDescription *self)
{
  g_autoptr (GString) quiet = g_string_new (NULL);
  g_autofree char *headings = g_strjoinv ("; ", self->people), *people = rc_names_dup_plain (headings);
  g_autofree char *years = dup_years (self);

  append_part (quiet, self->place, "");
  append_part (quiet, self->publisher, ": ");
  append_part (quiet, years, ", ");
  append_part (quiet, self->edition, ". ");
  append_part (quiet, self->extent, ". ");
  append_part (quiet, self->series, ". ");
  if (*people == '\0' && quiet->len == 0)
    return NULL;
  return g_markup_printf_escaped ("%s%s<span alpha=\"80%%\">%s</span>", people, *people != '\0' && quiet->len > 0 ? ". " : "", quiet->str);
}
