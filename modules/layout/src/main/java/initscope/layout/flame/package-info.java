/// Stacks with weights as a picture: flame, icicle, sandwich, and a table of the same. Pure.
/// - Start at {@link initscope.layout.flame.FlameSources} (what there is to be drawn), then
///   {@link initscope.layout.flame.FlamePicture}: a profile's {@link initscope.layout.flame.FlameStacks}, asked with a
///   {@link initscope.layout.flame.FlameQuery}, gives {@link initscope.layout.flame.FlameTree}s.
/// - {@link initscope.layout.flame.FlameLayout} makes rectangles of a tree, {@link initscope.layout.flame.FlameSvg} a file,
///   {@link initscope.layout.flame.FlameRows} a table, {@link initscope.layout.flame.FlameSearch} marks.
/// - Frames are numbers here: a function is known by its id in {@code FlameStacks}, a stack by its own. No step costs more than a
///   look at each frame of each different stack; painting costs what is seen.
/// - To add a source: a {@link initscope.layout.flame.FlameSource}, and a line in {@code FlameSources}.
@NullMarked
package initscope.layout.flame;

import org.jspecify.annotations.NullMarked;
