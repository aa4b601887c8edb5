/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images of other kinds, known by their first and last bytes: not read, but called by name. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/foreign.h"
#include "renderer/little-endian.h"
#include "renderer/partitions.h"

#include <glib/gi18n.h>
#include <string.h>

#define BLOCK 512
#define HEAD (8 * BLOCK)

/* What stands at a place of the beginning. The surer come first. */
static const struct
{
  guint at, length;
  const char *bytes, *name;
} signs[] = {
  { 0, 4, "QFI\xfb", N_("it is the disk of a virtual machine (QCOW): convert it to a plain image first") },
  { 0, 4, "KDMV", N_("it is the disk of a virtual machine (VMDK): convert it to a plain image first") },
  { 0, 8, "conectix", N_("it is the disk of a virtual machine (VHD): convert it to a plain image first") },
  { 0, 8, "vhdxfile", N_("it is the disk of a virtual machine (VHDX): convert it to a plain image first") },
  { 64, 4, "\x7f\x10\xda\xbe", N_("it is the disk of a virtual machine (VDI): convert it to a plain image first") },
  { 0, 8, "EVF\x09\x0d\x0a\xff\0", N_("it is an image of evidence (EnCase): convert it to a plain image first") },
  { 0, 8, "encrcdsa", N_("it is an encrypted disk image of a Macintosh (DMG): convert it to ISO first") },
  { 0, 4, "DAA\0", N_("it is an image of PowerISO (DAA): convert it to ISO first") },
  { 0, 4, "GBI\0", N_("it is an image of gBurner (GBI): convert it to ISO first") },
  { 0, 4, "IsZ!", N_("it is a compressed image of UltraISO (ISZ): convert it to ISO first") },
  { 0, 8, "MSWIM\0\0\0", N_("it is an image of Windows to be installed (WIM): unpack it first") },
  { 0, 4, "CISO", N_("it is a compressed image (CSO): convert it to ISO first") },
  { 0, 16, "MEDIA DESCRIPTOR", N_("it only describes an image (MDS): the image is the file MDF beside it") },
  { 0, 9, "[CloneCD]", N_("it only describes an image (CCD): the image is the file IMG beside it") },
  { 32, 4, "NXSB", N_("it is a hard disk of a Macintosh (APFS), not a disc") },
  { 3, 8, "NTFS    ", N_("it is a hard disk of Windows (NTFS), not a disc") },
  { 3, 8, "EXFAT   ", N_("it is a memory card (exFAT), not a disc") },
  { 54, 4, "FAT1", N_("it is a diskette or a memory card (FAT) whose tables are damaged") },
  { 82, 5, "FAT32", N_("it is a memory card or a hard disk (FAT) whose tables are damaged") },
};

/* Of a size and state that the system would mount. */
static gboolean
is_ext (const guint8 *head)
{
  const guint8 *block = head + 2 * BLOCK;
  guint state = block[58] | (guint) block[59] << 8;
  guint log_size = block[24];

  return block[56] == 0x53 && block[57] == 0xef && state <= 7 && log_size <= 6 && block[25] == 0;
}

/* The last eight bytes say of which version it is, and where its table begins. */
static gboolean
is_juggler (const guint8 *tail)
{
  guint32 version = rc_get_le32 (tail + BLOCK - 8);

  return version >= 0x80000004 && version <= 0x80000006;
}

static const char *
find_partitions (RcImage *image, const guint8 *head)
{
  static const char *const messages[] = { N_("it is a hard disk with partitions (GPT), none of which has files that are read here"),
                                          N_("it is a hard disk with partitions (Apple Partition Map), none of which has files that are read here"),
                                          N_("it is a hard disk with partitions (MBR), none of which has files that are read here") };
  const char *table;
  g_autoptr (GArray) partitions = rc_partitions_find (image, &table);

  for (guint i = 0; partitions && i < G_N_ELEMENTS (messages); i++)
    if (strstr (messages[i], table))
      return messages[i];
  return memcmp (head + BLOCK, "EFI PART", 8) == 0 ? N_("it is a hard disk with partitions (GPT), whose table is damaged") : NULL;
}

const char *
rc_foreign_find (RcImage *image)
{
  guint8 head[HEAD] = { 0 }, tail[BLOCK] = { 0 };
  gint64 size = rc_image_get_file_size (image);
  gssize got = rc_image_read_file (image, head, sizeof head, 0);

  if (got < BLOCK)
    return NULL;
  if (size >= BLOCK && rc_image_read_file (image, tail, sizeof tail, size - BLOCK) == BLOCK)
    {
      if (memcmp (tail, "koly", 4) == 0)
        return N_("it is a disk image of a Macintosh (DMG) of a kind that is not read here: convert it to ISO first");
      if (memcmp (tail, "conectix", 8) == 0)
        return N_("it is the disk of a virtual machine (VHD): convert it to a plain image first");
    }
  if (is_juggler (tail))
    return N_("it is an image of DiscJuggler (CDI) that does not begin with data: convert it to ISO first");
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (memcmp (head + signs[i].at, signs[i].bytes, signs[i].length) == 0)
      return signs[i].name;
  if (is_ext (head))
    return N_("it is a hard disk of Linux (ext), not a disc");
  return find_partitions (image, head);
}
