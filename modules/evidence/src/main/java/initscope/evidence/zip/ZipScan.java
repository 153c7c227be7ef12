package initscope.evidence.zip;

import initscope.model.Bytes;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import java.util.Map;
import java.util.Optional;

/// Reads a zip whose end is missing, one local header after the other, up to the cut.
final class ZipScan {
  private ZipScan() {}

  static Map<String, ZipMember> read(Bytes zip, Problems problems) {
    ZipCheck check = new ZipCheck(problems);
    long at = 0;
    while (true) {
      Optional<ZipMember> member = ZipMembers.local(zip, at, problems);
      if (member.isEmpty() || !whole(member.get(), zip)) {
        problems.add("isz.zip.cut", Effect.LOST_FROM_HERE, at, "no directory at the end");
        return check.members();
      }
      if (!check.take(member.get())) {
        return check.members();
      }
      at = member.get().endOffset();
    }
  }

  private static boolean whole(ZipMember member, Bytes zip) {
    boolean stored = member.method() == ZipMember.STORED;
    return member.endOffset() <= zip.size()
        && (stored ? member.sizeBytes() == member.compressedBytes() : member.compressedBytes() > 0);
  }
}
