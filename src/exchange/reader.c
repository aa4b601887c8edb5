/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes in, records out: what all readers have in common, and how one is chosen. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/reader.h"

#include "exchange/archive-stream.h"
#include "exchange/charset.h"
#include "exchange/foreign-format.h"
#include "exchange/languages.h"
#include "exchange/mojibake.h"
#include "exchange/plain-text.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define DETECT_BYTES (64 * 1024)
#define EXCERPT 40 /* characters of a text that a message shows */

typedef struct
{
  RcInput *input; /* (owned) */
  RcFormat format;
  char *encoding; /* (owned) (nullable) */
  char *path;     /* (owned) (nullable) */
  char *address;  /* (owned) (nullable) */
  char *language; /* (owned) (nullable) of the source, and so is the zone */
  char *zone;
  guint64 position;
  GArray *noted; /* (owned) Noted */
  gboolean mends;
  const char *wide; /* (nullable) a literal: the UTF-16 that `input` was converted from */
  RcListingPage page;
} RcReaderPrivate;

/* An encoding that texts were read in, and how often. */
typedef struct
{
  const char *name;
  guint64 n;
} Noted;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RcReader, rc_reader, G_TYPE_OBJECT)

#define PRIVATE(self) ((RcReaderPrivate *) rc_reader_get_instance_private (self))

static void
rc_reader_finalize (GObject *object)
{
  RcReaderPrivate *priv = PRIVATE (RC_READER (object));

  rc_input_free (priv->input);
  g_free (priv->encoding);
  g_array_unref (priv->noted);
  g_free (priv->path);
  g_free (priv->address);
  g_free (priv->language);
  g_free (priv->zone);
  g_free (priv->page.next);
  g_free (priv->page.datestamp);
  g_free (priv->page.answered);
  g_free (priv->page.guess);
  G_OBJECT_CLASS (rc_reader_parent_class)->finalize (object);
}

static void
rc_reader_class_init (RcReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_reader_finalize;
}

static void
rc_reader_init (RcReader *self)
{
  PRIVATE (self)->noted = g_array_new (FALSE, FALSE, sizeof (Noted));
}

static gboolean
is_empty (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr (" \t\r\n\x1a", data[i]) == NULL) /* a zero byte is in every string */
      return FALSE;
  return TRUE;
}

static GType
type_of_format (RcFormat format)
{
  switch (format)
    {
    case RC_FORMAT_MARC21:
    case RC_FORMAT_UNIMARC:
    case RC_FORMAT_RUSMARC:
      return rc_marc21_reader_get_type ();
    case RC_FORMAT_MARCXML:
      return rc_marcxml_reader_get_type ();
    case RC_FORMAT_MRK:
      return rc_mrk_reader_get_type ();
    case RC_FORMAT_MARC_JSON:
      return rc_marc_json_reader_get_type ();
    case RC_FORMAT_MODS:
      return rc_mods_reader_get_type ();
    case RC_FORMAT_DC:
      return rc_dc_reader_get_type ();
    case RC_FORMAT_OAI:
      return rc_oai_reader_get_type ();
    case RC_FORMAT_RIS:
      return rc_ris_reader_get_type ();
    case RC_FORMAT_BIBTEX:
      return rc_bibtex_reader_get_type ();
    case RC_FORMAT_CSL_JSON:
      return rc_csl_json_reader_get_type ();
    case RC_FORMAT_GRANTS_CSV:
      return rc_grants_csv_reader_get_type ();
    case RC_FORMAT_CSV:
      return rc_csv_reader_get_type ();
    case RC_FORMAT_RSS:
      return rc_feed_reader_get_type ();
    case RC_FORMAT_GRANTS_GOV:
      return rc_grants_gov_reader_get_type ();
    case RC_FORMAT_ISIS:
      return rc_isis_reader_get_type ();
    case RC_FORMAT_JSON:
    case RC_FORMAT_COMMONGRANTS:
    case RC_FORMAT_360GIVING:
    case RC_FORMAT_OPENDATASOFT:
    case RC_FORMAT_RELIEFWEB:
    case RC_FORMAT_SEDIA:
      return rc_json_listing_reader_get_type ();
    case RC_FORMAT_XML:
      return rc_xml_listing_reader_get_type ();
    case RC_FORMAT_ICS:
      return rc_ics_reader_get_type ();
    case RC_FORMAT_AUTO:
    default:
      return G_TYPE_INVALID;
    }
}

