package initscope.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.journal.AuditRecord;
import initscope.tuning.journal.Transaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir Path folder;

  private Store open() throws Failure.Local {
    return Store.open(folder.resolve("data"), Clock.systemUTC());
  }

  @Test
  void aTransactionComesBackAsItWasWritten() throws Exception {
    TxId id = TxId.of(1, 2);
    Plan plan = Writer.plan(5);
    try (Store store = open()) {
      SqliteJournal journal = store.journal();
      journal.keep(plan);
      journal.intend(id, plan, "anna@laptop");
      journal.ended(journal.sending(Writer.sent(id)), Writer.ended());
      journal.record(id, TxState.APPLIED, "on trial");
    }
    try (Store store = open()) {
      SqliteJournal journal = store.journal();
      Transaction tx = journal.find(id).orElseThrow();
      assertThat(tx.plan()).contains(plan);
      assertThat(tx.host()).isEqualTo(plan.host());
      assertThat(tx.state()).isEqualTo(TxState.APPLIED);
      assertThat(tx.note()).isEqualTo("on trial");
      assertThat(journal.open()).containsExactly(tx);
      assertThat(journal.recent(plan.host(), 5)).containsExactly(tx);
      List<AuditRecord> audit = new ArrayList<>();
      store.audit().each(audit::add);
      assertThat(audit)
          .containsExactly(new AuditRecord(1, Writer.sent(id), Optional.of(Writer.ended())));
      assertThat(journal.plan(plan.id())).contains(plan);
      journal.record(id, TxState.ROLLED, "");
      journal.forgotten(id);
      assertThat(journal.open()).isEmpty();
      assertThat(journal.find(id).orElseThrow().forgotten()).isTrue();
    }
  }

  @Test
  void anIntentIsAllOrNothing() throws Exception {
    try (Store store = open()) {
      store.journal().intend(TxId.of(1, 1), Writer.plan(1), "a");
      assertThatThrownBy(() -> store.journal().intend(TxId.of(1, 1), Writer.plan(2), "b"))
          .isInstanceOf(Failure.Local.class);
      assertThat(store.journal().plan(Writer.plan(2).id())).isEmpty();
      store.journal().keep(Writer.plan(3)); // the failed one left no transaction open
    }
  }

  @Test
  void filesArePrivate() throws Exception {
    try (Store store = open()) {
      store.journal().keep(Writer.plan(1));
      try (var files = Files.walk(folder.resolve("data"))) {
        for (Path file : files.toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
        }
      }
    }
  }

  @Test
  void aNewerFileIsRefused() throws Exception {
    try (Store store = open();
        Statement sql = store.connection().createStatement()) {
      sql.execute("PRAGMA user_version = 99");
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(Failure.Local.class)
        .hasMessageContaining("newer InitScope");
  }

  @Test
  void aDamagedFileIsRefusedAndTheBackupNamed() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/initscope.db"), "this is not a database, ".repeat(500));
    assertThatThrownBy(this::open).isInstanceOf(Failure.Local.class).hasMessageContaining("backup");
  }

  /// A window and a command may begin at once, and so may two tasks of a window.
  @Test
  void manyMayOpenANewFileAtOnce() throws Exception {
    int threads = 6;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int round = 0; round < 10; round++) {
        Path data = folder.resolve("round" + round);
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Future<Integer>> opened = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          opened.add(
              pool.submit(
                  () -> {
                    together.await();
                    for (int again = 0; again < 5; again++) {
                      try (Store store = Store.open(data, Clock.systemUTC())) {
                        store.library().recent(1);
                      }
                    }
                    return 5;
                  }));
        }
        for (Future<Integer> one : opened) {
          assertThat(one.get()).isEqualTo(5);
        }
        assertThat(data.resolve("backup")).isDirectoryNotContaining("glob:**partial*");
      }
    }
  }

  @Test
  void sevenDailyBackupsStay() throws Exception {
    Files.createDirectories(folder.resolve("data/backup"));
    for (int day = 10; day < 20; day++) {
      Files.writeString(folder.resolve("data/backup/initscope-2020-01-" + day + ".db"), "");
    }
    open().close();
    try (var files = Files.list(folder.resolve("data/backup"))) {
      List<String> names = files.map(f -> f.getFileName().toString()).sorted().toList();
      assertThat(names).hasSize(7).startsWith("initscope-2020-01-14.db");
      assertThat(Files.size(folder.resolve("data/backup/" + names.getLast()))).isPositive();
    }
  }

  @Test
  void capturesComeBackNewestUseFirstWithTheirNotes() throws Exception {
    try (Store store = open()) {
      Library library = store.library();
      library.opened("/a.isz", "web-1", 1, "waits in dial");
      library.opened("/b.isz", "web-2", 2, "healthy");
      library.note("/a.isz", "look again");
      library.opened("/a.isz", "web-1", 1, "waits in DNS");
      assertThat(
              library.recent(10).getFirst().note().isEmpty()
                  ? library.recent(10).getLast()
                  : library.recent(10).getFirst())
          .isEqualTo(new Library.Capture("/a.isz", "web-1", 1, "waits in DNS", "look again"));
      library.forget("/a.isz");
      assertThat(library.recent(10)).hasSize(1);
    }
  }
}
