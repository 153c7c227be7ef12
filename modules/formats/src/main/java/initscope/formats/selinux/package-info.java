/// Decisions of SELinux in the text of the audit log, of ausearch, of the journal and of dmesg.
///
/// - Start at `AvcDecoder`. `AuditLine` knows how a record begins in each of these, `AuditFields` reads `NAME=VALUE` and undoes
///   hexadecimal names, `Joined` brings the records of one event together.
/// - Not here: what to do about a denial (`initscope.tuning.selinux`).
@NullMarked
package initscope.formats.selinux;

import org.jspecify.annotations.NullMarked;
