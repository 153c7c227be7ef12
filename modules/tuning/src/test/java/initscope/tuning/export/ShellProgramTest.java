package initscope.tuning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.Bytes;
import initscope.model.change.Change;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetSysctl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The exported program, run by real shells against a folder that stands for the root.
class ShellProgramTest {
  @TempDir Path folder;

  private static final String DROP_IN =
      "[Service]\nEnvironment=\"A=it's $HOME `x` \\\\ {{ 1 }}\"\n";

  private record Ran(int status, String out) {}

  private static Ran run(Path folder, String shell, String text, String... words) throws Exception {
    Path program = folder.resolve("program.sh");
    Files.writeString(program, text);
    List<String> argv = new ArrayList<>(List.of(shell.split(" ")));
    argv.add(program.toString());
    argv.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.environment().put("INITSCOPE_ROOT", folder.resolve("root").toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":/usr/sbin:/usr/bin:/sbin:/bin");
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out);
  }

  private void write(String path, String text) throws IOException {
    write(folder, path, text);
  }

  private static void write(Path folder, String path, String text) throws IOException {
    Path file = folder.resolve("root").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void tool(String name, String text) throws IOException {
    tool(folder, name, text);
  }

  private static void tool(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve("bin").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.resolve("root"))) {
      for (Path path : all.toList()) {
        tree.put(
            path.toString(),
            Files.getPosixFilePermissions(path)
                + (Files.isDirectory(path) ? "" : Files.readString(path)));
      }
    }
    return tree;
  }

  private static String text(Plan plan) throws Exception {
    return ShellProgram.text(Fleet.of(List.of(plan)));
  }

  private void machine() throws IOException {
    tool("id", "echo 0");
    write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    Files.createDirectories(folder.resolve("root/var/lib"));
    Files.createDirectories(folder.resolve("root/etc/sysctl.d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void setsOnceTakesBackAndKeepsWhatOthersSet(String shell) throws Exception {
    assumeTrue(
        Stream.of("/bin/", "/usr/bin/")
            .anyMatch(p -> Files.isExecutable(Path.of(p + shell.split(" ")[0]))),
        shell + " is not installed here");
    machine();
    write("proc/sys/net/core/somaxconn", "128\n");
    write("proc/sys/vm/dirty_ratio", "20\n");
    write("proc/sys/vm/dirty_bytes", "0\n");
    List<SetSysctl> two =
        List.of(
            Samples.sysctl("net.core.somaxconn", "4096"), Samples.sysctl("vm.dirty_ratio", "10"));
    String text = text(Samples.sysctls("h", true, two, List.of("128", "20"), ""));
    Map<String, String> before = tree();

    assertThat(run(folder, shell, text, "plan").out()).contains("changed net.core.somaxconn: 128");
    assertThat(run(folder, shell, text, "status").status()).isEqualTo(8);
    assertThat(tree()).isEqualTo(before);

    Ran first = run(folder, shell, text, "apply");
    assertThat(first.status()).as(first.out()).isZero();
    assertThat(first.out().lines().filter(l -> l.startsWith("changed "))).hasSize(4);
    assertThat(run(folder, shell, text, "status").status()).isZero();
    Map<String, String> after = tree();
    assertThat(run(folder, shell, text, "apply").out()).doesNotContain("changed ");
    assertThat(tree()).isEqualTo(after);

    write("proc/sys/net/core/somaxconn", "777\n");
    Ran drift = run(folder, shell, text, "rollback");
    assertThat(drift.status()).isEqualTo(7);
    assertThat(drift.out()).contains("left net.core.somaxconn: it is '777'");
    assertThat(run(folder, shell, text, "apply").status()).isEqualTo(5);
    write("proc/sys/net/core/somaxconn", "4096\n");
    assertThat(run(folder, shell, text, "rollback").status()).isZero();
    assertThat(tree()).isEqualTo(before);
    assertThat(run(folder, shell, text, "rollback").status()).isZero();
  }

  private static Plan allKinds() {
    Change path = Samples.change("ldconf", "shop", "/opt/shop/lib");
    return Samples.plan(
        "h",
        true,
        List.of(
            Samples.change("sysctl", "vm.swappiness", "10"),
            Samples.change("boolean", "orders_dial", "on"),
            Samples.change("policy", "orders", "allow a_t b_t:file read;"),
            Samples.change("unit", "ordersd.service", "Service.Environment=A=1\nrestart"),
            path),
        List.of(
            Samples.item(Phase.TRY, "sysctl", "/proc/sys/vm/swappiness", "60", "10"),
            Samples.item(Phase.TRY, "boolean", "orders_dial", "0", "1"),
            Samples.item(Phase.PERSIST, "lastbool", "orders_dial", "absent", "1"),
            Samples.item(Phase.HOLD, "module", "orders", "absent", "installed"),
            Samples.dropIn("ordersd.service", DROP_IN),
            PlanItem.file(
                "ldconf",
                Phase.HOLD,
                "/etc/ld.so.conf.d/shop.conf",
                Optional.empty(),
                Optional.of(Bytes.of("/opt/shop/lib\n")),
                PlanItem.How.PLAIN)));
  }

  @Test
  void otherKindsAreSetAndTakenBack() throws Exception {
    machine();
    tool(
        "systemctl",
        "case $1 in daemon-reload) : >\"$INITSCOPE_ROOT/reloaded\";; restart) :"
            + " >\"$INITSCOPE_ROOT/restarted\";; esac\n");
    tool("ldconfig", ": >\"$INITSCOPE_ROOT/cached\"\n");
    tool(
        "setsebool",
        """
        r=$INITSCOPE_ROOT; if [ "$1" = -P ]; then shift; echo "$1=$2" >"$r/var/lib/selinux/targeted/active/booleans.local"; fi
        echo "$2 $2" >"$r/sys/fs/selinux/booleans/$1"
        """);
    tool("semanage", ": >\"$INITSCOPE_ROOT/var/lib/selinux/targeted/active/booleans.local\"\n");
    tool(
        "semodule",
        """
        m=$INITSCOPE_ROOT/var/lib/selinux/targeted/active/modules/400; n=${4##*/}; n=${n%.cil}
        case $3 in -i) mkdir -p "$m/$n"; cat "$4" >"$INITSCOPE_ROOT/seen";; -r) rmdir "$m/$n";; esac
        """);
    write("proc/sys/vm/swappiness", "60\n");
    write("sys/fs/selinux/booleans/orders_dial", "0 0\n");
    write("var/lib/selinux/targeted/active/booleans.local", "");
    Files.createDirectories(folder.resolve("root/var/lib/selinux/targeted/active/modules/400"));
    Files.createDirectories(folder.resolve("root/etc/systemd/system"));
    Files.createDirectories(folder.resolve("root/etc/ld.so.conf.d"));
    Plan plan = allKinds();
    Map<String, String> before = tree();
    Ran ran = run(folder, "/bin/sh", text(plan), "apply");
    assertThat(ran.status()).as(ran.out()).isZero();
    Path units = folder.resolve("root/etc/systemd/system/ordersd.service.d");
    try (Stream<Path> files = Files.list(units)) {
      assertThat(files).singleElement().satisfies(f -> assertThat(f).hasContent(DROP_IN));
    }
    assertThat(folder.resolve("root/seen")).hasContent("(allow a_t b_t (file (read)))\n");
    for (String proof : List.of("reloaded", "restarted", "cached", "seen")) {
      Files.delete(folder.resolve("root").resolve(proof));
    }
    assertThat(run(folder, "/bin/sh", text(plan), "apply").out()).doesNotContain("changed ");
    Ran back = run(folder, "/bin/sh", text(plan), "rollback");
    assertThat(back.status()).as(back.out()).isZero();
    for (String proof : List.of("reloaded", "restarted", "cached")) {
      Files.delete(folder.resolve("root").resolve(proof));
    }
    assertThat(tree()).isEqualTo(before);
  }

  @Provide
  static Arbitrary<String> odd() {
    Arbitrary<String> listed =
        Arbitraries.of(
            "yes",
            "0x1",
            "1:30",
            "~",
            "null",
            "- a",
            "{{ 1 + 1 }}",
            "{% raw %}",
            "{#",
            "$HOME",
            "`id`",
            "'",
            "''\\''",
            "\"",
            "\\",
            "\\n",
            "%s",
            "-n",
            "a'b\"c\\d$e`f",
            "*",
            "#x",
            "!x",
            "&a",
            "=",
            "@ID@",
            "=  =",
            "(x)");
    return Arbitraries.oneOf(listed, Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40))
        .filter(s -> !SetSysctl.squeeze(s).isEmpty());
  }

  @Property(tries = 60)
  void anyValueReachesTheHostAsItIs(@ForAll("odd") String want, @ForAll("odd") String old)
      throws Exception {
    Path here = Files.createTempDirectory("initscope-export");
    try {
      tool(here, "id", "echo 0");
      SetSysctl change = Samples.sysctl("kernel.a", want);
      String before = SetSysctl.squeeze(old);
      write(here, "proc/sys/kernel/a", before + "\n");
      Files.createDirectories(here.resolve("root/etc/sysctl.d"));
      String text = text(Samples.sysctls("h", true, List.of(change), List.of(before), ""));
      Ran ran = run(here, "/bin/sh", text, "apply", "--", before, "-");
      assertThat(ran.status()).as(ran.out()).isZero();
      assertThat(here.resolve("root/proc/sys/kernel/a")).hasContent(change.value() + "\n");
      assertThat(Files.readString(here.resolve("root" + Samples.OWN)))
          .endsWith("\nkernel.a = " + change.value() + "\n");
      Ran back = run(here, "/bin/sh", text, "rollback", "--", before, "-");
      assertThat(back.status()).as(back.out()).isZero();
      assertThat(here.resolve("root/proc/sys/kernel/a")).hasContent(before + "\n");
      assertThat(here.resolve("root" + Samples.OWN)).doesNotExist();
    } finally {
      try (Stream<Path> all = Files.walk(here)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /// Read by the parser that Ansible itself uses.
  @Property(tries = 20)
  void anyValueIsTheSameTextInYaml(@ForAll("odd") String text) throws Exception {
    yaml(text);
  }

  @Test
  void lineFeedsAndLettersOfAnyPlaneAreTheSameTextInYaml() throws Exception {
    yaml("a\nb\n\n c: d\t\u0085\u2028\ufeff\u0007\ud83d\ude00 \u4e2d: [x]\n");
  }

  private static void yaml(String text) throws Exception {
    String program =
        "import sys, yaml\n"
            + "yaml.SafeLoader.add_constructor('!unsafe', lambda l, n: l.construct_scalar(n))\n"
            + "v = yaml.safe_load(sys.stdin.buffer.read().decode())['a'][0]\n"
            + "assert isinstance(v, str)\nsys.stdout.buffer.write(v.encode())\n";
    ProcessBuilder builder = new ProcessBuilder("python3", "-c", program);
    Process process;
    try {
      process = builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "python3 is not installed here");
      return;
    }
    try (var in = process.getOutputStream()) {
      in.write(("a:\n  - " + Yaml.value(text) + " # b\n").getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(!out.contains("No module named"), "python3 has no yaml here");
    assertThat(process.waitFor()).as(out).isZero();
    assertThat(out).isEqualTo(text);
  }

  @Test
  void shellcheckFindsNothing() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/shellcheck")), "shellcheck is not installed here");
    Path program = folder.resolve("program.sh");
    Files.writeString(program, text(allKinds()));
    Process process =
        new ProcessBuilder("shellcheck", "-s", "sh", program.toString())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
  }
}
