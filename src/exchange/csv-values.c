/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the cells of a table of publications. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-values.h"

#include "exchange/csv-names.h"
#include "text/fold.h"

#include <string.h>

#define MAX_VALUES 1000 /* of a cell of others: the last one has the rest. What we wrote comes back as it was. */

static const struct
{
  RcReferenceType type;
  const char *names; /* folded; "|" between and around */
} types[] = {
  { RC_REFERENCE_BOOK, "|book|books|monograph|monographs|ebook|e book|textbook|text|bk|книга|книги|монография|учебник|учебное пособие|кітап|кітаптар|оқулық|"
                       "livre|monographie|libro|monografia|buch|" },
  { RC_REFERENCE_CHAPTER, "|chapter|book chapter|booksection|book section|chap|incollection|глава|тарау|chapitre|capitulo|kapitel|" },
  { RC_REFERENCE_ARTICLE, "|article|journal article|journalarticle|jour|magazine article|magazinearticle|paper|статья|статья из журнала|мақала|article de revue|articulo|artikel|aufsatz|" },
  { RC_REFERENCE_REPORT, "|report|technical report|rprt|отчет|доклад|есеп|баяндама|rapport|informe|bericht|" },
  { RC_REFERENCE_THESIS, "|thesis|dissertation|phd thesis|thes|диссертация|автореферат|диссертациясы|these|tesis|dissertation|" },
  { RC_REFERENCE_CONFERENCE_PAPER, "|conference paper|conferencepaper|proceedings paper|conf|cpaper|доклад конференции|communication|ponencia|" },
  { RC_REFERENCE_SERIAL, "|serial|journal|periodical|magazine|журнал|периодика|периодическое издание|продолжающееся издание|мерзімді басылым|revue|"
                         "periodique|revista|zeitschrift|" },
  { RC_REFERENCE_NEWSPAPER_ARTICLE, "|newspaper article|newspaperarticle|news|статья из газеты|газета мақаласы|article de presse|" },
  { RC_REFERENCE_WEB_PAGE, "|website|webpage|web page|blogpost|web site|online resource|сайт|веб сайт|электронный ресурс|site web|sitio web|webseite|" },
  { RC_REFERENCE_MAP, "|map|atlas|карта|атлас|carte|mapa|karte|" },
  { RC_REFERENCE_VIDEO, "|video|videorecording|film|dvd|vhs|видео|фильм|бейне|video|pelicula|" },
  { RC_REFERENCE_SOUND, "|sound recording|sound|audiorecording|audiobook|audio|аудио|звукозапись|дыбыс|enregistrement sonore|audio|tontrager|" },
  { RC_REFERENCE_SCORE, "|score|music score|ноты|ноталар|partition|partitura|noten|" },
  { RC_REFERENCE_PICTURE, "|picture|photograph|photo|poster|плакат|фотография|image|foto|" },
  { RC_REFERENCE_DATASET, "|dataset|data set|набор данных|" },
  { RC_REFERENCE_SOFTWARE, "|software|computer program|computerprogram|программа|" },
  { RC_REFERENCE_PATENT, "|patent|патент|brevet|patente|" },
  { RC_REFERENCE_STANDARD, "|standard|стандарт|гост|norme|norma|norm|" },
  { RC_REFERENCE_LEGISLATION, "|legislation|law|convention|закон|конвенция|заң|loi|ley|gesetz|" },
  { RC_REFERENCE_MANUSCRIPT, "|manuscript|рукопись|қолжазба|manuscrit|manuscrito|handschrift|" },
  { RC_REFERENCE_KIT, "|kit|комплект|жинақ|" },
};

GPtrArray *
rc_csv_split (const char *cell, char sign, gboolean exact)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) value = g_string_new (NULL);

  for (const char *p = cell;; p++)
    {
      if ((exact && *p == sign && p[1] == sign && sign != '\0') || (!exact && *p == '\\' && p[1] == sign && sign != '\0'))
        {
          g_string_append_c (value, sign);
          p++;
        }
      else if (*p != '\0' && (*p != sign || (!exact && values->len + 1 >= MAX_VALUES)))
        g_string_append_c (value, *p);
      else
        {
          g_autofree char *text = g_strstrip (g_strdup (value->str));

          if (exact || *text != '\0')
            g_ptr_array_add (values, g_steal_pointer (&text));
          g_string_truncate (value, 0);
          if (*p == '\0')
            return values;
        }
    }
}

