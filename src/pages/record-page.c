/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One publication: what it is, what it is about, and how to get it. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/record-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "documents/pdf.h"
#include "pages/abstract.h"
#include "pages/cite-sheet.h"
#include "pages/citing.h"
#include "pages/code-card.h"
#include "pages/copies-card.h"
#include "pages/hit-card.h"
#include "pages/list-button.h"
#include "pages/record-load.h"
#include "pages/record-more.h"
#include "pages/record-subjects.h"
#include "pages/record-words.h"
#include "pages/steps.h"
#include "record/readable.h"
#include "widgets/badge.h"
#include "widgets/cover.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/language.h"
#include "widgets/widgets.h"
#include "widgets/wrap-layout.h"

#define COVER_WIDTH 204
#define COVER_WIDTH_FOLDED 96
#define END_WIDTH 300

#define MAX_READ_ACTIONS 8 /* of a disc */
#define MAX_NOTES 8000     /* letters: of more GTK makes a page in seconds */

struct _RcRecordPage
{
  RcPage parent_instance;
  gint64 id;
  char *words;              /* (owned) (nullable) of the search it was picked from */
  RcRecordContent *content; /* (owned) (nullable) */

  GtkWidget *position_label;
  GtkWidget *steps;
  GtkWidget *columns;
  GtkWidget *start_column;
  GtkWidget *middle_column;
  GtkWidget *end_clamp;
  GtkWidget *end_column;
  GtkWidget *cover;
  GtkWidget *actions;
  GtkWidget *own_actions;
  GtkWidget *list_button;
  GtkWidget *cite_button;
  GtkWidget *cite_sheet;
  GtkWidget *scroller;
  GtkWidget *head;
  GtkWidget *rest;
  GtkWidget *badges;
  GtkWidget *title_label;
  GtkWidget *parallel_label;
  GtkWidget *imprint_label;
  GtkWidget *hit_card;
  GtkWidget *abstract;
  GtkWidget *subjects;
  GtkWidget *notes_label;
  GtkWidget *copies_card;
  GtkWidget *code_card;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (RcRecordPage, rc_record_page, RC_TYPE_PAGE)

/* --- small helpers --- */

static void
move (GtkWidget *widget, GtkWidget *box)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  g_object_ref (widget);
  gtk_box_remove (GTK_BOX (parent), widget);
  gtk_box_append (GTK_BOX (box), widget);
  g_object_unref (widget);
}

/* --- layout --- */

/* In a grid: a box would ask its columns how narrow they can be for their height, and a long text sets itself anew for each width it
 * tries. */
static void
place (GtkWidget *column, int position, gboolean folded)
{
  GtkLayoutManager *grid = gtk_widget_get_layout_manager (gtk_widget_get_parent (column));
  GtkGridLayoutChild *child = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (grid, column));

  gtk_grid_layout_child_set_column (child, folded ? 0 : position);
  gtk_grid_layout_child_set_row (child, folded ? position : 0);
}

/* Three columns, or one: cover and title, actions, copies, the rest. */
static void
folded_cb (RcRecordPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));
  /* Large text on a small screen needs the room beside the cover, too. */
  gboolean beside = folded && !rc_fold_bin_get_cramped (RC_FOLD_BIN (self));
  int width = folded ? COVER_WIDTH_FOLDED : COVER_WIDTH;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->start_column), beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_size_request (self->cover, width, width * 290 / 204);
  gtk_widget_set_size_request (self->start_column, folded ? -1 : COVER_WIDTH, -1);
  gtk_widget_set_size_request (self->end_column, folded ? -1 : END_WIDTH, -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->end_clamp), folded ? G_MAXINT : END_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->end_clamp), folded ? G_MAXINT : END_WIDTH);
  move (self->head, folded ? self->start_column : self->middle_column);
  move (self->actions, folded ? self->end_column : self->start_column);
  move (self->own_actions, folded ? self->end_column : self->start_column);
  move (self->copies_card, self->end_column);
  move (self->code_card, self->end_column);
  move (self->rest, self->middle_column);
  gtk_widget_insert_after (self->middle_column, self->columns, folded ? self->end_clamp : self->start_column);
  place (self->middle_column, folded ? 2 : 1, folded);
  place (self->end_clamp, folded ? 1 : 2, folded);
  rc_steps_set_brief (RC_STEPS (self->steps), folded);
  rc_record_more_set_folded (RC_RECORD_MORE (self->more), folded);
  /* What is taken out of a box loses the keyboard. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (focus);
}

static void
show_place (RcRecordPage *self, RcResultList *among)
{
  g_autofree char *number = NULL;
  g_autofree char *total = NULL;
  g_autofree char *text = NULL;

  rc_steps_set_place (RC_STEPS (self->steps), rc_page_get_navigator (RC_PAGE (self)), among, self->id);
  if (rc_steps_dup_place (RC_STEPS (self->steps), &number, &total))
    text = self->words != NULL && *self->words != '\0'
               /* Translators: "Result 3 of 47 for “water”". */
               ? g_strdup_printf (_("Result %s of %s for “%s”"), number, total, self->words)
               /* Translators: "Result 3 of 47". */
               : g_strdup_printf (_("Result %s of %s"), number, total);
  rc_label_fill (GTK_LABEL (self->position_label), text);
}

