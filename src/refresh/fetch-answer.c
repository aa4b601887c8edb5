/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to a request: unpacked into a file, asked for on where it was cut. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "refresh/fetch-private.h"
#include "refresh/refresh.h"
#include "refresh/schedule.h"

#define CHUNK_BYTES (64 * 1024)
#define MAX_RESUMES 3
#define MAX_FRESH_SECONDS (7 * 24 * 60 * 60)

static gsize
get_max_bytes (const RcFetch *self)
{
  return self->request->large && self->limits->large_bytes > 0 ? self->limits->large_bytes : self->limits->max_bytes;
}

static gboolean
write_all (RcFetch *self, const char *data, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize n_written = write (self->fd, data, length);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written <= 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), N_ ("cannot keep the answer in %s: %s"),
                       g_get_tmp_dir (), g_strerror (errno));
          return FALSE;
        }
      data += n_written;
      length -= n_written;
    }
  return TRUE;
}

static gboolean
open_file (RcFetch *self, GError **error)
{
  g_autofree char *path = NULL;

  if (self->fd >= 0)
    return TRUE;
  self->fd = g_file_open_tmp ("resource-centre-XXXXXX", &path, error);
  if (self->fd < 0)
    return FALSE;
  g_unlink (path);
  return TRUE;
}

static gboolean
keep (RcFetch *self, const char *data, gsize length, GError **error)
{
  self->n_bytes += length;
  if (self->n_bytes > get_max_bytes (self))
    {
      g_autofree char *limit = g_format_size_full (get_max_bytes (self), G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_TOO_LARGE, N_ ("the answer is larger than %s"), limit);
      return FALSE;
    }
  return write_all (self, data, length, error);
}

/* To its end, behind what is in the file already. */
static gboolean
read_body (RcFetch *self, GInputStream *stream, GError **problem, GCancellable *cancellable, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK_BYTES);

  self->reading = TRUE;
  while (TRUE)
    {
      gssize n_read;

      g_input_stream_read_async (stream, chunk, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->stop, rc_fetch_step_done_cb, self);
      rc_fetch_wait_for_step (self);
      n_read = g_input_stream_read_finish (stream, self->result, problem);
      g_clear_object (&self->result);
      if (n_read <= 0)
        return n_read == 0;
      if (!keep (self, chunk, n_read, error))
        return FALSE;
      if (self->request->progress != NULL)
        self->request->progress (self->n_bytes, self->request->user_data);
    }
}

/* How long the server wants its answer to be kept. */
static gint64
get_fresh_until (SoupMessageHeaders *headers)
{
  const char *control = soup_message_headers_get_list (headers, "Cache-Control");
  const char *expires = soup_message_headers_get_one (headers, "Expires");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC, until = 0;
  g_autoptr (GHashTable) parts = control != NULL ? soup_header_parse_param_list (control) : NULL;
  const char *age = parts != NULL ? g_hash_table_lookup (parts, "max-age") : NULL;
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;

  if (parts != NULL && (g_hash_table_contains (parts, "no-cache") || g_hash_table_contains (parts, "no-store")))
    until = 0;
  else if (age != NULL && g_ascii_string_to_unsigned (age, 10, 0, G_MAXUINT64, &seconds, NULL))
    until = now + (gint64) MIN (seconds, MAX_FRESH_SECONDS);
  else if (expires != NULL && (date = soup_date_time_new_from_http_string (expires)) != NULL)
    until = MIN (g_date_time_to_unix (date), now + MAX_FRESH_SECONDS);
  if (parts != NULL)
    soup_header_free_param_list (g_steal_pointer (&parts));
  return until > now ? until : 0;
}

static gboolean
refuse_status (guint status, SoupMessageHeaders *headers, gint64 *retry_after, GError **error)
{
  *retry_after = rc_schedule_parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"), g_get_real_time () / G_USEC_PER_SEC);
  if (status == SOUP_STATUS_NOT_FOUND)
    g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_STATUS, N_ ("there is nothing at this address (404)"));
  else if (status == SOUP_STATUS_GONE)
    g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_STATUS, N_ ("the listing was taken away for good (410)"));
  else if (status == SOUP_STATUS_ACCEPTED)
    g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_STATUS, N_ ("the server wants to know first whether a person asks (202)"));
  else if (status == 429)
    g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_STATUS, N_ ("the server was asked too often (429)"));
  else
    g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_STATUS, "the server answered %u %s", status, soup_status_get_phrase (status));
  return FALSE;
}

