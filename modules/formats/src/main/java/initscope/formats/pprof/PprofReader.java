package initscope.formats.pprof;

import initscope.formats.wire.Gunzip;
import initscope.formats.wire.ProtoReader;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.profile.ProfileFile;

/// Profiles as {@code runtime/pprof} of Go, perf_to_profile and {@link PprofWriter} write them: {@code profile.proto} of google/pprof, packed
/// by gzip or not. Each sample type is a profile; the first is the default one, which is the last where the file names none.
///
/// - A frame's module is the file of its mapping. A location without names is its address.
/// - A sample whose value is 0 is none of that profile; one below 0, which only a difference has, is left out and noted.
/// - The labels {@code goroutine} and {@code thread} with numbers become what the sample selects; others stay labels.
public final class PprofReader implements Decoder<ProfileFile> {
  /// Name of the format.
  public static final String NAME = "pprof";

  private static final int MOST_BYTES = 256 << 20;
  private static final int GUESS_BYTES = 16 << 10;
  private static final int SAMPLE_TYPE = 1;
  private static final int STRING = 6;
  private static final int MOST_FIELD = 15;

  /// A reader.
  public PprofReader() {}

  @Override
  public Format format() {
    return new Format(NAME, "profile of pprof");
  }

  @Override
  public boolean recognises(Bytes head) {
    boolean packed = Gunzip.recognises(head);
    return isProfile(packed ? Gunzip.of(head, GUESS_BYTES).bytes() : head.first(GUESS_BYTES));
  }

  /// Whether all fields up to the cut are of a profile, and one is a sample type of two numbers or the empty first string.
  private static boolean isProfile(Bytes head) {
    ProtoReader fields = new ProtoReader(head);
    boolean sure = false;
    boolean strings = false;
    while (fields.next()) {
      boolean message = fields.field() <= 6 || fields.field() == 11;
      boolean comment = fields.field() == 13;
      boolean right =
          fields.type() == (message ? ProtoReader.DELIMITED : ProtoReader.VARINT)
              || (comment && fields.type() == ProtoReader.DELIMITED);
      if (fields.field() > MOST_FIELD || !right) {
        return false;
      }
      if (fields.field() == SAMPLE_TYPE) {
        if (!isValueType(fields.bytes())) {
          return false;
        }
        sure = true;
      } else if (fields.field() == STRING && !strings) {
        strings = true;
        sure |= fields.bytes().isEmpty();
      }
    }
    return sure;
  }

  private static boolean isValueType(Bytes message) {
    ProtoReader fields = new ProtoReader(message);
    int seen = 0;
    while (fields.next()) {
      if (fields.type() != ProtoReader.VARINT || fields.field() > 2) {
        return false;
      }
      seen++;
    }
    return !fields.damaged() && seen > 0;
  }

  @Override
  public Decoded<ProfileFile> decode(Bytes in) {
    Problems problems = new Problems();
    Bytes plain = in;
    if (Gunzip.recognises(in)) {
      Gunzip unpacked = Gunzip.of(in, MOST_BYTES);
      plain = unpacked.bytes();
      if (!unpacked.whole()) {
        problems.add("pprof.packed.cut", Effect.LOST_FROM_HERE, in.size(), "");
      }
    }
    PprofParts parts = PprofParts.of(plain);
    if (parts.damagedAt() >= 0 && problems.isEmpty()) {
      // inside of what was packed there is no place to point to but the whole
      long offset = plain == in ? parts.damagedAt() : 0;
      problems.add("pprof.damaged", Effect.LOST_FROM_HERE, offset, "");
    }
    return new PprofSamples(parts, in.size(), problems).decoded(plain);
  }
}
