/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles, names and the record's own facts of MODS. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/marc-fields.h"
#include "exchange/mods-private.h"

#include <string.h>

gboolean
rc_mods_read_title (RcMods *self, xmlNode *node)
{
  g_autofree char *type = rc_mods_dup_attribute (node, "type"), *language = rc_mods_dup_attribute (node, "lang");
  g_autofree char *label = rc_mods_dup_attribute (node, "displayLabel");
  g_autofree char *article = rc_mods_take (node, "nonSort"), *title = rc_mods_take (node, "title"), *rest = rc_mods_take (node, "subTitle");
  g_autofree char *number = rc_mods_take (node, "partNumber"), *part = rc_mods_take (node, "partName");
  gboolean joined = article != NULL && g_str_has_suffix (article, "'");
  g_autofree char *whole = article != NULL ? g_strconcat (article, joined ? "" : " ", title, NULL) : g_strdup (title);
  g_autofree char *indicators = NULL;
  guint n_passed = article != NULL ? (guint) g_utf8_strlen (article, -1) + !joined : 0;
  const char *tag = "246";

  if (type == NULL && !self->has_title)
    tag = "245";
  else if (g_strcmp0 (type, "uniform") == 0)
    tag = "240";
  else if (g_strcmp0 (type, "translated") == 0)
    tag = "242";
  else if (g_strcmp0 (type, "abbreviated") == 0)
    tag = "210";
  self->has_title = self->has_title || type == NULL;
  indicators = g_str_equal (tag, "246")   ? g_strdup ("3 ")
               : g_str_equal (tag, "210") ? g_strdup ("0 ")
                                          : g_strdup_printf ("%c%u", g_str_equal (tag, "245") ? '0' : '1', MIN (n_passed, 9));
  rc_marc_fields_put (self->marc, tag, indicators, "i", g_str_equal (tag, "246") ? label : NULL, "a", whole, "n", number, "p", part,
                      "b", rest, "y", g_str_equal (tag, "242") ? language : NULL, NULL);
  return TRUE;
}

char *
rc_mods_take_whole_title (xmlNode *node)
{
  xmlNode *info = rc_mods_find (node, "titleInfo");
  g_autofree char *article = info != NULL ? rc_mods_take (info, "nonSort") : NULL, *title = info != NULL ? rc_mods_take (info, "title") : NULL;
  g_autofree char *rest = info != NULL ? rc_mods_take (info, "subTitle") : NULL;
  g_autoptr (GString) whole = g_string_new (article);

  if (article != NULL && !g_str_has_suffix (article, "'"))
    g_string_append_c (whole, ' ');
  g_string_append (whole, title != NULL ? title : "");
  if (rest != NULL)
    g_string_append_printf (whole, ": %s", rest);
  return whole->len > 0 ? g_strdup (whole->str) : NULL;
}

char *
rc_mods_take_heading (xmlNode *name, char **date)
{
  g_autofree char *family = rc_mods_take_with (name, "namePart", "type", "family");
  g_autofree char *given = rc_mods_take_with (name, "namePart", "type", "given");
  g_autofree char *shown = NULL;
  g_autoptr (GString) heading = g_string_new (family);
  char *part;

  *date = rc_mods_take_with (name, "namePart", "type", "date");
  if (given != NULL)
    g_string_append_printf (heading, "%s%s", heading->len > 0 ? ", " : "", given);
  while ((part = rc_mods_take_with (name, "namePart", "type", NULL)) != NULL)
    {
      g_string_append_printf (heading, "%s%s", heading->len > 0 ? ". " : "", part);
      g_free (part);
    }
  /* A comma that was left before a date. */
  while (heading->len > 0 && strchr (", ", heading->str[heading->len - 1]) != NULL)
    g_string_truncate (heading, heading->len - 1);
  shown = rc_mods_dup_text (rc_mods_find (name, "displayForm"));
  if (shown != NULL && (heading->len == 0 || g_str_equal (heading->str, shown)))
    {
      g_free (rc_mods_take (name, "displayForm"));
      g_string_assign (heading, shown);
    }
  return heading->len > 0 ? g_strdup (heading->str) : NULL;
}

