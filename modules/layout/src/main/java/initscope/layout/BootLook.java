package initscope.layout;

import initscope.model.boot.WhatIf;
import java.util.Optional;

/// How a boot is looked at.
///
/// @param target unit whose critical path is shown; empty for the unit that was asked for, else the boot's own target
/// @param question what would have been otherwise; empty for none
public record BootLook(Optional<String> target, Optional<WhatIf> question) {
  /// As it was measured, with the path to its own target.
  public static final BootLook DEFAULT = new BootLook(Optional.empty(), Optional.empty());

  /// The same with the path to another unit.
  public BootLook withTarget(String unit) {
    return new BootLook(Optional.of(unit), question);
  }

  /// The same with a question.
  public BootLook withQuestion(WhatIf asked) {
    return new BootLook(target, Optional.of(asked));
  }
}
