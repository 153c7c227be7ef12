/// The window: start page, the way from a host to a verdict, and the view of an incident. The only room with
/// {@code Platform.runLater}.
///
/// - Start at {@link initscope.workbench.Main}. {@code Window} is one window's content; {@code Jobs} runs what takes time.
/// - What is done is done by {@code initscope.verbs}; what is shown is shown by {@code initscope.views}.
@NullMarked
package initscope.workbench;

import org.jspecify.annotations.NullMarked;