/* Appends what the roles say; TRUE when one of them makes the first name the main one. */
static gboolean
take_roles (xmlNode *name, GString *data)
{
  gboolean author = FALSE;
  xmlNode *role;

  while ((role = rc_mods_find (name, "role")) != NULL)
    {
      g_autofree char *code = rc_mods_take_with (role, "roleTerm", "type", "code");
      g_autofree char *text = rc_mods_take (role, "roleTerm");

      rc_marc_fields_append (data, "e", text);
      rc_marc_fields_append (data, "4", code);
      author = author || g_strcmp0 (code, "aut") == 0 || g_strcmp0 (code, "cre") == 0
               || (text != NULL && (g_ascii_strcasecmp (text, "author") == 0 || g_ascii_strcasecmp (text, "creator") == 0));
      rc_mods_remove (role);
    }
  return author;
}

/* Another name is the main one. */
static gboolean
has_other_primary (const xmlNode *node)
{
  for (const xmlNode *next = node->next; next != NULL; next = next->next)
    if (rc_mods_is (next, "name") && rc_mods_has (next, "usage", "primary"))
      return TRUE;
  return FALSE;
}

gboolean
rc_mods_read_name (RcMods *self, xmlNode *node)
{
  gboolean body = rc_mods_has (node, "type", "corporate"), meeting = rc_mods_has (node, "type", "conference");
  gboolean family = rc_mods_has (node, "type", "family"), primary = rc_mods_has (node, "usage", "primary");
  g_autofree char *date = NULL, *heading = rc_mods_take_heading (node, &date);
  g_autofree char *title = rc_mods_take_with (node, "namePart", "type", "termsOfAddress");
  g_autofree char *affiliation = rc_mods_take (node, "affiliation"), *address = rc_mods_dup_attribute (node, "valueURI");
  GString *data = g_string_new (body || meeting ? "2 " : family ? "3 " : heading != NULL && strchr (heading, ',') != NULL ? "1 " : "0 ");
  g_autofree char *tag = NULL;
  gboolean main_name, author;

  if (heading == NULL)
    {
      g_string_free (data, TRUE);
      return TRUE;
    }
  rc_marc_fields_append (data, "a", heading);
  rc_marc_fields_append (data, "c", title);
  rc_marc_fields_append (data, "d", date);
  author = take_roles (node, data);
  rc_marc_fields_append (data, "u", affiliation);
  rc_marc_fields_append (data, "0", address);
  main_name = !self->has_main_name && (primary || (author && !has_other_primary (node)));
  self->has_main_name = self->has_main_name || main_name;
  tag = g_strdup_printf ("%c%s", main_name ? '1' : '7', body ? "10" : meeting ? "11" : "00");
  rc_marc_fields_take (self->marc, tag, data);
  return TRUE;
}

/* "2004-09-09" or "040909" as the six digits of 008. */
static void
set_entry_date (RcMods *self, const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0' && digits->len < 8; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (digits->len == 8)
    g_string_erase (digits, 0, 2);
  if (digits->len == 6)
    memcpy (self->fixed, digits->str, 6);
}

gboolean
rc_mods_read_record_info (RcMods *self, xmlNode *node)
{
  xmlNode *identifier = rc_mods_find (node, "recordIdentifier"), *language = rc_mods_find (node, "languageOfCataloging");
  g_autofree char *agency = identifier != NULL ? rc_mods_dup_attribute (identifier, "source") : NULL;
  g_autofree char *control = rc_mods_take (node, "recordIdentifier"), *created = rc_mods_take (node, "recordCreationDate");
  g_autofree char *changed = rc_mods_take_with (node, "recordChangeDate", "encoding", "iso8601");
  g_autofree char *source = rc_mods_take (node, "recordContentSource"), *standard = rc_mods_take (node, "descriptionStandard");
  g_autofree char *code = NULL;

  if (language != NULL)
    code = rc_mods_take_with (language, "languageTerm", "type", "code");
  if (created != NULL)
    set_entry_date (self, created);
  if (control != NULL && rc_marc_find (self->marc, "001", 0) < 0)
    {
      rc_marc_insert_field (self->marc, 0, "001", control, -1);
      if (agency != NULL)
        rc_marc_insert_field (self->marc, 1, "003", agency, -1);
      if (changed != NULL && strlen (changed) == 16)
        rc_marc_insert_field (self->marc, agency != NULL ? 2 : 1, "005", changed, -1);
    }
  rc_marc_fields_put (self->marc, "040", "  ", "a", source, "b", code, "e", standard, NULL);
  return TRUE;
}
