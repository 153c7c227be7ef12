package initscope.collect;

/// What a capture looks at.
public sealed interface Target {
  /// A process by its number.
  record Pid(long pid) implements Target {
    @Override
    public String words() {
      return "pid " + pid;
    }
  }

  /// A systemd unit; its main process is found on the host, in the same round trip. A unit that has none yet is captured too.
  record Unit(String name) implements Target {
    @Override
    public String words() {
      return "unit " + name;
    }
  }

  /// The one process that runs an executable.
  record Exe(String path) implements Target {
    @Override
    public String words() {
      return "exe " + path;
    }
  }

  /// The host as a whole: its boot.
  record Host() implements Target {
    @Override
    public String words() {
      return "boot";
    }
  }

  /// For people and for {@code capture.json}: {@code unit shop.service}.
  String words();
}
