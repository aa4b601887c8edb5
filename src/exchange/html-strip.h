/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text of plain HTML, fast. For files of this room only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What rc_html_to_text makes of it, for text with paragraphs, lists, references and little else: a tenth of the time. Takes `html`, in
 * valid UTF-8, and gives it back, shortened. FALSE for what needs a whole parser: `html` is spoilt then. */
gboolean rc_html_strip (char *html);

/* A copy in which &lt;p&gt; is <p>, where the text has markup that was escaped once more than it had to be. The caller frees it. */
char *rc_html_unescape (const char *text);

G_END_DECLS
