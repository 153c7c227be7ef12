package initscope.diagnosis;

import initscope.evidence.Capture;
import initscope.evidence.CaptureFacts;
import initscope.evidence.EntryInfo;
import initscope.evidence.IncidentReader;
import initscope.evidence.Members;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Incident;
import initscope.model.RawEntry.Sensitivity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// Recorded processes as incidents, read as any capture is. What is asked for by a predicate is left out, as a host would refuse it.
final class Recordings {
  private Recordings() {}

  /// Everything: what the kernel says and the dump.
  static Incident whole(String name) {
    return incident(entries(name), entry -> true);
  }

  /// What the kernel says, without the dump: a capture whose X-ray was refused.
  static Incident withoutGoroutines(String name) {
    return incident(entries(name), entry -> !entry.equals("goroutines"));
  }

  /// Only the dump: a file someone sent.
  static Incident dump(String name) {
    return incident(entries(name), entry -> entry.equals("goroutines"));
  }

  /// Entries of a recording by name; the dump is called {@code goroutines}.
  static Map<String, String> entries(String name) {
    Map<String, String> entries = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    String entry = "";
    for (String line : read("/recordings/" + name + ".rec").split("(?<=\n)", -1)) {
      if (line.startsWith("==> ")) {
        entries.put(entry, text.toString());
        entry = line.substring(4).strip();
        entry = entry.equals("dump") ? "goroutines" : entry;
        text = new StringBuilder();
      } else {
        text.append(line);
      }
    }
    entries.put(entry, text.toString());
    entries.remove("");
    return entries;
  }

  static Incident incident(Map<String, String> entries, Predicate<String> keep) {
    Map<String, Bytes> raw = new LinkedHashMap<>();
    entries.forEach(
        (name, text) -> {
          if (keep.test(name)) {
            raw.put(name, Bytes.of(text));
          }
        });
    List<EntryInfo> index =
        raw.entrySet().stream()
            .map(
                e ->
                    new EntryInfo(
                        e.getKey(),
                        "recorded",
                        List.of(),
                        OptionalInt.of(0),
                        time(entries, e.getKey()),
                        time(entries, e.getKey()),
                        false,
                        Sensitivity.PLAIN,
                        e.getValue().size(),
                        ""))
            .toList();
    Capture capture = new Capture(CaptureFacts.UNKNOWN, index, new Memory(raw));
    return IncidentReader.read("recorded.isz", 0, new Decoded<>(capture, List.of()));
  }

  /// When record.py read an entry, on the host's clock; it lets 0.3 s pass between its two samples.
  private static long time(Map<String, String> entries, String entry) {
    String uptime = entries.getOrDefault("host/uptime", "1.0 ");
    long nanos = (long) (Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 1e9);
    return entry.endsWith(".2") ? nanos + 300_000_000L : nanos;
  }

  static String read(String resource) {
    try (InputStream in = Recordings.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Memory(Map<String, Bytes> raw) implements Members {
    @Override
    public List<String> names() {
      return raw.keySet().stream().map(n -> Capture.RAW + n).toList();
    }

    @Override
    public Optional<Bytes> read(String name) {
      return Optional.ofNullable(raw.get(name.substring(Capture.RAW.length())));
    }

    @Override
    public long sizeBytes(String name) {
      return read(name).map(Bytes::size).orElse(-1L);
    }
  }
}
