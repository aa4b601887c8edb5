/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff change in a grant and what its source changes, in any order: neither is lost. */
#include "record/grant-merge.h"

#include <string.h>

#define N_MEMBERS 5
#define N_VALUES 4
#define N_ROUNDS 120
#define N_STEPS 40

/* The members that are played with; a value is 0 (nothing is said) or one of a few. */
static const char *const members[N_MEMBERS] = { "summary", "url", "amount", "deadlines", "countries" };

static void
set_member (RcGrant *grant, guint member, guint value)
{
  g_autofree char *text = value > 0 ? g_strdup_printf ("value %u", value) : NULL;
  g_autofree char *deadline = g_strdup_printf ("2030-01-%02u | stage %u", value, value);
  const char *countries[] = { "KZ", "KG", "UZ", "TJ", NULL };

  switch (member)
    {
    case 0:
      g_free (grant->summary);
      grant->summary = g_steal_pointer (&text);
      break;
    case 1:
      g_free (grant->url);
      grant->url = g_steal_pointer (&text);
      break;
    case 2:
      /* One of the bounds says it alone. */
      g_free (grant->amount);
      grant->amount = value > 1 ? g_steal_pointer (&text) : NULL;
      grant->amount_max = value > 0 ? (gint64) value : -1;
      break;
    case 3:
      g_ptr_array_set_size (grant->deadlines, 0);
      if (value > 0)
        g_ptr_array_add (grant->deadlines, rc_deadline_parse (deadline, NULL));
      break;
    default:
      g_strfreev (grant->countries);
      grant->countries = g_strdupv ((char **) countries + N_VALUES - value);
      break;
    }
}

/* What each member should be, told in another way than the program does it. */
typedef struct
{
  guint ours[N_MEMBERS], theirs[N_MEMBERS];
  gboolean follows[N_MEMBERS];
  guint known[N_MEMBERS]; /* what the source said when staff looked last */
} Model;

static RcGrant *
make (const guint *values)
{
  RcGrant *grant = rc_grant_new ();

  for (guint i = 0; i < N_MEMBERS; i++)
    set_member (grant, i, values[i]);
  return grant;
}

static void
assert_model (const Model *model, const RcGrant *ours, const char *upstream, const char *agreed)
{
  g_autoptr (RcGrant) wanted = make (model->ours);
  g_autoptr (GPtrArray) differences = rc_grant_list_differences (ours, upstream, agreed);
  guint n = 0;

  g_autofree char *one = rc_grant_to_json (ours);
  g_autofree char *two = rc_grant_to_json (wanted);

  g_assert_cmpstr (one, ==, two);
  for (guint i = 0; i < N_MEMBERS; i++)
    {
      gboolean beside = !model->follows[i] && model->theirs[i] != model->known[i] && model->theirs[i] != model->ours[i];
      gboolean found = FALSE;

      for (guint k = 0; k < differences->len; k++)
        found = found || g_str_equal (((RcGrantDifference *) g_ptr_array_index (differences, k))->member, members[i]);
      g_assert_cmpint (found, ==, beside);
      n += beside;
    }
  g_assert_cmpuint (differences->len, ==, n);
}

static void
edit_here (Model *model, guint i, guint value)
{
  model->ours[i] = value;
  if (model->follows[i])
    model->known[i] = model->theirs[i];
  model->follows[i] = value == model->theirs[i] && model->known[i] == value;
}

static void
refresh (Model *model, guint i, guint value)
{
  gboolean agrees = model->ours[i] == model->theirs[i] || model->ours[i] == value;

  model->theirs[i] = value;
  if (model->follows[i] || agrees)
    {
      model->ours[i] = value;
      model->follows[i] = TRUE;
    }
}

static void
test_random (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      Model model = { 0 };
      g_autoptr (RcGrant) ours = rc_grant_new ();
      g_autofree char *upstream = rc_grant_to_json (ours);
      g_autofree char *agreed = NULL;

      for (guint i = 0; i < N_MEMBERS; i++)
        model.follows[i] = TRUE;
      for (guint step = 0; step < N_STEPS; step++)
        {
          guint i = (guint) g_test_rand_int_range (0, N_MEMBERS);
          RcGrant *next = NULL;
          g_autofree char *said = NULL;
          g_autoptr (RcGrant) theirs = NULL;

          switch (g_test_rand_int_range (0, 5))
            {
            case 0:
            case 1:
              edit_here (&model, i, (guint) g_test_rand_int_range (0, N_VALUES));
              set_member (ours, i, model.ours[i]);
              break;
            case 2:
              for (guint k = 0; k < N_MEMBERS; k++)
                refresh (&model, k, g_test_rand_bit () ? model.theirs[k] : (guint) g_test_rand_int_range (0, N_VALUES));
              theirs = make (model.theirs);
              said = rc_grant_to_json (theirs);
              next = rc_grant_merge (ours, upstream, said, &agreed);
              g_free (upstream);
              upstream = g_steal_pointer (&said);
              break;
            case 3:
              model.ours[i] = model.theirs[i];
              model.follows[i] = TRUE;
              next = rc_grant_take (ours, upstream, &agreed, members[i]);
              break;
            default:
              model.known[i] = model.theirs[i];
              rc_grant_dismiss (&agreed, members[i]);
              break;
            }
          if (next != NULL)
            {
              rc_grant_free (ours);
              ours = next;
            }
          assert_model (&model, ours, upstream, agreed);
        }
    }
}

