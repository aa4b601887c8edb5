/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of MARC-in-JSON, and of the older MARC-JSON that names tags and codes as values. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/charset.h"
#include "exchange/decoder.h"
#include "exchange/json-cut.h"
#include "exchange/json-tokens.h"
#include "exchange/marc-text.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_DEPTH 32

struct _RcMarcJsonReader
{
  RcReader parent_instance;

  RcJsonCut cut;
  RcDecoder *decoder; /* (owned) (nullable) made for the first record */
};

#define RC_TYPE_MARC_JSON_READER (rc_marc_json_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcMarcJsonReader, rc_marc_json_reader, RC, MARC_JSON_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcMarcJsonReader, rc_marc_json_reader, RC_TYPE_READER)

/* One record on its way. */
typedef struct
{
  RcJsonTokens *tokens;
  RcReaderItem *item;
  GArray *fields;   /* RcRawField, whose data is in texts */
  GPtrArray *texts; /* GString */
  char leader[RC_MARC_LEADER_LENGTH + 1];
  gboolean has_leader;
} Record;

/* One field on its way: indicators may come behind the subfields. */
typedef struct
{
  char tag[4];
  gboolean has_tag, is_value;
  char indicators[2];
  GString *data; /* the value, or the subfields */
} Field;

static void
free_text (gpointer data)
{
  g_string_free (data, TRUE);
}

static gboolean
is_scalar (RcJsonToken token)
{
  return token == RC_JSON_TEXT || token == RC_JSON_WORD;
}

/* What a text, a number or null says. */
static void
append_scalar (const Record *record, RcJsonToken token, GString *data)
{
  const GString *text = record->tokens->text;

  if (token == RC_JSON_TEXT || !g_str_equal (text->str, "null"))
    g_string_append_len (data, text->str, (gssize) text->len);
}

static gboolean
skip_member (const Record *record, const char *name, RcJsonToken token)
{
  rc_reader_item_warn (record->item, _ ("the member “%.40s” is none of MARC and was left out"), name);
  return rc_json_tokens_skip (record->tokens, token);
}

/* The next member of an object: its name, and the token its value begins with; `name` is NULL at the end of the object.
 * FALSE when it is broken. */
static gboolean
next_member (const Record *record, char **name, RcJsonToken *value)
{
  RcJsonToken token = rc_json_tokens_next (record->tokens);

  g_clear_pointer (name, g_free);
  if (token == RC_JSON_CLOSE_OBJECT)
    return TRUE;
  if (!is_scalar (token))
    return FALSE;
  *name = g_strndup (record->tokens->text->str, record->tokens->text->len);
  *value = rc_json_tokens_next (record->tokens);
  return TRUE;
}

/* The name of what was an attribute of MARCXML, without the sign that converters put before it. */
static const char *
get_plain_name (const char *name)
{
  return strchr ("@-_", name[0]) != NULL && name[0] != '\0' && g_ascii_isalpha (name[1]) ? name + 1 : name;
}

/* Whether a member holds the text of its object: each converter from XML has a name of its own for it. */
static gboolean
is_text_name (const char *name)
{
  static const char *const names[] = { "data", "value", "content", "text", "#text", "__text", "$t", NULL };

  return g_strv_contains (names, name);
}

/* {"a": "…"}, of which there may be several, or {"code": "a", "data": "…"}. */
static gboolean
read_subfield (const Record *record, Field *field)
{
  g_autofree char *name = NULL, *code = NULL;
  g_autoptr (GString) value = g_string_new (NULL);
  gboolean apart = FALSE;
  RcJsonToken token;

  while (next_member (record, &name, &token))
    if (name == NULL)
      {
        if (apart)
          {
            rc_marc_text_append_code (field->data, code, record->item);
            g_string_append_len (field->data, value->str, (gssize) value->len);
          }
        return TRUE;
      }
    else if (g_str_equal (get_plain_name (name), "code") && is_scalar (token))
      {
        apart = TRUE;
        g_free (code);
        code = g_strdup (record->tokens->text->str);
      }
    else if (is_text_name (name) && is_scalar (token))
      {
        apart = TRUE;
        append_scalar (record, token, value);
      }
    else if (is_scalar (token))
      {
        rc_marc_text_append_code (field->data, name, record->item);
        append_scalar (record, token, field->data);
      }
    else if (!skip_member (record, name, token))
      return FALSE;
  return FALSE;
}

/* An array of subfields, or all of them as one object. */
static gboolean
read_subfields (const Record *record, Field *field, RcJsonToken token)
{
  if (token == RC_JSON_OPEN_OBJECT)
    return read_subfield (record, field);
  if (token != RC_JSON_OPEN_ARRAY)
    return skip_member (record, "subfields", token);
  for (;;)
    {
      token = rc_json_tokens_next (record->tokens);
      if (token == RC_JSON_CLOSE_ARRAY)
        return TRUE;
      if (token != RC_JSON_OPEN_OBJECT || !read_subfield (record, field))
        return FALSE;
    }
}

