package initscope.remote;

import initscope.model.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the known_hosts files say of a host's key. Read anew for each connection; never rewritten.
final class KnownHosts {
  /// One line that speaks of keys.
  ///
  /// @param line from 1
  /// @param marker {@code @revoked}, {@code @cert-authority} or empty
  record Entry(Path file, int line, String marker, HostNames names, String type, byte[] key) {
    boolean revoked() {
      return marker.equals("@revoked");
    }

    boolean authority() {
      return marker.equals("@cert-authority");
    }

    String place() {
      return file + " line " + line;
    }
  }

  /// What a key is to us.
  sealed interface Verdict {
    /// On record for this host.
    record Known() implements Verdict {}

    /// Named by a {@code @revoked} line.
    record Revoked(Entry by) implements Verdict {}

    /// The host has another key of the same type on record.
    record Changed(Entry was) implements Verdict {}

    /// The host has keys on record, of other types only: taking a new type would be a downgrade an attacker can choose.
    record OtherType(Entry known) implements Verdict {}

    /// Only a certificate authority is on record.
    record AuthorityOnly(Entry by) implements Verdict {}

    /// Nothing is on record.
    record Unknown() implements Verdict {}
  }

  static final long MAX_FILE_BYTES = 16L << 20;

  private final List<Entry> entries;

  KnownHosts(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /// Reads all files that exist.
  static KnownHosts read(List<Path> files) throws Failure {
    var entries = new ArrayList<Entry>();
    for (Path file : files) {
      if (!Files.exists(file)) {
        continue; // a user who never used ssh has none
      }
      try {
        if (Files.size(file) > MAX_FILE_BYTES) {
          throw new Failure.Usage(
              "Too large:", file.toString(), "give a file of known hosts with --known-hosts.");
        }
        entries.addAll(parse(file, Files.readString(file, StandardCharsets.ISO_8859_1)));
      } catch (IOException e) {
        throw new Failure.Local(
            "Cannot read", file.toString(), "check that it is a file you may read.", e);
      }
    }
    return new KnownHosts(entries);
  }

  /// Lines that cannot be read are skipped, as OpenSSH does; they can then vouch for nothing.
  static List<Entry> parse(Path file, String text) {
    var entries = new ArrayList<Entry>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      List<String> words = words(line);
      if (words.isEmpty() || words.getFirst().startsWith("#")) {
        continue;
      }
      boolean marked = words.getFirst().startsWith("@");
      String marker = marked ? words.getFirst() : "";
      int at = marked ? 1 : 0;
      boolean known = !marked || marker.equals("@revoked") || marker.equals("@cert-authority");
      if (words.size() < at + 3 || !known) {
        continue;
      }
      byte[] key = decoded(words.get(at + 2));
      if (!KeyBlob.type(key).equals(words.get(at + 1))) {
        continue;
      }
      entries.add(
          new Entry(file, number, marker, new HostNames(words.get(at)), words.get(at + 1), key));
    }
    return entries;
  }

  /// Judges a key.
  ///
  /// @param host {@code name} or {@code [name]:port}
  Verdict judge(String host, byte[] key) {
    String type = KeyBlob.type(key);
    List<Entry> ours = of(host);
    for (Entry e : ours) {
      if (e.revoked() && java.util.Arrays.equals(e.key(), key)) {
        return new Verdict.Revoked(e);
      }
    }
    List<Entry> plain = ours.stream().filter(e -> e.marker().isEmpty()).toList();
    if (holds(plain, key) || (plain.isEmpty() && holds(of(withoutPort(host)), key))) {
      return new Verdict.Known();
    }
    Optional<Entry> sameType = plain.stream().filter(e -> e.type().equals(type)).findFirst();
    if (sameType.isPresent()) {
      return new Verdict.Changed(sameType.get());
    }
    if (!plain.isEmpty()) {
      return new Verdict.OtherType(plain.getFirst());
    }
    return ours.stream()
        .filter(Entry::authority)
        .findFirst()
        .<Verdict>map(Verdict.AuthorityOnly::new)
        .orElseGet(Verdict.Unknown::new);
  }

  /// Lines that name a host, in file order.
  List<Entry> of(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return entries.stream().filter(e -> e.names().match(name)).toList();
  }

  /// As known_hosts writes a host with a port.
  static String name(String host, int port) {
    String lower = host.toLowerCase(Locale.ROOT);
    return port == 22 ? lower : "[" + lower + "]:" + port;
  }

  private static boolean holds(List<Entry> entries, byte[] key) {
    return entries.stream()
        .anyMatch(e -> e.marker().isEmpty() && java.util.Arrays.equals(e.key(), key));
  }

  private static String withoutPort(String host) {
    int close = host.indexOf("]:");
    return host.startsWith("[") && close > 0 ? host.substring(1, close) : host;
  }

  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    int i = 0;
    while (i < line.length()) {
      int from = i;
      while (i < line.length() && line.charAt(i) != ' ' && line.charAt(i) != '\t') {
        i++;
      }
      if (i > from) {
        words.add(line.substring(from, i));
      }
      i++;
    }
    return words;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
