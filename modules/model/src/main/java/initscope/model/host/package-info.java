/// What Linux and systemd say of a host, a process, its threads, files, sockets and units. Field names follow proc(5),
/// systemd.exec(5) and org.freedesktop.systemd1(5).
@NullMarked
package initscope.model.host;

import org.jspecify.annotations.NullMarked;