/* --- the record --- */

static void
add_plain_badge (RcRecordPage *self, const char *text)
{
  RcBadgeText badge_text = { NULL, "plain", FALSE, (char *) text };
  RcBadge *badge = rc_badge_new ();

  rc_badge_set (badge, &badge_text);
  gtk_box_append (GTK_BOX (self->badges), GTK_WIDGET (badge));
}

static void
fill_badges (RcRecordPage *self, const RcGroup *group)
{
  const RcDescription *description = self->content->details->description;
  RcBadge *badge = rc_badge_new ();

  rc_box_empty (GTK_BOX (self->badges));
  rc_badge_set_group (badge, group);
  gtk_box_append (GTK_BOX (self->badges), GTK_WIDGET (badge));
  for (guint i = 0; description != NULL && description->languages[i] != NULL; i++)
    {
      g_autofree char *name = rc_language_dup_name (description->languages[i]);

      if (name != NULL)
        add_plain_badge (self, name);
    }
}

static void
read_cb (GtkWidget *widget, const char *action, GVariant *document)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (widget));

  if (navigator != NULL)
    rc_navigator_open_document (navigator, g_variant_get_int64 (document), 1, NULL);
}

static void
read_hit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordPage *self = RC_RECORD_PAGE (widget);
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (widget));
  const RcPageHit *hit = self->content != NULL ? self->content->hit : NULL;

  if (navigator != NULL && hit != NULL)
    rc_navigator_open_document (navigator, hit->document, (int) hit->page, self->words);
}

static void
look_inside_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (widget));

  if (navigator != NULL)
    rc_navigator_open_disc (navigator, RC_RECORD_PAGE (widget)->id, NULL);
}

/* What is behind the sheet has no keyboard. */
static void
cite_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcRecordPage *self = RC_RECORD_PAGE (widget);

  rc_cite_sheet_open (RC_CITE_SHEET (self->cite_sheet), self->scroller, self->cite_button);
}

static gboolean
rc_record_page_step_back (RcPage *page)
{
  return rc_cite_sheet_close (RC_CITE_SHEET (RC_RECORD_PAGE (page)->cite_sheet));
}

static void
add_action (RcRecordPage *self, const char *icon, const char *text, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  rc_button_set_name (GTK_BUTTON (button), text);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_css_classes (button, (const char *[]){ "rc-button", "suggested-action", "main", NULL });
  gtk_box_append (GTK_BOX (self->actions), button);
}

static gboolean
can_read (const RcDocument *document)
{
  return document->held && rc_readable_of (document->media_type) != RC_READABLE_NOT;
}

/* "Read here" is there only when there is something to read; several copies of the text are told apart by name. */
static void
add_read_actions (RcRecordPage *self, GPtrArray *documents)
{
  guint n_readable = 0;

  for (guint i = 0; i < documents->len; i++)
    if (can_read (g_ptr_array_index (documents, i)))
      n_readable++;
  /* The thousands of a disc are found by looking inside. */
  if (n_readable > MAX_READ_ACTIONS && self->content->details->record->kind == RC_KIND_DISC)
    return;
  if (n_readable > 0)
    rc_pdf_stand_ready (G_OBJECT (rc_page_get_catalogue (RC_PAGE (self))));

  for (guint i = 0; i < documents->len; i++)
    {
      const RcDocument *document = g_ptr_array_index (documents, i);
      g_autofree char *text = NULL;

      if (!can_read (document))
        continue;
      if (n_readable == 1)
        text = g_strdup (_("Read here"));
      else
        /* Translators: %s is the name of one of several texts. */
        text = g_strdup_printf (_("Read here: %s"), document->title != NULL ? document->title : document->name);
      add_action (self, "view-dual-symbolic", text, "record.read", g_variant_new_int64 (document->id));
    }
}

