package initscope.store;

import initscope.model.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The file {@code initscope.db} of the data folder. For one thread.
public final class Store implements AutoCloseable {
  // SQLite's primary result codes, which are the low byte of what the driver gives.
  private static final int PERMISSION = 3;
  private static final int BUSY = 5;
  private static final int READ_ONLY = 8;
  private static final int IO_ERROR = 10;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;

  private static final int BUSY_MILLIS = 5000;
  private static final long BETWEEN_NANOS = 20_000_000L;

  private final Connection db;
  private final Sql sql;
  private final Clock clock;
  private final OpenMark mark;

  private Store(Connection db, Path file, Clock clock, OpenMark mark) {
    this.db = db;
    this.sql = new Sql(db, file.toString());
    this.clock = clock;
    this.mark = mark;
  }

  /// Opens it, making it where there is none; brings an older one to this version.
  ///
  /// @param folder data folder; made 0700 where there is none, refused where it is somebody else's
  /// @throws Failure.Local when it cannot be used, is damaged, or a newer version wrote it
  public static Store open(Path folder, Clock clock) throws Failure.Local {
    Path file = folder.resolve("initscope.db");
    OpenMark mark;
    try {
      prepare(folder);
      makePrivate(file);
      mark = OpenMark.set(folder);
      // SQLite gives the files beside it the permissions of this one.
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    Connection db;
    try {
      db = connect(file);
    } catch (SQLException e) {
      mark.clearAfter(e); // what is damaged stays so
      throw damaged(file, e);
    }
    Store store = new Store(db, file, clock, mark);
    try {
      if (mark.isAnotherThere()) {
        store.check(file);
        mark.forgetTheDead();
      }
      Migrations.run(db, file.toString());
      new Backups(folder, clock).daily(db);
      return store;
    } catch (SQLException e) {
      store.close();
      throw damaged(file, e);
    } catch (IOException e) {
      store.close();
      throw unusable(folder, e);
    } catch (Failure.Local e) {
      store.close();
      throw e;
    }
  }

  private static Failure.Local unusable(Path folder, IOException e) {
    return new Failure.Local(
        "Cannot use", folder.toString(), "see that the folder is yours and writable.", e);
  }

  private static Failure.Local damaged(Path file, Exception e) {
    String todo =
        switch (e instanceof SQLException sql ? sql.getErrorCode() & 0xff : 0) {
          case BUSY -> "another InitScope writes to it: try again.";
          case FULL, IO_ERROR, READ_ONLY, CANNOT_OPEN, PERMISSION ->
              "see that the disk is not full and the folder is yours and writable.";
          default -> "put the newest file of its folder 'backup' in its place.";
        };
    return new Failure.Local("Cannot open", file.toString(), todo, e);
  }

  private static void prepare(Path folder) throws IOException {
    Files.createDirectories(folder, posix() ? attributes("rwx------") : new FileAttribute<?>[0]);
    if (posix()) {
      // Not the user's name but the owner of a file made there: works in containers without a
      // passwd entry.
      Path probe = Files.createTempFile(folder, ".probe", "");
      try {
        if (!Files.getOwner(probe).equals(Files.getOwner(folder))) {
          throw new IOException("the folder belongs to " + Files.getOwner(folder));
        }
      } finally {
        Files.delete(probe);
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /// Makes an empty file that only the user may read, where there is none.
  private static void makePrivate(Path file) throws IOException {
    try {
      Files.createFile(file, posix() ? attributes("rw-------") : new FileAttribute<?>[0]);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(file + " is not a plain file", e);
      }
      if (posix()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  static FileAttribute<?>[] attributes(String permissions) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  /// SQLite does not wait where a file that others have just made changes to a write-ahead log.
  private static Connection connect(Path file) throws SQLException {
    long end = System.nanoTime() + BUSY_MILLIS * 1_000_000L;
    while (true) {
      try {
        return connectOnce(file);
      } catch (SQLException e) {
        if (!isBusy(e) || System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_NANOS);
      }
    }
  }

  private static boolean isBusy(SQLException e) {
    return (e.getErrorCode() & 0xff) == BUSY;
  }

  private static Connection connectOnce(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    Connection db = source.getConnection();
    try (Statement sql = db.createStatement()) {
      sql.execute("PRAGMA trusted_schema = OFF");
      sql.execute("PRAGMA fullfsync = ON"); // macOS alone tells fsync from reaching the disk
      return db;
    } catch (SQLException e) {
      db.close();
      throw e;
    }
  }

  private void check(Path file) throws SQLException, Failure.Local {
    try (Statement sql = db.createStatement();
        ResultSet row = sql.executeQuery("PRAGMA integrity_check(1)")) {
      String found = row.next() ? row.getString(1) : "no answer";
      if (!"ok".equals(found)) {
        throw damaged(file, new SQLException(found));
      }
    }
  }

  /// The journal of changes.
  public SqliteJournal journal() {
    return new SqliteJournal(sql, clock);
  }

  /// What was sent to hosts.
  public SqliteAudit audit() {
    return new SqliteAudit(sql);
  }

  /// The library of captures.
  public Library library() {
    return new Library(sql, clock);
  }

  /// What is marked on execution traces.
  public TraceMarks traceMarks() {
    return new TraceMarks(sql);
  }

  Connection connection() {
    return db;
  }

  @Override
  public void close() {
    try {
      db.close();
      mark.clear();
    } catch (SQLException | IOException e) {
      // What was acknowledged is on disk; the next start checks the file because the mark is still
      // there.
      return;
    }
  }
}
