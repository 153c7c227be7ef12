package initscope.formats;

import initscope.formats.bootchart.BootChartDecoder;
import initscope.formats.bootchart.BootChartSvgDecoder;
import initscope.formats.folded.FoldedReader;
import initscope.formats.gdb.PstackDecoder;
import initscope.formats.godump.GoroutineDumpDecoder;
import initscope.formats.golist.GoListDecoder;
import initscope.formats.inittrace.InitTraceDecoder;
import initscope.formats.os.OsReleaseDecoder;
import initscope.formats.os.RedhatReleaseDecoder;
import initscope.formats.perf.PerfScriptDecoder;
import initscope.formats.perfdata.PerfDataDecoder;
import initscope.formats.pprof.PprofReader;
import initscope.formats.proc.CgroupDecoder;
import initscope.formats.proc.FdDecoder;
import initscope.formats.proc.FstabDecoder;
import initscope.formats.proc.KernelStackDecoder;
import initscope.formats.proc.LimitsDecoder;
import initscope.formats.proc.LocksDecoder;
import initscope.formats.proc.MapsDecoder;
import initscope.formats.proc.MountinfoDecoder;
import initscope.formats.proc.NetArpDecoder;
import initscope.formats.proc.NetRouteDecoder;
import initscope.formats.proc.NetTcpDecoder;
import initscope.formats.proc.NetUnixDecoder;
import initscope.formats.proc.ProcStatDecoder;
import initscope.formats.proc.ProcStatusDecoder;
import initscope.formats.proc.StartWatchDecoder;
import initscope.formats.proc.SyscallDecoder;
import initscope.formats.proc.TaskSchedDecoder;
import initscope.formats.proc.WchanDecoder;
import initscope.formats.selinux.AvcDecoder;
import initscope.formats.strace.StraceDecoder;
import initscope.formats.systemd.BlameDecoder;
import initscope.formats.systemd.CriticalChainDecoder;
import initscope.formats.systemd.DmesgDecoder;
import initscope.formats.systemd.DumpDecoder;
import initscope.formats.systemd.JournalExportDecoder;
import initscope.formats.systemd.JournalJsonDecoder;
import initscope.formats.systemd.JournalTextDecoder;
import initscope.formats.systemd.PlotDecoder;
import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.formats.systemd.TimeDecoder;
import initscope.formats.systemd.UnitFileDecoder;
import initscope.formats.systemd.UnitFilesDecoder;
import initscope.formats.systemd.UnitLinksDecoder;
import initscope.formats.systemd.UnitsDecoder;
import initscope.model.Bytes;
import initscope.model.Decoder;
import java.util.List;
import java.util.Optional;

/// Every format of a system's or profiler's files, by name or by a guess from the first bytes.
public final class Formats {
  private static final int HEAD_BYTES = 64 << 10;

  /// In the order in which they are asked: those with an unmistakable first line come first, those that look for a line
  /// anywhere in mixed output come after them, a lone word comes last.
  private static final List<Decoder<?>> ALL =
      List.of(
          new PerfDataDecoder(),
          new BootChartDecoder(),
          new PlotDecoder(),
          new BootChartSvgDecoder(),
          new PprofReader(),
          new GoListDecoder(),
          new JournalJsonDecoder(),
          new JournalExportDecoder(),
          new DumpDecoder(),
          new CriticalChainDecoder(),
          new TimeDecoder(),
          new BlameDecoder(),
          new UnitsDecoder(),
          new UnitFilesDecoder(),
          new ProcStatusDecoder(),
          new ProcStatDecoder(),
          new StartWatchDecoder(),
          new MapsDecoder(),
          new SyscallDecoder(),
          new KernelStackDecoder(),
          new NetTcpDecoder(),
          new NetUnixDecoder(),
          new NetRouteDecoder(),
          new NetArpDecoder(),
          new LimitsDecoder(),
          new CgroupDecoder(),
          new MountinfoDecoder(),
          new LocksDecoder(),
          new TaskSchedDecoder(),
          new FdDecoder(),
          new OsReleaseDecoder(),
          new RedhatReleaseDecoder(),
          new SystemctlShowDecoder(),
          new UnitFileDecoder(),
          new UnitLinksDecoder(),
          new FstabDecoder(),
          new StraceDecoder(),
          new PstackDecoder(),
          new InitTraceDecoder(),
          new GoroutineDumpDecoder(),
          new PerfScriptDecoder(),
          new AvcDecoder(),
          new JournalTextDecoder(),
          new DmesgDecoder(),
          new FoldedReader(),
          new WchanDecoder());

  private Formats() {}

  /// All decoders.
  public static List<Decoder<?>> all() {
    return ALL;
  }

  /// The decoder of that name, as {@code decode --as} takes it.
  public static Optional<Decoder<?>> byName(String name) {
    return ALL.stream()
        .<Decoder<?>>map(d -> d)
        .filter(d -> d.format().name().equals(name))
        .findFirst();
  }

  /// The decoder that an input with this beginning most likely needs.
  ///
  /// @param head the first 64 KiB, or all; more is not looked at
  public static Optional<Decoder<?>> recognise(Bytes head) {
    Bytes start = head.first(HEAD_BYTES);
    return ALL.stream().<Decoder<?>>map(d -> d).filter(d -> d.recognises(start)).findFirst();
  }
}
