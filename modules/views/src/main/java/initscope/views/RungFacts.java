package initscope.views;

import initscope.layout.LapseTracks;
import initscope.layout.Sizes;
import initscope.layout.inits.ImportWay;
import initscope.layout.inits.InitLadder;
import initscope.layout.inits.InitLadder.Rung;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.go.InitTask;
import initscope.model.go.PackageImport;
import initscope.model.go.TimeLapse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// The chosen package: what it runs, what that took, how it came into the program, where that was read, and its neighbours on the
/// ladder.
final class RungFacts extends FactsPane {
  private final Supplier<InitLadder> ladder;
  private Optional<String> shown = Optional.empty();

  RungFacts(Desk desk, Supplier<InitLadder> ladder) {
    super(desk, "rung-facts", desk.texts().say("inits.facts"));
    this.ladder = ladder;
    desk.selection()
        .subscribe(
            s -> {
              // a link to the evidence chooses too, and must not take the links away
              if (!s.packagePath().equals(shown)) {
                show();
              }
            });
    show();
  }

  /// Shows the chosen package anew.
  void show() {
    clear();
    shown = desk().selection().get().packagePath();
    if (shown.isEmpty()) {
      add(words(say("inits.choose"), "faint"));
      return;
    }
    OptionalInt at = ladder.get().indexOf(shown.get());
    if (at.isEmpty()) {
      withoutInit(shown.get());
      return;
    }
    Rung rung = ladder.get().rungs().get(at.getAsInt());
    InitTask task = rung.task();
    add(words(task.packagePath(), "subheading"));
    add(words(say("init." + task.state().word()), "small"));
    rung.inside()
        .ifPresent(
            i -> {
              fact("subject.function", i.initFunction());
              fact("subject.place", Tables.place(i.place()));
            });
    imports(rung);
    functions(task);
    times(rung);
    neighbour("inits.before", at.getAsInt() - 1);
    neighbour("inits.after", at.getAsInt() + 1);
    List<EvidenceRef> places = new ArrayList<>();
    rung.time().sampled().ifPresent(s -> places.add(s.evidence()));
    places.addAll(task.evidence());
    evidence(places);
  }

  /// A package that has nothing to initialise stands on no rung, but may lie on the way to one that has.
  private void withoutInit(String path) {
    add(words(path, "subheading"));
    add(words(say("inits.withoutInit"), "faint"));
    ImportWay.to(path, desk().opened().get().incident()).ifPresent(this::way);
  }

  private void imports(Rung rung) {
    String path = rung.task().packagePath();
    Optional<ImportWay> way = ImportWay.to(path, desk().opened().get().incident());
    way.ifPresent(this::way);
    if (way.isEmpty() && !path.equals("main")) {
      String key = rung.runs() ? "inits.imports.none" : "inits.imports.other";
      section("inits.imports", List.of(words(say(key, path), "faint")));
    }
  }

  private void way(ImportWay way) {
    List<Node> rows = new ArrayList<>();
    String first = way.steps().getFirst().importer();
    if (!way.isWhole()) {
      rows.add(words(say("inits.imports.part"), "faint"));
    }
    rows.add(toPackage(first, first));
    for (PackageImport step : way.steps()) {
      rows.add(toPackage("→ " + step.imported(), step.imported()));
      rows.add(use(step));
    }
    section("inits.imports", rows);
  }

  /// Where it is used, as a link to what shows that.
  private Region use(PackageImport step) {
    String place = step.at().map(f -> say("inits.imports.at", Tables.place(f))).orElse("");
    Region row =
        step.evidence().stream()
            .findFirst()
            .<Region>map(e -> place.isEmpty() ? evidence(e) : link(place, () -> desk().show(e)))
            .orElseGet(() -> words(place, "small"));
    row.getStyleClass().addAll("small", "inner");
    return row;
  }

  private Node toPackage(String text, String path) {
    if (ladder.get().indexOf(path).isEmpty() || Optional.of(path).equals(shown)) {
      return words(text, "host");
    }
    return packageLink(text, path);
  }

  private Node packageLink(String text, String path) {
    Node link =
        link(
            text,
            () -> {
              OptionalInt at = ladder.get().indexOf(path);
              at.ifPresent(
                  i ->
                      desk().selection().set(Tables.selection(ladder.get().rungs().get(i).task())));
            });
    link.getStyleClass().add("host");
    return link;
  }

  private void functions(InitTask task) {
    if (!task.functions().isEmpty()) {
      section("column.functions", task.functions().stream().map(f -> words(f, "host")).toList());
    }
  }

  private void times(Rung rung) {
    InitTask task = rung.task();
    fact("column.start", Times.start(desk().texts(), rung.time()));
    fact("column.took", Times.took(desk().texts(), rung.time()));
    rung.time().sampled().ifPresent(this::sampled);
    fact("column.bytes", task.bytes().isPresent() ? Sizes.of(task.bytes().getAsLong()) : "");
    fact(
        "column.allocations",
        task.allocations().isPresent() ? Long.toString(task.allocations().getAsLong()) : "");
  }

  /// What the samples of a time-lapse saw, and of which process: it may have been another than the one that runs now.
  private void sampled(TimeLapse.Span span) {
    Incident incident = desk().opened().get().incident();
    long pid = incident.timeLapse().map(TimeLapse::pid).orElse(0L);
    add(words(say("time.samples", span.samples(), Long.toString(pid)), "small"));
    fact("time.saw", LapseTracks.told(span, desk().texts().words()));
  }

  private void neighbour(String key, int index) {
    if (index >= 0 && index < ladder.get().rungs().size()) {
      String path = ladder.get().rungs().get(index).task().packagePath();
      section(key, List.of(packageLink(path, path)));
    }
  }

  private void fact(String key, String text) {
    if (!text.isEmpty()) {
      section(key, List.of(words(text, "host")));
    }
  }
}
