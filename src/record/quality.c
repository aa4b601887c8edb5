/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a record: one walk over its fields, told in bits or in words. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "record/copy.h"
#include "record/description-private.h"
#include "record/identifier.h"
#include "record/quality-private.h"
#include "record/quality.h"

#define FIXED_LENGTH 40 /* of 008 */
#define FIXED_DATE_TYPE 6
#define FIXED_DATE_1 7
#define FIXED_COUNTRY 15
#define FIXED_LANGUAGE 35
/* Of one class in one record: who mends that many looks at the record anyway. */
#define MAX_FINDINGS 20

typedef struct
{
  const RcMarc *marc;
  const RcDescription *description;
  gboolean unimarc;
  guint32 found;
  GPtrArray *findings; /* (unowned) (nullable) RcFinding; NULL: bits are enough */
  guint n_findings[RC_N_QUALITIES];
} Judge;

static const char *const names[RC_N_QUALITIES] = {
  [RC_QUALITY_NO_TITLE] = "no-title",
  [RC_QUALITY_NO_LANGUAGE] = "no-language",
  [RC_QUALITY_NO_YEAR] = "no-year",
  [RC_QUALITY_WRONG_YEAR] = "wrong-year",
  [RC_QUALITY_WRONG_ISBN] = "wrong-isbn",
  [RC_QUALITY_WRONG_ISSN] = "wrong-issn",
  [RC_QUALITY_UNKNOWN_LANGUAGE] = "unknown-language",
  [RC_QUALITY_UNKNOWN_COUNTRY] = "unknown-country",
  [RC_QUALITY_UNKNOWN_ROLE] = "unknown-role",
  [RC_QUALITY_MIXED_SCRIPTS] = "mixed-scripts",
  [RC_QUALITY_MOJIBAKE] = "mojibake",
  [RC_QUALITY_LOST_CHARACTERS] = "lost-characters",
  [RC_QUALITY_CONTROL_CHARACTERS] = "control-characters",
  [RC_QUALITY_WRONG_FIXED_FIELD] = "wrong-fixed-field",
  [RC_QUALITY_UNPAIRED] = "unpaired",
  [RC_QUALITY_NO_BARCODE] = "no-barcode",
  [RC_QUALITY_REPEATED_BARCODE] = "repeated-barcode",
  [RC_QUALITY_UNKNOWN_SUBJECT] = "unknown-subject",
  [RC_QUALITY_GONE] = "gone",
};

const char *
rc_quality_to_string (RcQuality quality)
{
  g_return_val_if_fail ((guint) quality < RC_N_QUALITIES, "");
  return names[quality];
}

gboolean
rc_quality_from_string (const char *word, RcQuality *quality)
{
  for (guint i = 0; i < RC_N_QUALITIES; i++)
    if (g_strcmp0 (word, names[i]) == 0)
      {
        *quality = (RcQuality) i;
        return TRUE;
      }
  return FALSE;
}

RcFinding *
rc_finding_new (RcQuality quality, const RcMarc *marc, int field, char *message)
{
  RcFinding *self = g_new0 (RcFinding, 1);

  self->quality = quality;
  self->field = field;
  self->message = message;
  if (field >= 0)
    memcpy (self->tag, rc_marc_get_field (marc, (guint) field)->tag, sizeof self->tag);
  return self;
}

RcFinding *
rc_finding_copy (const RcFinding *self)
{
  RcFinding *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->message = g_strdup (self->message);
  copy->wrong = g_strdup (self->wrong);
  copy->right = g_strdup (self->right);
  return copy;
}

void
rc_finding_free (RcFinding *self)
{
  g_free (self->message);
  g_free (self->wrong);
  g_free (self->right);
  g_free (self);
}

/* TRUE when somebody wants to read about it. */
static gboolean
note (Judge *self, RcQuality quality)
{
  self->found |= RC_QUALITY_BIT (quality);
  return self->findings != NULL && self->n_findings[quality]++ < MAX_FINDINGS;
}

/* Takes the message. */
static RcFinding *
tell (Judge *self, RcQuality quality, int field, char *message)
{
  RcFinding *finding = rc_finding_new (quality, self->marc, field, message);

  g_ptr_array_add (self->findings, finding);
  return finding;
}

