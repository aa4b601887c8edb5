/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of a record, and the 852 (or Koha's 952) fields that hold them. */
#define G_LOG_DOMAIN "rc-record"

#include "record/copy.h"

#include "record/description-private.h"

#include <string.h>

/* Which subfields of a field hold what. The first code of each is the one we write. */
typedef struct
{
  const char *tag;
  const char *shelfmark;
  const char *barcode;
  const char *location;
  const char *note;
} Layout;

static const Layout standard = { "852", "hkim", "p", "bc", "z" };
static const Layout koha = { "952", "o", "p", "bc", "z" };
static const Layout koha_unimarc = { "995", "k", "f", "bce", "u" };
static const Layout rusmarc = { "899", "hij", "p", "abc", "z" };

const char *
rc_copy_status_to_string (RcCopyStatus status)
{
  switch (status)
    {
    case RC_COPY_ON_LOAN:
      return "on loan";
    case RC_COPY_MISSING:
      return "missing";
    case RC_COPY_IN_REPAIR:
      return "in repair";
    case RC_COPY_ON_SHELF:
    default:
      return "on shelf";
    }
}

RcCopy *
rc_copy_new (void)
{
  return g_new0 (RcCopy, 1);
}

RcCopy *
rc_copy_copy (const RcCopy *self)
{
  RcCopy *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (RcCopy, 1);
  copy->barcode = g_strdup (self->barcode);
  copy->shelfmark = g_strdup (self->shelfmark);
  copy->location = g_strdup (self->location);
  copy->status = self->status;
  copy->due = g_strdup (self->due);
  copy->note = g_strdup (self->note);
  return copy;
}

void
rc_copy_free (RcCopy *self)
{
  if (self == NULL)
    return;
  g_free (self->barcode);
  g_free (self->shelfmark);
  g_free (self->location);
  g_free (self->due);
  g_free (self->note);
  g_free (self);
}

static char *
dup_text (const RcMarcField *field, const char *codes)
{
  g_autofree char *text = rc_marc_field_dup_subfields (field, codes, " ");

  if (text == NULL)
    return NULL;
  g_strstrip (text);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static char *
dup_first (const RcMarcField *field, const char *codes)
{
  g_autofree char *text = rc_marc_field_dup_subfield (field, codes[0]);

  if (text == NULL)
    return NULL;
  g_strstrip (text);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* NULL when the field names no copy, only a library that holds the work. */
static RcCopy *
read_copy (const RcMarcField *field, const Layout *layout)
{
  g_autoptr (RcCopy) copy = rc_copy_new ();

  copy->shelfmark = dup_text (field, layout->shelfmark);
  copy->barcode = dup_first (field, layout->barcode);
  copy->location = dup_text (field, layout->location);
  copy->note = dup_text (field, layout->note);
  if (copy->shelfmark == NULL && copy->barcode == NULL && copy->location == NULL)
    return NULL;
  return g_steal_pointer (&copy);
}

static void
read_copies (const RcMarc *marc, const Layout *layout, GPtrArray *copies)
{
  for (int i = rc_marc_find (marc, layout->tag, 0); i >= 0; i = rc_marc_find (marc, layout->tag, i + 1))
    {
      RcCopy *copy = read_copy (rc_marc_get_field (marc, i), layout);

      if (copy != NULL)
        g_ptr_array_add (copies, copy);
    }
}

static gboolean
has_barcode (GPtrArray *copies)
{
  for (guint i = 0; i < copies->len; i++)
    if (((const RcCopy *) g_ptr_array_index (copies, i))->barcode != NULL)
      return TRUE;
  return FALSE;
}

/* The copies in a field of another system, where the standard one has none, or only says where the work is. */
static void
read_koha (const RcMarc *marc, GPtrArray *copies)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);

  if (rc_marc_find (marc, koha.tag, 0) < 0 || has_barcode (copies))
    return;
  read_copies (marc, &koha, others);
  if (copies->len > 0 && !has_barcode (others))
    return;
  g_ptr_array_set_size (copies, 0);
  g_ptr_array_extend_and_steal (copies, g_steal_pointer (&others));
}

GPtrArray *
rc_copies_from_marc (const RcMarc *marc)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);

  g_return_val_if_fail (marc != NULL, copies);

  read_copies (marc, &standard, copies);
  read_koha (marc, copies);
  if (copies->len == 0 && rc_marc_is_unimarc (marc))
    {
      read_copies (marc, &koha_unimarc, copies);
      read_copies (marc, &rusmarc, copies);
    }
  return copies;
}

