package initscope.remote;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The shell texts around a command. Each is one compound command: a shell that reads ahead has then read all of it before
/// anything runs, and what follows on standard input is the program's.
final class Program {
  /// All that a login shell ever sees; means the same to every shell.
  static final String LOGIN = "exec /bin/sh -s";

  /// The same where a terminal is needed: with a file to read, the shell does not take itself for interactive.
  static final String LOGIN_PTY = "exec /bin/sh /dev/stdin";

  private static final String HEAD =
      """
      LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin
      export LC_ALL PATH
      unset CDPATH ENV BASH_ENV
      umask 077
      """;

  /// Ends the command's process and all below it when standard input ends: cancelled, too long, too much, or the link lost.
  /// Stops the tree first: one that forks meanwhile would leave children nobody knows. A line on standard input tells it to end early.
  private static final String WATCH =
      """
      initscope_tree() {
      n=1
      while [ $n = 1 ]; do
      n=0
      for f in /proc/[0-9]*/stat; do
      l= q=${f#/proc/} q=${q%/stat}
      case $t in *" $q "*) continue ;; esac
      read -r l <"$f" || :
      l=${l##*) } l=${l#* } l=${l%% *}
      case $t in *" $l "*) t="$t$q " n=1 ;; esac
      done
      done
      }
      initscope_end() {
      t=" $1 " o= i=0
      while [ "$t" != "$o" ] && [ $i -lt 9 ]; do
      o=$t i=$((i+1))
      kill -STOP $t
      initscope_tree
      done
      kill -TERM $t
      kill -CONT $t
      sleep 1
      initscope_tree
      kill -KILL $t
      }
      (
      while read -r l; do kill -USR1 $p; done
      trap '' TERM HUP
      initscope_end $p
      ) <&3 >/dev/null 2>&1 3<&- &
      w=$!
      wait $p
      s=$?
      kill -TERM $w 2>/dev/null
      exit $s
      """;

  private Program() {}

  /// A mark no host can have guessed.
  static String nonce() {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return "initscope-" + HexFormat.of().formatHex(random);
  }

  /// The mark as it stands in a stream.
  static String mark(String nonce) {
    return nonce + "\n";
  }

  /// Runs a command with nothing on its standard input, ended when ours ends.
  ///
  /// @param merged both streams are one: one mark is enough
  static byte[] watched(Command command, String nonce, boolean merged) {
    return compound(
        marked(nonce, merged) + "exec 3<&0\n(\n",
        command.body(),
        ") </dev/null 3<&- &\np=$!\n" + WATCH);
  }

  /// Runs a command with what follows on its standard input.
  static byte[] direct(Command command, String nonce, boolean merged) {
    return compound(marked(nonce, merged), command.body(), "exit\n");
  }

  /// Becomes a root shell by the rule; says {@code NONCE started} on standard error when it is one.
  static byte[] elevation(Sudo sudo, String nonce, boolean pty) {
    String shell = pty ? "/bin/sh /dev/stdin" : "/bin/sh -s";
    String started = "echo '" + nonce + " started' >&2";
    String root =
        switch (sudo) {
          case NONE -> "echo '" + nonce + " none' >&2; exit 96\n";
          case AUTO ->
              "exec sudo -k -n -- /bin/sh -c " + Quote.word(started + "; exec " + shell) + "\n";
          case ASK ->
              "exec sudo -k -S -p '"
                  + nonce
                  + ":' -- /bin/sh -c "
                  + Quote.word(started + "; exec " + shell)
                  + "\n";
        };
    String text =
        "if [ \"$(id -u)\" = 0 ]; then "
            + started
            + "; exec "
            + shell
            + "; fi\n"
            + (sudo == Sudo.NONE
                ? ""
                : "command -v sudo >/dev/null 2>&1 || { echo '"
                    + nonce
                    + " nosudo' >&2; exit 96; }\n");
    return compound(text, root.getBytes(StandardCharsets.US_ASCII), "");
  }

  private static String marked(String nonce, boolean merged) {
    return "echo '" + nonce + "'\n" + (merged ? "" : "echo '" + nonce + "' >&2\n");
  }

  private static byte[] compound(String before, byte[] body, String after) {
    var out = new ByteArrayOutputStream(body.length + 2048);
    out.writeBytes(("{\n" + HEAD + before).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    out.writeBytes((after + "}\n").getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
