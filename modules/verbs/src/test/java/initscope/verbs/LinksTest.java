package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.EvidenceRef;
import initscope.model.Progress;
import initscope.model.finding.Because;
import initscope.model.finding.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every link of every finding, goroutine, thread and package init opens the place it quotes: a text's line at its first byte, and
/// in sparse memory the byte that lay at the address.
final class LinksTest {
  private static final Path INCIDENTS =
      Path.of("../lab/src/main/resources/initscope/lab/incidents");
  private static final int SPARSE_HEADER = 8;
  private static final int RECORD_HEAD = 16;
  private static final int BYTES = 1;
  private static final int END = 3;

  @ParameterizedTest
  @ValueSource(strings = {"ordersd", "pricingd", "taxd"})
  void opensAtTheRightByte(String name) throws Exception {
    Analysis analysis = Analyze.run(List.of(INCIDENTS.resolve(name + ".isz")), Progress.NONE);
    List<EvidenceRef> links = links(analysis);
    int texts = 0;
    int addresses = 0;
    assertThat(links).extracting(EvidenceRef::quote).noneMatch(q -> q.contains("Optional"));
    for (EvidenceRef link : links) {
      Bytes entry = analysis.entries().open(link.entry()).orElseThrow();
      if (link.line().isPresent()) {
        long offset = offsetOfLine(entry, link.line().getAsInt());
        assertThat(link.offset()).as("%s", link).hasValue(offset);
        String quote = link.quote();
        String there = entry.from(offset).first(quote.length() * 4L).utf8();
        assertThat(there).as("%s", link).startsWith(quote);
        texts++;
      } else if (link.offset().isPresent() && link.entry().endsWith(".sparse")) {
        long offset = link.offset().getAsLong();
        OptionalLong there = addressAt(entry, offset);
        assertThat(there).as("%s", link).isPresent();
        if (link.quote().contains("0x")) { // else it names a thing and not where it lies
          assertThat(there).as("%s", link).hasValue(addressIn(link.quote()));
        }
        addresses++;
      }
    }
    assertThat(texts).isGreaterThan(5);
    assertThat(addresses).isGreaterThan(5);
  }

  private static List<EvidenceRef> links(Analysis analysis) {
    List<EvidenceRef> links = new ArrayList<>();
    for (Finding finding : analysis.diagnosis().findings()) {
      finding.because().stream().map(Because::evidence).forEach(links::add);
      links.addAll(finding.evidence());
    }
    analysis.incident().goroutines().forEach(g -> links.addAll(g.evidence()));
    analysis.incident().inits().forEach(i -> links.addAll(i.evidence()));
    analysis.incident().threads().forEach(t -> links.addAll(t.evidence().values()));
    return links;
  }

  private static long offsetOfLine(Bytes text, int line) {
    long at = 0;
    for (int n = 1; n < line; n++) {
      while (text.at(at) != '\n') {
        at++;
      }
      at++;
    }
    return at;
  }

  /// The address whose byte stands at an offset of a sparse memory file; read here apart from the decoder under test.
  private static OptionalLong addressAt(Bytes file, long offset) {
    long at = SPARSE_HEADER;
    while (at + RECORD_HEAD <= file.size() && file.at(at) != END) {
      boolean bytes = file.at(at) == BYTES;
      long size = bytes ? file.u32(at + 4) : file.u16(at + 2);
      long body = at + RECORD_HEAD;
      if (bytes && offset >= body && offset < body + size) {
        return OptionalLong.of(file.u64(at + 8) + offset - body);
      }
      at = body + size;
    }
    return OptionalLong.empty();
  }

  /// The address that a description of memory names first; of a word on a stack that of the word, not what it holds.
  private static long addressIn(String quote) {
    String before = quote.startsWith("stack word") ? " at 0x" : "0x";
    int from = quote.indexOf(before) + before.length();
    int to = from;
    while (to < quote.length() && Character.digit(quote.charAt(to), 16) >= 0) {
      to++;
    }
    return Long.parseUnsignedLong(quote, from, to, 16);
  }
}
