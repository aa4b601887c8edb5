/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One publication: what it is, what it is about, and how to get it. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/record-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "pages/among.h"
#include "pages/copies-card.h"
#include "pages/record-load.h"
#include "widgets/badge.h"
#include "widgets/cover.h"
#include "widgets/format.h"
#include "widgets/language.h"
#include "widgets/widgets.h"
#include "widgets/wrap-layout.h"

#define COVER_WIDTH 204
#define COVER_WIDTH_FOLDED 96
#define END_WIDTH 300
#define ABSTRACT_LINES 4

struct _RcRecordPage
{
  RcPage parent_instance;
  gint64 id;
  RcResultList *among;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  RcRecordContent *content;  /* (owned) (nullable) */
  GtkWidget *chosen_chip;    /* (nullable) one of the subjects' */

  GtkWidget *position_label;
  GtkWidget *steps;
  GtkWidget *previous_label;
  GtkWidget *next_label;
  GtkWidget *columns;
  GtkWidget *start_column;
  GtkWidget *middle_column;
  GtkWidget *end_column;
  GtkWidget *cover;
  GtkWidget *actions;
  GtkWidget *head;
  GtkWidget *rest;
  GtkWidget *badges;
  GtkWidget *title_label;
  GtkWidget *parallel_label;
  GtkWidget *imprint_label;
  GtkWidget *abstract_button;
  GtkWidget *abstract_label;
  GtkWidget *more_label;
  GtkWidget *subjects_label;
  GtkWidget *subjects;
  GtkWidget *broader_box;
  GtkWidget *broader;
  GtkWidget *narrower_box;
  GtkWidget *narrower;
  GtkWidget *notes_label;
  GtkWidget *copies_card;
  GtkWidget *copies_count;
  GtkWidget *copies;
};

G_DEFINE_FINAL_TYPE (RcRecordPage, rc_record_page, RC_TYPE_PAGE)

/* --- small helpers --- */

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

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

/* Three columns, or one: cover and title, actions, copies, the rest. */
static void
folded_cb (RcRecordPage *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));
  int width = folded ? COVER_WIDTH_FOLDED : COVER_WIDTH;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->start_column), folded ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_size_request (self->cover, width, width * 290 / 204);
  gtk_widget_set_size_request (self->start_column, folded ? -1 : COVER_WIDTH, -1);
  gtk_widget_set_size_request (self->end_column, folded ? -1 : END_WIDTH, -1);
  move (self->head, folded ? self->start_column : self->middle_column);
  move (self->actions, folded ? self->end_column : self->start_column);
  move (self->copies_card, self->end_column);
  move (self->rest, self->middle_column);
  gtk_box_reorder_child_after (GTK_BOX (self->columns), self->middle_column, folded ? self->end_column : self->start_column);
  gtk_widget_set_visible (self->previous_label, !folded);
  gtk_widget_set_visible (self->next_label, !folded);
}

static void
show_place (RcRecordPage *self)
{
  guint n;
  gint64 place = rc_among_find (self->among, self->id, &n);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->steps, place >= 0 && n > 1);
  gtk_widget_set_visible (self->position_label, place >= 0 && n > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.previous", place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.next", place >= 0 && place + 1 < n);
  if (place >= 0)
    {
      g_autofree char *number = rc_format_count ((guint64) place + 1);
      g_autofree char *total = rc_format_count (n);

      /* Translators: "Result 3 of 47". */
      text = g_strdup_printf (_("Result %s of %s"), number, total);
    }
  gtk_label_set_text (GTK_LABEL (self->position_label), text != NULL ? text : "");
}

/* --- subjects --- */

static void
open_subject (RcRecordPage *self, const char *value)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));

  rc_search_query_add_filter (query, RC_FACET_SUBJECT, value);
  if (navigator != NULL)
    rc_navigator_open_results (navigator, query);
}

static void
chip_clicked_cb (GtkButton *button, RcRecordPage *self)
{
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (button), "rc-value"));

  open_subject (self, value);
}

