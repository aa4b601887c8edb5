/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognising the text on pictures of pages. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/recognise.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/batches.h"
#include "documents/language-guess.h"
#include "documents/page-boxes.h"
#include "documents/pdf-text.h"
#include "documents/store.h"
#include "documents/tesseract.h"
#include "record/problem.h"

#define DOTS_PER_INCH 300
#define POINTS_PER_INCH 72
/* Recognised pages after which they are kept: a minute of work that a power cut may cost. */
#define PAGES_TO_KEEP 8
#define MAX_PIXELS 100000

/* Columns of the TSV. */
enum
{
  LEVEL,
  PAGE,
  BLOCK,
  PARAGRAPH,
  LINE,
  WORD,
  LEFT,
  TOP,
  WIDTH,
  HEIGHT,
  CONFIDENCE,
  TEXT,
  N_COLUMNS
};

#define LEVEL_WORD 5

/* A page while its words come in. */
typedef struct
{
  GString *text;
  GArray *boxes; /* RcTextBox, one a character */
  double scale;
} Writing;

static void
add_character (Writing *writing, gunichar c, RcTextBox box)
{
  g_string_append_unichar (writing->text, c);
  g_array_append_val (writing->boxes, box);
}

/* Letters share the width of their word. */
static void
add_word (Writing *writing, const char *word, const gint64 area[4])
{
  double width = (double) area[2] / writing->scale / (double) MAX (1, g_utf8_strlen (word, -1));
  double x = (double) area[0] / writing->scale;
  float y1 = (float) ((double) area[1] / writing->scale), y2 = (float) ((double) (area[1] + area[3]) / writing->scale);

  for (const char *p = word; *p; p = g_utf8_next_char (p), x += width)
    add_character (writing, g_utf8_get_char (p), (RcTextBox){ (float) x, y1, (float) (x + width), y2 });
}

static gboolean
parse_word (char **cells, gint64 area[4])
{
  gint64 level;

  if (g_strv_length (cells) != N_COLUMNS || !g_ascii_string_to_signed (cells[LEVEL], 10, LEVEL_WORD, LEVEL_WORD, &level, NULL))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!g_ascii_string_to_signed (cells[LEFT + i], 10, 0, MAX_PIXELS, &area[i], NULL))
      return FALSE;
  return TRUE;
}

RcPageText *
rc_recognised_page_new (const char *tsv, gsize size, double scale)
{
  g_autofree char *valid = g_utf8_make_valid (tsv, (gssize) size);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", -1);
  Writing writing = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (RcTextBox)), scale };
  g_autofree char *place = g_strdup ("");
  g_autoptr (GBytes) boxes = NULL;
  RcPageText *page;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", N_COLUMNS);
      g_autofree char *here = NULL;
      g_autofree char *word = NULL;
      gint64 area[4];

      if (!parse_word (cells, area))
        continue;
      word = g_strstrip (rc_pdf_clean_text (cells[TEXT], strlen (cells[TEXT])));
      if (*word == '\0')
        continue;
      here = g_strjoin (" ", cells[BLOCK], cells[PARAGRAPH], cells[LINE], NULL);
      if (writing.text->len > 0)
        add_character (&writing, g_str_equal (here, place) ? ' ' : '\n', (RcTextBox){ 0 });
      g_free (place);
      place = g_steal_pointer (&here);
      add_word (&writing, word, area);
    }
  boxes = rc_page_boxes_pack (writing.text->str, (const RcTextBox *) (gpointer) writing.boxes->data);
  page = rc_page_text_new (writing.text->str, boxes);
  g_string_free (writing.text, TRUE);
  g_array_unref (writing.boxes);
  return page;
}

/* What recognising goes by. */
typedef struct
{
  const RcDocument *document;
  const RcReadingOptions *options;
  char *program;   /* (owned) */
  char *languages; /* (owned) */
  RcPdf *pdf;      /* (owned) (nullable) */
  GPtrArray *problems; /* (nullable) */
  RcDatabase *db;
  gint64 batch; /* 0 before anything was kept */
  guint n_recognised, n_kept; /* pages */
} Recognition;

static void
recognition_clear (Recognition *self)
{
  g_free (self->program);
  g_free (self->languages);
  g_clear_object (&self->pdf);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Recognition, recognition_clear)

static RcPageText *
recognise_page (Recognition *self, int page, GCancellable *cancellable, GError **error)
{
  double width = 0, height = 0, scale;
  g_autoptr (RcPixels) pixels = NULL;
  g_autoptr (GBytes) tsv = NULL;

  if (!rc_pdf_page_size (self->pdf, page, &width, &height, cancellable, error))
    return NULL;
  pixels = rc_pdf_render (self->pdf, page, (double) DOTS_PER_INCH / POINTS_PER_INCH, cancellable, error);
  if (pixels == NULL)
    return NULL;
  /* A large page is drawn smaller. */
  scale = pixels->width / width;
  tsv = rc_tesseract_read (self->program, self->languages, pixels, (int) (scale * POINTS_PER_INCH + 0.5), cancellable, error);
  return tsv != NULL ? rc_recognised_page_new (g_bytes_get_data (tsv, NULL), g_bytes_get_size (tsv), scale) : NULL;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \n")] == '\0';
}