/* Amount, bounds and currency are one thing: half of ours and half of theirs would be a lie. */
static void
test_amount (void)
{
  g_autoptr (RcGrant) ours = rc_grant_new ();
  g_autofree char *before = NULL, *after = NULL, *agreed = NULL;
  g_autoptr (RcGrant) theirs = NULL;
  g_autoptr (RcGrant) merged = NULL;
  g_autoptr (RcGrant) taken = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  const RcGrantDifference *difference;

  ours->amount = g_strdup ("up to 5 000 EUR");
  ours->amount_max = 5000;
  ours->currency = g_strdup ("EUR");
  before = rc_grant_to_json (ours);
  theirs = rc_grant_copy (ours);
  theirs->amount_max = 7000;
  theirs->closed = RC_GRANT_CLOSED;
  after = rc_grant_to_json (theirs);
  ours->currency[0] = 'C';
  ours->closed = RC_GRANT_CLOSED_HERE;
  merged = rc_grant_merge (ours, before, after, &agreed);
  g_assert_true (rc_grant_equal (merged, ours));
  differences = rc_grant_list_differences (merged, after, agreed);
  g_assert_cmpuint (differences->len, ==, 1);
  difference = g_ptr_array_index (differences, 0);
  g_assert_cmpstr (difference->member, ==, "amount");
  g_assert_true (difference->fact);
  g_assert_true (difference->moved);
  g_assert_nonnull (strstr (difference->theirs, "7000"));
  g_assert_nonnull (strstr (difference->ours, "CUR"));
  taken = rc_grant_take (merged, after, &agreed, NULL);
  g_assert_cmpint (taken->amount_max, ==, 7000);
  g_assert_cmpstr (taken->currency, ==, "EUR");
  g_assert_cmpint (taken->closed, ==, RC_GRANT_CLOSED_HERE);
  g_assert_null (agreed);
}

/* Another source says what it says beside; its silence is no difference. */
static void
test_beside (void)
{
  const guint here[N_MEMBERS] = { 1, 1, 1, 1, 1 }, there[N_MEMBERS] = { 1, 0, 2, 2, 1 };
  g_autoptr (RcGrant) ours = make (here);
  g_autoptr (RcGrant) theirs = make (there);
  g_autoptr (RcGrant) moved = make (here);
  g_autofree char *said = rc_grant_to_json (theirs);
  g_autofree char *agreed = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autofree char *first_said = rc_grant_to_json (ours);
  g_autoptr (RcGrant) switched = NULL;

  rc_grant_merge_beside (ours, NULL, said, &agreed);
  first = rc_grant_list_differences (ours, said, agreed);
  g_assert_cmpuint (first->len, ==, 2);
  g_assert_false (((RcGrantDifference *) first->pdata[0])->moved);
  rc_grant_dismiss (&agreed, NULL);
  /* The same again is no news, nor is the first source's move where both agree afterwards. */
  rc_grant_merge_beside (ours, said, said, &agreed);
  g_assert_null (agreed);
  set_member (moved, 3, 2);
  rc_grant_merge_moved (ours, moved, said, &agreed);
  g_assert_null (agreed);
  set_member (moved, 3, 3);
  rc_grant_merge_moved (ours, moved, said, &agreed);
  second = rc_grant_list_differences (moved, said, agreed);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (((RcGrantDifference *) second->pdata[0])->member, ==, "deadlines");

  /* It leads: its facts come, what only the first one said stays. */
  switched = rc_grant_merge_switch (ours, first_said, NULL, said, &agreed);
  g_assert_true (rc_grant_equal (switched, ours) == FALSE);
  g_assert_cmpstr (switched->url, ==, "value 1");
  g_assert_cmpint (switched->amount_max, ==, 2);
}

/* A form of older days, and what cannot be read, change nothing by themselves. */
static void
test_forms (void)
{
  const guint values[N_MEMBERS] = { 1, 2, 3, 1, 2 };
  g_autoptr (RcGrant) ours = make (values);
  g_autofree char *json = rc_grant_to_json (ours);
  g_autofree char *agreed = g_strdup ("no object");
  g_autoptr (RcGrant) merged = NULL;
  g_autoptr (RcGrant) from_nothing = NULL;
  g_autoptr (GPtrArray) none = rc_grant_list_differences (ours, "broken", "{\"url\":\"x\"}");

  g_assert_cmpuint (none->len, ==, 0);
  merged = rc_grant_merge (ours, "{\"title\":\"\"}", json, &agreed);
  g_assert_true (rc_grant_equal (merged, ours));
  g_assert_null (agreed);
  /* Nobody kept what the source had said: what is here is taken for it. */
  g_free (ours->url);
  ours->url = g_strdup ("elsewhere");
  from_nothing = rc_grant_merge (ours, NULL, json, &agreed);
  g_assert_cmpstr (from_nothing->url, ==, "value 2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grant-merge/random", test_random);
  g_test_add_func ("/grant-merge/amount", test_amount);
  g_test_add_func ("/grant-merge/beside", test_beside);
  g_test_add_func ("/grant-merge/forms", test_forms);
  return g_test_run ();
}
