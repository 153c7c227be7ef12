/// A Go program from outside: what runs before {@code main}, and every goroutine, read from memory while it runs on.
///
/// - Start at {@link initscope.xray.XRay} (a process) and {@link initscope.xray.BinaryReader} (an executable); {@link initscope.xray.InitInProgress}
///   says which package init is running.
/// - {@code LayoutChoice} decides how the runtime's structures are read: by the measured table, or by {@link initscope.xray.dwarf}.
/// - {@link initscope.xray.memory} is where the bytes come from.
/// - Not here: goroutine dumps as text ({@code initscope.formats}), transport ({@code initscope.remote}).
@NullMarked
package initscope.xray;

import org.jspecify.annotations.NullMarked;
