/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mapped file: what is read at once is checked at once, the rest where it is used. */
#define G_LOG_DOMAIN "rc-search"

#include "search/index-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "search/guard.h"

/* Lists that take more than some pages. */
#define LONG_LIST_BYTES (8 * RC_INDEX_ALIGN)

static const guint list_columns[RC_N_LISTS] = {
  [RC_LIST_ALL] = RC_IN_ALL,
  [RC_LIST_MOST] = RC_IN_MOST,
  [RC_LIST_TITLE] = RC_IN_TITLE,
  [RC_LIST_OTHER_TITLES] = RC_IN_OTHER_TITLES,
  [RC_LIST_PEOPLE] = RC_IN_PEOPLE,
  [RC_LIST_SUBJECTS] = RC_IN_SUBJECTS,
  [RC_LIST_IDENTIFIERS] = RC_IN_IDENTIFIERS,
};

/* Too large to be read whenever the file is opened: whatever stands in them is checked where it is used. */
static gboolean
is_large (RcSection section)
{
  switch (section)
    {
    case RC_SECTION_LISTS:
    case RC_SECTION_TERM_TEXT:
    case RC_SECTION_TERMS:
    case RC_SECTION_REFS:
    case RC_SECTION_ROWS:
    case RC_SECTION_OVERFLOW:
    case RC_SECTION_AGES:
    case RC_SECTION_AGE_ORDER:
    case RC_SECTION_TITLE_TEXT:
    case RC_SECTION_TITLE_STARTS:
    case RC_SECTION_TITLE_ORDER:
    case RC_SECTION_TITLE_RANKS:
    case RC_SECTION_COUNT_BYTES:
      return TRUE;
    default:
      return FALSE;
    }
}

guint
rc_list_kind_get_columns (RcListKind kind)
{
  return list_columns[kind];
}

guint64
rc_index_checksum (guint64 before, const void *bytes, gsize n_bytes)
{
  const guint8 *at = bytes;
  guint64 sum = before;

  for (; n_bytes >= 8; at += 8, n_bytes -= 8)
    {
      guint64 word;

      memcpy (&word, at, sizeof word);
      sum = (sum ^ word) * 0xff51afd7ed558ccdu;
      sum ^= sum >> 29;
    }
  for (; n_bytes > 0; at++, n_bytes--)
    sum = (sum ^ *at) * 0x100000001b3u;
  return sum;
}

static gboolean
set_damaged (GError **error, const char *path, const char *what)
{
  g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED, "The search index %s is damaged: %s", path, what);
  return FALSE;
}

/* The file was opened as one that is read here and there: what the system would read besides is in the way of the first
 * question. Small sections are read now; along these a question may go. */
static void
expect_questions (const RcIndexFile *self, RcSection section)
{
  const RcSectionPlace *place = &self->header->sections[section];
  gboolean along = section == RC_SECTION_ROWS || section == RC_SECTION_AGES || section == RC_SECTION_AGE_ORDER
                   || section == RC_SECTION_TITLE_ORDER || section == RC_SECTION_TITLE_RANKS;

  if (place->n_bytes > 0 && (along || !is_large (section)))
    madvise (self->map + place->offset, place->n_bytes, along ? MADV_NORMAL : MADV_WILLNEED);
}

static gboolean
check_section (const RcIndexFile *self, RcSection section)
{
  const RcSectionPlace *place = &self->header->sections[section];

  return rc_index_checksum (RC_CHECKSUM_BEGIN, self->map + place->offset, place->n_bytes) == place->checksum;
}

