/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a publication is told apart by, and how much of it two records share.
 *
 * Points are given for what is the same and taken for what differs; what one of both does not say counts for nothing. A
 * number in the title that is another one (a volume, a part, a class of school) weighs more than an ISBN, since the
 * parts of a set often share theirs. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/identity.h"
#include "record/identifier.h"
#include "text/fold.h"

#define ISBN_LENGTH 13
#define ISSN_LENGTH 9
/* Positive, and small enough for six bytes of a row. */
#define KEY_BITS 47
/* Titles of fewer words say less. */
#define LONG_TITLE 5
#define SHORT_TITLE 2

typedef enum
{
  RC_NUMBER_NONE,
  RC_NUMBER_ISBN,
  RC_NUMBER_ISSN,
  RC_NUMBER_DOI,
} RcNumber;

static gint64
hash (char kind, const char *text, gsize length, guint extra)
{
  guint64 value = 0xcbf29ce484222325u ^ (guchar) kind ^ ((guint64) extra << 8);

  for (gsize i = 0; i < length; i++)
    value = (value ^ (guchar) text[i]) * 0x100000001b3u;
  value ^= value >> 32;
  value *= 0xd6e8feb86659fd93u;
  value ^= value >> 32;
  return (gint64) (value >> (64 - KEY_BITS));
}

/* What an identifier of a description is, as it stands there in its normal form. */
static RcNumber
find_kind (const char *text)
{
  gsize length = strlen (text);

  if (length == ISBN_LENGTH && strspn (text, "0123456789") == length &&
      (g_str_has_prefix (text, "978") || g_str_has_prefix (text, "979")))
    return RC_NUMBER_ISBN;
  if (length == ISSN_LENGTH && text[4] == '-' && strspn (text, "0123456789") == 4)
    return RC_NUMBER_ISSN;
  return RC_NUMBER_NONE;
}

/* Where a DOI stands in an identifier or an address; NULL when it is none. */
static const char *
find_doi (const char *text)
{
  const char *doi = strstr (text, "doi.org/10.");

  if (doi != NULL)
    return doi + strlen ("doi.org/");
  if (g_ascii_strncasecmp (text, "doi:", 4) == 0)
    text += 4 + strspn (text + 4, " ");
  return g_str_has_prefix (text, "10.") && strchr (text, '/') != NULL ? text : NULL;
}

/* Without the title that follows a colon, unless that leaves one word, which says too little. */
static gsize
measure_title_proper (const char *title)
{
  const char *colon = strstr (title, ": ");

  return colon != NULL && memchr (title, ' ', (gsize) (colon - title)) != NULL ? (gsize) (colon - title)
                                                                               : strlen (title);
}

static guint
add_key (gint64 keys[RC_MAX_MATCH_KEYS], guint n, gint64 key)
{
  for (guint i = 0; i < n; i++)
    if (keys[i] == key)
      return n;
  if (n < RC_MAX_MATCH_KEYS)
    keys[n++] = key;
  return n;
}

static guint
add_doi (gint64 keys[RC_MAX_MATCH_KEYS], guint n, const char *text)
{
  const char *doi = find_doi (text);
  g_autofree char *lower = doi != NULL ? g_ascii_strdown (doi, -1) : NULL;

  return lower != NULL ? add_key (keys, n, hash ('d', lower, strlen (lower), 0)) : n;
}

guint
rc_identity_get_keys (const RcDescription *description, gint64 keys[RC_MAX_MATCH_KEYS])
{
  gboolean serial = description->material == RC_MATERIAL_SERIAL;
  g_autofree char *title = rc_text_fold (description->title, (gssize) measure_title_proper (description->title));
  guint n = 0;

  if (*title != '\0')
    n = add_key (keys, n, hash ('t', title, strlen (title), serial ? 0 : (guint) description->year));
  for (guint i = 0; description->identifiers[i] != NULL; i++)
    {
      const char *text = description->identifiers[i];
      RcNumber kind = find_kind (text);

      if (kind == RC_NUMBER_ISBN || (kind == RC_NUMBER_ISSN && serial))
        n = add_key (keys, n, hash ('n', text, strlen (text), 0));
      else
        n = add_doi (keys, n, text);
    }
  for (guint i = 0; description->links[i] != NULL; i++)
    n = add_doi (keys, n, description->links[i]);
  return n;
}

