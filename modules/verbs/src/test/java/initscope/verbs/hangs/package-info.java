/// The main promise, end to end: a real, stripped Go service that hangs in an init, a real sshd, a capture, a verdict.
///
/// - The ways to hang are {@code src/test/go/hangs/*.go}: each is the whole package {@code shop/NAME/b}, which {@code main} imports by
///   way of {@code shop/NAME/a}, and says in its first lines what must be found. To add a way is to add a file.
/// - {@link initscope.verbs.hangs.HangMatrix} runs them, as a test with the Go found here or as a program with as many as one likes.
@NullMarked
package initscope.verbs.hangs;

import org.jspecify.annotations.NullMarked;
