package initscope.model.boot;

/// The host as a plot's title names it; what is not told is empty.
///
/// @param os name of the operating system
/// @param name the host's own name
/// @param kernelRelease such as {@code 4.18.0-80.el8.x86_64}
/// @param kernelVersion such as {@code #1 SMP Tue Jun 4 09:19:46 UTC 2019}
/// @param architecture such as {@code x86-64}
/// @param virtualization such as {@code kvm}
public record PlotHost(
    String os,
    String name,
    String kernelRelease,
    String kernelVersion,
    String architecture,
    String virtualization) {
  /// Nothing is told.
  public static final PlotHost UNKNOWN = new PlotHost("", "", "", "", "", "");
}
