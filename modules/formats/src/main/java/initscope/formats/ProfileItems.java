package initscope.formats;

import initscope.model.Frame;
import initscope.model.profile.Profile;
import initscope.model.profile.ProfileFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A file of stacks as items: one for itself where it says more than its stacks, and one a sample.
final class ProfileItems {
  private ProfileItems() {}

  static List<Map<String, Object>> of(ProfileFile file) {
    List<Map<String, Object>> items = new ArrayList<>();
    if (!file.equals(ProfileFile.of(file.profiles()))) {
      items.add(itself(file));
    }
    for (Profile profile : file.profiles()) {
      profile.samples().forEach(sample -> items.add(of(profile, sample)));
    }
    return items;
  }

  private static Map<String, Object> itself(ProfileFile file) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("type", "profileFile");
    item.put("profiles", file.profiles().stream().map(Profile::name).toList());
    file.period()
        .ifPresent(
            period -> {
              item.put("periodType", period.type());
              item.put("periodUnit", period.unit());
              item.put("period", period.every());
            });
    file.timeNanos().ifPresent(nanos -> item.put("timeNanos", nanos));
    file.durationNanos().ifPresent(nanos -> item.put("durationNanos", nanos));
    if (!file.comments().isEmpty()) {
      item.put("comments", file.comments());
    }
    return item;
  }

  private static Map<String, Object> of(Profile profile, Profile.Sample sample) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("type", "profileSample");
    item.put("profile", profile.name());
    item.put("unit", profile.unit());
    item.put("weight", sample.weight());
    sample.selects().goroutine().ifPresent(id -> item.put("goroutine", id));
    sample.selects().tid().ifPresent(id -> item.put("tid", id));
    if (!sample.labels().isEmpty()) {
      item.put("labels", new java.util.TreeMap<>(sample.labels()));
    }
    item.put("frames", sample.stack().stream().map(ProfileItems::frame).toList());
    return item;
  }

  private static Map<String, Object> frame(Frame frame) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("function", frame.function());
    frame.file().ifPresent(file -> item.put("file", file));
    frame.line().ifPresent(line -> item.put("line", (long) line));
    frame.module().ifPresent(module -> item.put("module", module));
    if (frame.pc() != 0) {
      item.put("pc", "0x" + Long.toHexString(frame.pc()));
    }
    if (frame.inlined()) {
      item.put("inlined", true);
    }
    return item;
  }
}