static char *
guess_language (GPtrArray *pages)
{
  g_autoptr (GString) sample = g_string_new (NULL);

  for (guint i = 0; i < pages->len && sample->len < 65536; i++)
    g_string_append_printf (sample, "%s\n", ((RcPageText *) pages->pdata[i])->text);
  return g_strdup (rc_language_guess (sample->str));
}

/* What is recognised so far, in one batch for all of this run. What was done stays also when nobody wants the rest. */
static gboolean
keep (Recognition *self, RcTextReading *reading, GError **error)
{
  gint64 batch = self->batch;

  g_free (reading->language);
  reading->language = guess_language (reading->pages);
  reading->recognised = TRUE;
  rc_database_set_cancellable (self->db, NULL);
  if (!rc_database_begin (self->db, error))
    return FALSE;
  if (batch == 0)
    batch = rc_batch_begin (self->db, RC_BATCH_EDIT, self->document->name, NULL, error);
  if (batch == 0 || rc_documents_put (self->db, batch, self->document, reading, error) == 0
      || !rc_batch_finish (self->db, batch, NULL, error) || !rc_database_commit (self->db, error))
    {
      rc_database_rollback (self->db);
      return FALSE;
    }
  self->batch = batch;
  self->n_kept = self->n_recognised;
  return TRUE;
}

/* FALSE when cancelled, or when the catalogue cannot be written. */
static gboolean
recognise_pages (Recognition *self, RcTextReading *reading, GCancellable *cancellable, GError **error)
{
  GPtrArray *pages = reading->pages;

  for (guint i = 0; i < pages->len; i++)
    {
      RcPageText **page = (RcPageText **) &pages->pdata[i];
      g_autoptr (GError) local_error = NULL;
      RcPageText *made;

      if (!is_blank ((*page)->text) && !self->options->again)
        continue;
      if (self->options->progress != NULL)
        self->options->progress (self->document->id, (int) i, (int) pages->len, self->options->user_data);
      made = recognise_page (self, (int) i, cancellable, &local_error);
      if (g_cancellable_is_cancelled (cancellable))
        {
          rc_page_text_free (made);
          break;
        }
      if (made == NULL)
        {
          g_autofree char *message = g_strdup_printf (_("page %u: %s"), i + 1, local_error->message);

          if (self->problems != NULL)
            g_ptr_array_add (self->problems, rc_problem_new (self->document->name, 0, NULL, message));
          continue;
        }
      made->label = g_steal_pointer (&(*page)->label);
      rc_page_text_free (*page);
      *page = made;
      self->n_recognised++;
      if (self->n_recognised - self->n_kept >= PAGES_TO_KEEP && !keep (self, reading, error))
        return FALSE;
    }
  if (self->n_recognised > self->n_kept && !keep (self, reading, error))
    return FALSE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
rc_document_recognise (RcDatabase *db, gint64 document, const char *languages, const RcReadingOptions *options, gint64 *batch,
                       guint *n_recognised, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  const RcReadingOptions only_read = { 0 };
  g_autoptr (RcDocument) row = rc_documents_get (db, document, error);
  g_auto (Recognition) self = { .document = row, .options = options, .problems = problems, .db = db };
  g_autoptr (RcTextReading) reading = NULL;
  g_autofree char *path = NULL;
  gboolean done;
  int fd;

  if (row == NULL || (self.program = rc_tesseract_find (error)) == NULL)
    return FALSE;
  self.languages = rc_tesseract_choose_languages (self.program, languages, cancellable, error);
  if (self.languages == NULL || !rc_document_read (db, document, &only_read, NULL, cancellable, error))
    return FALSE;
  reading = rc_text_reading_get (db, document, error);
  fd = reading != NULL ? rc_document_open_fd (db, row, cancellable, error) : -1;
  if (fd < 0)
    return FALSE;
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  self.pdf = rc_pdf_open (path, cancellable, error);
  close (fd);
  if (self.pdf == NULL)
    return FALSE;
  g_ptr_array_unref (reading->pages);
  reading->pages = rc_text_reading_load_pages (db, document, cancellable, error);
  if (reading->pages == NULL)
    reading->pages = g_ptr_array_new ();
  if (reading->pages->len == 0)
    return FALSE;
  done = recognise_pages (&self, reading, cancellable, error);
  if (batch != NULL)
    *batch = self.batch;
  if (n_recognised != NULL)
    *n_recognised = self.n_kept;
  return done;
}