static void
check_code (Judge *self, RcQuality quality, int field, const char *code, gsize length, gboolean known)
{
  g_autofree char *text = NULL;

  if (known || !note (self, quality))
    return;
  text = g_utf8_make_valid (code, (gssize) length);
  tell (self, quality, field,
        g_strdup_printf (quality == RC_QUALITY_UNKNOWN_LANGUAGE  ? _ ("Language code “%.60s” is not known")
                         : quality == RC_QUALITY_UNKNOWN_COUNTRY ? _ ("Country code “%.60s” is not known")
                                                                 : _ ("Role code “%.60s” is not known"),
                         text));
}

/* Blanks and fill characters say that nobody said it. */
static gboolean
is_said (const char *code, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (code[i] != ' ' && code[i] != '|' && code[i] != '#' && code[i] != '-')
      return TRUE;
  return FALSE;
}

static gboolean
date_is_broken (const RcMarcField *fixed)
{
  for (guint i = FIXED_DATE_1; i < FIXED_DATE_1 + 4; i++)
    if (!g_ascii_isdigit (fixed->data[i]) && strchr ("u| ", fixed->data[i]) == NULL)
      return TRUE;
  return FALSE;
}

static void
check_fixed (Judge *self, int index, const RcMarcField *fixed)
{
  if (fixed->length != FIXED_LENGTH && note (self, RC_QUALITY_WRONG_FIXED_FIELD))
    tell (self, RC_QUALITY_WRONG_FIXED_FIELD, index, g_strdup_printf (_ ("008 has %zu characters instead of 40"), fixed->length));
  if (fixed->length >= FIXED_DATE_1 + 4 && date_is_broken (fixed) && note (self, RC_QUALITY_WRONG_YEAR))
    {
      g_autofree char *date = g_utf8_make_valid (fixed->data + FIXED_DATE_1, 4);

      tell (self, RC_QUALITY_WRONG_YEAR, index, g_strdup_printf (_ ("008 says “%s” for the year"), date));
    }
  if (fixed->length >= FIXED_COUNTRY + 3 && is_said (fixed->data + FIXED_COUNTRY, 3))
    check_code (self, RC_QUALITY_UNKNOWN_COUNTRY, index, fixed->data + FIXED_COUNTRY, 3,
                rc_codes_know_country (fixed->data + FIXED_COUNTRY, 3));
  if (fixed->length >= FIXED_LANGUAGE + 3 && is_said (fixed->data + FIXED_LANGUAGE, 3))
    check_code (self, RC_QUALITY_UNKNOWN_LANGUAGE, index, fixed->data + FIXED_LANGUAGE, 3,
                rc_codes_know_language (fixed->data + FIXED_LANGUAGE, 3));
}

/* One subfield may hold several codes in a row, as was the custom: "engfre". */
static void
check_languages (Judge *self, int index, const RcMarcField *field, const char *codes)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    {
      gboolean known = length > 0 && length % 3 == 0;

      if (strchr (codes, code) == NULL || !is_said (value, length))
        continue;
      for (gsize i = 0; known && i < length; i += 3)
        known = rc_codes_know_language (value + i, 3);
      check_code (self, RC_QUALITY_UNKNOWN_LANGUAGE, index, value, length, known);
    }
}

static gboolean
ends_with_digits (const char *code, gsize length)
{
  return length == 3 && g_ascii_isdigit (code[0]) && g_ascii_isdigit (code[1]) && g_ascii_isdigit (code[2]);
}

/* A code, or the address of one at the Library of Congress; other addresses are other lists. UNIMARC's have digits. */
static void
check_role (Judge *self, int index, const char *value, gsize length)
{
  static const char relators[] = "id.loc.gov/vocabulary/relators/";
  const char *address = g_strstr_len (value, (gssize) length, relators);
  const char *code = address != NULL ? address + strlen (relators) : value;
  gsize n = length - (gsize) (code - value);

  if (address == NULL && memchr (value, '/', length) != NULL)
    return;
  while (n > 0 && (code[n - 1] == ' ' || code[n - 1] == '.' || code[n - 1] == ','))
    n--;
  check_code (self, RC_QUALITY_UNKNOWN_ROLE, index, code, n, rc_codes_know_role (code, n) || (self->unimarc && ends_with_digits (code, n)));
}

