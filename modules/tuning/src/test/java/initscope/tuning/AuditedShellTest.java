package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.remote.Quote;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import initscope.tuning.journal.AuditRecord;
import initscope.tuning.journal.Ended;
import initscope.tuning.journal.Ended.How;
import initscope.tuning.journal.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AuditedShellTest {
  private static final TxId ID = TxId.of(1, 2);
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(77), ZoneOffset.UTC);
  private final MemoryJournal journal = new MemoryJournal();

  /// A host that does one thing, after a look at what stands in the journal by then.
  private HostShell shell(Act act) {
    return new AuditedShell(
        new TestShell(
            "ops@web-3",
            script -> {
              assertThat(journal.audit.getLast().ended()).as("written down first").isEmpty();
              assertThat(journal.audit.getLast().sent().step()).isEqualTo(script.step());
              return act.run();
            }),
        journal,
        CLOCK);
  }

  private interface Act {
    Reply run() throws Failure;
  }

  @Test
  void aScriptIsWrittenDownBeforeItIsSentAndItsEndAfter() throws Exception {
    HostScript script = HostScript.verb("any", "status", ID.hex());
    Reply reply = new Reply(5, "initscope-guard 1\nstate NONE\nend\n", "é");

    assertThat(shell(() -> reply).run(script)).isEqualTo(reply);

    String given = "set -- " + Quote.words(script.arguments()) + "\n" + script.text() + "\n";
    String sha256 = Plan.sha256Of(given.getBytes(StandardCharsets.UTF_8));
    String words = "any status " + ID;
    assertThat(journal.audit)
        .containsExactly(
            new AuditRecord(
                0,
                new Sent(
                    77,
                    "SHA256:fake",
                    "ops@web-3",
                    Optional.of(ID),
                    "status",
                    words,
                    Optional.of(sha256)),
                Optional.of(new Ended(77, How.EXIT, OptionalInt.of(5), reply.out(), 33, "é"))));
  }

  @Test
  void whatWasNotRunAndWhatWasLostAreToldApart() {
    Failure lost = new Failure.HostUnreachable("Lost", "x", "y");
    Failure refused = new Failure.HostRefused("sudo", "x", "y");
    for (Failure why : List.of(lost, refused)) {
      assertThatThrownBy(
              () ->
                  shell(
                          () -> {
                            throw why;
                          })
                      .run(HostScript.facts()))
          .isSameAs(why);
    }
    assertThat(journal.audit)
        .extracting(r -> r.ended().orElseThrow().how())
        .containsExactly(How.LOST, How.NOT_RUN);
    assertThat(journal.audit).allMatch(r -> r.ended().orElseThrow().exit().isEmpty());
    assertThat(journal.audit.getFirst().ended().orElseThrow().err()).isEqualTo(lost.getMessage());
  }

  /// The host's configuration files and its kernel's command line may hold passwords.
  @Test
  void whatAPreflightReadIsNotKept() throws Exception {
    HostScript script = HostScript.preflight("initscope-1", "-", List.of(ID.hex()));
    shell(() -> new Reply(0, "cmdline password=hunter2\n", "")).run(script);

    assertThat(journal.audit.toString()).doesNotContain("hunter2");
    assertThat(journal.audit.getFirst().ended().orElseThrow().outBytes()).isEqualTo(25);
    assertThat(journal.audit.getFirst().sent().transaction()).isEmpty();
  }

  @Test
  void whatCannotBeWrittenDownIsNotSent() {
    MemoryJournal full =
        new MemoryJournal() {
          @Override
          public long sending(Sent sent) throws Failure.Local {
            throw new Failure.Local("Cannot write down", "x", "y", new IllegalStateException());
          }
        };
    HostShell shell =
        new AuditedShell(
            shell(
                () -> {
                  throw new AssertionError("sent");
                }),
            full,
            CLOCK);
    assertThatThrownBy(() -> shell.run(HostScript.facts())).isInstanceOf(Failure.Local.class);
    assertThat(journal.audit).isEmpty();
  }
}
