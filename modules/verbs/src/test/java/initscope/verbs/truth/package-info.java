/// What a capture over SSH says of living Go programs, beside what they say of themselves.
///
/// - {@link initscope.verbs.truth.SelfDump} is a program's own word: the dump it prints when SIGQUIT ends it.
///   {@link initscope.verbs.truth.Comparison} holds an X-ray against it.
/// - {@link initscope.verbs.truth.ParkedTest} does so with thousands of goroutines that wait; {@link initscope.verbs.truth.ChurnTest} with as many
///   that come and go, where each goroutine's stack is known from the function it began with.
/// - {@link initscope.verbs.truth.RealPrograms} is a program: it captures any Go program, at chosen moments of its start, and prints a row.
@NullMarked
package initscope.verbs.truth;

import org.jspecify.annotations.NullMarked;
