package initscope.remote;

import initscope.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What to run on a host: an argument list, or a POSIX sh script of our own with arguments. Travels as a script on the standard
/// input of {@code /bin/sh -s}, so that neither the login shell nor the host's process list sees more than it must.
public final class Command {
  private final byte[] body;
  private final Optional<Bytes> input;
  private final String words;

  private Command(byte[] body, Optional<Bytes> input, String words) {
    this.body = body;
    this.input = input;
    this.words = words;
  }

  /// A program with its arguments, each passed exactly as it is.
  public static Command of(String... argv) {
    return of(List.of(argv));
  }

  /// A program with its arguments, each passed exactly as it is.
  public static Command of(List<String> argv) {
    return ofBytes(
        argv.stream().map(a -> a.getBytes(StandardCharsets.UTF_8)).toList(), Quote.words(argv));
  }

  /// A program with arguments that need not be text.
  public static Command ofBytes(List<byte[]> argv) {
    return ofBytes(
        argv, Quote.words(argv.stream().map(a -> new String(a, StandardCharsets.UTF_8)).toList()));
  }

  private static Command ofBytes(List<byte[]> argv, String words) {
    if (argv.isEmpty() || argv.getFirst().length == 0 || argv.getFirst()[0] == '-') {
      throw new IllegalArgumentException("not a program: " + words);
    }
    var body = new ByteArrayOutputStream();
    body.writeBytes(ascii("exec"));
    for (byte[] word : argv) {
      body.write(' ');
      body.writeBytes(Quote.word(word));
    }
    body.write('\n');
    return new Command(body.toByteArray(), Optional.empty(), words);
  }

  /// A script, complete in itself, that finds its arguments in {@code $1}, {@code $2} ...
  ///
  /// @param text constant text of our own; whatever varies is an argument
  /// @param arguments each passed exactly as it is
  public static Command script(String text, String... arguments) {
    return script(text, List.of(arguments));
  }

  /// A script, complete in itself, that finds its arguments in {@code $1}, {@code $2} ...
  ///
  /// @param text constant text of our own; whatever varies is an argument
  /// @param arguments each passed exactly as it is
  public static Command script(String text, List<String> arguments) {
    String set = "set -- " + Quote.words(arguments) + "\n";
    byte[] body = (set + text + "\n").getBytes(StandardCharsets.UTF_8);
    String words = text.lines().findFirst().orElse("").strip();
    return new Command(body, Optional.empty(), "sh: " + words);
  }

  /// The same with bytes on its standard input, at most {@value #MAX_INPUT_BYTES}; without, it is {@code /dev/null}.
  public Command withInput(Bytes bytes) {
    if (bytes.size() > MAX_INPUT_BYTES) {
      throw new IllegalArgumentException(bytes.size() + " bytes of input");
    }
    return new Command(body, Optional.of(bytes), words);
  }

  /// Largest standard input of a command: files of ours to store on a host, not data.
  public static final int MAX_INPUT_BYTES = 4 << 20;

  /// As a person would type it; of a script the first line.
  public String words() {
    return words;
  }

  /// What the host's shell is given for it, byte for byte, between the lines that watch over every command: to compare with what a
  /// host has logged. Without the bytes of {@link #withInput}.
  public Bytes script() {
    return Bytes.of(body);
  }

  /// The shell text that does it, a complete list of commands.
  byte[] body() {
    if (input.isEmpty()) {
      return body;
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(ascii("{\n:\n"));
    out.writeBytes(Quote.printed(input.get().toArray()));
    out.writeBytes(ascii("} | (\n"));
    out.writeBytes(body);
    out.writeBytes(ascii(")\n"));
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return words;
  }
}
