package initscope.cli;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.change.TxId;
import initscope.report.PlainJson;
import initscope.tuning.journal.AuditRecord;
import initscope.tuning.journal.Ended;
import initscope.tuning.journal.Sent;
import initscope.verbs.Tune;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// {@code initscope tune audit}: what was sent to hosts, oldest first, as a table or as JSON lines.
final class TuneAudit {
  /// Of each line; new keys may come, none changes its meaning, and what is not known is left out.
  static final String SCHEMA = "initscope.audit/1";

  /// For the help.
  static final String NOTE =
      "audit prints what was sent to hosts, oldest first, and asks no host. The keys of a line with"
          + " --json: schema, sequence, sentMillis, host {address, keySha256}, transaction, step,"
          + " words, scriptSha256 (of what the host's shell was given, arguments and all),"
          + " endedMillis, end (exit, lost: its end was not seen, not-run: the host refused, or"
          + " unknown: this computer died meanwhile), exit, stdout, stdoutBytes, stderr.";

  private static final int SHORT = 12;

  private TuneAudit() {}

  static int run(Path data, Words words, Console console) throws Failure {
    List<String> names = words.positionalsFrom(1);
    if (names.size() > 1) {
      throw new Failure.Usage(
          "Too many names", "for tune audit", "one PLAN or TX, or none for all.");
    }
    PrintStream out = console.results();
    Consumer<AuditRecord> line =
        words.has("--json")
            ? record -> out.println(PlainJson.line(json(record)))
            : record -> out.println(Display.safe(row(record)));
    Tune.audit(data, names.stream().findFirst(), line);
    return 0;
  }

  private static String row(AuditRecord record) {
    Sent sent = record.sent();
    return String.join(
        "  ",
        Columns.right(Long.toString(record.sequence()), 6),
        Columns.left(
            Instant.ofEpochMilli(sent.wallMillis()).truncatedTo(ChronoUnit.SECONDS).toString(), 20),
        Columns.left(sent.address(), 24),
        Columns.left(head(sent.transaction().map(TxId::hex)), SHORT),
        Columns.left(sent.step(), 9),
        Columns.left(end(record), 8),
        Columns.left(head(sent.scriptSha256()), SHORT),
        sent.words());
  }

  private static String head(Optional<String> digits) {
    return digits.map(d -> d.substring(0, Math.min(SHORT, d.length()))).orElse("-");
  }

  private static String end(AuditRecord record) {
    return record
        .ended()
        .map(e -> e.exit().isPresent() ? "exit " + e.exit().getAsInt() : word(e.how()))
        .orElse("unknown");
  }

  private static String word(Ended.How how) {
    return how.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> json(AuditRecord record) {
    Sent sent = record.sent();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("schema", SCHEMA);
    line.put("sequence", record.sequence());
    line.put("sentMillis", sent.wallMillis());
    Map<String, Object> host = new LinkedHashMap<>();
    host.put("address", sent.address());
    if (!sent.keySha256().isEmpty()) {
      host.put("keySha256", sent.keySha256());
    }
    line.put("host", host);
    sent.transaction().ifPresent(id -> line.put("transaction", id.hex()));
    line.put("step", sent.step());
    line.put("words", sent.words());
    sent.scriptSha256().ifPresent(sha256 -> line.put("scriptSha256", sha256));
    record.ended().ifPresent(ended -> line.put("endedMillis", ended.wallMillis()));
    line.put("end", record.ended().map(ended -> word(ended.how())).orElse("unknown"));
    record.ended().ifPresent(ended -> answer(ended, line));
    return line;
  }

  private static void answer(Ended ended, Map<String, Object> line) {
    ended.exit().ifPresent(exit -> line.put("exit", exit));
    if (ended.exit().isPresent()) {
      line.put("stdoutBytes", ended.outBytes());
    }
    if (!ended.out().isEmpty()) {
      line.put("stdout", ended.out());
    }
    if (!ended.err().isEmpty()) {
      line.put("stderr", ended.err());
    }
  }
}
