package initscope.diagnosis;

import initscope.model.Incident;
import initscope.model.host.Neighbour;
import initscope.model.host.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which way packets to a silent peer take, and whether the next hop answers. IPv4 only.
final class Ways {
  private static final int MOST = 3;

  private Ways() {}

  static void link(Incident incident, List<Sockets.Held> silent, Chain chain) {
    silent.stream()
        .map(h -> host(h.socket().remote()))
        .distinct()
        .limit(MOST)
        .forEach(peer -> route(incident, peer).ifPresent(r -> link(incident, peer, r, chain)));
  }

  private static void link(Incident incident, String peer, Route route, Chain chain) {
    String key = "route:" + route.device() + ":" + route.destination() + "/" + route.prefixLength();
    String hop = route.nextHop(peer);
    chain.add(
        Places.source(incident, key),
        route.reject() ? "because.route.reject" : "because.route",
        peer,
        route.device(),
        hop);
    incident.host().neighbours().stream()
        .filter(n -> n.address().equals(hop) && n.device().equals(route.device()))
        .findFirst()
        .ifPresent(n -> link(incident, peer, n, chain));
  }

  private static void link(Incident incident, String peer, Neighbour hop, Chain chain) {
    chain.add(
        Places.source(incident, "neighbour:" + hop.address()),
        hop.answered() ? "because.neighbour.answers" : "because.neighbour.silent",
        hop.address(),
        hop.device(),
        peer);
  }

  /// The longest prefix wins, then the smallest metric.
  private static Optional<Route> route(Incident incident, String peer) {
    return incident.host().routes().stream()
        .filter(r -> r.up() && r.covers(peer))
        .max(Comparator.comparingInt(Route::prefixLength).thenComparingLong(r -> -r.metric()));
  }

  private static String host(String addressAndPort) {
    int colon = addressAndPort.lastIndexOf(':');
    return colon < 0 ? addressAndPort : addressAndPort.substring(0, colon);
  }
}
