/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that tell what a day in a text is. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose-clues.h"

#include <string.h>

/* "abc*" is any word that begins so; Latin letters have no accents here, ё is е (prose-tokens.h). */
static const struct
{
  guint clue;
  const char *phrases; /* between bars */
} clues[] = {
  { RC_CLUE_DEADLINE, "deadline*|materials are due|documents are due|nominations are due|abstracts are due|manuscripts are due|entries are due|closing date*|date of closing|closing time|new deadline*|cut - off*|cutoff*|due "
                      "date*|closing :|closes :|due :|deadlines per year|deadlines a year|apply by|applications due|proposals due|submissions due|"
                      "applications are due|proposals are due|submissions are due|last date|last day|final date|final "
                      "day|apply before|submission date*|"
                      "срок подачи|срок приема|сроки приема|сроки подачи|срок представления|срок "
                      "предоставления|крайний срок|крайнего срока|последний срок|"
                      "предельный срок|дедлайн*|последний день|дата окончания|окончание приема|окончания приема|дата "
                      "закрытия|завершение приема|"
                      "окончание подачи|окончания подачи|срок окончания|завершения приема|конечный срок|новый срок подачи|"
                      "соңғы мерзім*|соңғы күн*|өтінім беру мерзім*|өтінім қабылдау мерзім*|өтініш беру "
                      "мерзім*|қабылдау мерзім*|тапсыру мерзім*|ақтық мерзім*|"
                      "date limite*|fermeture des candidatures|fermeture de l'appel|fermeture de la plateforme|fermeture de la campagne|nouvelle date limite|dates limites|date butoir|date de "
                      "cloture|cloture*|echeance*|dernier delai|delai de soumission|delai de depot|"
                      "current closing date*|revised closing date*|new closing date*|revised deadline*|updated deadline*|current deadline*" },
  { RC_CLUE_LIMIT, "by|until|till|through|no later than|not later than|up to|on or before|latest|"
                   "до|не позднее|не позже|по|"
                   "дейін|шейін|кешіктірмей|кешіктірілмей|кешікпей|"
                   "au plus tard|jusqu'au|jusqu'a|d'ici le|d'ici au" },
  { RC_CLUE_BEFORE, "before|apply before|prior to|earlier than|avant|ранее" },
  { RC_CLUE_CLOSE, "close|closes|closing|will close|due|is due|are due|open until|open till|open through|opened "
                   "until|remain open until|remains open until|runs until|run until|ends|portal closes|portal will close|system closes|system will close|portal will be available until|"
                   "закрыва*|заканчива*|завершает*|истекает|открыт до|открыта до|открыто до|длится до|окончание|окончание -|окончание :|"
                   "аяқтал*|жабыл*|тоқтатыл*|"
                   "clos|close|closes|ferme*|ferment|se termine|se cloture|ouvert jusqu'au|ouverte jusqu'au|ouvertes "
                   "jusqu'au|ouverts jusqu'au|expire*" },
  { RC_CLUE_HAND_IN, "submit*|emailed|submission|submissions|apply|send|sent|receive|received|receipt|accept|accepts|accepted|"
                     "accepting|reach us|must reach|lodge*|filed|upload*|should reach the|should reach us|must reach the|applications must arrive|applications should arrive|proposals must arrive|nominations must arrive|"
                     "documents must arrive|postmarked|invited|welcome|transmittal|nominate|nominated|"
                     "принима*|прием|приема|подач*|подать|подает*|подают*|подава*|подан*|подайте|выдвига*|заявки ждем|ждем заявк*|ждем заявок|направить|направля*|направлен*|направьте"
                     "|присыла*|прислать|отправ*|предостав*|представить|представлять|представляются|сдать|"
                     "қабылда*|тапсыр*|жібер*|ұсын*|беру|берілуі|жолда*|беруге|"
                     "soumettre|soumis*|soumettez|soumission*|deposer|depos*|depot*|envoy*|adress*|recu|recus|recue|"
                     "recues|recevoir|postul*|candidatez|accept*|transmis*|transmett*|candidater|parvenir|retourn*" },
  { RC_CLUE_CALL, "application*|applications must arrive|applications should arrive|proposals must arrive|nominations must arrive|documents must arrive|"
                  "portal closes|portal will close|system closes|system will close|call for proposals|call for "
                  "applications|proposal*|nomination*|call|calls|competition|contest|entries|abstracts|papers|"
                  "заявк*|заявки ждем|заявлен*|документ*|конкурс*|анкет*|досье|"
                  "өтінім*|өтініш*|құжат*|конкурс*|байқау*|тезис*|мақала*|"
                  "candidature*|dossier*|proposition*|demande*|appel|l'appel|concours" },
  { RC_CLUE_OTHER,
    "tba|tbc|tbd|to be confirmed|earliest submission date*|earliest date*|awards are made|awards will be made|result*|outcome*|announce*|notif*|decision*|decided|winner|winning|start|starts|started|starting|begin*|commenc*|"
    "open|opens|opened|opening|launch*|publish*|published|posted|"
    "updated|modified|interview*|webinar*|information session|info session|workshop*|conference*|summer school|takes "
    "place|take place|held|event|events|"
    "ceremony|registration|register|report|reports|reporting|"
    "implement*|be completed|completed by|completion|born|degree|phd|thesis|graduat*|after|available|last year|last "
    "year's|previous|review|reviewed|evaluat*|"
    "select|selected|selection|assess*|visa|arriv*|travel|valid|effective|"
    "following the deadline|after the deadline|weeks after the deadline|days after the deadline|months after the "
    "deadline|day after the deadline|month after the deadline|week after the deadline|project "
    "period|duration|aged|exhibition|archive|archived|paid|payment|version|copyright|isbn|issn|founded|established|"
    "anniversary|"
    "appeal*|since|from the date|awarded|as of|end date|end dates|start date|start dates|"
    "результат*|итог*|объявл*|начал*|начин*|начнет*|старт*|открыт|открыта|открыто|открыты|открыва*|откроет*|открытие|"
    "опубликован*|публикац*|собеседован*|состоит*|пройдет|пройдут|проводит*|проведен*|"
    "мероприяти*|семинар*|вебинар*|реализац*|отчет*|рожден*|родив*|после|регистрац*|прошл*|дата окончания проект*|дата окончания обучен*|дата окончания реализац*|дата окончания программ*|дата окончания стажировк*|дата окончания работ*|дата окончания действ*|дата окончания договор*|дата окончания грант*|дата окончания финансирован*|"
    "стажировк*|обучени*|рассмотрен*|рассматрива*|отбор*|защита проект*|защиты проект*|защита работ|очная защита|публичная защита|выплат*|действ*|"
    "нәтиже*|жарияла*|бастал*|баста*|ашыл*|өтеді|өткізіл*|сұхбат*|тіркел*|тіркеу*|кейін|хабарла*|есеп*|туған|"
    "іріктеу*|іске асыр*|өткен|"
    "resultat*|annonc*|debut*|commenc*|ouvert|ouverte|ouverts|ouvertes|ouvr*|ouverture|publi*|entretien*|aura "
    "lieu|auront lieu|atelier*|webinaire*|apres|inscri*|rapport*|"
    "a partir|a compter|laureat*|notifi*|selection*|derniere annee|l'an dernier|demarr*" },
  { RC_CLUE_ASIDE,
    "selected projects|selected proposals|selected applicants|selected candidates|shortlisted applicants|shortlisted candidates|appeals|successful applicants|successful candidates|successful proposers|winners|awardees|grantees|scholarship holders|final report*|progress report*|interim report*|narrative report*|accepted papers|accepted abstracts|accepted candidates|encouraged to apply by|encouraged to submit by|encouraged to apply|encouraged to submit|questions due|questions are due|inquiries due|no submissions|no nominations|who applied|already applied|have applied|referee|referees|recommenders|question|questions|inquir*|enquir*|clarification*|reference letters|letters of reference|recommendation*|no "
    "applications|no application|no proposals|"
    "to register|draft of|weeks prior to the due date|weeks prior to the deadline|days prior to the due date|"
    "days prior to the deadline|weeks before the deadline|days before the deadline|week before the deadline|"
    "not be accepted|not be submitted|not accepted|cannot|not before|no earlier than|not earlier than|not be opened|"
    "апелляци*|победител*|стипендиаты|отчет|отчеты|рекомендуется|вопрос*|рекомендательн*|не ранее|не раньше|не принимаются|не принимается|не подаются|разъяснен*|"
    "қабылданбай*|сұрақ*|жеңімпаз*|"
    "les rapports|le rapport|les laureats|les boursiers|aucun depot|aucun dossier|aucune demande|aucune proposition|pas de depot|pas de candidature*|n'accept*|question*|ne seront|ne sera|pas avant|aucune candidature|lettres de recommandation" },
  { RC_CLUE_OPEN, "application period*|application window*|submission period*|submission window*|periode de candidature|open from|opens from|open between|opened from|ouvert du|ouverte du|ouvertes du|ouverts du|открыт "
                  "с|открыта с|открыто с|открыт в период|ашық" },
  { RC_CLUE_STAGE, "first stage|second stage|third stage|stage 1|stage 2|stage 3|stage one|stage two|1st stage|2nd "
                   "stage|phase 1|phase 2|first phase|second phase|letter of intent|letters of intent|loi|notice of intent|"
                   "notices of intent|noi|"
                   "concept note*|concept paper*|full proposal*|full application*|expression of interest|expressions "
                   "of interest|pre - proposal*|preproposal*|pre - application*|preapplication*|"
                   "first cut - off*|second cut - off*|third cut - off*|first round|second round|spring round|autumn "
                   "round|round 1|round 2|"
                   "первый этап|второй этап|третий этап|1 - й этап|2 - й этап|этап 1|этап 2|первого этапа|второго "
                   "этапа|первый тур|второй тур|i этап|ii этап|"
                   "бірінші кезең*|екінші кезең*|үшінші кезең*|1 - кезең*|2 - кезең*|"
                   "premiere etape|deuxieme etape|seconde etape|etape 1|etape 2|premiere phase|deuxieme phase|lettre "
                   "d'intention|lettres d'intention|premiere session|deuxieme session" },
  { RC_CLUE_MOVED, "extended|extension|new deadline*|postponed|current closing date*|revised closing date*|new closing date*|revised deadline*|updated deadline*|current deadline*|продлен*|продлева*|перенесен*|новый срок|новый срок "
                   "подачи|ұзарт*|жаңа мерзім*|prolong*|reporte*|repousse*|nouvelle date limite" },
  { RC_CLUE_FORMER, "extended from|postponed from|moved from|previously|originally|formerly|instead of|продлен* с|перенесен* с|вместо|"
                    "первоначально|изначально|initialement|au lieu de|report* du|prolong* du|бастапқыда" },
  { RC_CLUE_YEARLY, "every year|each year|annually|annual deadline|deadlines per year|deadlines a year|times a year|times per year|twice a year|sessions par an|fois par "
                    "an|раза в год|жылына екі рет|yearly|of each year|of every year|ежегодно|каждый "
                    "год|каждого года|ежегодный|жыл сайын|әр жылы|әр жылдың|chaque annee|tous les ans|annuellement" },
  { RC_CLUE_ROLLING,
    "rolling|year - round|year round|all year|all year round|throughout the year|no deadline*|no closing date|no fixed "
    "deadline*|at any time|any time|anytime|open - ended|open all year|open all year round|open all year - round|open throughout the year|continuous basis|ongoing basis|"
    "continuous call|ongoing call|continuously accepted|continually accepted|accepted continuously|accepted continually|"
    "continuously open|open continuously|reviewed continuously|submitted continuously|deadline : ongoing|deadline ongoing|"
    "deadline is ongoing|deadline : continuous|deadlines : ongoing|"
    "круглый год|круглогодично|круглогодичный|в течение года|в течение всего года|на постоянной основе|постоянно|без "
    "ограничения срока|бессрочно|в любое время|срок не ограничен|"
    "жыл бойы|тұрақты түрде|кез келген уақытта|үнемі|мерзімі шектелмеген|"
    "tout au long de l'annee|toute l'annee|en continu|au fil de l'eau|sans date limite|a tout moment|pas de date "
    "limite|en permanence" },
  { RC_CLUE_ONGOING, "ongoing|continuous|continuously|continually" },
  { RC_CLUE_USUAL,
    "usually|typically|generally|normally|around|обычно|как правило|әдетте|habituellement|generalement|en general" },
  { RC_CLUE_SHIFT | RC_CLUE_OTHER,
    "falls on|fall on|falling on|falls over|приходится на|приходятся на|приходящийся на|выпадает на|выпадают на|сәйкес келсе|тура келсе|"
    "tombe un|tombent un|coincide*" },
  { RC_CLUE_WITHIN, "inclusive|inclusively|included|включительно|қоса алғанда|қоса алғанға|қоса|inclus|incluse|compris" },
  { RC_CLUE_RELATIVE, "days of|days after|days from|weeks of|weeks after|weeks from|months of|months "
                      "after|days following|calendar days|working days|business days|hours before|"
                      "дней с|дней после|дней со|календарных дней|рабочих дней|недель с|месяцев с|"
                      "күн ішінде|күнтізбелік күн|жұмыс күні|ай ішінде|"
                      "jours apres|jours suivant|jours a compter|semaines apres" },
  { RC_CLUE_RELATIVE | RC_CLUE_ASIDE,
    "days before|weeks before|months before|week before|month before|day before|days prior to|weeks prior to|months prior to|week prior to|"
    "month prior to|дней до|дня до|недели до|недель до|неделю до|месяца до|месяцев до|месяц до|"
    "jours avant|jour avant|semaines avant|semaine avant|mois avant|күн бұрын|апта бұрын|ай бұрын" },
  { RC_CLUE_JOIN, "and|or|&|/|,|и|или|а также|және|мен|пен|бен|немесе|et|ou|ainsi que" },
  { RC_CLUE_FILL,
    "starting grants|must arrive by|со дня объявления|с момента объявления|с даты объявления|со дня публикации|с момента публикации|с даты публикации|со дня опубликования|с момента опубликования|not postmarked by|by email|by e - mail|by mail|by post|by phone|by telephone|by the applicant|by applicants|by "
    "the following dates|by them|send us|"
    "по адресу|по электронной почте|по почте|по ссылке|по программе|по теме|по телефону|по времени|по форме|"
    "open science|open access|open call|due to|close to|close of business|close of the business day|up to date|open "
    "competition|open to all|открытый конкурс|the opening hours|"
    "application review|conference grants|conference grant" },
};

