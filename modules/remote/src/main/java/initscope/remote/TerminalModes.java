package initscope.remote;

/// The terminal of a channel, for sudo that wants one: bytes pass as they are, nothing is echoed, no byte is a signal
/// (RFC 4254, section 8).
final class TerminalModes {
  private static final int[] OFF = {
    30, 31, 32, 33, 34, 35, 36, 38,
        39, // INPCK.. of input: no parity, no stripping, no CR or LF changes, no flow control
    50, 51, 53, 54, 55, 56, 59, 60, 61, // ISIG ICANON ECHO ECHOE ECHOK ECHONL IEXTEN ECHOCTL ECHOKE
    70, 71, 72, 73, 74, 75 // OPOST and what it does to output
  };

  /// As the pty request carries them.
  static final byte[] RAW = encoded();

  private TerminalModes() {}

  private static byte[] encoded() {
    byte[] modes = new byte[OFF.length * 5 + 1];
    for (int i = 0; i < OFF.length; i++) {
      modes[i * 5] = (byte) OFF[i];
    }
    return modes;
  }
}
