/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import did, in words; and its report as it was kept. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-words.h"
#include "widgets/format.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#define MAX_PROBLEMS 10000

static guint64
get_count (JsonObject *object, const char *name)
{
  return (guint64) MAX (json_object_get_int_member_with_default (object, name, 0), 0);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void
take_problem_cb (JsonArray *array, guint position, JsonNode *node, gpointer user_data)
{
  GPtrArray *problems = user_data;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  RcProblem *problem;

  if (object == NULL || problems->len >= MAX_PROBLEMS || get_text (object, "message") == NULL)
    return;
  problem = rc_problem_new (get_text (object, "file"), get_count (object, "position"), get_text (object, "control"),
                            get_text (object, "message"));
  problem->rejected = json_object_get_boolean_member_with_default (object, "rejected", FALSE);
  g_ptr_array_add (problems, problem);
}

const char *
rc_import_format_name (RcFormat format)
{
  switch (format)
    {
    case RC_FORMAT_MARC21:
      return "MARC 21";
    case RC_FORMAT_UNIMARC:
      return "UNIMARC";
    case RC_FORMAT_RUSMARC:
      return "RUSMARC";
    case RC_FORMAT_MARCXML:
      return "MARCXML";
    case RC_FORMAT_MARC_JSON:
      return "MARC-in-JSON";
    case RC_FORMAT_MRK:
      return _ ("MARC as text");
    case RC_FORMAT_MODS:
      return "MODS";
    case RC_FORMAT_DC:
      return "Dublin Core";
    case RC_FORMAT_OAI:
      return "OAI-PMH";
    case RC_FORMAT_ISIS:
      return "CDS/ISIS";
    case RC_FORMAT_CSV:
      return _ ("a table");
    case RC_FORMAT_GRANTS_CSV:
      return _ ("a table of grants");
    case RC_FORMAT_RIS:
      return "RIS";
    case RC_FORMAT_BIBTEX:
      return "BibTeX";
    case RC_FORMAT_CSL_JSON:
      return "CSL-JSON";
    default:
      return rc_format_to_string (format);
    }
}

RcImportReport *
rc_import_report_new_from_json (const char *json)
{
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *problems = object != NULL ? json_object_get_member (object, "problems") : NULL;
  RcImportReport *self;

  if (object == NULL)
    return NULL;
  self = g_new0 (RcImportReport, 1);
  self->import = (gint64) get_count (object, "import");
  self->read = get_count (object, "read");
  self->added = get_count (object, "added");
  self->updated = get_count (object, "updated");
  self->unchanged = get_count (object, "unchanged");
  self->duplicates = get_count (object, "duplicates");
  self->rejected = get_count (object, "rejected");
  self->seconds = json_object_get_double_member_with_default (object, "seconds", 0);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  if (problems != NULL && JSON_NODE_HOLDS_ARRAY (problems))
    json_array_foreach_element (json_node_get_array (problems), take_problem_cb, self->problems);
  return self;
}

/* `words` has one %s, the number. */
static void
add_part (GString *parts, const char *words, guint64 count)
{
  g_autofree char *number = rc_format_count (count);

  if (count == 0)
    return;
  if (parts->len > 0)
    g_string_append (parts, " · ");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (parts, words, number);
#pragma GCC diagnostic pop
}

char *
rc_import_report_dup_words (const RcImportReport *report)
{
  g_autoptr (GString) parts = g_string_new (NULL);

  /* Translators: counts of an import, side by side: "4 650 new · 97 updated". %s is the number. */
  add_part (parts, ngettext ("%s new", "%s new", (gulong) report->added), report->added);
  add_part (parts, ngettext ("%s updated", "%s updated", (gulong) report->updated), report->updated);
  add_part (parts, ngettext ("%s unchanged", "%s unchanged", (gulong) report->unchanged), report->unchanged);
  add_part (parts, ngettext ("%s duplicate", "%s duplicates", (gulong) report->duplicates), report->duplicates);
  add_part (parts, ngettext ("%s rejected", "%s rejected", (gulong) report->rejected), report->rejected);
  return parts->len > 0 ? g_string_free (g_steal_pointer (&parts), FALSE) : g_strdup (_ ("Nothing was read"));
}

char *
rc_import_report_dup_undo_words (const RcImportReport *report, guint n_changed_since)
{
  g_autofree char *added = rc_format_count (report->added);
  g_autofree char *updated = rc_format_count (report->updated);
  g_autofree char *changed = rc_format_count (n_changed_since);
  g_autofree char *removes = g_strdup_printf (ngettext ("Removes %s record.", "Removes %s records.", (gulong) report->added), added);
  g_autofree char *restores =
      g_strdup_printf (ngettext ("Restores %s record.", "Restores %s records.", (gulong) report->updated), updated);
  g_autofree char *leaves =
      g_strdup_printf (ngettext ("%s of them was changed again since and is left alone.",
                                 "%s of them were changed again since and are left alone.", n_changed_since),
                       changed);
  g_autoptr (GStrvBuilder) said = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;

  if (report->added > 0 || report->updated == 0)
    g_strv_builder_add (said, removes);
  if (report->updated > 0)
    g_strv_builder_add (said, restores);
  if (n_changed_since > 0)
    g_strv_builder_add (said, leaves);
  sentences = g_strv_builder_end (said);
  return g_strjoinv (" ", sentences);
}

const char *
rc_undo_report_get_word (const RcUndoReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  return report->kept > 0 ? _ ("It was changed again since, and was left alone.") : _ ("Taken back.");
}

char *
rc_undo_report_dup_words (const RcUndoReport *report)
{
  /* Translators: what an undo did, each with its number. */
  return g_strdup_printf (_ ("Removed: %u. Restored: %u. Changed again since, and left alone: %u."), report->removed, report->restored,
                          report->kept);
}

char *
rc_import_report_dup_text (const char *name, const RcImportReport *report)
{
  g_autofree char *counts = rc_import_report_dup_words (report);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n%s\n", name, counts);
  for (guint i = 0; i < report->problems->len; i++)
    {
      g_autofree char *line = rc_problem_to_string (g_ptr_array_index (report->problems, i));

      g_string_append_printf (text, "%s%s\n", i == 0 ? "\n" : "", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
