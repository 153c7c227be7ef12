package initscope.collect.steps;

import java.util.Optional;

/// What a step does to the host.
public enum Touch {
  /// Reads only.
  READS(""),
  /// Has the kernel record for some seconds, which costs CPU, into a file of ours that is gone afterwards. To ask for the step is to
  /// consent.
  RECORDS(""),
  /// Stops the process for a while.
  STOPS("stop"),
  /// Restarts the service.
  RESTARTS("restart"),
  /// Changes something for the time of the capture.
  CHANGES("change");

  private final String word;

  Touch(String word) {
    this.word = word;
  }

  /// The word after {@code --allow} that consents to it; empty where none is needed.
  public Optional<String> consent() {
    return word.isEmpty() ? Optional.empty() : Optional.of(word);
  }
}
