package initscope.formats.pprof;

import initscope.formats.wire.ProtoWriter;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// Writes profiles as {@code go tool pprof} reads them. The same profiles give the same bytes: no time is written.
///
/// No mapping is written: a stack has function names already, and the executable need not be on the reader's machine.
public final class PprofWriter {
  private static final int PROFILE_SAMPLE_TYPE = 1;
  private static final int PROFILE_SAMPLE = 2;
  private static final int PROFILE_LOCATION = 4;
  private static final int PROFILE_FUNCTION = 5;
  private static final int PROFILE_STRING = 6;
  private static final int PROFILE_DEFAULT_SAMPLE_TYPE = 14;
  private static final int VALUE_TYPE = 1;
  private static final int VALUE_UNIT = 2;
  private static final int SAMPLE_LOCATION = 1;
  private static final int SAMPLE_VALUE = 2;
  private static final int SAMPLE_LABEL = 3;
  private static final int LABEL_KEY = 1;
  private static final int LABEL_TEXT = 2;
  private static final int LABEL_NUMBER = 3;

  private PprofWriter() {}

  /// What makes samples one: the same stack of the same goroutine and thread, with the same labels.
  private record Place(
      List<Long> locations, OptionalLong goroutine, OptionalLong tid, Map<String, String> labels) {}

  /// One file, compressed by gzip. Each profile is a sample type, in this order, the first the one shown at once; a stack that
  /// several profiles hold is one sample with a value of each. Goroutine and thread become the labels {@code goroutine} and
  /// {@code thread}, with numbers; labels with texts stay what they are.
  public static byte[] write(List<Profile> profiles) {
    PprofTables tables = new PprofTables();
    ProtoWriter file = new ProtoWriter();
    ProtoWriter message = new ProtoWriter();
    for (Profile profile : profiles) {
      message.clear();
      message.varint(VALUE_TYPE, tables.string(profile.name()));
      message.varint(VALUE_UNIT, tables.string(unit(profile)));
      file.message(PROFILE_SAMPLE_TYPE, message);
    }
    samples(profiles, tables)
        .forEach((place, values) -> file.message(PROFILE_SAMPLE, sample(place, values, tables)));
    if (!profiles.isEmpty()) {
      file.varint(PROFILE_DEFAULT_SAMPLE_TYPE, tables.string(profiles.getFirst().name()));
    }
    tables.writeTo(file, PROFILE_LOCATION, PROFILE_FUNCTION, PROFILE_STRING);
    return gzip(file);
  }

  /// pprof scales times and sizes, and prints anything else but {@code count} behind each number.
  private static String unit(Profile profile) {
    return switch (profile.unit()) {
      case "nanoseconds", "microseconds", "milliseconds", "seconds", "bytes" -> profile.unit();
      default -> "count";
    };
  }

  private static Map<Place, List<Long>> samples(List<Profile> profiles, PprofTables tables) {
    Map<Place, long[]> sums = new LinkedHashMap<>();
    for (int type = 0; type < profiles.size(); type++) {
      for (Profile.Sample sample : profiles.get(type).samples()) {
        Selection of = sample.selects();
        Place place =
            new Place(tables.locations(sample.stack()), of.goroutine(), of.tid(), sample.labels());
        sums.computeIfAbsent(place, p -> new long[profiles.size()])[type] += sample.weight();
      }
    }
    Map<Place, List<Long>> values = new LinkedHashMap<>();
    sums.forEach((place, sum) -> values.put(place, Arrays.stream(sum).boxed().toList()));
    return values;
  }

  private static ProtoWriter sample(Place place, List<Long> values, PprofTables tables) {
    ProtoWriter sample = new ProtoWriter();
    sample.packed(SAMPLE_LOCATION, place.locations()).packed(SAMPLE_VALUE, values);
    place.goroutine().ifPresent(id -> label(sample, tables.string("goroutine"), id));
    place.tid().ifPresent(id -> label(sample, tables.string("thread"), id));
    new TreeMap<>(place.labels()) // in the same order whatever the map
        .forEach(
            (key, text) ->
                sample.message(
                    SAMPLE_LABEL,
                    new ProtoWriter()
                        .varint(LABEL_KEY, tables.string(key))
                        .varint(LABEL_TEXT, tables.string(text))));
    return sample;
  }

  private static void label(ProtoWriter sample, long key, long number) {
    sample.message(
        SAMPLE_LABEL, new ProtoWriter().varint(LABEL_KEY, key).varint(LABEL_NUMBER, number));
  }

  private static byte[] gzip(ProtoWriter file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) { // writes no time and no name
      file.writeTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return out.toByteArray();
  }
}
