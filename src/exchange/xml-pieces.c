/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The units of an XML file that is broken somewhere: each one parsed alone, in the clothes of the whole file. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/xml-pieces.h"

#include "exchange/xml-mend.h"

#include <glib/gi18n.h>
#include <string.h>

void
rc_xml_pieces_keep_root (RcXmlInput *self)
{
  const RcXmlScan *scan = self->scan;
  const char *stop = (const char *) scan->text->data + scan->text->len;
  const char *start, *end;
  char quote = '\0';

  if (self->root != NULL || scan->root == NULL)
    return;
  start = (const char *) scan->text->data + (scan->root_offset - scan->base);
  for (end = start; end < stop && (quote != '\0' || *end != '>'); end++)
    if (quote != '\0' ? *end == quote : *end == '"' || *end == '\'')
      quote = quote == '\0' ? *end : '\0';
  if (scan->root_is_unit || end == stop)
    self->root = g_strdup ("<units>");
  else
    self->root = g_strdelimit (g_strndup (start, (gsize) (end + 1 - start)), "\r\n", ' ');
}

void
rc_xml_pieces_begin (RcXmlInput *self)
{
  const xmlChar *declared = self->reader != NULL ? xmlTextReaderConstEncoding (self->reader) : NULL;

  if (self->encoding == NULL)
    self->encoding = g_strdup ((const char *) declared);
  rc_xml_pieces_keep_root (self);
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  g_clear_pointer (&self->fields, rc_xml_fields_free);
  self->in_pieces = TRUE;
  self->leaves = FALSE;
}

gboolean
rc_xml_pieces_can_begin (RcXmlInput *self)
{
  return !self->in_pieces && self->scan->byte_text && self->io_error == NULL && self->scan->starts->len > 0;
}

static void
open_piece (RcXmlInput *self)
{
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  self->reader = xmlReaderForMemory (self->piece->str, (int) self->piece->len, NULL, self->encoding, RC_XML_OPTIONS);
  xmlTextReaderSetStructuredErrorHandler (self->reader, rc_xml_input_error_cb, self);
}

/* Opens a unit in the clothes of the whole file. FALSE when it is broken. */
static gboolean
take_piece (RcXmlInput *self, const char *data, gsize length)
{
  int answer;

  g_string_assign (self->piece, self->root);
  g_string_append_len (self->piece, data, (gssize) length);
  g_string_append_printf (self->piece, "</%.*s>", (int) strcspn (self->root + 1, " \t/>"), self->root + 1);
  g_clear_pointer (&self->message, g_free);
  open_piece (self);
  while ((answer = xmlTextReaderRead (self->reader)) == 1)
    ;
  if (answer == 0)
    open_piece (self);
  else
    g_clear_pointer (&self->reader, xmlFreeTextReader);
  return answer == 0;
}

/* The same for one that is broken and may be mended. */
static gboolean
take_mended (RcXmlInput *self, const char *data, gsize length)
{
  g_autoptr (GString) mended = self->lenient ? rc_xml_mend (data, length) : NULL;
  g_autofree char *why = g_strdup (self->message);

  if (mended == NULL || !take_piece (self, mended->str, mended->len))
    return FALSE;
  self->mended = TRUE;
  self->message = g_steal_pointer (&why);
  return TRUE;
}

/* Makes text up to the start of the unit after this one, or to the end. */
static gboolean
gather_piece (RcXmlInput *self, GError **error)
{
  RcXmlScan *scan = self->scan;

  while (scan->starts->len <= self->n_units + 1 && !scan->at_end)
    {
      if (scan->text->len > RC_MAX_RECORD_BYTES && scan->starts->len > self->n_units)
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE,
                       _ ("an element of the XML has more than %d MiB"), RC_MAX_RECORD_BYTES / 1024 / 1024);
          return FALSE;
        }
      if (scan->starts->len <= self->n_units)
        rc_xml_scan_drop (scan, rc_xml_scan_get_end (scan));
      if (!rc_xml_scan_more (scan, self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* An element that only wraps a unit of the same name, as OAI-PMH and SRU have it. */
static gboolean
is_wrapper (const char *data, gsize length)
{
  const char *last = g_strrstr_len (data, (gssize) length, "<");
  g_autofree char *tag = g_strndup (last, (gsize) (data + length - last));

  return strstr (tag, "metadata") != NULL || strstr (tag, "recordData") != NULL || strstr (tag, "collection") != NULL;
}

int
rc_xml_pieces_next (RcXmlInput *self, GBytes **lost, GError **error)
{
  RcXmlScan *scan = self->scan;

  g_clear_pointer (&self->reader, xmlFreeTextReader);
  while (gather_piece (self, error))
    {
      const RcXmlPlace *place;
      g_autofree char *name = NULL;
      const char *data;
      gsize length, end;

      if (scan->starts->len <= self->n_units)
        {
          if (scan->root_ended)
            return 0;
          g_clear_pointer (&self->message, g_free);
          rc_xml_input_set_error (self, error);
          return -1;
        }
      place = &g_array_index (scan->starts, RcXmlPlace, self->n_units);
      rc_xml_scan_drop (scan, place->offset);
      self->line = place->line - 1;
      self->n_units++;
      data = (const char *) scan->text->data;
      length = self->n_units < scan->starts->len ? place[1].offset - place->offset : scan->text->len;
      end = rc_xml_find_end (data, length, 0, &name);
      if (end > 0 && take_piece (self, data, end))
        return 1;
      if (end == 0)
        g_clear_pointer (&self->message, g_free);
      if (take_mended (self, data, end > 0 ? end : length))
        return 1;
      if (end == 0 && self->n_units < scan->starts->len && is_wrapper (data, length))
        continue;
      self->n_told = self->n_units;
      *lost = g_bytes_new (data, end > 0 ? end : length);
      rc_xml_input_set_error (self, error);
      return -1;
    }
  return -1;
}
