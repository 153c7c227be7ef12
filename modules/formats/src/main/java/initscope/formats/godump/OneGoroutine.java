package initscope.formats.godump;

import initscope.formats.text.Cursor;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Line;
import initscope.model.go.Goroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A goroutine while its lines come in.
final class OneGoroutine {
  private static final String CREATED = "created by ";
  private static final String IN_GOROUTINE = " in goroutine ";
  private final GoroutineHeader header;
  private final Line start;
  private final List<Frame> frames = new ArrayList<>();
  private StackLines.@Nullable Call call;
  private boolean creating;
  private Optional<Frame> createdBy = Optional.empty();
  private OptionalLong creator = OptionalLong.empty();
  private boolean partial;
  private boolean ancestors;

  OneGoroutine(GoroutineHeader header, Line start) {
    this.header = header;
    this.start = start;
  }

  /// Takes a line; false where it says nothing about this goroutine.
  boolean line(String text) {
    String bare = text.strip();
    if (bare.startsWith("[originating from goroutine ")) {
      // GODEBUG=tracebackancestors: the stacks of the creators follow, which are not this one's
      endCall(Optional.empty());
      ancestors = true;
    }
    if (ancestors) {
      return true;
    }
    if (bare.endsWith("frames elided...") && bare.startsWith("...")) {
      endCall(Optional.empty());
      partial = true;
      return true;
    }
    if (bare.equals("goroutine running on other thread; stack unavailable")) {
      partial = true;
      return true;
    }
    if (bare.startsWith(CREATED)) {
      endCall(Optional.empty());
      created(bare.substring(CREATED.length()));
      return true;
    }
    Optional<StackLines.Place> place = call == null ? Optional.empty() : StackLines.place(text);
    if (place.isPresent()) {
      endCall(place);
      return true;
    }
    Optional<StackLines.Call> next = creating ? Optional.empty() : StackLines.call(text);
    if (next.isPresent()) {
      endCall(Optional.empty());
      call = next.get();
    }
    return next.isPresent();
  }

  private void created(String text) {
    int in = text.lastIndexOf(IN_GOROUTINE);
    String number = in < 0 ? "" : text.substring(in + IN_GOROUTINE.length());
    boolean numbered = number.length() < 19 && Cursor.isDigits(number);
    String function = numbered ? text.substring(0, in) : text;
    if (numbered) {
      creator = OptionalLong.of(Long.parseLong(number));
    }
    creating = true;
    call = new StackLines.Call(function, false, true);
  }

  private void endCall(Optional<StackLines.Place> place) {
    StackLines.Call ended = call;
    call = null;
    if (ended == null || (!ended.sure() && place.isEmpty())) {
      return;
    }
    if (creating) {
      if (createdBy.isEmpty()) {
        createdBy = Optional.of(ended.at(place));
      }
    } else {
      frames.add(ended.at(place));
    }
  }

  long id() {
    return header.id();
  }

  Goroutine finish() {
    endCall(Optional.empty());
    return new Goroutine(
        header.id(),
        header.status(),
        header.waitReason(),
        header.waitNanos(),
        header.lockedToThread(),
        OptionalLong.empty(),
        frames,
        createdBy,
        creator,
        false,
        partial,
        List.of(EvidenceRef.at("", start)));
  }
}
