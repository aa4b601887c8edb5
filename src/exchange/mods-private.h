/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the reader of MODS share. Each part takes out of its element what MARC has a place for; what is left
 * in the element afterwards stays with the record as it is. */
#pragma once

#include "exchange/reader.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

#define RC_MODS_SPACE "http://www.loc.gov/mods/v3"
#define RC_MODS_WORD "mods" /* 887 $2 */

typedef struct
{
  RcMarc *marc;
  RcReaderItem *item;
  char fixed[41];        /* 008 */
  char type, level;      /* leader/06, leader/07 */
  gboolean has_title, has_main_name, has_host, has_date;
  char *responsibility;  /* (owned) (nullable) 245 $c */
  GString *languages;    /* (owned) 041, which stays away where it would say no more than 008 */
} RcMods;

/* A part reads the children of the element it knows and takes them away. FALSE: the element itself is none of what it reads. */
typedef gboolean (*RcModsPart) (RcMods *self, xmlNode *node);

gboolean rc_mods_read_title (RcMods *self, xmlNode *node);
gboolean rc_mods_read_name (RcMods *self, xmlNode *node);
gboolean rc_mods_read_origin (RcMods *self, xmlNode *node);
gboolean rc_mods_read_description (RcMods *self, xmlNode *node);
gboolean rc_mods_read_subject (RcMods *self, xmlNode *node);
gboolean rc_mods_read_classification (RcMods *self, xmlNode *node);
gboolean rc_mods_read_related (RcMods *self, xmlNode *node);
gboolean rc_mods_read_identifier (RcMods *self, xmlNode *node);
gboolean rc_mods_read_location (RcMods *self, xmlNode *node);
gboolean rc_mods_read_note (RcMods *self, xmlNode *node);
gboolean rc_mods_read_record_info (RcMods *self, xmlNode *node);

gboolean rc_mods_is (const xmlNode *node, const char *name);
xmlNode *rc_mods_find (const xmlNode *node, const char *name);
/* (transfer full) (nullable): without blanks around, blanks within it made one each; NULL when it is empty. */
char *rc_mods_dup_text (const xmlNode *node);
char *rc_mods_dup_attribute (const xmlNode *node, const char *name);
gboolean rc_mods_has (const xmlNode *node, const char *attribute, const char *value);
void rc_mods_remove (xmlNode *node);
/* The text of the first child with the name, and where `attribute` is given with this value of it (NULL: without it); the
 * child is removed. */
char *rc_mods_take (xmlNode *node, const char *name);
char *rc_mods_take_with (xmlNode *node, const char *name, const char *attribute, const char *value);
/* Removes children that hold nothing any more. */
void rc_mods_tidy (xmlNode *node);

/* The heading of a name and its date; both (transfer full) (nullable). Takes what it reads. */
char *rc_mods_take_heading (xmlNode *name, char **date);
/* Title with what stands before and behind it: "The silk road: a history"; NULL when there is none. Takes what it reads. */
char *rc_mods_take_whole_title (xmlNode *node);

/* Kinds of note and their fields, ended by a NULL type. */
typedef struct
{
  const char *type, *tag, *indicators;
} RcModsNote;
extern const RcModsNote rc_mods_notes[];

/* Parts that may be in another language, and their subfields of 041, ended by NULL. */
typedef struct
{
  const char *part, *code;
} RcModsPartLanguage;
extern const RcModsPartLanguage rc_mods_part_languages[];

/* Types of things: word, and leader/06 of it. */
typedef struct
{
  const char *word;
  char type;
} RcModsType;
extern const RcModsType rc_mods_types[];

/* Systems of classification and authorities of subjects, ended by NULL. */
typedef struct
{
  const char *authority, *tag, *indicators;
} RcModsScheme;
extern const RcModsScheme rc_mods_schemes[];

/* Related things: type, field, and what 787 says of the relation. */
typedef struct
{
  const char *type, *tag, *indicators, *relation;
} RcModsRelation;
extern const RcModsRelation rc_mods_relations[];

/* The second indicator of 6XX for an authority of subjects ('7': it is named in $2), and back. */
char rc_mods_subject_indicator (const char *authority);
const char *rc_mods_subject_authority (char indicator);

G_END_DECLS
