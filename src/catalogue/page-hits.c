/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a record's documents that says most of what is looked for. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/page-hits.h"
#include "catalogue/page-texts.h"
#include "record/readable.h"

void
rc_page_hit_free (RcPageHit *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_free (self->path);
  g_free (self->snippet);
  g_free (self);
}

guint
rc_page_hit_count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n += *words[i] != '\0';
  return n;
}

static RcPageHit *
make_hit (RcStatement *select, char *snippet)
{
  RcPageHit *hit = g_new (RcPageHit, 1);

  hit->document = rc_statement_get_int (select, 3);
  hit->held = rc_statement_get_int (select, 4) != 0;
  hit->page = (guint) rc_statement_get_int (select, 2);
  hit->label = rc_statement_is_null (select, 7) ? g_strdup_printf ("%u", hit->page) : rc_statement_dup_text (select, 7);
  hit->path = rc_statement_dup_text (select, 5);
  hit->flows = rc_readable_of (rc_statement_get_text (select, 6)) == RC_READABLE_TEXT;
  hit->snippet = snippet;
  return hit;
}

gboolean
rc_page_hit_find (RcDatabase *db, gint64 record, RcHighlighter *highlighter, guint n_words, const char *known, guint n_pages,
                  RcPageHit **hit, GError **error)
{
  guint n_best = 0;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcPageHit) best = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && highlighter != NULL, FALSE);

  *hit = NULL;
  select = rc_statement_new (db,
                             "SELECT p.text, p.packed, p.page, d.id, d.sha256 IS NOT NULL OR "
                             "EXISTS (SELECT 1 FROM disc WHERE disc.record = d.disc AND disc.sha256 IS NOT NULL), d.path, d.media_type, p.label "
                             "FROM document d JOIN page_text p ON p.document = d.id WHERE d.record = ? ORDER BY d.id, p.page LIMIT ?",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, record);
  rc_statement_bind_int (select, 2, n_pages);
  while (n_best < n_words && rc_statement_step (select, &local_error))
    {
      g_autofree char *text = rc_page_texts_dup (select, 0, &local_error);
      g_autofree char *here = text != NULL ? rc_highlighter_snippet (highlighter, text) : NULL;
      guint n_here = here != NULL ? rc_highlighter_count (highlighter, here, G_MAXUINT) : 0;

      if (text == NULL)
        break;
      /* Only once there is something to compare with: most records have no pages. */
      if (n_best == 0 && known != NULL)
        n_best = rc_highlighter_count (highlighter, known, G_MAXUINT);
      if (n_here <= n_best)
        continue;
      rc_page_hit_free (best);
      best = make_hit (select, g_steal_pointer (&here));
      n_best = n_here;
    }
  if (local_error == NULL)
    {
      *hit = g_steal_pointer (&best);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
