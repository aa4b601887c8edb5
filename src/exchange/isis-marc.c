/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of ISIS databases as MARC 21, by the rules of their database. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-marc.h"

#include "exchange/isis-fields.h"
#include "exchange/isis-rules.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

struct _RcIsisMapper
{
  RcIsisProfile profile;
  GHashTable *by_name;  /* (owned) number of a field to RcIsisRule, of RC_ISIS_NAMES */
  GHashTable *journals; /* (owned) mark to title, of RC_ISIS_IRBIS */
  guint title;          /* of RC_ISIS_UNKNOWN; 0 none */
  gboolean told;
  char *database; /* (owned) (nullable) */
};

/* The field that most records have and that reads most like a title: words, and many different ones. */
static guint
guess_title (GPtrArray *records)
{
  static const guint usual[] = { 245, 200, 24, 18, 12, 20, 10, 2, 1 };
  guint best = 0;
  double best_score = 0;

  for (guint i = 0; i < G_N_ELEMENTS (usual) + 1; i++)
    {
      guint tag = i < G_N_ELEMENTS (usual) ? usual[i] : 3;
      double score = 0;

      for (guint n = 0; n < records->len; n++)
        {
          const RcIsisField *field = rc_isis_record_find (g_ptr_array_index (records, n), tag);
          glong length = field != NULL ? g_utf8_strlen (field->text, (gssize) field->length) : 0;

          if (length > 0)
            score += (double) MIN (length, 60) + (memchr (field->text, ' ', field->length) != NULL ? 30 : 0);
        }
      if (score > best_score)
        {
          best = tag;
          best_score = score;
        }
    }
  return best;
}

RcIsisMapper *
rc_isis_mapper_new (GPtrArray *records, GHashTable *names, const char *database)
{
  RcIsisMapper *self = g_new0 (RcIsisMapper, 1);
  GHashTableIter iter;
  gpointer tag, name;

  self->profile = rc_isis_rules_recognise (records, names);
  self->by_name = g_hash_table_new (NULL, NULL);
  self->journals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->database = g_strdup (database);
  for (guint i = 0; self->profile == RC_ISIS_IRBIS && i < records->len; i++)
    rc_isis_irbis_note_journal (g_ptr_array_index (records, i), self->journals);
  if (self->profile == RC_ISIS_UNKNOWN)
    self->title = guess_title (records);
  else if (self->profile == RC_ISIS_NAMES)
    {
      g_hash_table_iter_init (&iter, names);
      while (g_hash_table_iter_next (&iter, &tag, &name))
        g_hash_table_insert (self->by_name, tag, (gpointer) rc_isis_rules_find_by_name (name));
    }
  return self;
}

void
rc_isis_mapper_free (RcIsisMapper *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->journals);
  g_free (self->database);
  g_free (self);
}

static const RcIsisRule *
find_rule (RcIsisMapper *self, guint tag)
{
  static const RcIsisRule title = { 0, RC_ISIS_TITLE, NULL, "-aaa" };

  if (self->profile == RC_ISIS_UNKNOWN)
    return tag == self->title ? &title : NULL;
  if (self->profile == RC_ISIS_NAMES)
    return g_hash_table_lookup (self->by_name, GUINT_TO_POINTER (tag));
  return rc_isis_rules_find (self->profile, tag);
}

/* One whose numbers are those of MARC 21 or UNIMARC. */
static void
map_marc (RcIsisMapper *self, RcIsisDraft *draft)
{
  for (guint i = 0; i < draft->record->fields->len; i++)
    draft->done[i] = rc_isis_draft_add_marc (draft, &g_array_index (draft->record->fields, RcIsisField, i),
                                             self->profile == RC_ISIS_MARC21);
}

static void
map_by_rules (RcIsisMapper *self, RcIsisDraft *draft)
{
  if (self->profile == RC_ISIS_IRBIS)
    {
      g_autoptr (GString) title = g_string_new ("10");

      rc_isis_irbis_note_journal (draft->record, self->journals);
      if (rc_isis_irbis_add_title (draft->record, self->journals, draft->done, title))
        rc_isis_draft_add (draft, "245", title->str, title->len);
      draft->shelfmark = rc_isis_irbis_dup_shelfmark (draft->record);
      if (rc_isis_record_find (draft->record, 463) != NULL)
        draft->level = 'a';
    }
  if (self->profile == RC_ISIS_VINITI)
    draft->level = 'a';
  if (self->profile == RC_ISIS_LILACS)
    {
      const RcIsisField *level = rc_isis_record_find (draft->record, 6);

      if (level != NULL && level->length > 0 && level->text[0] == 'a')
        draft->level = 'a';
    }
  for (guint i = 0; i < draft->record->fields->len; i++)
    {
      const RcIsisField *field = &g_array_index (draft->record->fields, RcIsisField, i);
      const RcIsisRule *rule = find_rule (self, field->tag);

      if (rule != NULL && !draft->done[i])
        draft->done[i] = rc_isis_draft_add_by_rule (draft, field, rule);
    }
  rc_isis_draft_finish (draft);
}

/* What tells this record from all others of its database. */
static void
add_control_number (RcIsisMapper *self, RcIsisDraft *draft)
{
  g_autofree char *number = NULL, *agency = NULL;
  const RcIsisField *own = NULL;

  if (self->profile == RC_ISIS_MARC21 || self->profile == RC_ISIS_UNIMARC)
    return;
  if (self->profile == RC_ISIS_IRBIS)
    own = rc_isis_record_find (draft->record, 903);
  else if (self->profile == RC_ISIS_LILACS)
    own = rc_isis_record_find (draft->record, 2);
  /* A number of the master file is never given twice, other marks may be. */
  if (draft->record->mfn != 0 && self->database != NULL)
    number = g_strdup_printf ("%u", draft->record->mfn);
  else if (own != NULL)
    number = rc_isis_field_dup (own, 0);
  if (number == NULL)
    return;
  rc_isis_draft_add (draft, "001", number, strlen (number));
  if (self->database == NULL)
    return;
  agency = g_strconcat (RC_ISIS_AGENCY, self->database, NULL);
  rc_isis_draft_add (draft, "003", agency, strlen (agency));
}

RcMarc *
rc_isis_mapper_make_marc (RcIsisMapper *self, const RcIsisRecord *record, RcReaderItem *item)
{
  g_autoptr (RcIsisDraft) draft = rc_isis_draft_new (record, item);

  if (self->profile == RC_ISIS_MARC21 || self->profile == RC_ISIS_UNIMARC)
    map_marc (self, draft);
  else
    {
      if (self->profile == RC_ISIS_UNKNOWN && self->title != 0 && !self->told)
        {
          self->told = TRUE;
          rc_reader_item_warn (item, _ ("the fields of this database are not known: %u was taken as the title, and all others are kept in 887"),
                               self->title);
        }
      map_by_rules (self, draft);
      add_control_number (self, draft);
    }
  return rc_isis_draft_make_marc (draft);
}
