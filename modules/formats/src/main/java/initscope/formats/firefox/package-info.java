/// The processed profile format of the Firefox Profiler (profiler.firefox.com), JSON.
///
/// - Start at `FirefoxProfileWriter`. `FirefoxThread` holds the tables of one track, `FrameCategory` colours frames.
@NullMarked
package initscope.formats.firefox;

import org.jspecify.annotations.NullMarked;
