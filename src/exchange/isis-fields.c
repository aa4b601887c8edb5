/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of MARC 21 that grows out of a record of ISIS. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-fields.h"

#include "exchange/iso2709.h"

#include <string.h>

#define FIXED 40 /* characters of 008 */

static void
free_field (gpointer data)
{
  RcMarcField *field = data;

  g_free (field->data);
  g_free (field);
}

RcIsisDraft *
rc_isis_draft_new (const RcIsisRecord *record, RcReaderItem *item)
{
  RcIsisDraft *self = g_new0 (RcIsisDraft, 1);

  self->record = record;
  self->item = item;
  self->done = g_new0 (gboolean, record->fields->len + 1);
  self->fields = g_ptr_array_new_with_free_func (free_field);
  for (guint i = 0; i < G_N_ELEMENTS (self->imprint); i++)
    self->imprint[i] = g_string_new (NULL);
  self->host = g_string_new (NULL);
  g_strlcpy (self->leader, "00000nam a2200000 i 4500", sizeof self->leader);
  return self;
}

void
rc_isis_draft_free (RcIsisDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->done);
  g_ptr_array_unref (self->fields);
  for (guint i = 0; i < G_N_ELEMENTS (self->imprint); i++)
    g_string_free (self->imprint[i], TRUE);
  g_string_free (self->host, TRUE);
  g_free (self->shelfmark);
  g_free (self);
}

void
rc_isis_draft_add (RcIsisDraft *self, const char *tag, const char *data, gsize length)
{
  RcMarcField *field = g_new0 (RcMarcField, 1);

  memcpy (field->tag, tag, 3);
  field->data = g_memdup2 (data, length);
  field->length = length;
  g_ptr_array_add (self->fields, field);
}

static gboolean
has (RcIsisDraft *self, const char *tag)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (((RcMarcField *) g_ptr_array_index (self->fields, i))->tag, tag))
      return TRUE;
  return FALSE;
}

/* "24510" and subfields. */
static void
add_with_indicators (RcIsisDraft *self, const char *marc, const GString *subfields)
{
  g_autoptr (GString) data = g_string_new (marc + 3);

  g_string_append_len (data, subfields->str, subfields->len);
  rc_isis_draft_add (self, marc, data->str, data->len);
}

static void
append (GString *data, char code, const char *value, gsize length)
{
  g_autofree char *text = g_strstrip (g_strndup (value, length));

  if (*text == '\0')
    return;
  g_string_append_c (data, RC_MARC_SUBFIELD);
  g_string_append_c (data, code);
  g_string_append (data, text);
}

static gboolean
is_blank (const char *value, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (value[i]))
      return FALSE;
  return TRUE;
}

/* The code of MARC for one of the field, by pairs; 0 none. */
static char
map_code (const char *codes, char code)
{
  for (const char *pair = codes; pair != NULL && pair[0] != '\0' && pair[1] != '\0'; pair += 2)
    if (pair[0] == (code == 0 ? '-' : code))
      return pair[1];
  return 0;
}

/* FALSE when there is a subfield without a place. */
static gboolean
append_mapped (GString *data, const RcIsisField *field, const char *codes)
{
  RcIsisIter iter;
  const char *value;
  gsize length;
  gboolean all = TRUE;
  char code;

  rc_isis_iter_init (&iter, field);
  while (rc_isis_iter_next (&iter, &code, &value, &length))
    {
      char mapped = map_code (codes, code);

      if (mapped != 0)
        append (data, mapped, value, length);
      else if (!is_blank (value, length))
        all = FALSE;
    }
  return all;
}

static gboolean
add_plain (RcIsisDraft *self, const RcIsisField *field, const char *marc, const char *codes)
{
  g_autoptr (GString) data = g_string_new (NULL);
  gboolean all = append_mapped (data, field, codes);

  if (data->len > 0)
    add_with_indicators (self, marc, data);
  return all;
}

