/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some pages of a document, one after the other, as one text with headings, items and marks. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/reading-buffer.h"

#include <glib/gi18n.h>

#include "documents/document-text.h"

#define MAX_PAGES 120
#define MAX_CHARACTERS 1500000
#define N_LEVELS 4

typedef struct
{
  int offset; /* characters from where the page begins */
  float y;
} Place;

typedef struct
{
  int number;
  GtkTextMark *start; /* borrowed from the buffer */
  GArray *places;     /* (owned) of Place, in order of the text */
  gboolean picture;
} Page;

struct _RcReadingBuffer
{
  GtkTextBuffer parent_instance;
  GPtrArray *pages; /* (owned) of Page, in order */
  GtkTextTag *levels[N_LEVELS]; /* (owned by the table) as the following */
  GtkTextTag *kinds[RC_BLOCK_NOTE + 1];
  GtkTextTag *picture;
  GtkTextTag *found;
  GtkTextTag *current;
  char *wanted; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RcReadingBuffer, rc_reading_buffer, GTK_TYPE_TEXT_BUFFER)

static void
page_free (gpointer data)
{
  Page *page = data;

  g_array_unref (page->places);
  g_free (page);
}

static void
rc_reading_buffer_finalize (GObject *object)
{
  RcReadingBuffer *self = RC_READING_BUFFER (object);

  g_ptr_array_unref (self->pages);
  g_free (self->wanted);
  G_OBJECT_CLASS (rc_reading_buffer_parent_class)->finalize (object);
}

static void
rc_reading_buffer_constructed (GObject *object)
{
  static const double scales[N_LEVELS] = { 1.6, 1.35, 1.15, 1.0 };
  RcReadingBuffer *self = RC_READING_BUFFER (object);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (object);

  G_OBJECT_CLASS (rc_reading_buffer_parent_class)->constructed (object);
  for (guint i = 0; i < N_LEVELS; i++)
    self->levels[i] = gtk_text_buffer_create_tag (buffer, NULL, "weight", PANGO_WEIGHT_BOLD, "scale", scales[i], "pixels-above-lines", 18, NULL);
  self->kinds[RC_BLOCK_ITEM] = gtk_text_buffer_create_tag (buffer, NULL, "indent", -18, NULL);
  self->kinds[RC_BLOCK_CAPTION] = gtk_text_buffer_create_tag (buffer, NULL, "style", PANGO_STYLE_ITALIC, NULL);
  self->kinds[RC_BLOCK_LINE] = gtk_text_buffer_create_tag (buffer, NULL, "pixels-below-lines", 4, "indent", -18, NULL);
  self->kinds[RC_BLOCK_NOTE] = gtk_text_buffer_create_tag (buffer, NULL, "scale", 0.85, NULL);
  self->picture = gtk_text_buffer_create_tag (buffer, NULL, "style", PANGO_STYLE_ITALIC, "justification", GTK_JUSTIFY_CENTER, NULL);
  self->found = gtk_text_buffer_create_tag (buffer, NULL, "background", "#FFE08A", "foreground", "#1C1C1C", NULL);
  self->current = gtk_text_buffer_create_tag (buffer, NULL, "background", "#FFB93D", "foreground", "#1C1C1C", NULL);
}

static void
rc_reading_buffer_class_init (RcReadingBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = rc_reading_buffer_constructed;
  object_class->finalize = rc_reading_buffer_finalize;
}

static void
rc_reading_buffer_init (RcReadingBuffer *self)
{
  self->pages = g_ptr_array_new_with_free_func (page_free);
}

RcReadingBuffer *
rc_reading_buffer_new (void)
{
  return g_object_new (RC_TYPE_READING_BUFFER, NULL);
}

static void
get_bounds (RcReadingBuffer *self, guint at, GtkTextIter *start, GtkTextIter *end)
{
  const Page *page = g_ptr_array_index (self->pages, at);

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), start, page->start);
  if (at + 1 < self->pages->len)
    gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), end, ((const Page *) g_ptr_array_index (self->pages, at + 1))->start);
  else
    gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self), end);
}

void
rc_reading_buffer_clear (RcReadingBuffer *self)
{
  g_return_if_fail (RC_IS_READING_BUFFER (self));

  for (guint i = 0; i < self->pages->len; i++)
    gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self), ((Page *) g_ptr_array_index (self->pages, i))->start);
  g_ptr_array_set_size (self->pages, 0);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), "", 0);
}

