package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.layout.Rgb;
import initscope.layout.Theme;
import initscope.layout.Ticks;
import initscope.layout.Tone;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Paints a frame's boxes into an array of pixels (ARGB, row by row): many times as fast as a call for each box. Words are not its job.
public final class TracePixels {
  /// Distance of the diagonals where events are missing.
  private static final int HATCH = 9;

  private static final int[] STACKED = {1, 2, 0, 3};

  /// Distance of a sample's tick from the top of its row: it begins within the box and ends below it.
  static final int TICK = TraceLayout.INSET + TraceLayout.BAR - 2;

  private final Theme theme;
  private final Map<TraceState, Inks> inks = new EnumMap<>(TraceState.class);
  private int[] pixels = new int[0];
  private int width;
  private int height;
  private int top;

  /// Pixels in the colours of a theme.
  public TracePixels(Theme theme) {
    this.theme = theme;
    for (TraceState state : TraceState.values()) {
      inks.put(
          state,
          new Inks(
              argb(theme.fill(state.tone())),
              argb(theme.stroke(state.tone())),
              argb(strong(theme, state))));
    }
  }

  /// The colour of a share in a merged box.
  static Rgb strong(Theme theme, TraceState state) {
    return theme.stroke(state.tone()).mix(theme.background(), strength(state));
  }

  /// What runs stands out of what waits.
  private static double strength(TraceState state) {
    return switch (state.shape()) {
      case FULL, BRACKET -> 0.2;
      case HATCHED, DOTTED -> 0.3;
      case LOW, LINE, DASHED -> 0.6;
    };
  }

  private record Inks(int inside, int outline, int share) {}

  private Inks inks(TraceState state) {
    return Objects.requireNonNull(inks.get(state));
  }

  private static int argb(Rgb colour) {
    return 0xff000000 | colour.red() << 16 | colour.green() << 8 | colour.blue();
  }

  /// Paints a frame.
  ///
  /// @param into at least {@code width * height} pixels
  public void paint(TraceLayout layout, int[] into, int widthPx, int heightPx) {
    pixels = into;
    width = widthPx;
    height = heightPx;
    top = 0;
    Arrays.fill(pixels, 0, width * height, argb(theme.background()));
    headings(layout);
    for (Ticks.Tick tick : layout.ticks()) {
      fill((int) tick.x(), (int) TraceLayout.AXIS, 1, height, argb(theme.line()));
    }
    lost(layout);
    int left = layout.view().labelWidth();
    for (int i = 0; i < layout.rows().size(); i++) {
      TraceLayout.Row row = layout.rows().get(i);
      // rows that scroll do not run over those that are pinned
      top = row.place() < 0 ? (int) TraceLayout.AXIS : (int) layout.view().top();
      int y = (int) row.y() + TraceLayout.INSET;
      for (int box = layout.boxes().first(i); box < layout.boxes().first(i + 1); box++) {
        int x = left + layout.boxes().x(box);
        if (layout.boxes().isMerged(box)) {
          merged(row.row(), layout.boxes(), box, x, y);
        } else {
          exact(row.row(), layout.boxes(), box, x, y);
        }
      }
      for (int note = layout.notes().first(i); note < layout.notes().first(i + 1); note++) {
        note(layout.notes(), note, left + layout.notes().x(note), (int) row.y());
      }
    }
    layout.steps().forEach(s -> steps(layout, s));
    cuts(layout);
  }

  /// Where events are missing, wide diagonals behind everything.
  private void lost(TraceLayout layout) {
    int ink = argb(theme.line());
    for (GoTrace.Lost lost : layout.view().book().lost()) {
      int[] x = x(layout, lost);
      for (int line = (int) TraceLayout.AXIS; line < height; line++) {
        for (int at = x[0] + Math.floorMod(-x[0] - line, HATCH);
            at < Math.min(x[1], width);
            at += HATCH) {
          pixels[line * width + at] = ink;
        }
      }
    }
  }

  /// From which pixel of a picture to which events are missing; nowhere where the two are equal.
  static int[] x(TraceLayout layout, GoTrace.Lost lost) {
    int left = layout.view().labelWidth();
    int right = left + layout.view().columns();
    double from = layout.view().x(lost.fromNanos());
    double to = layout.view().x(lost.toNanos());
    if (to < left || from > right) {
      return new int[] {left, left};
    }
    double least = Math.min(HATCH, right - left); // however short, it is seen
    double begin = Math.clamp(Math.ceil(from), left, right);
    double end = Math.clamp(Math.ceil(to), begin, right);
    if (end - begin < least) {
      end = Math.min(right, begin + least);
      begin = end - least;
    }
    return new int[] {(int) begin, (int) end};
  }

  private void headings(TraceLayout layout) {
    for (TraceLayout.Row row : layout.rows()) {
      if (row.row().sort() == TraceRow.Sort.SECTION) {
        top = (int) (row.place() < 0 ? TraceLayout.AXIS : layout.view().top());
        fill(0, (int) row.y() + 2, width, (int) TraceRows.HEADING - 4, argb(theme.stripe()));
      }
    }
    top = 0;
  }

  private void fill(int x, int y, int wide, int high, int colour) {
    int from = Math.max(0, x);
    int to = Math.min(width, x + wide);
    int end = Math.min(height, y + high);
    for (int line = Math.max(top, y); line < end && from < to; line++) {
      Arrays.fill(pixels, line * width + from, line * width + to, colour);
    }
  }

