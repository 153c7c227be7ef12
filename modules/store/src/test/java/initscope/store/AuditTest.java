package initscope.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.journal.AuditRecord;
import initscope.tuning.journal.Ended;
import initscope.tuning.journal.Journal;
import initscope.tuning.journal.PlanJson;
import initscope.tuning.journal.Sent;
import initscope.tuning.journal.Transaction;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
  private static final TxId ONE = TxId.of(1, 1);
  private static final TxId FOREIGN = TxId.of(0xffL << 56, 2);

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void folder() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
  }

  private Store open() throws Failure.Local {
    return Store.open(data, Clock.systemUTC());
  }

  private static List<Long> sequences(Store store, String digits) throws Failure.Local {
    List<Long> found = new ArrayList<>();
    assertThat(store.audit().each(digits, r -> found.add(r.sequence()))).isTrue();
    return found;
  }

  @Test
  void recordsComeOldestFirstAndByTheNameOfAPlanOrTransaction() throws Exception {
    Plan plan = Writer.plan(1);
    Plan unused = Writer.plan(2);
    Sent look = new Sent(5, "", "h", Optional.empty(), "facts", "", Optional.of("cd"));
    Ended lost = new Ended(6, Ended.How.LOST, OptionalInt.empty(), "", 0, "Lost sight");
    try (Store store = open()) {
      Journal journal = store.journal();
      long first = journal.sending(look);
      journal.intend(ONE, plan, "anna");
      journal.keep(unused);
      long second = journal.sending(Writer.sent(ONE));
      long third = journal.sending(Writer.sent(FOREIGN));
      journal.ended(third, lost);
      journal.ended(second, Writer.ended());

      List<AuditRecord> all = new ArrayList<>();
      store.audit().each(all::add);
      assertThat(all)
          .containsExactly(
              new AuditRecord(first, look, Optional.empty()),
              new AuditRecord(second, Writer.sent(ONE), Optional.of(Writer.ended())),
              new AuditRecord(third, Writer.sent(FOREIGN), Optional.of(lost)));
      assertThat(sequences(store, plan.id())).containsExactly(second);
      assertThat(sequences(store, ONE.hex())).containsExactly(second);
      assertThat(sequences(store, FOREIGN.hex().substring(0, 8))).containsExactly(third);
      assertThat(sequences(store, unused.id())).isEmpty();
      assertThat(store.audit().each("abcdef012345", r -> {})).isFalse();
      assertThatThrownBy(() -> journal.ended(second, lost)).isInstanceOf(Failure.Local.class);
    }
  }

  /// A file as the version before left it.
  @Test
  void whatAnOlderVersionWroteDownIsShownBeforeTheRest() throws Exception {
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + data + "/initscope.db");
        Statement sql = db.createStatement()) {
      for (String name : List.of("0001_journal", "0002_library", "0003_trace")) {
        try (InputStream in = AuditTest.class.getResourceAsStream(name + ".sql")) {
          sql.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      sql.execute("PRAGMA user_version = 3");
      sql.execute("INSERT INTO host VALUES(1, 'SHA256:k', 'm', 'ops@old', '')");
      sql.execute("INSERT INTO plan VALUES(1, 1, 0, 'v', 'aa', '{}')");
      sql.execute(
          "INSERT INTO tx(id, plan_id, host_id, boot_id, state, window_s, owner, created_wall,"
              + " updated_wall) VALUES('"
              + ONE
              + "', 1, 1, 'b', 'ROLLED', 600, 'anna', 1, 1)");
      String event = "INSERT INTO event(tx_id, wall, step, argv, exit, stdout, stderr) VALUES('";
      sql.execute(event + ONE + "', 7, 'arm', 'arm x', 5, x'6f', x'65')");
      sql.execute(event + ONE + "', 8, 'apply', 'y', -1, x'', x'')");
    }
    try (Store store = open()) {
      long next = store.journal().sending(Writer.sent(ONE));
      List<AuditRecord> all = new ArrayList<>();
      store.audit().each(all::add);
      Sent old =
          new Sent(7, "SHA256:k", "ops@old", Optional.of(ONE), "arm", "arm x", Optional.empty());
      Ended end = new Ended(7, Ended.How.EXIT, OptionalInt.of(5), "o", 1, "e");
      assertThat(all).hasSize(3);
      assertThat(all.get(0)).isEqualTo(new AuditRecord(1, old, Optional.of(end)));
      assertThat(all.get(1).ended().orElseThrow().how()).isEqualTo(Ended.How.LOST);
      assertThat(next).as("numbers go on").isEqualTo(3);
      assertThat(sequences(store, "aa")).containsExactly(1L, 2L, 3L);
    }
  }

  /// As a newer version leaves it that knows more kinds of change, but no other tables.
  @Test
  void aPlanThatOnlyANewerVersionCanReadIsListedAsOpen() throws Exception {
    Plan plan = Writer.plan(1);
    TxId newer = TxId.of(1, 2);
    try (Store store = open()) {
      store.journal().intend(ONE, plan, "anna");
      String json = PlanJson.write(plan).replace("\"sysctl\"", "\"from-tomorrow\"");
      assertThat(PlanJson.read(json)).isEmpty();
      insertNewer(store, newer, json);

      Transaction unread = store.journal().find(newer).orElseThrow();
      assertThat(unread.plan()).isEmpty();
      assertThat(unread.host()).isEqualTo(new HostIdentity("SHA256:n", "n", "ops@new"));
      assertThat(unread.state()).isEqualTo(TxState.APPLIED);
      assertThat(store.journal().open()).hasSize(2).contains(unread);
      assertThat(store.journal().recent(unread.host(), 5)).containsExactly(unread);
      assertThatThrownBy(() -> store.journal().plan("bbbb"))
          .isInstanceOf(Failure.Local.class)
          .hasMessageContaining("newer InitScope");
    }
  }

  private static void insertNewer(Store store, TxId id, String json) throws Exception {
    try (Statement sql = store.connection().createStatement()) {
      sql.execute("INSERT INTO host VALUES(9, 'SHA256:n', 'n', 'ops@new', '')");
    }
    try (PreparedStatement sql =
        store.connection().prepareStatement("INSERT INTO plan VALUES(9, 9, 0, 'v9', 'bbbb', ?)")) {
      sql.setString(1, json);
      sql.execute();
    }
    try (Statement sql = store.connection().createStatement()) {
      sql.execute(
          "INSERT INTO tx(id, plan_id, host_id, boot_id, state, window_s, owner, created_wall,"
              + " updated_wall) VALUES('"
              + id
              + "', 9, 9, 'b', 'APPLIED', 600, 'anna', 1, 1)");
    }
  }
}
