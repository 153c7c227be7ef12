package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.flame.FlameTones;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
  /// Machado, Oliveira, Fernandes 2009, severity 1.
  private static final double[][] PROTAN = {
    {0.152286, 1.052583, -0.204868},
    {0.114503, 0.786281, 0.099216},
    {-0.003882, -0.048116, 1.051998}
  };

  private static final double[][] DEUTAN = {
    {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
  };

  @ParameterizedTest
  @EnumSource
  void textCanBeReadEverywhere(Theme theme) {
    for (Rgb ground : new Rgb[] {theme.background(), theme.stripe()}) {
      assertThat(theme.text().contrast(ground)).isGreaterThanOrEqualTo(Theme.TEXT_CONTRAST);
      assertThat(theme.faint().contrast(ground)).isGreaterThanOrEqualTo(Theme.TEXT_CONTRAST);
    }
    assertThat(theme.accent().contrast(theme.background()))
        .isGreaterThanOrEqualTo(Theme.TEXT_CONTRAST);
    assertThat(theme.text().contrast(theme.match())).isGreaterThanOrEqualTo(Theme.TEXT_CONTRAST);
    for (Tone tone : Tone.values()) {
      assertThat(theme.on(tone).contrast(theme.fill(tone)))
          .as("text on %s", tone)
          .isGreaterThanOrEqualTo(Theme.TEXT_CONTRAST);
    }
  }

  @ParameterizedTest
  @EnumSource
  void marksStandOut(Theme theme) {
    for (Tone tone : Tone.values()) {
      assertThat(theme.stroke(tone).contrast(theme.background()))
          .as("outline of %s", tone)
          .isGreaterThanOrEqualTo(Theme.MARK_CONTRAST);
    }
  }

  /// Only pairs that meet in one chart and mean different things; every mark also has a letter.
  @ParameterizedTest
  @EnumSource
  void thoseWhoSeeFewerColoursCanTellTheStatesApart(Theme theme) {
    apart(theme, Tone.INIT, Tone.BUSY, Tone.WAIT, Tone.DONE, Tone.DISK);
    apart(theme, Tone.RUNNABLE, Tone.BUSY, Tone.WAIT, Tone.DISK);
  }

  /// Frames are told by what fills them; a bar at an edge counts as much as a colour.
  @ParameterizedTest
  @EnumSource
  void thoseWhoSeeFewerColoursCanTellFramesApart(Theme theme) {
    for (Tone a : FlameTones.ALL) {
      for (Tone b : FlameTones.ALL) {
        boolean toldByBar = FlameTones.bar(a) != FlameTones.bar(b);
        if (a.compareTo(b) < 0 && !toldByBar && a != Tone.WHOLE && b != Tone.WHOLE) {
          for (double[][] eye : new double[][][] {PROTAN, DEUTAN}) {
            assertThat(difference(theme.fill(a), theme.fill(b), eye))
                .as("%s against %s", a, b)
                .isGreaterThanOrEqualTo(9);
          }
        }
      }
    }
  }

  private static void apart(Theme theme, Tone... states) {
    for (double[][] eye : new double[][][] {PROTAN, DEUTAN}) {
      for (Tone a : states) {
        for (Tone b : states) {
          if (a.compareTo(b) < 0) {
            assertThat(difference(theme.stroke(a), theme.stroke(b), eye))
                .as("%s against %s", a, b)
                .isGreaterThanOrEqualTo(12);
          }
        }
      }
    }
  }

  private static double difference(Rgb a, Rgb b, double[][] eye) {
    double[] p = lab(seen(a, eye));
    double[] q = lab(seen(b, eye));
    return Math.sqrt(
        Math.pow(p[0] - q[0], 2) + Math.pow(p[1] - q[1], 2) + Math.pow(p[2] - q[2], 2));
  }

  private static double[] seen(Rgb colour, double[][] eye) {
    double[] c = {Rgb.linear(colour.red()), Rgb.linear(colour.green()), Rgb.linear(colour.blue())};
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      out[i] = Math.clamp(eye[i][0] * c[0] + eye[i][1] * c[1] + eye[i][2] * c[2], 0, 1);
    }
    return out;
  }

  private static double[] lab(double[] c) {
    double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047);
    double y = f(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
    double z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double f(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }
}
