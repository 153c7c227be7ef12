package initscope.views;

import initscope.layout.BootAsk;
import initscope.layout.BootLook;
import initscope.model.boot.WhatIf;
import java.util.List;
import java.util.Optional;

/// What is asked of a boot in its timeline: whose critical path is shown, and what would have been. The answer is drawn by the timeline, which
/// follows {@link Desk#bootLook()}; back and forward go from question to question.
final class BootAsker {
  private final Desk desk;
  private final TimelineView view;
  private Optional<BootAsk> ask = Optional.empty();
  private Runnable cancel = () -> {};

  BootAsker(Desk desk, TimelineView view) {
    this.desk = desk;
    this.view = view;
    desk.opened().subscribe(this::opened);
    desk.whenLeft(() -> cancel.run());
  }

  private void opened(Opened opened) {
    cancel.run();
    ask = Optional.empty();
    cancel = desk.background().run(p -> BootAsk.of(opened.incident()), made -> ask = made);
  }

  /// The unit that is asked about: the chosen one, where it was started in the boot.
  private Optional<String> unit() {
    return view.chosenUnit().filter(u -> ask.filter(a -> a.started(u)).isPresent());
  }

  /// Why nothing can be asked, as the key of a text.
  Optional<String> because() {
    if (ask.isEmpty()) {
      return Optional.of("because.noBoot");
    }
    return unit().isEmpty() ? Optional.of("because.noUnit") : Optional.empty();
  }

  /// The same of an ordering.
  Optional<String> becauseUnordered() {
    return because()
        .or(() -> waitedFor().isEmpty() ? Optional.of("because.noOrder") : Optional.empty());
  }

  /// Why there is nothing to go back from.
  Optional<String> becauseMeasured() {
    return look().equals(BootLook.DEFAULT) ? Optional.of("because.notAsked") : Optional.empty();
  }

  /// What the chosen unit waited for, those that were done last first.
  List<String> waitedFor() {
    return unit().flatMap(u -> ask.map(a -> a.waitedFor(u))).orElse(List.of());
  }

  private BootLook look() {
    return desk.bootLook().get();
  }

  /// Shows the path to the chosen unit.
  void path() {
    unit().ifPresent(u -> desk.bootLook().set(look().withTarget(u)));
  }

  /// Had the start of the chosen unit taken no time.
  void instant() {
    unit().ifPresent(u -> asks(new WhatIf.Instant(u)));
  }

  /// Had the chosen unit not waited for the last of those it waited for; again: for the one before that.
  void unordered() {
    unit().flatMap(u -> ask.flatMap(a -> a.unordered(look(), u))).ifPresent(this::asks);
  }

  /// Had it not waited for this one.
  void unordered(String after) {
    unit().ifPresent(u -> asks(new WhatIf.Unordered(u, after)));
  }

  private void asks(WhatIf question) {
    desk.bootLook().set(look().withQuestion(question));
  }

  /// The boot as it was measured, with the path to its own target.
  void reset() {
    desk.bootLook().set(BootLook.DEFAULT);
  }
}
