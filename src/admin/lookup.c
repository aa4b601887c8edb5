/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lookup: what other libraries have, and one of it into the catalogue. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "import/import-item.h"
#include "refresh/lookup.h"

#define LIMIT 10

typedef struct
{
  RcAdmin *admin;    /* (unowned) */
  char *taken_from;  /* (owned) (nullable) whose record is taken */
  guint64 taken_position;
  RcReaderItem *taken; /* (owned) (nullable) */
  guint n_failed;
} Lookup;

static void
lookup_clear (Lookup *self)
{
  g_free (self->taken_from);
  g_clear_pointer (&self->taken, rc_reader_item_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lookup, lookup_clear)

static void
add_item (JsonBuilder *builder, const RcReaderItem *item, guint position)
{
  g_autoptr (RcDescription) description = item->record != NULL ? rc_description_new_from_marc (item->record->marc) : NULL;

  json_builder_begin_object (builder);
  rc_json_add_int (builder, "position", position);
  rc_json_add_string (builder, "control", item->control);
  if (description != NULL)
    {
      rc_json_add_string (builder, "title", description->title);
      rc_json_add_strings (builder, "people", (const char *const *) description->people);
      rc_json_add_string (builder, "publisher", description->publisher);
      rc_json_add_int (builder, "year", description->year);
      rc_json_add_strings (builder, "identifiers", (const char *const *) description->identifiers);
    }
  rc_json_add_string (builder, "message", item->rejection);
  json_builder_end_object (builder);
}

static void
print_json (const RcLookupAnswer *answer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rc_json_add_string (builder, "target", answer->name);
  rc_json_add_int (builder, "total", (gint64) answer->total);
  rc_json_add_double (builder, "seconds", answer->seconds);
  rc_json_add_string (builder, "message", answer->failure);
  json_builder_set_member_name (builder, "records");
  json_builder_begin_array (builder);
  for (guint i = 0; i < answer->items->len; i++)
    add_item (builder, g_ptr_array_index (answer->items, i), i + 1);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

static void
print_text (const RcLookupAnswer *answer)
{
  rc_print ("%s: %" G_GUINT64_FORMAT " found; %.1f seconds\n", answer->name, answer->total, answer->seconds);
  if (answer->failure != NULL)
    rc_print ("    %s\n", answer->failure);
  for (guint i = 0; i < answer->items->len; i++)
    {
      const RcReaderItem *item = g_ptr_array_index (answer->items, i);
      g_autoptr (RcDescription) description = item->record != NULL ? rc_description_new_from_marc (item->record->marc) : NULL;
      g_autofree char *people = description != NULL ? g_strjoinv ("; ", description->people) : NULL;

      if (description == NULL)
        rc_print ("%4u  %s\n", i + 1, item->rejection);
      else
        rc_print ("%4u  %s · %s · %d\n", i + 1, description->title, people, description->year);
    }
}

static void
answered_cb (RcLookupAnswer *taken_answer, gpointer user_data)
{
  g_autoptr (RcLookupAnswer) answer = taken_answer;
  Lookup *self = user_data;

  self->n_failed += answer->failure != NULL;
  if (self->admin->json)
    print_json (answer);
  else
    print_text (answer);
  if (g_strcmp0 (answer->name, self->taken_from) == 0 && self->taken_position <= answer->items->len)
    self->taken = g_ptr_array_steal_index (answer->items, (guint) self->taken_position - 1);
}

/* "TARGET:N". */
static gboolean
parse_take (Lookup *self, const char *text, GError **error)
{
  const char *colon = strrchr (text, ':');

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 1, RC_LOOKUP_MAX_RECORDS, &self->taken_position, NULL))
    {
      rc_admin_set_usage (error, "--take wants TARGET:N, the N-th record of a target");
      return FALSE;
    }
  self->taken_from = g_strndup (text, (gsize) (colon - text));
  return TRUE;
}

