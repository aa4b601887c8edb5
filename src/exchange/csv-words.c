/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column of a table of publications can hold, and how tables call it. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-words.h"

#include "text/fold.h"

#include <string.h>

#define TEXT(member) RC_CSV_TEXT, G_STRUCT_OFFSET (RcReference, member), NULL
#define LIST(member) RC_CSV_LIST, G_STRUCT_OFFSET (RcReference, member), NULL
#define NAMES(role) RC_CSV_NAMES, 0, role
#define KIND(kind) kind, 0, NULL

const RcCsvWord rc_csv_words[] = {
  { "control", TEXT (control),
    { "control number|record number|record id|recordid|id|identifier|biblionumber|bib number|bibnum|bib num|bib id|bl record id|system number|mfn|ppn|001",
      "идентификатор|номер записи|контрольный номер|ид|код записи", "жазба нөмірі|бақылау нөмірі|идентификатор",
      "numéro de notice|identifiant|numéro de contrôle", "número de registro|número de control|identificador",
      "satznummer|kontrollnummer|datensatznummer" } },
  { "type", KIND (RC_CSV_TYPE),
    { "material|document type|material type|item type|itype|resource type|publication type|type of material|type of document|type of resource|kind|"
      "format|content type|media type|ty",
      "тип|вид|тип документа|вид документа|вид издания|тип издания|тип материала|материал", "түрі|құжат түрі|басылым түрі|материал",
      "type de document|type|nature", "tipo|tipo de documento|tipo de material", "typ|dokumenttyp|medientyp|medienart|materialart" } },
  { "title", TEXT (title),
    { "title proper|main title|book title|document title|full title|item title|article title|publication title|display name|ti|t1",
      "заглавие|название|наименование|заголовок|название книги|заглавие книги|основное заглавие|название издания|наименование книги|"
      "наименование издания|название документа",
      "атауы|тақырыбы|кітап атауы|кітаптың атауы|кітап аты|басылым атауы|негізгі атауы", "titre|titre propre|intitulé|titre du document",
      "título|titulo|título propiamente dicho|título del documento", "titel|haupttitel|buchtitel|sachtitel" } },
  { "subtitle", TEXT (subtitle),
    { "sub title|remainder of title|other title information", "подзаголовок|сведения относящиеся к заглавию|подзаглавие",
      "ішкі тақырыбы|қосымша атауы", "sous titre|complément du titre", "subtítulo", "untertitel|zusatz zum titel" } },
  { "short title", TEXT (short_title),
    { "abbreviated title", "краткое заглавие|краткое название", "қысқаша атауы", "titre abrégé|titre court", "título abreviado", "kurztitel" } },
  { "parallel title", TEXT (parallel_title),
    { "title in other language|translated title", "параллельное заглавие|параллельное название|перевод заглавия", "параллель атауы",
      "titre parallèle", "título paralelo", "paralleltitel" } },
  { "responsibility", TEXT (responsibility),
    { "statement of responsibility", "сведения об ответственности", "жауапкершілік туралы мәлімет", "mention de responsabilité",
      "mención de responsabilidad", "verfasserangabe" } },
  { "author", NAMES ("aut"),
    { "authors|author name|author names|author s|main author|creator|creators|personal author|by|writer|author full names|authorships author display name|"
      "au|a1|af",
      "автор|авторы|фио автора|автор ы|создатель|автор книги|авторы книги|фио автора ов|писатель", "авторы|автор|авторлар|авторлары",
      "auteur|auteurs|auteur s", "autor|autores|autor es|autora", "verfasser|autor|autoren|verfasserin|urheber" } },
  { "corporate author", NAMES ("aut"),
    { "corporate authors|corporate body|organisation|organization|institution|corporate name",
      "коллективный автор|организация|учреждение", "ұжымдық автор|ұйым|мекеме", "collectivité|auteur collectif|organisme|institution",
      "autor corporativo|entidad|organización|institución", "körperschaft|organisation" } },
  { "editor", NAMES ("edt"),
    { "editors|edited by|ed", "редактор|редакторы|под редакцией|ред|ответственный редактор", "редакторы|редактор|редакторлар",
      "éditeur scientifique|directeur de publication|sous la direction de", "editor literario|director", "herausgeber|hrsg" } },
  { "translator", NAMES ("trl"),
    { "translators|translated by", "переводчик|переводчики|перевод", "аудармашы|аударған", "traducteur|traduction", "traductor|traductores",
      "übersetzer" } },
  { "illustrator", NAMES ("ill"),
    { "illustrators|illustrated by", "художник|иллюстратор", "суретші|безендірген", "illustrateur", "ilustrador", "illustrator" } },
  { "compiler", NAMES ("com"),
    { "compilers|compiled by", "составитель|составители|сост", "құрастырушы|құрастырған", "compilateur", "compilador", "bearbeiter" } },
  { "contributor", NAMES (NULL),
    { "contributors|other authors|all names|added author|coauthor|co author|co authors",
      "соавтор|соавторы|другие авторы|участники", "қосалқы автор|тең авторлар", "contributeur|contributeurs|coauteur|coauteurs",
      "colaborador|colaboradores|coautor", "mitwirkende|beiträger|mitverfasser" } },
  { "in", TEXT (container),
    { "journal|journal title|periodical|source title|host item|host|magazine|newspaper|container|container title|published in|source|"
      "title of journal|name of journal|secondary title|journal book|publication name|primary location source display name|so|jo|jf|t2",
      "журнал|источник|название журнала|газета|наименование журнала|сборник", "журнал|журнал атауы|дереккөз|газет",
      "revue|périodique|titre de la revue|titre du périodique|source|dans", "revista|fuente|título de la revista|publicación periódica",
      "zeitschrift|zeitschriftentitel|quelle|erschienen in" } },
  { "in short", TEXT (container_short),
    { "journal abbreviation|abbreviated journal|abbreviated source title|source title abbreviation|j2|ji", "сокращенное название журнала", "журналдың қысқаша атауы", "titre abrégé de la revue",
      "revista abreviada", "zeitschriftenkürzel" } },
  { "volume", TEXT (volume),
    { "vol|volume number|volumes|journal volume|vl", "том|т|номер тома", "том|томы", "tome|numéro de volume", "volumen|tomo", "band|jahrgang|bd" } },
  { "issue", TEXT (issue),
    { "issue number|issue no|journal issue|is", "номер|выпуск|номер журнала|номер выпуска|вып", "нөмірі|шығарылым|саны", "fascicule|numéro|livraison",
      "número|fascículo", "heft|ausgabe|heftnummer" } },
  { "pages", KIND (RC_CSV_PAGES),
    { "page|page start|start page|first page|beginning page|bp|number of pages|page count|pagination|page numbers|no of pages|num pages|pp|page range|"
      "page s",
      "страницы|кол во страниц|кол во стр|количество страниц|число страниц|стр|страниц|страница|с", "беттер|бет саны|беттері|бет",
      "pages|nombre de pages|pagination|nb pages", "páginas|número de páginas|paginación", "seiten|seitenzahl|umfang seiten" } },
  { "edition", TEXT (edition),
    { "edition statement|ed statement", "сведения об издании|номер издания|переиздание", "басылым туралы мәлімет|басылымы", "mention d édition|édition",
      "edición|mención de edición", "auflage|ausgabebezeichnung" } },
  { "place", TEXT (place),
    { "place of publication|publication place|city|publisher place|published at|place published|publisher city|pi",
      "место издания|место|город|город издания|место публикации", "басылған жері|шыққан жері|қала|баспа орны",
      "lieu|lieu de publication|lieu d édition|ville", "lugar|lugar de publicación|lugar de edición|ciudad|local|local de publicação", "ort|verlagsort|erscheinungsort" } },
  { "publisher", TEXT (publisher),
    { "publisher name|publishing house|published by|imprint|publishers|publishercode|pu|pb",
      "издательство|издатель|изд во|наименование издательства", "баспа|баспасы|баспа атауы|шығарушы", "éditeur|maison d édition|editeur commercial",
      "editorial|casa editorial|editora|editor responsable", "verlag|herausgebender verlag" } },
  { "year", KIND (RC_CSV_YEAR),
    { "date|publication year|publicationyear|year of publication|publication date|publish date|publish year|date of publication|pub date|pubdate|"
      "pub year|published|date published|year published|pubyear|copyright date|copyrightdate|issue date|date issued|py|y1",
      "год|год изд|год издания|дата|дата издания|год выпуска|год публикации|дата публикации|год выхода", "жыл|жылы|шыққан жылы|басылған жылы|басылым жылы|күні",
      "année|date|date de publication|année de publication|date d édition", "año|anio|fecha|año de publicación|año de edición|fecha de publicación|ano|ano de publicação|ano publicação|data de publicação",
      "jahr|erscheinungsjahr|datum|publikationsjahr" } },
  { "extent", TEXT (extent),
    { "physical description|description physique|collation|size", "объем|физическая характеристика|количественная характеристика|физическое описание",
      "көлемі|физикалық сипаттамасы", "description matérielle|importance matérielle|collation", "descripción física|extensión|descrição física", "umfang|kollation" } },
  { "series", TEXT (series),
    { "series title|series statement|collection|series name|book series title|se", "серия|название серии|заглавие серии", "серия|сериясы|топтама", "collection|série",
      "serie|colección", "reihe|serie|schriftenreihe|reihentitel" } },
  { "series number", TEXT (series_number),
    { "number in series|number within series|series volume|series no|series index", "номер в серии|выпуск серии|номер серии", "сериядағы нөмірі", "numéro dans la collection",
      "número de serie", "bandnummer|reihennummer" } },
  { "isbn", LIST (isbn), { "isbn13|isbn 13|isbn10|isbn 10|isbns|isbn issn|ean isbn13|upc isbn10|isbn uid|international standard book number|bn", "исбн", "", "", "", "" } },
  { "issn", LIST (issn), { "issns|eissn|e issn|pissn|print issn|issn l|primary location source issn l|sn|ei", "иссн", "", "", "", "" } },
  { "doi", TEXT (doi), { "digital object identifier|doi link|doi url|item doi|di|do", "дои", "", "", "", "" } },
  { "number", TEXT (report_number),
    { "report number|document number|document code|document symbol|symbol|un symbol|standard number", "номер документа|номер отчета|шифр документа",
      "құжат нөмірі", "cote du document|numéro de rapport|symbole", "número de documento|número de informe|signatura del documento",
      "berichtsnummer|dokumentnummer" } },
  { "url", LIST (urls),
    { "urls|ur|link|links|web|website|web address|uri|internet|online|full text|fulltext|web page|permalink|ark",
      "ссылка|адрес|адрес в интернете|сайт|электронный адрес|гиперссылка|полный текст|веб сайт", "сілтеме|сайт|мекенжайы|толық мәтін",
      "lien|adresse|site|texte intégral|lien url|adresse web", "enlace|dirección|sitio|texto completo|vínculo", "adresse|verweis|volltext|webseite" } },
  { "accessed", TEXT (accessed),
    { "access date|accessed on|date accessed", "дата обращения", "қаралған күні", "consulté le|date de consultation", "consultado el|fecha de consulta",
      "abgerufen am|abrufdatum|zugriff am" } },
  { "language", KIND (RC_CSV_LANGUAGE),
    { "languages|lang|language code|text language|language of text|language of original document|la", "язык|языки|язык текста|язык документа|код языка|язык издания",
      "тіл|тілі|тілдер|мәтін тілі", "langue|langues|langue du texte", "idioma|idiomas|lengua|lenguas", "sprache|sprachen" } },
  { "subject", LIST (keywords),
    { "subjects|keyword|keywords|author keywords|manual tags|subject heading|subject headings|topic|topics|descriptor|descriptors|tags|theme|themes|"
      "index terms|kw|de",
      "ключевые слова|тема|темы|тематика|предмет|рубрика|рубрики|предметная рубрика|предметные рубрики|ключевое слово|дескрипторы|дескриптор",
      "кілт сөздер|тақырып|тақырыптар|пән|айдар|түйін сөздер|кілт сөз", "sujet|sujets|mots clés|mot clé|matière|matières|descripteurs|vedette matière",
      "materia|materias|tema|temas|palabras clave|descriptores|assunto|assuntos|palavras chave", "schlagwort|schlagworte|schlagwörter|thema|themen|stichwort|stichwörter" } },
  { "genre", TEXT (genre), { "form|genre form", "жанр|форма", "жанр|жанры", "genre|forme", "género|forma", "gattung|genre" } },
  { "abstract", TEXT (abstract),
    { "summary|description|annotation|synopsis|contents note|abstract note|ab", "аннотация|реферат|описание|резюме|краткое содержание", "аңдатпа|аннотация|түйіндеме|сипаттама",
      "résumé|description|sommaire", "resumen|descripción|resumo", "zusammenfassung|beschreibung|kurzbeschreibung" } },
  { "notes", LIST (notes),
    { "note|remark|remarks|comment|comments|general note|footnotes", "примечание|примечания|комментарий|замечания|заметки", "ескерту|ескертпе|ескертулер|пікір",
      "note|remarque|remarques|commentaire|commentaires", "nota|notas|observaciones|comentarios", "anmerkung|anmerkungen|bemerkung|bemerkungen|notiz|fußnote" } },
  { "call number", TEXT (call_number),
    { "callno|classification|class number|ddc|dewey|dewey classification|dewey decimal|lc classification|udc|bbk|lcc|class", "ббк|удк|индекс ббк|индекс удк|индекс|классификация", "ӘОЖ|КХЖ|жіктеу",
      "indice|cdu|classification|indice dewey", "clasificación|cdu", "klassifikation|notation|dk" } },
  { "key", TEXT (key), { "citation key|citekey|cite key|bibtex key|bibtexkey", "ключ цитирования", "", "clé de citation", "clave de cita", "zitierschlüssel" } },
  { "barcode", KIND (RC_CSV_BARCODE),
    { "barcodes|bar code|item barcode|accession number|accession no|inventory number|inventory no|accession|item number",
      "штрих код|штрихкод|инвентарный номер|инвентарный №|инв №|инв номер|инв|инвентарный|инвентарные номера|штрих коды",
      "штрих код|штрихкод|инвентарлық нөмір|инвентарлық нөмірі|инвентарлық №|инвентарь нөмірі|түгендеу нөмірі", "code barres|code à barres|numéro d inventaire|n° d inventaire|no d inventaire", "código de barras|número de inventario|inventario|inventarios",
      "strichcode|barcode|inventarnummer|zugangsnummer" } },
  { "shelfmark", KIND (RC_CSV_SHELFMARK),
    { "shelf mark|shelf|shelf number|shelving|call no|shelfmarks|bl shelfmark|itemcallnumber|item call number", "шифр|полочный шифр|полочный индекс|шифр хранения|полка|расстановочный шифр",
      "шифр|сөре шифрі|сөре|сақтау шифрі", "cote|cote de rangement", "signatura|signaturas|signatura topográfica|cota", "signatur|standnummer" } },
  { "location", KIND (RC_CSV_LOCATION),
    { "branch|room|department|holding library|home library|homebranch|item location|sublocation|collection location|shelving location",
      "местонахождение|место хранения|фонд|отдел|филиал|зал|местоположение", "орналасқан жері|сақталатын орны|қор|бөлім|зал",
      "localisation|emplacement|salle|bibliothèque", "ubicación|ubicaciones|localización|sala|sucursal", "standort|zweigstelle|abteilung" } },
  { "copy note", KIND (RC_CSV_COPY_NOTE),
    { "item note|item notes|copy notes|itemnotes|public note", "примечание к экземпляру|примечание экземпляра", "дана ескертпесі|дана туралы ескертпе", "note d exemplaire",
      "nota del ejemplar", "exemplarnotiz" } },
  { "status", KIND (RC_CSV_STATUS),
    { "item status|copy status|loan status|circulation status|availability", "статус|статус экземпляра|состояние|состояние экземпляра|наличие", "мәртебесі|күйі|дана күйі",
      "statut|disponibilité", "estado|estado del ejemplar|disponibilidad", "exemplarstatus|ausleihstatus|verfügbarkeit" } },
  { "due", KIND (RC_CSV_DUE),
    { "due date|date due|due back|return date|date due back|onloan", "срок возврата|дата возврата|вернуть до", "қайтару мерзімі|қайтару күні|қайтарылатын күні",
      "date de retour|retour prévu|à rendre le", "fecha de devolución|fecha de vencimiento", "rückgabedatum|fällig am|leihfrist" } },
  { "other", KIND (RC_CSV_OTHER), { "", "", "", "", "", "" } },
  { "none", KIND (RC_CSV_NONE), { "", "", "", "", "", "" } },
};
const guint rc_csv_n_words = G_N_ELEMENTS (rc_csv_words);

