/// What is drawn, as numbers: the same for the window, for SVG files and for tests. Knows no JavaFX, no files, no clock.
///
/// - Start at {@link initscope.layout.Timelines} and {@link initscope.layout.flame.FlameSources} (an incident becomes something to draw),
///   then {@link initscope.layout.TimelineLayout} and {@link initscope.layout.flame.FlameLayout} (rectangles, labels, ticks, hit test).
/// - {@link initscope.layout.TimelineSvg} and {@link initscope.layout.flame.FlameSvg} write files; {@link initscope.layout.Theme} holds
///   every colour and {@link initscope.layout.Rgb} the contrast rule that the tests hold them to.
/// - {@code flame} below is the page of stacks; {@code goroutines}, {@code waits}, {@code memory} and {@code inits} below are the pages of the X-ray.
/// - {@link initscope.layout.LongestRow} is the level of detail: one row per pixel column, found by index.
/// - To add a track: a method in {@code Timelines}. To add a colour: a {@link initscope.layout.Tone}.
/// - Time that is not known is a {@link initscope.layout.Certainty}, drawn as such; nothing is invented to fill a lane.
@NullMarked
package initscope.layout;

import org.jspecify.annotations.NullMarked;
