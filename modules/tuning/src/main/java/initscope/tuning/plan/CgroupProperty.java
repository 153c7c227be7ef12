package initscope.tuning.plan;

import initscope.model.change.SetCgroup.Property;
import initscope.model.start.Timespan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

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
  private static final String V1_QUOTA = "cpu.cfs_quota_us";
  private static final String V1_PERIOD = "cpu.cfs_period_us";

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

  /// The assignment that puts an earlier value back; empty where that is in a form that is not understood.
  Optional<String> back(String before) {
    if (name.equals("CPUQuota")) {
      return before.equals("infinity")
          ? Optional.of("CPUQuota=")
          : percent(before).map(p -> "CPUQuota=" + p + "%");
    }
    if (before.equals("infinity") && !name.startsWith("Memory") && !name.equals("TasksMax")) {
      return Optional.of(name + "=");
    }
    // systemd 219 shows its "not set" as a number, and takes that number back but no empty value.
    return Optional.of(before.equals(UNSET) ? name + "=" : name + "=" + before);
  }

  /// {@code 500ms} and {@code 1min 4s} of CPU time a second.
  private static Optional<String> percent(String shown) {
    OptionalLong nanos = Timespan.nanos(shown);
    return nanos.isEmpty() || nanos.getAsLong() <= 0 || nanos.getAsLong() == Timespan.INFINITE
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(nanos.getAsLong(), 7).stripTrailingZeros().toPlainString());
  }

  /// The unit's file of the kernel among those that were read, {@code PATH VALUE} lines, and what it shall hold.
  Optional<String> inKernel(List<String> read, boolean unified) {
    if (kernel.isEmpty()) {
      return Optional.empty();
    }
    if (unified || !name.equals("CPUQuota")) {
      return found(read, file).map(f -> f + " " + kernel);
    }
    // Two files: systemd may choose another period than the usual, and then another quota too.
    String quota = kernel.substring(0, kernel.indexOf(' '));
    boolean usual =
        value(read, V1_PERIOD).filter(kernel.substring(quota.length() + 1)::equals).isPresent();
    return usual ? found(read, V1_QUOTA).map(f -> f + " " + quota) : Optional.empty();
  }

  private static Optional<String> found(List<String> read, String name) {
    return read.stream()
        .map(l -> l.split(" ", 2)[0])
        .filter(p -> p.endsWith("/" + name))
        .findFirst();
  }

  private static Optional<String> value(List<String> read, String name) {
    return read.stream()
        .map(l -> l.split(" ", 2))
        .filter(w -> w.length == 2 && w[0].endsWith("/" + name))
        .map(w -> w[1].strip())
        .findFirst();
  }

  /// Whether a process of the unit could be killed by it.
  boolean limitsMemory() {
    return (name.equals("MemoryMax") || name.equals("MemoryLimit")) && digits(value);
  }

  /// The memory in use by systemd's word or else the kernel's, empty where neither tells.
  static OptionalLong used(String current, List<String> read) {
    return Stream.of(
            Optional.of(current),
            value(read, "memory.current"),
            value(read, "memory.usage_in_bytes"))
        .flatMap(Optional::stream)
        .filter(CgroupProperty::digits)
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /// Whether a limit of memory is below what is in use.
  boolean kills(long used) {
    return used >= Long.parseLong(value);
  }
}
