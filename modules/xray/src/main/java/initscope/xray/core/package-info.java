/// Core files of Linux (the kernel's, gcore's, systemd-coredump's) for x86-64 and aarch64: a process that has ended, as memory.
///
/// - Start at {@link initscope.xray.core.CoreDecoder}: segments, mappings, threads with their registers, the signal.
/// - {@link initscope.xray.core.CoreImage} puts the program's file behind what was not dumped, where it is that very file.
/// - Not here: what the memory means ({@code initscope.xray}), compressed files ({@code initscope.verbs}).
@NullMarked
package initscope.xray.core;

import org.jspecify.annotations.NullMarked;
