/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fields of a listing hold, by their names. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/listing-names.h"

#include "exchange/json-path.h"

#include <string.h>

#define MAX_FIELDS 200
#define MAX_PATHS 4      /* for one field */
#define MAX_WORDS 8
#define MAX_SAID 20 /* names of what is not read */
#define PLACES "total=$.total || $.totalResults || $.totalCount || $.total_count || $.count\n"

/* Of `known`, those that are asked for by themselves. */
enum
{
  TITLE,
  CONTROL,
  URL
};

/* Ours, and what others call it, the surest first: words of the name without what parts them. Countries are not here: a country may be
 * the one to study in as well as the one to come from. */
static const struct
{
  const char *field, *names;
  const char *meanings; /* (nullable) lines of the mapping: what words of theirs mean */
} known[] = {
  [TITLE] = { "title", "title|name|headline|heading|название|наименование|заголовок|атауы|titre|intitulé|nom" },
  [CONTROL] = { "control", "id|uuid|guid|identifier|slug|externalid" },
  [URL] = { "url", "url|link|href|website|webpage|web|sourceurl|sourcelink|applyurl|applylink|officialurl|officiallink|moreinfo|infourl|ссылка|сайт|сілтеме|lien|siteweb" },
  { "funder", "funder|funders|fundername|fundingorganization|fundingorganisation|organization|organisation|agency|provider|sponsor|donor|foundation|"
              "fundingagency|grantor|institution|host|university|организатор|организация|фонд|грантодатель|донор|ұйымдастырушы|ұйым|organisme|financeur|bailleur" },
  { "number", "number|reference|referencenumber|ref|code|fundingopportunitynumber|номер" },
  { "summary", "summary|description|abstract|overview|details|about|synopsis|excerpt|content|body|text|описание|сипаттама|сипаттамасы|résumé|descriptif" },
  { "eligibility", "eligibility|eligibilitycriteria|eligibilitytext|eligibilitydescription|criteria|requirements|whocanapply|whomayapply|whoisitfor|eligible|"
                   "eligibleapplicants|applicants|applicanttypes|требования|участники|ктоможетподать|талаптар|éligibilité|conditions" },
  { "eligibility2", "audience|targetgroup|targetgroups|studylevel|level|levels|degree|degrees|individualtype|eligiblecountries|eligiblecountry|eligiblenationalities|"
                    "nationality|nationalities|citizenship|гражданство" },
  { "deadline", "deadlineiso|deadline|deadlines|closes|closing|closedate|closingdate|closeson|duedate|due|deadlinedate|deadlinetext|nextdeadline|submissiondeadline|lastdate|"
                "expires|expirydate|дедлайн|срок|срокподачи|крайнийсрок|последнийдень|мерзімі|соңғымерзім|datelimite|échéance|clôture" },
  { "opens", "opens|opendate|openingdate|openson|openfrom|началоприема|ouverture" },
  { "published", "published|publishedat|publishdate|publicationdate|posted|postdate|posteddate|dateposted|datepublished" },
  { "amount", "amount|amounttext|funding|fundingamount|stipend|prize|reward|value|budget|benefits|coverage|award|сумма|размер|финансирование|сомасы|montant" },
  { "amount_min", "amountmin|minamount|minimumamount|fundingmin|minfunding|awardfloor|floor|minimum" },
  { "amount_max", "amountmax|maxamount|maximumamount|fundingmax|maxfunding|awardceiling|ceiling|maximum" },
  { "currency", "currency|currencycode|валюта" },
  { "subjects", "subjects|subject|categories|category|tags|keywords|fields|field|fieldsofstudy|fieldofstudy|disciplines|discipline|domains|domain|sectors|sector|"
                "themes|theme|topics|topic|areas|focusareas|тематика|направление|темы|domaines|thèmes",
    "subjects.separator=;\n" },
  { "type", "type|types|kind|fundingtype|тип|түрі",
    "type.fellowship=fellowship; postdoc\ntype.scholarship=scholarship; bursary; стипенди\ntype.prize=prize; премия; prix\ntype.award=award\n" },
  { "language", "language|languages|lang|язык|тілі|langue" },
  { "status", "status|statut|статус",
    "status.closed=closed; archived; expired; ended; inactive; закрыт; завершен\nstatus.forecasted=forecasted; forthcoming; upcoming; planned\n" },
};

/* These say no more than that it is about a call. */
static const char *const fillers[] = { "opportunity", "grant", "grants", "scholarship", "fellowship", "programme", "program", "call", "application", "submission",
                                       "the", "of", "for", "en", "english", "official", "full", "html", "raw", "text", "date", NULL };
