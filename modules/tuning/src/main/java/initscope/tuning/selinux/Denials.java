package initscope.tuning.selinux;

import initscope.model.host.AvcEvent;
import initscope.model.host.AvcMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.TreeSet;

/// Denials of one domain, grouped by source type, target type and class.
///
/// @param domain whose they are
/// @param groups those with the most messages first
/// @param messages that are in the groups
/// @param unusable messages that no rule can be made of: a type or permission that is no word
public record Denials(String domain, List<DeniedAccess> groups, int messages, int unusable) {
  private static final int FEW = 10;
  private static final int MOST_GROUPS = 1000;
  private static final int LONGEST_WORD = 128;

  /// Copies the list.
  public Denials {
    groups = List.copyOf(groups);
  }

  /// Groups.
  ///
  /// @param sinceMillis older messages are left out; those without a time are not
  public static Denials of(List<AvcEvent> events, String domain, long sinceMillis) {
    Map<List<String>, Group> groups = new LinkedHashMap<>();
    int messages = 0;
    int unusable = 0;
    for (AvcEvent event : events) {
      if (event.epochMillis().orElse(Long.MAX_VALUE) < sinceMillis) {
        continue;
      }
      for (AvcMessage message : event.messages()) {
        if (!message.denied() || !message.sourceType().equals(domain)) {
          continue;
        }
        List<String> key =
            List.of(message.sourceType(), message.targetType(), message.objectClass());
        boolean words =
            key.stream().allMatch(Denials::isWord)
                && message.permissions().stream().allMatch(Denials::isWord);
        if (!words || (!groups.containsKey(key) && groups.size() >= MOST_GROUPS)) {
          unusable++;
          continue;
        }
        messages++;
        groups.computeIfAbsent(key, k -> new Group()).add(event, message);
      }
    }
    List<DeniedAccess> all = new ArrayList<>();
    groups.forEach((key, group) -> all.add(group.close(key)));
    all.sort((a, b) -> Integer.compare(b.count(), a.count()));
    return new Denials(domain, all, messages, unusable);
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_WORD
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '_');
  }

  private static final class Group {
    private final TreeSet<String> permissions = new TreeSet<>();
    private final SequencedSet<String> paths = new LinkedHashSet<>();
    private final SequencedSet<String> names = new LinkedHashSet<>();
    private final SequencedSet<Integer> ports = new LinkedHashSet<>();
    private final SequencedSet<String> programs = new LinkedHashSet<>();
    private int count;
    private boolean stopped;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add(AvcEvent event, AvcMessage message) {
      count++;
      permissions.addAll(message.permissions());
      stopped |= !event.onlyLogged(message);
      event.epochMillis().ifPresent(this::at);
      message.path().filter(p -> p.startsWith("/")).ifPresent(p -> few(paths, p));
      if (message.path().isEmpty()) {
        message.field("name").ifPresent(n -> few(names, n));
      }
      message.port().ifPresent(p -> few(ports, p));
      message.field("comm").ifPresent(c -> few(programs, c));
    }

    private void at(long millis) {
      first = Math.min(first, millis);
      last = Math.max(last, millis);
    }

    private static <T> void few(SequencedSet<T> set, T one) {
      if (set.size() < FEW) {
        set.add(one);
      }
    }

    DeniedAccess close(List<String> key) {
      boolean timed = first <= last;
      return new DeniedAccess(
          key.get(0),
          key.get(1),
          key.get(2),
          List.copyOf(permissions),
          count,
          !stopped,
          timed ? OptionalLong.of(first) : OptionalLong.empty(),
          timed ? OptionalLong.of(last) : OptionalLong.empty(),
          List.copyOf(paths),
          List.copyOf(names),
          List.copyOf(ports),
          List.copyOf(programs));
    }
  }
}
