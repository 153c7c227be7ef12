package initscope.model;

/// Something the user must know or do: what failed, where, and what to do next. Owns the exit status of the command line.
/// Shown once, where it ends; never caught to be rethrown as text.
public abstract sealed class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String where;
  private final String todo;

  private Failure(String what, String where, String todo, Throwable cause) {
    super(what + " " + where + ": " + todo, cause);
    this.what = what;
    this.where = where;
    this.todo = todo;
  }

  private Failure(String what, String where, String todo) {
    super(what + " " + where + ": " + todo);
    this.what = what;
    this.where = where;
    this.todo = todo;
  }

  /// What failed, as the start of a sentence: {@code Cannot reach}.
  public String what() {
    return what;
  }

  /// Where: a host, a file with an offset.
  public String where() {
    return where;
  }

  /// What the user can do now.
  public String todo() {
    return todo;
  }

  /// All of it as one sentence; the message.
  public String sentence() {
    return what + " " + where + ": " + todo;
  }

  /// Exit status of the command line for this failure.
  public abstract int exitStatus();

  /// Wrong words on the command line. Status 2.
  public static final class Usage extends Failure {
    private static final long serialVersionUID = 1L;

    /// See {@link Failure}.
    public Usage(String what, String where, String todo) {
      super(what, where, todo);
    }

    @Override
    public int exitStatus() {
      return 2;
    }
  }

  /// An input that is damaged or of no known format. Status 3.
  public static final class InputDamaged extends Failure {
    private static final long serialVersionUID = 1L;

    /// See {@link Failure}.
    public InputDamaged(String what, String where, String todo) {
      super(what, where, todo);
    }

    @Override
    public int exitStatus() {
      return 3;
    }
  }

  /// Host not reached, its key or our login refused, or the link lost. Status 4.
  public static final class HostUnreachable extends Failure {
    private static final long serialVersionUID = 1L;

    /// See {@link Failure}.
    public HostUnreachable(String what, String where, String todo) {
      super(what, where, todo);
    }

    /// With the cause, for the log.
    public HostUnreachable(String what, String where, String todo, Throwable cause) {
      super(what, where, todo, cause);
    }

    @Override
    public int exitStatus() {
      return 4;
    }
  }

  /// The host refused a command that the work needs (no such process, not permitted, sudo refused). Status 5.
  public static final class HostRefused extends Failure {
    private static final long serialVersionUID = 1L;

    /// See {@link Failure}.
    public HostRefused(String what, String where, String todo) {
      super(what, where, todo);
    }

    @Override
    public int exitStatus() {
      return 5;
    }
  }

  /// A change failed and everything begun was taken back. Status 6.
  public static final class ChangeRolledBack extends Failure {
    private static final long serialVersionUID = 1L;

    /// See {@link Failure}.
    public ChangeRolledBack(String what, String where, String todo) {
      super(what, where, todo);
    }

    @Override
    public int exitStatus() {
      return 6;
    }
  }

  /// A change is left in a state only a person can settle; {@code todo} lists what is left. Status 7.
  public static final class NeedsPerson extends Failure {
    private static final long serialVersionUID = 1L;

    /// See {@link Failure}.
    public NeedsPerson(String what, String where, String todo) {
      super(what, where, todo);
    }

    @Override
    public int exitStatus() {
      return 7;
    }
  }

  /// A threshold the user set was not met. Status 8.
  public static final class ThresholdNotMet extends Failure {
    private static final long serialVersionUID = 1L;

    /// See {@link Failure}.
    public ThresholdNotMet(String what, String where, String todo) {
      super(what, where, todo);
    }

    @Override
    public int exitStatus() {
      return 8;
    }
  }

  /// A step needs an {@code --allow} the user has not given; {@code todo} names it. Status 9.
  public static final class ConsentMissing extends Failure {
    private static final long serialVersionUID = 1L;

    /// See {@link Failure}.
    public ConsentMissing(String what, String where, String todo) {
      super(what, where, todo);
    }

    @Override
    public int exitStatus() {
      return 9;
    }
  }

  /// This computer could not do its part (disk full, file not writable): what, where, what to do. Status 1.
  public static final class Local extends Failure {
    private static final long serialVersionUID = 1L;

    /// See {@link Failure}.
    public Local(String what, String where, String todo, Throwable cause) {
      super(what, where, todo, cause);
    }

    @Override
    public int exitStatus() {
      return 1;
    }
  }
}
