/// The command line: parses words, calls one class of {@code initscope.verbs}, prints what it returns, maps failures to exit
/// statuses. No JavaFX on its path.
///
/// - Start at {@link initscope.cli.Main}; {@link initscope.cli.Cli} chooses the verb; each {@link initscope.cli.Verb} is one file.
/// - To add a verb: a class that implements {@code Verb}, a line in {@code Cli.VERBS}, the words in {@code README.md}.
/// - Results go to standard output; progress, questions and errors to standard error, progress only on a terminal.
@NullMarked
package initscope.cli;

import org.jspecify.annotations.NullMarked;