/* A column whose name has one of these in it, beside other words, likely holds the same. */
static const char *const telling[] = { "title", "заглавие", "название", "атауы", "titre", "título", "titel", "author", "authors", "автор", "авторы", "auteur",
                                       "autor", "year", "год", "жылы", "année", "año", "isbn", "issn", "doi", "publisher", "издательство", "баспа", "editorial",
                                       "verlag", "language", "язык", "тілі", "langue", "idioma", "sprache", "link", "host item", "keywords", "pages" };

/* What has one of these in its name is not the thing but something about it: "Author(s) ID", "author_count". */
static const char *const about[] = { "id", "ids", "orcid", "count", "affiliation", "affiliations", "address", "addresses", "email", "rating", "role", "roles",
                                     "sort", "country", "countries", NULL };

typedef struct
{
  GHashTable *words;   /* (owned) folded name → const RcCsvWord * */
  GHashTable *telling; /* (owned) the same of names that tell within others */
} Names;

const RcCsvWord *
rc_csv_word_find (const char *word)
{
  for (guint i = 0; i < rc_csv_n_words; i++)
    if (g_str_equal (rc_csv_words[i].word, word))
      return &rc_csv_words[i];
  return NULL;
}

/* Lower case, without accents and signs, words one blank apart: catalogue_title, x.title, OriginalTitle. */
static char *
fold_name (const char *name)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    {
      if (p > name && g_ascii_isupper (*p) && g_ascii_islower (p[-1]))
        g_string_append_c (words, ' ');
      g_string_append_c (words, g_ascii_ispunct (*p) ? ' ' : *p);
    }
  return rc_text_fold (words->str, -1);
}