/* And these, behind another one, what part of that thing it is. */
static const char *const parts[] = { "name", "title", "label", "value", "text", "rendered", "date", "description", NULL };

#define N_KNOWN G_N_ELEMENTS (known)

GPtrArray *
rc_listing_names_split (const char *name)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean was_small = FALSE;

  for (const char *p = name;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_letter = c != 0 && g_unichar_isalnum (c);

      if (word->len > 0 && (!is_letter || (was_small && g_unichar_isupper (c))))
        {
          g_ptr_array_add (words, g_utf8_strdown (word->str, -1));
          g_string_truncate (word, 0);
        }
      if (c == 0 || words->len >= MAX_WORDS)
        return g_steal_pointer (&words);
      if (is_letter)
        g_string_append_unichar (word, c);
      was_small = is_letter && g_unichar_islower (c);
    }
}

static char *
join (GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append (text, words->pdata[i]);
  return g_string_free (text, FALSE);
}

/* Which field of ours one word is, -1 for none; how sure that is, the least number the surest. */
static int
look_up (const char *word, guint *rank)
{
  gsize length = strlen (word);

  for (guint i = 0; i < N_KNOWN; i++)
    {
      *rank = 0;
      for (const char *p = known[i].names; length > 0; p++, (*rank)++)
        {
          gsize n = strcspn (p, "|");

          if (n == length && strncmp (p, word, n) == 0)
            return (int) i;
          p += n;
          if (*p == '\0')
            break;
        }
    }
  return -1;
}

static int
look_up_words (GPtrArray *words, guint *rank)
{
  g_autofree char *whole = join (words);

  return look_up (whole, rank);
}

/* By the whole name, without the words that say nothing, and without its last part: "funder_name", "Grant Amount", "deadline.date". */
static int
look_up_name (const char *name, guint *rank)
{
  g_autoptr (GPtrArray) words = rc_listing_names_split (name);
  int field = look_up_words (words, rank);

  for (guint i = words->len; i-- > 0 && field < 0 && words->len > 1;)
    if (g_strv_contains (fillers, words->pdata[i]))
      {
        g_ptr_array_remove_index (words, i);
        field = look_up_words (words, rank);
      }
  while (field < 0 && words->len > 1 && g_strv_contains (parts, words->pdata[words->len - 1]))
    {
      g_ptr_array_set_size (words, (int) words->len - 1);
      field = look_up_words (words, rank);
    }
  return field;
}

typedef struct
{
  char *path, *name; /* (owned) */
} Field;

struct _RcListingNames
{
  GArray *fields;   /* (owned) Field */
  GHashTable *seen; /* (owned) their paths, borrowed */
};

static void
field_clear (gpointer data)
{
  g_free (((Field *) data)->path);
  g_free (((Field *) data)->name);
}

RcListingNames *
rc_listing_names_new (void)
{
  RcListingNames *self = g_new0 (RcListingNames, 1);

  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_array_set_clear_func (self->fields, field_clear);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
rc_listing_names_free (RcListingNames *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->seen);
  g_array_unref (self->fields);
  g_free (self);
}

/* `parent` (nullable): the name of the field that it is inside of. */
static void
add (RcListingNames *self, const char *path, const char *parent, const char *name)
{
  Field field;

  if (self->fields->len >= MAX_FIELDS || !rc_json_path_can_have (name) || (parent != NULL && !rc_json_path_can_have (parent)))
    return;
  field.path = rc_json_path_dup_step (path, name);
  field.name = parent != NULL ? g_strconcat (parent, ".", name, NULL) : g_strdup (name);
  if (g_hash_table_contains (self->seen, field.path))
    {
      field_clear (&field);
      return;
    }
  g_hash_table_add (self->seen, field.path);
  g_array_append_val (self->fields, field);
}

void
rc_listing_names_add (RcListingNames *self, const char *name)
{
  add (self, "$", NULL, name);
}

static void
add_inner (RcListingNames *self, const char *path, const char *parent, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    if (JSON_NODE_HOLDS_VALUE (value))
      add (self, path, parent, name);
}

void
rc_listing_names_add_record (RcListingNames *self, JsonObject *record)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, record);
  while (json_object_iter_next (&iter, &name, &value))
    {
      JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
      JsonNode *first = array != NULL && json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : value;
      g_autofree char *path = rc_json_path_dup_step ("$", name);
      g_autofree char *all = g_strconcat (path, "[*]", NULL);

      if (JSON_NODE_HOLDS_OBJECT (first))
        add_inner (self, array != NULL ? all : path, name, json_node_get_object (first));
      else if (JSON_NODE_HOLDS_VALUE (first))
        add (self, "$", NULL, name);
    }
}

