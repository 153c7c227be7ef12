package initscope.tuning.model;

import initscope.tuning.model.World.Foreign;
import initscope.tuning.model.World.Journal;
import initscope.tuning.model.World.Laptop;
import initscope.tuning.model.World.Record;
import initscope.tuning.model.World.Run;
import initscope.tuning.model.World.Told;
import java.util.List;

/// A {@link World} being changed into the next.
final class Draft {
  Journal journal;
  Laptop laptop;
  Verb about;
  Told told;
  Record record;
  Record recordOnDisk;
  Value file;
  Value fileOnDisk;
  Value runtime;
  boolean guard;
  boolean guardOnDisk;
  boolean timer;
  int boot;
  List<Run> running;
  Run holder;
  Budget left;
  Foreign foreignRuntime;
  Foreign foreignFile;
  boolean touched;

  Draft(World w) {
    journal = w.journal();
    laptop = w.laptop();
    about = w.about();
    told = w.told();
    record = w.record();
    recordOnDisk = w.recordOnDisk();
    file = w.file();
    fileOnDisk = w.fileOnDisk();
    runtime = w.runtime();
    guard = w.guard();
    guardOnDisk = w.guardOnDisk();
    timer = w.timer();
    boot = w.boot();
    running = w.running();
    holder = w.holder();
    left = w.left();
    foreignRuntime = w.foreignRuntime();
    foreignFile = w.foreignFile();
    touched = w.touched();
  }

  World world() {
    return new World(
        journal,
        laptop,
        about,
        told,
        record,
        recordOnDisk,
        file,
        fileOnDisk,
        runtime,
        guard,
        guardOnDisk,
        timer,
        boot,
        running,
        holder,
        left,
        foreignRuntime,
        foreignFile,
        touched);
  }

  void disarm() {
    timer = false;
    guard = false;
    guardOnDisk = false;
  }
}