static gboolean
check_header (const RcIndexFile *self, const char *path, GError **error)
{
  const RcIndexHeader *header = self->header;

  if (memcmp (header->magic, RC_INDEX_MAGIC, sizeof header->magic) != 0)
    return set_damaged (error, path, "it is no index");
  if (header->format != RC_INDEX_FORMAT || header->byte_order != RC_INDEX_BYTE_ORDER)
    return set_damaged (error, path, "it is of another version or machine");
  if (rc_index_checksum (RC_CHECKSUM_BEGIN, header, G_STRUCT_OFFSET (RcIndexHeader, checksum)) != header->checksum)
    return set_damaged (error, path, "its header is not what was written");
  if (header->text_version != RC_TEXT_VERSION)
    return set_damaged (error, path, "its words are those of another version");
  if (memcmp (self->map + self->n_bytes - RC_INDEX_ALIGN, header, sizeof *header) != 0)
    return set_damaged (error, path, "it is cut off");
  for (guint i = 0; i < RC_N_SECTIONS; i++)
    {
      const RcSectionPlace *place = &header->sections[i];

      if (place->offset % RC_INDEX_ALIGN != 0 || place->offset > self->n_bytes
          || place->n_bytes > self->n_bytes - place->offset)
        return set_damaged (error, path, "it is cut off");
      expect_questions (self, (RcSection) i);
      if (!is_large ((RcSection) i) && !check_section (self, (RcSection) i))
        return set_damaged (error, path, "a part of it is not what was written");
    }
  return TRUE;
}

/* Where a section begins; `n_items` of `size` bytes each (nullable). */
static const void *
get_section (const RcIndexFile *self, RcSection section, gsize size, gsize *n_items)
{
  const RcSectionPlace *place = &self->header->sections[section];

  if (n_items != NULL)
    *n_items = place->n_bytes / size;
  return self->map + place->offset;
}

static gboolean
has_items (const RcIndexFile *self, RcSection section, gsize size, guint64 n_items)
{
  return self->header->sections[section].n_bytes / size >= n_items;
}

static gboolean
set_keys (RcIndexFile *self, RcKeys *keys, RcSection text, RcSection starts, guint64 n_keys)
{
  gsize n_starts;

  keys->text = get_section (self, text, 1, &keys->n_bytes);
  keys->starts = get_section (self, starts, sizeof (guint32), &n_starts);
  keys->n_keys = (guint32) n_keys;
  return n_starts >= (n_keys + 15) / 16;
}

/* A text ends inside its section. */
static gboolean
is_text (const char *text, gsize n_bytes)
{
  return n_bytes > 0 && text[n_bytes - 1] == '\0';
}

static gboolean
set_sections (RcIndexFile *self)
{
  const RcIndexHeader *header = self->header;
  gsize n_terms, n_prefixes, n_values;

  self->lists = get_section (self, RC_SECTION_LISTS, 1, &self->lists_bytes);
  self->term_entries = get_section (self, RC_SECTION_TERMS, sizeof (RcTermEntry), &n_terms);
  self->prefix_entries = get_section (self, RC_SECTION_PREFIXES, sizeof (RcTermEntry), &n_prefixes);
  self->refs = get_section (self, RC_SECTION_REFS, sizeof (RcListRef), &self->n_refs);
  self->rows = get_section (self, RC_SECTION_ROWS, 1, NULL);
  self->overflow = get_section (self, RC_SECTION_OVERFLOW, sizeof (guint32), &self->n_overflow);
  self->common = get_section (self, RC_SECTION_COMMON, 1, NULL);
  self->ages = get_section (self, RC_SECTION_AGES, 1, NULL);
  self->age_order = get_section (self, RC_SECTION_AGE_ORDER, 1, NULL);
  self->title_order = get_section (self, RC_SECTION_TITLE_ORDER, 1, NULL);
  self->title_ranks = get_section (self, RC_SECTION_TITLE_RANKS, 1, NULL);
  self->grants = get_section (self, RC_SECTION_GRANTS, sizeof (RcGrantEntry), &self->n_grants);
  self->closings = get_section (self, RC_SECTION_CLOSINGS, 1, &self->closings_bytes);
  self->values = get_section (self, RC_SECTION_VALUES, sizeof (RcValueEntry), &n_values);
  self->value_text = get_section (self, RC_SECTION_VALUE_TEXT, 1, &self->value_text_bytes);
  self->counts = get_section (self, RC_SECTION_COUNTS, sizeof (RcCountEntry), &self->n_counts);
  self->count_bytes = get_section (self, RC_SECTION_COUNT_BYTES, 1, &self->n_count_bytes);
  return n_terms <= G_MAXUINT32 && n_prefixes <= G_MAXUINT32
         && set_keys (self, &self->terms, RC_SECTION_TERM_TEXT, RC_SECTION_TERM_STARTS, n_terms)
         && set_keys (self, &self->prefixes, RC_SECTION_PREFIX_TEXT, RC_SECTION_PREFIX_STARTS, n_prefixes)
         && set_keys (self, &self->titles, RC_SECTION_TITLE_TEXT, RC_SECTION_TITLE_STARTS, header->n_records)
         && has_items (self, RC_SECTION_ROWS, sizeof (RcRow), (guint64) header->highest_id + 1)
         && has_items (self, RC_SECTION_COMMON, sizeof (guint32), RC_N_COMMON)
         && has_items (self, RC_SECTION_AGES, sizeof (guint64), (guint64) header->highest_id + 1)
         && has_items (self, RC_SECTION_TITLE_RANKS, sizeof (guint32), (guint64) header->highest_id + 1)
         && has_items (self, RC_SECTION_AGE_ORDER, sizeof (guint32), header->n_records)
         && has_items (self, RC_SECTION_TITLE_ORDER, sizeof (guint32), header->n_records) && n_values >= header->n_values
         && is_text (self->closings, self->closings_bytes) && is_text (self->value_text, self->value_text_bytes);
}

