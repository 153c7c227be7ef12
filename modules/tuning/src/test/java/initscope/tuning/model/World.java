package initscope.tuning.model;

import java.util.ArrayList;
import java.util.List;

/// One state of everything: the host's page cache and disk, its timer, lock and running verbs, this computer and its journal.
///
/// @param journal what is durable here
/// @param laptop what this computer does
/// @param about the verb that it does it with
/// @param told what the user was told last
/// @param record the transaction on the host, as the page cache has it
/// @param recordOnDisk the same, as the disk has it
/// @param file what shall last, in the page cache
/// @param fileOnDisk the same on the disk
/// @param runtime the kernel's value
/// @param guard whether the boot guard is there, in the page cache
/// @param guardOnDisk the same on the disk
/// @param timer whether the timer is armed
/// @param boot how many boots there were
/// @param running verbs that run
/// @param holder of the lock, or {@link Run#NOBODY}
/// @param left faults that still may happen
/// @param foreignRuntime what became of somebody else's runtime value
/// @param foreignFile what became of somebody else's file
/// @param touched whether there ever was an effect
record World(
    Journal journal,
    Laptop laptop,
    Verb about,
    Told told,
    Record record,
    Record recordOnDisk,
    Value file,
    Value fileOnDisk,
    Value runtime,
    boolean guard,
    boolean guardOnDisk,
    boolean timer,
    int boot,
    List<Run> running,
    Run holder,
    Budget left,
    Foreign foreignRuntime,
    Foreign foreignFile,
    boolean touched) {

  /// What the journal says.
  enum Journal {
    NONE,
    INTENT,
    CONFIRMED,
    ROLLED
  }

  /// What this computer does.
  enum Laptop {
    INTENDS,
    SENDS,
    WAITS,
    YES,
    NO,
    WRITES_CONFIRMED,
    WRITES_ROLLED,
    RECOVERS,
    DOWN,
    IDLE
  }

  /// What the user was told.
  enum Told {
    NOTHING,
    CONFIRMED,
    ROLLED
  }

  /// What became of a foreign value.
  enum Foreign {
    NONE,
    THERE,
    OVERWRITTEN
  }

  /// States of a transaction on the host.
  enum State {
    NONE,
    PREP,
    ARMED,
    CONFIRMING,
    CONFIRMED,
    ROLLING,
    ROLLED
  }

  /// The transaction on the host.
  record Record(State state, int boot, boolean begun, Value after, boolean fileBegun) {
    static final Record NONE = new Record(State.NONE, 0, false, Value.NONE, false);

    boolean is() {
      return state != State.NONE;
    }

    boolean isFinal() {
      return state == State.CONFIRMED || state == State.ROLLED;
    }

    Record in(State next) {
      return new Record(next, boot, begun, after, fileBegun);
    }
  }

  /// A verb that runs.
  ///
  /// @param line the next one
  /// @param awaited whether this computer waits for its reply
  record Run(Verb verb, int line, boolean awaited) {
    static final Run NOBODY = new Run(Verb.NONE, 0, false);

    /// Who holds the lock is told by verb and waiter, not by line.
    Run who() {
      return new Run(verb, 0, awaited);
    }
  }

  static World start(Budget budget, boolean intentFirst) {
    return new World(
        Journal.NONE,
        intentFirst ? Laptop.INTENDS : Laptop.SENDS,
        Verb.ARM,
        Told.NOTHING,
        Record.NONE,
        Record.NONE,
        Value.OLD,
        Value.OLD,
        Value.OLD,
        false,
        false,
        false,
        0,
        List.of(),
        Run.NOBODY,
        budget,
        Foreign.NONE,
        Foreign.NONE,
        false);
  }

  World laptop(Laptop what, Verb verb) {
    return change(
        w -> {
          w.laptop = what;
          w.about = verb;
        });
  }

  World change(java.util.function.Consumer<Draft> changes) {
    Draft draft = new Draft(this);
    changes.accept(draft);
    return draft.world();
  }

  List<Run> without(int index) {
    List<Run> runs = new ArrayList<>(running);
    runs.remove(index);
    return List.copyOf(runs);
  }

  List<Run> with(Run run) {
    List<Run> runs = new ArrayList<>(running);
    runs.add(run);
    return List.copyOf(runs);
  }

  List<Run> with(int index, Run run) {
    List<Run> runs = new ArrayList<>(running);
    runs.set(index, run);
    return List.copyOf(runs);
  }

  boolean runs(Verb verb) {
    return running.stream().anyMatch(r -> r.verb() == verb);
  }

  boolean awaits() {
    return running.stream().anyMatch(Run::awaited);
  }
}
