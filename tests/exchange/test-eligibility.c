/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of who may apply, as calls say it: right or not stated, never wrong. */
#include "exchange/eligibility-prose.h"

#include <string.h>

/* What is found: "citizenship=KZ,KG age=..34 who=student stage=doctorate"; "citizenship=?": the words alone; "": nothing. */
static const struct
{
  const char *text, *found;
} sentences[] = {
  /* Countries, English. */
  { "Applicants must be citizens of Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan or Uzbekistan.", "citizenship=KZ,KG,TJ,TM,UZ" },
  { "Citizens of Kazakhstan and Kyrgyzstan", "citizenship=KZ,KG" },
  { "Open to citizens of the Republic of Kazakhstan only.", "citizenship=KZ" },
  { "Candidates should be nationals of the Kyrgyz Republic.", "citizenship=KG" },
  { "Applicants must be nationals of one of the following countries: Armenia, Azerbaijan, Georgia.", "citizenship=AM,AZ,GE" },
  { "Nationals of developing countries are eligible to apply.", "citizenship=?" },
  { "Applicants must be nationals of a developing country.", "citizenship=?" },
  { "Applicants must be citizens of Kazakhstan and other countries of Central Asia.", "citizenship=?" },
  { "Applicants must be citizens of Central Asian countries.", "citizenship=?" },
  { "Applicants must be citizens or permanent residents of Kazakhstan.", "" },
  { "Citizens of Kazakhstan are not eligible to apply.", "" },
  { "Applicants must not be citizens of Germany.", "" },
  { "Citizens of all countries except Japan may apply.", "" },
  { "Citizens of any country may apply.", "citizenship=any" },
  { "Applicants of any nationality are eligible.", "citizenship=any" },
  { "The programme is open to all nationalities.", "citizenship=any" },
  { "Candidates may apply regardless of their nationality.", "citizenship=any" },
  { "Open to citizens of any EU country.", "citizenship=?" },
  { "Citizens of Kazakhstan may stay in Germany for 90 days.", "" },
  { "Preference is given to citizens of Kazakhstan.", "" },
  { "Citizens of developing countries, including Kazakhstan, may apply.", "" },
  { "Applicants from Kazakhstan and Uzbekistan may apply.", "citizenship=KZ,UZ" },
  { "Applicants should collaborate with researchers from Germany.", "" },
  { "Applicants must be resident in Tajikistan.", "residence=TJ" },
  { "Applicants must be residing in Mongolia or Kazakhstan.", "residence=MN,KZ" },
  { "Candidates must be citizens of Guinea-Bissau.", "citizenship=GW" },
  { "Candidates must be citizens of Papua New Guinea.", "citizenship=PG" },
  { "Candidates must be citizens of the Republic of Korea.", "citizenship=KR" },
  { "Candidates must be citizens of the Russian Federation, Belarus and Armenia.", "citizenship=RU,BY,AM" },
  { "Candidates must be citizens of Niger and Nigeria.", "citizenship=NE,NG" },
  { "Candidates must be citizens of Kazakhstan under 35 years of age.", "citizenship=KZ age=..34" },
  { "Applicants must be citizens of Kazakhstan, who are currently working at a university.", "citizenship=KZ" },
  { "Applicants must be citizens of Kazakhstan and residents of Almaty.", "" },
  { "Applications are open to citizens of Wonderland.", "citizenship=?" },
  { "Universities in Kazakhstan may apply.", "institution=KZ who=institution" },
  { "Universities located in Kazakhstan and Uzbekistan are eligible.", "institution=KZ,UZ" },
  { "Applicants need an invitation from host institutions in Germany.", "" },
  { "Spouses of citizens of Kazakhstan may apply.", "" },
  { "If you are a citizen of Kazakhstan you may apply.", "" },
  { "Applicants are usually citizens of Kazakhstan.", "" },
  { "The citizens of Georgia must be invited to the table", "citizenship=GE" },
  { "Applicants must be residents of Georgia.", "" },
  { "Candidates must be citizens of the United States of America.", "citizenship=US" },
  /* Ages, English. */
  { "Applicants must be under 35.", "age=..34" },
  { "Researchers under the age of 40 may apply.", "who=researcher age=..39" },
  { "Candidates must be below 40 years of age.", "age=..39" },
  { "Candidates must not be older than 35 years.", "age=..35" },
  { "Applicants should be no older than 45 years of age on 30 November 2026.", "age=..45" },
  { "Applicants must be younger than 30.", "age=..29" },
  { "Open to scientists aged under 40.", "who=researcher age=..39" },
  { "Age limit: 35 years", "age=..35" },
  { "Maximum age: 40", "age=..40" },
  { "Participants must be between 18 and 35 years old.", "age=18..35" },
  { "Applicants aged 18 to 30 can apply.", "age=18..30" },
  { "Applicants must be at least 18 years old.", "age=18.." },
  { "Applicants must be 18 years of age or older.", "age=18.." },
  { "Applicants must be 35 years old or younger.", "age=..35" },
  { "There is no age limit for applicants.", "" },
  { "Conservation projects must focus on providing opportunities for U.S. citizens (between ages 16 and 30 inclusive and veterans up to age 35 inclusive) "
    "recruited from local communities.", "" },
  { "Applicants must be between ages 16 and 30, up to age 35 for women.", "" },
  { "This group has adults, 30 years of age and over, who have brought youth together.", "" },
  { "Applicants under 35 are preferred.", "" },
  { "Applicants under 35, or under 40 for women, may apply.", "" },
  { "Researchers under 35 or who obtained a PhD within the last 7 years.", "" },
  { "Applicants must have at least 15 years of experience.", "" },
  { "Applicants submit proposals under 20 pages.", "" },
  { "Companies under 50 employees may apply.", "who=business" },
  { "Projects for children under 16 may be submitted by applicants.", "" },
  { "Applicants under 18 are not eligible.", "" },
  { "Applicants may ask for up to 24 months of funding.", "" },
  { "Applicants receive up to 20 years of data.", "" },
  { "The project lasts up to 36 months.", "" },
  { "Applicants may request under 50 percent of the costs.", "" },
  { "Applicants receive less than 25 000 US dollars.", "" },
  { "Applicants must be under 350 years", "" },
  { "Applicants must be under 35 for doctoral and under 45 for senior fellowships.", "" },
  /* Degrees, English. */
  { "Applicants must hold a PhD.", "stage=doctorate" },
  { "Applicants must hold a Ph.D. or equivalent.", "" },
  { "Open to PhD holders under 40.", "" },
  { "Candidates must be PhD holders.", "stage=doctorate" },
  { "Candidates with a master's degree may apply.", "stage=master" },
  { "Candidates must have at least a bachelor's degree.", "stage=bachelor" },
  { "Applicants must hold a master's degree or a PhD.", "" },
  { "Applicants must be enrolled in a PhD programme.", "" },
  { "Candidates who have a supervisor with a PhD may apply.", "" },
  { "Applicants have completed a PhD within the last five years.", "" },
  /* Who, English. */
  { "Open to early-career researchers.", "who=researcher" },
  { "Open to students, teachers and researchers.", "who=student,educator,researcher" },
  { "Researchers and teachers may apply.", "who=researcher,educator" },
  { "Open to researchers, artists and teachers.", "" },
  { "Non-governmental organisations may apply.", "who=ngo" },
  { "NGOs and universities are eligible.", "who=ngo,institution" },
  { "Eligible applicants: universities, research institutes and NGOs.", "who=institution,ngo" },
  { "Eligible applicants include universities and NGOs.", "" },
  { "Individuals are eligible.", "who=individual" },
  { "Only PhD students can apply.", "" },
  { "PhD students can apply.", "who=student" },
  { "Small and medium-sized enterprises may apply.", "" },
  { "Students are not eligible.", "" },
  { "The project should train teachers and students.", "" },
  { "Open to everyone.", "" },
  /* Russian. */
  { "Приглашаются граждане Казахстана, Кыргызстана, Таджикистана, Туркменистана и Узбекистана.", "citizenship=KZ,KG,TJ,TM,UZ" },
  { "Заявки могут подать граждане Республики Казахстан.", "citizenship=KZ" },
  { "В конкурсе могут участвовать граждане России и Белоруссии.", "citizenship=RU,BY" },
  { "Участвовать могут граждане Российской Федерации, Армении и Киргизии.", "citizenship=RU,AM,KG" },
  { "Граждане стран СНГ могут подать заявку.", "" },
  { "Граждане Казахстана и других стран Центральной Азии могут подать заявку.", "" },
  { "Гражданам Казахстана предоставляется виза.", "" },
  { "Не допускаются граждане Германии.", "" },
  { "Участвовать могут граждане всех стран, кроме Японии.", "" },
  { "Участвовать могут граждане любой страны.", "citizenship=any" },
  { "Заявки принимаются независимо от гражданства.", "citizenship=any" },
  { "Кандидаты из Узбекистана и Таджикистана могут подать заявку.", "citizenship=UZ,TJ" },
  { "Заявители должны быть гражданами Монголии.", "citizenship=MN" },
  { "Участвовать могут граждане того государства, где проходит конкурс.", "" },
  { "Участвовать могут граждане Нигера и Нигерии.", "citizenship=NE,NG" },
  { "К участию приглашаются лица, проживающие в Казахстане.", "residence=KZ" },
  { "Возраст заявителя: до 35 лет.", "age=..34" },
  { "Молодые ученые до 35 лет включительно могут подать заявку.", "age=..35 who=researcher" },
  { "Участники не старше 40 лет.", "age=..40" },
  { "Кандидаты в возрасте от 18 до 35 лет.", "age=18..35" },
  { "Заявители моложе 30 лет.", "age=..29" },
  { "Заявитель должен иметь до 20 лет стажа.", "" },
  { "Ограничений по возрасту участников нет.", "" },
  { "Преимущество имеют учёные до 35 лет.", "" },
  { "Заявки на участие в Конкурсе могут подавать сотрудники научных и образовательных организаций Российской Федерации, а также самостоятельные исследователи, "
    "граждане Российской Федерации, в возрасте до 35 лет.", "" },
  { "Подать заявку могут молодые люди от 14 до 35 лет.", "age=14..35" },
  { "Кандидаты до 35 лет или до 40 лет для женщин.", "" },
  { "Проекты для детей до 16 лет.", "" },
  { "К участию допускаются студенты и аспиранты.", "who=student" },
  { "Приглашаются учителя и преподаватели вузов.", "who=educator" },
  { "Конкурс открыт для молодых учёных.", "who=researcher" },
  { "Заявитель имеет степень PhD.", "stage=doctorate" },
  { "Кандидат должен иметь степень магистра.", "stage=master" },
  { "Заявитель имеет степень магистра или PhD.", "" },
  /* Kazakh. */
  { "Қазақстан Республикасының азаматтары өтініш бере алады.", "citizenship=KZ" },
  { "Қазақстан, Қырғызстан және Өзбекстан азаматтары қатыса алады.", "citizenship=KZ,KG,UZ" },
  { "Орталық Азия елдерінің азаматтары қатыса алады.", "" },
  { "Барлық елдердің азаматтары қатыса алады.", "citizenship=any" },
  { "35 жасқа дейінгі ғалымдар қатыса алады.", "age=..34" },
  { "18 бен 35 жас аралығындағы үміткерлер.", "age=18..35" },
  { "Үміткердің жасы 40 жастан аспауы керек.", "age=..40" },
  { "Жасы 18 жастан 30 жасқа дейінгі азаматтар.", "age=18..30" },
  { "Студенттер мен оқытушылар қатыса алады.", "who=student,educator" },
  { "Жас ғалымдар өтініш бере алады.", "who=researcher" },
  { "35 жасқа дейінгі немесе PhD дәрежесі бар үміткерлер.", "" },
  { "Артықшылық 35 жасқа дейінгі ғалымдарға беріледі.", "" },
  { "Үміткердің PhD дәрежесі болуы керек.", "stage=doctorate" },
  /* French. */
  { "Les candidats doivent être ressortissants du Kazakhstan, du Kirghizistan ou de l’Ouzbékistan.", "citizenship=KZ,KG,UZ" },
  { "Ressortissants du Kazakhstan et de la Mongolie", "citizenship=KZ,MN" },
  { "Les ressortissants de tous les pays peuvent postuler.", "citizenship=any" },
  { "Les ressortissants des pays en développement peuvent postuler.", "" },
  { "Les candidats de toute nationalité peuvent postuler.", "citizenship=any" },
  { "Les citoyens de l’Union européenne peuvent postuler.", "" },
  { "Les candidats doivent être âgés de moins de 40 ans.", "age=..39" },
  { "Chercheurs âgés de moins de 35 ans", "age=..34" },
  { "Les candidats ont entre 18 et 35 ans.", "age=18..35" },
  { "Les candidats doivent avoir 35 ans au plus.", "age=..35" },
  { "Les candidats doivent avoir au moins 18 ans.", "age=18.." },
  { "Les candidats doivent avoir au moins 15 ans d’expérience.", "" },
  { "La préférence est donnée aux candidats de moins de 35 ans.", "" },
  { "Il n’y a pas de limite d’âge pour les candidats de moins de 70 ans.", "" },
  { "Les étudiants et les enseignants peuvent postuler.", "who=student,educator" },
  { "Appel ouvert aux chercheurs en début de carrière.", "who=researcher" },
  { "Les candidats sont titulaires d’un doctorat.", "stage=doctorate" },
  { "Les candidats sont titulaires d’un master ou d’un doctorat.", "" },
  /* Language and field, as they stand in texts found elsewhere: calls, notices, conditions. */
  { "Proficiency in English is required.", "language=eng" },
  { "Basic proficiency in English is required.", "language=eng" },
  { "Language proficiency in English is required for all programs.", "language=eng" },
  { "Due to the nature of the role, functional proficiency in English is required for positions based in the Quebec.", "" },
  { "Proficiency in English is required for enrollment as course materials and documentation are in English.", "" },
  { "Applications must be submitted in English.", "language=eng" },
  { "Please note that applications must be submitted in English.", "language=eng" },
  { "All ATP applications must be submitted in English.", "language=eng" },
  { "Applications must be submitted in English on the official ASI Application form.", "language=eng" },
  { "Applications in other languages will not be considered.", "" },
  { "Supporting documentation may be submitted in any language other than English.", "" },
  { "The official language for the application is English.", "language=eng" },
  { "Please note that all information about the programme is also available in French and Spanish.", "" },
  { "Documents without any English translation will not be considered.", "" },
  { "Applicants must be fluent in English, have an excellent academic background and wish to become researchers.", "" },
  { "Applicants must be fluent in English.", "language=eng" },
  { "Applicants must be fluent in English and Dutch and/or French.", "" },
  { "A good command of English is also required and computing skills are typically also strongly desired.", "" },
  { "Good command of English is required and Dutch is a plus.", "" },
  { "Good command of English is mandatory.", "language=eng" },
  { "good command of English is essential", "language=eng" },
  { "A good command of English is sufficient for culinary positions.", "" },
  { "In the first phase, short course proposals must be written in Portuguese or English and contain at most 4 pages.", "" },
  { "All proposals must be written in English, be properly formatted, and be reasonably grammatical.", "" },
  { "Proposals must be written in grammatical English.", "" },
  { "All proposals must be written in English for global accessibility.", "" },
  { "Eligible applicants for the fellowships are young scientists working in any area of natural sciences who are citizens of a developing country.", "citizenship=?" },
  { "Institutes of the Chinese Academy of Sciences (CAS), China, are not eligible host institutions under this programme.", "" },
  { "a PhD degree or equivalent in the field of life sciences at the start of the fellowship", "" },
  { "Applications can now be accepted from female scientists in all branches of the natural sciences.", "" },
  { "Membership of IHERN is open to researchers in the field of higher education in India.", "who=researcher" },
  { "Applicants must have a degree in Business Administration (Accounting Option).", "" },
  { "Applicants will have to have completed an MSc in Physics and/or Astronomy or a closely related field at a recognized university.", "" },
  { "Знание английского языка обязательно.", "language=eng" },
  { "Знание английского языка обязательно для взаимодействия с международной командой.", "" },
  { "Требования к кандидатам: свободное владение английским языком, обучение по направлению, соответствующему тематике проекта.", "" },
  { "наличие официального сертификата, подтверждающего владение государственным языком на уровне не ниже В1", "" },
  { "наличие сертификата, подтверждающего владение иностранным языком на уровне не ниже минимально требуемого", "" },
  { "Владение английским языком", "" },
  { "После того, как все заявки будут приняты, будущие стипендиаты должны будут сдать экзамен на знание английского и казахского языков и пройти собеседование.", "" },
  { "Заявки на участие в Конкурсе могут подавать сотрудники научных и образовательных организаций Российской Федерации.", "" },
  { "ағылшын тілін білу қажет", "language=eng" },
  { "Ағылшын тілін білу (орташа деңгей)", "" },
  { "Ағылшын тілінде білім алу үшін сізде кемінде дегенде:", "" },
  { "Оқу әзірбайжан немесе ағылшын тілдерінде.", "" },
  { "maîtrise du français et/ou de l’anglais selon le projet d’études", "" },
  { "Les articles doivent être rédigés en français ou en anglais.", "" },
  { "Le concours est ouvert à tous les champs de discipline incluant les sciences naturelles, le génie, les sciences humaines et sociales et les arts.", "" },
  { "Les candidatures pour ce programme peuvent venir de toutes les disciplines des sciences humaines et sociales.", "" },
  { "La maîtrise du français est appréciée à cette occasion.", "" },
  /* The same, made up. */
  { "Applications must be submitted in English or French.", "language=eng,fre" },
  { "Applications can be submitted in English, French or Spanish.", "language=eng,fre,spa" },
  { "Applications may be submitted in French.", "" },
  { "Applications may also be submitted in Russian.", "" },
  { "Applications are accepted in English and French.", "language=eng,fre" },
  { "Applications must be submitted in English and Kazakh.", "language=?" },
  { "Applications must be submitted in English, Wolof.", "" },
  { "Proposals should be prepared in either English or Russian.", "language=eng,rus" },
  { "Application language: English", "language=eng" },
  { "Language of application: English or Russian.", "language=eng,rus" },
  { "The working language of the programme is English.", "language=eng" },
  { "An abstract in English must be submitted with the application.", "" },
  { "Reference letters must be written in English and sent with the application.", "" },
  { "Applicants must be proficient in English (IELTS 6.5 or equivalent).", "language=eng" },
  { "Candidates must have a good command of written and spoken English.", "language=eng" },
  { "Candidates must be fluent in English or French.", "language=eng,fre" },
  { "Candidates must be fluent in English and French.", "language=?" },
  { "Knowledge of Russian is an advantage.", "" },
  { "Knowledge of Russian is desirable but not required.", "" },
  { "International students must prove proficiency in English.", "" },
  { "Applicants must have knowledge of English law.", "" },
  { "Proof of proficiency in English is not required.", "" },
  { "English language proficiency is required.", "language=eng" },
  { "Заявки принимаются на русском и английском языках.", "language=rus,eng" },
  { "Заявка подается на казахском или русском языке.", "language=kaz,rus" },
  { "Заявка подается на казахском и русском языках.", "language=?" },
  { "Заявка заполняется на английском языке.", "language=eng" },
  { "Заявка может быть подана на английском языке.", "" },
  { "Документы, составленные на иностранном языке, принимаются с переводом на русский язык.", "" },
  { "Кандидат должен свободно владеть английским языком.", "language=eng" },
  { "Обязательно знание русского языка.", "language=rus" },
  { "Знание казахского языка приветствуется.", "" },
  { "Знание английского языка не требуется.", "" },
  { "Язык заявки: русский.", "language=rus" },
  { "Претенденты должны владеть казахским или русским языком.", "language=kaz,rus" },
  { "Өтінімдер қазақ және орыс тілдерінде қабылданады.", "language=kaz,rus" },
  { "Өтінім қазақ немесе орыс тілінде толтырылады.", "language=kaz,rus" },
  { "Құжаттар ағылшын тілінде ұсынылады.", "language=eng" },
  { "Үміткер ағылшын тілін білуі тиіс.", "language=eng" },
  { "Үміткерлер ағылшын тілін жетік меңгеруі керек.", "language=eng" },
  { "Ағылшын тілін білу міндетті емес.", "" },
  { "Өтінімге ағылшын тіліндегі аударма қоса беріледі.", "" },
  { "Les dossiers doivent être rédigés en français ou en anglais.", "language=fre,eng" },
  { "Les candidatures doivent être soumises en anglais.", "language=eng" },
  { "Les candidats doivent maîtriser le français.", "language=fre" },
  { "La maîtrise de l’anglais est exigée.", "language=eng" },
  { "La connaissance du russe est un atout.", "" },
  { "Une lettre de motivation rédigée en français doit être jointe au dossier.", "" },
  { "Langue de la candidature : français", "language=fre" },
  { "Open to researchers in the fields of physics, chemistry and biology.", "who=researcher field=22,23,24" },
  { "Applications are accepted in the following fields: mathematics, physics, engineering.", "field=12,22,33" },
  { "Applications are accepted in the fields of physics and other natural sciences.", "" },
  { "Eligible fields: economics, sociology, law.", "field=53,63,56" },
  { "Applicants must work in the field of physics education.", "" },
  { "Open to researchers in the field of marine biology.", "who=researcher" },
  { "Researchers in the field of history may apply.", "who=researcher field=55" },
  { "The jury consists of experts in the field of chemistry.", "" },
  { "The centre was founded in the field of physics and invites applicants.", "" },
  { "К участию приглашаются молодые ученые в области физики и математики.", "who=researcher field=22,12" },
  { "Конкурс открыт для ученых, работающих в области химии.", "field=23" },
  { "Участники конкурса имеют достижения в области физики.", "" },
  { "Физика, химия және биология салаларындағы ғалымдар қатыса алады.", "field=22,23,24" },
  { "Математика, физика салаларында өтінімдер қабылданады.", "field=12,22" },
  { "Les chercheurs dans le domaine de la chimie peuvent postuler.", "field=23" },
  { "Disciplines éligibles : histoire, géographie, droit.", "field=55,54,56" },
  /* As public calls have them. */
  { "Les candidats doivent être âgés de 18 ans minimum et de 37 ans maximum au 31 décembre.", "age=18..37" },
  { "Les candidats doivent avoir 28 ans au plus le 1er janvier.", "age=..28" },
  { "Il faut être âgé de 18 à 55 ans inclus et demander la bourse depuis le pays.", "age=18..55" },
  { "Applicants must be citizens of two unions of states (except Kazakhstan).", "" },
  { "Must be a citizen of a member state of the union", "citizenship=?" },
  { "Young people aged 18-29, preference for nationals of developing countries", "" },
  { "Under 30 years of age (priority given to young scholars)", "" },
  { "К конкурсу не допускаются лица, окончившие аспирантуру.", "" },
  { "Заявки не примут от тех, кто заканчивает обучение в этом году.", "" },
  { "Подать заявку могут молодые люди от 14 до 35 лет.", "age=14..35" },
  { "Руководителем может быть кандидат наук в возрасте до 35 лет или доктор наук в возрасте до 40 лет.", "" },
  { "Гражданство Казахстана (15–17 лет)", "age=15..17" },
  { "ҚР азаматтығы (15–17 жас)", "age=15..17" },
  { "Біз 16 жастан асқан студенттерді 2-ден 4 адамға дейінгі топпен шақырамыз.", "age=16.." },
  /* Eighty more, as calls have them. */
  { "Eligible applicants are citizens of Uzbekistan aged 18–35.", "citizenship=UZ age=18..35" },
  { "Applicants must hold the citizenship of the Republic of Uzbekistan.", "citizenship=UZ" },
  { "Applicants must be nationals of Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan, Uzbekistan or Mongolia.", "citizenship=KZ,KG,TJ,TM,UZ,MN" },
  { "Applicants must not be residing in Japan at the time of application.", "" },
  { "Applicants who hold German citizenship cannot apply.", "" },
  { "Only Kazakh citizens may apply.", "" },
  { "Applicants of all nationalities can apply, but priority is given to women.", "" },
  { "Dual citizens of Germany are not eligible.", "" },
  { "You must be under 30 on the closing date.", "age=..29" },
  { "Applicants must be aged between 18 and 30 (inclusive).", "age=18..30" },
  { "Applicants must be over 18.", "" },
  { "Applicants must be over 18 years of age.", "" },
  { "Candidates must be 21 or over.", "" },
  { "Candidates must have been born on or after 1 January 1992.", "" },
  { "Researchers who received their PhD no more than seven years ago may apply.", "who=researcher" },
  { "Open to PhD students and early-career researchers.", "who=student,researcher" },
  { "Open to master's students.", "who=student" },
  { "Applicants must be enrolled in a doctoral programme.", "" },
  { "Applicants must hold a PhD.", "stage=doctorate" },
  { "Applicants must hold a bachelor's degree.", "stage=bachelor" },
  { "Non-governmental organizations and universities may apply.", "who=ngo,institution" },
  { "Only non-profit organizations are eligible to apply.", "" },
  { "Individuals are not eligible.", "" },
  { "Individuals are eligible to apply.", "who=individual" },
  { "This call is open to individuals and organizations.", "" },
  { "Teachers and school principals may apply.", "" },
  { "Applicants must be teachers.", "who=educator" },
  { "Applications must be submitted in English.", "language=eng" },
  { "Applications must be written in English or French.", "language=eng,fre" },
  { "Applications may be submitted in any language.", "" },
  { "Proposals in languages other than English will not be accepted.", "" },
  { "Candidates must be proficient in English and French.", "language=?" },
  { "Candidates must have a good command of Russian.", "language=rus" },
  { "A good command of English is desirable.", "" },
  { "Applicants must speak English; knowledge of Kazakh is an advantage.", "" },
  { "The minimum age is 18 years.", "age=18.." },
  { "The age limit of 35 does not apply to women.", "" },
  { "Applicants under 18 need the consent of their parents.", "" },
  { "Applicants older than 35 may apply in exceptional cases.", "" },
  { "Participants: students aged 16 to 21 from Kazakhstan.", "age=16..21" },
  { "Institutions based in UNESCO Member States may apply.", "" },
  { "Open to women scientists under 45.", "age=..44" },
  { "Young professionals (up to 32 years of age) can apply.", "age=..32" },
  { "К участию приглашаются граждане Республики Казахстан в возрасте от 18 до 35 лет.", "citizenship=KZ age=18..35" },
  { "В конкурсе могут принять участие граждане Узбекистана не старше 40 лет.", "citizenship=UZ age=..40" },
  { "Участниками конкурса могут быть лица, достигшие 18 лет.", "age=18.." },
  { "Участниками могут быть молодые учёные до 35 лет включительно.", "age=..35" },
  { "Возраст участников: от 14 до 29 лет.", "age=14..29" },
  { "Возраст участников — до 35 лет.", "age=..34" },
  { "Участие могут принять студенты, магистранты и докторанты казахстанских вузов.", "" },
  { "К участию допускаются НКО, зарегистрированные в Республике Казахстан.", "" },
  { "Граждане других государств к участию не допускаются.", "" },
  { "Физические лица к участию не допускаются.", "" },
  { "К участию не допускаются лица моложе 18 лет.", "" },
  { "В конкурсе могут участвовать только граждане РФ.", "citizenship=RU" },
  { "Кандидаты должны владеть английским языком.", "language=eng" },
  { "Заявки принимаются на русском и казахском языках.", "language=rus,kaz" },
  { "Заявка подаётся на казахском или русском языке.", "language=kaz,rus" },
  { "Знание английского языка приветствуется.", "" },
  { "Заявитель должен иметь степень PhD.", "stage=doctorate" },
  { "Приглашаются граждане Казахстана, постоянно проживающие в Германии.", "" },
  { "Возраст — не более 45 лет.", "" },
  { "Конкурсқа Қазақстан Республикасының азаматтары қатыса алады.", "citizenship=KZ" },
  { "Байқауға 18 жастан 35 жасқа дейінгі Қазақстан азаматтары қатыса алады.", "age=18..35" },
  { "Байқауға 35 жастан аспаған жас ғалымдар қатыса алады.", "age=..35" },
  { "Шетел азаматтары қатыса алмайды.", "" },
  { "Өтінім қазақ немесе орыс тілінде беріледі.", "language=kaz,rus" },
  { "Байқауға қатысушылардың жасы 14–29 жас.", "age=14..29" },
  { "Үміткерлер ағылшын тілін жетік білуі керек.", "language=eng" },
  { "Байқауға студенттер мен магистранттар қатыса алады.", "" },
  { "Конкурсқа үкіметтік емес ұйымдар қатыса алады.", "" },
  { "Les candidats doivent être ressortissants du Kazakhstan ou de l'Ouzbékistan.", "citizenship=KZ,UZ" },
  { "Les candidats doivent être âgés de 18 à 35 ans.", "age=18..35" },
  { "Être âgé de moins de 30 ans à la date limite.", "age=..29" },
  { "Les candidats doivent avoir plus de 18 ans.", "age=18.." },
  { "L'appel est ouvert aux chercheurs de toutes nationalités.", "citizenship=any who=researcher" },
  { "Ne sont pas éligibles les ressortissants français.", "" },
  { "Les candidats doivent maîtriser le français.", "language=fre" },
  { "Les dossiers doivent être rédigés en français ou en anglais.", "language=fre,eng" },
  { "Les étudiants inscrits en master peuvent postuler.", "" },
  { "L'âge limite est fixé à 40 ans.", "" },
  /* More of them, most with a trap: exceptions, two ages, what is an asset, hyphens between numbers. */
  { "Applicants must be nationals of a Chevening-eligible country or territory.", "citizenship=?" },
  { "Applicants must be citizens of Kazakhstan or hold a permanent residence permit in Kazakhstan.", "citizenship=?" },
  { "Applicants from ODA recipient countries, with the exception of Kazakhstan, may apply.", "" },
  { "Candidates must hold the nationality of Kazakhstan, Kyrgyzstan or Tajikistan and reside outside Germany.", "citizenship=?" },
  { "Applicants should not have resided in Germany for more than 15 months.", "" },
  { "Open to university graduates from Kazakhstan who are under 32.", "age=..31" },
  { "Scholars with a doctorate from Uzbekistan may apply.", "who=researcher stage=doctorate" },
  { "Kazakhstani citizens aged 21 and above may apply.", "age=21.." },
  { "Applicants must be Kazakh nationals and not dual nationals of the United States.", "" },
  { "The programme does not accept applications from citizens of the United States.", "" },
  { "You must be a citizen of, and resident in, Kazakhstan.", "" },
  { "Applicants must be at least 18 and no more than 30 years old.", "age=18..30" },
  { "Applicants aged 35 and under on 1 March 2027 may apply.", "age=..35" },
  { "Scientists under 40 (45 for women) may apply.", "who=researcher" },
  { "Age: 18-30", "age=18..30" },
  { "Participants must have turned 18 and not yet turned 31 by 1 September 2027.", "" },
  { "Maximum age is 35 at the time of application, extended by one year per child.", "" },
  { "Applicants must not have reached their 36th birthday.", "" },
  { "Candidates should have obtained their PhD less than 5 years ago.", "" },
  { "Open to bachelor's degree holders and final-year students.", "" },
  { "Applicants must hold at least a master's degree or be in the final year of their studies.", "" },
  { "Public libraries, archives and museums in Kazakhstan may apply.", "" },
  { "Applications are welcome from NGOs registered in Central Asia.", "" },
  { "Only legally registered non-profit organisations based in one of the target countries (Kazakhstan, Kyrgyzstan) may apply.", "" },
  { "Private companies may take part as associated partners only.", "" },
  { "Individuals may not apply directly; applications must be submitted by an institution.", "" },
  { "Eligible: teachers working in public schools of Kazakhstan.", "" },
  { "This call is not open to undergraduate students.", "" },
  { "Students from all faculties may apply.", "who=student" },
  { "Researchers of all nationalities based at a German university may apply.", "who=researcher" },
  { "Applicants must be fluent in English; knowledge of German is an asset.", "" },
  { "IELTS 6.5 or TOEFL 90 is required.", "" },
  { "No knowledge of Russian is required.", "" },
  { "All documents must be in English or accompanied by a certified translation into English.", "" },
  { "Участниками конкурса могут быть граждане Республики Казахстан, постоянно проживающие на территории Республики Казахстан.", "" },
  { "К участию допускаются граждане РФ и иностранные граждане.", "" },
  { "В конкурсе могут участвовать граждане Казахстана, а также соотечественники, проживающие за рубежом.", "" },
  { "Возраст участника на момент подачи заявки не должен превышать 35 лет.", "age=..35" },
  { "Возраст претендента — не моложе 21 года и не старше 40 лет.", "age=21..40" },
  { "Участники: школьники 14–17 лет и студенты до 25 лет.", "" },
  { "К участию приглашаются молодые учёные (кандидаты наук до 35 лет, доктора наук до 40 лет).", "" },
  { "Заявителем может быть только юридическое лицо.", "" },
  { "Заявки от физических лиц не рассматриваются.", "" },
  { "Участвовать могут НКО, кроме политических партий.", "" },
  { "Стипендия присуждается гражданам Казахстана, зачисленным в зарубежные вузы.", "" },
  { "Гражданство не имеет значения.", "" },
  { "К участию не допускаются граждане, не достигшие 18 лет.", "" },
  { "Владение казахским языком будет преимуществом.", "" },
  { "Требуется знание английского языка не ниже уровня B2.", "" },
  { "Грант предоставляется учёным из стран ЕАЭС.", "" },
  { "Жасы 35-ке толмаған Қазақстан азаматтары қатыса алады.", "" },
  { "Байқауға тек Қазақстан Республикасының азаматтары қатыса алады.", "citizenship=KZ" },
  { "Қазақстан азаматы емес тұлғалар қатыса алмайды.", "" },
  { "Шетелде тұратын қандастар да қатыса алады.", "" },
  { "Мектеп мұғалімдері мен кітапханашылар қатыса алады.", "" },
  { "Үміткер 18 жасқа толған болуы керек.", "age=18.." },
  { "Ағылшын тілін B2 деңгейінде білу талап етіледі.", "" },
  { "Les candidats ne doivent pas avoir la nationalité française.", "" },
  { "Peuvent postuler les ressortissants des pays de l'Afrique subsaharienne.", "" },
  { "Ne sont pas éligibles les ressortissants de l'Union européenne et d'Amérique du Nord.", "" },
  { "Les candidats âgés de 25 à 40 ans, sauf dérogation, peuvent postuler.", "" },
  { "L'appel s'adresse aux étudiants de toutes nationalités, à l'exception de la nationalité française.", "" },
  { "Être de nationalité kazakhe et avoir moins de 30 ans.", "" },
  { "La bourse est réservée aux doctorants inscrits dans une université française.", "" },
  { "Avoir un niveau B2 en français.", "" },
  { "Les associations de droit français peuvent déposer un dossier.", "who=ngo" },
  { "Le candidat doit être titulaire d'un master 2 ou d'un diplôme équivalent.", "" },
  { "Возраст участников: 14–35 лет.", "age=14..35" },
  { "Возраст: 14–35 лет.", "age=14..35" },
  { "Age: 18–30", "age=18..30" },
  { "Applicants aged 18-35 may apply.", "age=18..35" },
  { "Возраст участников: 14-35 лет.", "age=14..35" },
  { "Участники 14-35 лет.", "age=14..35" },
  { "Participants: 18-30 years old.", "age=18..30" },
  { "Applicants should read pages 18-30 of the guide.", "" },
  { "Participants stay 14-21 days.", "" },
  { "Students receive 18-24 months of funding.", "" },
  { "Участники 2026-2027 года.", "" },
  { "Candidates aged 18-35 years at 01-03-2027 may apply.", "age=18..35" },
};

