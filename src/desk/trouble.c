/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that says why there is no catalogue to work in, and what to do. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/database.h"
#include "desk/trouble.h"

#include <glib/gi18n.h>

typedef struct
{
  RcCatalogueError code;
  const char *title, *remedy;
} RcTrouble;

static const RcTrouble troubles[] = {
  { RC_CATALOGUE_ERROR_MISSING, N_ ("There is no catalogue in this folder"),
    N_ ("Choose another folder when you start the desk, or make a new catalogue here.") },
  { RC_CATALOGUE_ERROR_TOO_NEW, N_ ("This catalogue needs a newer version of the desk"),
    N_ ("It was made by a newer version of this program. Update the program; nothing in the catalogue was touched.") },
  { RC_CATALOGUE_ERROR_NOT_ONE, N_ ("The file in this folder is not a catalogue"),
    N_ ("Nothing was written to it. Look for the folder that holds the catalogue, or restore a backup.") },
  { RC_CATALOGUE_ERROR_READ_ONLY, N_ ("You may not write to this catalogue"),
    N_ ("Ask the administrator to let you write in its folder. Visitors can go on reading.") },
  { RC_CATALOGUE_ERROR_NO_SPACE, N_ ("The disk is full"), N_ ("Make room on the disk. The catalogue is as it was.") },
  { RC_CATALOGUE_ERROR_CORRUPT, N_ ("The catalogue is damaged"),
    N_ ("Nothing was written to it. Ask the administrator to check it, or to restore the last backup.") },
  { RC_CATALOGUE_ERROR_BUSY, N_ ("The catalogue is in use"), N_ ("Another program is writing to it for a long time. Wait a little.") },
};

static const RcTrouble *
find_trouble (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (g_error_matches (error, RC_CATALOGUE_ERROR, (int) troubles[i].code))
      return &troubles[i];
  return NULL;
}

gboolean
rc_trouble_show (AdwStatusPage *page, const char *folder, const GError *error)
{
  const RcTrouble *trouble = find_trouble (error);
  gboolean missing = trouble != NULL && trouble->code == RC_CATALOGUE_ERROR_MISSING;
  g_autofree char *shown = g_filename_display_name (folder);
  /* Where it is; and why, where the title does not say it. */
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", trouble != NULL ? _ (trouble->remedy) : _ ("Nothing in it was changed."),
                                           trouble != NULL ? shown : error->message);
  g_autofree char *plain = g_markup_escape_text (text, -1);

  adw_status_page_set_title (page, trouble != NULL ? _ (trouble->title) : _ ("The catalogue cannot be opened"));
  adw_status_page_set_description (page, plain);
  return missing;
}
