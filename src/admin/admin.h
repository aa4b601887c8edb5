/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every command is given, and what commands have in common. */
#pragma once

#include "catalogue/database.h"
#include "exchange/format.h"

G_BEGIN_DECLS

#define RC_ADMIN_ERROR (rc_admin_error_quark ())
GQuark rc_admin_error_quark (void);
typedef enum
{
  RC_ADMIN_ERROR_USAGE,       /* the command line is wrong: exit status 2 */
  RC_ADMIN_ERROR_UNSUPPORTED, /* a format of the contract that is not there yet */
  RC_ADMIN_ERROR_FAILED,
} RcAdminError;

/* Exit statuses of the contract. */
enum
{
  RC_EXIT_DONE = 0,
  RC_EXIT_FAILED = 1,
  RC_EXIT_USAGE = 2,
  RC_EXIT_PART = 3, /* done in part; the output says what was left out */
};

typedef struct
{
  char *folder;              /* (owned) of the catalogue */
  gboolean json;
  GCancellable *cancellable; /* (owned) cancelled by SIGINT and SIGTERM */
  gboolean writes;           /* the command changes the catalogue: what it did stands even when its report cannot be printed */
} RcAdmin;

/* Runs one command: argv[0] is the last word of its name. Returns its exit status; with an error set the status is that of the error. */
typedef int (*RcCommandFunc) (RcAdmin *admin, int argc, char **argv, GError **error);

/* Parses the options of a command and returns its operands (transfer full): no fewer than `min`, no more than `max`. `operands` is
 * how the help calls them. NULL and RC_ADMIN_ERROR_USAGE. Texts are bytes as they were typed: file names need not be UTF-8. */
GStrv rc_admin_parse (int argc, char **argv, const char *operands, const GOptionEntry *entries, guint min, guint max, GError **error);

/* A usage error with this text. */
void rc_admin_set_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A positive number as ids are typed; 0 and a usage error for anything else. */
gint64 rc_admin_parse_id (const char *text, GError **error);
/* TRUE when the text is UTF-8; else a usage error. */
gboolean rc_admin_check_text (const char *text, GError **error);

/* TRUE when a command may write its output there; FALSE for the database and the files of the catalogue itself. `path` may
 * be NULL: standard output. */
gboolean rc_admin_check_output (RcAdmin *admin, const char *path, GError **error);

/* Opens the catalogue, with the command's cancellable: waits for another program that writes, and says so. */
RcDatabase *rc_admin_open (RcAdmin *admin, RcDatabaseMode mode, GError **error);

/* Which words a command takes for a format. */
typedef enum
{
  RC_WORDS_IMPORT,
  RC_WORDS_EXPORT,
  RC_WORDS_SOURCE,
} RcFormatUse;

/* The words of the contract. A word that is none of them is a usage error; one that is not there yet is UNSUPPORTED. */
gboolean rc_admin_parse_format (RcFormatUse use, const char *word, RcFormat *format, GError **error);
/* The same, where only the word is kept. */
gboolean rc_admin_check_format (RcFormatUse use, const char *word, GError **error);

/* The commands, one file each. */
int rc_command_init (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_import (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_undo (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_join (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_export (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_search (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_show (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_thesaurus_import (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_thesaurus_list (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_mapping_guess (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_mapping_add (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_mapping_list (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_mapping_show (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_mapping_remove (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_disc_add (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_disc_list (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_disc_files (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_disc_extract (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_disc_names (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_disc_collections (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_disc_import (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_disc_verify (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_document_add (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_document_list (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_document_text (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_document_index (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_document_ocr (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_document_render (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_source_add (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_source_list (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_source_remove (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_lookup (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_refresh (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_check (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_backup (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_restore (RcAdmin *admin, int argc, char **argv, GError **error);
int rc_command_stats (RcAdmin *admin, int argc, char **argv, GError **error);
/* For what the contract names and this version does not have. */
int rc_command_later (RcAdmin *admin, int argc, char **argv, GError **error);

G_END_DECLS
