/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How files are read for an import, and its report. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "import/import.h"

void
rc_import_report_free (RcImportReport *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->mendings, g_ptr_array_unref);
  g_free (self);
}

RcImportWay *
rc_import_way_copy (const RcImportWay *self)
{
  RcImportWay *copy = g_new0 (RcImportWay, 1);

  copy->format = self->format;
  copy->encoding = g_strdup (self->encoding);
  copy->mapping = self->mapping != NULL ? rc_csv_mapping_copy (self->mapping) : NULL;
  return copy;
}

void
rc_import_way_free (RcImportWay *self)
{
  if (self == NULL)
    return;
  g_free (self->encoding);
  g_clear_pointer (&self->mapping, rc_csv_mapping_free);
  g_free (self);
}

static void
add_member (JsonBuilder *builder, const char *name, guint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) value);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_problem (JsonBuilder *builder, const RcProblem *problem)
{
  json_builder_begin_object (builder);
  add_text (builder, "file", problem->file);
  add_member (builder, "position", problem->position);
  add_text (builder, "control", problem->control);
  add_text (builder, "message", problem->message);
  if (problem->rejected)
    {
      json_builder_set_member_name (builder, "rejected");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
}

static void
add_file (JsonBuilder *builder, const RcImportedFile *file)
{
  g_autofree char *name = g_utf8_make_valid (file->file, -1);

  json_builder_begin_object (builder);
  add_text (builder, "file", name);
  add_text (builder, "format", rc_format_to_string (file->format));
  add_text (builder, "encoding", file->encoding);
  add_member (builder, "read", file->read);
  add_member (builder, "rejected", file->rejected);
  json_builder_end_object (builder);
}

char *
rc_import_report_to_json (const RcImportReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "import", (guint64) self->import);
  add_member (builder, "read", self->read);
  add_member (builder, "added", self->added);
  add_member (builder, "updated", self->updated);
  add_member (builder, "unchanged", self->unchanged);
  add_member (builder, "duplicates", self->duplicates);
  add_member (builder, "rejected", self->rejected);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, round (self->seconds * 1000) / 1000);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->problems->len; i++)
    add_problem (builder, g_ptr_array_index (self->problems, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; self->files != NULL && i < self->files->len; i++)
    add_file (builder, g_ptr_array_index (self->files, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
