/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records in, bytes out: what all formats have in common, and how one is chosen. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/writer-private.h"

#include <glib/gi18n.h>

#define REPLACEMENT "\xef\xbf\xbd"

struct _RcWriter
{
  const RcWriterFormat *format;
  GOutputStream *stream; /* (owned) */
  guint64 n_added;
  RcWriterState state;
};

static const RcWriterFormat *
get_format (RcFormat format)
{
  switch (format)
    {
    case RC_FORMAT_MARC21:
      return &rc_marc21_writer;
    case RC_FORMAT_MARCXML:
      return &rc_marcxml_writer;
    case RC_FORMAT_MARC_JSON:
      return &rc_marc_json_writer;
    case RC_FORMAT_MODS:
      return &rc_mods_writer;
    case RC_FORMAT_DC:
      return &rc_dc_writer;
    case RC_FORMAT_MRK:
      return &rc_mrk_writer;
    case RC_FORMAT_CSV:
      return &rc_csv_writer;
    case RC_FORMAT_RIS:
      return &rc_ris_writer;
    case RC_FORMAT_BIBTEX:
      return &rc_bibtex_writer;
    case RC_FORMAT_CSL_JSON:
      return &rc_csl_json_writer;
    case RC_FORMAT_CITATIONS:
      return &rc_citations_writer;
    case RC_FORMAT_CITATIONS_ISO_690:
      return &rc_citations_iso_690_writer;
    default:
      return NULL;
    }
}

gboolean
rc_writer_can_write (RcFormat format)
{
  return get_format (format) != NULL;
}

RcWriter *
rc_writer_new (RcFormat format, GOutputStream *stream, GError **error)
{
  RcWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  if (!rc_writer_can_write (format))
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT, _ ("the format “%s” cannot be written"),
                   rc_format_to_string (format));
      return NULL;
    }
  self = g_new0 (RcWriter, 1);
  self->format = get_format (format);
  self->stream = g_object_ref (stream);
  return self;
}

void
rc_writer_free (RcWriter *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_clear_pointer (&self->state.keys, g_hash_table_unref);
  g_free (self);
}

void
rc_writer_append_xml (GString *out, const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (c == '\t' || c == '\n' || c == '\r')
        g_string_append_printf (out, "&#%u;", (guint) c);
      else if (c < ' ' || c == 0xfffe || c == 0xffff)
        g_string_append (out, REPLACEMENT);
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
}

gboolean
rc_writer_add (RcWriter *self, const RcMarc *marc, GError **error)
{
  return rc_writer_add_with_copies (self, marc, NULL, error);
}

gboolean
rc_writer_add_with_copies (RcWriter *self, const RcMarc *marc, GPtrArray *copies, GError **error)
{
  g_autoptr (GString) out = NULL;

  g_return_val_if_fail (self != NULL && marc != NULL, FALSE);

  out = g_string_new (self->n_added == 0 ? self->format->head : self->format->between);
  if (self->format->append_with_copies != NULL ? !self->format->append_with_copies (marc, copies, out, &self->state, error)
                                               : !self->format->append (marc, out, &self->state, error))
    return FALSE;
  self->n_added++;
  return g_output_stream_write_all (self->stream, out->str, out->len, NULL, NULL, error);
}

guint
rc_writer_take_replaced (RcWriter *self)
{
  guint n_replaced = self->state.n_replaced;

  self->state.n_replaced = 0;
  return n_replaced;
}

gboolean
rc_writer_finish (RcWriter *self, GError **error)
{
  g_autoptr (GString) out = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  out = g_string_new (self->n_added == 0 ? self->format->head : NULL);
  if (self->format->tail != NULL)
    g_string_append (out, self->format->tail);
  return g_output_stream_write_all (self->stream, out->str, out->len, NULL, NULL, error)
         && g_output_stream_flush (self->stream, NULL, error);
}
