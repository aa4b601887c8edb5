/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kind and material as people meet them: one group with a word, an icon and a colour, the same everywhere. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/group.h"

#include <glib/gi18n.h>

static const RcGroup groups[] = {
  { "", N_("Document"), N_("Documents"), "x-office-document-symbolic", "report", 0x10766d, 0x084842 },
  { "book", N_("Book"), N_("Books"), "view-dual-symbolic", "book", 0x1367b0, 0x0a3f73 },
  { "booklet", N_("Booklet"), N_("Booklets"), "view-dual-symbolic", "book", 0x1367b0, 0x0a3f73 },
  { "report", N_("Report"), N_("Reports"), "x-office-document-symbolic", "report", 0x10766d, 0x084842 },
  { "serial", N_("Journal"), N_("Journals"), "x-office-address-book-symbolic", "journal", 0x8f3a78, 0x571d48 },
  { "article", N_("Article"), N_("Articles"), "text-x-generic-symbolic", "article", 0x52606e, 0x2b353f },
  { "poster", N_("Poster"), N_("Posters"), "mark-location-symbolic", "map", 0x945a0a, 0x5a3400 },
  { "map", N_("Map"), N_("Maps"), "mark-location-symbolic", "map", 0x945a0a, 0x5a3400 },
  { "video", N_("Video"), N_("Videos"), "video-x-generic-symbolic", "video", 0xa53050, 0x6b152d },
  { "sound", N_("Sound recording"), N_("Sound recordings"), "audio-x-generic-symbolic", "video", 0xa53050, 0x6b152d },
  { "kit", N_("Teaching kit"), N_("Teaching kits"), "view-grid-symbolic", "article", 0x52606e, 0x2b353f },
  { "website", N_("Website"), N_("Websites"), "network-workgroup-symbolic", "article", 0x52606e, 0x2b353f },
  { "disc", N_("Disc"), N_("Discs"), "media-optical-symbolic", "disc", 0x5a4fb0, 0x332a73 },
  { "file", N_("File on a disc"), N_("Files on discs"), "media-optical-symbolic", "disc", 0x5a4fb0, 0x332a73 },
  { "grant", N_("Grant"), N_("Grants"), "starred-symbolic", "grant", 0x3b7a26, 0x1f4711 },
};

const RcGroup *
rc_group_find (const char *name)
{
  g_return_val_if_fail (name != NULL, &groups[0]);

  for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i].name, name))
      return &groups[i];
  return &groups[0];
}

const RcGroup *
rc_group_of (RcKind kind, RcMaterial material)
{
  return rc_group_find (kind == RC_KIND_PUBLICATION ? rc_material_to_string (material) : rc_kind_to_string (kind));
}

const char *
rc_group_get_label (const RcGroup *self)
{
  return _(self->label);
}

const char *
rc_group_get_plural (const RcGroup *self)
{
  return _(self->plural);
}
