package initscope.evidence;

import initscope.evidence.zip.ZipMembers;
import initscope.model.Bytes;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Decoded;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.RawEntry.Sensitivity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Opens a sealed capture. Never throws on bad bytes: what cannot be read is a problem with its offset, and
/// {@link Problem.Effect#LOST_FROM_HERE} at offset 0 means that nothing could be.
public final class CaptureReader {
  /// Name of the facts in the file.
  public static final String FACTS = "capture.json";

  /// Name of the index in the file.
  public static final String INDEX = "index.jsonl";

  private CaptureReader() {}

  /// Whether an input begins as a zip does.
  public static boolean recognises(Bytes head) {
    return head.size() >= 4 && head.u32(0) == 0x04034b50L;
  }

  /// Opens a zip, whole or cut off.
  public static Decoded<Capture> open(Bytes zip) {
    Decoded<ZipMembers> opened = ZipMembers.open(zip);
    return open(opened.value(), opened.problems());
  }

  static Decoded<Capture> open(Members members, List<Problem> before) {
    Problems problems = new Problems();
    before.forEach(p -> problems.add(p.id(), p.effect(), p.offset(), p.quote()));
    CaptureFacts facts = facts(members, problems);
    if (facts.formatVersion() > CaptureFacts.FORMAT_VERSION) {
      problems.add(
          "isz.format.newer",
          Effect.LOST_FROM_HERE,
          0,
          "format " + facts.formatVersion() + " of " + facts.tool() + ": open it with that");
      return new Decoded<>(new Capture(facts, List.of(), members), problems.toList());
    }
    Index index = index(members, problems);
    Map<String, EntryInfo> entries = index.entries;
    addUnindexed(members, entries, problems);
    entries.values().removeIf(info -> isMissing(members, info, problems));
    CaptureFacts all = facts.withMore(index.coverage, index.clocks);
    if (!facts.sealed()) {
      all = all.withMore(untold(index.plan, all.coverage(), entries), List.of());
    }
    return new Decoded<>(
        new Capture(all, List.copyOf(entries.values()), members), problems.toList());
  }

  private static CaptureFacts facts(Members members, Problems problems) {
    Optional<JsonTree> json = members.read(FACTS).flatMap(JsonTree::parse);
    if (json.isEmpty()) {
      boolean nothing = members.names().isEmpty();
      problems.add(
          "isz.facts.unreadable", nothing ? Effect.LOST_FROM_HERE : Effect.SKIPPED, 0, FACTS);
      return CaptureFacts.UNKNOWN;
    }
    return CaptureJson.facts(json.get());
  }

  /// What a capture that ended early could not tell of the steps it meant to run.
  private static List<Coverage> untold(
      List<String> plan, List<Coverage> told, Map<String, EntryInfo> entries) {
    Set<String> known = new HashSet<>();
    told.forEach(coverage -> known.add(coverage.step()));
    Set<String> gave = new HashSet<>();
    entries.values().forEach(info -> gave.add(info.step()));
    List<Coverage> untold = new ArrayList<>();
    for (String step : plan) {
      if (known.add(step)) {
        untold.add(
            gave.contains(step)
                ? new Coverage(step, State.DONE, "the capture ended early: some may be missing")
                : new Coverage(step, State.SKIPPED, "the capture ended before this step"));
      }
    }
    return untold;
  }

  private record Index(
      Map<String, EntryInfo> entries,
      List<Coverage> coverage,
      List<ClockFit> clocks,
      List<String> plan) {}

  private static Index index(Members members, Problems problems) {
    Index index =
        new Index(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Optional<Bytes> bytes = members.read(INDEX);
    if (bytes.isEmpty()) {
      problems.add("isz.index.missing", Effect.SKIPPED, 0, INDEX);
      return index;
    }
    for (Line line : bytes.get().lines()) {
      Optional<JsonTree> json = JsonTree.parse(line.bytes());
      if (json.isPresent()) {
        indexLine(json.get(), index);
      } else if (!line.bytes().isEmpty()) {
        problems.skipped(line.ended() ? "isz.index.line" : "isz.index.line.unfinished", line);
      }
    }
    return index;
  }

  private static void indexLine(JsonTree json, Index index) {
    json.object("coverage")
        .flatMap(CaptureJson::coverage)
        .ifPresent(coverage -> index.coverage.add(coverage));
    json.object("clock").map(CaptureJson::clock).ifPresent(clock -> index.clocks.add(clock));
    index.plan.addAll(json.texts("plan"));
    if (!json.text("name").isEmpty()) {
      EntryInfo info = CaptureJson.entry(json);
      index.entries.put(info.name(), info);
    }
  }

  /// A member the index does not tell of (its line was lost, or someone added a file) is shown as what it is.
  private static void addUnindexed(
      Members members, Map<String, EntryInfo> entries, Problems problems) {
    for (String name : members.names()) {
      if (!name.startsWith(Capture.RAW)) {
        continue;
      }
      String below = name.substring(Capture.RAW.length());
      if (!entries.containsKey(below)) {
        problems.add("isz.entry.unindexed", Effect.NOTE, 0, name);
        entries.put(
            below,
            new EntryInfo(
                below,
                "",
                List.of(),
                OptionalInt.empty(),
                0,
                0,
                false,
                Sensitivity.SECRET,
                members.sizeBytes(name),
                ""));
      }
    }
  }

  private static boolean isMissing(Members members, EntryInfo info, Problems problems) {
    if (members.sizeBytes(Capture.RAW + info.name()) >= 0) {
      return false;
    }
    problems.add("isz.entry.missing", Effect.SKIPPED, 0, Capture.RAW + info.name());
    return true;
  }
}
