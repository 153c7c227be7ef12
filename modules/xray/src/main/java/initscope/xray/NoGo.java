package initscope.xray;

import initscope.model.go.GoBinary;
import java.util.Map;
import java.util.Optional;

/// What is said of an executable that is no Go program.
final class NoGo {
  static final GoBinary BINARY =
      new GoBinary(
          "", Optional.empty(), Map.of(), false, false, false, false, Optional.empty(), "unknown");

  /// What it lacks.
  static final String WHY = "neither Go build info nor a pclntab";

  private NoGo() {}
}
