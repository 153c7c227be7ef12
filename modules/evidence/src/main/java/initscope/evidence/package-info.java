/// A capture file and what it proves: bytes in, one {@link initscope.model.Incident} out. Pure: no files, clock or threads.
///
/// - Start at {@link initscope.evidence.IncidentReader}: any mix of .isz, spool and loose text to one incident.
/// - {@link initscope.evidence.Capture} is an opened capture: facts, index, raw entries. {@link initscope.evidence.CaptureReader}
///   opens a sealed one, {@link initscope.evidence.SpoolReader} an unsealed one, {@link initscope.evidence.CaptureWriter} seals.
/// - {@link initscope.evidence.EntryDecoders} is the table that says which decoder reads which entry.
/// - {@code TraceInputs} reads the execution traces among the inputs: which side by side, which alone.
/// - {@link initscope.evidence.zip}: the zip container, read with limits, and written.
/// - Not here: decoding of formats ({@code formats}), the Go runtime ({@code xray}), folders and files ({@code collect}).
@NullMarked
package initscope.evidence;

import org.jspecify.annotations.NullMarked;
