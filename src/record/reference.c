/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reference as plain facts. */
#define G_LOG_DOMAIN "rc-record"

#include "record/reference-private.h"

#include <string.h>

#define MAX_COMPARED 20000 /* texts of a list with each other: more would take time for ever */
#define OLDEST_YEAR 1000
#define LATEST_YEAR 2199

static const char *const words[RC_N_REFERENCE_TYPES] = {
  [RC_REFERENCE_OTHER] = "document",
  [RC_REFERENCE_BOOK] = "book",
  [RC_REFERENCE_CHAPTER] = "chapter",
  [RC_REFERENCE_ARTICLE] = "article",
  [RC_REFERENCE_REPORT] = "report",
  [RC_REFERENCE_THESIS] = "thesis",
  [RC_REFERENCE_CONFERENCE_PAPER] = "conference paper",
  [RC_REFERENCE_SERIAL] = "serial",
  [RC_REFERENCE_NEWSPAPER_ARTICLE] = "newspaper article",
  [RC_REFERENCE_WEB_PAGE] = "website",
  [RC_REFERENCE_MAP] = "map",
  [RC_REFERENCE_VIDEO] = "video",
  [RC_REFERENCE_SOUND] = "sound recording",
  [RC_REFERENCE_SCORE] = "score",
  [RC_REFERENCE_PICTURE] = "picture",
  [RC_REFERENCE_DATASET] = "dataset",
  [RC_REFERENCE_SOFTWARE] = "software",
  [RC_REFERENCE_PATENT] = "patent",
  [RC_REFERENCE_STANDARD] = "standard",
  [RC_REFERENCE_LEGISLATION] = "legislation",
  [RC_REFERENCE_MANUSCRIPT] = "manuscript",
  [RC_REFERENCE_KIT] = "kit",
};

static const RcReferenceShape shapes[RC_N_REFERENCE_TYPES] = {
  [RC_REFERENCE_OTHER] = { 'a', 'm', 0, TRUE },
  [RC_REFERENCE_BOOK] = { 'a', 'm', 0, FALSE },
  [RC_REFERENCE_CHAPTER] = { 'a', 'a', 0, FALSE },
  [RC_REFERENCE_ARTICLE] = { 'a', 'b', 0, FALSE },
  [RC_REFERENCE_REPORT] = { 'a', 'm', 't', TRUE },
  [RC_REFERENCE_THESIS] = { 'a', 'm', 'm', TRUE },
  [RC_REFERENCE_CONFERENCE_PAPER] = { 'a', 'a', 0, TRUE },
  [RC_REFERENCE_SERIAL] = { 'a', 's', 0, FALSE },
  [RC_REFERENCE_NEWSPAPER_ARTICLE] = { 'a', 'b', 0, TRUE },
  [RC_REFERENCE_WEB_PAGE] = { 'a', 'i', 0, TRUE },
  [RC_REFERENCE_MAP] = { 'e', 'm', 0, FALSE },
  [RC_REFERENCE_VIDEO] = { 'g', 'm', 0, FALSE },
  [RC_REFERENCE_SOUND] = { 'i', 'm', 0, FALSE },
  [RC_REFERENCE_SCORE] = { 'c', 'm', 0, FALSE },
  [RC_REFERENCE_PICTURE] = { 'k', 'm', 0, FALSE },
  [RC_REFERENCE_DATASET] = { 'm', 'm', 0, TRUE },
  [RC_REFERENCE_SOFTWARE] = { 'm', 'm', 0, TRUE },
  [RC_REFERENCE_PATENT] = { 'a', 'm', 'j', TRUE },
  [RC_REFERENCE_STANDARD] = { 'a', 'm', 'u', TRUE },
  [RC_REFERENCE_LEGISLATION] = { 'a', 'm', 'l', TRUE },
  [RC_REFERENCE_MANUSCRIPT] = { 't', 'm', 0, FALSE },
  [RC_REFERENCE_KIT] = { 'o', 'm', 0, FALSE },
};

const char *
rc_reference_type_to_string (RcReferenceType type)
{
  return (guint) type < RC_N_REFERENCE_TYPES ? words[type] : words[RC_REFERENCE_OTHER];
}

const RcReferenceShape *
rc_reference_get_shape (RcReferenceType type)
{
  return &shapes[(guint) type < RC_N_REFERENCE_TYPES ? type : RC_REFERENCE_OTHER];
}

gboolean
rc_reference_type_is_part (RcReferenceType type)
{
  return rc_reference_get_shape (type)->level == 'a' || rc_reference_get_shape (type)->level == 'b';
}

static void
name_free (gpointer data)
{
  RcReferenceName *name = data;

  g_free (name->heading);
  g_free (name);
}

static void
other_free (gpointer data)
{
  RcReferenceOther *other = data;

  g_free (other->format);
  g_free (other->name);
  g_free (other->value);
  g_free (other);
}

