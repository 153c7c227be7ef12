/// Bytes at addresses, wherever they lie: a live process, its executable, or what was kept of either.
///
/// - Start at {@link initscope.xray.memory.Memory}: a list of ranges in, a list of chunks out, one batch a call.
/// - {@link initscope.xray.memory.RecordingMemory} stands between the X-ray and a live memory and keeps what was read;
///   {@link initscope.xray.memory.SparseMemory} answers from it later, byte for byte as the host did.
/// - {@link initscope.xray.memory.SparseFormat} is that as a file ({@code xray/memory.sparse} of a capture).
/// - Not here: how bytes come over SSH ({@code initscope.remote}), what they mean ({@code initscope.xray}).
@NullMarked
package initscope.xray.memory;

import org.jspecify.annotations.NullMarked;
