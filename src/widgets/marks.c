/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that were searched for, in the colour of marks. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/marks.h"

#include "search/search.h"

GdkRGBA
rc_marks_get_colour (GtkWidget *widget)
{
  GdkRGBA colour = { 0 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "mark", &colour);
  return colour;
}

static void
insert (PangoAttrList *attributes, PangoAttribute *attribute, const RcTextRange *range)
{
  attribute->start_index = range->start;
  attribute->end_index = range->end;
  pango_attr_list_insert (attributes, attribute);
}

PangoAttrList *
rc_marks_new (GtkWidget *widget, const GArray *ranges)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  GdkRGBA mark = rc_marks_get_colour (widget), normal;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &normal);
  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      const RcTextRange *range = &g_array_index (ranges, RcTextRange, i);

      insert (attributes, pango_attr_background_new (mark.red * G_MAXUINT16, mark.green * G_MAXUINT16, mark.blue * G_MAXUINT16), range);
      /* A paler second line would be too pale on it. */
      insert (attributes,
              pango_attr_foreground_new (normal.red * G_MAXUINT16, normal.green * G_MAXUINT16, normal.blue * G_MAXUINT16), range);
    }
  return attributes;
}
