package initscope.evidence.zip;

import initscope.evidence.Members;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The members of a zip, read by a strict reader of our own: limits hold before anything is inflated, and a file whose end is
/// missing still gives what stands before the cut.
public final class ZipMembers implements Members {
  static final long LOCAL = 0x04034b50L;
  static final long CENTRAL = 0x02014b50L;
  static final long END = 0x06054b50L;
  static final int LOCAL_BYTES = 30;
  static final int CENTRAL_BYTES = 46;
  static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 0xffff;

  private final Bytes zip;
  private final Map<String, ZipMember> members;

  private ZipMembers(Bytes zip, Map<String, ZipMember> members) {
    this.zip = zip;
    this.members = members;
  }

  /// Opens by the central directory; where there is none, by walking the local headers.
  public static Decoded<ZipMembers> open(Bytes zip) {
    Problems problems = new Problems();
    long end = findEnd(zip);
    Map<String, ZipMember> members =
        end >= 0 && ZipDirectory.fits(zip, end)
            ? ZipDirectory.read(zip, end, problems)
            : ZipScan.read(zip, problems);
    return new Decoded<>(new ZipMembers(zip, members), problems.toList());
  }

  private static long findEnd(Bytes zip) {
    long lowest = Math.max(0, zip.size() - END_BYTES - MAX_COMMENT);
    for (long at = zip.size() - END_BYTES; at >= lowest; at--) {
      if (zip.u32(at) == END && at + END_BYTES + zip.u16(at + 20) == zip.size()) {
        return at;
      }
    }
    return -1;
  }

  /// A member as its local header tells it, or empty where that cannot be read there.
  static Optional<ZipMember> local(Bytes zip, long at, Problems problems) {
    if (at < 0 || at + LOCAL_BYTES > zip.size() || zip.u32(at) != LOCAL) {
      return Optional.empty();
    }
    int method = zip.u16(at + 8);
    long compressed = zip.u32(at + 18);
    long size = zip.u32(at + 22);
    long nameEnd = at + LOCAL_BYTES + zip.u16(at + 26);
    long data = nameEnd + zip.u16(at + 28);
    if (data > zip.size()) {
      return Optional.empty();
    }
    String name = zip.utf8(at + LOCAL_BYTES, nameEnd - at - LOCAL_BYTES);
    if ((zip.u16(at + 6) & 1) != 0
        || (method != ZipMember.STORED && method != ZipMember.DEFLATED)) {
      problems.add("isz.zip.method", Effect.SKIPPED, at, name);
      return Optional.empty();
    }
    return Optional.of(new ZipMember(name, method, compressed, size, at, data));
  }

  @Override
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  @Override
  public Optional<Bytes> read(String name) {
    return Optional.ofNullable(members.get(name)).flatMap(member -> member.read(zip));
  }

  @Override
  public long sizeBytes(String name) {
    ZipMember member = members.get(name);
    return member == null ? -1 : member.sizeBytes();
  }
}
