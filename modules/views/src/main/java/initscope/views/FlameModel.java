package initscope.views;

import initscope.layout.Tone;
import initscope.layout.Viewport;
import initscope.layout.Words;
import initscope.layout.flame.DiffMarks;
import initscope.layout.flame.DiffRows;
import initscope.layout.flame.FlameGrouping;
import initscope.layout.flame.FlameLook;
import initscope.layout.flame.FlamePicture;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.FlameRow;
import initscope.layout.flame.FlameSearch;
import initscope.layout.flame.FlameSource;
import initscope.layout.flame.FlameSources;
import initscope.layout.flame.FlameStacks;
import initscope.layout.flame.FlameTree;
import initscope.layout.flame.FlameWords;
import initscope.layout.flame.HideRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What the page of stacks shows: made in the background of what is open and of {@link Desk#flameLook()}, and searched.
final class FlameModel {
  private static final HideRule KERNEL = new HideRule(HideRule.Kind.MARK, "[k]");

  private final Desk desk;
  private final Function<Opened, List<FlameSource>> find;
  private List<FlameSource> sources = List.of();
  private FlameMade made = FlameMade.NOTHING;
  private FlameSearch search = FlameSearch.NONE;
  private String searched = "";
  private boolean busy;
  private FlameMade.Asked asked = FlameMade.Asked.NOTHING;
  private History<FlameLook> history = new History<>(FlameLook.DEFAULT);
  private boolean finding;
  private Runnable cancel = () -> {};
  private Runnable stopFinding = () -> {};
  private Runnable told = () -> {};

  FlameModel(Desk desk) {
    this(desk, opened -> FlameSources.of(opened.incident(), opened.trace(), desk.texts().words()));
  }

  /// @param find tells what stacks there are in what is open
  FlameModel(Desk desk, Function<Opened, List<FlameSource>> find) {
    this.desk = desk;
    this.find = find;
    desk.opened().subscribe(this::opened);
    desk.flameLook().subscribe(this::looked);
    desk.whenLeft(
        () -> {
          cancel.run();
          stopFinding.run();
        });
  }

  /// Who is told when something else is to be shown, or that work on it has begun.
  void onChange(Runnable listener) {
    told = listener;
  }

  private void opened(Opened opened) {
    cancel.run();
    made = FlameMade.NOTHING;
    asked = FlameMade.Asked.NOTHING;
    search = FlameSearch.NONE;
    history = new History<>(desk.flameLook().get());
    sources = find.apply(opened);
    rebuild();
  }

  private void looked(FlameLook look) {
    history.visit(look);
    FlameMade.Asked wanted = wanted();
    if (wanted.equals(asked)) {
      told.run();
    } else {
      rebuild();
    }
  }

  private FlameMade.Asked wanted() {
    FlameLook look = look();
    return source()
        .map(s -> new FlameMade.Asked(s.id(), grouping(), look.query()))
        .orElse(FlameMade.Asked.NOTHING);
  }

  private void rebuild() {
    cancel.run();
    asked = wanted();
    Optional<FlameSource> source = source();
    if (source.isEmpty()) {
      busy = false;
      made = FlameMade.NOTHING;
      told.run();
      return;
    }
    FlameMade.Asked now = asked;
    Optional<FlameStacks> known =
        now.sameStacks(made.asked()) ? Optional.of(made.picture().stacks()) : Optional.empty();
    Words words = desk.texts().words();
    String text = searched;
    busy = true;
    told.run();
    cancel =
        desk.background()
            .run(
                progress -> {
                  FlameStacks stacks =
                      known.isPresent()
                          ? known.get()
                          : FlameStacks.of(source.get().profile(now.by(), progress));
                  return FlameMade.of(now, stacks, source.get(), text, words, progress);
                },
                this::made);
  }

  private void made(FlameMade next) {
    busy = false;
    made = next;
    search = next.search();
    find();
  }

  /// Searches the picture, unless that was done already.
  private void find() {
    stopFinding.run();
    FlamePicture picture = made.picture();
    String text = searched;
    finding = false;
    if (text.isEmpty()) {
      search = FlameSearch.NONE;
    } else if (!search.isOf(picture, text)) {
      finding = true;
      stopFinding = desk.background().run(progress -> FlameSearch.of(picture, text), this::found);
    }
    told.run();
  }

  private void found(FlameSearch next) {
    finding = false;
    search = next;
    told.run();
  }

  /// Whether something else is being made or searched for.
  boolean busy() {
    return busy || finding;
  }

  List<FlameSource> sources() {
    return sources;
  }

  Optional<FlameSource> source() {
    return FlameSources.find(sources, look().source());
  }

  FlameGrouping grouping() {
    List<FlameGrouping> all =
        source().map(FlameSource::groupings).orElse(List.of(FlameGrouping.NONE));
    return look().grouping().filter(all::contains).orElse(all.getFirst());
  }

  FlameLook look() {
    return desk.flameLook().get();
  }

  void look(UnaryOperator<FlameLook> change) {
    desk.flameLook().set(change.apply(look()));
  }

  /// Looks otherwise at the same stacks.
  void ask(UnaryOperator<FlameQuery> change) {
    look(l -> l.withQuery(change.apply(l.query())));
  }

  FlameQuery query() {
    return look().query();
  }

  FlamePicture picture() {
    return made.picture();
  }

  String sentence() {
    return made.sentence();
  }

  /// What changed, where two sides are compared.
  Optional<DiffMarks> marks() {
    return made.marks();
  }

  /// What changed of each function, where two sides are compared.
  Optional<DiffRows> changes() {
    return made.changes();
  }

  /// The table of the picture: those that cost most first, of a comparison those that changed most.
  List<FlameRow> rows() {
    return made.rows();
  }

  /// Words for one frame of a tree of the picture.
  String words(FlameTree tree, int node) {
    Words words = desk.texts().words();
    return made.marks()
        .filter(m -> tree == made.picture().tree())
        .map(m -> tree.frame(node).function() + " · " + m.words(node, words))
        .orElseGet(() -> FlameWords.node(tree, node, words));
  }

  /// Colours of what is drawn.
  Set<Tone> tones() {
    return made.tones();
  }

  /// The part that is seen.
  Viewport seen() {
    Viewport whole = whole();
    return look().seen().filter(v -> v.from() < whole.to()).orElse(whole);
  }

  Viewport whole() {
    return made.picture().tree().whole();
  }

  void see(Viewport next) {
    look(l -> l.withSeen(next.equals(whole()) ? Optional.empty() : Optional.of(next)));
  }

  FlameSearch search() {
    return search;
  }

  void search(String text) {
    searched = text;
    find();
  }

  void switchKernel() {
    ask(
        q ->
            q.hidden().contains(KERNEL)
                ? q.withHidden(q.hidden().stream().filter(r -> !r.equals(KERNEL)).toList())
                : q.hiding(KERNEL));
  }

  /// To how stacks were looked at before, whatever was chosen meanwhile.
  void back() {
    history.back().ifPresent(desk.flameLook()::set);
  }

  void forward() {
    history.forward().ifPresent(desk.flameLook()::set);
  }

  /// Everything of the same source.
  void reset() {
    look(l -> new FlameLook(l.source(), l.grouping(), FlameQuery.DEFAULT, Optional.empty()));
  }
}
