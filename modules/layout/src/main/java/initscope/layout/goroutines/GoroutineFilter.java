package initscope.layout.goroutines;

import initscope.layout.waits.WaitIndex;
import initscope.model.go.Goroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// A filter as the user writes it: {@code state:waiting reason:"chan receive" fn:ledgerclient -pkg:net wait>10s}. Words apart must all
/// hold; a minus before a word turns it round; a word without a key is looked for in every name. What makes no sense is a fault with
/// its place, and the rest is used. It remembers what it said of a function's name: for one thread at a time.
public final class GoroutineFilter {
  /// Lets everything through.
  public static final GoroutineFilter ALL = new GoroutineFilter(List.of());

  private final List<BiPredicate<Goroutine, WaitIndex>> terms;

  private GoroutineFilter(List<BiPredicate<Goroutine, WaitIndex>> terms) {
    this.terms = List.copyOf(terms);
  }

  /// A filter and what was wrong with its words.
  ///
  /// @param filter what could be understood
  /// @param faults what could not, in the order of the words
  public record Parsed(GoroutineFilter filter, List<Fault> faults) {
    /// Keeps an immutable copy.
    public Parsed {
      faults = List.copyOf(faults);
    }
  }

  /// A word that makes no sense.
  ///
  /// @param at position of its first character, from 0
  /// @param word it
  /// @param key of the words for it: {@code filter.key}, {@code filter.oneOf}, {@code filter.number}, {@code filter.duration}, {@code filter.quote}
  /// @param choices what would make sense
  public record Fault(int at, String word, String key, String choices) {}

  /// Keys of the language.
  public static List<String> keys() {
    return FilterTerms.KEYS;
  }

  /// Reads a filter.
  public static Parsed parse(String text) {
    List<BiPredicate<Goroutine, WaitIndex>> terms = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      int end = end(text, at);
      word(text.substring(at, end), at, terms, faults);
      at = end;
    }
    return new Parsed(new GoroutineFilter(terms), faults);
  }

  /// Where the word ends that begins at a place: at white space outside of quotes.
  private static int end(String text, int from) {
    boolean quoted = false;
    int at = from;
    while (at < text.length() && (quoted || !Character.isWhitespace(text.charAt(at)))) {
      quoted ^= text.charAt(at) == '"';
      at++;
    }
    return at;
  }

  private static void word(
      String word, int at, List<BiPredicate<Goroutine, WaitIndex>> terms, List<Fault> faults) {
    if (word.chars().filter(c -> c == '"').count() % 2 == 1) {
      faults.add(new Fault(at, word, "filter.quote", ""));
      return;
    }
    boolean not = word.length() > 1 && word.charAt(0) == '-';
    String rest = not ? word.substring(1) : word;
    FilterTerms.Term term = term(rest);
    term.badValue().ifPresent(b -> faults.add(new Fault(at, word, b.expected(), b.choices())));
    term.predicate().ifPresent(p -> terms.add(not ? p.negate() : p));
  }

  private static FilterTerms.Term term(String word) {
    if (word.startsWith("wait>") || word.startsWith("wait<")) {
      boolean orEqual = word.startsWith("=", 5);
      return FilterTerms.wait(word.charAt(4), orEqual, word.substring(orEqual ? 6 : 5));
    }
    int colon = word.indexOf(':');
    boolean key = colon > 0 && word.indexOf('"') != 0;
    if (!key) {
      return new FilterTerms.Term(
          Optional.of(FilterTerms.word(word.replace("\"", ""))), Optional.empty());
    }
    String value = word.substring(colon + 1).replace("\"", "");
    if (word.startsWith("wait:")) {
      return FilterTerms.Term.bad("filter.duration", "wait>10s wait<500ms");
    }
    return FilterTerms.term(word.substring(0, colon), value);
  }

  /// Whether a goroutine passes.
  public boolean passes(Goroutine one, WaitIndex waits) {
    for (BiPredicate<Goroutine, WaitIndex> term : terms) {
      if (!term.test(one, waits)) {
        return false;
      }
    }
    return true;
  }

  /// Whether it lets everything through.
  public boolean isAll() {
    return terms.isEmpty();
  }
}
