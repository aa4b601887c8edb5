/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text for the camera of a phone: black on white, whatever the colours of the screen are. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/qr-code.h"

#include <string.h>
#include <zint.h>

#define MAX_TEXT_BYTES 850 /* version 20 at the lowest level of correction: 97 modules */
#define QUIET 4            /* modules of white around it, as the standard asks */
#define MIN_MODULE 3       /* px: less is too small for many cameras */
#define SHORT_SIDE 160     /* px: a code of few modules has larger ones up to here */

struct _RcQrCode
{
  GtkWidget parent_instance;

  guint8 *modules; /* (owned) (nullable) 1 black, row by row */
  int size;        /* modules a side; 0 nothing */
};

G_DEFINE_FINAL_TYPE (RcQrCode, rc_qr_code, GTK_TYPE_WIDGET)

static void
rc_qr_code_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                    int *natural_baseline)
{
  RcQrCode *self = RC_QR_CODE (widget);
  int modules = self->size > 0 ? self->size + 2 * QUIET : 0;

  *minimum = *natural = modules > 0 ? modules * MAX (MIN_MODULE, SHORT_SIDE / modules) : 0;
}

static void
rc_qr_code_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RcQrCode *self = RC_QR_CODE (widget);
  int side = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  int modules = self->size + 2 * QUIET;
  int module = self->size > 0 ? side / modules : 0;
  graphene_rect_t rect;

  if (module == 0)
    return;
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, graphene_rect_init (&rect, 0, 0, (float) (modules * module), (float) (modules * module)));
  for (int y = 0; y < self->size; y++)
    for (int x = 0; x < self->size;)
      {
        int from = x;

        while (x < self->size && self->modules[y * self->size + x] != 0)
          x++;
        /* A run of black modules is one rectangle. */
        if (x > from)
          gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0, 0, 0, 1 },
                                     graphene_rect_init (&rect, (float) ((QUIET + from) * module), (float) ((QUIET + y) * module),
                                                         (float) ((x - from) * module), (float) module));
        else
          x++;
      }
}

static void
rc_qr_code_finalize (GObject *object)
{
  g_free (RC_QR_CODE (object)->modules);
  G_OBJECT_CLASS (rc_qr_code_parent_class)->finalize (object);
}

static void
rc_qr_code_class_init (RcQrCodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_qr_code_finalize;
  GTK_WIDGET_CLASS (klass)->measure = rc_qr_code_measure;
  GTK_WIDGET_CLASS (klass)->snapshot = rc_qr_code_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "qrcode");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rc_qr_code_init (RcQrCode *self)
{
}

GtkWidget *
rc_qr_code_new (void)
{
  return g_object_new (RC_TYPE_QR_CODE, NULL);
}

static gboolean
encode (RcQrCode *self, const char *text)
{
  struct zint_symbol *symbol = ZBarcode_Create ();
  gboolean good;

  if (symbol == NULL)
    return FALSE;
  symbol->symbology = BARCODE_QRCODE;
  /* Plain bytes, which phones take for UTF-8; an announced character set confuses many of them. */
  symbol->input_mode = DATA_MODE;
  symbol->option_1 = 1;
  good = ZBarcode_Encode (symbol, (const unsigned char *) text, (int) strlen (text)) < ZINT_ERROR;
  if (good)
    {
      self->size = symbol->width;
      self->modules = g_new0 (guint8, (gsize) symbol->width * (gsize) symbol->rows);
      for (int y = 0; y < symbol->rows; y++)
        for (int x = 0; x < symbol->width; x++)
          self->modules[y * symbol->width + x] = (symbol->encoded_data[y][x >> 3] >> (x & 7)) & 1;
    }
  ZBarcode_Delete (symbol);
  return good;
}

gboolean
rc_qr_code_set_text (RcQrCode *self, const char *text)
{
  gboolean good;

  g_return_val_if_fail (RC_IS_QR_CODE (self), FALSE);

  g_clear_pointer (&self->modules, g_free);
  self->size = 0;
  good = text == NULL || (strlen (text) <= MAX_TEXT_BYTES && encode (self, text));
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return good;
}
