package initscope.model.host;

import java.util.List;

/// One line of /proc/PID/mountinfo, see proc_pid_mountinfo(5); octal escapes undone.
///
/// @param id mount id
/// @param parentId of the mount it stands on
/// @param device {@code major:minor} in decimal
/// @param root of the file system that is mounted here
/// @param mountPoint where
/// @param options per mount
/// @param tags optional fields such as {@code shared:1}
/// @param fileSystem type, such as {@code xfs}
/// @param source device or server
/// @param superOptions per file system
public record Mount(
    int id,
    int parentId,
    String device,
    String root,
    String mountPoint,
    List<String> options,
    List<String> tags,
    String fileSystem,
    String source,
    List<String> superOptions) {
  /// Keeps immutable copies.
  public Mount {
    options = List.copyOf(options);
    tags = List.copyOf(tags);
    superOptions = List.copyOf(superOptions);
  }
}
