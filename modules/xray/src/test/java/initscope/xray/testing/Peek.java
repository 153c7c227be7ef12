package initscope.xray.testing;

import initscope.model.Frame;
import initscope.model.go.Goroutine;
import initscope.xray.InitInProgress;
import initscope.xray.XRay;

/// Prints an X-ray of a process of this machine: for experiments.
public final class Peek {
  private Peek() {}

  /// Prints one.
  ///
  /// @param args process id
  public static void main(String[] args) throws Exception {
    try (LocalProcess process = new LocalProcess(Long.parseLong(args[0]))) {
      long start = System.nanoTime();
      XRay.Reading reading =
          XRay.measure(
              process.executable(), process.memory(), process.maps(), XRay.Options.DEFAULT);
      long millis = (System.nanoTime() - start) / 1_000_000;
      System.out.println(reading.runtime().binary());
      System.out.println(reading.executable() + " " + reading.process() + " " + millis + " ms");
      System.out.println("refusal " + reading.runtime().refusal() + reading.runtime().problems());
      System.out.println(reading.runtime().inits().size() + " inits");
      reading
          .runtime()
          .inits()
          .forEach(
              i ->
                  System.out.println(
                      "  " + i.packagePath() + " " + i.state() + " " + i.functions()));
      reading.runtime().imports().forEach(System.out::println);
      for (InitInProgress init : InitInProgress.of(reading.runtime())) {
        System.out.println(
            "in " + init.task().packagePath() + " " + init.function() + " " + init.at());
      }
      for (Goroutine g : reading.runtime().goroutines()) {
        System.out.println(
            g.id()
                + " "
                + g.status()
                + " "
                + g.waitReason()
                + " tid "
                + g.tid()
                + (g.partial() ? " partial" : "")
                + (g.torn() ? " torn" : ""));
        for (Frame f : g.frames()) {
          System.out.println(
              "    "
                  + f.function()
                  + " "
                  + f.file().orElse("")
                  + ":"
                  + f.line().orElse(0)
                  + (f.inlined() ? " inlined" : ""));
        }
        System.out.println(
            "    by "
                + g.createdBy().map(f -> f.function() + ":" + f.line())
                + " started at "
                + g.startedAt().map(Frame::function)
                + " "
                + g.labels());
        reading.runtime().waits().of(g.id()).forEach(w -> System.out.println("    waits " + w));
      }
      reading.runtime().waits().links().forEach(System.out::println);
      reading.runtime().threads().forEach(System.out::println);
      reading.runtime().processors().forEach(System.out::println);
    }
  }
}