/* Formats that come as more than one kind of file. */
static GType
type_of_bytes (RcFormat format, const char *data, gsize length)
{
  gsize blank = 0;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    blank = 3;
  while (blank < length && g_ascii_isspace (data[blank]))
    blank++;
  if (format == RC_FORMAT_RSS && blank < length && data[blank] == '{')
    return rc_json_feed_reader_get_type ();
  if (format == RC_FORMAT_GRANTS_GOV && (rc_archive_looks_like (data, length) || (blank < length && data[blank] == '<')))
    return rc_grants_gov_xml_reader_get_type ();
  return type_of_format (format);
}

gboolean
rc_reader_can_read (RcFormat format)
{
  return format == RC_FORMAT_AUTO || type_of_format (format) != G_TYPE_INVALID;
}

static gboolean
replace_wide (RcInput **input, const char **wide, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcInput) converted = NULL;

  converted = rc_plain_text_convert_input (*input, *wide, cancellable, error);
  if (converted == NULL)
    return FALSE;
  rc_input_free (*input);
  *input = g_steal_pointer (&converted);
  return rc_input_fill (*input, DETECT_BYTES, cancellable, error);
}

/* Formats of text whose readers know no UTF-16 of their own. FALSE on an error. */
static gboolean
convert_wide (RcInput **input, RcFormat format, const char **wide, GCancellable *cancellable, GError **error)
{
  gsize length;
  const char *data = rc_input_peek (*input, &length);

  /* Master files of CDS/ISIS have zero bytes, and no mark of UTF-16 before them. */
  if (format == RC_FORMAT_ISIS && (length < 2 || (memcmp (data, "\xff\xfe", 2) != 0 && memcmp (data, "\xfe\xff", 2) != 0)))
    return TRUE;
  if ((format != RC_FORMAT_MRK && format != RC_FORMAT_MARC_JSON && format != RC_FORMAT_ISIS) || *wide != NULL || !rc_plain_text_is_utf16 (data, length, wide))
    return TRUE;
  return replace_wide (input, wide, cancellable, error);
}

/* The bytes as they came. */
static void
restore_wide (RcReaderItem *item, const char *wide)
{
  gsize length, n_written;
  const char *data = item->raw != NULL ? g_bytes_get_data (item->raw, &length) : NULL;
  char *bytes = data != NULL ? g_convert (data, (gssize) length, wide, "UTF-8", NULL, &n_written, NULL) : NULL;

  if (bytes != NULL)
    {
      g_bytes_unref (item->raw);
      item->raw = g_bytes_new_take (bytes, n_written);
    }
  item->encoding = wide;
}

RcReader *
rc_reader_new (GInputStream *stream, RcFormat format, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcInput) input = NULL;
  RcReader *self;
  RcReaderPrivate *priv;
  const char *data, *wide = NULL;
  gsize length;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  if (encoding != NULL && !rc_charset_is_known (encoding))
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT, _ ("the encoding “%s” is not known"),
                   encoding);
      return NULL;
    }
  input = rc_input_new (stream);
  if (!rc_input_fill (input, DETECT_BYTES, cancellable, error))
    return NULL;
  data = rc_input_peek (input, &length);
  if (is_empty (data, length) && rc_input_at_end (input))
    {
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_EMPTY, _ ("there is nothing in the file"));
      return NULL;
    }
  /* Whoever named a format did not look inside. */
  if (rc_foreign_format_is_container (data, length) && format != RC_FORMAT_GRANTS_GOV && rc_format_detect (data, length) == RC_FORMAT_AUTO)
    {
      rc_foreign_format_set_error (data, length, error);
      return NULL;
    }
  if (encoding == NULL && (rc_plain_text_is_utf32 (data, length, &wide) || rc_plain_text_is_iso2022 (data, length, &wide))
      && !replace_wide (&input, &wide, cancellable, error))
    return NULL;
  data = rc_input_peek (input, &length);
  if (format == RC_FORMAT_AUTO)
    format = rc_format_detect (data, length);
  if (type_of_format (format) == G_TYPE_INVALID)
    {
      rc_foreign_format_set_error (data, length, error);
      return NULL;
    }
  if (encoding == NULL && !convert_wide (&input, format, &wide, cancellable, error))
    return NULL;
  data = rc_input_peek (input, &length);
  self = g_object_new (type_of_bytes (format, data, length), NULL);
  priv = PRIVATE (self);
  priv->input = g_steal_pointer (&input);
  priv->format = format;
  priv->encoding = g_strdup (encoding);
  priv->wide = wide;
  return self;
}