static void
check_roles (Judge *self, int index, const RcMarcField *field)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  if (memmem (field->data, field->length, "\x1f" "4", 2) == NULL)
    return;
  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    if (code == '4' && is_said (value, length))
      check_role (self, index, value, length);
}

/* Nine digits of an ISBN of ten are those of one of thirteen that the record has, and is right: then its last one is a slip. */
static gboolean
is_confirmed (const Judge *self, const char *right)
{
  g_autofree char *normal = rc_isbn_normalise (right);
  char *const *identifiers = self->description->identifiers;

  for (guint i = 0; normal != NULL && identifiers[i] != NULL; i++)
    if (g_str_equal (identifiers[i], normal))
      return TRUE;
  return FALSE;
}

static void
tell_number (Judge *self, RcQuality quality, int index, const char *typed)
{
  gboolean isbn = quality == RC_QUALITY_WRONG_ISBN;
  g_autofree char *right = isbn ? rc_isbn_correct (typed) : rc_issn_correct (typed);
  RcFinding *finding;

  if (right != NULL)
    finding = tell (self, quality, index,
                    g_strdup_printf (isbn ? _ ("“%.60s” is no ISBN: its last digit should be %c")
                                          : _ ("“%.60s” is no ISSN: its last digit should be %c"),
                                     typed, right[strlen (right) - 1]));
  else
    finding = tell (self, quality, index, g_strdup_printf (isbn ? _ ("“%.60s” is no ISBN") : _ ("“%.60s” is no ISSN"), typed));
  if (right != NULL && isbn && is_confirmed (self, right))
    {
      /* What stands behind the number stays. */
      finding->wrong = g_strndup (typed, strlen (right));
      finding->right = g_steal_pointer (&right);
    }
}

static void
check_number (Judge *self, RcQuality quality, int index, const RcMarcField *field)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    {
      g_autofree char *typed = NULL;
      g_autofree char *normal = NULL;

      if (code != 'a')
        continue;
      typed = g_strstrip (g_utf8_make_valid (value, (gssize) length));
      normal = quality == RC_QUALITY_WRONG_ISBN ? rc_isbn_normalise (typed) : rc_issn_normalise (typed);
      if (normal == NULL && strpbrk (typed, "0123456789") != NULL && note (self, quality))
        tell_number (self, quality, index, typed);
    }
}

/* $6 of a field: the tag and the number of its partner, "880-01/(N". FALSE when there is none, or the number is 00. */
static gboolean
read_link (const RcMarcField *field, char tag[4], char number[3])
{
  const char *link;

  /* It is the first subfield: there is no need to look at the others. */
  if (field->length < 10 || field->data[2] != RC_MARC_SUBFIELD || field->data[3] != '6' || field->data[7] != '-')
    return FALSE;
  link = field->data + 4;
  memcpy (tag, link, 3);
  memcpy (number, link + 4, 2);
  tag[3] = number[2] = '\0';
  return g_ascii_isdigit (number[0]) && g_ascii_isdigit (number[1]) && memcmp (number, "00", 2) != 0;
}

static gboolean
has_partner (const Judge *self, const RcMarcField *field, const char *tag, const char *number)
{
  for (int i = rc_marc_find (self->marc, tag, 0); i >= 0; i = rc_marc_find (self->marc, tag, (guint) i + 1))
    {
      char other_tag[4], other_number[3];

      if (read_link (rc_marc_get_field (self->marc, (guint) i), other_tag, other_number) && g_str_equal (other_number, number)
          && g_str_equal (other_tag, field->tag))
        return TRUE;
    }
  return FALSE;
}

static void
check_pair (Judge *self, int index, const RcMarcField *field)
{
  char tag[4], number[3];

  if (!read_link (field, tag, number) || has_partner (self, field, tag, number) || !note (self, RC_QUALITY_UNPAIRED))
    return;
  tell (self, RC_QUALITY_UNPAIRED, index, g_strdup_printf (_ ("Field %s belongs to a field %s-%s that is not there"), field->tag, tag, number));
}