static void
drop_page (RcReadingBuffer *self, guint at)
{
  GtkTextIter start, end;
  Page *page = g_ptr_array_index (self->pages, at);

  get_bounds (self, at, &start, &end);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);
  gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self), page->start);
  g_ptr_array_remove_index (self->pages, at);
}

/* One insertion, one look of the view at what has changed. */
static void
insert (RcReadingBuffer *self, Page *page, GtkTextIter *iter, GPtrArray *blocks)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autoptr (GString) text = g_string_new (NULL);
  int start = gtk_text_iter_get_offset (iter), n = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const RcBlock *block = g_ptr_array_index (blocks, i);
      const Place place = { n, block->y };

      g_array_append_val (page->places, place);
      g_string_append (text, block->text);
      g_string_append_c (text, '\n');
      n += (int) g_utf8_strlen (block->text, -1) + 1;
    }
  if (page->picture)
    {
      const Place place = { 0, 0 };

      g_array_append_val (page->places, place);
      g_string_append_printf (text, _("Page %d is a picture."), page->number + 1);
      g_string_append_c (text, '\n');
      n = (int) g_utf8_strlen (text->str, -1);
    }
  gtk_text_buffer_insert (buffer, iter, text->str, (int) text->len);
  gtk_text_buffer_get_iter_at_offset (buffer, iter, start);
  page->start = gtk_text_buffer_create_mark (buffer, NULL, iter, FALSE);
  for (guint i = 0; i < page->places->len; i++)
    {
      const RcBlock *block = page->picture ? NULL : g_ptr_array_index (blocks, i);
      GtkTextTag *tag = block == NULL                        ? self->picture
                        : block->kind == RC_BLOCK_HEADING ? self->levels[CLAMP (block->level, 1, N_LEVELS) - 1]
                                                             : self->kinds[block->kind];
      int from = g_array_index (page->places, Place, i).offset;
      int to = i + 1 < page->places->len ? g_array_index (page->places, Place, i + 1).offset : n;
      GtkTextIter first, last;

      if (tag == NULL)
        continue;
      gtk_text_buffer_get_iter_at_offset (buffer, &first, start + from);
      gtk_text_buffer_get_iter_at_offset (buffer, &last, start + to);
      gtk_text_buffer_apply_tag (buffer, tag, &first, &last);
    }
}

/* (transfer full) two guint a place, characters from the start of the page */
static GArray *
find_wanted (RcReadingBuffer *self, guint at)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (guint));
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (RcDocumentText) page = NULL;
  g_autoptr (GArray) places = NULL;

  if (self->wanted == NULL)
    return ranges;
  get_bounds (self, at, &start, &end);
  text = gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self), &start, &end, TRUE);
  page = rc_document_text_new ();
  rc_document_text_add (page, rc_page_text_new (text, NULL));
  places = rc_document_text_find (page, self->wanted, 0, G_MAXUINT, NULL);
  for (guint i = 0; i < places->len; i++)
    {
      const RcTextPlace *place = &g_array_index (places, RcTextPlace, i);

      g_array_append_val (ranges, place->start);
      g_array_append_val (ranges, place->end);
    }
  return ranges;
}

static void
mark_page (RcReadingBuffer *self, guint at)
{
  g_autoptr (GArray) ranges = find_wanted (self, at);
  GtkTextIter start, end;

  for (guint i = 0; i + 1 < ranges->len; i += 2)
    {
      get_bounds (self, at, &start, &end);
      end = start;
      gtk_text_iter_forward_chars (&start, (int) g_array_index (ranges, guint, i));
      gtk_text_iter_forward_chars (&end, (int) g_array_index (ranges, guint, i + 1));
      gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), self->found, &start, &end);
    }
}

void
rc_reading_buffer_add (RcReadingBuffer *self, int number, GPtrArray *blocks)
{
  gboolean after = self->pages->len == 0 || number > rc_reading_buffer_get_last_page (self);
  Page *page;
  GtkTextIter iter;
  guint at;

  g_return_if_fail (RC_IS_READING_BUFFER (self));
  g_return_if_fail (self->pages->len == 0 || number == rc_reading_buffer_get_last_page (self) + 1 ||
                    number == rc_reading_buffer_get_first_page (self) - 1);

  page = g_new0 (Page, 1);
  page->number = number;
  page->picture = blocks->len == 0;
  page->places = g_array_new (FALSE, FALSE, sizeof (Place));
  if (after)
    gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self), &iter);
  else
    gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self), &iter);
  insert (self, page, &iter, blocks);
  at = after ? self->pages->len : 0;
  g_ptr_array_insert (self->pages, (int) at, page);
  mark_page (self, at);
  while (self->pages->len > 3 && (self->pages->len > MAX_PAGES || gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self)) > MAX_CHARACTERS))
    drop_page (self, after ? 0 : self->pages->len - 1);
}

