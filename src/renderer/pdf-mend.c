/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF whose index is lost, or the tree of its pages: one that was cut off, above all. The bytes stay as they are; behind them is
 * written what is missing: the objects that were packed, a tree of the pages that are there, a catalogue, and an index of all. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <string.h>

#include "renderer/pdf-objects.h"
#include "renderer/pdf.h"

#define MAX_DEPTH 40
#define MAX_LOST 5000     /* pages for which there is a place, and no more */
#define MAX_KIDS 2000000  /* looked at in all, pages or not */
#define MAX_FIRST 256     /* bytes of a stream, to see whether it unpacks */
#define MAX_HEAD 1024     /* bytes before the first of the PDF itself, from where Poppler counts */

typedef struct
{
  guint32 number;
  guint32 generation;
  guint64 place;
} Row;

typedef struct
{
  RcPdfObjects *objects; /* (owned) */
  const char *start;     /* of the file, as it is counted */
  gsize size;            /* of it, from there on */
  GString *added;        /* (owned) what goes behind it */
  gsize room;            /* for objects in that */
  GArray *rows;          /* (owned) Row, of the index */
  GHashTable *children;  /* (owned) number → GArray of those that call it their parent */
  GHashTable *taken;     /* (owned) set of numbers that are in the tree */
  guint32 next;          /* number of an object */
  guint32 lost_page;     /* number of the page that stands for each of those; 0 until there is one */
  guint n_pages, n_lost; /* in the tree; the first without the second */
  guint n_kids;
} Mending;

static void
mending_clear (Mending *self)
{
  rc_pdf_objects_free (self->objects);
  g_string_free (self->added, TRUE);
  g_array_unref (self->rows);
  g_hash_table_unref (self->children);
  g_hash_table_unref (self->taken);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mending, mending_clear)

static void
append_piece (GString *text, RcPdfPiece piece)
{
  g_string_append_len (text, piece.start, piece.end - piece.start);
}

static void
begin_object (Mending *self, guint32 number, guint32 generation)
{
  const Row row = { number, generation, self->size + self->added->len };

  g_array_append_val (self->rows, row);
  g_string_append_printf (self->added, "%u %u obj ", number, generation);
}

/* The entries but for some, whose names end with a space each. */
static void
append_entries (Mending *self, RcPdfPiece dictionary, const char *left_out)
{
  RcPdfPiece inside, name, value;

  if (!rc_pdf_piece_open (dictionary, &inside))
    return;
  while (rc_pdf_piece_take_entry (&inside, &name, &value))
    {
      g_autofree char *word = g_strdup_printf (" %.*s ", (int) (name.end - name.start), name.start);

      if (strstr (left_out, word))
        continue;
      g_string_append_printf (self->added, "/%.*s ", (int) (name.end - name.start), name.start);
      append_piece (self->added, value);
      g_string_append_c (self->added, '\n');
    }
}

/* --- the objects --- */

static gboolean
knows_length (Mending *self, const RcPdfObject *object)
{
  const gint64 length = object->stream.end - object->stream.start;
  RcPdfPiece value;
  gint64 number;

  return rc_pdf_piece_find_entry (object->value, "Length", &value) &&
         rc_pdf_piece_get_number (rc_pdf_objects_resolve (self->objects, value), &number) && number <= length && number + 2 >= length;
}

static void
add_object (Mending *self, const RcPdfObject *object)
{
  const gsize size = (gsize) (object->value.end - object->value.start) + (gsize) (object->stream.end - object->stream.start);
  const Row row = { object->number, object->generation, (guint64) (object->place - self->start) };

  if (object->place && (!object->stream.start || knows_length (self, object)))
    {
      g_array_append_val (self->rows, row);
      return;
    }
  if (size > self->room)
    return;
  self->room -= size;
  begin_object (self, object->number, object->generation);
  if (!object->stream.start)
    append_piece (self->added, object->value);
  else
    {
      g_string_append_printf (self->added, "<</Length %u\n", (guint) (object->stream.end - object->stream.start));
      append_entries (self, object->value, " Length ");
      g_string_append (self->added, ">>stream\n");
      append_piece (self->added, object->stream);
      g_string_append (self->added, "\nendstream");
    }
  g_string_append (self->added, " endobj\n");
}

