/// A time-lapse as raw bytes: what every sample of a process read, and what does not change beside it.
///
/// - Start at {@link initscope.xray.lapse.LapseFormat}: the file, its {@link initscope.xray.lapse.LapseWriter}, and what it
///   decodes to, a {@link initscope.xray.lapse.Lapse}.
/// - {@link initscope.xray.lapse.LapseClock} puts the samples on the host's clock.
/// - Not here: what the bytes mean ({@link initscope.xray.LapseReader}).
@NullMarked
package initscope.xray.lapse;

import org.jspecify.annotations.NullMarked;
