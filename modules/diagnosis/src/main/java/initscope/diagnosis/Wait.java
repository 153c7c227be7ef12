package initscope.diagnosis;

/// What keeps a package init from going on. Each is one rule.
enum Wait {
  /// Died, or is dying, by panic or signal.
  CRASHED("init.crashed"),
  /// The kernel's random numbers.
  ENTROPY("init.waiting.entropy"),
  /// A name to be resolved.
  DNS("init.blocked.dns"),
  /// A connection to be made.
  DIAL("init.blocked.dial"),
  /// Someone to connect.
  ACCEPT("init.blocked.accept"),
  /// A lock on a file.
  FILE_LOCK("init.blocked.filelock"),
  /// A child process.
  CHILD("init.blocked.child"),
  /// C code.
  CGO("init.blocked.cgo"),
  /// A file to be opened.
  OPEN("init.blocked.open"),
  /// Nothing: it goes from file to file.
  FILES("init.files"),
  /// Bytes to come.
  READ("init.blocked.read"),
  /// Bytes to be taken.
  WRITE("init.blocked.write"),
  /// Another goroutine inside the same sync.Once.
  ONCE("init.blocked.once"),
  /// A mutex.
  LOCK("init.blocked.lock"),
  /// A WaitGroup.
  WAIT_GROUP("init.blocked.waitgroup"),
  /// A condition variable.
  COND("init.blocked.cond"),
  /// One of several channels.
  SELECT("init.blocked.select"),
  /// A channel.
  CHANNEL("init.blocked.channel"),
  /// Time to pass.
  SLEEP("init.blocked.sleep"),
  /// A futex of its own.
  FUTEX("init.blocked.futex"),
  /// Nothing: it runs.
  BUSY("init.busy"),
  /// Something the table does not know, named by its word.
  OTHER("init.blocked.other");

  private final String rule;

  Wait(String rule) {
    this.rule = rule;
  }

  /// The rule's id, which also begins the keys of its sentences.
  String rule() {
    return rule;
  }

  /// Whether other goroutines must act before it goes on.
  boolean onGoroutines() {
    return switch (this) {
      case ONCE, LOCK, WAIT_GROUP, COND, SELECT, CHANNEL, DNS, DIAL, READ, CHILD -> true;
      default -> false;
    };
  }
}
