/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References as RIS: lines of a tag and a value, a record from TY to ER. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/charset.h"
#include "exchange/plain-text.h"
#include "exchange/projection.h"
#include "exchange/ris.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define NO_BREAK_SPACE "\xc2\xa0"
#define EN_DASH "\xe2\x80\x93"
#define MAX_BLANK 6 /* bytes between a tag and its dash */
#define STEP 4096
#define MAX_FIELDS 20000 /* of one record */

struct _RcRisReader
{
  RcReader parent_instance;

  RcInput *converted;   /* (owned) (nullable) the file in UTF-8 where it is in UTF-16 */
  const char *encoding; /* (nullable) what it was converted from */
  RcEvidence *evidence; /* (owned) of the file, as far as it was read */
  gboolean started;
};

#define RC_TYPE_RIS_READER (rc_ris_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcRisReader, rc_ris_reader, RC, RIS_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcRisReader, rc_ris_reader, RC_TYPE_READER)

/* The length of the next line with its end: \n, \r\n or \r. 0 at the end of the file, -1 on an error. */
static gssize
measure_line (RcInput *input, GCancellable *cancellable, GError **error)
{
  gsize from = 0;

  for (;;)
    {
      gsize length;
      const char *data = rc_input_peek (input, &length);

      for (; from < length; from++)
        if (data[from] == '\n')
          return (gssize) from + 1;
        else if (data[from] == '\r' && (from + 1 < length || rc_input_at_end (input)))
          return (gssize) from + (from + 1 < length && data[from + 1] == '\n' ? 2 : 1);
        else if (data[from] == '\r')
          break;
      if (rc_input_at_end (input))
        return (gssize) length;
      if (length > RC_MAX_RECORD_BYTES)
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("a record of more than %d MiB"), RC_MAX_RECORD_BYTES / 1024 / 1024);
          return -1;
        }
      if (!rc_input_fill (input, length + STEP, cancellable, error))
        return -1;
    }
}

/* What is left blank at the start, as a table that was copied from a page has it, and what editors of texts make of a blank. */
static gsize
measure_blank (const char *text, gsize length)
{
  gsize n = 0;

  for (;;)
    if (n < length && (text[n] == ' ' || text[n] == '\t'))
      n++;
    else if (n + 1 < length && memcmp (text + n, NO_BREAK_SPACE, 2) == 0)
      n += 2;
    else
      return n;
}

/* A hyphen, or the dash that such editors make of it. */
static gsize
measure_dash (const char *text, gsize length)
{
  if (length >= strlen (EN_DASH) && memcmp (text, EN_DASH, strlen (EN_DASH)) == 0)
    return strlen (EN_DASH);
  return length > 0 && *text == '-' ? 1 : 0;
}

static gboolean
has_small (const char *tag)
{
  return g_ascii_islower (tag[0]) || g_ascii_islower (tag[1]);
}

/* All is as it should be. */
static gboolean
is_exact (const char *tag, gsize length)
{
  return length >= 5 && memcmp (tag + 2, "  -", 3) == 0 && !(has_small (tag) && (g_ascii_isupper (tag[0]) || g_ascii_isupper (tag[1])));
}

/* "TY  - JOUR": where the value begins, or 0 for a line that is no field. Programs differ in the blanks around the dash. In a
 * record that is not indented, a line that is goes on. */
static gsize
measure_head (const char *line, gsize length, gboolean indented)
{
  gsize indent = measure_blank (line, length), blank, at, dash;
  const char *tag = line + indent;

  if ((indent > 0 && !indented) || length - indent < 4 || !g_ascii_isalpha (tag[0]) || !g_ascii_isalnum (tag[1]))
    return 0;
  at = indent + 2;
  blank = measure_blank (line + at, MIN (length - at, MAX_BLANK));
  /* Small letters, and what is indented, may be words. */
  if ((indent > 0 || has_small (tag)) && !is_exact (tag, length - indent))
    return 0;
  at += blank;
  dash = measure_dash (line + at, length - at);
  if (blank == 0 || dash == 0)
    return 0;
  at += dash;
  if (measure_blank (line + at, length - at) > 0)
    return at + (line[at] == ' ' || line[at] == '\t' ? 1 : strlen (NO_BREAK_SPACE));
  /* Without a blank behind the dash it is a field where all else is as it should be, or the line ends. */
  return blank == 2 || at == length || line[at] == '\r' || line[at] == '\n' ? at : 0;
}

static gboolean
has_tag (const char *line, gsize length, gboolean indented, const char *tag)
{
  gsize indent = measure_blank (line, length);

  return measure_head (line, length, indented) > 0 && g_ascii_strncasecmp (line + indent, tag, 2) == 0;
}

