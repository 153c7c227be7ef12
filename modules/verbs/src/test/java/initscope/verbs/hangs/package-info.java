/// The main promise, end to end: a real, stripped Go service that hangs in an init, a real sshd, a capture, a verdict.
///
/// - The ways to hang are {@code src/test/go/hangs/*.go}: each is the whole package {@code shop/NAME/b}, which {@code main} imports by
///   way of {@code shop/NAME/a}, and says in its first lines what must be found. To add a way is to add a file.
/// - {@link initscope.verbs.hangs.HangMatrixTest} runs them with every Go found here. {@code INITSCOPE_TEST_GO} names others, as
///   GOROOTs joined by colons, and {@code -Dinitscope.test.buildmodes=exe,pie} builds them position independent too:
///   {@code INITSCOPE_TEST_GO=/opt/go1.19:/opt/go1.26 mvn -pl modules/verbs -am verify -Dtest=HangMatrixTest
///   -Dsurefire.failIfNoSpecifiedTests=false -Dinitscope.test.buildmodes=exe,pie}.
/// - {@link initscope.verbs.hangs.HangMatrix} does the same as a program, for chosen ways, and prints what is wrong.
@NullMarked
package initscope.verbs.hangs;

import org.jspecify.annotations.NullMarked;