/* Packed for the way: what is counted and kept are unpacked bytes, so that Content-Length and ranges are of something else. */
static gboolean
is_packed (SoupMessageHeaders *headers)
{
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");

  return encoding != NULL && g_ascii_strcasecmp (encoding, "identity") != 0;
}

/* What the server calls this state of the answer, when the rest of it can be asked for by that. */
static char *
dup_resume_mark (const RcFetch *self, SoupMessageHeaders *headers)
{
  const char *etag = soup_message_headers_get_one (headers, "ETag");

  if (self->request->body != NULL || is_packed (headers) ||
      g_strcmp0 (soup_message_headers_get_one (headers, "Accept-Ranges"), "none") == 0)
    return NULL;
  if (etag != NULL && !g_str_has_prefix (etag, "W/"))
    return g_strdup (etag);
  return g_strdup (soup_message_headers_get_one (headers, "Last-Modified"));
}

/* An answer that begins anew takes the place of what came before; one that goes on goes on where we are. */
static gboolean
place_answer (RcFetch *self, guint status, SoupMessageHeaders *headers, GError **error)
{
  goffset start, end, total;

  if (status == SOUP_STATUS_PARTIAL_CONTENT)
    {
      if (soup_message_headers_get_content_range (headers, &start, &end, &total) && start == (goffset) self->n_bytes && start > 0)
        return TRUE;
      g_set_error_literal (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NETWORK, N_ ("the server sent another part than it was asked for"));
      return FALSE;
    }
  self->n_bytes = self->n_bytes_before = 0;
  if (!open_file (self, error))
    return FALSE;
  if (ftruncate (self->fd, 0) == 0 && lseek (self->fd, 0, SEEK_SET) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

/* An answer after which the connection ends may end too early without libsoup minding; one that is packed has an end of its own, which
 * the unpacking misses. `n_before`: bytes that came with earlier parts, which the length does not count. */
static gboolean
is_whole (const RcFetch *self, SoupMessageHeaders *headers, gsize n_before, GError **problem)
{
  const char *text = soup_message_headers_get_one (headers, "Content-Length");
  guint64 length;

  if (text == NULL || is_packed (headers) ||
      !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &length, NULL) || self->n_bytes - n_before >= length)
    return TRUE;
  g_set_error_literal (problem, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "Connection terminated unexpectedly");
  return FALSE;
}

/* What is packed is unpacked here: the session itself takes what was cut for the whole. (transfer full) */
static GInputStream *
unpack (GInputStream *stream, SoupMessageHeaders *headers, GError **error)
{
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");
  g_autoptr (GConverter) unpacker = NULL;

  if (!is_packed (headers))
    return g_object_ref (stream);
  if (g_ascii_strcasecmp (encoding, "gzip") != 0 && g_ascii_strcasecmp (encoding, "x-gzip") != 0)
    {
      g_set_error (error, RC_REFRESH_ERROR, RC_REFRESH_ERROR_NOT_A_LISTING, N_ ("the answer is packed with %s, which nobody asked for"), encoding);
      return NULL;
    }
  unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  return g_converter_input_stream_new (stream, unpacker);
}

/* One request, and the reading of its answer. `again` (out): it was cut, and the rest can be asked for. */
static RcFetchAnswer *
take_answer (RcFetch *self, gboolean *again, gint64 *retry_after, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcFetchAnswer) answer = g_new0 (RcFetchAnswer, 1);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GInputStream) stream = rc_fetch_send (self, &message, cancellable, error);
  g_autoptr (GInputStream) body = NULL;
  GError *problem = NULL, *own = NULL;
  SoupMessageHeaders *headers;
  gsize n_before;
  guint status;

  answer->fd = -1;
  if (self->request->status != NULL)
    *self->request->status = message != NULL ? soup_message_get_status (message) : 0;
  if (stream == NULL)
    return NULL;
  status = soup_message_get_status (message);
  headers = soup_message_get_response_headers (message);
  answer->fresh_until = get_fresh_until (headers);
  if (status == SOUP_STATUS_NOT_MODIFIED && (self->request->etag != NULL || self->request->last_modified != NULL))
    {
      answer->unchanged = TRUE;
      return g_steal_pointer (&answer);
    }
  if ((!SOUP_STATUS_IS_SUCCESSFUL (status) || status == SOUP_STATUS_ACCEPTED) && !refuse_status (status, headers, retry_after, error))
    return NULL;
  if (!place_answer (self, status, headers, error))
    return NULL;
  g_free (self->resume_mark);
  self->resume_mark = dup_resume_mark (self, headers);
  n_before = self->n_bytes;
  body = unpack (stream, headers, error);
  if (body == NULL)
    return NULL;
  if (!read_body (self, body, &problem, cancellable, &own) || !is_whole (self, headers, n_before, &problem))
    {
      *again = own == NULL && self->why == NULL && self->resume_mark != NULL && self->n_bytes > 0 && !g_cancellable_is_cancelled (cancellable);
      if (own != NULL)
        g_propagate_error (error, own);
      else
        rc_fetch_explain (self, problem, cancellable, error);
      return NULL;
    }
  answer->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  answer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  answer->last_modified = g_strdup (soup_message_headers_get_one (headers, "Last-Modified"));
  return g_steal_pointer (&answer);
}

