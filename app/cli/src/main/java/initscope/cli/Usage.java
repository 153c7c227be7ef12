package initscope.cli;

/// The help of the command as a whole.
final class Usage {
  /// What {@code initscope --help} prints.
  static final String TEXT =
      """
      InitScope says what blocks or delays a Go service on Linux before main runs.

      initscope                 open the window (initscope FILE... opens them)
      initscope VERB            without a window:

        demo [--out DIR]                        rehearsed incident, end to end over SSH on this computer
        collect [USER@]HOST[:PORT] (--pid N | --unit U | --exe PATH) -o FILE.isz
                                                capture a process on a host, read only
        analyze FILE... [--json]                verdict and findings
        decode FILE [--as FORMAT] | --list      what a decoder saw, as JSON lines
        inspect BINARY [OTHER] [--json]         a Go binary from outside; what differs between two
        export FILE --to FORMAT [-o OUT]        html, markdown, svg, pprof, perfetto, ...
        tune plan|apply|status|confirm|rollback|extend HOST
                                                change a host on trial, with undo
        tune status                             what this computer has open on any host; asks none
        tune mistakes|cgroup HOST UNIT          what of a unit bears on its start, and what mends it
        tune denials HOST --domain TYPE         what SELinux denied, and the narrowest change that allows it
        tune audit [PLAN|TX] [--json]           what was sent to hosts, and what they answered
        tune export PLAN... --to FORMAT         the same for a fleet: ansible, tuned, sysctl.d, role-vars, sh
        lab list|start                          rehearsed incidents
        doctor [HOST]                           what this computer and that host can give

      initscope VERB --help     options of a verb
      initscope --version

      Exit status: 0 done, 1 internal error, 2 usage, 3 input damaged or unknown, 4 host unreachable or login refused,
      5 host refused a command, 6 change failed and was rolled back, 7 change needs a person, 8 threshold not met,
      9 consent missing.\
      """;

  private Usage() {}
}