/* "ind1", "ind2", or "ind" for both. */
static gboolean
read_indicators (const Record *record, Field *field, const char *name)
{
  const char *text = record->tokens->text->str;

  if (g_str_equal (name, "ind1") || g_str_equal (name, "ind2"))
    field->indicators[name[3] - '1'] = rc_marc_text_read_indicator (text, record->item);
  else if (g_str_equal (name, "ind"))
    for (guint i = 0; i < 2 && text[i] != '\0'; i++)
      field->indicators[i] = rc_marc_text_read_indicator ((const char[]){ text[i], '\0' }, record->item);
  else
    return FALSE;
  return TRUE;
}

static void
set_tag (const Record *record, Field *field, const char *name)
{
  field->has_tag = TRUE;
  rc_marc_text_read_tag (name, field->tag, record->item);
}

static void
add_field (Record *record, Field *field)
{
  RcRawField raw = { { 0 } };

  if (!field->is_value)
    g_string_prepend_len (field->data, field->indicators, 2);
  g_ptr_array_add (record->texts, field->data);
  memcpy (raw.tag, field->tag, sizeof raw.tag);
  raw.data = field->data->str;
  raw.length = field->data->len;
  g_array_append_val (record->fields, raw);
}

/* The object behind a tag, or a whole field of the older format: a tag, and what it holds. */
static gboolean
read_field (Record *record, Field *field)
{
  g_autofree char *name = NULL;
  RcJsonToken token;

  while (next_member (record, &name, &token))
    if (name == NULL)
      return TRUE;
    else if (g_str_equal (name, "subfields") || g_str_equal (name, "subfield"))
      {
        if (!read_subfields (record, field, token))
          return FALSE;
      }
    else if (is_scalar (token) && g_str_equal (get_plain_name (name), "tag"))
      set_tag (record, field, record->tokens->text->str);
    else if (is_scalar (token) && is_text_name (name))
      {
        field->is_value = TRUE;
        append_scalar (record, token, field->data);
      }
    else if ((!is_scalar (token) || !read_indicators (record, field, get_plain_name (name))) && !skip_member (record, name, token))
      return FALSE;
  return FALSE;
}

/* {"245": {…}}, of which there may be several in one object, or {"tag": "245", …}. */
static gboolean
read_tagged (Record *record)
{
  const char *ahead = record->tokens->next;
  g_autofree char *name = NULL;
  RcJsonToken token;

  while (next_member (record, &name, &token))
    {
      Field field = { .indicators = { ' ', ' ' } };
      const char *plain;
      gboolean older, whole = TRUE;

      if (name == NULL)
        return TRUE;
      plain = get_plain_name (name);
      older = g_str_equal (plain, "tag") || is_text_name (name) || g_str_has_prefix (plain, "ind") || g_str_has_prefix (plain, "subfield");
      field.data = g_string_new (NULL);
      if (older)
        {
          record->tokens->next = ahead;
          record->tokens->after_value = FALSE;
          whole = read_field (record, &field);
          if (!field.has_tag)
            set_tag (record, &field, NULL);
        }
      else
        {
          set_tag (record, &field, name);
          field.is_value = is_scalar (token);
          if (field.is_value)
            append_scalar (record, token, field.data);
          else
            whole = token == RC_JSON_OPEN_OBJECT && read_field (record, &field);
        }
      add_field (record, &field);
      if (older || !whole)
        return whole;
    }
  return FALSE;
}

static gboolean
read_fields (Record *record, RcJsonToken token)
{
  if (token == RC_JSON_OPEN_OBJECT)
    return read_tagged (record);
  if (token != RC_JSON_OPEN_ARRAY)
    return FALSE;
  for (;;)
    {
      token = rc_json_tokens_next (record->tokens);
      if (token == RC_JSON_CLOSE_ARRAY)
        return TRUE;
      if (token != RC_JSON_OPEN_OBJECT || !read_tagged (record))
        return FALSE;
    }
}

/* A field that is a member of the record itself: "245" or, with its indicators, "24510". */
static gboolean
is_field_name (const char *name)
{
  gsize length = strlen (name);

  return (length == 3 || length == 5) && g_ascii_isdigit (name[0]) && g_ascii_isdigit (name[1]) && g_ascii_isdigit (name[2]);
}

static gboolean
read_member_field (Record *record, const char *name, RcJsonToken token)
{
  g_autofree char *tag = g_strndup (name, 3);
  Field field = { .indicators = { ' ', ' ' }, .is_value = is_scalar (token), .data = g_string_new (NULL) };
  gboolean whole = TRUE;

  set_tag (record, &field, tag);
  for (guint i = 0; i < 2 && name[3] != '\0'; i++)
    field.indicators[i] = rc_marc_text_read_indicator ((const char[]){ name[3 + i], '\0' }, record->item);
  if (field.is_value)
    append_scalar (record, token, field.data);
  else
    whole = read_subfields (record, &field, token);
  add_field (record, &field);
  return whole;
}

