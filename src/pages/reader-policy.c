/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be done with a document here, beside reading it. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-policy.h"

gboolean
rc_reader_policy_is_kiosk (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL && gtk_widget_has_css_class (GTK_WIDGET (root), "kiosk");
}

/* Without its schema, as in a folder it was built in, it is as it would be by itself. */
static gboolean
is_allowed (const char *key, gboolean by_itself)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;
  g_autoptr (GSettings) settings = NULL;

  if (schema == NULL || !g_settings_schema_has_key (schema, key))
    return by_itself;
  settings = g_settings_new_full (schema, NULL, NULL);
  return g_settings_get_boolean (settings, key);
}

gboolean
rc_reader_policy_allows_copying (GtkWidget *widget)
{
  return !rc_reader_policy_is_kiosk (widget) && is_allowed ("allow-copying", TRUE);
}

gboolean
rc_reader_policy_allows_printing (GtkWidget *widget)
{
  gboolean kiosk = rc_reader_policy_is_kiosk (widget);

  return is_allowed (kiosk ? "allow-printing-in-kiosk" : "allow-printing", !kiosk);
}

gboolean
rc_reader_policy_may_copy (GtkWidget *widget, RcPdf *pdf)
{
  return (rc_pdf_get_permissions (pdf) & RC_PDF_MAY_COPY) != 0 && rc_reader_policy_allows_copying (widget);
}

gboolean
rc_reader_policy_may_print (GtkWidget *widget, RcPdf *pdf)
{
  return (rc_pdf_get_permissions (pdf) & RC_PDF_MAY_PRINT) != 0 && rc_reader_policy_allows_printing (widget);
}
