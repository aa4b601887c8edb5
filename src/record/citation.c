/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations: what their styles have in common. */
#define G_LOG_DOMAIN "rc-record"

#include "record/citation-private.h"

#include <string.h>

static const RcCitationWords all_words[] = {
  { .language = "eng", .volume = "Vol.", .issue = "no.", .pages = "P.", .others = "[et al.]", .editor = "editor", .translator = "translator",
    .compiler = "compiler", .illustrator = "illustrator", .supervisor = "supervisor", .accessed = "accessed:",
    .text = { "Text", "unmediated", "electronic" },
    .map = { "Image (cartographic ; still ; two-dimensional)", "unmediated", "electronic" },
    .picture = { "Image (still ; two-dimensional)", "unmediated", "electronic" },
    .video = { "Image (moving ; two-dimensional)", "video", "electronic" },
    .sound = { "Sounds", "audio", "electronic" }, .score = { "Music (notated)", "unmediated", "electronic" },
    .in = "In:", .available = "Available from:", .viewed = "viewed", .and = "and", .edited = "ed.", .et_al = "et al.", .pp = "pp.",
    .months = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" } },
  { .language = "rus", .volume = "Т.", .issue = "№", .pages = "С.", .others = "[и др.]", .editor = "редактор", .translator = "переводчик",
    .compiler = "составитель", .illustrator = "художник", .supervisor = "научный руководитель", .accessed = "дата обращения:",
    .text = { "Текст", "непосредственный", "электронный" },
    .map = { "Изображение (картографическое ; неподвижное ; двухмерное)", "непосредственное", "электронное" },
    .picture = { "Изображение (неподвижное ; двухмерное)", "непосредственное", "электронное" },
    .video = { "Изображение (движущееся ; двухмерное)", "видео", "электронное" },
    .sound = { "Звуки", "аудио", "электронные" }, .score = { "Музыка (знаковая)", "непосредственная", "электронная" },
    .in = "В:", .available = "Доступно по:", .viewed = "просмотрено", .and = "и", .edited = "ред.",
    .et_al = "и др.", .pp = "с.",
    .months = { "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря" } },
  { .language = "kaz", .volume = "Т.", .issue = "№", .pages = "Б.", .others = "[және т. б.]", .editor = "редакторы", .translator = "аударған",
    .compiler = "құрастырған", .illustrator = "суретшісі", .supervisor = "ғылыми жетекшісі", .accessed = "қаралған күні:",
    .text = { "Мәтін", "тікелей", "электрондық" },
    .map = { "Бейне (картографиялық ; қозғалмайтын ; екі өлшемді)", "тікелей", "электрондық" },
    .picture = { "Бейне (қозғалмайтын ; екі өлшемді)", "тікелей", "электрондық" },
    .video = { "Бейне (қозғалмалы ; екі өлшемді)", "бейнежазба", "электрондық" },
    .sound = { "Дыбыстар", "аудио", "электрондық" }, .score = { "Музыка (таңбалы)", "тікелей", "электрондық" }, .in = "Кітапта:",
    .available = "Қолжетімді:", .viewed = "қаралды", .and = "және", .edited = "ред.", .et_al = "және т. б.", .pp = "б.",
    .months = { "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан" } },
  { .language = "fre", .volume = "Vol.", .issue = "n°", .pages = "P.", .others = "[et al.]", .editor = "éditeur scientifique",
    .translator = "traducteur", .compiler = "compilateur", .illustrator = "illustrateur", .supervisor = "directeur de thèse",
    .accessed = "consulté le", .text = { "Texte", "sans médiation", "électronique" },
    .map = { "Image (cartographique ; fixe ; en deux dimensions)", "sans médiation", "électronique" },
    .picture = { "Image (fixe ; en deux dimensions)", "sans médiation", "électronique" },
    .video = { "Image (animée ; en deux dimensions)", "vidéo", "électronique" },
    .sound = { "Sons", "audio", "électronique" }, .score = { "Musique (notée)", "sans médiation", "électronique" }, .in = "In :", .available = "Disponible sur :", .viewed = "consulté le", .and = "et", .edited = "éd.",
    .et_al = "et al.", .pp = "p.",
    .months = { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre" } },
};

static gboolean
is_cyrillic (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      return g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_CYRILLIC;
  return FALSE;
}

const RcCitationWords *
rc_citation_get_words (const RcReference *reference)
{
  const char *language = reference->languages->len > 0 ? g_ptr_array_index (reference->languages, 0) : "";

  for (guint i = 0; i < G_N_ELEMENTS (all_words); i++)
    if (g_str_equal (language, all_words[i].language))
      return &all_words[i];
  return &all_words[is_cyrillic (reference->title != NULL ? reference->title : "") ? 1 : 0];
}

static void
append_initial (GString *out, gunichar c)
{
  if (out->len > 0 && out->str[out->len - 1] != '-')
    g_string_append_c (out, ' ');
  g_string_append_unichar (out, g_unichar_toupper (c));
  g_string_append_c (out, '.');
}

char *
rc_citation_dup_initials (const char *given)
{
  GString *out = g_string_new (NULL);
  gboolean starts = TRUE;

  for (const char *at = given; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      const char *next = g_utf8_next_char (at);

      if (!g_unichar_isalpha (c))
        {
          if (c == '-' && out->len > 0 && !starts)
            g_string_append_c (out, '-');
          starts = c != '\'' && c != 0x2019;
          continue;
        }
      /* "AS" stands for two names. */
      if (starts || (g_unichar_isupper (c) && at > given && g_unichar_isupper (g_utf8_get_char (g_utf8_prev_char (at))) &&
                     !g_unichar_islower (g_utf8_get_char (next)) && g_utf8_strlen (given, -1) <= 3))
        append_initial (out, c);
      starts = FALSE;
    }
  return g_string_free (out, FALSE);
}

void
rc_citation_split_name (const RcReferenceName *name, char **family, char **given)
{
  const char *comma = name->kind == RC_NAME_PERSON ? strstr (name->heading, ", ") : NULL;
  const char *suffix = comma != NULL ? strstr (comma + 2, ", ") : NULL;

  *given = comma == NULL ? NULL : suffix != NULL ? g_strndup (comma + 2, (gsize) (suffix - comma) - 2) : g_strdup (comma + 2);
  *family = comma != NULL ? g_strndup (name->heading, (gsize) (comma - name->heading)) : g_strdup (name->heading);
}

gboolean
rc_citation_is_author (const RcReferenceName *name)
{
  return name->kind != RC_NAME_MEETING && (*name->role == '\0' || g_str_equal (name->role, "aut") || g_str_equal (name->role, "cre"));
}

char *
rc_citation_dup_pages (const char *pages)
{
  g_auto (GStrv) parts = g_strsplit (pages, "-", -1);

  return g_strjoinv ("–", parts);
}

/* "Вып. 1" and "Vol. 3" say what they are, "2007, 2" begins with a year, and "№ 5" has its sign; "IV, 2" and "12" do not. */
static gboolean
says_what (const char *number, const char *word_end)
{
  if (g_str_has_prefix (number, "№"))
    return TRUE;
  if (word_end == number)
    return strspn (number, "0123456789") == 4 && (g_str_has_prefix (number + 4, ", ") || g_str_has_prefix (number + 4, ". "));
  if (strspn (number, "IVXLCivxlc") >= (gsize) (word_end - number))
    return FALSE;
  return *word_end == '.' || *word_end == ' ' || g_utf8_strlen (number, -1) > 5;
}

void
rc_citation_append_numbered (GString *out, const char *word, const char *number)
{
  const char *word_end = number;

  while (g_unichar_isalpha (g_utf8_get_char (word_end)))
    word_end = g_utf8_next_char (word_end);
  if (!says_what (number, word_end))
    g_string_append_printf (out, "%s ", word);
  /* "Т.1" is "Т. 1". */
  else if (word_end > number && *word_end == '.' && g_ascii_isdigit (word_end[1]))
    {
      g_string_append_len (out, number, word_end + 1 - number);
      g_string_append_c (out, ' ');
      number = word_end + 1;
    }
  g_string_append (out, number);
}

const char *
rc_citation_skip_year (const RcReference *reference, const char *number)
{
  g_autofree char *year = g_strdup_printf ("%d", reference->year);
  const char *rest = number != NULL && g_str_has_prefix (number, year) ? number + strlen (year) : NULL;

  if (rest == NULL)
    return number;
  return *rest == '\0' ? NULL : g_str_has_prefix (rest, ", ") ? rest + 2 : number;
}

gboolean
rc_citation_ends_with (const GString *out, char sign)
{
  return out->len > 0 && out->str[out->len - 1] == sign;
}

char *
rc_citation_to_text (const RcReference *reference, RcCitationStyle style)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const RcCitationWords *words;

  g_return_val_if_fail (reference != NULL, g_strdup (""));

  words = rc_citation_get_words (reference);
  if (reference->title == NULL && reference->subtitle == NULL)
    return g_strdup ("");
  if (style == RC_CITATION_GOST)
    rc_citation_append_gost (out, reference, words);
  else
    rc_citation_append_iso_690 (out, reference, words);
  /* One line, whatever the source has. */
  g_strdelimit (out->str, "\n\r\t", ' ');
  return g_string_free (g_steal_pointer (&out), FALSE);
}
