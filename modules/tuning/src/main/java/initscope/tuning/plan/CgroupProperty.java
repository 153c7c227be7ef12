package initscope.tuning.plan;

import initscope.model.change.SetCgroup.Property;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One property of systemd.resource-control(5): how it is set, how systemd shows it, what the kernel then holds.
///
/// @param name as it is set
/// @param value as it is set
/// @param shown name in {@code systemctl show}
/// @param wanted as {@code systemctl show} will have it
/// @param kernel content of the kernel's file afterwards, empty where it is not compared
/// @param file of the kernel, below the unit's cgroup
/// @param v2 whether it belongs to cgroup v2; otherwise to v1
/// @param both whether both have it
/// @param other name of its like in the other version
/// @param gain key of the sentence that says what it can win
record CgroupProperty(
    String name,
    String value,
    String shown,
    String wanted,
    String kernel,
    String file,
    boolean v2,
    boolean both,
    String other,
    String gain) {
  private static final long MAX_PERCENT =
      6000; // from a minute a second on systemd shows it otherwise
  private static final String UNSET = "[not set]";

  /// What is known of a property; empty where it is unknown or its value is none.
  static Optional<CgroupProperty> of(Property property) {
    String value = property.value();
    return switch (property.name()) {
      case "CPUQuota" -> quota(property);
      case "CPUWeight" -> number(property, 1, 10_000, "cpu.weight", true, false, "CPUShares");
      case "CPUShares" -> number(property, 2, 262_144, "cpu.shares", false, false, "CPUWeight");
      case "TasksMax" -> number(property, 1, 4_194_304, "pids.max", true, true, "TasksMax");
      case "MemoryMax" -> memory(property, value, "memory.max", true, "MemoryLimit");
      case "MemoryHigh" -> memory(property, value, "memory.high", true, "MemoryLimit");
      case "MemoryLow" -> memory(property, value, "memory.low", true, "MemoryLimit");
      case "MemoryLimit" -> memory(property, value, "memory.limit_in_bytes", false, "MemoryMax");
      default -> Optional.empty();
    };
  }

  private static Optional<CgroupProperty> quota(Property property) {
    String digits = property.value().endsWith("%") ? cut(property.value(), 1) : "";
    long percent = digits(digits) ? Long.parseLong(digits) : 0;
    if (percent < 1 || percent >= MAX_PERCENT) {
      return Optional.empty();
    }
    return Optional.of(
        new CgroupProperty(
            "CPUQuota",
            percent + "%",
            "CPUQuotaPerSecUSec",
            timespan(percent * 10),
            percent * 1000 + " 100000",
            "cpu.max",
            true,
            true,
            "CPUQuota",
            "gain.cgroup.quota"));
  }

  /// As format_timespan of systemd has it: {@code 500ms}, {@code 1s}, {@code 1.5s}; zeros at the end are left out.
  private static String timespan(long millis) {
    return millis < 1000
        ? millis + "ms"
        : BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s";
  }

  private static Optional<CgroupProperty> number(
      Property property,
      long least,
      long most,
      String file,
      boolean v2,
      boolean both,
      String other) {
    long number = digits(property.value()) ? Long.parseLong(property.value()) : -1;
    if (number < least || number > most) {
      return Optional.empty();
    }
    String text = Long.toString(number);
    return Optional.of(
        new CgroupProperty(
            property.name(),
            text,
            property.name(),
            text,
            text,
            file,
            v2,
            both,
            other,
            "gain.cgroup.weight"));
  }

  private static Optional<CgroupProperty> memory(
      Property property, String value, String file, boolean v2, String other) {
    String bytes = value;
    if (!value.equals("infinity")) {
      int power = "KMGT".indexOf(value.charAt(value.length() - 1)) + 1;
      String digits = power > 0 ? cut(value, 1) : value;
      if (!digits(digits)) {
        return Optional.empty();
      }
      BigDecimal all = new BigDecimal(digits).multiply(BigDecimal.valueOf(1L << (10 * power)));
      if (all.compareTo(BigDecimal.valueOf(1L << 50)) > 0 || all.signum() == 0) {
        return Optional.empty();
      }
      bytes = all.toPlainString();
    }
    boolean infinite = bytes.equals("infinity");
    // The kernel rounds to pages; only whole ones are compared.
    boolean whole = !infinite && new BigDecimal(bytes).longValue() % 65_536 == 0;
    return Optional.of(
        new CgroupProperty(
            property.name(),
            bytes,
            property.name(),
            bytes,
            whole ? bytes : "",
            file,
            v2,
            false,
            other,
            "gain.cgroup.memory"));
  }

  private static boolean digits(String text) {
    return !text.isEmpty()
        && text.length() < 16
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String cut(String text, int last) {
    return text.substring(0, text.length() - last);
  }

  /// {@code NAME=VALUE}.
  String text() {
    return name + "=" + value;
  }

  /// What systemd shows, in the one form that the guard compares.
  String normal(String raw) {
    String text = raw;
    if (text.endsWith("s") && text.indexOf('.') > 0) {
      while (text.endsWith("0s")) {
        text = cut(text, 2) + "s";
      }
    }
    return text;
  }

  /// The assignment that puts an earlier value back.
  String back(String before) {
    if (name.equals("CPUQuota")) {
      return before.equals("infinity") ? "CPUQuota=" : "CPUQuota=" + percent(before) + "%";
    }
    if (before.equals("infinity") && !name.startsWith("Memory") && !name.equals("TasksMax")) {
      return name + "=";
    }
    // systemd 219 shows its "not set" as a number, and takes that number back but no empty value.
    return before.equals(UNSET) ? name + "=" : name + "=" + before;
  }

  private static String percent(String shown) {
    boolean millis = shown.endsWith("ms");
    BigDecimal number = new BigDecimal(cut(shown, millis ? 2 : 1).toLowerCase(Locale.ROOT));
    return number.movePointLeft(millis ? 1 : -2).stripTrailingZeros().toPlainString();
  }

  /// The unit's file of the kernel among those that were read: {@code PATH VALUE} lines.
  Optional<String> kernelFile(List<String> read, boolean unified) {
    if (kernel.isEmpty()) {
      return Optional.empty();
    }
    String wanted = unified || !name.equals("CPUQuota") ? file : "";
    return read.stream()
        .map(l -> l.split(" ", 2)[0])
        .filter(p -> !wanted.isEmpty() && p.endsWith("/" + wanted))
        .findFirst();
  }

  /// The memory in use, where the new limit is below it: the kernel would kill.
  Optional<String> kills(String current) {
    boolean limit = name.equals("MemoryMax") || name.equals("MemoryLimit");
    return limit
            && digits(current)
            && digits(value)
            && Long.parseLong(current) >= Long.parseLong(value)
        ? Optional.of(current)
        : Optional.empty();
  }
}