typedef struct
{
  const Field *field; /* borrowed */
  guint rank;
} Choice;

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  const Choice *first = a, *second = b;

  return first->rank != second->rank ? (first->rank < second->rank ? -1 : 1) : strcmp (first->field->path, second->field->path);
}

/* Of each of `known`, GArray of Choice, the surest first. */
static GPtrArray *
choose (const RcListingNames *self)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < N_KNOWN; i++)
    g_ptr_array_add (choices, g_array_new (FALSE, FALSE, sizeof (Choice)));
  for (guint i = 0; i < self->fields->len; i++)
    {
      Choice choice = { &g_array_index (self->fields, Field, i), 0 };
      int field = look_up_name (choice.field->name, &choice.rank);

      if (field >= 0)
        g_array_append_val ((GArray *) choices->pdata[field], choice);
    }
  for (guint i = 0; i < N_KNOWN; i++)
    g_array_sort (choices->pdata[i], compare_choices);
  return choices;
}

static void
say_what_is_left (const RcListingNames *self, GString *said)
{
  const char *sign = "; not read: ";
  guint rank, n = 0;

  for (guint i = 0; i < self->fields->len && n < MAX_SAID; i++)
    {
      const char *name = g_array_index (self->fields, Field, i).name;

      if (look_up_name (name, &rank) >= 0)
        continue;
      g_string_append_printf (said, "%s%s", sign, name);
      sign = ", ";
      n++;
    }
}

/* "$.a || $.b", and the names of these. */
static char *
join_choices (GArray *choices, gboolean names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (choices->len, MAX_PATHS); i++)
    {
      const Field *field = g_array_index (choices, Choice, i).field;

      g_string_append_printf (text, "%s%s", i == 0 ? "" : names ? ", " : " || ", names ? field->name : field->path);
    }
  return g_string_free (text, FALSE);
}

/* What a record is known by: its number, else its address, else its title. */
static void
add_control (GString *text, GPtrArray *choices)
{
  const char *sign = "control=";

  for (guint i = 0; i < 3; i++)
    {
      static const guint order[] = { CONTROL, URL, TITLE };
      g_autofree char *paths = join_choices (choices->pdata[order[i]], FALSE);

      if (*paths != '\0')
        {
          g_string_append_printf (text, "%s%s", sign, paths);
          sign = " || ";
        }
    }
  g_string_append_c (text, '\n');
}

/* The group of a key file. */
static char *
write_mapping (const RcListingNames *self, GPtrArray *choices, const char *records, char **said)
{
  GString *text = g_string_new ("[" RC_LISTING_MAPPING_GROUP "]\n" PLACES "records=");
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (text, "%s\n", records);
  add_control (text, choices);
  for (guint i = 0; i < N_KNOWN; i++)
    {
      g_autofree char *paths = join_choices (choices->pdata[i], FALSE);
      g_autofree char *names = join_choices (choices->pdata[i], TRUE);

      if (i == CONTROL || *paths == '\0')
        continue;
      g_string_append_printf (text, "%s=%s\n%s", known[i].field, paths, known[i].meanings != NULL ? known[i].meanings : "");
      g_string_append_printf (words, "%s%s = %s", words->len > 0 ? "; " : "", known[i].field, names);
    }
  say_what_is_left (self, words);
  *said = g_string_free (g_steal_pointer (&words), FALSE);
  return g_string_free (text, FALSE);
}

RcListingMapping *
rc_listing_names_guess (const RcListingNames *self, const char *records, char **said)
{
  g_autoptr (GPtrArray) choices = choose (self);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *text = write_mapping (self, choices, records, &words);
  RcListingMapping *mapping = NULL;
  gboolean other = FALSE;

  for (guint i = 0; i < N_KNOWN; i++)
    other = other || (i != TITLE && i != CONTROL && ((GArray *) choices->pdata[i])->len > 0);
  if (!other || ((GArray *) choices->pdata[TITLE])->len == 0)
    return NULL;
  if (g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, &error))
    mapping = rc_listing_mapping_new (file, RC_LISTING_MAPPING_GROUP, RC_FORMAT_JSON, &error);
  if (mapping == NULL)
    g_warning ("a guess is no mapping: %s", error->message);
  else
    *said = g_steal_pointer (&words);
  return mapping;
}
