/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By what the same call is known in two sources. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/grant-keys.h"

#include "catalogue/database-private.h"
#include "catalogue/grants.h"
#include "catalogue/web-address.h"
#include "text/fold.h"

#include <string.h>

enum
{
  KEY_NUMBER,
  KEY_ADDRESS,
  KEY_TITLE,
  N_KEYS
};

/* A title of fewer words says too little alone. */
#define MIN_WORDS 3
/* So many words are a call's own, whoever is named as its funder. */
#define MANY_WORDS 6
/* A deadline that was moved and not told to the other source is this far at most; beyond it is another round. */
#define MAX_DAYS_APART 92

typedef struct
{
  char *texts[N_KEYS]; /* (owned) (nullable) */
} Keys;

static void
keys_clear (Keys *self)
{
  for (guint i = 0; i < N_KEYS; i++)
    g_clear_pointer (&self->texts[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, keys_clear)

/* A text by its letters and digits only: NULL when there are none. */
static char *
fold (const char *text)
{
  g_autofree char *folded = text != NULL ? rc_text_fold (text, -1) : NULL;

  return folded != NULL && *folded != '\0' ? g_steal_pointer (&folded) : NULL;
}

static guint
count_words (const char *folded)
{
  guint n = folded != NULL && *folded != '\0' ? 1 : 0;

  for (const char *p = folded; p != NULL && *p != '\0'; p++)
    n += *p == ' ';
  return n;
}

static gboolean
names_a_day (const RcDeadline *deadline)
{
  return (deadline->precision == RC_DEADLINE_INSTANT || deadline->precision == RC_DEADLINE_DAY) && deadline->year != 0;
}

/* The last day that is named, as GDate numbers them; 0: none. */
static guint
get_last_day (const RcGrant *grant)
{
  guint last = 0;

  for (guint i = 0; i < grant->deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (grant->deadlines, i);
      GDate date;

      if (!names_a_day (deadline) || !g_date_valid_dmy ((GDateDay) deadline->day, (GDateMonth) deadline->month, (GDateYear) deadline->year))
        continue;
      g_date_set_dmy (&date, (GDateDay) deadline->day, (GDateMonth) deadline->month, (GDateYear) deadline->year);
      last = MAX (last, g_date_get_julian (&date));
    }
  return last;
}

static void
make_keys (const RcGrant *grant, Keys *keys)
{
  g_autofree char *title = fold (grant->title);
  g_autofree char *funder = fold (grant->funder);
  g_autofree char *number = fold (grant->number);
  g_autofree char *address = rc_web_address_dup_name (grant->url);
  guint day = get_last_day (grant);

  /* Every funder has a first call. */
  if (funder != NULL && number != NULL && strlen (number) > 2)
    keys->texts[KEY_NUMBER] = g_strdup_printf ("number %s %s", number, funder);
  if (address != NULL)
    keys->texts[KEY_ADDRESS] = g_strconcat ("address ", address, NULL);
  if (day != 0 && count_words (title) >= MIN_WORDS)
    keys->texts[KEY_TITLE] = g_strdup_printf ("title %u %s", day, title);
}

gboolean
rc_grant_keys_store (RcDatabase *db, gint64 record, gint64 source, const RcGrant *grant, GError **error)
{
  g_autoptr (RcStatement) remove = rc_statement_new (db, "DELETE FROM grant_key WHERE record = ? AND source = ?", error);
  g_autoptr (RcStatement) insert = NULL;
  g_auto (Keys) keys = { 0 };

  if (remove == NULL)
    return FALSE;
  rc_statement_bind_int (remove, 1, record);
  rc_statement_bind_int (remove, 2, source);
  if (!rc_statement_run (remove, error))
    return FALSE;
  insert = rc_statement_new (db, "INSERT OR IGNORE INTO grant_key (key, record, source) VALUES (?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  make_keys (grant, &keys);
  for (guint i = 0; i < N_KEYS; i++)
    {
      if (keys.texts[i] == NULL)
        continue;
      rc_statement_bind_text (insert, 1, keys.texts[i]);
      rc_statement_bind_int (insert, 2, record);
      rc_statement_bind_int (insert, 3, source);
      if (!rc_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/* The years that a folded title names, as bits from 2000 on. */
static guint64
get_years (const char *folded)
{
  g_auto (GStrv) words = g_strsplit (folded != NULL ? folded : "", " ", -1);
  guint64 years = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == 4 && strspn (words[i], "0123456789") == 4 && words[i][0] == '2' && words[i][1] == '0')
      years |= G_GUINT64_CONSTANT (1) << MIN (63, atoi (words[i]) - 2000);
  return years;
}

/* A word of four letters or more, that is no year, is in both. */
static gboolean
share_a_word (const char *one, const char *other)
{
  g_auto (GStrv) words = g_strsplit (one != NULL ? one : "", " ", -1);
  g_auto (GStrv) others = g_strsplit (other != NULL ? other : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) >= 4 && !g_ascii_isdigit (*words[i]) && g_strv_contains ((const char *const *) others, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
differ (const char *one, const char *other)
{
  return one != NULL && other != NULL && !g_str_equal (one, other);
}

/* Two rounds of a call have the same page, title and often number. */
static gboolean
are_other_rounds (const RcGrant *one, const RcGrant *other, const char *title, const char *other_title)
{
  guint64 years = get_years (title), other_years = get_years (other_title);
  guint day = get_last_day (one), other_day = get_last_day (other);

  if (years != 0 && other_years != 0 && (years & other_years) == 0)
    return TRUE;
  return day != 0 && other_day != 0 && MAX (day, other_day) - MIN (day, other_day) > MAX_DAYS_APART;
}

/* Whether nothing speaks against two grants that have a key in common. */
static gboolean
may_be_same (const RcGrant *one, const RcGrant *other, guint key, const char *key_text)
{
  g_autofree char *title = fold (one->title);
  g_autofree char *other_title = fold (other->title);
  g_autofree char *funder = fold (one->funder);
  g_autofree char *other_funder = fold (other->funder);
  g_autofree char *number = fold (one->number);
  g_autofree char *other_number = fold (other->number);
  guint day = get_last_day (one);

  if (are_other_rounds (one, other, title, other_title))
    return FALSE;
  if (key == KEY_NUMBER)
    return TRUE;
  if (!differ (funder, other_funder) && differ (number, other_number))
    return FALSE;
  /* Several calls may stand on one page. What has a number of its own is one thing, in whatever language. */
  if (key == KEY_ADDRESS)
    return g_str_has_prefix (key_text, "address doi:") || g_str_has_prefix (key_text, "address ark:") || share_a_word (title, other_title) ||
           (day != 0 && day == get_last_day (other) && !differ (funder, other_funder));
  if (funder != NULL && other_funder != NULL)
    return g_str_equal (funder, other_funder) || strstr (funder, other_funder) != NULL || strstr (other_funder, funder) != NULL ||
           count_words (title) >= MANY_WORDS;
  return count_words (title) > MIN_WORDS;
}

/* The grants that have the key and no entry of the source; none when it is common to many. */
static GArray *
list_candidates (RcDatabase *db, gint64 source, const char *key, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT DISTINCT k.record FROM grant_key k JOIN record r ON r.id = k.record WHERE k.key = ?1 AND r.state <> 9 "
                             "AND NOT EXISTS (SELECT 1 FROM grant_source s WHERE s.record = k.record AND s.source = ?2) LIMIT 9",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_text (select, 1, key);
  rc_statement_bind_int (select, 2, source);
  if (!rc_statement_add_ids (select, records, error))
    return NULL;
  if (records->len == 9)
    g_array_set_size (records, 0);
  return g_steal_pointer (&records);
}

gboolean
rc_grant_keys_find (RcDatabase *db, gint64 source, const RcGrant *grant, gint64 *record, GError **error)
{
  g_auto (Keys) keys = { 0 };

  *record = 0;
  make_keys (grant, &keys);
  for (guint key = 0; key < N_KEYS && *record == 0; key++)
    {
      g_autoptr (GArray) candidates = keys.texts[key] != NULL ? list_candidates (db, source, keys.texts[key], error) : NULL;
      guint n_same = 0;

      if (keys.texts[key] == NULL)
        continue;
      if (candidates == NULL)
        return FALSE;
      for (guint i = 0; i < candidates->len; i++)
        {
          gint64 candidate = g_array_index (candidates, gint64, i);
          g_autoptr (RcGrant) other = rc_grants_load (db, candidate, error);

          if (other == NULL)
            return FALSE;
          if (!may_be_same (grant, other, key, keys.texts[key]))
            continue;
          *record = candidate;
          n_same++;
        }
      if (n_same > 1)
        {
          *record = 0;
          return TRUE;
        }
    }
  return TRUE;
}

/* The grant of each row and its record and source. */
static gboolean
store_all (RcDatabase *db, RcStatement *select, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (rc_statement_step (select, &local_error))
    {
      gint64 record = rc_statement_get_int (select, 0), source = rc_statement_get_int (select, 1);
      g_autoptr (RcGrant) grant =
          source == 0 ? rc_grants_load (db, record, NULL) : rc_grant_from_json (rc_statement_get_text (select, 2), NULL);

      /* One that cannot be read is told by the check. */
      if (grant != NULL && !rc_grant_keys_store (db, record, source, grant, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
rc_grant_keys_rebuild (RcDatabase *db, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  if (!rc_database_exec (db, "DELETE FROM grant_key", error))
    return FALSE;
  select = rc_statement_new (db,
                             "SELECT record, 0, NULL FROM \"grant\" UNION ALL SELECT record, source, upstream FROM grant_source WHERE upstream <> ''",
                             error);
  return select != NULL && store_all (db, select, error);
}
