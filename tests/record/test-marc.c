/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the MARC record: fields, subfields, the stored form. */
#include "record/copy.h"
#include "record/marc.h"

static RcMarc *
new_book (void)
{
  RcMarc *marc = rc_marc_new ();

  rc_marc_add_field (marc, "001", " KZ0001 ", -1);
  rc_marc_add_field (marc, "245", "10\x1f"
                                  "aОтырар :\x1f"
                                  "bсырлы қала /\x1f\x1f"
                                  "cA.",
                     -1);
  rc_marc_add_field (marc, "852", "8 \x1f"
                                  "aKZ\x1f"
                                  "bRoom\x1fhC-03\x1fpRC1\x1ft1",
                     -1);
  rc_marc_add_field (marc, "999", "zero\0inside", 11);
  return marc;
}

static void
test_fields (void)
{
  g_autoptr (RcMarc) marc = new_book ();
  g_autofree char *control = rc_marc_dup_control_number (marc);
  g_autofree char *title = rc_marc_field_dup_subfields (rc_marc_get_field (marc, 1), "ab", "|");

  g_assert_cmpstr (control, ==, "KZ0001");
  g_assert_cmpstr (title, ==, "Отырар :|сырлы қала /");
  g_assert_cmpint (rc_marc_find (marc, "8XX", 0), ==, 2);
  g_assert_cmpint (rc_marc_find (marc, "24X", 2), ==, -1);
  g_assert_cmpint (rc_marc_field_get_indicator (rc_marc_get_field (marc, 1), 2), ==, '0');
  rc_marc_insert_field (marc, 1, "100", "1 \x1f" "aA", -1);
  g_assert_cmpint (rc_marc_find (marc, "245", 0), ==, 2);
  rc_marc_remove_field (marc, 1);
  rc_marc_set_leader (marc, "00000cam");
  g_assert_cmpstr (rc_marc_get_leader (marc), ==, "00000cam                ");
}

static void
test_broken_subfields (void)
{
  g_autoptr (RcMarc) marc = rc_marc_new ();
  g_autofree char *text = NULL;

  /* No indicators, text before the first delimiter, a code of two bytes, a delimiter at the end. */
  rc_marc_add_field (marc, "500", "\x1f" "aone\x1fбtwo\x1f", -1);
  g_assert_cmpint (rc_marc_field_get_indicator (rc_marc_get_field (marc, 0), 1), ==, ' ');
  text = rc_marc_field_dup_subfields (rc_marc_get_field (marc, 0), "a\xd0", "|");
  g_assert_cmpstr (text, ==, "one|two");
  rc_marc_add_field (marc, "501", "", 0);
  g_assert_null (rc_marc_field_dup_subfield (rc_marc_get_field (marc, 1), 'a'));
}

static void
test_stored_form (void)
{
  g_autoptr (RcMarc) marc = new_book ();
  g_autoptr (GBytes) bytes = rc_marc_to_bytes (marc);
  g_autoptr (RcMarc) again = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  again = rc_marc_from_bytes (data, size, &error);
  g_assert_no_error (error);
  g_assert_true (rc_marc_equal (marc, again));
  g_assert_cmpuint (rc_marc_get_field (again, 3)->length, ==, 11);
  rc_marc_replace_field (again, 3, "other", -1);
  g_assert_false (rc_marc_equal (marc, again));
  /* Cut anywhere but between two fields, it is refused. */
  for (gsize cut = 0; cut < size; cut++)
    {
      g_autoptr (GError) refusal = NULL;
      g_autoptr (RcMarc) part = rc_marc_from_bytes (data, cut, &refusal);

      if (part == NULL)
        g_assert_error (refusal, RC_RECORD_ERROR, RC_RECORD_ERROR_MALFORMED);
      else
        g_assert_cmpuint (rc_marc_get_n_fields (part), <, 4);
    }
}

/* What Koha calls an item stands beside a statement of where the work is: the copies are those that have barcodes, once. */
static void
test_copies_beside (void)
{
  g_autoptr (RcMarc) marc = rc_marc_new ();
  g_autoptr (GPtrArray) copies = NULL;

  rc_marc_add_field (marc, "852", "8 \x1f" "bRoom\x1fhC-03", -1);
  rc_marc_add_field (marc, "952", "  \x1f" "bRoom\x1foC-03\x1fpRC1", -1);
  rc_marc_add_field (marc, "952", "  \x1f" "bRoom\x1foC-03\x1fpRC2", -1);
  copies = rc_copies_from_marc (marc);
  g_assert_cmpuint (copies->len, ==, 2);
  g_assert_cmpstr (((RcCopy *) copies->pdata[1])->barcode, ==, "RC2");
  rc_marc_replace_field (marc, 0, "8 \x1f" "bRoom\x1fhC-03\x1fpRC9", -1);
  g_ptr_array_unref (copies);
  copies = rc_copies_from_marc (marc);
  g_assert_cmpuint (copies->len, ==, 1);
}

static void
test_copies (void)
{
  g_autoptr (RcMarc) marc = new_book ();
  g_autoptr (GPtrArray) copies = rc_copies_from_marc (marc);
  RcCopy *copy = g_ptr_array_index (copies, 0);
  RcCopy *other = rc_copy_new ();
  const RcMarcField *field;

  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_cmpstr (copy->shelfmark, ==, "C-03");
  g_assert_cmpstr (copy->barcode, ==, "RC1");
  g_assert_cmpstr (copy->location, ==, "Room");
  g_free (copy->shelfmark);
  copy->shelfmark = g_strdup ("D-1");
  other->barcode = g_strdup ("RC2");
  g_ptr_array_add (copies, other);
  rc_copies_to_marc (copies, marc);
  field = rc_marc_get_field (marc, 2);
  g_assert_cmpmem (field->data, field->length, "8 \x1f" "aKZ\x1f" "bRoom\x1fhD-1\x1fpRC1\x1ft1", 25);
  field = rc_marc_get_field (marc, 3);
  g_assert_cmpstr (field->tag, ==, "852");
  g_assert_cmpmem (field->data, field->length, "8 \x1fpRC2", 7);
  g_ptr_array_set_size (copies, 1);
  rc_copies_to_marc (copies, marc);
  g_assert_cmpuint (rc_marc_get_n_fields (marc), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marc/fields", test_fields);
  g_test_add_func ("/marc/broken-subfields", test_broken_subfields);
  g_test_add_func ("/marc/stored-form", test_stored_form);
  g_test_add_func ("/marc/copies", test_copies);
  g_test_add_func ("/marc/copies/beside", test_copies_beside);
  return g_test_run ();
}