static void
fill_actions (RcRecordPage *self)
{
  rc_box_empty (GTK_BOX (self->actions));
  add_read_actions (self, self->content->details->documents);
  if (self->content->details->record->kind == RC_KIND_DISC)
    add_action (self, "media-optical-symbolic", _("Look inside"), "record.look-inside", NULL);
  gtk_widget_set_visible (self->actions, gtk_widget_get_first_child (self->actions) != NULL);
}

/* A phone gets what stays: the link where there is one, else the citation. */
static void
fill_citation (RcRecordPage *self)
{
  g_autoptr (RcCiting) citing = rc_citing_new (self->content->details, NULL, g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (GPtrArray) citings = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_citing_free);
  const char *text = citing == NULL ? NULL : citing->link != NULL ? citing->link : citing->texts[RC_CITING_GOST];

  gtk_widget_set_visible (self->cite_button, citing != NULL);
  rc_code_card_set (RC_CODE_CARD (self->code_card), _("Take it with you"), text,
                    citing != NULL && citing->link != NULL ? _("Point your phone camera here: it opens the link.")
                                                           : _("Point your phone camera here: it takes the citation."));
  if (citing != NULL)
    g_ptr_array_add (citings, g_steal_pointer (&citing));
  rc_cite_sheet_fill (RC_CITE_SHEET (self->cite_sheet), citings);
}

static char *
dup_notes (const RcDescription *description)
{
  g_autofree char *notes = g_strjoinv ("\n", description->notes);

  if (g_utf8_strlen (notes, -1) <= MAX_NOTES)
    return g_steal_pointer (&notes);
  *g_utf8_offset_to_pointer (notes, MAX_NOTES) = '\0';
  return g_strconcat (notes, "…", NULL);
}

static void
fill (RcRecordPage *self)
{
  const RcRecordDetails *details = self->content->details;
  const RcDescription *description = details->description;
  const RcGroup *group = rc_group_of (details->record->kind, description != NULL ? description->material : RC_MATERIAL_NONE);
  const char *parallel = description != NULL ? description->parallel_title : NULL;
  const char *title = description != NULL && description->original_title != NULL ? description->original_title : details->title;
  g_autoptr (GdkPaintable) cover
    = rc_cover_new (details->id, title, parallel, description != NULL ? description->year : 0, group->name, self->content->cover);
  g_autofree char *imprint = description != NULL ? rc_description_dup_imprint (description) : NULL;
  g_autofree char *notes = description != NULL ? dup_notes (description) : NULL;

  gtk_picture_set_paintable (GTK_PICTURE (self->cover), cover);
  fill_badges (self, group);
  rc_label_fill (GTK_LABEL (self->title_label), rc_format_title (title));
  rc_label_fill (GTK_LABEL (self->parallel_label), parallel != NULL ? parallel : title != details->title ? details->title : NULL);
  rc_label_fill (GTK_LABEL (self->notes_label), notes);
  gtk_label_set_markup (GTK_LABEL (self->imprint_label), imprint != NULL ? imprint : "");
  gtk_widget_set_visible (self->imprint_label, imprint != NULL);
  rc_hit_card_set (RC_HIT_CARD (self->hit_card), self->content->hit, self->words);
  rc_abstract_set_text (RC_ABSTRACT (self->abstract), description != NULL ? description->abstract : NULL);
  fill_actions (self);
  rc_record_subjects_fill (RC_RECORD_SUBJECTS (self->subjects), rc_page_get_catalogue (RC_PAGE (self)),
                           rc_page_get_navigator (RC_PAGE (self)), self->content->subjects);
  rc_copies_card_fill (RC_COPIES_CARD (self->copies_card), details->copies);
  fill_citation (self);
  rc_record_more_fill (RC_RECORD_MORE (self->more), rc_page_get_catalogue (RC_PAGE (self)), rc_page_get_navigator (RC_PAGE (self)), self->id);
  gtk_widget_set_visible (self->columns, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcRecordPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRecordContent) content = rc_record_content_load_finish (RC_CATALOGUE (source), result, &error);
  gboolean first;

  if (!rc_page_finish_loading (RC_PAGE (self), error))
    return;
  first = self->content == NULL;
  g_clear_pointer (&self->content, rc_record_content_free);
  self->content = g_steal_pointer (&content);
  fill (self);
  /* When the page was shown there was nothing to press on it yet. */
  if (first && gtk_widget_get_mapped (GTK_WIDGET (self)))
    rc_page_grab_first_focus (RC_PAGE (self));
}