RcIndexFile *
rc_index_file_open_fd (int fd, const char *path, GError **error)
{
  g_autoptr (RcIndexFile) self = g_new0 (RcIndexFile, 1);
  struct stat status;
  void *map = MAP_FAILED;

  g_atomic_ref_count_init (&self->ref_count);
  if (fstat (fd, &status) == 0 && status.st_size >= 2 * (off_t) RC_INDEX_ALIGN && status.st_size % RC_INDEX_ALIGN == 0)
    map = mmap (NULL, (size_t) status.st_size, PROT_READ, MAP_SHARED, fd, 0);
  close (fd);
  if (map == MAP_FAILED)
    {
      set_damaged (error, path, "it is too short");
      return NULL;
    }
  self->map = map;
  self->n_bytes = (gsize) status.st_size;
  if (!rc_guard_watch (self->map, self->n_bytes, &self->broken))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_MFILE, "Cannot open %s: too many files are open", path);
      return NULL;
    }
  madvise (map, self->n_bytes, MADV_RANDOM);
  self->header = g_memdup2 (map, sizeof *self->header);
  if (!check_header (self, path, error))
    return NULL;
  if (!set_sections (self) || rc_index_file_is_broken (self))
    {
      set_damaged (error, path, "its parts do not fit each other");
      return NULL;
    }
  return g_steal_pointer (&self);
}

RcIndexFile *
rc_index_file_open (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "Cannot open %s: %s", path, g_strerror (code));
      return NULL;
    }
  return rc_index_file_open_fd (fd, path, error);
}

RcIndexFile *
rc_index_file_ref (RcIndexFile *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rc_index_file_unref (RcIndexFile *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->map != NULL)
    rc_guard_unmap (self->map, self->n_bytes);
  g_free (self->header);
  g_free (self);
}

gboolean
rc_index_file_is_broken (const RcIndexFile *self)
{
  return g_atomic_int_get (&self->broken);
}

static gboolean
check_lists (const RcIndexFile *self)
{
  g_autoptr (RcBits) bits = rc_bits_new (self->header->highest_id);

  for (gsize i = 0; i < self->n_refs; i++)
    if (!rc_index_file_add_list (self, &self->refs[i], bits))
      return FALSE;
  for (gsize i = 0; i < self->header->n_values; i++)
    if (!rc_index_file_add_list (self, &self->values[i].records, bits))
      return FALSE;
  return rc_index_file_add_list (self, &self->header->all, bits) && rc_bits_count (bits) == self->header->n_records;
}

gboolean
rc_index_file_check_sums (const RcIndexFile *self, GError **error)
{
  /* All of it is read from here on. */
  madvise (self->map, self->n_bytes, MADV_NORMAL);
  for (guint i = 0; i < RC_N_SECTIONS; i++)
    if (!check_section (self, (RcSection) i))
      return set_damaged (error, "file", "a part of it is not what was written");
  return TRUE;
}

gboolean
rc_index_file_check (const RcIndexFile *self, GError **error)
{
  return rc_index_file_check_sums (self, error)
         && (check_lists (self) || set_damaged (error, "file", "a list points outside of it"));
}