/* A file that was packed before it was put there, calls.xml.gz, of which no header tells: what is in it takes its place. */
static gboolean
unpack_file (RcFetch *self, GMappedFile **mapped, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) packed = g_mapped_file_get_bytes (*mapped);
  g_autoptr (GInputStream) bytes = g_memory_input_stream_new_from_bytes (packed);
  g_autoptr (GConverter) unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (bytes, unpacker);
  g_autofree char *chunk = g_malloc (CHUNK_BYTES);
  g_autoptr (GError) problem = NULL;
  gssize n_read;

  close (self->fd);
  self->fd = -1;
  self->n_bytes = 0;
  if (!open_file (self, error))
    return FALSE;
  while ((n_read = g_input_stream_read (stream, chunk, CHUNK_BYTES, cancellable, &problem)) > 0)
    if (!keep (self, chunk, (gsize) n_read, error))
      return FALSE;
  if (n_read < 0)
    {
      rc_fetch_explain (self, g_steal_pointer (&problem), cancellable, error);
      return FALSE;
    }
  g_mapped_file_unref (*mapped);
  *mapped = g_mapped_file_new_from_fd (self->fd, FALSE, error);
  return *mapped != NULL;
}

RcFetchAnswer *
rc_fetch_take (RcFetch *self, gint64 *retry_after, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMappedFile) mapped = NULL;
  g_autoptr (RcFetchAnswer) answer = NULL;

  for (guint n = 0; answer == NULL; n++)
    {
      g_autoptr (GError) problem = NULL;
      gboolean again = FALSE;

      answer = take_answer (self, &again, retry_after, cancellable, &problem);
      if (answer == NULL && (!again || n >= MAX_RESUMES))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  if (answer->unchanged)
    return g_steal_pointer (&answer);
  mapped = g_mapped_file_new_from_fd (self->fd, FALSE, error);
  if (mapped == NULL)
    return NULL;
  if (g_mapped_file_get_length (mapped) > 2 && memcmp (g_mapped_file_get_contents (mapped), "\x1f\x8b\x08", 3) == 0 &&
      !unpack_file (self, &mapped, cancellable, error))
    return NULL;
  answer->body = g_mapped_file_get_bytes (mapped);
  answer->fd = self->fd;
  self->fd = -1;
  return g_steal_pointer (&answer);
}

GInputStream *
rc_fetch_answer_open (const RcFetchAnswer *self, GError **error)
{
  /* A file without a name is opened anew by its number: with a place of its own. */
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

void
rc_fetch_answer_free (RcFetchAnswer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->body, g_bytes_unref);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->content_type);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}
