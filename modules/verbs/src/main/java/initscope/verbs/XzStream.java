package initscope.verbs;

import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/// Opens xz alone, so that no other class has to load the library to be verified: its packages are sealed, and JDK 25 does not start with
/// an AOT cache in which classes of a sealed package are linked ("can't seal package").
final class XzStream {
  private static final int DICTIONARY_KIB = 128 << 10;

  private XzStream() {}

  /// A stream of what was packed; memory for its dictionary is bounded.
  static InputStream open(InputStream packed) throws IOException {
    return new XZInputStream(packed, DICTIONARY_KIB);
  }
}
