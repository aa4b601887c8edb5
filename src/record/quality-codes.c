/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes that MARC knows, four bytes each: of languages, countries and roles. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "record/quality-private.h"
#include "record/quality.h"

#define CODE_BYTES 4

/* ISO 639-2, and what MARC called languages before. */
static const char languages[] =
    "aar abk ace ach ada ady afa afh afr ain ajm aka akk alb ale alg alt amh ang anp apa ara arc arg "
    "arm arn arp art arw asm ast ath aus ava ave awa aym aze bad bai bak bal bam ban baq bas bat bej "
    "bel bem ben ber bho bih bik bin bis bla bnt bos bra bre btk bua bug bul bur byn cad cai cam car "
    "cat cau ceb cel cha chb che chg chi chk chm chn cho chp chr chu chv chy cmc cnr cop cor cos cpe "
    "cpf cpp cre crh crp csb cus cze dak dan dar day del den dgr din div doi dra dsb dua dum dut dyu "
    "dzo efi egy eka elx eng enm epo esk esp est eth ewe ewo fan fao far fat fij fil fin fiu fon fre "
    "fri frm fro frr frs fry ful fur gaa gag gay gba gem geo ger gez gil gla gle glg glv gmh goh gon "
    "gor got grb grc gre grn gsw gua guj gwi hai hat hau haw heb her hil him hin hit hmn hmo hrv hsb "
    "hun hup iba ibo ice ido iii ijo iku ile ilo ina inc ind ine inh int ipk ira iri iro ita jav jbo "
    "jpn jpr jrb kaa kab kac kal kam kan kar kas kau kaw kaz kbd kha khi khm kho kik kin kir kmb kok "
    "kom kon kor kos kpe krc krl kro kru kua kum kur kus kut lad lah lam lan lao lap lat lav lez lim "
    "lin lit lol loz ltz lua lub lug lui lun luo lus mac mad mag mah mai mak mal man mao map mar mas "
    "may mdf mdr men mga mic min mis mkh mlg mlt mnc mni mno moh mol mon mos mul mun mus mwl mwr myn "
    "myv nah nai nap nau nav nbl nde ndo nds nep new nia nic niu nno nob nog non nor nqo nso nub nwc "
    "nya nym nyn nyo nzi oci oji ori orm osa oss ota oto paa pag pal pam pan pap pau peo per phi phn "
    "pli pol pon por pra pro pus que raj rap rar roa roh rom rum run rup rus sad sag sah sai sal sam "
    "san sao sas sat scc scn sco scr sel sem sga sgn shn sho sid sin sio sit sla slo slv sma sme smi "
    "smj smn smo sms sna snd snh snk sog som son sot spa srd srn srp srr ssa sso ssw suk sun sus sux "
    "swa swe swz syc syr tag tah tai taj tam tar tat tel tem ter tet tgk tgl tha tib tig tir tiv tkl "
    "tlh tli tmh tog ton tpi tru tsi tsn tso tsw tuk tum tup tur tut tvl twi tyv udm uga uig ukr umb "
    "und urd uzb vai ven vie vol vot wak wal war was wel wen wln wol xal xho yao yap yid yor ypk zap "
    "zbl zen zgh zha znd zul zun zxx zza ";

