package initscope.model.testing;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.boot.AnalyzeWords;
import initscope.model.boot.Boot;
import initscope.model.boot.BootStage;
import initscope.model.boot.BootTimes;
import initscope.model.boot.BootUnit;
import initscope.model.boot.LinkKind;
import initscope.model.start.ServiceStart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A small boot: a mount and a unit that fails, side by side, then a service that waited for both, then the target.
public final class MadeBoot {
  private static final long MS = 1_000_000L;

  private MadeBoot() {}

  private static BootUnit unit(String name, long start, long done, String state, String... after) {
    boolean failed = state.equals("failed");
    return new BootUnit(
        name,
        "oneshot",
        state,
        "",
        failed ? "exit-code" : "success",
        OptionalLong.of(start * MS),
        failed ? OptionalLong.empty() : OptionalLong.of(done * MS),
        OptionalLong.empty(),
        failed ? OptionalLong.of(done * MS) : OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Map.of(LinkKind.AFTER, List.of(after), LinkKind.WANTED_BY, List.of("multi-user.target")),
        Optional.of(EvidenceRef.at("raw/boot/units", start, name)));
  }

  /// The boot.
  ///
  /// @param firmware how long the firmware took
  /// @param loader how long the boot loader did
  public static Incident incident(OptionalLong firmware, OptionalLong loader) {
    BootTimes times =
        new BootTimes(
            firmware,
            loader,
            OptionalLong.of(1_000 * MS),
            OptionalLong.of(2_000 * MS),
            OptionalLong.of(9_000 * MS));
    Boot boot =
        new Boot(
            "252",
            times,
            List.of(new BootStage("generators", 2_050 * MS, 2_200 * MS)),
            List.of(
                unit("disk.mount", 2_300, 4_300, "active"),
                unit("broken.service", 2_300, 2_900, "failed"),
                unit("web.service", 4_310, 8_310, "active", "disk.mount", "broken.service"),
                unit("multi-user.target", 8_320, 8_320, "active", "web.service")),
            List.of(),
            List.of(),
            AnalyzeWords.NONE,
            Optional.empty());
    return Incident.EMPTY.withStart(ServiceStart.NONE.withBoot(boot));
  }
}