void
rc_reader_set_path (RcReader *self, const char *path)
{
  g_return_if_fail (RC_IS_READER (self));

  g_free (PRIVATE (self)->path);
  PRIVATE (self)->path = g_strdup (path);
}

void
rc_reader_set_address (RcReader *self, const char *address)
{
  g_return_if_fail (RC_IS_READER (self));

  g_free (PRIVATE (self)->address);
  PRIVATE (self)->address = g_strdup (address);
}

const char *
rc_reader_get_address (RcReader *self)
{
  return PRIVATE (self)->address;
}

void
rc_reader_set_locale (RcReader *self, const char *language, const char *zone)
{
  g_return_if_fail (RC_IS_READER (self));

  g_free (PRIVATE (self)->language);
  PRIVATE (self)->language = g_strdup (language);
  g_free (PRIVATE (self)->zone);
  PRIVATE (self)->zone = g_strdup (zone);
}

const char *
rc_reader_get_language (RcReader *self)
{
  return PRIVATE (self)->language;
}

RcDeadlineContext
rc_reader_get_deadline_context (RcReader *self, const char *language)
{
  RcReaderPrivate *priv = PRIVATE (self);
  RcDateOrder of_source = rc_language_get_date_order (priv->language), of_text = rc_language_get_date_order (language);
  RcDeadlineContext context = { .order = of_text, .zone = priv->zone };

  if (of_text == RC_DATE_ORDER_UNKNOWN)
    context.order = of_source;
  else if (of_source != RC_DATE_ORDER_UNKNOWN && of_source != of_text)
    context.order = RC_DATE_ORDER_UNKNOWN;
  return context;
}

RcFormat
rc_reader_get_format (RcReader *self)
{
  g_return_val_if_fail (RC_IS_READER (self), RC_FORMAT_AUTO);

  return PRIVATE (self)->format;
}

const RcListingPage *
rc_reader_get_page (RcReader *self)
{
  g_return_val_if_fail (RC_IS_READER (self), NULL);

  return &PRIVATE (self)->page;
}

RcListingPage *
rc_reader_edit_page (RcReader *self)
{
  return &PRIVATE (self)->page;
}

void
rc_reader_set_mends (RcReader *self, gboolean mends)
{
  g_return_if_fail (RC_IS_READER (self));

  PRIVATE (self)->mends = mends;
}

/* A piece of it for a message: without what separates subfields. */
static char *
dup_excerpt (const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  const char *start = strchr (valid, RC_MARC_SUBFIELD);
  char *excerpt = g_utf8_substring (start != NULL && start[1] != '\0' ? start + 2 : valid, 0,
                                    MIN (EXCERPT, g_utf8_strlen (start != NULL && start[1] != '\0' ? start + 2 : valid, -1)));

  return g_strdelimit (excerpt, "\x1f", ' ');
}

void
rc_reader_check_text (RcReader *self, RcReaderItem *item)
{
  RcMarc *marc = item->record != NULL ? item->record->marc : NULL;

  for (guint i = 0; marc != NULL && i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      g_autofree char *meant = rc_mojibake_propose (field->data, (gssize) field->length);
      g_autofree char *is = NULL;
      g_autofree char *was = NULL;

      if (meant == NULL)
        continue;
      is = dup_excerpt (field->data, field->length);
      was = dup_excerpt (meant, strlen (meant));
      rc_reader_item_warn (item, PRIVATE (self)->mends ? _ ("%s: “%s” was read in a wrong encoding before; it was mended to “%s”")
                                                       : _ ("%s: to check: “%s” was read in a wrong encoding before, it should be “%s”"),
                           field->tag, is, was);
      if (item->garbled == NULL)
        {
          item->garbled = g_steal_pointer (&is);
          item->meant = g_steal_pointer (&was);
          memcpy (item->garbled_tag, field->tag, sizeof item->garbled_tag);
        }
      if (PRIVATE (self)->mends)
        rc_marc_replace_field (marc, i, meant, -1);
    }
}

