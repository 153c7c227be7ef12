package initscope.formats.selinux;

import initscope.model.host.AvcEvent;
import initscope.model.host.AvcMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Brings the records of an event together, in whatever order they come. Of events without a message only the last few are kept.
final class Joined {
  private static final int MOST_WAITING = 256;
  private static final int MOST_PATHS = 32;

  private final List<Open> found = new ArrayList<>();
  private final SequencedMap<String, Open> waiting = new LinkedHashMap<>();

  private static final class Open {
    private final AuditLine first;
    private final List<AvcMessage> messages = new ArrayList<>();
    private final List<Map<String, String>> paths = new ArrayList<>();
    private Map<String, String> call = Map.of();
    private Optional<String> folder = Optional.empty();
    private Optional<String> title = Optional.empty();
    private Optional<String> wholePath = Optional.empty();

    Open(AuditLine first) {
      this.first = first;
    }
  }

  /// A message of SELinux itself.
  void message(AuditLine record, AvcMessage message) {
    Open event = event(record);
    if (event.messages.isEmpty()) {
      found.add(event);
    }
    event.messages.add(message);
  }

  /// Another record, which may belong to the event of a message.
  void context(AuditLine record, Map<String, String> fields) {
    if (!record.stamped()) {
      return;
    }
    Open event = event(record);
    switch (record.type()) {
      case "SYSCALL" -> event.call = fields;
      case "CWD" -> event.folder = Optional.ofNullable(fields.get("cwd"));
      case "PROCTITLE" -> event.title = Optional.ofNullable(fields.get("proctitle"));
      case "AVC_PATH" -> event.wholePath = Optional.ofNullable(fields.get("path"));
      default -> {
        if (event.paths.size() < MOST_PATHS) {
          event.paths.add(fields);
        }
      }
    }
  }

  private Open event(AuditLine record) {
    Optional<String> key = record.event();
    if (key.isEmpty()) {
      return new Open(record);
    }
    Open event = waiting.computeIfAbsent(key.get(), k -> new Open(record));
    if (waiting.size() > MOST_WAITING) {
      waiting.pollFirstEntry();
    }
    return event;
  }

  /// All events with a message, in the order of their first ones.
  List<AvcEvent> events() {
    return found.stream().map(Joined::whole).toList();
  }

  private static AvcEvent whole(Open event) {
    Optional<String> succeeded = Optional.ofNullable(event.call.get("success"));
    OptionalLong millis = event.first.epochMillis();
    return new AvcEvent(
        event.first.node(),
        millis,
        event.first.serial(),
        Optional.ofNullable(event.call.get("exe")).or(() -> event.messages.getFirst().field("exe")),
        event.title.or(() -> event.messages.getFirst().field("cmdline")),
        succeeded.map(s -> s.equals("yes")),
        event.messages.stream().map(m -> withPath(m, event)).toList(),
        event.messages.getFirst().offset());
  }

  /// The kernel tells only the last name of most files; the records of the system call tell the path it was given.
  private static AvcMessage withPath(AvcMessage message, Open event) {
    Optional<String> path = message.path().or(() -> event.wholePath);
    Optional<String> inode = message.field("ino");
    for (Map<String, String> named : event.paths) {
      String name = named.getOrDefault("name", "");
      if (path.isEmpty() && inode.isPresent() && inode.get().equals(named.get("inode"))) {
        boolean absolute = name.startsWith("/");
        path =
            absolute
                ? Optional.of(name)
                : event.folder.filter(f -> !name.isEmpty()).map(f -> below(f, name));
      }
    }
    return new AvcMessage(
        message.recordType(),
        message.denied(),
        message.permissions(),
        message.source(),
        message.target(),
        message.objectClass(),
        message.permissive(),
        path,
        message.fields(),
        message.offset());
  }

  private static String below(String folder, String name) {
    String plain = name.startsWith("./") ? name.substring(2) : name;
    return folder.endsWith("/") ? folder + plain : folder + "/" + plain;
  }
}