RcReference *
rc_reference_new (RcReferenceType type)
{
  RcReference *self = g_new0 (RcReference, 1);

  self->type = type;
  self->names = g_ptr_array_new_with_free_func (name_free);
  self->isbn = g_ptr_array_new_with_free_func (g_free);
  self->issn = g_ptr_array_new_with_free_func (g_free);
  self->urls = g_ptr_array_new_with_free_func (g_free);
  self->languages = g_ptr_array_new_with_free_func (g_free);
  self->keywords = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->others = g_ptr_array_new_with_free_func (other_free);
  return self;
}

void
rc_reference_free (RcReference *self)
{
  if (self == NULL)
    return;
  g_free (self->control);
  g_free (self->key);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->short_title);
  g_free (self->parallel_title);
  g_free (self->responsibility);
  g_free (self->container);
  g_free (self->container_short);
  g_free (self->volume);
  g_free (self->issue);
  g_free (self->pages);
  g_ptr_array_unref (self->names);
  g_free (self->publisher);
  g_free (self->place);
  g_free (self->issued);
  g_free (self->edition);
  g_free (self->series);
  g_free (self->series_number);
  g_free (self->extent);
  g_free (self->genre);
  g_ptr_array_unref (self->isbn);
  g_ptr_array_unref (self->issn);
  g_free (self->doi);
  g_free (self->report_number);
  g_ptr_array_unref (self->urls);
  g_free (self->accessed);
  g_ptr_array_unref (self->languages);
  g_free (self->abstract);
  g_ptr_array_unref (self->keywords);
  g_ptr_array_unref (self->notes);
  g_free (self->call_number);
  g_ptr_array_unref (self->others);
  g_free (self);
}

void
rc_reference_add_text (GPtrArray *texts, const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  g_return_if_fail (texts != NULL);

  if (stripped != NULL && *stripped != '\0'
      && (texts->len >= MAX_COMPARED || !g_ptr_array_find_with_equal_func (texts, stripped, g_str_equal, NULL)))
    g_ptr_array_add (texts, g_steal_pointer (&stripped));
}

void
rc_reference_add_name (RcReference *self, const char *heading, const char *role, RcNameKind kind)
{
  RcReferenceName *name;

  g_return_if_fail (self != NULL);

  if (heading == NULL || heading[strspn (heading, " \t\r\n")] == '\0')
    return;
  name = g_new0 (RcReferenceName, 1);
  name->heading = g_strstrip (g_strdup (heading));
  g_strlcpy (name->role, role != NULL ? role : "", sizeof name->role);
  name->kind = kind;
  g_ptr_array_add (self->names, name);
}

void
rc_reference_add_other (RcReference *self, const char *format, const char *name, const char *value)
{
  RcReferenceOther *other;

  g_return_if_fail (self != NULL && format != NULL && name != NULL && value != NULL);

  other = g_new0 (RcReferenceOther, 1);
  other->format = g_strdup (format);
  other->name = g_strdup (name);
  other->value = g_strdup (value);
  g_ptr_array_add (self->others, other);
}

/* Exactly so many digits at *text, no more; -1 when they are not there. Moves *text behind them. */
static int
take_number (const char **text, guint min, guint max)
{
  int value = 0;
  guint n = 0;

  while (n <= max && g_ascii_isdigit ((*text)[n]))
    value = value * 10 + ((*text)[n++] - '0');
  if (n < min || n > max)
    return -1;
  *text += n;
  return value;
}

gboolean
rc_reference_set_date (RcReference *self, const char *text, const char **end)
{
  const char *at = text != NULL ? text + strspn (text, " \t") : "";
  int year = take_number (&at, 4, 4), month = 0, day = 0;
  const char *stop = at;

  g_return_val_if_fail (self != NULL, FALSE);

  if (year < OLDEST_YEAR || year > LATEST_YEAR)
    return FALSE;
  if (*at == '-' || *at == '/')
    {
      char separator = *at++;

      month = take_number (&at, 1, 2);
      if (month < 1 || month > 12)
        month = 0;
      else
        stop = at;
      if (month != 0 && *at == separator)
        {
          at++;
          day = take_number (&at, 1, 2);
          if (day < 1 || day > 31)
            day = 0;
          else
            stop = at;
        }
    }
  g_free (self->issued);
  self->year = year;
  self->issued = day != 0     ? g_strdup_printf ("%04d-%02d-%02d", year, month, day)
                 : month != 0 ? g_strdup_printf ("%04d-%02d", year, month)
                              : g_strdup_printf ("%04d", year);
  if (end != NULL)
    *end = stop + strspn (stop, "/- ");
  return TRUE;
}

static gboolean
ends_with_one_of (const char *text, const char *signs)
{
  gsize length = strlen (text);

  return length > 0 && strchr (signs, text[length - 1]) != NULL;
}

char *
rc_reference_dup_whole_title (const RcReference *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->title == NULL || self->subtitle == NULL)
    return g_strdup (self->title != NULL ? self->title : self->subtitle);
  return g_strdup_printf (ends_with_one_of (self->title, ".!?:") ? "%s %s" : "%s: %s", self->title, self->subtitle);
}
