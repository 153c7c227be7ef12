package initscope.lab;

import initscope.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// The rehearsed incidents that come with InitScope. Each is a capture of a real process on the project's test host; none is made up.
/// {@code testhost/record} makes them anew.
public final class Incidents {
  private Incidents() {}

  /// One incident.
  ///
  /// @param name for the command line
  /// @param title what a user would complain of; never the answer
  public record Incident(String name, String title) {}

  /// All incidents, easiest first.
  public static List<Incident> all() {
    return List.of(
        new Incident("ordersd", "ordersd stays in 'activating' since the deploy, its log is empty"),
        new Incident("pricingd", "pricingd does not come up, CPU is idle, no connection is open"),
        new Incident(
            "taxd", "taxd takes ages to start, sometimes the health check gives up first"));
  }

  /// The capture of an incident.
  public static Optional<Bytes> bytes(String name) {
    if (all().stream().noneMatch(i -> i.name().equals(name))) {
      return Optional.empty();
    }
    try (InputStream in = Incidents.class.getResourceAsStream("incidents/" + name + ".isz")) {
      return in == null ? Optional.empty() : Optional.of(Bytes.of(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