/* A comparison under way. */
typedef struct
{
  const RcDescription *one, *other; /* (unowned) */
  GPtrArray *reasons;               /* (unowned) (nullable) */
  int score;
} RcComparison;

/* Takes the reason. */
static void
count (RcComparison *self, int points, char *reason)
{
  self->score += points;
  if (self->reasons != NULL)
    g_ptr_array_add (self->reasons, reason);
  else
    g_free (reason);
}

/* Numbers of one kind; the first that both have goes to `same`. TRUE when both have any. */
static gboolean
share_number (const RcComparison *self, RcNumber kind, const char **same)
{
  gboolean any = FALSE, theirs = FALSE;

  *same = NULL;
  for (guint i = 0; self->other->identifiers[i] != NULL; i++)
    theirs = theirs || find_kind (self->other->identifiers[i]) == kind;
  for (guint i = 0; self->one->identifiers[i] != NULL && *same == NULL; i++)
    {
      const char *text = self->one->identifiers[i];

      if (find_kind (text) != kind)
        continue;
      any = TRUE;
      if (g_strv_contains ((const char *const *) self->other->identifiers, text))
        *same = text;
    }
  return any && theirs;
}

static GPtrArray *
list_dois (const RcDescription *description)
{
  const GStrv lists[] = { description->identifiers, description->links };
  GPtrArray *dois = g_ptr_array_new_with_free_func (g_free);

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; lists[l][i] != NULL; i++)
      {
        const char *doi = find_doi (lists[l][i]);

        if (doi != NULL)
          g_ptr_array_add (dois, g_ascii_strdown (doi, -1));
      }
  return dois;
}

/* TRUE when one is the same. */
static gboolean
compare_dois (RcComparison *self)
{
  g_autoptr (GPtrArray) one = list_dois (self->one);
  g_autoptr (GPtrArray) other = list_dois (self->other);

  for (guint i = 0; i < one->len; i++)
    if (g_ptr_array_find_with_equal_func (other, g_ptr_array_index (one, i), g_str_equal, NULL))
      {
        count (self, 60, g_strdup_printf (_ ("same DOI %s"), (const char *) g_ptr_array_index (one, i)));
        return TRUE;
      }
  if (one->len > 0 && other->len > 0)
    count (self, -40, g_strdup (_ ("DOI differs")));
  return FALSE;
}

/* TRUE when they share a number that names the publication. */
static gboolean
compare_numbers (RcComparison *self)
{
  gboolean serials = self->one->material == RC_MATERIAL_SERIAL && self->other->material == RC_MATERIAL_SERIAL;
  const char *isbn, *issn;
  gboolean both_isbn = share_number (self, RC_NUMBER_ISBN, &isbn);
  gboolean both_issn = share_number (self, RC_NUMBER_ISSN, &issn);

  if (compare_dois (self))
    return TRUE;
  if (isbn != NULL)
    {
      count (self, 55, g_strdup_printf (_ ("same ISBN %s"), isbn));
      return TRUE;
    }
  /* The ISSN of a book is that of its series. */
  if (serials && issn != NULL)
    {
      count (self, 60, g_strdup_printf (_ ("same ISSN %s"), issn));
      return TRUE;
    }
  if (both_isbn)
    count (self, -30, g_strdup (_ ("ISBN differs")));
  if (serials && both_issn)
    count (self, -60, g_strdup (_ ("ISSN differs")));
  return FALSE;
}