static gboolean
is_node (const RcPdfObject *object)
{
  RcPdfPiece kids;

  return rc_pdf_object_is_of_type (object, "Pages") || rc_pdf_piece_find_entry (object->value, "Kids", &kids);
}

static gboolean
is_page (const RcPdfObject *object)
{
  return rc_pdf_object_is_of_type (object, "Page");
}

static guint32
get_reference (const RcPdfObject *object, const char *name)
{
  RcPdfPiece value;
  guint32 number;

  return rc_pdf_piece_find_entry (object->value, name, &value) && rc_pdf_piece_get_reference (value, &number) ? number : 0;
}

static void
note_child (Mending *self, const RcPdfObject *object)
{
  const gpointer parent = GUINT_TO_POINTER (get_reference (object, "Parent"));
  GArray *children = g_hash_table_lookup (self->children, parent);

  if (!children)
    {
      children = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (self->children, parent, children);
    }
  g_array_append_val (children, object->number);
}

static void
add_objects (Mending *self)
{
  for (guint i = 0; i < self->objects->all->len; i++)
    {
      const RcPdfObject *object = &g_array_index (self->objects->all, RcPdfObject, i);

      self->next = MAX (self->next, object->number + 1);
      if (!rc_pdf_objects_is_current (self->objects, i))
        continue;
      add_object (self, object);
      if (is_page (object) || rc_pdf_object_is_of_type (object, "Pages"))
        note_child (self, object);
    }
}

/* --- the tree --- */

/* Each of them a node with its kids: of numbers, and a count. */
typedef struct
{
  GString *kids; /* (owned) */
  guint count;
} Node;

/* A page that is refused for its size: no reader mistakes it for a white one. */
static void
append_lost (Mending *self, Node *node)
{
  if (self->n_lost >= MAX_LOST)
    return;
  if (!self->lost_page)
    {
      self->lost_page = self->next++;
      begin_object (self, self->lost_page, 0);
      g_string_append (self->added, "<</Type/Page/MediaBox[0 0 1000000 1000000]>> endobj\n");
    }
  g_string_append_printf (node->kids, "%u 0 R ", self->lost_page);
  self->n_lost++;
  node->count++;
}

/* It unpacks to nothing: it is damaged from its start, or encrypted in a file that is cut off before it says so. */
static gboolean
is_noise (const RcPdfObject *object)
{
  g_autoptr (GByteArray) first = NULL;
  RcPdfPiece filter;

  if (!object->stream.start || !rc_pdf_piece_find_entry (object->value, "Filter", &filter) || !rc_pdf_piece_is (filter, "/FlateDecode"))
    return FALSE;
  first = rc_pdf_unpack (object->stream.start, (gsize) (object->stream.end - object->stream.start), MAX_FIRST);
  return first->len == 0;
}

/* None of what is drawn on it is there. */
static gboolean
has_lost_contents (Mending *self, const RcPdfObject *page)
{
  RcPdfPiece value, inside;
  guint32 number;
  gboolean has = FALSE;

  if (!rc_pdf_piece_find_entry (page->value, "Contents", &value))
    return FALSE;
  if (rc_pdf_piece_get_reference (value, &number))
    {
      const RcPdfObject *contents = rc_pdf_objects_find (self->objects, number);

      if (!contents || is_noise (contents))
        return TRUE;
      value = contents->value;
    }
  if (value.end - value.start < 2 || value.start[0] != '[' || !rc_pdf_piece_open (value, &inside))
    return FALSE;
  while (self->n_kids++ < MAX_KIDS && rc_pdf_piece_take_value (&inside, &value))
    {
      has = rc_pdf_piece_get_reference (value, &number);
      if (has && rc_pdf_objects_find (self->objects, number))
        return FALSE;
    }
  return has;
}

static void append_node (Mending *self, guint32 number, guint depth, Node *parent);

static void
append_kid (Mending *self, guint32 number, guint depth, Node *node)
{
  const RcPdfObject *object = rc_pdf_objects_find (self->objects, number);

  if (self->n_kids++ >= MAX_KIDS || !g_hash_table_add (self->taken, GUINT_TO_POINTER (number)))
    return;
  if (object ? is_node (object) : g_hash_table_contains (self->children, GUINT_TO_POINTER (number)))
    append_node (self, number, depth + 1, node);
  else if (!object || !rc_pdf_piece_is_dictionary (object->value) || has_lost_contents (self, object))
    append_lost (self, node);
  else
    {
      g_string_append_printf (node->kids, "%u %u R ", number, object->generation);
      self->n_pages++;
      node->count++;
    }
}

