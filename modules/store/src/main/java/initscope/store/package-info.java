/// What this computer remembers, in one SQLite file: the journal of changes with its snapshots, the library of captures, and what
/// is marked on execution traces.
///
/// - Start at {@link initscope.store.Store}: it opens, migrates, checks and backs up. {@link initscope.store.SqliteJournal}
///   implements tuning's {@code Journal}; {@link initscope.store.Library} lists captures for the window,
///   {@link initscope.store.TraceMarks} has the marks and pins of its Trace page.
/// - To change the schema, add the next {@code src/main/resources/initscope/store/NNNN_name.sql} and its name in
///   {@code Migrations}; a file of a newer version is refused.
/// - WAL with {@code synchronous=FULL}: what a method acknowledged survives a loss of power.
/// - Not here: what is remembered and when ({@code initscope.tuning}).
@NullMarked
package initscope.store;

import org.jspecify.annotations.NullMarked;
