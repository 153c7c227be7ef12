package initscope.evidence;

import initscope.model.Bytes;
import java.util.List;
import java.util.Optional;

/// Named runs of bytes: the files of a spool folder or the members of a zip, under the same names.
public interface Members {
  /// Names in order: {@code capture.json}, {@code index.jsonl}, {@code raw/proc/maps} ...
  List<String> names();

  /// The bytes of one; empty where there is none of that name or it cannot be read.
  Optional<Bytes> read(String name);

  /// Size of one without reading it, -1 where there is none of that name.
  long sizeBytes(String name);
}