RcReaderItem *
rc_reader_next (RcReader *self, GCancellable *cancellable, GError **error)
{
  RcReaderItem *item;

  g_return_val_if_fail (RC_IS_READER (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  item = RC_READER_GET_CLASS (self)->next (self, cancellable, error);
  if (item != NULL && PRIVATE (self)->wide != NULL)
    restore_wide (item, PRIVATE (self)->wide);
  if (item != NULL && item->encoding != NULL)
    rc_reader_note_encoding (self, item->encoding);
  return item;
}

RcInput *
rc_reader_get_input (RcReader *self)
{
  return PRIVATE (self)->input;
}

const char *
rc_reader_get_encoding (RcReader *self)
{
  return PRIVATE (self)->encoding;
}

/* How often a word comes is the number of records, or nothing: a reader whose file has one encoding notes it once. */
void
rc_reader_note_encoding (RcReader *self, const char *name)
{
  GArray *noted = PRIVATE (self)->noted;
  Noted first = { name, 1 };

  for (guint i = 0; i < noted->len; i++)
    {
      Noted *one = &g_array_index (noted, Noted, i);

      if (one->name == name || g_str_equal (one->name, name))
        {
          one->n++;
          return;
        }
    }
  g_array_append_val (noted, first);
}

static int
compare_noted (gconstpointer a, gconstpointer b)
{
  const Noted *one = a, *two = b;

  return one->n != two->n ? (one->n < two->n ? 1 : -1) : strcmp (one->name, two->name);
}

char *
rc_reader_dup_encodings (RcReader *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GArray *noted;

  g_return_val_if_fail (RC_IS_READER (self), NULL);

  noted = PRIVATE (self)->noted;
  g_array_sort (noted, compare_noted);
  for (guint i = 0; i < noted->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", g_array_index (noted, Noted, i).name);
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

char *
rc_reader_dup_name (RcReader *self)
{
  const char *path = PRIVATE (self)->path;
  g_autofree char *base = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *valid = base != NULL ? g_utf8_make_valid (base, -1) : NULL;
  char *dot = valid != NULL ? strrchr (valid, '.') : NULL;

  if (dot != NULL && dot > valid)
    *dot = '\0';
  return valid != NULL ? g_utf8_strdown (valid, -1) : NULL;
}

GInputStream *
rc_reader_open_beside (RcReader *self, const char *folder, const char *extension)
{
  g_autofree char *name = rc_reader_dup_name (self);
  g_autofree char *parent = NULL, *place = NULL, *wanted = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *entry;

  if (name == NULL)
    return NULL;
  parent = g_path_get_dirname (PRIVATE (self)->path);
  place = g_build_filename (parent, folder, NULL);
  wanted = g_strconcat (name, ".", extension, NULL);
  dir = g_dir_open (place, 0, NULL);
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (entry, -1);
      g_autofree char *lower = g_utf8_strdown (valid, -1);
      g_autofree char *path = g_build_filename (place, entry, NULL);

      if (g_str_equal (lower, wanted) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        {
          g_autoptr (GFile) file = g_file_new_for_path (path);

          return G_INPUT_STREAM (g_file_read (file, NULL, NULL));
        }
    }
  return NULL;
}

RcReaderItem *
rc_reader_new_item (RcReader *self)
{
  RcReaderItem *item = g_new0 (RcReaderItem, 1);

  item->position = ++PRIVATE (self)->position;
  item->warnings = g_ptr_array_new_with_free_func (g_free);
  return item;
}

RcReaderItem *
rc_reader_new_lost_item (RcReader *self, GBytes *raw, const GError *problem)
{
  RcReaderItem *item = rc_reader_new_item (self);

  item->raw = g_bytes_ref (raw);
  item->rejection = g_strdup (problem->message);
  return item;
}