static gboolean
read_members (Record *record)
{
  static const char *const lists[] = { "fields", "controlfield", "datafield", "controlfields", "datafields", NULL };
  g_autofree char *name = NULL;
  RcJsonToken token;

  if (rc_json_tokens_next (record->tokens) != RC_JSON_OPEN_OBJECT)
    return FALSE;
  while (next_member (record, &name, &token))
    if (name == NULL)
      return TRUE;
    else if (g_str_equal (name, "leader") && token == RC_JSON_TEXT)
      {
        rc_marc_text_read_leader (record->tokens->text->str, record->tokens->text->len, record->leader, record->item);
        record->has_leader = TRUE;
      }
    else if (g_strv_contains (lists, name))
      {
        if (!read_fields (record, token))
          return FALSE;
      }
    else if (is_field_name (name) ? !read_member_field (record, name, token) : !skip_member (record, name, token))
      return FALSE;
  return FALSE;
}

static void
warn_of_form (const Record *record)
{
  const RcJsonTokens *tokens = record->tokens;

  if (tokens->n_repaired > 0)
    rc_reader_item_warn (record->item,
                         ngettext ("%u fault in the form of the JSON was repaired", "%u faults in the form of the JSON were repaired",
                                   tokens->n_repaired),
                         tokens->n_repaired);
  if (tokens->n_broken_lines > 0)
    rc_reader_item_warn (record->item,
                         ngettext ("%u line break in a text became a blank", "%u line breaks in texts became blanks",
                                   tokens->n_broken_lines),
                         tokens->n_broken_lines);
  if (tokens->n_replaced > 0)
    rc_reader_item_warn (record->item,
                         ngettext ("%u half of a character is shown as �", "%u halves of characters are shown as �", tokens->n_replaced),
                         tokens->n_replaced);
}

static void
read_record (RcMarcJsonReader *self, const char *text, gsize length, RcReaderItem *item)
{
  g_auto (RcJsonTokens) tokens = { 0 };
  g_autoptr (GArray) fields = g_array_new (FALSE, TRUE, sizeof (RcRawField));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (free_text);
  Record record = { .tokens = &tokens, .item = item, .fields = fields, .texts = texts, .leader = "00000nam a2200000   4500" };
  gboolean whole;

  rc_json_tokens_init (&tokens, text, length);
  whole = read_members (&record);
  if (!whole)
    {
      rc_reader_item_reject (item, _ ("the JSON is broken at byte %zu of the record"), (gsize) (tokens.next - text));
      for (guint i = 0; i < fields->len && item->control == NULL; i++)
        if (g_str_equal (g_array_index (fields, RcRawField, i).tag, "001"))
          item->control = g_utf8_make_valid (g_array_index (fields, RcRawField, i).data, -1);
      return;
    }
  if (!record.has_leader && fields->len == 0)
    {
      rc_reader_item_reject (item, _ ("an object of JSON that holds no MARC"));
      return;
    }
  if (!record.has_leader)
    rc_reader_item_warn (item, _ ("the record has no leader"));
  warn_of_form (&record);
  /* The leader speaks of the record this was made from; JSON is UTF-8. */
  if (rc_charset_is_utf8 (text, length))
    record.leader[9] = 'a';
  rc_reader_item_take_marc (item, rc_decoder_make_marc (self->decoder, record.leader, fields, item));
}

static RcReaderItem *
rc_marc_json_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  /* Of converters from MARCXML, of library systems, and of answers of search engines. */
  static const char *const wrappers[] = { "collection", "record", "records", "marc", "marcRecord", "parsedRecord", "content", "response",
                                          "docs", "hits", "_source", "results", "items", "data", NULL };
  RcMarcJsonReader *self = RC_MARC_JSON_READER (reader);
  RcReaderItem *item;
  const char *text;
  gsize length;

  if (self->decoder == NULL)
    {
      self->cut = (RcJsonCut){ .input = rc_reader_get_input (reader), .first = "leader", .wrappers = wrappers };
      self->decoder = rc_decoder_new (rc_reader_get_encoding (reader));
    }
  item = rc_json_cut_next_item (&self->cut, reader, MAX_DEPTH, &text, &length, cancellable, error);
  if (item == NULL)
    return NULL;
  if (item->rejection == NULL)
    read_record (self, text, length, item);
  rc_input_skip (rc_reader_get_input (reader), length);
  return item;
}

static void
rc_marc_json_reader_finalize (GObject *object)
{
  rc_decoder_free (RC_MARC_JSON_READER (object)->decoder);
  G_OBJECT_CLASS (rc_marc_json_reader_parent_class)->finalize (object);
}

static void
rc_marc_json_reader_class_init (RcMarcJsonReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_marc_json_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_marc_json_reader_next;
}

static void
rc_marc_json_reader_init (RcMarcJsonReader *self)
{
}
