/// A sealed capture played backwards: an SSH server on loopback that answers as the recorded host did.
///
/// - {@link initscope.lab.LabServer} listens; {@link initscope.lab.LabHost} is the host: the capture's files laid out below a folder, so
///   that the very programs InitScope sends to a real host run here, with that folder before every path
///   ({@code INITSCOPE_ROOT}); memory reads are answered from the recorded X-ray by {@link initscope.lab.MemorySftp}.
/// - What can be changed (sysctls, timers, drop-ins) is files below the folder: a change is seen by the next read, and gone with the folder.
/// - {@link initscope.lab.Incidents} names the rehearsed incidents, each recorded from a real host.
/// - Only whoever holds the key pair made for one start can log in: the programs run as the user who started the lab.
@NullMarked
package initscope.lab;

import org.jspecify.annotations.NullMarked;
