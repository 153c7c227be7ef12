package initscope.views;

import initscope.layout.BootLook;
import initscope.layout.Theme;
import initscope.layout.Viewport;
import initscope.layout.flame.FlameLook;
import initscope.layout.trace.TraceKept;
import initscope.model.EvidenceRef;
import initscope.model.Selection;
import initscope.model.finding.Sentence;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// What all views share: what is open, what is selected, which view is shown, colours and language. A value set here is seen
/// everywhere in the next pulse. One page at a time follows a desk: see {@link #leavePage()}.
public final class Desk {
  private final Follows follows = new Follows();
  private final ObjectProperty<Opened> opened = follows.property(Opened.NOTHING);
  private final ObjectProperty<Selection> selection = follows.property(Selection.NONE);
  private final ObjectProperty<ViewId> view = follows.property(ViewId.VERDICT);
  private final ObjectProperty<Optional<Viewport>> viewport = follows.property(Optional.empty());
  private final ObjectProperty<Optional<Viewport>> traceViewport =
      follows.property(Optional.empty());
  private final ObjectProperty<FlameLook> flameLook = follows.property(FlameLook.DEFAULT);
  private final ObjectProperty<BootLook> bootLook = follows.property(BootLook.DEFAULT);
  private final ObjectProperty<TraceKept> traceKept = follows.property(TraceKept.NONE);
  private final ObjectProperty<Theme> theme = follows.property(Theme.LIGHT);
  private final Texts texts;
  private final ObjectProperty<Boolean> evidenceShown = follows.property(false);
  private final Speaker speaker;
  private final ObjectProperty<GoIndex> index = follows.property(GoIndex.EMPTY);
  private final Background background;
  private Runnable stopIndexing = () -> {};
  private Optional<Runnable> tune = Optional.empty();
  private History<State> history = new History<>(state());
  private boolean restoring;

  /// Whether what was marked before is known. Until then nothing can be marked: it would take the place of that.
  private boolean traceKnown;

  private record State(
      ViewId view,
      Selection selection,
      Optional<Viewport> viewport,
      Optional<Viewport> traceViewport,
      FlameLook flameLook,
      BootLook bootLook,
      TraceKept traceKept) {
    State with(TraceKept kept) {
      return new State(view, selection, viewport, traceViewport, flameLook, bootLook, kept);
    }
  }

  /// A desk with nothing on it, whose views do all their work at once.
  public Desk(Speaker speaker, Locale locale) {
    this(speaker, locale, Background.AT_ONCE);
  }

  /// A desk with nothing on it.
  public Desk(Speaker speaker, Locale locale, Background background) {
    this.speaker = speaker;
    this.background = background;
    texts = new Texts(locale);
    view.subscribe(this::remember);
    selection.subscribe(this::remember);
    viewport.subscribe(this::remember);
    traceViewport.subscribe(this::remember);
    flameLook.subscribe(this::remember);
    bootLook.subscribe(this::remember);
    traceKept.subscribe(this::remember);
    opened.subscribe(this::reindex);
    follows.settle();
  }

  private void reindex(Opened next) {
    stopIndexing.run();
    stopIndexing = background.run(progress -> GoIndex.of(next.incident()), index::set);
  }

  /// Goroutines and their waits, looked up; a moment later than {@link #opened()}.
  ReadOnlyObjectProperty<GoIndex> index() {
    return index;
  }

  /// Where long work is done.
  Background background() {
    return background;
  }

  private State state() {
    return new State(
        view.get(),
        selection.get(),
        viewport.get(),
        traceViewport.get(),
        flameLook.get(),
        bootLook.get(),
        traceKept.get());
  }

  private void remember() {
    if (!restoring) {
      history.visit(state());
    }
  }

  /// Ends what the page shown follows here: everybody who began to follow since the last time. For before another page is made, and
  /// before something else is opened for it; the page that is left must not be shown again.
  public void leavePage() {
    follows.end();
  }

  /// Does something when the page is left, such as ending what it does in the background.
  void whenLeft(Runnable end) {
    follows.atEnd(end);
  }

  /// Puts something else on the desk and shows its verdict; every view points at what the verdict is about.
  public void open(Opened next) {
    restoring = true;
    traceKnown = false;
    traceKept.set(TraceKept.NONE);
    flameLook.set(FlameLook.DEFAULT);
    bootLook.set(BootLook.DEFAULT);
    opened.set(next);
    selection.set(Opened.selection(next.diagnosis().verdict()));
    viewport.set(Optional.empty());
    traceViewport.set(Optional.empty());
    view.set(ViewId.VERDICT);
    restoring = false;
    evidenceShown.set(false);
    history = new History<>(state());
  }