/* Countries, and parts of the largest ones. */
static const char countries[] =
    "aa  abc aca ae  af  ag  ai  air aj  ajr aku alu am  an  ao  aq  aru as  at  au  aw  ay  azu ba  "
    "bb  bcc bd  be  bf  bg  bh  bi  bl  bm  bn  bo  bp  br  bs  bt  bu  bv  bw  bwr bx  ca  cau cb  "
    "cc  cd  ce  cf  cg  ch  ci  cj  ck  cl  cm  cn  co  cou cp  cq  cr  cs  ctu cu  cv  cw  cx  cy  "
    "cz  dcu deu dk  dm  dq  dr  ea  ec  eg  em  enk er  err es  et  fa  fg  fi  fj  fk  flu fm  fp  "
    "fr  fs  ft  gau gb  gd  ge  gg  gh  gi  gl  gm  gn  go  gp  gr  gs  gsr gt  gu  gv  gw  gy  gz  "
    "hiu hk  hm  ho  ht  hu  iau ic  idu ie  ii  ilu im  inu io  iq  ir  is  it  iu  iv  iw  iy  ja  "
    "je  ji  jm  jn  jo  ke  kg  kgr kn  ko  ksu ku  kv  kyu kz  kzr lau lb  le  lh  li  lir ln  lo  "
    "ls  lu  lv  lvr ly  mau mbc mc  mdu meu mf  mg  mh  miu mj  mk  ml  mm  mnu mo  mou mp  mq  mr  "
    "msu mtu mu  mv  mvr mw  mx  my  mz  na  nbu ncu ndu ne  nfc ng  nhu nik nju nkc nl  nm  nmu nn  "
    "no  np  nq  nr  nsc ntc nu  nuc nvu nw  nx  nyu nz  ohu oku onc oru ot  pau pc  pe  pf  pg  ph  "
    "pic pk  pl  pn  po  pp  pr  pt  pw  py  qa  qea quc rb  re  rh  riu rm  ru  rur rw  ry  sa  sb  "
    "sc  scu sd  sdu se  sf  sg  sh  si  sj  sk  sl  sm  sn  snc so  sp  sq  sr  ss  st  stk su  sv  "
    "sw  sx  sy  sz  ta  tar tc  tg  th  ti  tk  tkr tl  tma tnu to  tr  ts  tt  tu  tv  txu tz  ua  "
    "uc  ug  ui  uik uk  un  unr up  ur  us  utu uv  uy  uz  uzr vau vb  vc  ve  vi  vm  vn  vp  vra "
    "vs  vtu wau wb  wea wf  wiu wj  wk  wlk ws  wvu wyu xa  xb  xc  xd  xe  xf  xga xh  xi  xj  xk  "
    "xl  xm  xn  xna xo  xoa xp  xr  xra xs  xv  xx  xxc xxk xxr xxu ye  ykc ys  yu  za  ";

/* Relators. */
static const char roles[] =
    "abr acp act adi adp aft anc anl anm ann ant ape apl app aqt arc ard arr art asg asn ato att auc "
    "aud aue aui aup aus aut bdd bjd bka bkd bkp blw bnd bpd brd brl bsl cad cas ccp chr clb cli cll "
    "clr clt cmm cmp cmt cnd cng cns coe col com con cop cor cos cot cou cov cpc cpe cph cpl cpr cpt "
    "cre crp crr crt csl csp cst ctb cte ctg ctr cts ctt cur cwt dbd dbp dfd dfe dft dgc dgg dgs dis "
    "djo dln dnc dnr dpc dpt drm drt dsr dst dtc dte dtm dto dub edc edd edm edt egr elg elt eng enj "
    "etr evp exp fac fds fld flm fmd fmk fmo fmp fnd fon fpy frg gdv gis grt his hnr hst ill ilu ins "
    "inv isb itr ive ivr jud jug kad lbr lbt ldr led lee lel len let lgd lie lil lit lsa lse lso ltg "
    "ltr lyr mcp mdc med mfp mfr mka mod mon mrb mrk msd mte mtk mup mus mxe nan nar nrt onp opn org "
    "orm osp oth own pad pan pat pbd pbl pdr pfr pht plt pma pmn pnc pop ppm ppt pra prc prd pre prf "
    "prg prm prn pro prp prs prt prv pta pte ptf pth ptt pup rap rbr rcd rce rcp rdd red ren res rev "
    "rpc rps rpt rpy rse rsg rsp rsr rst rth rtm rxa sad sce scl scr sde sds sec sfx sgd sgn sht sll "
    "sng spk spn spy srv std stg stl stm stn str swd tad tau tcd tch ths tld tlg tlh tlp trc trl tyd "
    "tyg uvp vac vdg vfx voc wac wal wam wat waw wdc wde wfs wfw win wit wpr wst wts ";

static int
compare (const void *key, const void *code)
{
  return memcmp (key, code, CODE_BYTES);
}

/* Blanks at the end do not count. */
static gboolean
knows (const char *codes, gsize n_bytes, const char *code, gsize length)
{
  char key[CODE_BYTES] = { ' ', ' ', ' ', ' ' };

  while (length > 0 && code[length - 1] == ' ')
    length--;
  if (length >= CODE_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    key[i] = g_ascii_tolower (code[i]);
  return bsearch (key, codes, n_bytes / CODE_BYTES, CODE_BYTES, compare) != NULL;
}

gboolean
rc_codes_know_language (const char *code, gsize length)
{
  /* qaa to qtz are for whoever needs them. */
  return knows (languages, sizeof languages - 1, code, length)
         || (length == 3 && code[0] == 'q' && code[1] >= 'a' && code[1] <= 't' && g_ascii_islower (code[2]));
}

const char *
rc_quality_get_languages (void)
{
  return languages;
}

gboolean
rc_codes_know_country (const char *code, gsize length)
{
  return knows (countries, sizeof countries - 1, code, length);
}

gboolean
rc_codes_know_role (const char *code, gsize length)
{
  return knows (roles, sizeof roles - 1, code, length);
}
