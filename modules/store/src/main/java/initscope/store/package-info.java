/// What this computer remembers, in one SQLite file: the journal of changes with its snapshots, and the library of captures.
///
/// - Start at {@link initscope.store.Store}: it opens, migrates, checks and backs up. {@link initscope.store.SqliteJournal}
///   implements tuning's {@code Journal}; {@link initscope.store.Library} lists captures for the window.
/// - To change the schema, add the next {@code src/main/resources/initscope/store/NNNN_name.sql} and its name in
///   {@code Migrations}; a file of a newer version is refused.
/// - WAL with {@code synchronous=FULL}: what a method acknowledged survives a loss of power.
/// - Not here: what is remembered and when ({@code initscope.tuning}).
@NullMarked
package initscope.store;

import org.jspecify.annotations.NullMarked;