  /// What is open.
  public ObjectProperty<Opened> opened() {
    return opened;
  }

  /// The one selection.
  public ObjectProperty<Selection> selection() {
    return selection;
  }

  /// The view shown.
  public ObjectProperty<ViewId> view() {
    return view;
  }

  /// The visible part of the time axis; empty for all of it.
  public ObjectProperty<Optional<Viewport>> viewport() {
    return viewport;
  }

  /// The visible part of an execution trace, which has a clock of its own; empty for all of it.
  public ObjectProperty<Optional<Viewport>> traceViewport() {
    return traceViewport;
  }

  /// Which stacks are shown, and how.
  public ObjectProperty<FlameLook> flameLook() {
    return flameLook;
  }

  /// Whose critical path a boot is shown with, and what is asked of it.
  public ObjectProperty<BootLook> bootLook() {
    return bootLook;
  }

  /// Marks and pins of the execution trace.
  public ReadOnlyObjectProperty<TraceKept> traceKept() {
    return traceKept;
  }

  /// Keeps other marks and pins. That can be undone, as going somewhere else can. Nothing happens before it is known what was kept
  /// last.
  void keep(TraceKept kept) {
    if (traceKnown) {
      traceKept.set(kept);
      opened.get().keeper().keep(kept);
    }
  }

  /// Whether it is known what was kept from before of what is open.
  boolean traceKnown() {
    return traceKnown;
  }

  /// Marks and pins that were kept from before: there is nothing to undo about them. Told once for each opening; what was marked
  /// since is newer.
  void knew(TraceKept kept) {
    if (traceKnown) {
      return;
    }
    traceKnown = true;
    boolean before = restoring;
    restoring = true;
    traceKept.set(kept);
    restoring = before;
    history.amend(s -> s.with(kept));
  }

  /// The colours.
  public ObjectProperty<Theme> theme() {
    return theme;
  }

  /// Whether the evidence stands beside the view.
  public ObjectProperty<Boolean> evidenceShown() {
    return evidenceShown;
  }

  /// The words.
  public Texts texts() {
    return texts;
  }

  /// The same things on a desk of another language, for a window that is built anew.
  public Desk in(Locale locale) {
    Desk next = new Desk(speaker, locale, background);
    next.restoring = true;
    next.opened.set(opened.get());
    next.selection.set(selection.get());
    next.view.set(view.get());
    next.viewport.set(viewport.get());
    next.traceViewport.set(traceViewport.get());
    next.flameLook.set(flameLook.get());
    next.bootLook.set(bootLook.get());
    next.traceKept.set(traceKept.get());
    next.traceKnown = traceKnown;
    next.theme.set(theme.get());
    next.evidenceShown.set(evidenceShown.get());
    next.tune = tune;
    next.restoring = false;
    next.history = new History<>(next.state());
    return next;
  }

  /// A sentence of the rules in the present language, safe to show.
  public String say(Sentence sentence) {
    return initscope.model.Display.safe(speaker.say(sentence, texts().locale()));
  }

  /// Opens a raw place beside the view.
  public void show(EvidenceRef place) {
    selection.set(selection.get().withEvidence(place));
    evidenceShown.set(true);
  }

  /// Sets what begins a change of the host, where what is open bears on a parameter of it.
  public void onTune(Optional<Runnable> begin) {
    tune = begin;
  }

  /// What begins a change of the host, if anything.
  Optional<Runnable> tune() {
    return tune;
  }

  /// Back to where the user was.
  public boolean back() {
    return restore(history.back());
  }

  /// Forward again.
  public boolean forward() {
    return restore(history.forward());
  }

  /// Whether there is somewhere to go back to.
  public boolean canGoBack() {
    return history.canGoBack();
  }

  /// Whether there is somewhere to go forward to.
  public boolean canGoForward() {
    return history.canGoForward();
  }

  private boolean restore(Optional<State> state) {
    restoring = true;
    state.ifPresent(
        s -> {
          view.set(s.view());
          selection.set(s.selection());
          viewport.set(s.viewport());
          traceViewport.set(s.traceViewport());
          flameLook.set(s.flameLook());
          bootLook.set(s.bootLook());
          if (!s.traceKept().equals(traceKept.get())) {
            keep(s.traceKept());
          }
        });
    restoring = false;
    return state.isPresent();
  }

  /// Copies text that is already safe to show.
  public void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(initscope.model.Display.safeLines(text));
    Clipboard.getSystemClipboard().setContent(content);
  }
}
