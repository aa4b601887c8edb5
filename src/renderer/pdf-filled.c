/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people wrote on a page of a PDF: fields of forms that are filled in, and notes. Poppler's text of the page has none of it. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <math.h>
#include <string.h>

#include "renderer/pdf.h"

#define MAX_THINGS 2000     /* fields and notes of a page that are looked at */
#define MAX_TEXT (256 << 10) /* bytes of all of them */
#define MIN_LETTER 3.0      /* points: where letters would be narrower, the text is broken in a way that only Poppler knows */
#define LETTER 0.6          /* how wide a letter is at most, as a part of its line */

static gboolean
is_room_left (const RcPdfFilled *self, const char *text)
{
  return self->text->len + strlen (text) < MAX_TEXT;
}

static void
add_character (RcPdfFilled *self, gunichar c, PopplerRectangle box)
{
  g_string_append_unichar (self->text, c);
  g_array_append_val (self->boxes, box);
}

/* Letters share the width of the field, one line below another. */
static void
add_line (RcPdfFilled *self, const char *line, double top, double line_height, const PopplerRectangle *area)
{
  const double whole = area->x2 - area->x1;
  const double width = MIN (whole / (double) MAX (1, g_utf8_strlen (line, -1)), line_height * LETTER);
  double x = area->x1;

  for (const char *p = line; *p; p = g_utf8_next_char (p), x += width)
    add_character (self, g_utf8_get_char (p),
                   width >= MIN_LETTER ? (PopplerRectangle){ x, top, x + width, top + line_height } : *area);
}

/* Poppler has areas from the bottom of the page, and boxes of letters from its top. */
static void
add_text (RcPdfFilled *self, const char *text, const PopplerRectangle *from_below, double page_height)
{
  const PopplerRectangle area = { MIN (from_below->x1, from_below->x2), page_height - MAX (from_below->y1, from_below->y2),
                                  MAX (from_below->x1, from_below->x2), page_height - MIN (from_below->y1, from_below->y2) };
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) lines = NULL;
  guint n_lines;

  if (!is_room_left (self, valid))
    return;
  lines = g_strsplit (g_strdelimit (g_strchomp (valid), "\r", '\n'), "\n", -1);
  n_lines = MAX (1, g_strv_length (lines));
  for (guint i = 0; lines[i]; i++)
    {
      if (!*lines[i])
        continue;
      add_character (self, '\n', (PopplerRectangle){ 0 });
      add_line (self, lines[i], area.y1 + (area.y2 - area.y1) * i / n_lines, (area.y2 - area.y1) / n_lines, &area);
    }
}

/* (transfer full) (nullable) A list shows all there is to choose from, other fields what was chosen. */
static char *
dup_choice (PopplerFormField *field)
{
  const gboolean list = poppler_form_field_choice_get_choice_type (field) == POPPLER_FORM_CHOICE_LIST;
  const int n_items = MIN (poppler_form_field_choice_get_n_items (field), MAX_THINGS);
  GString *chosen = g_string_new (NULL);

  for (int i = 0; i < n_items; i++)
    {
      g_autofree char *item
        = list || poppler_form_field_choice_is_item_selected (field, i) ? poppler_form_field_choice_get_item (field, i) : NULL;

      if (item)
        g_string_append_printf (chosen, "%s%s", chosen->len > 0 ? "\n" : "", item);
    }
  if (chosen->len > 0)
    return g_string_free (chosen, FALSE);
  g_string_free (chosen, TRUE);
  return poppler_form_field_choice_is_editable (field) ? poppler_form_field_choice_get_text (field) : NULL;
}

/* Where something is on a page that the file has turned, in quarters to the right, and which is so wide and high then. */
static PopplerRectangle
turn (const PopplerRectangle *area, int turns, double width, double height)
{
  switch (turns)
    {
    case 1:
      return (PopplerRectangle){ area->y1, height - area->x2, area->y2, height - area->x1 };
    case 2:
      return (PopplerRectangle){ width - area->x2, height - area->y2, width - area->x1, height - area->y1 };
    case 3:
      return (PopplerRectangle){ width - area->y2, area->x1, width - area->y1, area->x2 };
    default:
      return *area;
    }
}

static gboolean
are_same (const PopplerRectangle *one, const PopplerRectangle *other)
{
  return fabs (one->x1 - other->x1) < 0.5 && fabs (one->y1 - other->y1) < 0.5 && fabs (one->x2 - other->x2) < 0.5 &&
         fabs (one->y2 - other->y2) < 0.5;
}

