package initscope.formats.systemd;

import initscope.model.Bytes;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of one entry, read from its JSON whenever they are asked for: a million entries then cost a few bytes each beside the input,
/// which is in memory or mapped anyhow. Values are kept up to 64 KiB, as those of the other journal formats.
final class JsonFields extends AbstractMap<String, String> {
  private static final int LONGEST_VALUE = 64 << 10;
  private static final int LONGEST_NAME = 64;
  private final Bytes in;
  private final long start;

  JsonFields(Bytes in, long start) {
    this.in = in;
    this.start = start;
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    if (!(key instanceof String wanted)) {
      return null;
    }
    long[] value = {-1, -1};
    new JsonObject(in)
        .read(
            start,
            (nameFrom, nameTo, from, to) -> {
              if (value[0] < 0
                  && !JsonObject.isNull(in, from)
                  && isName(wanted, nameFrom, nameTo)) {
                value[0] = from;
                value[1] = to;
              }
            });
    return value[0] < 0
        ? null
        : JsonObject.text(in, value[0], value[1], LONGEST_VALUE).orElse(null);
  }

  private boolean isName(String wanted, long from, long to) {
    if (to - from != wanted.length()) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      if (in.at(from + i) != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    Map<String, String> fields = new LinkedHashMap<>();
    new JsonObject(in)
        .read(
            start,
            (nameFrom, nameTo, from, to) ->
                JsonObject.text(in, from, to, LONGEST_VALUE)
                    .ifPresent(
                        value ->
                            fields.putIfAbsent(
                                in.utf8(nameFrom, Math.min(LONGEST_NAME, nameTo - nameFrom)),
                                value)));
    return Collections.unmodifiableMap(fields).entrySet();
  }
}
