package initscope.diagnosis.diff;

/// What makes two recordings of different length or rate comparable.
public enum Normalised {
  /// Each weight is a share of all of its recording.
  SAMPLES,
  /// Each weight counts per second of its recording.
  DURATION,
  /// Each weight is what it is: one start was measured whole, and nothing was sampled.
  MEASURED
}
