/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of people and bodies as tables have them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-names.h"

#include "exchange/csv-values.h"
#include "text/fold.h"

#include <string.h>

#define MAX_WORDS 6 /* of a person's name that is turned round */

static const char *const body_words[]
    = { "university", "institute", "institution", "ministry", "committee", "commission", "organization", "organisation", "association", "society",
        "foundation", "bank", "centre", "center", "council", "department", "office", "agency", "library", "museum", "academy", "school", "college",
        "group", "press", "unesco", "unicef", "undp", "unep", "union", "nations", "federation", "programme", "program", "secretariat", "government",
        "conference", "company", "ltd", "inc", "network", "project", "team", "министерство", "институт", "университет", "академия", "комитет",
        "комиссия", "центр", "организация", "общество", "фонд", "совет", "библиотека", "музей", "союз", "юнеско", "оон", "ассоциация", "агентство",
        "департамент", "издательство", "школа", "республика", "министрлігі", "университеті", "институты", "орталығы", "ұйымы", "комитеті", "академиясы",
        "қоры", "кітапханасы", "universite", "institut", "ministere", "comite", "societe", "conseil", "bibliotheque", "universidad", "ministerio",
        "instituto", "comision", "universitat", "gesellschaft", "ministerium", NULL };

static const struct
{
  const char *says; /* in lower case, without the signs around */
  const char *role;
} roles[] = { { "ed", "edt" }, { "eds", "edt" }, { "editor", "edt" }, { "ред", "edt" }, { "hrsg", "edt" }, { "dir", "edt" }, { "comp", "com" },
              { "сост", "com" }, { "құраст", "com" }, { "trans", "trl" }, { "tr", "trl" }, { "пер", "trl" }, { "trad", "trl" }, { "ауд", "trl" },
              { "худож", "ill" }, { "illus", "ill" } };

gboolean
rc_csv_is_body (const char *text)
{
  g_autofree char *folded = rc_text_fold (text, -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (g_strv_contains (body_words, *word))
      return TRUE;
  return FALSE;
}

gboolean
rc_csv_is_initials (const char *word)
{
  guint n_letters = 0, n_points = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.')
        n_points++;
      else if (g_unichar_isupper (c))
        n_letters++;
      else if (c != '-')
        return FALSE;
    }
  return n_letters > 0 && n_letters <= 3 && (n_points > 0 || n_letters == 1);
}

/* A capital word of several letters: an acronym. */
static gboolean
is_acronym (const char *word)
{
  guint n = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p), n++)
    if (!g_unichar_isupper (g_utf8_get_char (p)))
      return FALSE;
  return n > 2;
}

static gboolean
is_patronymic (const char *word)
{
  static const char *const ends[] = { "вич", "вна", "ична", "ұлы", "қызы", "улы", "кызы", "vich", "vna", "uly", "kyzy" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (word, ends[i]) && strlen (word) > strlen (ends[i]) + 2)
      return TRUE;
  return FALSE;
}

static RcCsvOrder
find_order (char **words, guint n, RcCsvOrder order)
{
  if (rc_csv_is_initials (words[n - 1]) && !rc_csv_is_initials (words[0]))
    return RC_CSV_ORDER_LAST_FIRST;
  if (rc_csv_is_initials (words[0]) && !rc_csv_is_initials (words[n - 1]))
    return RC_CSV_ORDER_FIRST_LAST;
  if (order != RC_CSV_ORDER_AUTO)
    return order;
  if (n == 3 && is_patronymic (words[2]))
    return RC_CSV_ORDER_LAST_FIRST;
  return n == 3 && is_patronymic (words[1]) ? RC_CSV_ORDER_FIRST_LAST : RC_CSV_ORDER_AUTO;
}

/* "Family, Given" of a person without a comma, or the name as it stands. */
static char *
turn_name (const char *text, RcCsvOrder order)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ", MAX_WORDS + 1);
  guint n = g_strv_length (words);
  g_autofree char *rest = NULL;

  if (n < 2 || n > MAX_WORDS)
    return g_strdup (text);
  order = find_order (words, n, order);
  if (order == RC_CSV_ORDER_AUTO)
    return g_strdup (text);
  if (order == RC_CSV_ORDER_LAST_FIRST)
    {
      rest = g_strjoinv (" ", words + 1);
      return g_strconcat (words[0], ", ", rest, NULL);
    }
  rest = g_strndup (text, strlen (text) - strlen (words[n - 1]));
  return g_strconcat (words[n - 1], ", ", g_strstrip (rest), NULL);
}

