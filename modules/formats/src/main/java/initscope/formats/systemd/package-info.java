/// What systemd says and reads, and the kernel's log: unit files too. See systemctl(1), systemd-analyze(1), systemd.journal-fields(7) and
/// https://systemd.io/JOURNAL_EXPORT_FORMATS/.
///
/// - `systemctl`: `SystemctlShowDecoder`, `UnitsDecoder`, `UnitFilesDecoder`.
/// - `systemd-analyze`: `TimeDecoder`, `BlameDecoder`, `CriticalChainDecoder`, `DumpDecoder`, `PlotDecoder`. What they print of a time,
///   `Timespan` reads, for other rooms too.
/// - The journal in each of its forms, and dmesg: `Journals`.
@NullMarked
package initscope.formats.systemd;

import org.jspecify.annotations.NullMarked;