static void
add_names (GHashTable *table, const char *names, const RcCsvWord *word)
{
  g_auto (GStrv) list = g_strsplit (names, "|", -1);

  for (char **name = list; *name != NULL; name++)
    {
      char *folded = fold_name (*name);

      /* What two words are called is the first one's. */
      if (*folded == '\0' || g_hash_table_contains (table, folded))
        g_free (folded);
      else
        g_hash_table_insert (table, folded, (gpointer) word);
    }
}

/* Folding them all takes longer than a small table: they are folded once, and do not change. */
static const Names *
get_names (void)
{
  static Names names;
  static gsize made;

  if (!g_once_init_enter (&made))
    return &names;
  names.words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  names.telling = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < rc_csv_n_words; i++)
    if (rc_csv_words[i].kind != RC_CSV_NONE)
      add_names (names.words, rc_csv_words[i].word, &rc_csv_words[i]);
  for (guint i = 0; i < rc_csv_n_words; i++)
    for (const char *const *list = rc_csv_words[i].names; *list != NULL; list++)
      add_names (names.words, *list, &rc_csv_words[i]);
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    {
      g_autofree char *folded = fold_name (telling[i]);

      add_names (names.telling, telling[i], g_hash_table_lookup (names.words, folded));
    }
  g_once_init_leave (&made, 1);
  return &names;
}