/* "<The> end": an article that is not filed; "<10=ten>": what is shown and what is filed. */
static guint
take_article (GString *data)
{
  char *close = data->len > 3 && data->str[2] == '<' ? strchr (data->str, '>') : NULL;
  char *equals;
  gsize shown;

  if (close == NULL)
    return 0;
  equals = memchr (data->str, '=', close - data->str);
  shown = (equals != NULL ? equals : close) - data->str;
  g_string_erase (data, shown, close + 1 - data->str - shown);
  g_string_erase (data, 2, 1);
  shown--;
  while (shown < data->len && data->str[shown] == ' ')
    shown++;
  shown = g_utf8_strlen (data->str + 2, shown - 2);
  return equals == NULL && shown <= 9 ? shown : 0;
}

static gboolean
add_title (RcIsisDraft *self, const RcIsisField *field, const char *codes)
{
  g_autoptr (GString) data = g_string_new (NULL);
  gboolean all = append_mapped (data, field, codes), first = !has (self, "245");
  char marc[] = "24631";

  if (data->len == 0)
    return all;
  if (first)
    {
      guint article = take_article (data);

      memcpy (marc, "2450", 4);
      marc[4] = (char) ('0' + article);
    }
  add_with_indicators (self, marc, data);
  return all;
}

static gboolean
has_only (const RcIsisField *field, const char *codes)
{
  RcIsisIter iter;
  const char *value;
  gsize length;
  char code;

  rc_isis_iter_init (&iter, field);
  while (rc_isis_iter_next (&iter, &code, &value, &length))
    if (!is_blank (value, length) && (code == 0 ? strchr (codes, '-') == NULL : strchr (codes, code) == NULL))
      return FALSE;
  return TRUE;
}

/* "Magalhaes, A.C.", "Piriz^bEmilio", "^AШукшин^BВ. М.^GВасилий Макарович^4340 ред.". */
static gboolean
add_person (RcIsisDraft *self, const RcIsisField *field, const char *marc)
{
  g_autoptr (GString) data = g_string_new (NULL);
  g_autofree char *main = rc_isis_field_dup (field, 0), *given = rc_isis_field_dup (field, 'b');
  g_autofree char *full = rc_isis_field_dup (field, 'g'), *dates = rc_isis_field_dup (field, 'f');
  g_autofree char *addition = rc_isis_field_dup (field, 'c'), *role = rc_isis_field_dup (field, '4');
  g_autofree char *name = NULL;
  const char *rest = given != NULL ? given : full;
  const char *word;

  if (main == NULL)
    main = rc_isis_field_dup (field, 'a');
  if (main == NULL)
    return FALSE;
  name = rest != NULL ? g_strconcat (main, ", ", rest, NULL) : g_strdup (main);
  append (data, 'a', name, strlen (name));
  if (addition != NULL)
    append (data, 'c', addition, strlen (addition));
  if (given != NULL && full != NULL)
    {
      g_autofree char *fuller = g_strconcat ("(", full, ")", NULL);

      append (data, 'q', fuller, strlen (fuller));
    }
  if (dates != NULL)
    append (data, 'd', dates, strlen (dates));
  if (role == NULL)
    role = rc_isis_field_dup (field, 'r');
  for (word = role; word != NULL && (g_ascii_isdigit (*word) || *word == ' ');)
    word++;
  if (word != NULL)
    append (data, 'e', word, strlen (word));
  add_with_indicators (self, marc != NULL ? marc : has (self, "100") ? "7001 " : "1001 ", data);
  return has_only (field, "-abcfgr4") && word == role;
}

static gboolean
add_keywords (RcIsisDraft *self, const RcIsisField *field, const RcIsisRule *rule)
{
  const char *p = field->text, *end = field->text + field->length;
  gboolean brackets = memchr (p, '<', field->length) != NULL && memchr (p, '>', field->length) != NULL, all = TRUE;
  char between = memchr (p, ';', field->length) == NULL && memchr (p, '%', field->length) != NULL ? '%' : ';';

  if (memchr (p, RC_ISIS_SUBFIELD, field->length) != NULL)
    return add_plain (self, field, "650 4", rule->codes);
  while (p < end)
    {
      const char *stop = memchr (p, brackets ? '<' : between, end - p);
      g_autoptr (GString) data = g_string_new (NULL);

      stop = stop != NULL ? stop : end;
      if (!brackets)
        append (data, 'a', p, stop - p);
      else
        {
          all = all && is_blank (p, stop - p);
          p = stop < end ? stop + 1 : end;
          stop = memchr (p, '>', end - p);
          stop = stop != NULL ? stop : end;
          append (data, 'a', p, stop - p);
        }
      if (data->len > 0)
        add_with_indicators (self, rule->marc, data);
      p = stop + 1;
    }
  return all;
}