/* As its list of kids says, or what calls itself its child where that is lost. */
static void
append_kids (Mending *self, guint32 number, const RcPdfObject *object, guint depth, Node *node)
{
  GArray *children = g_hash_table_lookup (self->children, GUINT_TO_POINTER (number));
  RcPdfPiece value, inside;
  guint32 kid;

  if (object && rc_pdf_piece_find_entry (object->value, "Kids", &value) &&
      rc_pdf_piece_open (rc_pdf_objects_resolve (self->objects, value), &inside))
    {
      while (self->n_kids < MAX_KIDS && rc_pdf_piece_take_value (&inside, &value))
        if (rc_pdf_piece_get_reference (value, &kid))
          append_kid (self, kid, depth, node);
      return;
    }
  for (guint i = 0; children && i < children->len; i++)
    append_kid (self, g_array_index (children, guint32, i), depth, node);
}

/* What pages inherit stays with their node. */
static void
append_node (Mending *self, guint32 number, guint depth, Node *parent)
{
  const RcPdfObject *object = rc_pdf_objects_find (self->objects, number);
  Node node = { g_string_new (NULL), 0 };
  const guint n_lost = self->n_lost;
  const guint32 own = self->next++;
  RcPdfPiece count;
  gint64 n_pages;

  if (depth < MAX_DEPTH)
    append_kids (self, number, object, depth, &node);
  /* Nodes may be lost below this one, of which only it knows how many pages they had. */
  if (self->n_lost > n_lost && rc_pdf_piece_find_entry (object ? object->value : (RcPdfPiece){ "", "" }, "Count", &count) &&
      rc_pdf_piece_get_number (count, &n_pages))
    while (node.count < n_pages && self->n_lost < MAX_LOST)
      append_lost (self, &node);
  begin_object (self, own, 0);
  g_string_append_printf (self->added, "<</Type/Pages/Count %u/Kids[%s]\n", node.count, node.kids->str);
  if (object)
    append_entries (self, object->value, " Type Count Kids Parent ");
  g_string_append (self->added, ">> endobj\n");
  g_string_append_printf (parent->kids, "%u 0 R ", own);
  parent->count += node.count;
  g_string_free (node.kids, TRUE);
}

/* The highest node that is there above a page, or the page. */
static guint32
find_top (Mending *self, const RcPdfObject *page)
{
  for (guint depth = 0; depth < MAX_DEPTH; depth++)
    {
      const RcPdfObject *parent = rc_pdf_objects_find (self->objects, get_reference (page, "Parent"));

      if (!parent || !is_node (parent) || g_hash_table_contains (self->taken, GUINT_TO_POINTER (parent->number)))
        break;
      page = parent;
    }
  return page->number;
}

/* Where nothing says in which order they follow, they follow as they stand in the file. */
static void
append_strays (Mending *self, Node *root, RcPdfPiece *box)
{
  for (guint i = 0; i < self->objects->all->len; i++)
    {
      const RcPdfObject *object = &g_array_index (self->objects->all, RcPdfObject, i);

      if (!is_page (object) || !rc_pdf_objects_is_current (self->objects, i))
        continue;
      /* What one of them inherits from a lost node is most like what the others have. */
      if (!box->start)
        rc_pdf_piece_find_entry (object->value, "MediaBox", box);
      if (!g_hash_table_contains (self->taken, GUINT_TO_POINTER (object->number)))
        append_kid (self, find_top (self, object), 0, root);
      append_kid (self, object->number, 0, root);
    }
}

/* (nullable) The catalogue that the trailer names, or the last one. */
static const RcPdfObject *
find_catalogue (Mending *self)
{
  const RcPdfObject *named = rc_pdf_objects_find (self->objects, self->objects->root);

  if (named && get_reference (named, "Pages") != 0)
    return named;
  for (guint i = self->objects->all->len; i-- > 0;)
    {
      const RcPdfObject *object = &g_array_index (self->objects->all, RcPdfObject, i);

      if (rc_pdf_object_is_of_type (object, "Catalog") && rc_pdf_objects_is_current (self->objects, i))
        return object;
    }
  return NULL;
}