typedef struct
{
  const char *phrase;
  gsize length;
  guint clue;
} Phrase;

/* What the first two bytes of a phrase's first word, and of a token, are filed under. */
static gpointer
make_key (guchar first, guchar second)
{
  return GUINT_TO_POINTER ((guint) first << 8 | (strchr (" |*", second) != NULL ? 0u : second));
}

static gpointer
make_index (gpointer data)
{
  GHashTable *index = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < G_N_ELEMENTS (clues); i++)
    for (const char *phrase = clues[i].phrases; *phrase != '\0';)
      {
        Phrase one = { phrase, strcspn (phrase, "|"), clues[i].clue };
        gpointer key = make_key ((guchar) phrase[0], (guchar) phrase[1]);
        GArray *phrases = g_hash_table_lookup (index, key);

        if (phrases == NULL)
          {
            phrases = g_array_new (FALSE, FALSE, sizeof (Phrase));
            g_hash_table_insert (index, key, phrases);
          }
        g_array_append_val (phrases, one);
        phrase += one.length + (phrase[one.length] == '|' ? 1 : 0);
      }
  return index;
}

/* Made once, and never changed: every word of every text is looked up. */
static const GArray *
find_phrases (const RcProseToken *token)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *index = g_once (&once, make_index, NULL);

  if (token->kind == RC_PROSE_TOKEN_WORD && token->word[0] != '\0')
    return g_hash_table_lookup (index, make_key ((guchar) token->word[0], (guchar) token->word[1]));
  if (token->kind == RC_PROSE_TOKEN_NUMBER && token->number >= 1 && token->number <= 3)
    return g_hash_table_lookup (index, make_key ((guchar) ('0' + token->number), 0));
  if (token->kind == RC_PROSE_TOKEN_SIGN)
    return g_hash_table_lookup (index, make_key ((guchar) token->sign, 0));
  return NULL;
}