static int
take (Lookup *self, GError **error)
{
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcImportReport) report = NULL;
  g_autofree char *json = NULL;
  gint64 id = 0;

  if (self->taken == NULL || self->taken->record == NULL)
    {
      g_set_error (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_FAILED, "%s has no record %u that could be taken", self->taken_from,
                   (guint) self->taken_position);
      return RC_EXIT_FAILED;
    }
  db = rc_admin_open (self->admin, RC_DATABASE_WRITE, error);
  report = db != NULL ? rc_import_item (db, self->taken, self->taken_from, &id, error) : NULL;
  if (report == NULL)
    return RC_EXIT_FAILED;
  json = rc_import_report_to_json (report);
  if (self->admin->json)
    rc_print_json_text (json);
  else
    rc_print (report->added > 0 ? "Record %" G_GINT64_FORMAT " added (“undo %" G_GINT64_FORMAT "” takes it back)\n"
                                : "Record %" G_GINT64_FORMAT " was there already (import %" G_GINT64_FORMAT ")\n",
              id, report->import);
  return RC_EXIT_DONE;
}

/* Leaves those that were named; FALSE for one that is not known. */
static gboolean
choose (GPtrArray *targets, char **names, GError **error)
{
  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      gboolean known = FALSE;

      for (guint i = 0; i < targets->len; i++)
        known |= g_str_equal (((RcTarget *) g_ptr_array_index (targets, i))->name, *name);
      if (!known)
        {
          rc_admin_set_usage (error, "“%s” is no target; without --target, all are asked", *name);
          return FALSE;
        }
    }
  for (guint i = targets->len; names != NULL && i > 0; i--)
    if (!g_strv_contains ((const char *const *) names, ((RcTarget *) g_ptr_array_index (targets, i - 1))->name))
      g_ptr_array_remove_index (targets, i - 1);
  return TRUE;
}

int
rc_command_lookup (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *isbn = NULL, *issn = NULL, *title = NULL, *author = NULL, *taken = NULL;
  g_auto (GStrv) names = NULL;
  int limit = LIMIT;
  const GOptionEntry entries[] = {
    { "isbn", 0, 0, G_OPTION_ARG_FILENAME, &isbn, "The number of a book", "ISBN" },
    { "issn", 0, 0, G_OPTION_ARG_FILENAME, &issn, "The number of a periodical", "ISSN" },
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &title, "Words of a title", "T" },
    { "author", 0, 0, G_OPTION_ARG_FILENAME, &author, "Words of a name", "A" },
    { "target", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, "Ask this library; may come several times", "NAME" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, "Records of each library (10)", "N" },
    { "take", 0, 0, G_OPTION_ARG_FILENAME, &taken, "Take the N-th record of a library into the catalogue", "TARGET:N" },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, NULL, entries, 0, 0, error);
  RcLookup lookup = { .texts = { isbn, issn, title, author } };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GPtrArray) targets = NULL;
  g_auto (Lookup) self = { .admin = admin };

  if (operands == NULL || (taken != NULL && !parse_take (&self, taken, error)))
    return RC_EXIT_USAGE;
  for (guint i = 0; i < RC_LOOKUP_N_KINDS; i++)
    if (lookup.texts[i] != NULL && !rc_admin_check_text (lookup.texts[i], error))
      return RC_EXIT_USAGE;
  if ((isbn == NULL && issn == NULL && title == NULL && author == NULL) || limit < 1 || limit > RC_LOOKUP_MAX_RECORDS)
    {
      rc_admin_set_usage (error, "lookup wants --isbn, --issn, --title or --author, and a --limit of 1 to %d", RC_LOOKUP_MAX_RECORDS);
      return RC_EXIT_USAGE;
    }
  lookup.limit = (guint) limit;
  targets = rc_targets_load (problems);
  rc_print_problems (problems);
  if (!choose (targets, names, error))
    return RC_EXIT_USAGE;
  if (!rc_lookup (targets, &lookup, answered_cb, &self, admin->cancellable, error))
    return RC_EXIT_FAILED;
  if (self.taken_from != NULL)
    return take (&self, error);
  return self.n_failed > 0 ? RC_EXIT_PART : RC_EXIT_DONE;
}
