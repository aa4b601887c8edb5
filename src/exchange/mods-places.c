/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Origin, physical description, notes, identifiers and locations of MODS. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/marc-fields.h"
#include "exchange/mods-private.h"

#include <string.h>

/* The year at the start of a date, also behind "c" and brackets; 0: none. */
static int
find_year (const char *text)
{
  while (text != NULL && *text != '\0' && !g_ascii_isdigit (*text))
    text++;
  return text != NULL && strspn (text, "0123456789") >= 4 ? (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0' : 0;
}

static void
set_years (RcMods *self, const char *first, const char *last)
{
  int year = find_year (first), end = find_year (last);
  g_autofree char *years = NULL;
  gboolean serial = self->level == 's';

  if (year == 0 || self->has_date)
    return;
  self->has_date = TRUE;
  self->fixed[6] = end == 0 ? (serial ? 'c' : 's') : end == 9999 ? 'c' : serial ? 'd' : 'm';
  years = g_strdup_printf ("%04d%s", year, end == 0 && !serial ? "    " : "9999");
  memcpy (self->fixed + 7, years, 8);
  if (end != 0)
    {
      g_autofree char *last_year = g_strdup_printf ("%04d", end);

      memcpy (self->fixed + 11, last_year, 4);
    }
}

/* The dates with this name: those for machines make 008, those for people the answer. */
static char *
take_dates (RcMods *self, xmlNode *node, const char *name)
{
  g_autofree char *first = rc_mods_take_with (node, name, "point", "start"), *last = rc_mods_take_with (node, name, "point", "end");
  g_autofree char *coded = NULL;
  char *plain = rc_mods_take_with (node, name, "encoding", NULL);
  xmlNode *next;

  for (xmlNode *child = node->children; child != NULL; child = next)
    {
      next = child->next;
      if (!rc_mods_is (child, name) || rc_mods_has (child, "encoding", NULL))
        continue;
      if (coded == NULL)
        coded = rc_mods_dup_text (child);
      rc_mods_remove (child);
    }
  set_years (self, first != NULL ? first : coded != NULL ? coded : plain, last);
  if (plain == NULL && first != NULL)
    plain = g_strconcat (first, "-", last != NULL && !g_str_equal (last, "9999") ? last : "", NULL);
  return plain != NULL ? plain : g_steal_pointer (&coded);
}

static void
take_places (RcMods *self, xmlNode *node, GString *imprint)
{
  xmlNode *next;

  for (xmlNode *child = node->children; child != NULL; child = next)
    {
      g_autofree char *country = NULL, *text = NULL;

      next = child->next;
      if (!rc_mods_is (child, "place"))
        continue;
      country = rc_mods_take_with (child, "placeTerm", "authority", "marccountry");
      text = rc_mods_take_with (child, "placeTerm", "type", "text");
      if (text == NULL)
        text = rc_mods_take_with (child, "placeTerm", "type", NULL);
      if (country != NULL && strlen (country) <= 3)
        {
          memcpy (self->fixed + 15, "   ", 3);
          memcpy (self->fixed + 15, country, strlen (country));
        }
      rc_marc_fields_append (imprint, "a", text);
    }
}

static void
read_issuance (RcMods *self, xmlNode *node)
{
  g_autofree char *word = rc_mods_take (node, "issuance");

  if (word == NULL || self->level != '\0')
    return;
  self->level = g_str_equal (word, "continuing") || g_str_equal (word, "serial") ? 's' : g_str_equal (word, "integrating resource") ? 'i' : 'm';
}

gboolean
rc_mods_read_origin (RcMods *self, xmlNode *node)
{
  g_autofree char *event = rc_mods_dup_attribute (node, "eventType"), *issued = NULL, *made = NULL, *copyright = NULL, *publisher;
  g_autofree char *edition = rc_mods_take (node, "edition"), *frequency = rc_mods_take (node, "frequency");
  const char *indicators = g_strcmp0 (event, "production") == 0     ? " 0"
                           : g_strcmp0 (event, "distribution") == 0 ? " 2"
                           : g_strcmp0 (event, "manufacture") == 0  ? " 3"
                                                                    : " 1";
  GString *imprint = g_string_new (indicators);

  read_issuance (self, node);
  take_places (self, node, imprint);
  while ((publisher = rc_mods_take (node, "publisher")) != NULL)
    {
      rc_marc_fields_append (imprint, "b", publisher);
      g_free (publisher);
    }
  issued = take_dates (self, node, "dateIssued");
  made = take_dates (self, node, "dateCreated");
  copyright = rc_mods_take (node, "copyrightDate");
  set_years (self, copyright, NULL);
  rc_marc_fields_append (imprint, "c", issued);
  rc_marc_fields_take (self->marc, "264", imprint);
  rc_marc_fields_put (self->marc, "264", " 0", "c", made, NULL);
  rc_marc_fields_put (self->marc, "264", " 4", "c", copyright, NULL);
  rc_marc_fields_put (self->marc, "250", "  ", "a", edition, NULL);
  rc_marc_fields_put (self->marc, "310", "  ", "a", frequency, NULL);
  return TRUE;
}

gboolean
rc_mods_read_description (RcMods *self, xmlNode *node)
{
  static const char *const forms[] = { "electronic", "s", "braille", "f", "microfiche", "b", "microfilm", "a",
                                       "print", "r", "large print", "d", "remote", "o" };
  static const char *const lists[] = { "rdacarrier", "338", "rdamedia", "337" };
  g_autofree char *extent = rc_mods_take (node, "extent"), *form = rc_mods_take_with (node, "form", "authority", NULL), *text;
  g_autofree char *marc_form = rc_mods_dup_text (rc_mods_find (node, "form"));

  for (guint i = 0; i < G_N_ELEMENTS (lists); i += 2)
    while ((text = rc_mods_take_with (node, "form", "authority", lists[i])) != NULL)
      {
        rc_marc_fields_put (self->marc, lists[i + 1], "  ", "a", text, "2", lists[i], NULL);
        g_free (text);
      }
  for (guint i = 0; marc_form != NULL && i < G_N_ELEMENTS (forms); i += 2)
    if (g_str_equal (marc_form, forms[i]) && rc_mods_has (rc_mods_find (node, "form"), "authority", "marcform") && self->fixed[23] == ' ')
      {
        self->fixed[23] = *forms[i + 1];
        rc_mods_remove (rc_mods_find (node, "form"));
        break;
      }
  rc_marc_fields_put (self->marc, "300", "  ", "a", extent, "b", form, NULL);
  while ((text = rc_mods_take (node, "internetMediaType")) != NULL)
    {
      rc_marc_fields_put (self->marc, "347", "  ", "b", text, NULL);
      g_free (text);
    }
  for (xmlNode *note = rc_mods_find (node, "note"); note != NULL; note = rc_mods_find (node, "note"))
    rc_mods_read_note (self, note);
  return TRUE;
}

gboolean
rc_mods_read_note (RcMods *self, xmlNode *node)
{
  g_autofree char *type = rc_mods_dup_attribute (node, "type"), *label = rc_mods_dup_attribute (node, "displayLabel");
  g_autofree char *text = rc_mods_dup_text (node);
  const RcModsNote *note = rc_mods_notes;

  while (note->type != NULL && g_strcmp0 (note->type, type) != 0)
    note++;
  if (rc_mods_is (node, "abstract"))
    rc_marc_fields_put (self->marc, "520", "  ", "3", label, "a", text, NULL);
  else if (rc_mods_is (node, "tableOfContents"))
    rc_marc_fields_put (self->marc, "505", "0 ", "a", text, NULL);
  else if (g_strcmp0 (type, "statement of responsibility") == 0 && self->responsibility == NULL)
    self->responsibility = g_steal_pointer (&text);
  else
    /* What a kind of note is called that MARC does not know stands before it. */
    rc_marc_fields_put (self->marc, note->tag, note->indicators, "3", label != NULL ? label : note->type == NULL ? type : NULL, "a", text, NULL);
  rc_mods_remove (node);
  return TRUE;
}

static void
put_number (RcMods *self, const char *tag, const char *indicators, gboolean invalid, const char *text)
{
  rc_marc_fields_put (self->marc, tag, indicators, invalid ? "z" : "a", text, NULL);
}

gboolean
rc_mods_read_identifier (RcMods *self, xmlNode *node)
{
  static const char *const standard[] = { "isrc", "0 ", "upc", "1 ", "ismn", "2 ", "ean", "3 ", "sici", "4 " };
  g_autofree char *type = rc_mods_dup_attribute (node, "type"), *label = rc_mods_dup_attribute (node, "displayLabel");
  g_autofree char *text = rc_mods_dup_text (node), *key = text != NULL ? g_strconcat ("(key)", text, NULL) : NULL;
  g_autofree char *oclc = text != NULL ? g_strconcat ("(OCoLC)", text, NULL) : NULL;
  gboolean invalid = rc_mods_has (node, "invalid", "yes"), done = FALSE;
  const char *word = type != NULL ? type : "";

  for (guint i = 0; i < G_N_ELEMENTS (standard); i += 2)
    if (g_str_equal (word, standard[i]))
      {
        put_number (self, "024", standard[i + 1], invalid, text);
        done = TRUE;
      }
  if (done)
    ;
  else if (g_str_equal (word, "isbn"))
    put_number (self, "020", "  ", invalid, text);
  else if (g_str_has_prefix (word, "issn"))
    rc_marc_fields_put (self->marc, "022", "  ", invalid ? "y" : "a", text, NULL);
  else if (g_str_equal (word, "lccn"))
    put_number (self, "010", "  ", invalid, text);
  else if (g_str_equal (word, "citekey"))
    put_number (self, "035", "  ", FALSE, key);
  else if (g_str_equal (word, "oclc"))
    put_number (self, "035", "  ", FALSE, oclc);
  else if (g_str_has_prefix (word, "report"))
    put_number (self, "088", "  ", invalid, text);
  else if (g_str_equal (word, "uri") && text != NULL && g_str_has_prefix (text, "http"))
    rc_marc_fields_put (self->marc, "856", "40", "u", text, NULL);
  else if (*word == '\0' || g_str_equal (word, "local"))
    rc_marc_fields_put (self->marc, "024", "8 ", invalid ? "z" : "a", text, "q", label, NULL);
  else
    rc_marc_fields_put (self->marc, "024", "7 ", invalid ? "z" : "a", text, "q", label, "2", word, NULL);
  rc_mods_remove (node);
  return TRUE;
}

gboolean
rc_mods_read_location (RcMods *self, xmlNode *node)
{
  g_autofree char *place = rc_mods_take (node, "physicalLocation"), *shelf = rc_mods_take (node, "shelfLocator");
  xmlNode *url;

  while ((url = rc_mods_find (node, "url")) != NULL)
    {
      g_autofree char *text = rc_mods_dup_text (url), *label = rc_mods_dup_attribute (url, "displayLabel"), *note = rc_mods_dup_attribute (url, "note");

      rc_marc_fields_put (self->marc, "856", rc_mods_has (url, "access", "preview") ? "42" : "40", "u", text, "y", label, "z", note, NULL);
      rc_mods_remove (url);
    }
  /* 852 would be a copy on the shelf here; whose it is and where is all that is known. */
  if (shelf == NULL)
    rc_marc_fields_put (self->marc, "535", "1 ", "a", place, NULL);
  else
    rc_marc_fields_put (self->marc, "852", "  ", "a", place, "h", shelf, NULL);
  return TRUE;
}
