/// What systemd says and reads: `systemctl show`, the journal, and unit files. See systemctl(1), systemd.journal-fields(7) and
/// https://systemd.io/JOURNAL_EXPORT_FORMATS/.
@NullMarked
package initscope.formats.systemd;

import org.jspecify.annotations.NullMarked;
