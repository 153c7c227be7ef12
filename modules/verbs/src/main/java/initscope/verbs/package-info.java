/// One class per verb, headless: takes values, does the work, returns results. The command line and the window both call these, so
/// that the two cannot drift apart.
///
/// - Start at {@link initscope.verbs.Analyze} (files to verdict) and {@link initscope.verbs.Collect} (host to file).
/// - Nothing here prints, asks or draws: questions go through {@code initscope.remote.Prompts}, progress through
///   {@code initscope.model.Progress}.
@NullMarked
package initscope.verbs;

import org.jspecify.annotations.NullMarked;