static gboolean
is_roman (const char *word)
{
  return *word != '\0' && strspn (word, "ivx") == strlen (word);
}

/* The words of a folded title that number something, joined. */
static char *
dup_numbers (GStrv words)
{
  GString *numbers = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_isdigit (words[i][0]) || (i > 0 && is_roman (words[i])))
      g_string_append_printf (numbers, "%s ", words[i]);
  return g_string_free (numbers, FALSE);
}

static guint
count_shared (GStrv one, GStrv other)
{
  guint n = 0;

  for (guint i = 0; one[i] != NULL; i++)
    n += g_strv_contains ((const char *const *) other, one[i]);
  return n;
}

static gboolean
begins (const char *shorter, const char *longer)
{
  gsize length = strlen (shorter);

  return g_str_has_prefix (longer, shorter) && (longer[length] == ' ' || longer[length] == '\0');
}

static void
compare_titles (RcComparison *self, gboolean numbered)
{
  g_autofree char *one = rc_text_fold (self->one->title, -1);
  g_autofree char *other = rc_text_fold (self->other->title, -1);
  g_auto (GStrv) our_words = g_strsplit (one, " ", -1);
  g_auto (GStrv) their_words = g_strsplit (other, " ", -1);
  g_autofree char *our_numbers = dup_numbers (our_words);
  g_autofree char *their_numbers = dup_numbers (their_words);
  guint n_ours = g_strv_length (our_words), n_theirs = g_strv_length (their_words);
  guint n_shared = count_shared (our_words, their_words);

  if (*one == '\0' || *other == '\0')
    return;
  if (!g_str_equal (our_numbers, their_numbers))
    count (self, -60, g_strdup (_ ("a number in the title differs")));
  else if (g_str_equal (one, other))
    count (self, numbered || n_ours <= SHORT_TITLE ? 30 : n_ours < LONG_TITLE ? 40 : 45, g_strdup (_ ("same title")));
  else if (begins (one, other) || begins (other, one))
    count (self, 20, g_strdup (_ ("one title is the beginning of the other")));
  else if (n_shared * 4 >= MAX (n_ours, n_theirs) * 3)
    count (self, 0, g_strdup (_ ("title nearly the same")));
  else
    count (self, -40, g_strdup (_ ("title differs")));
}

/* The first word of the first heading: a family name, mostly. */
static char *
dup_author (const char *people)
{
  char *folded = rc_text_fold (people, -1);
  char *blank = strchr (folded, ' ');

  if (blank != NULL)
    *blank = '\0';
  return folded;
}

static void
compare_authors (RcComparison *self, gboolean numbered)
{
  g_autofree char *one = dup_author (self->one->people[0] != NULL ? self->one->people[0] : "");
  g_autofree char *other = dup_author (self->other->people[0] != NULL ? self->other->people[0] : "");

  if (*one == '\0' || *other == '\0')
    return;
  if (g_str_equal (one, other))
    count (self, numbered ? 10 : 20, g_strdup (_ ("same author")));
  else
    count (self, numbered ? -5 : -20, g_strdup (_ ("author differs")));
}

static void
compare_years (RcComparison *self, gboolean numbered)
{
  int one = self->one->year, other = self->other->year;

  if (one == 0 || other == 0)
    return;
  if (one == other)
    count (self, numbered ? 10 : 15, g_strdup (_ ("same year")));
  else
    count (self, numbered ? -5 : -25, g_strdup_printf (_ ("year differs (%d, %d)"), one, other));
}

/* The greatest number of an extent, and whether it counts volumes. */
static long
read_extent (const char *extent, gboolean *volumes)
{
  long most = 0;

  *volumes = FALSE;
  for (const char *at = extent != NULL ? extent : ""; *at != '\0'; at++)
    {
      char *end;
      long number;

      if (!g_ascii_isdigit (*at))
        continue;
      number = strtol (at, &end, 10);
      while (*end == ' ')
        end++;
      if (g_str_has_prefix (end, "v") || g_str_has_prefix (end, "т"))
        *volumes = TRUE;
      if (g_str_has_prefix (end, "cm") || g_str_has_prefix (end, "см"))
        break;
      most = MAX (most, number);
      at = end - 1;
    }
  return most;
}