int
rc_reading_buffer_get_first_page (RcReadingBuffer *self)
{
  return self->pages->len > 0 ? ((const Page *) g_ptr_array_index (self->pages, 0))->number : -1;
}

int
rc_reading_buffer_get_last_page (RcReadingBuffer *self)
{
  return self->pages->len > 0 ? ((const Page *) g_ptr_array_index (self->pages, self->pages->len - 1))->number : -1;
}

guint
rc_reading_buffer_get_n_pictures (RcReadingBuffer *self)
{
  guint n = 0;

  for (guint i = 0; i < self->pages->len; i++)
    n += ((const Page *) g_ptr_array_index (self->pages, i))->picture ? 1 : 0;
  return n;
}

int
rc_reading_buffer_get_place (RcReadingBuffer *self, const GtkTextIter *iter, double *y)
{
  int offset = gtk_text_iter_get_offset (iter);
  GtkTextIter start, end;
  const Page *page;

  *y = 0;
  for (guint at = self->pages->len; at-- > 0;)
    {
      get_bounds (self, at, &start, &end);
      if (gtk_text_iter_get_offset (&start) > offset)
        continue;
      page = g_ptr_array_index (self->pages, at);
      for (guint i = 0; i < page->places->len; i++)
        if (g_array_index (page->places, Place, i).offset <= offset - gtk_text_iter_get_offset (&start))
          *y = g_array_index (page->places, Place, i).y;
      return page->number;
    }
  return rc_reading_buffer_get_first_page (self);
}

gboolean
rc_reading_buffer_find_place (RcReadingBuffer *self, int number, double y, GtkTextIter *iter)
{
  int first = rc_reading_buffer_get_first_page (self);
  const Page *page;
  GtkTextIter end;
  int offset = 0;

  if (first < 0 || number < first || number > rc_reading_buffer_get_last_page (self))
    return FALSE;
  page = g_ptr_array_index (self->pages, number - first);
  for (guint i = 0; i < page->places->len; i++)
    if (g_array_index (page->places, Place, i).y <= y + 1)
      offset = g_array_index (page->places, Place, i).offset;
  /* Columns: the first block is that of the top of the page. */
  if (y <= 0)
    offset = 0;
  get_bounds (self, (guint) (number - first), iter, &end);
  gtk_text_iter_forward_chars (iter, offset);
  return TRUE;
}

int
rc_reading_buffer_get_level (RcReadingBuffer *self, const GtkTextIter *iter)
{
  for (int i = 0; i < N_LEVELS; i++)
    if (gtk_text_iter_has_tag (iter, self->levels[i]))
      return i + 1;
  return 0;
}

static void
remove_marks (RcReadingBuffer *self, GtkTextTag *tag)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), tag, &start, &end);
}

void
rc_reading_buffer_set_wanted (RcReadingBuffer *self, const char *text)
{
  g_return_if_fail (RC_IS_READING_BUFFER (self));

  if (g_strcmp0 (text, self->wanted) == 0)
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (text);
  remove_marks (self, self->found);
  remove_marks (self, self->current);
  for (guint i = 0; i < self->pages->len; i++)
    mark_page (self, i);
}

gboolean
rc_reading_buffer_show_mark (RcReadingBuffer *self, int page, guint n, GtkTextIter *iter)
{
  int first = rc_reading_buffer_get_first_page (self);
  g_autoptr (GArray) ranges = NULL;
  GtkTextIter end;
  guint at;

  remove_marks (self, self->current);
  if (first < 0 || page < first || page > rc_reading_buffer_get_last_page (self))
    return FALSE;
  ranges = find_wanted (self, (guint) (page - first));
  if (ranges->len < 2)
    return FALSE;
  /* What stood in a running head is not in this text. */
  at = MIN (n, ranges->len / 2 - 1);
  get_bounds (self, (guint) (page - first), iter, &end);
  end = *iter;
  gtk_text_iter_forward_chars (iter, (int) g_array_index (ranges, guint, 2 * at));
  gtk_text_iter_forward_chars (&end, (int) g_array_index (ranges, guint, 2 * at + 1));
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), self->current, iter, &end);
  return TRUE;
}
