package initscope.tuning.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the guard says of itself.
///
/// @param state {@code NONE}, {@code PREP}, {@code ARMED}, {@code CONFIRMING}, {@code CONFIRMED}, {@code ROLLING}, {@code ROLLED},
///     {@code DRIFT}
/// @param id of the transaction it holds
/// @param owner who began it
/// @param boot in which it was armed
/// @param bootNow of the host
/// @param deadlineSeconds on the host's clock since boot
/// @param uptimeSeconds of the host
/// @param items in order
public record GuardReport(
    String state,
    Optional<String> id,
    String owner,
    String boot,
    String bootNow,
    OptionalLong deadlineSeconds,
    OptionalLong uptimeSeconds,
    List<GuardItem> items) {
  private static final int MAX_ITEMS = 200;

  /// Whether every value on trial was written and read back.
  public boolean applied() {
    return state.equals("ARMED")
        && items.stream()
            .filter(i -> !i.phase().equals("persist"))
            .allMatch(i -> i.after().isPresent());
  }

  /// Whether the host was booted since it was armed.
  public boolean rebooted() {
    return !boot.equals(bootNow);
  }

  /// Seconds until the host takes the change back; empty where nothing is armed.
  public OptionalLong secondsLeft() {
    return state.equals("ARMED") && deadlineSeconds.isPresent() && uptimeSeconds.isPresent()
        ? OptionalLong.of(Math.max(0, deadlineSeconds.getAsLong() - uptimeSeconds.getAsLong()))
        : OptionalLong.empty();
  }

  /// Reads an answer; empty where it is none or was cut off.
  public static Optional<GuardReport> parse(String out) {
    List<String> lines = out.lines().limit(10_000).toList();
    int start = lines.lastIndexOf("initscope-guard 1"); // a login's banner may precede it
    if (start < 0 || !lines.getLast().equals("end")) {
      return Optional.empty();
    }
    Map<String, String> facts = new HashMap<>();
    List<Map<String, String>> items = new ArrayList<>();
    for (String line : lines.subList(start + 1, lines.size() - 1)) {
      int space = line.indexOf(' ');
      String word = space < 0 ? line : line.substring(0, space);
      String rest = space < 0 ? "" : line.substring(space + 1);
      if (word.equals("item") && items.size() < MAX_ITEMS) {
        items.add(new HashMap<>());
      }
      (items.isEmpty() ? facts : items.getLast()).put(word, rest);
    }
    return Optional.of(
        new GuardReport(
            facts.getOrDefault("state", "NONE"),
            Optional.ofNullable(facts.get("id")),
            facts.getOrDefault("owner", ""),
            facts.getOrDefault("boot", ""),
            facts.getOrDefault("boot-now", ""),
            number(facts.getOrDefault("deadline", "")),
            number(facts.getOrDefault("uptime", "")),
            items.stream().map(GuardReport::item).toList()));
  }

  private static GuardItem item(Map<String, String> values) {
    String[] words = values.getOrDefault("item", "").split(" ", 4);
    return new GuardItem(
        words.length > 1 ? words[1] : "",
        words.length > 2 ? words[2] : "",
        words.length > 3 ? words[3] : "",
        values.getOrDefault("before", ""),
        values.getOrDefault("want", ""),
        Optional.ofNullable(values.get("after")),
        values.containsKey("begun"),
        values.getOrDefault("by", ""),
        values.getOrDefault("now", ""));
  }

  private static OptionalLong number(String text) {
    boolean digits =
        !text.isEmpty() && text.length() < 18 && text.chars().allMatch(Character::isDigit);
    return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
