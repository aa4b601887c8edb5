/* SPDX-License-Identifier: GPL-3.0-or-later */
/* disc names. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "catalogue/disc-names.h"
#include "catalogue/discs.h"
#include "disc/names.h"
#include "import/disc-rename.h"

#define MAX_SHOWN 12

/* How some names look in one character set. */
static void
print_names (RcAdmin *admin, const RcDiscRow *disc, const char *charset, GPtrArray *raw)
{
  gboolean chosen = g_strcmp0 (disc->names, charset) == 0;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!admin->json)
    rc_print ("%s%s\n", charset, chosen ? " (chosen)" : "");
  json_builder_begin_object (builder);
  rc_json_add_string (builder, "encoding", charset);
  json_builder_set_member_name (builder, "chosen");
  json_builder_add_boolean_value (builder, chosen);
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (guint i = 0; i < raw->len; i++)
    {
      g_autofree char *name = rc_disc_names_decode (charset, g_ptr_array_index (raw, i));

      json_builder_add_string_value (builder, name);
      if (!admin->json)
        rc_print ("    %s\n", name);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (admin->json)
    rc_print_builder (builder);
}

int
rc_command_disc_names (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *encoding = NULL;
  const GOptionEntry entries[] = {
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, "Read them in this character set from now on", "E" },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID", entries, 1, 1, error);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcDiscRow) disc = NULL;
  g_autoptr (GPtrArray) raw = NULL;
  gint64 id;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  id = rc_admin_parse_id (operands[0], error);
  db = id != 0 ? rc_admin_open (admin, encoding != NULL ? RC_DATABASE_WRITE : RC_DATABASE_READ, error) : NULL;
  if (db == NULL || (encoding != NULL && !rc_disc_rename (db, id, encoding, error)))
    return RC_EXIT_FAILED;
  disc = rc_discs_get (db, id, error);
  raw = disc != NULL ? rc_discs_list_raw_names (db, id, MAX_SHOWN, error) : NULL;
  if (raw == NULL)
    return RC_EXIT_FAILED;
  for (const char *const *charset = rc_disc_names_get_all (); raw->len > 0 && *charset != NULL; charset++)
    if (encoding == NULL || g_strcmp0 (disc->names, *charset) == 0)
      print_names (admin, disc, *charset, raw);
  return RC_EXIT_DONE;
}