gboolean
rc_ris_is_mark (const char *line, gsize length)
{
  return has_tag (line, length, TRUE, "TY") || has_tag (line, length, TRUE, "ER");
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]) && text[i] != '\x1a' && text[i] != '\0')
      return FALSE;
  return TRUE;
}

typedef struct
{
  GString *between;  /* (owned) lines before TY */
  GString *record;   /* (owned) from TY to ER */
  gboolean ended;    /* by ER */
  gboolean indented; /* as TY is */
} Lines;

static void
lines_clear (Lines *self)
{
  g_string_free (self->between, TRUE);
  g_string_free (self->record, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lines, lines_clear)

/* The lines up to the next ER, or to the next TY where ER is missing. FALSE on an error. */
static gboolean
read_lines (RcInput *input, Lines *lines, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      gssize length = measure_line (input, cancellable, error);
      const char *line = rc_input_peek (input, &(gsize){ 0 });
      gboolean first, is_type;
      gsize mark = 0;

      if (length <= 0)
        return length == 0;
      if (length >= (gssize) strlen (BOM) && memcmp (line, BOM, strlen (BOM)) == 0)
        mark = strlen (BOM);
      first = lines->record->len == 0;
      is_type = has_tag (line + mark, (gsize) length - mark, first || lines->indented, "TY");
      if (is_type && !first)
        return TRUE;
      if (lines->record->len + lines->between->len + (gsize) length > RC_MAX_RECORD_BYTES)
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("a record of more than %d MiB"), RC_MAX_RECORD_BYTES / 1024 / 1024);
          return FALSE;
        }
      if (is_type)
        lines->indented = measure_blank (line + mark, (gsize) length - mark) > 0;
      if (first && !is_type)
        g_string_append_len (lines->between, line, length);
      else
        g_string_append_len (lines->record, line + mark, length - (gssize) mark);
      lines->ended = has_tag (line + mark, (gsize) length - mark, first || lines->indented, "ER");
      rc_input_skip (input, (gsize) length);
      if (lines->ended)
        return TRUE;
    }
}

static void
clear_field (gpointer data)
{
  g_free (((RcRisField *) data)->value);
}

/* A line that goes on: most are wrapped, and joined by a blank; after a sentence, before a point of a list and between
 * keywords the end of the line is kept. */
static void
join_line (const char *tag, GString *value, const char *line)
{
  gboolean text = *tag == 'A' || *tag == 'N'; /* abstracts and notes */
  gboolean sentence = text && value->len > 0 && strchr (".!?:", value->str[value->len - 1]) != NULL;
  gboolean point = text && (*line == '*' || (*line == '-' && line[1] == ' ') || g_str_has_prefix (line, "•"));

  if (*line == '\0')
    return;
  if (value->len > 0)
    g_string_append_c (value, sentence || point || g_str_equal (tag, "KW") ? '\n' : ' ');
  g_string_append (value, line);
}

/* Gives the field its value, which is complete. */
static void
end_field (GArray *fields, GString *value)
{
  if (fields->len > 0)
    g_array_index (fields, RcRisField, fields->len - 1).value = g_strdup (value->str);
  g_string_truncate (value, 0);
}

static GArray *
split_fields (char *text, gboolean indented, RcReaderItem *item)
{
  GArray *fields = g_array_new (FALSE, TRUE, sizeof (RcRisField));
  g_autoptr (GString) value = g_string_new (NULL);

  g_array_set_clear_func (fields, clear_field);
  for (char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\r\n");
      gsize head = measure_head (line, length, indented), indent = measure_blank (line, length);
      char *next = line + length + (line[length] == '\r' && line[length + 1] == '\n' ? 2 : line[length] != '\0' ? 1 : 0);

      line[length] = '\0';
      if (has_tag (line, length, indented, "ER"))
        {
          if (!is_blank (line + head, strlen (line + head)))
            rc_reader_item_warn (item, _ ("what stands behind ER was left out: %.40s"), line + head);
          break;
        }
      if (head > 0 && fields->len >= MAX_FIELDS)
        {
          rc_reader_item_warn (item, _ ("more than %d fields: the rest was left out"), MAX_FIELDS);
          break;
        }
      if (head > 0)
        {
          RcRisField field = { { 0 } };

          end_field (fields, value);
          field.tag[0] = g_ascii_toupper (line[indent]);
          field.tag[1] = g_ascii_toupper (line[indent + 1]);
          g_array_append_val (fields, field);
          g_string_assign (value, g_strstrip (line + head));
        }
      else if (fields->len > 0)
        join_line (g_array_index (fields, RcRisField, fields->len - 1).tag, value, g_strstrip (line));
      line = next;
    }
  end_field (fields, value);
  return fields;
}

static void
warn_of_unknown (GPtrArray *unknown, RcReaderItem *item)
{
  for (guint i = 0; i < unknown->len; i++)
    rc_reader_item_warn (item, _ ("the tag %s is none of RIS: it is kept as it stood"), (const char *) unknown->pdata[i]);
}