/* As rc_prose_tokens_match, for one of several phrases, and with numbers: "stage 1". */
static guint
match (const RcProseToken *token, const char *phrase, gsize length)
{
  char one[128];
  guint n = 0;

  if (length >= sizeof one)
    return 0;
  memcpy (one, phrase, length);
  one[length] = '\0';
  if (strchr (one, '1') == NULL && strchr (one, '2') == NULL && strchr (one, '3') == NULL)
    return rc_prose_tokens_match (token, one);
  for (char *p = one; *p != '\0';)
    {
      gsize word = strcspn (p, " ");
      char *next = p + word + strspn (p + word, " ");

      p[word] = '\0';
      if (g_ascii_isdigit (*p) ? token[n].kind != RC_PROSE_TOKEN_NUMBER || token[n].number != *p - '0'
                               : rc_prose_tokens_match (&token[n], p) == 0)
        return 0;
      n++;
      p = next;
    }
  return n;
}

guint
rc_prose_find_clue (const RcProseToken *token, guint *n)
{
  const GArray *phrases = find_phrases (token);
  guint found = 0;

  *n = 0;
  for (guint i = 0; phrases != NULL && i < phrases->len; i++)
    {
      const Phrase *phrase = &g_array_index (phrases, Phrase, i);
      guint words = match (token, phrase->phrase, phrase->length);

      /* One word may say two things: later ones of the same length add to it. */
      if (words > *n)
        found = phrase->clue;
      else if (words == *n && words > 0)
        found |= phrase->clue;
      *n = MAX (*n, words);
    }
  return found;
}