static void
append_fact (GString *out, const RcFact *fact)
{
  g_autofree char *values = g_strjoinv (",", fact->values);

  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append_printf (out, "%s=", rc_fact_kind_to_string (fact->kind));
  if (fact->kind != RC_FACT_AGE)
    g_string_append (out, *values != '\0' ? values : "?");
  else if (fact->age_min < 0 && fact->age_max < 0)
    g_string_append_c (out, '?');
  else
    {
      if (fact->age_min >= 0)
        g_string_append_printf (out, "%d", fact->age_min);
      g_string_append (out, "..");
      if (fact->age_max >= 0)
        g_string_append_printf (out, "%d", fact->age_max);
    }
  if (fact->excluded)
    g_string_append_c (out, '!');
}

static char *
read_all (const char *text)
{
  g_autoptr (GPtrArray) facts = rc_facts_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  rc_eligibility_from_prose (text, NULL, facts);
  for (guint i = 0; i < facts->len; i++)
    {
      const RcFact *fact = g_ptr_array_index (facts, i);

      g_assert_true (fact->from_text);
      g_assert_nonnull (strstr (text, fact->sentence));
      append_fact (out, fact);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_sentences (void)
{
  guint n_wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *found = read_all (sentences[i].text);

      if (strlen (found) == strlen (sentences[i].found))
        {
          g_auto (GStrv) a = g_strsplit (found, " ", -1);
          g_auto (GStrv) b = g_strsplit (sentences[i].found, " ", -1);
          gboolean same = g_strv_length (a) == g_strv_length (b);

          for (guint k = 0; same && a[k] != NULL; k++)
            same = g_strv_contains ((const char *const *) b, a[k]);
          if (same)
            continue;
        }
      n_wrong++;
      g_test_message ("“%s”: [%s], not [%s]", sentences[i].text, found, sentences[i].found);
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* One matter said in two ways holds in neither. */
static void
test_whole_text (void)
{
  g_autofree char *open = read_all ("Students must be under 30.\nResearchers must be under 40.");
  g_autofree char *twice = read_all ("Applicants must be under 35.\n• Candidates must be under 35.");
  g_autofree char *whole = read_all ("Who may apply?\n• Applicants must be citizens of Kazakhstan.\n• Applicants must be under 35.\n• Applicants must hold a PhD.");

  g_assert_cmpstr (open, ==, "age=? age=?");
  g_assert_cmpstr (twice, ==, "age=..34");
  g_assert_cmpstr (whole, ==, "citizenship=KZ age=..34 stage=doctorate");
}

static void
test_hostile (void)
{
  g_autofree char *broken = read_all ("\xff\xfe under 35 \xd0");
  g_autofree char *long_one = g_strnfill (200000, 'a');
  g_autofree char *nothing = read_all (long_one);

  g_assert_cmpstr (broken, ==, "");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_codes (void)
{
  g_assert_cmpstr (rc_who_from_code ("06"), ==, "institution");
  g_assert_cmpstr (rc_who_from_code ("12"), ==, "ngo");
  g_assert_cmpstr (rc_who_from_code ("individuals"), ==, "individual");
  /* The words of the standard itself. */
  g_assert_cmpstr (rc_who_from_code ("higher_education_public"), ==, "institution");
  g_assert_cmpstr (rc_who_from_code ("non_profit_with_501c3"), ==, "ngo");
  g_assert_null (rc_who_from_code ("organization"));
  g_assert_null (rc_who_from_code ("unrestricted"));
  g_assert_null (rc_who_from_code ("99"));
  g_assert_null (rc_who_from_code ("25"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/eligibility/sentences", test_sentences);
  g_test_add_func ("/eligibility/whole-text", test_whole_text);
  g_test_add_func ("/eligibility/hostile", test_hostile);
  g_test_add_func ("/eligibility/codes", test_codes);
  return g_test_run ();
}