/* A title or two say less than all of the file. */
static const char *
choose_encoding (RcRisReader *self, const GString *record, RcReaderItem *item)
{
  const char *asked = rc_reader_get_encoding (RC_READER (self)), *guess, *common;
  g_autoptr (RcEvidence) evidence = NULL;

  if (asked != NULL || rc_charset_is_utf8 (record->str, record->len))
    return asked;
  evidence = rc_evidence_new ();
  rc_evidence_set_plain (evidence);
  rc_plain_text_weigh (evidence, record->str, record->len);
  guess = rc_evidence_choose_within (evidence, self->evidence, NULL, &common);
  if (guess == NULL)
    guess = "windows-1252";
  rc_reader_item_warn (item, _ ("the text is not in UTF-8 and was read as %s"), guess);
  return guess;
}

static void
read_record (RcRisReader *self, const Lines *lines, RcReaderItem *item)
{
  g_autoptr (GString) text = rc_plain_text_decode (lines->record->str, lines->record->len, choose_encoding (self, lines->record, item), item);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) fields = split_fields (text->str, lines->indented, item);
  g_autoptr (RcReference) reference = rc_reference_new_from_ris (fields, unknown);
  const char *type = fields->len > 0 ? g_array_index (fields, RcRisField, 0).value : "";
  RcReferenceType known;

  if (self->encoding != NULL)
    item->encoding = self->encoding;
  if (!lines->ended)
    rc_reader_item_warn (item, _ ("the record has no end (ER): it was ended before the next one"));
  if (!is_blank (lines->between->str, lines->between->len))
    {
      g_autoptr (GString) between = rc_plain_text_decode (lines->between->str, lines->between->len, rc_reader_get_encoding (RC_READER (self)), NULL);

      g_strdelimit (g_strstrip (between->str), "\r\n", ' ');
      rc_reader_item_warn (item, _ ("lines before the record were left out: %.60s"), between->str);
    }
  if (!rc_ris_type_from_text (type, &known))
    rc_reader_item_warn (item, _ ("the type “%.40s” is none of RIS"), type);
  warn_of_unknown (unknown, item);
  if (reference->title == NULL && reference->container == NULL && reference->names->len == 0 && reference->doi == NULL && fields->len <= 1)
    rc_reader_item_reject (item, _ ("a record without fields"));
  else
    rc_reader_item_take_partial (item, rc_reference_to_marc (reference), rc_ris_project);
  g_free (item->control);
  item->control = g_strdup (reference->key);
}

static RcInput *
get_input (RcRisReader *self, GCancellable *cancellable, GError **error)
{
  RcInput *input = rc_reader_get_input (RC_READER (self));
  const char *data, *encoding;
  gsize length;

  if (!self->started)
    {
      self->started = TRUE;
      data = rc_input_peek (input, &length);
      if (rc_plain_text_is_utf16 (data, length, &encoding))
        {
          self->converted = rc_plain_text_convert_input (input, encoding, cancellable, error);
          if (self->converted == NULL)
            return NULL;
          self->encoding = encoding;
        }
      rc_plain_text_weigh (self->evidence, data, length);
    }
  return self->converted != NULL ? self->converted : input;
}

static RcReaderItem *
rc_ris_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcRisReader *self = RC_RIS_READER (reader);
  RcInput *input = get_input (self, cancellable, error);
  g_auto (Lines) lines = { .between = g_string_new (NULL), .record = g_string_new (NULL) };
  g_autoptr (RcReaderItem) item = NULL;

  if (input == NULL || !read_lines (input, &lines, cancellable, error))
    return NULL;
  if (lines.record->len == 0 && is_blank (lines.between->str, lines.between->len))
    return NULL;
  item = rc_reader_new_item (reader);
  if (lines.record->len > 0)
    {
      item->raw = g_bytes_new (lines.record->str, lines.record->len);
      read_record (self, &lines, item);
    }
  else
    {
      item->raw = g_bytes_new (lines.between->str, lines.between->len);
      rc_reader_item_reject (item, lines.ended ? _ ("a record without its type (TY)") : _ ("text that is no record"));
    }
  return g_steal_pointer (&item);
}

static void
rc_ris_reader_finalize (GObject *object)
{
  rc_input_free (RC_RIS_READER (object)->converted);
  rc_evidence_free (RC_RIS_READER (object)->evidence);
  G_OBJECT_CLASS (rc_ris_reader_parent_class)->finalize (object);
}

static void
rc_ris_reader_class_init (RcRisReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_ris_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_ris_reader_next;
}

static void
rc_ris_reader_init (RcRisReader *self)
{
  self->evidence = rc_evidence_new ();
  rc_evidence_set_plain (self->evidence);
}
