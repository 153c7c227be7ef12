package initscope.diagnosis;

import initscope.model.EvidenceRef;
import initscope.model.finding.Because;
import initscope.model.finding.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Collects the links of one finding. A link without a raw place is left out: it could not be checked.
final class Chain {
  private final List<Because> links = new ArrayList<>();
  private final Set<EvidenceRef> evidence = new LinkedHashSet<>();

  Chain add(Optional<EvidenceRef> place, String key, String... arguments) {
    place.ifPresent(
        p -> {
          links.add(new Because(Sentence.of(key, arguments), p));
          evidence.add(p);
        });
    return this;
  }

  /// Raw places that belong to the finding without a link of their own.
  Chain also(List<EvidenceRef> places) {
    evidence.addAll(places);
    return this;
  }

  List<Because> links() {
    return List.copyOf(links);
  }

  List<EvidenceRef> evidence() {
    return List.copyOf(evidence);
  }
}