/* Number of the new catalogue. FALSE when there are no pages. `whole`: none is missing, as far as one can know. */
static guint32
add_tree (Mending *self, gboolean *whole)
{
  const RcPdfObject *catalogue = find_catalogue (self), *top = NULL;
  Node root = { g_string_new (NULL), 0 };
  const guint32 own = self->next++, pages = self->next++;
  RcPdfPiece box = { NULL, NULL };

  if (catalogue)
    top = rc_pdf_objects_find (self->objects, get_reference (catalogue, "Pages"));
  if (top)
    append_kid (self, top->number, 0, &root);
  *whole = self->n_pages > 0 && self->n_lost == 0;
  if (self->n_pages == 0)
    append_strays (self, &root, &box);
  begin_object (self, pages, 0);
  g_string_append_printf (self->added, "<</Type/Pages/Count %u/Kids[%s]", root.count, root.kids->str);
  if (box.end)
    g_string_append (self->added, "/MediaBox ");
  append_piece (self->added, box);
  g_string_append (self->added, ">> endobj\n");
  begin_object (self, own, 0);
  g_string_append_printf (self->added, "<</Type/Catalog/Pages %u 0 R\n", pages);
  if (catalogue)
    append_entries (self, catalogue->value, " Type Pages ");
  g_string_append (self->added, ">> endobj\n");
  g_string_free (root.kids, TRUE);
  return self->n_pages > 0 ? own : 0;
}

/* --- the index --- */

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *first = a, *second = b;

  return first->number < second->number ? -1 : first->number > second->number;
}

static void
append_big (GString *text, guint64 value, int n_bytes)
{
  for (int i = n_bytes - 1; i >= 0; i--)
    g_string_append_c (text, (char) (value >> (8 * i)));
}

/* As a stream: with one of those Poppler does not look for objects itself, once one is missing. */
static void
add_index (Mending *self, guint32 catalogue)
{
  const guint64 place = self->size + self->added->len;
  const guint32 own = self->next++;
  g_autoptr (GString) rows = g_string_new (NULL), runs = g_string_new (NULL);

  begin_object (self, own, 0);
  g_array_sort (self->rows, compare_rows);
  for (guint i = 0, first = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      append_big (rows, 1, 1);
      append_big (rows, row->place, 5);
      append_big (rows, row->generation, 2);
      if (i + 1 < self->rows->len && row[1].number == row->number + 1)
        continue;
      g_string_append_printf (runs, "%u %u ", g_array_index (self->rows, Row, first).number, i + 1 - first);
      first = i + 1;
    }
  /* Poppler believes in no more pages than there are objects. */
  g_string_append_printf (self->added, "<</Type/XRef/W[1 5 2]/Size %u/Root %u 0 R/Length %u/Index[%s]", own + 1 + self->n_lost, catalogue,
                          (guint) rows->len, runs->str);
  if (rc_pdf_objects_find (self->objects, self->objects->info))
    g_string_append_printf (self->added, "/Info %u 0 R", self->objects->info);
  g_string_append (self->added, ">>stream\n");
  g_string_append_len (self->added, rows->str, (gssize) rows->len);
  g_string_append_printf (self->added, "\nendstream endobj\nstartxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n", place);
}

GBytes *
rc_pdf_work_mend (guint8 *bytes, gsize size, gboolean *whole)
{
  const char *head = memmem (bytes, MIN (size, MAX_HEAD), "%PDF-", 5);
  const gsize before = head ? (gsize) (head - (const char *) bytes) : 0;
  g_auto (Mending) self = { .start = (const char *) bytes + before, .size = size - before, .next = 1 };
  guint32 catalogue;

  self.objects = rc_pdf_objects_new ((const char *) bytes, size);
  self.added = g_string_new ("\n");
  self.room = size + 2 * self.objects->n_unpacked;
  self.rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self.children = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self.taken = g_hash_table_new (NULL, NULL);
  if (!self.objects->encrypted)
    add_objects (&self);
  catalogue = self.objects->encrypted ? 0 : add_tree (&self, whole);
  if (catalogue == 0)
    {
      g_free (bytes);
      return NULL;
    }
  *whole &= !self.objects->broken;
  add_index (&self, catalogue);
  bytes = g_realloc (bytes, size + self.added->len);
  memcpy (bytes + size, self.added->str, self.added->len);
  return g_bytes_new_take (bytes, size + self.added->len);
}
