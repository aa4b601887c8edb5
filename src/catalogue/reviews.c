/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a source brought and somebody has to say yes to before visitors see it. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>

#include "catalogue/grants.h"
#include "catalogue/reviews.h"
#include "catalogue/statement.h"

/* Of a text that is about the whole grant; its row shows one line. */
#define MAX_SENTENCE 300

void
rc_review_free (RcReview *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->people);
  g_free (self->source_name);
  g_free (self->sentence);
  g_clear_pointer (&self->deadlines, g_ptr_array_unref);
  g_free (self);
}

void
rc_review_count_free (RcReviewCount *self)
{
  g_free (self->name);
  g_free (self);
}

/* One line of a text, cut where it is long; NULL for none. */
static char *
dup_line (const char *text)
{
  g_autofree char *line = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  line = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_SENTENCE));
  return g_strdelimit (g_steal_pointer (&line), "\n\r\t", ' ');
}

static char *
dup_sentence (GPtrArray *deadlines, const char *eligibility, const char *summary)
{
  for (guint i = 0; i < deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (deadlines, i);

      if (deadline->verbatim != NULL)
        return dup_line (deadline->verbatim);
    }
  return dup_line (eligibility != NULL && *eligibility != '\0' ? eligibility : summary);
}

static RcReview *
make_review (RcDatabase *db, RcStatement *select, GError **error)
{
  g_autoptr (RcReview) self = g_new0 (RcReview, 1);

  self->id = rc_statement_get_int (select, 0);
  self->kind = (RcKind) rc_statement_get_int (select, 1);
  self->title = rc_statement_dup_text (select, 2);
  self->people = rc_statement_dup_text (select, 3);
  self->source = rc_statement_get_int (select, 4);
  self->source_name = rc_statement_dup_text (select, 5);
  self->closed = rc_statement_get_int (select, 8) != 0;
  self->added = rc_statement_get_int (select, 9);
  self->deadlines = rc_grants_load_deadlines (db, self->id, error);
  if (self->deadlines == NULL)
    return NULL;
  self->sentence = dup_sentence (self->deadlines, rc_statement_get_text (select, 6), rc_statement_get_text (select, 7));
  return g_steal_pointer (&self);
}

GPtrArray *
rc_reviews_list (RcDatabase *db, guint limit, GError **error)
{
  g_autoptr (GPtrArray) reviews = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_review_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;
  RcClock clock;

  g_return_val_if_fail (db != NULL, NULL);

  if (!rc_clock_read (&clock, db, g_get_real_time () / G_USEC_PER_SEC, error))
    return NULL;
  select = rc_statement_new (db,
                             "SELECT r.id, r.kind, r.title, coalesce (g.funder, r.people), r.source, s.name, g.eligibility, g.summary, "
                             "coalesce (g.closed, 0), r.added FROM record r LEFT JOIN source s ON s.id = r.source "
                             "LEFT JOIN \"grant\" g ON g.record = r.id WHERE r.state = 2 AND r.kind <> 3 "
                             "ORDER BY s.name, r.added DESC, r.id LIMIT ?",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, limit);
  while (rc_statement_step (select, &local_error))
    {
      RcReview *review = make_review (db, select, error);

      if (review == NULL)
        return NULL;
      review->clock = clock;
      g_ptr_array_add (reviews, review);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&reviews);
}

GPtrArray *
rc_reviews_count (RcDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_review_count_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT r.source, s.name, count (*) FROM record r LEFT JOIN source s ON s.id = r.source "
                             "WHERE r.state = 2 AND r.kind <> 3 GROUP BY r.source ORDER BY s.name",
                             error);
  if (select == NULL)
    return NULL;
  while (rc_statement_step (select, &local_error))
    {
      RcReviewCount *count = g_new0 (RcReviewCount, 1);

      count->source = rc_statement_get_int (select, 0);
      count->name = rc_statement_dup_text (select, 1);
      count->n = (guint) rc_statement_get_int (select, 2);
      g_ptr_array_add (counts, count);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&counts);
}

gboolean
rc_reviews_decide (RcDatabase *db, gint64 batch, gint64 record, RcState state, GError **error)
{
  g_autoptr (RcRecordDetails) details = NULL;

  g_return_val_if_fail (db != NULL && batch > 0 && state != RC_STATE_REVIEW, FALSE);

  details = rc_records_get (db, record, error);
  if (details == NULL)
    return FALSE;
  if (details->state != RC_STATE_REVIEW)
    {
      g_set_error_literal (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("Somebody else has answered for it meanwhile."));
      return FALSE;
    }
  return rc_records_put (db, batch, record, details->record, NULL, state, error) != 0;
}

/* Before anything of them is written. */
static GArray *
list_waiting (RcDatabase *db, gint64 source, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db, "SELECT id FROM record WHERE source = ? AND state = 2 AND kind <> 3 ORDER BY id", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, source);
  return rc_statement_add_ids (select, ids, error) ? g_steal_pointer (&ids) : NULL;
}

gint64
rc_reviews_decide_source (RcDatabase *db, gint64 batch, gint64 source, RcState state, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (db != NULL && batch > 0 && state != RC_STATE_REVIEW, -1);

  ids = list_waiting (db, source, error);
  if (ids != NULL && ids->len == 0)
    {
      g_set_error_literal (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("Somebody else has answered for it meanwhile."));
      return -1;
    }
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !rc_reviews_decide (db, batch, g_array_index (ids, gint64, i), state, error))
      return -1;
  return ids != NULL ? ids->len : -1;
}