static GtkWidget *
make_chip (const RcSubjectChip *subject)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (subject->label);
  GtkWidget *chip = gtk_button_new ();
  g_autofree char *name = NULL;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  if (subject->n_records > 0)
    {
      g_autofree char *count = rc_format_count (subject->n_records);
      GtkWidget *number = gtk_label_new (count);

      gtk_widget_add_css_class (number, "muted");
      gtk_box_append (GTK_BOX (box), number);
      /* Translators: a subject and how many titles it has: "Groundwater, 44 titles". */
      name = g_strdup_printf (g_dngettext (NULL, "%s, %s title", "%s, %s titles", (gulong) subject->n_records), subject->label, count);
    }
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : subject->label, -1);
  gtk_widget_add_css_class (chip, "chip");
  g_object_set_data_full (G_OBJECT (chip), "rc-value", g_strdup (subject->value), g_free);
  return chip;
}

static void
fill_kin (RcRecordPage *self, GtkWidget *box, GtkWidget *chips, GPtrArray *subjects)
{
  empty (chips);
  for (guint i = 0; i < subjects->len; i++)
    {
      GtkWidget *chip = make_chip (g_ptr_array_index (subjects, i));

      g_signal_connect (chip, "clicked", G_CALLBACK (chip_clicked_cb), self);
      gtk_box_append (GTK_BOX (chips), chip);
    }
  gtk_widget_set_visible (box, subjects->len > 0);
}

/* Kin of a subject is an extra: without an answer the page is still whole. */
static void
kin_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcRecordPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSubjectKin) kin = rc_subject_kin_load_finish (RC_CATALOGUE (source), result, &error);

  if (kin == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("%s", error->message);
      return;
    }
  fill_kin (self, self->broader_box, self->broader, kin->broader);
  fill_kin (self, self->narrower_box, self->narrower, kin->narrower);
}

static void
choose_subject (RcRecordPage *self, GtkWidget *chip)
{
  if (self->chosen_chip != NULL)
    gtk_widget_remove_css_class (self->chosen_chip, "on");
  self->chosen_chip = chip;
  gtk_widget_add_css_class (chip, "on");
  rc_subject_kin_load_async (rc_page_get_catalogue (RC_PAGE (self)), g_object_get_data (G_OBJECT (chip), "rc-value"),
                             rc_ui_language_get ()->code, self->cancellable, kin_loaded_cb, g_object_ref (self));
}

static void
fill_subjects (RcRecordPage *self)
{
  GPtrArray *subjects = self->content->subjects;
  GtkWidget *first = NULL;

  self->chosen_chip = NULL;
  empty (self->subjects);
  gtk_widget_set_visible (self->broader_box, FALSE);
  gtk_widget_set_visible (self->narrower_box, FALSE);
  gtk_widget_set_visible (self->subjects_label, subjects->len > 0);
  gtk_widget_set_visible (self->subjects, subjects->len > 0);
  for (guint i = 0; i < subjects->len; i++)
    {
      GtkWidget *chip = make_chip (g_ptr_array_index (subjects, i));

      g_signal_connect (chip, "clicked", G_CALLBACK (chip_clicked_cb), self);
      gtk_box_append (GTK_BOX (self->subjects), chip);
      if (first == NULL)
        first = chip;
    }
  if (first != NULL)
    choose_subject (self, first);
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

  empty (self->badges);
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
append_part (GString *text, const char *part, const char *before)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, before);
  g_string_append (text, part);
}

/* People, then where, when and how long, the latter in a quieter colour. */
static void
fill_imprint (RcRecordPage *self)
{
  const RcDescription *description = self->content->details->description;
  g_autoptr (GString) quiet = g_string_new (NULL);
  g_autofree char *people = NULL;
  g_autofree char *people_escaped = NULL;
  g_autofree char *quiet_escaped = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *year = NULL;

  if (description == NULL)
    {
      set_text (self->imprint_label, NULL);
      return;
    }
  people = g_strjoinv ("; ", description->people);
  if (description->year > 0)
    year = description->year_end > 0 ? g_strdup_printf ("%d–%d", description->year, description->year_end)
                                     : g_strdup_printf ("%d", description->year);
  append_part (quiet, description->place, "");
  append_part (quiet, description->publisher, ": ");
  append_part (quiet, year, ", ");
  append_part (quiet, description->edition, ". ");
  append_part (quiet, description->extent, ". ");
  append_part (quiet, description->series, ". ");
  people_escaped = g_markup_escape_text (people, -1);
  quiet_escaped = g_markup_escape_text (quiet->str, -1);
  markup = g_strdup_printf ("%s%s<span alpha=\"80%%\">%s</span>", people_escaped, *people != '\0' && quiet->len > 0 ? ". " : "", quiet_escaped);
  gtk_label_set_markup (GTK_LABEL (self->imprint_label), markup);
  gtk_widget_set_visible (self->imprint_label, *people != '\0' || quiet->len > 0);
}

