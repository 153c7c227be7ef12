package initscope.formats.firefox;

import initscope.model.Display;
import initscope.model.profile.Profile;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes profiles as the Firefox Profiler opens them: its processed format, version 48, which newer releases upgrade. Each profile is a
/// process; its threads are those its samples select, where there are few, else one. Source of the format: firefox-devtools/profiler,
/// src/types/profile.ts and docs-developer/CHANGELOG-formats.md.
public final class FirefoxProfileWriter {
  private static final int PROCESSED_VERSION = 48;
  private static final int GECKO_VERSION = 29;

  /// The profiler shows a track for each thread.
  private static final int MOST_THREADS = 64;

  private final JsonGenerator json;

  private FirefoxProfileWriter(JsonGenerator json) {
    this.json = json;
  }

  /// One file. Samples carry no times of their own: they are laid one after another, and what they weigh is what counts.
  ///
  /// @param title shown as what was profiled
  /// @param exporter program and version that writes it
  public static String write(List<Profile> profiles, String title, String exporter) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out)) {
      FirefoxProfileWriter writer = new FirefoxProfileWriter(json);
      json.writeStartObject();
      writer.meta(title, exporter);
      json.writeArrayPropertyStart("libs");
      json.writeEndArray();
      json.writeArrayPropertyStart("threads");
      int process = 0;
      for (Profile profile : profiles) {
        writer.process(profile, ++process);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.append('\n').toString();
  }

  private void meta(String title, String exporter) {
    json.writeObjectPropertyStart("meta");
    json.writeNumberProperty("interval", 1);
    json.writeNumberProperty("startTime", 0);
    json.writeNumberProperty("processType", 0);
    json.writeNumberProperty("stackwalk", 1);
    json.writeStringProperty("product", Display.safe(title.isEmpty() ? "InitScope" : title));
    json.writeStringProperty("importedFrom", Display.safe(exporter));
    json.writeNumberProperty("version", GECKO_VERSION);
    json.writeNumberProperty("preprocessedProfileVersion", PROCESSED_VERSION);
    json.writeBooleanProperty("symbolicated", true);
    json.writeBooleanProperty("symbolicationNotSupported", true);
    json.writeBooleanProperty("usesOnlyOneStackType", true);
    json.writeBooleanProperty("sourceCodeIsNotOnSearchfox", true);
    json.writeBooleanProperty("keepProfileThreadOrder", true);
    json.writeArrayPropertyStart("markerSchema");
    json.writeEndArray();
    json.writeArrayPropertyStart("categories");
    for (FrameCategory category : FrameCategory.values()) {
      json.writeStartObject();
      json.writeStringProperty("name", category.title());
      json.writeStringProperty("color", category.color());
      json.writeArrayPropertyStart("subcategories");
      json.writeString("Other");
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// Whose samples are one thread.
  private record Track(String name, long tid) {}

  private void process(Profile profile, int process) {
    boolean isTime = profile.unit().equals("nanoseconds");
    Track all = new Track(profile.name(), process);
    Map<Track, FirefoxThread> threads = new LinkedHashMap<>();
    for (Profile.Sample sample : profile.samples()) {
      threads.computeIfAbsent(track(sample, all), t -> new FirefoxThread(isTime)).add(sample);
      if (threads.size() > MOST_THREADS) {
        break;
      }
    }
    if (threads.size() > MOST_THREADS || threads.isEmpty()) {
      threads.clear();
      FirefoxThread one = new FirefoxThread(isTime);
      profile.samples().forEach(one::add);
      threads.put(all, one);
    }
    boolean main = true;
    for (Map.Entry<Track, FirefoxThread> entry : threads.entrySet()) {
      thread(profile, process, entry.getKey(), entry.getValue(), main);
      main = false;
    }
  }

  private static Track track(Profile.Sample sample, Track otherwise) {
    OptionalLong goroutine = sample.selects().goroutine();
    if (goroutine.isPresent()) {
      return new Track("goroutine " + goroutine.getAsLong(), goroutine.getAsLong());
    }
    OptionalLong tid = sample.selects().tid();
    return tid.isPresent() ? new Track("thread " + tid.getAsLong(), tid.getAsLong()) : otherwise;
  }

  private void thread(
      Profile profile, int process, Track track, FirefoxThread thread, boolean main) {
    json.writeStartObject();
    json.writeStringProperty("processType", "default");
    json.writeStringProperty("processName", Display.safe(profile.name()));
    json.writeNumberProperty("processStartupTime", 0);
    json.writeNullProperty("processShutdownTime");
    json.writeNumberProperty("registerTime", 0);
    json.writeNullProperty("unregisterTime");
    json.writeArrayPropertyStart("pausedRanges");
    json.writeEndArray();
    json.writeStringProperty("name", Display.safe(track.name()));
    json.writeBooleanProperty("isMainThread", main);
    json.writeStringProperty("pid", Integer.toString(process));
    json.writeNumberProperty("tid", track.tid());
    samples(profile, thread);
    empty("markers", "data", "name", "startTime", "endTime", "phase", "category");
    stackTable(thread);
    frameTable(thread);
    funcTable(thread);
    empty("resourceTable", "lib", "name", "host", "type");
    empty("nativeSymbols", "libIndex", "address", "name", "functionSize");
    json.writeArrayPropertyStart("stringArray");
    thread.strings().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void samples(Profile profile, FirefoxThread thread) {
    json.writeObjectPropertyStart("samples");
    numbers("stack", thread.stacks(), stack -> stack);
    json.writeArrayPropertyStart("time");
    thread.times().forEach(time -> json.writeNumber(time));
    json.writeEndArray();
    json.writeArrayPropertyStart("weight");
    for (Number weight : thread.weights()) {
      if (weight instanceof Double millis) {
        json.writeNumber(millis);
      } else {
        json.writeNumber(weight.longValue());
      }
    }
    json.writeEndArray();
    json.writeStringProperty("weightType", weightType(profile));
    json.writeNumberProperty("length", thread.stacks().size());
    json.writeEndObject();
  }

  private static String weightType(Profile profile) {
    return switch (profile.unit()) {
      case "nanoseconds" -> "tracing-ms";
      case "bytes" -> "bytes";
      default -> "samples";
    };
  }

  private void stackTable(FirefoxThread thread) {
    List<FirefoxThread.Place> places = thread.places();
    json.writeObjectPropertyStart("stackTable");
    numbers("prefix", thread.nodes(), FirefoxThread.Node::caller);
    numbers("frame", thread.nodes(), FirefoxThread.Node::place);
    numbers("category", thread.nodes(), n -> places.get(n.place()).category().ordinal());
    numbers("subcategory", thread.nodes(), n -> 0);
    json.writeNumberProperty("length", thread.nodes().size());
    json.writeEndObject();
  }

  private void frameTable(FirefoxThread thread) {
    List<FirefoxThread.Place> places = thread.places();
    json.writeObjectPropertyStart("frameTable");
    plain("address", places, p -> -1);
    numbers("inlineDepth", places, FirefoxThread.Place::inlineDepth);
    numbers("category", places, p -> p.category().ordinal());
    numbers("subcategory", places, p -> 0);
    numbers("func", places, FirefoxThread.Place::function);
    for (String none : List.of("nativeSymbol", "innerWindowID", "implementation", "column")) {
      numbers(none, places, p -> -1);
    }
    numbers("line", places, p -> p.line() == 0 ? -1 : p.line());
    json.writeNumberProperty("length", places.size());
    json.writeEndObject();
  }

  private void funcTable(FirefoxThread thread) {
    List<FirefoxThread.Function> functions = thread.functions();
    json.writeObjectPropertyStart("funcTable");
    for (String never : List.of("isJS", "relevantForJS")) {
      column(never, functions, f -> false);
    }
    numbers("name", functions, FirefoxThread.Function::name);
    plain("resource", functions, f -> -1);
    numbers("fileName", functions, FirefoxThread.Function::file);
    for (String none : List.of("lineNumber", "columnNumber")) {
      numbers(none, functions, f -> -1);
    }
    json.writeNumberProperty("length", functions.size());
    json.writeEndObject();
  }

  private void empty(String table, String... columns) {
    json.writeObjectPropertyStart(table);
    for (String column : columns) {
      json.writeArrayPropertyStart(column);
      json.writeEndArray();
    }
    json.writeNumberProperty("length", 0);
    json.writeEndObject();
  }

  /// A column of numbers, null in place of -1.
  private <T> void numbers(String name, List<T> rows, ToIntFunction<T> value) {
    json.writeArrayPropertyStart(name);
    for (T row : rows) {
      int number = value.applyAsInt(row);
      if (number < 0) {
        json.writeNull();
      } else {
        json.writeNumber(number);
      }
    }
    json.writeEndArray();
  }

  /// A column in which -1 stands for itself.
  private <T> void plain(String name, List<T> rows, ToIntFunction<T> value) {
    json.writeArrayPropertyStart(name);
    rows.forEach(row -> json.writeNumber(value.applyAsInt(row)));
    json.writeEndArray();
  }

  private <T> void column(String name, List<T> rows, Function<T, Boolean> value) {
    json.writeArrayPropertyStart(name);
    rows.forEach(row -> json.writeBoolean(value.apply(row)));
    json.writeEndArray();
  }
}