static void
append_subfield (GString *data, char code, const char *value, gssize length)
{
  g_string_append_c (data, RC_MARC_SUBFIELD);
  g_string_append_c (data, code);
  g_string_append_len (data, value, length);
}

/* One thing a copy says, while a field is written: done once it stands in the field. */
typedef struct
{
  const char *codes;
  const char *value; /* (nullable) */
  gboolean same;     /* as it stands already: its subfields stay as they are */
  gboolean done;
} Part;

static Part *
find_part (Part *parts, guint n_parts, char code)
{
  for (guint i = 0; i < n_parts; i++)
    if (strchr (parts[i].codes, code) != NULL)
      return &parts[i];
  return NULL;
}

/* The data of a field that says the copy. Where there is a field, what we do not know of it stays. */
static GString *
write_copy (const RcCopy *copy, const RcMarcField *field)
{
  g_autoptr (RcCopy) old = field != NULL ? read_copy (field, &standard) : NULL;
  g_autoptr (GString) data = g_string_new (NULL);
  Part parts[] = {
    { standard.location, copy->location, old != NULL && g_strcmp0 (copy->location, old->location) == 0, FALSE },
    { standard.shelfmark, copy->shelfmark, old != NULL && g_strcmp0 (copy->shelfmark, old->shelfmark) == 0, FALSE },
    { standard.barcode, copy->barcode, old != NULL && g_strcmp0 (copy->barcode, old->barcode) == 0, FALSE },
    { standard.note, copy->note, old != NULL && g_strcmp0 (copy->note, old->note) == 0, FALSE },
  };
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  g_string_append_c (data, field != NULL ? rc_marc_field_get_indicator (field, 1) : '8');
  g_string_append_c (data, field != NULL ? rc_marc_field_get_indicator (field, 2) : ' ');
  if (field != NULL)
    {
      rc_marc_subfield_iter_init (&iter, field);
      while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
        {
          Part *part = find_part (parts, G_N_ELEMENTS (parts), code);

          if (part == NULL || part->same)
            append_subfield (data, code, value, length);
          else if (!part->done && part->value != NULL)
            append_subfield (data, part->codes[0], part->value, -1);
          if (part != NULL)
            part->done = TRUE;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!parts[i].done && parts[i].value != NULL)
      append_subfield (data, parts[i].codes[0], parts[i].value, -1);
  return g_steal_pointer (&data);
}

/* Where the next 852 goes: after the last one, else before the first field with a greater tag. */
static guint
place_of_next (const RcMarc *marc)
{
  guint n_fields = rc_marc_get_n_fields (marc);

  for (guint i = n_fields; i > 0; i--)
    if (g_str_equal (rc_marc_get_field (marc, i - 1)->tag, standard.tag))
      return i;
  for (guint i = 0; i < n_fields; i++)
    if (strcmp (rc_marc_get_field (marc, i)->tag, standard.tag) > 0)
      return i;
  return n_fields;
}

void
rc_copies_to_marc (GPtrArray *copies, RcMarc *marc)
{
  guint done = 0;

  g_return_if_fail (copies != NULL && marc != NULL);

  for (int i = rc_marc_find (marc, standard.tag, 0); i >= 0; i = rc_marc_find (marc, standard.tag, i))
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      g_autoptr (RcCopy) old = read_copy (field, &standard);

      if (old != NULL && done == copies->len)
        {
          rc_marc_remove_field (marc, i);
          continue;
        }
      if (old != NULL)
        {
          g_autoptr (GString) data = write_copy (g_ptr_array_index (copies, done++), field);

          rc_marc_replace_field (marc, i, data->str, data->len);
        }
      i++;
    }
  for (; done < copies->len; done++)
    {
      g_autoptr (GString) data = write_copy (g_ptr_array_index (copies, done), NULL);

      rc_marc_insert_field (marc, place_of_next (marc), standard.tag, data->str, data->len);
    }
}