gboolean
rc_index_file_get_list (const RcIndexFile *self, const RcTermEntry *entry, RcListKind kind, RcListRef *list)
{
  guint bit = 1u << kind;
  gsize at;

  if ((entry->same & bit) != 0)
    bit = 1u << RC_LIST_ALL;
  if ((entry->stored & bit) == 0)
    return FALSE;
  at = entry->first + (gsize) __builtin_popcount (entry->stored & (bit - 1));
  if (at >= self->n_refs)
    return FALSE;
  *list = self->refs[at];
  return TRUE;
}

/* All of a long list is wanted at once. */
static void
fetch_list (const RcIndexFile *self, const RcListRef *list)
{
  guint64 begin = (guint64) list->place * RC_LIST_ALIGN / RC_INDEX_ALIGN * RC_INDEX_ALIGN;
  guint64 end = (guint64) list->place * RC_LIST_ALIGN + list->n_bytes;

  if (list->n_bytes >= LONG_LIST_BYTES && end <= self->lists_bytes)
    madvise ((void *) (self->lists + begin), end - begin, MADV_WILLNEED);
}

gboolean
rc_index_file_add_list (const RcIndexFile *self, const RcListRef *list, RcBits *bits)
{
  return rc_index_file_add_list_within (self, list, NULL, bits);
}

gboolean
rc_index_file_add_list_within (const RcIndexFile *self, const RcListRef *list, const RcBits *within, RcBits *bits)
{
  fetch_list (self, list);
  return rc_list_add_to_bits (self->lists, self->lists_bytes, list, within, bits);
}

gboolean
rc_index_file_count_list (const RcIndexFile *self, const RcListRef *list, const RcBits *within, guint64 *n)
{
  fetch_list (self, list);
  return rc_list_count_within (self->lists, self->lists_bytes, list, within, n);
}

const char *
rc_index_file_get_value (const RcIndexFile *self, guint32 value, RcValues *values)
{
  const RcValueEntry *entry = &self->values[value];

  *values = (RcValues) (entry->values % RC_N_VALUES);
  return entry->text < self->value_text_bytes ? self->value_text + entry->text : "";
}

const RcCountEntry *
rc_index_file_find_counts (const RcIndexFile *self, const RcListRef *list)
{
  gsize low = 0, high = self->n_counts;

  if (list->n_ids <= 1)
    return NULL;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->counts[middle].place < list->place)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == self->n_counts || self->counts[low].place != list->place || self->counts[low].first > self->n_count_bytes
      || self->counts[low].n_bytes > self->n_count_bytes - self->counts[low].first)
    return NULL;
  return &self->counts[low];
}

static guint32
read_number (const guint8 **at, const guint8 *end)
{
  guint32 number = 0;

  for (guint shift = 0; *at < end && shift < 35; shift += 7)
    {
      guint8 byte = *(*at)++;

      number |= (guint32) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        break;
    }
  return number;
}

void
rc_index_file_read_counts (const RcIndexFile *self, const RcCountEntry *counts, guint32 *n, guint32 n_values)
{
  const guint8 *at = self->count_bytes + counts->first, *end = at + counts->n_bytes;
  guint64 value = 0;

  while (at < end)
    {
      guint32 count;

      value += read_number (&at, end);
      count = read_number (&at, end);
      if (value < n_values)
        n[value] = count;
    }
}

guint
rc_index_file_get_row (const RcIndexFile *self, guint32 id, guint32 *values, const guint32 **more, guint32 *n_more)
{
  const RcRow *row = &self->rows[id];
  guint n = 0, first = 0;

  *more = NULL;
  *n_more = 0;
  for (guint i = 0; i < RC_ROW_SHORTS; i++)
    if (row->shorts[i] != 0)
      values[n++] = self->common[row->shorts[i]];
  if (row->slots[0] == RC_ROW_OVERFLOWS)
    {
      gsize at = row->slots[1] | (gsize) row->slots[2] << 16;

      first = RC_ROW_SLOTS_OF_OVERFLOW;
      if (at < self->n_overflow && self->overflow[at] <= self->n_overflow - at - 1)
        {
          *n_more = self->overflow[at];
          *more = self->overflow + at + 1;
        }
    }
  for (guint i = first; i < RC_ROW_SLOTS; i++)
    if (row->slots[i] != 0)
      values[n++] = row->slots[i];
  return n;
}