/* How the file turns the page, which Poppler does not say. But every field is an annotation, too, and of those it has both where they are
 * on the page as it is turned, and where the file has them; of fields the latter alone. */
static int
find_turns (PopplerPage *page, double width, double height)
{
  GList *all = poppler_page_get_annot_mapping (page);
  int turns = 0;
  guint n = 0;

  for (GList *l = all; l && turns == 0 && n < MAX_THINGS; l = l->next, n++)
    {
      PopplerAnnotMapping *mapping = l->data;
      PopplerRectangle written;

      if (poppler_annot_get_annot_type (mapping->annot) != POPPLER_ANNOT_WIDGET)
        continue;
      poppler_annot_get_rectangle (mapping->annot, &written);
      for (int i = 1; i < 4 && turns == 0; i++)
        {
          const PopplerRectangle turned = turn (&written, i, width, height);

          if (are_same (&turned, &mapping->area) && !are_same (&written, &mapping->area))
            turns = i;
        }
    }
  poppler_page_free_annot_mapping (all);
  return turns;
}

static void
add_fields (RcPdfFilled *self, PopplerPage *page, double page_width, double page_height)
{
  GList *all = poppler_page_get_form_field_mapping (page);
  const int turns = all ? find_turns (page, page_width, page_height) : 0;
  guint n = 0;

  /* The last one comes first. */
  for (GList *l = g_list_last (all); l && n < MAX_THINGS; l = l->prev, n++)
    {
      PopplerFormFieldMapping *mapping = l->data;
      const PopplerRectangle area = turn (&mapping->area, turns, page_width, page_height);
      const PopplerFormFieldType type = poppler_form_field_get_field_type (mapping->field);
      g_autofree char *text = NULL;

      if (type == POPPLER_FORM_FIELD_TEXT && !poppler_form_field_text_is_password (mapping->field))
        text = poppler_form_field_text_get_text (mapping->field);
      else if (type == POPPLER_FORM_FIELD_CHOICE)
        text = dup_choice (mapping->field);
      if (text)
        add_text (self, text, &area, page_height);
    }
  poppler_page_free_form_field_mapping (all);
}

/* What is marked often has its words once more as its note. */
static gboolean
is_note (PopplerAnnot *annot, const char *text, const char *page_text)
{
  if (!text || !*text || poppler_annot_get_flags (annot) & (POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW))
    return FALSE;
  switch (poppler_annot_get_annot_type (annot))
    {
    case POPPLER_ANNOT_FREE_TEXT:
    case POPPLER_ANNOT_TEXT:
    case POPPLER_ANNOT_STAMP:
    case POPPLER_ANNOT_CARET:
    case POPPLER_ANNOT_INK:
    case POPPLER_ANNOT_LINE:
    case POPPLER_ANNOT_SQUARE:
    case POPPLER_ANNOT_CIRCLE:
    case POPPLER_ANNOT_POLYGON:
    case POPPLER_ANNOT_POLY_LINE:
    case POPPLER_ANNOT_HIGHLIGHT:
    case POPPLER_ANNOT_UNDERLINE:
    case POPPLER_ANNOT_SQUIGGLY:
    case POPPLER_ANNOT_STRIKE_OUT:
      return !page_text || !strstr (page_text, text);
    default:
      return FALSE;
    }
}

static void
add_notes (RcPdfFilled *self, PopplerPage *page, double page_height, const char *page_text)
{
  GList *all = poppler_page_get_annot_mapping (page);
  guint n = 0;

  for (GList *l = all; l && n < MAX_THINGS; l = l->next, n++)
    {
      PopplerAnnotMapping *mapping = l->data;
      g_autofree char *text = poppler_annot_get_contents (mapping->annot);

      if (is_note (mapping->annot, text, page_text))
        add_text (self, text, &mapping->area, page_height);
    }
  poppler_page_free_annot_mapping (all);
}

RcPdfFilled *
rc_pdf_filled_new (PopplerPage *page, const char *page_text)
{
  RcPdfFilled *self = g_new (RcPdfFilled, 1);
  double width, height;

  self->text = g_string_new (NULL);
  self->boxes = g_array_new (FALSE, FALSE, sizeof (PopplerRectangle));
  poppler_page_get_size (page, &width, &height);
  add_fields (self, page, width, height);
  add_notes (self, page, height, page_text);
  return self;
}

void
rc_pdf_filled_free (RcPdfFilled *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->boxes);
  g_free (self);
}
