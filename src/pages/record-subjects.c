/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record is about, as chips, with what is broader and narrower. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/record-subjects.h"

#include "pages/record-load.h"
#include "pages/subject-chip.h"
#include "widgets/fill.h"
#include "widgets/language.h"
#include "widgets/widgets.h"
#include "widgets/wrap-layout.h"

struct _RcRecordSubjects
{
  GtkBox parent_instance;
  RcNavigator *navigator;    /* (weak) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) of asking for the kin of the first subject */

  GtkWidget *subjects;
  GtkWidget *broader_box;
  GtkWidget *broader;
  GtkWidget *narrower_box;
  GtkWidget *narrower;
};

G_DEFINE_FINAL_TYPE (RcRecordSubjects, rc_record_subjects, GTK_TYPE_BOX)

static void
open_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  RcRecordSubjects *self = RC_RECORD_SUBJECTS (widget);
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");

  rc_search_query_add_filter (query, RC_FACET_SUBJECT, g_variant_get_string (value, NULL));
  if (self->navigator != NULL)
    rc_navigator_open_results (self->navigator, query);
}

static void
fill_chips (GtkWidget *chips, GPtrArray *subjects)
{
  rc_box_empty (GTK_BOX (chips));
  for (guint i = 0; i < subjects->len; i++)
    gtk_box_append (GTK_BOX (chips), rc_subject_chip_new (g_ptr_array_index (subjects, i), FALSE));
}

/* Kin of a subject is an extra: without an answer the page is still whole. */
static void
kin_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RcRecordSubjects) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSubjectKin) kin = rc_subject_kin_load_finish (RC_CATALOGUE (source), result, &error);

  if (kin == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("%s", error->message);
      return;
    }
  fill_chips (self->broader, kin->broader);
  fill_chips (self->narrower, kin->narrower);
  gtk_widget_set_visible (self->broader_box, kin->broader->len > 0);
  gtk_widget_set_visible (self->narrower_box, kin->narrower->len > 0);
}

static void
forget_question (RcRecordSubjects *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
rc_record_subjects_dispose (GObject *object)
{
  RcRecordSubjects *self = RC_RECORD_SUBJECTS (object);

  forget_question (self);
  g_clear_weak_pointer (&self->navigator);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_RECORD_SUBJECTS);
  G_OBJECT_CLASS (rc_record_subjects_parent_class)->dispose (object);
}

static void
rc_record_subjects_class_init (RcRecordSubjectsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_record_subjects_dispose;

  g_type_ensure (RC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/record-subjects.ui");
  gtk_widget_class_bind_template_child (widget_class, RcRecordSubjects, subjects);
  gtk_widget_class_bind_template_child (widget_class, RcRecordSubjects, broader_box);
  gtk_widget_class_bind_template_child (widget_class, RcRecordSubjects, broader);
  gtk_widget_class_bind_template_child (widget_class, RcRecordSubjects, narrower_box);
  gtk_widget_class_bind_template_child (widget_class, RcRecordSubjects, narrower);
  gtk_widget_class_install_action (widget_class, "subject.open", "s", open_cb);
}

static void
rc_record_subjects_init (RcRecordSubjects *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rc_record_subjects_fill (RcRecordSubjects *self, RcCatalogue *catalogue, RcNavigator *navigator, GPtrArray *subjects)
{
  const RcSubjectChip *first = subjects->len > 0 ? g_ptr_array_index (subjects, 0) : NULL;

  g_return_if_fail (RC_IS_RECORD_SUBJECTS (self));

  forget_question (self);
  g_set_weak_pointer (&self->navigator, navigator);
  fill_chips (self->subjects, subjects);
  gtk_widget_set_visible (self->broader_box, FALSE);
  gtk_widget_set_visible (self->narrower_box, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), first != NULL);
  if (first == NULL)
    return;
  /* The kin shown below is that of the first subject. */
  gtk_widget_add_css_class (gtk_widget_get_first_child (self->subjects), "on");
  self->cancellable = g_cancellable_new ();
  rc_subject_kin_load_async (catalogue, first->value, rc_ui_language_get ()->code, self->cancellable, kin_loaded_cb,
                             g_object_ref (self));
}
