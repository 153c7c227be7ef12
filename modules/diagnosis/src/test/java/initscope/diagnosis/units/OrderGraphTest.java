package initscope.diagnosis.units;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.start.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Ordering cycles from files, with what systemd adds by itself.
class OrderGraphTest {
  private static final String RUN = "[Service]\nExecStart=/a\n";
  private static final String BOOT = "[Install]\nWantedBy=multi-user.target\n";

  private static List<String> cycles(Units units) {
    return units.table().cycles().stream().map(Cycle::names).toList();
  }

  @Test
  void aCycleIsNamedWholeAndOnce() {
    Units units =
        new Units()
            .file("a.service", "[Unit]\nWants=b.service\nAfter=b.service\n" + RUN + BOOT)
            .file("b.service", "[Unit]\nWants=c.service\nAfter=c.service\n" + RUN + BOOT)
            .file("c.service", "[Unit]\n" + RUN + BOOT)
            .file("c.service.d/x.conf", "[Unit]\nAfter=a.service\n");
    assertThat(cycles(units))
        .containsExactly(
            "a.service (After=) → b.service (After=) → c.service (After=) → a.service");
    Cycle cycle = units.table().cycles().getFirst();
    assertThat(cycle.together()).isTrue();
    assertThat(cycle.places())
        .containsExactly(
            new Place("a.service", 3),
            new Place("b.service", 3),
            new Place("c.service.d/x.conf", 2));
    assertThat(units.all()).filteredOn(m -> m.endsWith(Kind.CYCLE.id())).hasSize(1);
  }

  @Test
  void whoNeedsEachOtherIsNoCycle() {
    assertThat(
            cycles(
                new Units()
                    .file("a.service", "[Unit]\nRequires=b.service\n" + RUN)
                    .file("b.service", "[Unit]\nRequires=a.service\nAfter=a.service\n" + RUN)))
        .isEmpty();
  }

  @Test
  void beforeCountsAsAfterOfTheOther() {
    assertThat(
            cycles(
                new Units()
                    .file("a.service", "[Unit]\nAfter=b.service\nBefore=b.service\n" + RUN)
                    .file("b.service", RUN)))
        .containsExactly("a.service (After=) → b.service (Before=) → a.service");
  }

  @Test
  void whatSystemdAddsIsInIt() {
    // an ordinary service before sysinit.target waits for it as well
    assertThat(cycles(Units.of("[Unit]\nBefore=sysinit.target\n" + RUN)))
        .containsExactly("a.service (default) → sysinit.target (Before=) → a.service");
    assertThat(cycles(Units.of("[Unit]\nDefaultDependencies=no\nBefore=sysinit.target\n" + RUN)))
        .isEmpty();
    // a target waits for what it wants
    assertThat(
            cycles(
                new Units()
                    .file(
                        "a.service",
                        "[Unit]\nAfter=b.service\n"
                            + RUN
                            + "[Install]\nWantedBy=network-online.target\n")
                    .file("b.service", "[Unit]\nAfter=network-online.target\n" + RUN)))
        .containsExactly(
            "a.service (After=) → b.service (After=) → network-online.target (wants it) →"
                + " a.service");
    // but not for what waits for it: basic.target is before all ordinary services
    assertThat(cycles(Units.of(RUN + "[Install]\nWantedBy=basic.target\n"))).isEmpty();
    // a socket is before its service, which is before what the socket waits for
    assertThat(
            cycles(
                new Units()
                    .file("a.socket", "[Unit]\nAfter=a.service\n[Socket]\nListenStream=1\n")
                    .file("a.service", RUN)))
        .containsExactly("a.service (socket) → a.socket (After=) → a.service");
    assertThat(
            cycles(
                new Units()
                    .file(
                        "a.service", "[Unit]\nRequiresMountsFor=/data/x\nBefore=data.mount\n" + RUN)
                    .file("data.mount", "[Mount]\nWhere=/data\nWhat=x\nOptions=nofail\n")))
        .containsExactly("a.service (RequiresMountsFor=) → data.mount (Before=) → a.service");
  }

  @Test
  void aTargetDoesNotWaitForWhatWaitsForIt() {
    Units units = Units.of("[Unit]\nAfter=multi-user.target\n" + RUN + BOOT);
    assertThat(cycles(units)).isEmpty();
    assertThat(units.kinds()).contains(Kind.AFTER_TARGET);
  }

  @Test
  void unitsThatNothingStartsTogetherAreSaidSo() {
    Units units =
        new Units()
            .file("a.service", "[Unit]\nAfter=b.service\n" + RUN)
            .file("b.service", "[Unit]\nAfter=a.service\n" + RUN);
    assertThat(units.table().cycles().getFirst().together()).isFalse();
    assertThat(units.in("a.service").getFirst().text().key()).isEqualTo("mistake.cycle.apart");
  }

  @Test
  void maskedUnitsAreInNone() {
    assertThat(
            cycles(
                new Units()
                    .file("a.service", "[Unit]\nAfter=b.service\nBefore=b.service\n" + RUN)
                    .file("a.service", "")
                    .file("/etc/systemd/system/a.service", "")))
        .hasSizeLessThanOrEqualTo(1);
  }

  /// A ring is one of the graph's own, and there is one for each knot.
  @Property(tries = 300)
  void ringsAreRings(
      @ForAll @Size(max = 40) List<@IntRange(max = 9) Integer> from,
      @ForAll @Size(max = 40) List<@IntRange(max = 9) Integer> to) {
    Map<String, Set<String>> edges = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
      edges.computeIfAbsent("u" + from.get(i), _ -> new java.util.HashSet<>()).add("u" + to.get(i));
    }
    for (List<String> ring : new Rings(edges).shortest()) {
      assertThat(ring).hasSizeGreaterThan(1).doesNotHaveDuplicates();
      List<String> closed = new ArrayList<>(ring);
      closed.add(ring.getFirst());
      for (int i = 0; i < ring.size(); i++) {
        assertThat(edges.get(closed.get(i))).contains(closed.get(i + 1));
      }
    }
  }

  @Test
  void aVeryLongChainIsWalked() {
    Map<String, Set<String>> edges = new LinkedHashMap<>();
    for (int i = 0; i < 50_000; i++) {
      edges.put("u" + i, Set.of("u" + (i + 1)));
    }
    assertThat(new Rings(edges).shortest()).isEmpty();
    edges.put("u50000", Set.of("u0"));
    assertThat(new Rings(edges).shortest().getFirst()).hasSize(50_001);
  }
}
