package initscope.formats.systemd;

import initscope.model.Bytes;
import initscope.model.Decoder;
import initscope.model.host.JournalEntry;
import java.util.List;
import java.util.Optional;

/// The forms in which a journal or the kernel's log comes.
public final class Journals {
  private static final List<Decoder<List<JournalEntry>>> ALL =
      List.of(
          new JournalJsonDecoder(),
          new JournalExportDecoder(),
          new JournalTextDecoder(),
          new DmesgDecoder());

  private Journals() {}

  /// The decoder that a journal with this beginning needs.
  ///
  /// @param head the first 64 KiB, or all
  public static Optional<Decoder<List<JournalEntry>>> recognise(Bytes head) {
    return ALL.stream().filter(d -> d.recognises(head)).findFirst();
  }
}