static gboolean
add_language (RcIsisDraft *self, const RcIsisField *field)
{
  g_autofree char *text = rc_isis_field_dup (field, 0), *code = NULL;
  g_autoptr (GString) data = g_string_new (NULL);

  if (text == NULL)
    text = rc_isis_field_dup (field, 'a');
  code = text != NULL ? rc_isis_language_dup_marc (text) : NULL;
  if (code == NULL)
    return FALSE;
  if (*self->language == '\0')
    g_strlcpy (self->language, code, sizeof self->language);
  append (data, 'a', code, strlen (code));
  add_with_indicators (self, "041  ", data);
  return has_only (field, "-a");
}

/* A copy of IRBIS: ^b inventory number, ^d place; ^a 6 is one that was discarded. */
static gboolean
add_copy (RcIsisDraft *self, const RcIsisField *field)
{
  g_autofree char *status = rc_isis_field_dup (field, 'a'), *number = rc_isis_field_dup (field, 'b');
  g_autofree char *place = rc_isis_field_dup (field, 'd');
  g_autoptr (GString) data = g_string_new (NULL);

  if (g_strcmp0 (status, "6") == 0 || number == NULL)
    return FALSE;
  if (place != NULL)
    append (data, 'b', place, strlen (place));
  if (self->shelfmark != NULL)
    append (data, 'h', self->shelfmark, strlen (self->shelfmark));
  append (data, 'p', number, strlen (number));
  add_with_indicators (self, "852  ", data);
  return g_strcmp0 (status, "0") == 0 && has_only (field, "abd");
}

/* Four digits that may be a year; 0 none. */
static int
find_year (const char *text, gsize length)
{
  for (gsize i = 0; i + 4 <= length; i++)
    {
      int year = rc_iso2709_number (text + i, 4);

      if (year >= 1400 && year < 2100 && (i + 4 == length || !g_ascii_isdigit (text[i + 4])))
        return year;
      while (i + 1 < length && g_ascii_isdigit (text[i]) && g_ascii_isdigit (text[i + 1]))
        i++;
    }
  return 0;
}

/* Parts of a field of which each has its place among those of others. */
static gboolean
add_imprint (RcIsisDraft *self, const RcIsisField *field, const char *codes)
{
  RcIsisIter iter;
  const char *value;
  gsize length;
  gboolean all = TRUE;
  char code;

  rc_isis_iter_init (&iter, field);
  while (rc_isis_iter_next (&iter, &code, &value, &length))
    {
      char mapped = map_code (codes, code);

      if (mapped >= 'a' && mapped <= 'c')
        append (self->imprint[mapped - 'a'], mapped, value, length);
      else if (!is_blank (value, length))
        all = FALSE;
      if (mapped == 'c' && self->year == 0)
        self->year = find_year (value, length);
    }
  return all;
}

