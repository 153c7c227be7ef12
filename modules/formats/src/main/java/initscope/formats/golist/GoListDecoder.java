package initscope.formats.golist;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.go.GoPackage;
import java.util.List;

/// {@code go list -deps}, as JSON ({@code -json}, all fields or a choice of them) or as lines of a path and what it imports. Packages come in
/// the order of the list: dependencies first.
public final class GoListDecoder implements Decoder<List<GoPackage>> {
  /// Name of the format.
  public static final String NAME = "go-list";

  /// Lists are a few MB; one of this size would be of a hundred thousand packages.
  private static final long MOST_BYTES = 128L << 20;

  /// What {@code go} says to the error output while it loads stands before the list where both were kept in one file.
  private static final String CHATTER = "go: ";

  /// What some editors begin a text with.
  private static final String MARK = "\ufeff";

  private static final int HEAD_BYTES = 64 << 10;

  @Override
  public Format format() {
    return new Format(NAME, "go list -deps");
  }

  @Override
  public boolean recognises(Bytes head) {
    Bytes start = head.first(HEAD_BYTES);
    Bytes list = start.from(begin(start));
    return isJson(list) ? GoListJson.recognises(list) : GoListLines.recognises(list);
  }

  @Override
  public Decoded<List<GoPackage>> decode(Bytes in) {
    Problems problems = new Problems();
    Packages packages = new Packages();
    if (in.size() > MOST_BYTES) {
      problems.add("golist.large", Effect.LOST_FROM_HERE, 0, in.size() + " bytes");
      return new Decoded<>(List.of(), problems.toList());
    }
    long begin = begin(in);
    boolean told = false;
    if (isJson(in.from(begin))) {
      told = new GoListJson(in, packages, problems).read(begin);
    } else {
      new GoListLines(packages, problems).read(in, begin);
    }
    if (!told && problems.toList().stream().noneMatch(p -> p.effect() == Effect.LOST_FROM_HERE)) {
      packages.nameLast();
    }
    if (packages.isEmpty() && problems.isEmpty()) {
      problems.add("golist.none", Effect.LOST_FROM_HERE, 0, in.first(80).utf8());
    }
    return new Decoded<>(packages.toList(), problems.toList());
  }

  /// Where the list begins: behind blanks and what the tool said.
  private static long begin(Bytes in) {
    long at = in.startsWith(MARK) ? Bytes.of(MARK).size() : 0;
    while (at < in.size()) {
      Bytes rest = in.from(at);
      if (rest.startsWith(CHATTER)) {
        long end = in.indexOf('\n', at);
        at = end < 0 ? in.size() : end + 1;
      } else if (isBlank(in.at(at))) {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isJson(Bytes list) {
    return list.startsWith("{");
  }
}