static void
show_abstract (RcRecordPage *self, gboolean open)
{
  gtk_label_set_lines (GTK_LABEL (self->abstract_label), open ? -1 : ABSTRACT_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (self->abstract_label), open ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_text (GTK_LABEL (self->more_label), open ? _("Less") : _("More"));
}

static void
abstract_clicked_cb (RcRecordPage *self)
{
  show_abstract (self, gtk_label_get_lines (GTK_LABEL (self->abstract_label)) != -1);
}

static void
fill_abstract (RcRecordPage *self)
{
  const RcDescription *description = self->content->details->description;
  const char *abstract = description != NULL ? description->abstract : NULL;

  gtk_widget_set_visible (self->abstract_button, abstract != NULL);
  if (abstract == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->abstract_label), abstract);
  gtk_widget_set_visible (self->more_label, g_utf8_strlen (abstract, -1) > 240);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->abstract_button), GTK_ACCESSIBLE_PROPERTY_LABEL, abstract, -1);
  show_abstract (self, FALSE);
}

static void
read_clicked_cb (GtkButton *button, RcRecordPage *self)
{
  const gint64 *document = g_object_get_data (G_OBJECT (button), "rc-document");
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));

  if (navigator != NULL)
    rc_navigator_open_document (navigator, *document, 1);
}

static void
look_inside_cb (GtkButton *button, RcRecordPage *self)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (self));

  if (navigator != NULL)
    rc_navigator_open_disc (navigator, self->id, NULL);
}

static GtkWidget *
make_action (const char *icon, const char *text, const char *css_class)
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (button, "rc-button");
  gtk_widget_add_css_class (button, css_class);
  return button;
}

static gboolean
can_read (const RcDocument *document)
{
  return document->held && g_str_equal (document->media_type, "application/pdf");
}

