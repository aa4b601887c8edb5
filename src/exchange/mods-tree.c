/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking texts out of the elements of MODS. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/mods-private.h"
#include "exchange/xml-input.h"

#include <string.h>

/* Some repositories serve all names in small letters. */
gboolean
rc_mods_is (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_ascii_strcasecmp (rc_xml_get_local_name (node), name) == 0;
}

xmlNode *
rc_mods_find (const xmlNode *node, const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (rc_mods_is (child, name))
      return child;
  return NULL;
}

char *
rc_mods_dup_text (const xmlNode *node)
{
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  g_auto (GStrv) words = g_strsplit_set (content != NULL ? (const char *) content : "", " \t\r\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  xmlFree (content);
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", *word);
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

char *
rc_mods_dup_attribute (const xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp ((xmlNode *) node, (const xmlChar *) name);
  char *copy = value != NULL && *value != '\0' ? g_strdup ((const char *) value) : NULL;

  xmlFree (value);
  return copy;
}

gboolean
rc_mods_has (const xmlNode *node, const char *attribute, const char *value)
{
  g_autofree char *has = rc_mods_dup_attribute (node, attribute);

  return g_strcmp0 (has, value) == 0;
}

void
rc_mods_remove (xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

char *
rc_mods_take (xmlNode *node, const char *name)
{
  xmlNode *child = rc_mods_find (node, name);
  char *text = rc_mods_dup_text (child);

  if (child != NULL)
    rc_mods_remove (child);
  return text;
}

char *
rc_mods_take_with (xmlNode *node, const char *name, const char *attribute, const char *value)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (rc_mods_is (child, name) && rc_mods_has (child, attribute, value))
      {
        char *text = rc_mods_dup_text (child);

        rc_mods_remove (child);
        return text;
      }
  return NULL;
}

void
rc_mods_tidy (xmlNode *node)
{
  xmlNode *next;

  for (xmlNode *child = node->children; child != NULL; child = next)
    {
      g_autofree char *text = rc_mods_dup_text (child);

      next = child->next;
      if (child->type == XML_ELEMENT_NODE && xmlFirstElementChild (child) != NULL)
        rc_mods_tidy (child);
      if (child->type != XML_ELEMENT_NODE ? text == NULL || child->type == XML_COMMENT_NODE
                                          : text == NULL && xmlFirstElementChild (child) == NULL)
        rc_mods_remove (child);
    }
}