/* The word that the last words of a name tell, or its first ones: "catalogue title", "year (printed)". */
static const RcCsvWord *
find_telling (const Names *names, const char *folded)
{
  const char *first = strchr (folded, ' ');
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autofree char *head = NULL;

  for (char **part = parts; *part != NULL; part++)
    if (g_strv_contains (about, *part))
      return NULL;

  for (const char *rest = first; rest != NULL; rest = strchr (rest + 1, ' '))
    {
      const RcCsvWord *word = g_hash_table_lookup (names->telling, rest + 1);

      if (word != NULL)
        return word;
    }
  head = first != NULL ? g_strndup (folded, first - folded) : NULL;
  return head != NULL ? g_hash_table_lookup (names->telling, head) : NULL;
}

const RcCsvWord *
rc_csv_word_guess (const char *name, gboolean *certain)
{
  const Names *names = get_names ();
  g_autofree char *folded = fold_name (name);
  const RcCsvWord *word = g_hash_table_lookup (names->words, folded);
  gsize length = strlen (folded);

  *certain = word != NULL;
  if (word != NULL)
    return word;
  /* "author 1", "subject2" */
  while (length > 0 && (g_ascii_isdigit (folded[length - 1]) || folded[length - 1] == ' '))
    length--;
  if (length > 0 && folded[length] != '\0')
    {
      folded[length] = '\0';
      word = g_hash_table_lookup (names->words, folded);
      if (word != NULL)
        return word;
    }
  return find_telling (names, folded);
}

gboolean
rc_csv_place_parse (const char *text, RcCsvPlace *place)
{
  gsize length = strlen (text), at = 3;
  gboolean sign = FALSE;

  memset (place, 0, sizeof *place);
  if (length < 3 || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]))
    return FALSE;
  memcpy (place->tag, text, 3);
  memset (place->indicators, ' ', 2);
  if (g_str_has_prefix (text, "00"))
    return length == 3 && text[2] != '0';
  if (length >= 6 && strchr ("_# 0123456789", text[3]) != NULL && strchr ("_# 0123456789", text[4]) != NULL)
    {
      for (; at < 5; at++)
        place->indicators[at - 3] = g_ascii_isdigit (text[at]) ? text[at] : ' ';
    }
  if (text[at] != '\0' && strchr ("$^_|.", text[at]) != NULL)
    {
      sign = TRUE;
      at++;
    }
  else if (g_str_has_prefix (text + at, "‡"))
    {
      sign = TRUE;
      at += strlen ("‡");
    }
  place->code = text[at];
  /* "2004" is no place. */
  return at + 1 == length && (g_ascii_islower (text[at]) || (sign && g_ascii_isdigit (text[at])));
}