/* "Read here" is there only when there is something to read; several copies of the text are told apart by name. */
static void
fill_actions (RcRecordPage *self)
{
  GPtrArray *documents = self->content->details->documents;
  guint n_readable = 0;

  empty (self->actions);
  for (guint i = 0; i < documents->len; i++)
    if (can_read (g_ptr_array_index (documents, i)))
      n_readable++;

  for (guint i = 0; i < documents->len; i++)
    {
      const RcDocument *document = g_ptr_array_index (documents, i);
      g_autofree char *text = NULL;
      GtkWidget *button;

      if (!can_read (document))
        continue;
      if (n_readable == 1)
        text = g_strdup (_("Read here"));
      else
        /* Translators: %s is the name of one of several texts. */
        text = g_strdup_printf (_("Read here: %s"), document->title != NULL ? document->title : document->name);
      button = make_action ("view-dual-symbolic", text, "suggested-action");
      gtk_widget_add_css_class (button, "main");
      g_object_set_data_full (G_OBJECT (button), "rc-document", g_memdup2 (&document->id, sizeof document->id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (read_clicked_cb), self);
      gtk_box_append (GTK_BOX (self->actions), button);
    }
  if (self->content->details->record->kind == RC_KIND_DISC)
    {
      GtkWidget *button = make_action ("media-optical-symbolic", _("Look inside"), "suggested-action");

      gtk_widget_add_css_class (button, "main");
      g_signal_connect (button, "clicked", G_CALLBACK (look_inside_cb), self);
      gtk_box_append (GTK_BOX (self->actions), button);
    }
  gtk_widget_set_visible (self->actions, gtk_widget_get_first_child (self->actions) != NULL);
}

static void
fill_copies (RcRecordPage *self)
{
  GPtrArray *copies = self->content->details->copies;
  g_autofree char *count = g_strdup_printf (ngettext ("%u copy", "%u copies", copies->len), copies->len);

  gtk_widget_set_visible (self->copies_card, copies->len > 0);
  gtk_label_set_text (GTK_LABEL (self->copies_count), count);
  rc_copies_fill (GTK_BOX (self->copies), copies);
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
    = rc_cover_new (details->id, title, parallel, description != NULL ? description->year : 0, group->name);
  g_autofree char *notes = description != NULL ? g_strjoinv ("\n", description->notes) : NULL;

  gtk_picture_set_paintable (GTK_PICTURE (self->cover), cover);
  fill_badges (self, group);
  set_text (self->title_label, title);
  set_text (self->parallel_label, parallel != NULL ? parallel : title != details->title ? details->title : NULL);
  set_text (self->notes_label, notes);
  fill_imprint (self);
  fill_abstract (self);
  fill_actions (self);
  fill_subjects (self);
  fill_copies (self);
  gtk_widget_set_visible (self->columns, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcRecordPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRecordContent) content = rc_record_content_load_finish (RC_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  rc_page_set_busy (RC_PAGE (self), FALSE);
  rc_page_set_error (RC_PAGE (self), error);
  if (content == NULL)
    return;
  g_clear_pointer (&self->content, rc_record_content_free);
  self->content = g_steal_pointer (&content);
  fill (self);
}

static void
rc_record_page_reload (RcPage *page)
{
  RcRecordPage *self = RC_RECORD_PAGE (page);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rc_page_set_busy (page, TRUE);
  rc_record_content_load_async (rc_page_get_catalogue (page), self->id, rc_ui_language_get ()->code, self->cancellable,
                                loaded_cb, g_object_ref (self));
}

static GtkWidget *
rc_record_page_get_first_focus (RcPage *page)
{
  RcRecordPage *self = RC_RECORD_PAGE (page);

  return gtk_widget_get_first_child (self->actions);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RcRecordPage *self = RC_RECORD_PAGE (widget);

  rc_among_step (self->among, self->id, g_str_has_suffix (name, "next") ? +1 : -1, rc_page_get_navigator (RC_PAGE (self)));
}

static void
rc_record_page_dispose (GObject *object)
{
  RcRecordPage *self = RC_RECORD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->among);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_RECORD_PAGE);
  G_OBJECT_CLASS (rc_record_page_parent_class)->dispose (object);
}

static void
rc_record_page_finalize (GObject *object)
{
  RcRecordPage *self = RC_RECORD_PAGE (object);

  g_clear_pointer (&self->content, rc_record_content_free);
  g_object_unref (self->cancellable);
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

  g_type_ensure (RC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/record-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcRecordPage, name)
  BIND (position_label);
  BIND (steps);
  BIND (previous_label);
  BIND (next_label);
  BIND (columns);
  BIND (start_column);
  BIND (middle_column);
  BIND (end_column);
  BIND (cover);
  BIND (actions);
  BIND (head);
  BIND (rest);
  BIND (badges);
  BIND (title_label);
  BIND (parallel_label);
  BIND (imprint_label);
  BIND (abstract_button);
  BIND (abstract_label);
  BIND (more_label);
  BIND (subjects_label);
  BIND (subjects);
  BIND (broader_box);
  BIND (broader);
  BIND (narrower_box);
  BIND (narrower);
  BIND (notes_label);
  BIND (copies_card);
  BIND (copies_count);
  BIND (copies);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, abstract_clicked_cb);
  gtk_widget_class_install_action (widget_class, "record.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "record.next", NULL, step_action);
}

static void
rc_record_page_init (RcRecordPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_page_set_title (RC_PAGE (self), _("Details"));
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), 900);
  gtk_widget_set_visible (self->columns, FALSE);
  g_signal_connect (self, "notify::folded", G_CALLBACK (folded_cb), NULL);
  folded_cb (self);
}

GtkWidget *
rc_record_page_new (RcCatalogue *catalogue, RcNavigator *navigator, gint64 id, RcResultList *among)
{
  RcRecordPage *self = g_object_new (RC_TYPE_RECORD_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);

  self->id = id;
  g_set_object (&self->among, among);
  show_place (self);
  rc_page_reload (RC_PAGE (self));
  return GTK_WIDGET (self);
}
