/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be checked in some records, in words: what stands in them, and what others and the thesaurus say. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "catalogue/database-private.h"
#include "catalogue/quality.h"
#include "catalogue/quality-store.h"
#include "text/fold.h"
#include "text/keys.h"
#include "text/rescue.h"

/* Between a heading and what narrows it: "Education -- History". */
#define SUBDIVISION " -- "

void
rc_to_check_free (RcToCheck *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

/* Whether a statement with one parameter finds a row for the text. */
static gboolean
ask (RcDatabase *db, RcStatement *select, const char *text, gboolean *found, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (select == NULL)
    return FALSE;
  rc_statement_bind_text (select, 1, text);
  *found = rc_statement_step (select, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_repeated (RcDatabase *db, const char *barcode, gboolean *repeated, GError **error)
{
  g_autoptr (RcStatement) select
      = rc_statement_new (db,
                          "SELECT 1 FROM copy JOIN record ON record.id = copy.record WHERE barcode = ? AND state <> 9 "
                          "LIMIT 1 OFFSET 1",
                          error);

  return ask (db, select, barcode, repeated, error);
}

static gboolean
add_barcodes (RcDatabase *db, const RcRecordDetails *details, GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < details->copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (details->copies, i);
      gboolean repeated = FALSE;

      if (copy->barcode != NULL && !is_repeated (db, copy->barcode, &repeated, error))
        return FALSE;
      if (repeated)
        g_ptr_array_add (findings,
                         rc_finding_new (RC_QUALITY_REPEATED_BARCODE, details->record->marc, -1,
                                         g_strdup_printf (_ ("Another copy has the barcode %.60s, too"), copy->barcode)));
    }
  return TRUE;
}

static gboolean
add_gone (RcDatabase *db, const RcRecordDetails *details, GPtrArray *findings, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select
      = rc_statement_new (db, "SELECT s.name FROM grant_source g JOIN source s ON s.id = g.source WHERE g.record = ? AND g.state = 2", error);

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, details->id);
  while (rc_statement_step (select, &local_error))
    {
      g_autofree char *name = rc_statement_dup_text (select, 0);

      g_ptr_array_add (findings, rc_finding_new (RC_QUALITY_GONE, details->record->marc, -1,
                                                 /* Translators: the name of a source on the web, from which the record came. */
                                                 g_strdup_printf (_ ("“%.60s” does not offer it any more"), name)));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* As the search matches it: the heading, or what stands before a subdivision. */
static gboolean
is_known (RcDatabase *db, const char *heading, gboolean *known, GError **error)
{
  const char *rest = strstr (heading, SUBDIVISION);
  g_autofree char *folded = rc_text_fold (heading, -1);
  g_autofree char *begin = rest != NULL ? rc_text_fold (heading, rest - heading) : NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT 1 FROM subject_label WHERE folded IN (?1, ?2) LIMIT 1", error);

  if (select == NULL)
    return FALSE;
  rc_statement_bind_text (select, 2, begin);
  return ask (db, select, folded, known, error);
}

static gboolean
add_subjects (RcDatabase *db, const RcRecordDetails *details, GPtrArray *findings, GError **error)
{
  char *const *subjects = details->description->subjects;

  for (guint i = 0; subjects[i] != NULL; i++)
    {
      gboolean known = FALSE;

      if (!is_known (db, subjects[i], &known, error))
        return FALSE;
      if (!known)
        g_ptr_array_add (findings, rc_finding_new (RC_QUALITY_UNKNOWN_SUBJECT, details->record->marc, -1,
                                                   g_strdup_printf (_ ("The thesaurus has no subject “%.100s”"), subjects[i])));
    }
  return TRUE;
}

/* Of a word that mixes two scripts one spelling is certain when nearly all letters are of one of them, and the few others
 * look like letters of it. */
static void
find_spelling (RcFinding *finding)
{
  g_autofree char *spelling = rc_rescue_look_alikes (finding->wrong);
  guint n_latin = 0, n_cyrillic = 0;
  gboolean to_cyrillic;

  if (spelling == NULL || !g_utf8_validate (finding->wrong, -1, NULL))
    return;
  for (const char *p = finding->wrong; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) >= 0x0400)
      n_cyrillic++;
    else
      n_latin++;
  to_cyrillic = g_utf8_get_char (spelling) >= 0x0400;
  if (to_cyrillic ? n_cyrillic > 2 * n_latin : n_latin > 2 * n_cyrillic)
    finding->right = g_steal_pointer (&spelling);
}

/* A record is shown with what nobody has found right. */
static void
drop_accepted (GPtrArray *findings, guint32 accepted)
{
  for (guint i = findings->len; i > 0; i--)
    if ((RC_QUALITY_BIT (((const RcFinding *) g_ptr_array_index (findings, i - 1))->quality) & accepted) != 0)
      g_ptr_array_remove_index (findings, i - 1);
}

static GPtrArray *
find_all (RcDatabase *db, const RcRecordDetails *details, gboolean has_thesaurus, GError **error)
{
  g_autoptr (GPtrArray) findings = rc_quality_check_details (details);
  guint32 accepted;

  if (details->description != NULL
      && (!add_barcodes (db, details, findings, error) || !add_gone (db, details, findings, error) || (has_thesaurus && !add_subjects (db, details, findings, error))))
    return NULL;
  if (!rc_quality_load_accepted (db, details->id, &accepted, error))
    return NULL;
  drop_accepted (findings, accepted);
  for (guint i = 0; i < findings->len; i++)
    {
      RcFinding *finding = g_ptr_array_index (findings, i);

      if (finding->quality == RC_QUALITY_MIXED_SCRIPTS)
        find_spelling (finding);
    }
  return g_steal_pointer (&findings);
}

static RcToCheck *
load_one (RcDatabase *db, gint64 id, gboolean has_thesaurus, GError **error)
{
  g_autoptr (RcRecordDetails) details = rc_records_get (db, id, error);
  g_autoptr (RcToCheck) one = NULL;

  if (details == NULL)
    return NULL;
  one = g_new0 (RcToCheck, 1);
  one->id = id;
  one->kind = details->record->kind;
  one->material = details->description != NULL && one->kind == RC_KIND_PUBLICATION ? details->description->material : RC_MATERIAL_NONE;
  one->title = g_strdup (details->title);
  one->findings = find_all (db, details, has_thesaurus, error);
  return one->findings != NULL ? g_steal_pointer (&one) : NULL;
}

GPtrArray *
rc_quality_load (RcDatabase *db, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_to_check_free);
  gint64 has_thesaurus = 0;

  g_return_val_if_fail (db != NULL, NULL);

  if (!rc_database_get_number (db, "SELECT EXISTS (SELECT 1 FROM subject)", &has_thesaurus, error))
    return NULL;
  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (GError) local_error = NULL;
      RcToCheck *one = load_one (db, ids[i], has_thesaurus != 0, &local_error);

      if (one == NULL && !g_error_matches (local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      g_ptr_array_add (all, one);
    }
  return g_steal_pointer (&all);
}
