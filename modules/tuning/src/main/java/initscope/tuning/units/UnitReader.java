package initscope.tuning.units;

import initscope.model.Failure;
import initscope.model.change.SetUnit;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import initscope.tuning.plan.Preflight;
import java.util.random.RandomGenerator;

/// Asks a host about one unit.
public final class UnitReader {
  private final RandomGenerator random;

  /// A reader.
  ///
  /// @param random for the nonce that frames the host's answers; must not be guessable
  public UnitReader(RandomGenerator random) {
    this.random = random;
  }

  /// Reads it; changes nothing.
  ///
  /// @throws Failure.Usage when it is not the full name of a unit, or the host has none of this name
  /// @throws Failure.HostRefused when the answer was cut off
  public UnitReading read(HostShell shell, String unit) throws Failure {
    if (!SetUnit.isUnit(unit)) {
      throw new Failure.Usage("Not a unit:", unit, "name it in full, such as orders.service.");
    }
    String nonce =
        "initscope-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    Reply reply = shell.run(HostScript.unit(nonce, unit));
    UnitReading reading =
        Preflight.parse(reply.out(), nonce)
            .map(seen -> UnitReading.of(unit, seen.answers()))
            .orElseThrow(
                () ->
                    new Failure.HostRefused(
                        "Cannot look at",
                        shell.name(),
                        "its answer was cut off: " + reply.sentence() + "."));
    if (!reading.loaded()) {
      throw new Failure.Usage(
          "No unit " + unit,
          "on " + shell.name(),
          "systemctl list-unit-files there shows those there are.");
    }
    return reading;
  }
}