  private void exact(TraceRow row, TraceBoxes boxes, int box, int x, int y) {
    TraceState state = TraceState.of(row.sort(), boxes.kind(box));
    int wide = boxes.width(box);
    int ink = inks(state).outline();
    int ground = inks(state).inside();
    switch (state.shape()) {
      case LINE -> fill(x, y + TraceLayout.BAR / 2, wide, 1, argb(theme.line()));
      case DASHED -> {
        for (int at = Math.max(0, x); at < Math.min(width, x + wide); at++) {
          fill(at, y + TraceLayout.BAR / 2, (at & 7) < 3 ? 1 : 0, 1, argb(theme.faint()));
        }
      }
      case BRACKET -> {
        fill(x, y + 1, wide, TraceLayout.BAR - 2, ground);
        fill(x, y + TraceLayout.BAR - 2, wide, 1, ink);
        fill(x, y + 1, Math.min(wide, 2), TraceLayout.BAR - 2, ink);
      }
      case LOW -> framed(x, y + TraceLayout.BAR - 5, wide, 5, ground, ink);
      case FULL -> framed(x, y, wide, TraceLayout.BAR, ground, ink);
      case HATCHED -> {
        framed(x, y, wide, TraceLayout.BAR, argb(theme.background()), ink);
        pattern(x + 1, y + 1, wide - 2, 4, 1, ink);
      }
      case DOTTED -> {
        framed(x, y, wide, TraceLayout.BAR, ground, ink);
        pattern(x + 1, y + 1, wide - 2, 3, 0, ink);
      }
    }
  }

  private void framed(int x, int y, int wide, int high, int ground, int ink) {
    if (wide < 3) {
      fill(x, y, wide, high, ink);
      return;
    }
    fill(x, y, wide, high, ink);
    fill(x + 1, y + 1, wide - 2, high - 2, ground);
  }

  /// Diagonals, or a grid of dots.
  private void pattern(int x, int y, int wide, int apart, int diagonal, int ink) {
    for (int line = Math.max(top, y); line < Math.min(height, y + TraceLayout.BAR - 2); line++) {
      for (int at = Math.max(0, x); at < Math.min(width, x + wide); at++) {
        boolean inked =
            diagonal == 1 ? (at + line) % apart == 0 : at % apart == 0 && (line - y) % apart == 1;
        if (inked) {
          pixels[line * width + at] = ink;
        }
      }
    }
  }

  /// Shares as heights without an outline, over a row of dashes: not to be taken for a state.
  private void merged(TraceRow row, TraceBoxes boxes, int box, int x, int y) {
    int wide = boxes.width(box);
    int base = y + TraceLayout.BAR;
    for (int kind : STACKED) {
      int level = boxes.level(box, kind);
      TraceState state = TraceState.of(row.sort(), kind);
      if (level > 0 && state.shape() == TraceState.Shape.LINE) {
        fill(x, y + TraceLayout.BAR / 2, wide, 1, argb(theme.line()));
      } else if (level > 0) {
        base -= level;
        fill(x, base, wide, level, inks(state).share());
      }
    }
    int dash = argb(theme.faint());
    int line = y + TraceLayout.BAR + 1;
    for (int at = Math.max(0, x); at < Math.min(width, x + wide) && line < height; at++) {
      if ((at & 3) < 2 && line >= top) {
        pixels[line * width + at] = dash;
      }
    }
  }

  /// A band above the box, a tick below it, an arrow head onto it. What stands for several is a broken band or a block.
  private void note(TraceNoteBoxes notes, int note, int x, int y) {
    int wide = notes.width(note);
    boolean merged = notes.isMerged(note);
    switch (notes.sort(note)) {
      case ASSIST -> {
        int ink = argb(theme.stroke(Tone.WHOLE));
        for (int at = x; at < x + wide; at++) {
          boolean inked = !merged || (at & 3) < 2;
          fill(at, y + 1, inked ? 1 : 0, 3, ink);
        }
      }
      case SAMPLE -> fill(x, y + TICK, merged ? Math.max(1, wide - 1) : 1, 6, argb(theme.text()));
      case LOG -> {
        int ink = argb(theme.text());
        if (merged) {
          fill(x, y, Math.max(1, wide - 1), 4, ink);
        } else {
          for (int line = 0; line < 4; line++) {
            fill(x - 3 + line, y + line, 7 - 2 * line, 1, ink);
          }
          fill(x, y + 4, 1, 4, ink);
        }
      }
    }
  }

  private void steps(TraceLayout layout, TraceSteps steps) {
    TraceLayout.Row row = layout.rows().get(steps.row());
    top = row.place() < 0 ? (int) TraceLayout.AXIS : (int) layout.view().top();
    int base = (int) (row.y() + TraceRows.COUNTER) - 4;
    int ground = argb(theme.fill(Tone.DONE));
    int ink = argb(theme.stroke(Tone.DONE));
    for (int c = 0; c < steps.columns(); c++) {
      if (steps.high(c) >= 0) {
        int x = layout.view().labelWidth() + c;
        int low = steps.low(c);
        int high = steps.high(c);
        fill(x, base - low, 1, low, ground);
        fill(x, base - high, 1, Math.max(1, high - low), ink);
      }
    }
  }

  /// Where a stretch is left out, a broken line.
  private void cuts(TraceLayout layout) {
    TraceAxis axis = layout.view().axis();
    top = (int) TraceLayout.AXIS;
    int ink = argb(theme.accent());
    for (int cut = 0; cut < axis.cuts(); cut++) {
      double x = layout.view().seen().x(axis.cutPlace(cut), layout.view().columns());
      if (x >= 0 && x <= layout.view().columns()) {
        int at = layout.view().labelWidth() + (int) x;
        for (int y = top; y < height; y += 4) {
          fill(at + ((y & 4) == 0 ? 0 : 1), y, 1, 4, ink);
        }
      }
    }
  }
}
