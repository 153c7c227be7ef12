package initscope.evidence.zip;

import initscope.model.Bytes;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import java.util.Map;
import java.util.Optional;

/// Reads a zip by its central directory. A member whose local header says something else is left out; links and devices too.
final class ZipDirectory {
  private static final int UNIX = 3;
  private static final int TYPE_MASK = 0xf000;
  private static final int REGULAR = 0x8000;
  private static final int SIZES_FOLLOW = 8;

  private ZipDirectory() {}

  /// Whether the directory that the end record tells of lies right before it. Zip64 is not read: no capture within the limits
  /// needs it.
  static boolean fits(Bytes zip, long end) {
    long size = zip.u32(end + 12);
    long offset = zip.u32(end + 16);
    int count = zip.u16(end + 10);
    return offset + size == end
        && zip.u16(end + 4) == 0
        && size >= (long) count * ZipMembers.CENTRAL_BYTES
        && (count == 0 || zip.u32(offset) == ZipMembers.CENTRAL);
  }

  static Map<String, ZipMember> read(Bytes zip, long end, Problems problems) {
    ZipCheck check = new ZipCheck(problems);
    int count = zip.u16(end + 10);
    long at = zip.u32(end + 16);
    for (int i = 0; i < count; i++) {
      if (at + ZipMembers.CENTRAL_BYTES > end || zip.u32(at) != ZipMembers.CENTRAL) {
        problems.add("isz.zip.directory", Effect.LOST_FROM_HERE, at, "entry " + i);
        break;
      }
      long next =
          at + ZipMembers.CENTRAL_BYTES + zip.u16(at + 28) + zip.u16(at + 30) + zip.u16(at + 32);
      if (next > end) {
        problems.add("isz.zip.directory", Effect.LOST_FROM_HERE, at, "entry " + i);
        break;
      }
      Optional<ZipMember> member = member(zip, at, zip.u32(end + 16), problems);
      if (member.isPresent() && !check.take(member.get())) {
        break;
      }
      at = next;
    }
    return check.members();
  }

  private static Optional<ZipMember> member(Bytes zip, long at, long limit, Problems problems) {
    String name = zip.utf8(at + ZipMembers.CENTRAL_BYTES, zip.u16(at + 28));
    int type = (int) (zip.u32(at + 38) >>> 16) & TYPE_MASK;
    if (zip.u16(at + 4) >>> 8 == UNIX && type != 0 && type != REGULAR && !name.endsWith("/")) {
      problems.add("isz.zip.link", Effect.SKIPPED, at, name);
      return Optional.empty();
    }
    Optional<ZipMember> local = ZipMembers.local(zip, zip.u32(at + 42), problems);
    long compressed = zip.u32(at + 20);
    long size = zip.u32(at + 24);
    boolean sizesFollow = (zip.u16(at + 8) & SIZES_FOLLOW) != 0;
    if (local.isEmpty()
        || !agrees(local.get(), name, zip.u16(at + 10), compressed, size, sizesFollow)) {
      problems.add("isz.zip.disagrees", Effect.SKIPPED, at, name);
      return Optional.empty();
    }
    ZipMember here = local.get();
    ZipMember member =
        new ZipMember(
            name, here.method(), compressed, size, here.headerOffset(), here.dataOffset());
    boolean stored = here.method() == ZipMember.STORED;
    if (member.endOffset() > limit || (stored && size != compressed)) {
      problems.add("isz.zip.disagrees", Effect.SKIPPED, at, name);
      return Optional.empty();
    }
    return Optional.of(member);
  }

  private static boolean agrees(
      ZipMember local, String name, int method, long compressed, long size, boolean sizesFollow) {
    boolean sizes = local.compressedBytes() == compressed && local.sizeBytes() == size;
    boolean later = sizesFollow && local.compressedBytes() == 0 && local.sizeBytes() == 0;
    return local.name().equals(name) && local.method() == method && (sizes || later);
  }
}
