package initscope.evidence.zip;

import initscope.model.Problem.Effect;
import initscope.model.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes members one by one and refuses the whole archive where it lies: duplicate names, too many, too large, overlapping.
final class ZipCheck {
  private final Map<String, ZipMember> members = new LinkedHashMap<>();
  private final Problems problems;
  private long totalBytes;
  private int seen;
  private boolean refused;

  ZipCheck(Problems problems) {
    this.problems = problems;
  }

  /// Takes one in; false once the archive is refused.
  boolean take(ZipMember member) {
    if (++seen > ZipLimits.MAX_ENTRIES) {
      return refuse("isz.zip.entries", member.headerOffset(), "> " + ZipLimits.MAX_ENTRIES);
    }
    if (member.name().endsWith("/")) {
      return true;
    }
    if (!ZipLimits.goodName(member.name())) {
      problems.add("isz.zip.name", Effect.SKIPPED, member.headerOffset(), member.name());
      return true;
    }
    if (tooLarge(member)) {
      return refuse("isz.zip.size", member.headerOffset(), member.name());
    }
    if (members.putIfAbsent(member.name(), member) != null) {
      return refuse("isz.zip.duplicate", member.headerOffset(), member.name());
    }
    return true;
  }

  private boolean tooLarge(ZipMember member) {
    totalBytes += member.sizeBytes();
    boolean deflated = member.method() == ZipMember.DEFLATED;
    return totalBytes > ZipLimits.MAX_TOTAL_BYTES
        || (deflated && member.sizeBytes() > ZipLimits.MAX_INFLATED_BYTES)
        || (deflated
            && member.sizeBytes() > ZipLimits.RATIO_FROM_BYTES
            && member.sizeBytes() / ZipLimits.MAX_RATIO > member.compressedBytes());
  }

  private boolean refuse(String id, long offset, String quote) {
    refused = true;
    members.clear();
    problems.add(id, Effect.LOST_FROM_HERE, 0, quote + " at " + offset);
    return false;
  }

  /// The members, none where the archive was refused.
  Map<String, ZipMember> members() {
    if (!refused) {
      List<ZipMember> byPlace = new ArrayList<>(members.values());
      byPlace.sort(Comparator.comparingLong(ZipMember::headerOffset));
      for (int i = 1; i < byPlace.size(); i++) {
        if (byPlace.get(i).headerOffset() < byPlace.get(i - 1).endOffset()) {
          refuse("isz.zip.overlap", byPlace.get(i).headerOffset(), byPlace.get(i).name());
          break;
        }
      }
    }
    return members;
  }
}