static void
tell_mixed (Judge *self, int index, const RcMarcField *field)
{
  const char *at = field->data, *word;
  gsize length;

  while (rc_text_next_mixed (&at, field->data + field->length, &word, &length))
    if (note (self, RC_QUALITY_MIXED_SCRIPTS))
      {
        g_autofree char *text = g_utf8_make_valid (word, (gssize) length);
        RcFinding *finding = tell (self, RC_QUALITY_MIXED_SCRIPTS, index,
                                   g_strdup_printf (_ ("“%.100s” has Latin and Cyrillic letters in one word"), text));

        finding->wrong = g_strndup (word, length);
      }
}

/* Words stand in these; shelfmarks and addresses mix what they like. */
static gboolean
has_words (const RcMarcField *field)
{
  return (field->tag[0] >= '1' && field->tag[0] <= '7') || (field->tag[0] == '8' && field->tag[1] != '5');
}

static void
check_text (Judge *self, int index, const RcMarcField *field)
{
  guint text = rc_text_judge (field->data, field->length, !rc_marc_field_is_control (field));

  if ((text & RC_TEXT_CONTROL) != 0 && note (self, RC_QUALITY_CONTROL_CHARACTERS))
    tell (self, RC_QUALITY_CONTROL_CHARACTERS, index, g_strdup_printf (_ ("Field %s has control characters"), field->tag));
  if ((text & RC_TEXT_LOST) != 0 && note (self, RC_QUALITY_LOST_CHARACTERS))
    tell (self, RC_QUALITY_LOST_CHARACTERS, index, g_strdup_printf (_ ("Field %s has characters that could not be read"), field->tag));
  if ((text & RC_TEXT_MIXED) == 0 || !has_words (field))
    return;
  if (self->findings != NULL)
    tell_mixed (self, index, field);
  else
    note (self, RC_QUALITY_MIXED_SCRIPTS);
}

/* A tag as a number, to be told apart at once. */
#define TAG(a, b, c) ((guint) (a) << 16 | (guint) (b) << 8 | (guint) (c))

static void
check_unimarc_field (Judge *self, int index, const RcMarcField *field)
{
  switch (TAG (field->tag[0], field->tag[1], field->tag[2]))
    {
    case TAG ('0', '1', '0'):
      check_number (self, RC_QUALITY_WRONG_ISBN, index, field);
      break;
    case TAG ('0', '1', '1'):
      check_number (self, RC_QUALITY_WRONG_ISSN, index, field);
      break;
    case TAG ('1', '0', '1'):
      check_languages (self, index, field, "abcdfghijm");
      break;
    default:
      if (field->tag[0] == '7')
        check_roles (self, index, field);
    }
}

static void
check_marc21_field (Judge *self, int index, const RcMarcField *field)
{
  switch (TAG (field->tag[0], field->tag[1], field->tag[2]))
    {
    case TAG ('0', '0', '8'):
      check_fixed (self, index, field);
      break;
    case TAG ('0', '2', '0'):
      check_number (self, RC_QUALITY_WRONG_ISBN, index, field);
      break;
    case TAG ('0', '2', '2'):
      check_number (self, RC_QUALITY_WRONG_ISSN, index, field);
      break;
    case TAG ('0', '4', '1'):
      if (rc_marc_field_get_indicator (field, 2) != '7') /* codes of another list */
        check_languages (self, index, field, "abdefghjkmn");
      break;
    default:
      if ((field->tag[0] == '1' || field->tag[0] == '7') && field->tag[1] <= '2')
        check_roles (self, index, field);
    }
  check_pair (self, index, field);
}

/* What 008 says of a language when there is none: no words, or several without a name. */
static gboolean
needs_no_language (const RcMarcField *fixed)
{
  return fixed != NULL && fixed->length >= FIXED_LANGUAGE + 3
         && (memcmp (fixed->data + FIXED_LANGUAGE, "zxx", 3) == 0 || memcmp (fixed->data + FIXED_LANGUAGE, "mul", 3) == 0);
}