/* Takes "(ed.)" or "(trl)" off the end of a name. NULL when there is none. */
static const char *
take_role (char *name, char code[4])
{
  char *open = strrchr (name, '(');
  gsize length = strlen (name);
  g_autofree char *says = NULL;

  if (open == NULL || open == name || name[length - 1] != ')')
    return NULL;
  says = g_utf8_strdown (open + 1, (gssize) (name + length - 1 - (open + 1)));
  g_strdelimit (says, ".", ' ');
  g_strstrip (says);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (says, roles[i].says))
      {
        *open = '\0';
        return roles[i].role;
      }
  /* The number of an author in the database that the list comes from. */
  if (strlen (says) >= 5 && strspn (says, "0123456789") == strlen (says))
    {
      *open = '\0';
      return NULL;
    }
  if (strlen (says) != 3 || strncmp (says, open + 1, 3) != 0 || !g_ascii_islower (says[0]) || !g_ascii_islower (says[1]) || !g_ascii_islower (says[2]))
    return NULL;
  memcpy (code, says, 4);
  *open = '\0';
  return code;
}

/* Takes "[person]" or "[organisation]" off the end. TRUE when it is none of people. */
static gboolean
take_kind (char *name)
{
  char *open = strrchr (name, '[');
  gboolean person;

  if (open == NULL || open == name || name[strlen (name) - 1] != ']')
    return FALSE;
  person = g_str_equal (open, "[person]");
  if (!person && !g_str_equal (open, "[organisation]") && !g_str_equal (open, "[organization]"))
    return FALSE;
  *open = '\0';
  return !person;
}

/* The signs between two names that are words: how many bytes, 0 for none. */
static gsize
find_joint (const char *text)
{
  static const char *const joints[] = { " & ", " and " };

  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    if (g_str_has_prefix (text, joints[i]))
      return strlen (joints[i]);
  return 0;
}

/* "Ann Lee & Bo Kim", "Lee, Ann and Kim, Bo"; but "Food and Water" is one. */
static gboolean
add_joined (GPtrArray *names, const char *text)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;

  for (const char *p = text;; p++)
    {
      gsize joint = find_joint (p);

      if (*p != '\0' && joint == 0)
        continue;
      if (memchr (start, ' ', (gsize) (p - start)) == NULL)
        return FALSE;
      g_ptr_array_add (pieces, g_strndup (start, (gsize) (p - start)));
      if (*p == '\0')
        break;
      start = p + joint;
      p = start - 1;
    }
  if (pieces->len < 2 || rc_csv_is_body (text))
    return FALSE;
  g_ptr_array_extend_and_steal (names, g_steal_pointer (&pieces));
  return TRUE;
}

GPtrArray *
rc_csv_split_names (const char *cell, char sign)
{
  g_autoptr (GPtrArray) values = rc_csv_split (cell, sign, FALSE);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < values->len; i++)
    if (!add_joined (names, values->pdata[i]))
      g_ptr_array_add (names, g_strdup (values->pdata[i]));
  return names;
}

void
rc_csv_add_name (RcReference *reference, const char *text, const char *role, gboolean body, const RcCsvOrder *order)
{
  g_autofree char *name = g_strdup (text);
  g_autofree char *heading = NULL;
  char code[4];
  const char *said = order == NULL && role != NULL ? NULL : take_role (name, code);

  g_strstrip (name);
  body = (order != NULL && take_kind (name)) || body;
  g_strstrip (name);
  if (!body && order != NULL && strchr (name, ',') == NULL)
    body = is_acronym (name) || rc_csv_is_body (name);
  heading = body || order == NULL || strchr (name, ',') != NULL ? g_strdup (name) : turn_name (name, *order);
  rc_reference_add_name (reference, heading, said != NULL ? said : role, body ? RC_NAME_BODY : RC_NAME_PERSON);
}