static void
compare_extents (RcComparison *self, gboolean numbered)
{
  gboolean our_volumes, their_volumes;
  long one = read_extent (self->one->extent, &our_volumes), other = read_extent (self->other->extent, &their_volumes);

  if (one == 0 || other == 0)
    return;
  if (our_volumes != their_volumes)
    count (self, -30, g_strdup (_ ("one is a set, the other one volume")));
  else if (one == other)
    count (self, numbered ? 10 : 15, g_strdup (_ ("same number of pages")));
  else if (labs (one - other) > MAX (4, MAX (one, other) / 20))
    count (self, numbered ? -15 : -10, g_strdup_printf (_ ("number of pages differs (%ld, %ld)"), one, other));
}

static void
compare_texts (RcComparison *self,
               const char *one,
               const char *other,
               int same,
               int differs,
               const char *same_words,
               const char *differ_words)
{
  g_autofree char *ours = one != NULL ? rc_text_fold (one, -1) : NULL;
  g_autofree char *theirs = other != NULL ? rc_text_fold (other, -1) : NULL;

  if (ours == NULL || theirs == NULL || *ours == '\0' || *theirs == '\0')
    return;
  if (g_str_equal (ours, theirs))
    count (self, same, g_strdup (same_words));
  else if (differs != 0)
    count (self, differs, g_strdup (differ_words));
}

static void
compare_languages (RcComparison *self)
{
  const char *one = self->one->languages[0], *other = self->other->languages[0];

  if (one == NULL || other == NULL || g_strv_contains ((const char *const *) self->other->languages, one) ||
      g_strv_contains ((const char *const *) self->one->languages, other))
    return;
  count (self, -40, g_strdup (_ ("language differs")));
}

guint
rc_identity_compare (const RcDescription *one, const RcDescription *other, GPtrArray *reasons)
{
  RcComparison self = { .one = one, .other = other, .reasons = reasons };
  gboolean numbered;

  g_return_val_if_fail (one != NULL && other != NULL, 0);

  numbered = compare_numbers (&self);
  compare_titles (&self, numbered);
  compare_authors (&self, numbered);
  if (one->material != RC_MATERIAL_SERIAL)
    {
      compare_years (&self, numbered);
      compare_extents (&self, numbered);
    }
  compare_texts (&self, one->edition, other->edition, 5, -20, _ ("same edition"), _ ("edition differs"));
  compare_texts (&self, one->publisher, other->publisher, 5, 0, _ ("same publisher"), NULL);
  compare_languages (&self);
  if (one->material != other->material)
    count (&self, -20, g_strdup (_ ("kind of material differs")));
  return (guint) CLAMP (self.score, 0, 100);
}

gboolean
rc_identity_is_stranger (const char *title, const char *people, int year, const RcDescription *other)
{
  g_autofree char *ours = rc_text_fold (title != NULL ? title : "", -1);
  g_autofree char *theirs = rc_text_fold (other->title, -1);
  g_autofree char *our_author = dup_author (people != NULL ? people : "");
  g_autofree char *their_author = dup_author (other->people[0] != NULL ? other->people[0] : "");
  g_auto (GStrv) our_words = g_strsplit (ours, " ", -1);
  g_auto (GStrv) their_words = g_strsplit (theirs, " ", -1);

  gboolean other_author = !g_str_equal (our_author, their_author);
  gboolean other_year = year != 0 && other->year != 0 && year != other->year;

  if (*ours == '\0' || *theirs == '\0' || count_shared (our_words, their_words) > 0)
    return FALSE;
  return *our_author != '\0' && *their_author != '\0' ? other_author : other_year;
}