gboolean
rc_csv_commas_part_names (const char *cell)
{
  g_auto (GStrv) pieces = g_strsplit (cell, ",", MAX_VALUES);
  guint n = g_strv_length (pieces), n_initials = 0;

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (g_strstrip (pieces[i]), " ", 10);
      guint n_words = g_strv_length (words);

      if (n_words < 2)
        return FALSE;
      n_initials += rc_csv_is_initials (words[0]) || rc_csv_is_initials (words[n_words - 1]);
    }
  return n >= 3 || (n == 2 && n_initials == 2);
}

static int
read_number (const char **p, guint max)
{
  int value = 0;
  guint n = 0;

  for (; g_ascii_isdigit (**p) && n < max; n++)
    value = value * 10 + (*(*p)++ - '0');
  return n > 0 && !g_ascii_isdigit (**p) ? value : -1;
}

/* 12.05.1995, 12/05/1995: the day first, unless it can only be the month. */
static gboolean
read_day_first (RcReference *reference, const char *text)
{
  const char *p = text;
  g_autofree char *iso = NULL;
  int day = read_number (&p, 2), month, year;
  char sign = *p;

  if (day < 1 || (sign != '.' && sign != '/' && sign != '-'))
    return FALSE;
  p++;
  month = read_number (&p, 2);
  if (month < 1 || *p++ != sign)
    return FALSE;
  year = read_number (&p, 4);
  if (year < 1000 || *p != '\0')
    return FALSE;
  if (month > 12 && day <= 12)
    iso = g_strdup_printf ("%04d-%02d-%02d", year, day, month);
  else if (month <= 12 && day <= 31)
    iso = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  return iso != NULL && rc_reference_set_date (reference, iso, NULL);
}

/* What may stand around a year and tells nothing that 008 and 264 would not. */
static gboolean
is_noise (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr (" []()?.,;:~", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_year_at (const char *p, const char *start)
{
  return g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]) && !g_ascii_isdigit (p[4])
         && (p == start || !g_ascii_isdigit (p[-1])) && (*p == '1' || *p == '2');
}

/* "1995-1997", "1995–1997". */
static gboolean
read_range (RcReference *reference, const char *text)
{
  const char *p = text + 4;
  char year[5];

  if (!is_year_at (text, text))
    return FALSE;
  p += strspn (p, " ");
  if (*p == '-' || *p == '/')
    p++;
  else if (g_str_has_prefix (p, "–") || g_str_has_prefix (p, "—"))
    p += strlen ("–");
  else
    return FALSE;
  p += strspn (p, " ");
  if (strlen (p) != 4 || !is_year_at (p, p))
    return FALSE;
  g_strlcpy (year, text, sizeof year);
  if (!rc_reference_set_date (reference, year, NULL))
    return FALSE;
  reference->year_end = (int) g_ascii_strtoll (p, NULL, 10);
  return TRUE;
}

gboolean
rc_csv_read_date (RcReference *reference, const char *text, gboolean *whole)
{
  const char *end;

  *whole = TRUE;
  if (read_range (reference, text) || read_day_first (reference, text))
    return TRUE;
  if (rc_reference_set_date (reference, text, &end))
    {
      const char *rest = end;

      /* "1869 г.", "1995 ж.", "2014-11-24T00:00:00Z", "1995.0" */
      *whole = is_noise (rest, strlen (rest)) || g_str_has_prefix (rest, "г") || g_str_has_prefix (rest, "ж") || g_str_has_prefix (rest, "T00:00")
               || g_str_equal (rest, "00:00:00") || g_str_equal (rest, ".0");
      return TRUE;
    }
  for (const char *p = text; *p != '\0'; p++)
    if (is_year_at (p, text))
      {
        g_autofree char *year = g_strndup (p, 4);

        *whole = is_noise (text, p - text) && is_noise (p + 4, strlen (p + 4));
        return rc_reference_set_date (reference, year, NULL);
      }
  return FALSE;
}

gboolean
rc_csv_read_type (RcReference *reference, const char *text)
{
  g_autofree char *folded = rc_text_fold (text, -1);
  g_autofree char *barred = g_strconcat ("|", folded, "|", NULL);

  for (guint i = 0; i < RC_N_REFERENCE_TYPES; i++)
    if (g_str_equal (rc_reference_type_to_string (i), folded))
      {
        reference->type = i;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (types) && *folded != '\0'; i++)
    if (strstr (types[i].names, barred) != NULL)
      {
        reference->type = types[i].type;
        return TRUE;
      }
  return FALSE;
}

gboolean
rc_csv_is_rounded (const char *cell)
{
  const char *p = cell;

  if (!g_ascii_isdigit (*p++) || (*p != '.' && *p != ','))
    return FALSE;
  for (p++; g_ascii_isdigit (*p);)
    p++;
  return (*p == 'E' || *p == 'e') && p[1] == '+' && g_ascii_isdigit (p[2]);
}
