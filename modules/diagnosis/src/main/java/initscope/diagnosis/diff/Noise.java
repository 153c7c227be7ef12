package initscope.diagnosis.diff;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// How far the shares of one path may differ between two sides by chance alone.
///
/// A sample falls upon a path or it does not. Without a change, of all samples on a path each is from one side with the same chance, so that
/// few samples are judged by the binomial distribution (the exact test of two Poisson rates). Of many, the difference of two shares has the
/// variance {@code p (1 - p) (1/n + 1/m)} with {@code p} pooled (two-proportion test; for rates {@code r (1/n + 1/m)}); half a sample is added on
/// each side, since counts move in steps. Where both sides were recorded several times, the spread between the recordings counts
/// too if it is larger (Welch). All paths are looked at together: the chance of one mistake among them all is 5 % (Bonferroni).
final class Noise {
  private static final double MISTAKE = 0.05;
  private static final int FEW = 1000;

  private final int paths;
  private final double normal;

  /// @param paths how many are compared
  Noise(int paths) {
    this.paths = Math.max(1, paths);
    normal = NormalDistribution.of(0, 1).inverseSurvivalProbability(MISTAKE / (2 * this.paths));
  }

  /// One path on one side.
  ///
  /// @param value its share, or its rate
  /// @param perSample what one sample adds to the value; 0 where nothing was recorded
  /// @param spread variance of the values of single recordings; 0 for one recording
  /// @param recordings how many
  record Side(double value, double perSample, double spread, int recordings) {
    double meanSpread() {
      return recordings < 2 ? 0 : spread / recordings;
    }
  }

  /// The largest difference that chance explains; infinite where a side recorded nothing.
  ///
  /// @param share whether values are shares, at most 1
  double bound(Side before, Side after, boolean share) {
    if (before.perSample() <= 0 || after.perSample() <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double weightBefore = 1 / before.perSample();
    double weightAfter = 1 / after.perSample();
    double pooled =
        (before.value() * weightBefore + after.value() * weightAfter)
            / (weightBefore + weightAfter);
    double each = share ? pooled * Math.max(0, 1 - pooled) : pooled;
    double few = few(before, after);
    double sampling = each * (before.perSample() + after.perSample());
    double step = (before.perSample() + after.perSample()) / 2;
    double spread = before.meanSpread() + after.meanSpread();
    boolean repeated = before.recordings() > 1 && after.recordings() > 1;
    if (!repeated || spread <= sampling) {
      return few >= 0 ? few : normal * Math.sqrt(sampling) + step;
    }
    double wide =
        Math.max(quantile(before, after) * Math.sqrt(spread), normal * Math.sqrt(sampling)) + step;
    return Math.max(wide, few);
  }

  /// The largest difference that is explained where starts were measured: by how their values were rounded, and where both sides were started
  /// several times by how much starts differ among themselves.
  ///
  /// @param error how wrong the difference may be by itself
  double measured(Side before, Side after, double error) {
    if (before.recordings() < 2 || after.recordings() < 2) {
      return error;
    }
    double spread = before.meanSpread() + after.meanSpread();
    if (spread == 0) {
      return error;
    }
    return error + quantile(before, after) * Math.sqrt(spread);
  }

  /// Of Student's t, for the spread of both sides.
  private double quantile(Side before, Side after) {
    return TDistribution.of(freedom(before, after))
        .inverseSurvivalProbability(MISTAKE / (2 * (double) paths));
  }

  /// The bound where both sides have few samples on the path; -1 where they have many.
  private double few(Side before, Side after) {
    long all =
        Math.round(before.value() / before.perSample())
            + Math.round(after.value() / after.perSample());
    if (all > FEW) {
      return -1;
    }
    if (all == 0) {
      return 0;
    }
    double chance = 1 / before.perSample() / (1 / before.perSample() + 1 / after.perSample());
    BinomialDistribution ofBefore = BinomialDistribution.of((int) all, chance);
    double tail = MISTAKE / (2 * (double) paths);
    double least = ofBefore.inverseCumulativeProbability(tail);
    double most = ofBefore.inverseSurvivalProbability(tail);
    return Math.max(
        Math.abs((all - least) * after.perSample() - least * before.perSample()),
        Math.abs((all - most) * after.perSample() - most * before.perSample()));
  }

  /// Degrees of freedom by Welch and Satterthwaite.
  private static double freedom(Side before, Side after) {
    double sum = before.meanSpread() + after.meanSpread();
    double parts =
        before.meanSpread() * before.meanSpread() / (before.recordings() - 1)
            + after.meanSpread() * after.meanSpread() / (after.recordings() - 1);
    return parts == 0 ? 1 : Math.max(1, sum * sum / parts);
  }
}
