/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/charset-asian.h"

#include <string.h>

/* Of random letters of an encoding one in thirty is common; of titles and names in the language one in three. */
#define WORTH_COMMON 12
#define WORTH_USUAL 1  /* one of those that a school teaches */
#define WORTH_RARE -4
#define WORTH_LOST -24 /* bytes that the encoding does not have */
#define WORTH_HALF -3  /* narrow kana are one byte, which could be anything */

#define HAN_SIMPLE \
  "的一中国学人大不在有文化史论研究与会社科出版书经济政治法教育发展艺术年新生上为和是了地方现代工作理家民族北京海明王李张刘陈林小说诗集图馆主义传统" \
  "思想信息技管制度分析关系题问世界第开来从到对于道自本基础华高力行成全长电编著译者下三二四"
#define HAN_FULL \
  "的一中國學人大不在有文化史論研究與會社科出版書經濟政治法教育發展藝術年新生上為和是了地方現代工作理家民族台臺灣北京海明王李張劉陳林小說詩集圖館" \
  "主義傳統思想信息技管制度分析關係題問世界第開來從到對於道自本基礎華高力行成全長電編著譯者下三二四"
#define KANA \
  "あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつてでとどなにぬねのはばひびふぶへべほぼまみむめもゃやゅゆょよらりるれろわをん" \
  "アィイウェエオカガキギクグケゲコゴサザシジスズセゼソタダチッツテデトドナニネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワンー"
#define HAN_JAPANESE "日本人大年会学研究史文化社東京都図書館出版新国語論集教育経済政治法上中一二三山田川村木太郎"
#define HANGUL \
  "이의다는에을한가고로사지기도서은를자인하대국정일아어시리과학문화역연구출판부교육회경제치법조성상전수김박최장론원신중간현생활들그해있선보소공주나" \
  "라미우동방관발영울개산편저한권세계민족"

/* Letters of two bytes begin and end in these; what stands in the rows up to last_usual is known to everyone. */
static const struct
{
  const char *name, *common;
  guchar first_lead, last_lead, first_usual, last_usual, first_trail; /* trails below 0x80 go from there on */
} kinds[RC_N_ASIAN] = {
  { "gb18030", HAN_SIMPLE, 0x81, 0xfe, 0xb0, 0xd7, 0x40 },
  { "big5", HAN_FULL, 0xa1, 0xf9, 0xa4, 0xc6, 0x40 },
  { "cp932", KANA HAN_JAPANESE, 0x81, 0xfc, 0x88, 0x97, 0x40 },
  { "euc-jp", KANA HAN_JAPANESE, 0xa1, 0xfe, 0xb0, 0xcf, 0xa1 },
  { "cp949", HANGUL, 0x81, 0xfd, 0xb0, 0xc8, 0x41 },
};

struct _RcAsianCharset
{
  guint index;
  guint8 common[65536 / 8]; /* a bit for each pair of bytes */
};

const char *
rc_asian_charset_get_name (guint index)
{
  return kinds[index].name;
}

RcAsianCharset *
rc_asian_charset_new (guint index)
{
  RcAsianCharset *self = g_new0 (RcAsianCharset, 1);
  gsize length = 0;
  g_autofree char *bytes = g_convert (kinds[index].common, -1, kinds[index].name, "UTF-8", NULL, &length, NULL);

  self->index = index;
  /* All of them are two bytes. Not every system has every encoding: then nothing is common in it. */
  for (gsize i = 0; bytes != NULL && i + 1 < length; i += 2)
    {
      guint pair = (guint) (guchar) bytes[i] << 8 | (guchar) bytes[i + 1];

      self->common[pair >> 3] |= (guint8) (1u << (pair & 7));
    }
  return self;
}

void
rc_asian_charset_free (RcAsianCharset *self)
{
  g_free (self);
}

/* Narrow kana of Shift JIS. */
static gboolean
is_half (const RcAsianCharset *self, guchar byte)
{
  return g_str_equal (kinds[self->index].name, "cp932") && byte >= 0xa1 && byte <= 0xdf;
}

static int
judge_pair (const RcAsianCharset *self, guchar lead, guchar trail)
{
  guint pair = (guint) lead << 8 | trail;

  if (self->common[pair >> 3] & (1u << (pair & 7)))
    return WORTH_COMMON;
  /* Signs, and Latin letters as wide as the others, stand before all others. */
  if (lead == 0xa1 || lead == 0xa3 || lead == 0x81 || lead == 0x82)
    return 0;
  return lead >= kinds[self->index].first_usual && lead <= kinds[self->index].last_usual && (trail >= 0xa1 || kinds[self->index].first_trail == 0x40)
           ? WORTH_USUAL
           : WORTH_RARE;
}

int
rc_asian_charset_judge (const RcAsianCharset *self, const char *text, gsize length)
{
  int points = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar lead = text[i], trail = i + 1 < length ? (guchar) text[i + 1] : 0;

      if (lead < 0x80)
        continue;
      if (is_half (self, lead))
        points += WORTH_HALF;
      else if (lead < kinds[self->index].first_lead || lead > kinds[self->index].last_lead
               || trail < kinds[self->index].first_trail || trail == 0x7f || trail == 0xff)
        points += WORTH_LOST;
      else
        {
          points += judge_pair (self, lead, trail);
          i++;
        }
    }
  return points;
}
