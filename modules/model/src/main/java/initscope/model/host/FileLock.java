package initscope.model.host;

/// One line of /proc/locks, see proc_locks(5).
///
/// @param number of the lock; a waiter has the number of the lock it waits for
/// @param waiting whether the line begins with {@code ->}: this one waits
/// @param kind {@code FLOCK}, {@code POSIX}, {@code OFDLCK}, {@code LEASE}
/// @param access {@code READ} or {@code WRITE}
/// @param pid holder or waiter, -1 for open file description locks
/// @param device {@code major:minor} in hex
/// @param inode of the locked file
public record FileLock(
    int number, boolean waiting, String kind, String access, long pid, String device, long inode) {}