gboolean
rc_isis_draft_add_by_rule (RcIsisDraft *self, const RcIsisField *field, const RcIsisRule *rule)
{
  switch (rule->use)
    {
    case RC_ISIS_TITLE:
      /* An article: what it stands in has its own title. */
      if (rule->tag == 18 && rc_isis_record_find (self->record, 12) != NULL)
        {
          self->level = 'a';
          return append_mapped (self->host, field, "-t");
        }
      return add_title (self, field, rule->codes);
    case RC_ISIS_HOST:
      if (rule->tag == 30 && rc_isis_record_find (self->record, 12) == NULL && rc_isis_record_find (self->record, 18) == NULL)
        {
          self->level = 's';
          return add_title (self, field, "-a");
        }
      return append_mapped (self->host, field, rule->codes);
    case RC_ISIS_SERIES:
      if (rc_isis_record_find (self->record, 12) == NULL && rc_isis_record_find (self->record, 18) == NULL
          && rc_isis_record_find (self->record, 30) == NULL && !has (self, "245"))
        return add_title (self, field, rule->codes);
      return add_plain (self, field, rule->marc, rule->codes);
    case RC_ISIS_PERSON:
      return add_person (self, field, rule->marc);
    case RC_ISIS_CORPORATE:
      return add_plain (self, field, rule->marc != NULL ? rule->marc : has (self, "110") ? "7102 " : "1102 ", rule->codes);
    case RC_ISIS_MEETING:
      return add_plain (self, field, has (self, "111") ? "7112 " : "1112 ", rule->codes);
    case RC_ISIS_KEYWORDS:
      return add_keywords (self, field, rule);
    case RC_ISIS_IMPRINT:
      return add_imprint (self, field, rule->codes);
    case RC_ISIS_LANGUAGE:
      return add_language (self, field);
    case RC_ISIS_COPY:
      return add_copy (self, field);
    case RC_ISIS_PLAIN:
    default:
      /* "Internet^ihttps://…" in one database, the address itself in another. */
      if (g_strcmp0 (rule->marc, "8564 ") == 0 && field->length > 4 && memcmp (field->text, "http", 4) == 0)
        return add_plain (self, field, rule->marc, "-uuuqqyy");
      return add_plain (self, field, rule->marc, rule->codes);
    }
}

void
rc_isis_draft_finish (RcIsisDraft *self)
{
  g_autoptr (GString) imprint = g_string_new (NULL);
  char fixed[FIXED + 1];
  char year[5] = "    ";

  for (guint i = 0; i < G_N_ELEMENTS (self->imprint); i++)
    g_string_append (imprint, self->imprint[i]->str);
  if (imprint->len > 0)
    add_with_indicators (self, "264 1", imprint);
  if (self->host->len > 0)
    add_with_indicators (self, "7730 ", self->host);
  if (self->level != '\0')
    self->leader[7] = self->level;
  memset (fixed, ' ', FIXED);
  fixed[FIXED] = '\0';
  if (self->year != 0)
    g_snprintf (year, sizeof year, "%d", self->year);
  fixed[6] = *year != ' ' ? 's' : 'n';
  memcpy (fixed + 7, *year != ' ' ? year : "uuuu", 4);
  if (*year == ' ')
    memcpy (fixed + 11, "uuuu", 4);
  memcpy (fixed + 15, "xx ", 3);
  memcpy (fixed + 35, *self->language != '\0' ? self->language : "und", 3);
  rc_isis_draft_add (self, "008", fixed, FIXED);
}

static int
compare_tags (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RcMarcField *first = *(const RcMarcField *const *) a, *second = *(const RcMarcField *const *) b;

  return strcmp (first->tag, second->tag);
}

RcMarc *
rc_isis_draft_make_marc (RcIsisDraft *self)
{
  RcMarc *marc = rc_marc_new ();

  for (guint i = 0; i < self->record->fields->len; i++)
    {
      const RcIsisField *field = &g_array_index (self->record->fields, RcIsisField, i);
      g_autoptr (GString) data = NULL;

      if (self->done[i] || is_blank (field->text, field->length))
        continue;
      data = g_string_new (NULL);
      g_string_printf (data, "  %ca" "v%u=%s%c2isis", RC_MARC_SUBFIELD, field->tag, field->text, RC_MARC_SUBFIELD);
      rc_isis_draft_add (self, "887", data->str, data->len);
    }
  /* In the order they came where tags are equal. */
  g_ptr_array_sort_with_data (self->fields, compare_tags, NULL);
  rc_marc_set_leader (marc, self->leader);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcMarcField *field = g_ptr_array_index (self->fields, i);

      rc_marc_add_field (marc, field->tag, field->data, (gssize) field->length);
    }
  return marc;
}