static void
check_facts (Judge *self, int this_year)
{
  const RcDescription *description = self->description;
  int fixed_index = self->unimarc ? -1 : rc_marc_find (self->marc, "008", 0);
  const RcMarcField *fixed = fixed_index >= 0 ? rc_marc_get_field (self->marc, (guint) fixed_index) : NULL;
  int title = rc_marc_find (self->marc, self->unimarc ? "200" : "245", 0);

  if ((title < 0 || *description->title == '\0') && note (self, RC_QUALITY_NO_TITLE))
    tell (self, RC_QUALITY_NO_TITLE, title, g_strdup (_ ("There is no title")));
  if (description->languages[0] == NULL && !needs_no_language (fixed) && note (self, RC_QUALITY_NO_LANGUAGE))
    tell (self, RC_QUALITY_NO_LANGUAGE, -1, g_strdup (_ ("The language is not given")));
  /* n: it is said that nobody knows. */
  if (description->year == 0 && !(fixed != NULL && fixed->length > FIXED_DATE_TYPE && fixed->data[FIXED_DATE_TYPE] == 'n')
      && note (self, RC_QUALITY_NO_YEAR))
    tell (self, RC_QUALITY_NO_YEAR, -1, g_strdup (_ ("The year is missing")));
  if (description->year > this_year + 1 && note (self, RC_QUALITY_WRONG_YEAR))
    tell (self, RC_QUALITY_WRONG_YEAR, -1, g_strdup_printf (_ ("The year %d is still to come"), description->year));
}

static void
check_copies (Judge *self, GPtrArray *copies)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (copies, i);

      if ((copy->barcode == NULL || *copy->barcode == '\0') && note (self, RC_QUALITY_NO_BARCODE))
        tell (self, RC_QUALITY_NO_BARCODE, -1,
              copy->shelfmark != NULL ? g_strdup_printf (_ ("The copy at %.60s has no barcode"), copy->shelfmark)
                                      : g_strdup (_ ("A copy has no barcode")));
    }
}

static guint32
judge (const RcMarc *marc, const RcDescription *description, GPtrArray *copies, int this_year, GPtrArray *findings)
{
  Judge self = { .marc = marc, .description = description, .unimarc = rc_marc_is_unimarc (marc), .findings = findings };
  guint n_fields = rc_marc_get_n_fields (marc);

  check_facts (&self, this_year);
  for (guint i = 0; i < n_fields; i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);

      check_text (&self, (int) i, field);
      if (self.unimarc)
        check_unimarc_field (&self, (int) i, field);
      else
        check_marc21_field (&self, (int) i, field);
    }
  check_copies (&self, copies);
  return self.found;
}

guint32
rc_quality_judge (const RcMarc *marc, const RcDescription *description, GPtrArray *copies, int this_year)
{
  g_return_val_if_fail (marc != NULL && description != NULL && copies != NULL, 0);

  return judge (marc, description, copies, this_year, NULL);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const RcFinding *one = *(RcFinding *const *) a, *other = *(RcFinding *const *) b;

  return one->quality != other->quality ? (int) one->quality - (int) other->quality : one->field - other->field;
}

GPtrArray *
rc_quality_find (const RcMarc *marc, const RcDescription *description, GPtrArray *copies, int this_year)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_finding_free);

  g_return_val_if_fail (marc != NULL && description != NULL && copies != NULL, findings);

  judge (marc, description, copies, this_year, findings);
  g_ptr_array_sort (findings, compare_findings);
  return findings;
}

gboolean
rc_quality_mend (const RcFinding *finding, RcMarc *marc)
{
  const RcMarcField *field;
  g_autoptr (GString) data = NULL;
  const char *end, *at, *next;
  gsize n_wrong;

  g_return_val_if_fail (finding != NULL && marc != NULL, FALSE);

  if (finding->right == NULL || finding->wrong == NULL || *finding->wrong == '\0' || finding->field < 0
      || (guint) finding->field >= rc_marc_get_n_fields (marc))
    return FALSE;
  field = rc_marc_get_field (marc, (guint) finding->field);
  if (memcmp (field->tag, finding->tag, 3) != 0 || memmem (field->data, field->length, finding->wrong, strlen (finding->wrong)) == NULL)
    return FALSE;
  data = g_string_sized_new (field->length);
  n_wrong = strlen (finding->wrong);
  end = field->data + field->length;
  for (at = field->data; (next = memmem (at, (gsize) (end - at), finding->wrong, n_wrong)) != NULL; at = next + n_wrong)
    {
      g_string_append_len (data, at, next - at);
      g_string_append (data, finding->right);
    }
  g_string_append_len (data, at, end - at);
  rc_marc_replace_field (marc, (guint) finding->field, data->str, (gssize) data->len);
  return TRUE;
}