static void
rc_record_page_reload (RcPage *page)
{
  RcRecordPage *self = RC_RECORD_PAGE (page);

  rc_record_content_load_async (rc_page_get_catalogue (page), self->id, self->words, rc_ui_language_get ()->code,
                                rc_page_start_loading (page), loaded_cb, g_object_ref (self));
}

static GtkWidget *
rc_record_page_get_first_focus (RcPage *page)
{
  RcRecordPage *self = RC_RECORD_PAGE (page);

  return gtk_widget_get_visible (self->actions) ? gtk_widget_get_first_child (self->actions) : self->list_button;
}

static void
rc_record_page_dispose (GObject *object)
{
  RcRecordPage *self = RC_RECORD_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_RECORD_PAGE);
  G_OBJECT_CLASS (rc_record_page_parent_class)->dispose (object);
}

static void
rc_record_page_finalize (GObject *object)
{
  RcRecordPage *self = RC_RECORD_PAGE (object);

  g_clear_pointer (&self->content, rc_record_content_free);
  g_free (self->words);
  G_OBJECT_CLASS (rc_record_page_parent_class)->finalize (object);
}

static void
rc_record_page_class_init (RcRecordPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rc_record_page_dispose;
  object_class->finalize = rc_record_page_finalize;
  RC_PAGE_CLASS (klass)->reload = rc_record_page_reload;
  RC_PAGE_CLASS (klass)->get_first_focus = rc_record_page_get_first_focus;
  RC_PAGE_CLASS (klass)->step_back = rc_record_page_step_back;

  g_type_ensure (RC_TYPE_ABSTRACT);
  g_type_ensure (RC_TYPE_CITE_SHEET);
  g_type_ensure (RC_TYPE_CODE_CARD);
  g_type_ensure (RC_TYPE_COPIES_CARD);
  g_type_ensure (RC_TYPE_HIT_CARD);
  g_type_ensure (RC_TYPE_LIST_BUTTON);
  g_type_ensure (RC_TYPE_RECORD_MORE);
  g_type_ensure (RC_TYPE_RECORD_SUBJECTS);
  g_type_ensure (RC_TYPE_STEPS);
  g_type_ensure (RC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/record-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcRecordPage, name)
  BIND (position_label);
  BIND (steps);
  BIND (columns);
  BIND (start_column);
  BIND (middle_column);
  BIND (end_clamp);
  BIND (end_column);
  BIND (cover);
  BIND (actions);
  BIND (own_actions);
  BIND (list_button);
  BIND (cite_button);
  BIND (cite_sheet);
  BIND (scroller);
  BIND (head);
  BIND (rest);
  BIND (badges);
  BIND (title_label);
  BIND (parallel_label);
  BIND (imprint_label);
  BIND (hit_card);
  BIND (abstract);
  BIND (subjects);
  BIND (notes_label);
  BIND (copies_card);
  BIND (code_card);
  BIND (more);
#undef BIND
  gtk_widget_class_install_action (widget_class, "record.read", "x", read_cb);
  gtk_widget_class_install_action (widget_class, "record.read-hit", NULL, read_hit_cb);
  gtk_widget_class_install_action (widget_class, "record.look-inside", NULL, look_inside_cb);
  gtk_widget_class_install_action (widget_class, "record.cite", NULL, cite_cb);
}

static void
rc_record_page_init (RcRecordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), 900);
  gtk_widget_set_visible (self->columns, FALSE);
  g_signal_connect (self, "notify::folded", G_CALLBACK (folded_cb), NULL);
  g_signal_connect (self, "notify::cramped", G_CALLBACK (folded_cb), NULL);
  folded_cb (self);
}

GtkWidget *
rc_record_page_new (RcCatalogue *catalogue, RcNavigator *navigator, gint64 id, RcResultList *among)
{
  RcRecordPage *self = g_object_new (RC_TYPE_RECORD_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);

  self->id = id;
  self->words = among != NULL ? g_strdup (rc_result_list_get_query (among)) : NULL;
  show_place (self, among);
  rc_list_button_set (RC_LIST_BUTTON (self->list_button), rc_navigator_get_my_list (navigator), id);
  rc_page_reload (RC_PAGE (self));
  return GTK_WIDGET (self);
}
