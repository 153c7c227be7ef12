package initscope.tuning;

import java.io.IOException;

/// Makes a {@link FakeHost} one that runs SELinux: small programs keep its policy store as the real ones do.
final class SelinuxHost {
  static final String STORE = "var/lib/selinux/targeted/active";
  static final String PORTS = STORE + "/ports.local";

  private SelinuxHost() {}

  static void onto(FakeHost host) throws IOException {
    host.write("sys/fs/selinux/enforce", "1\n");
    host.write("sys/fs/selinux/context", "");
    host.write("etc/selinux/config", "SELINUX=enforcing\nSELINUXTYPE=targeted\n");
    host.write("proc/meminfo", "MemAvailable:    2000000 kB\n");
    host.write(STORE + "/commit_num", "1\n");
    host.write("run/loads", "");
    host.program(
        "semodule",
        """
        [ "$1" = -R ] || exit 1
        echo reload >>"$INITSCOPE_ROOT/run/loads"
        """);
    host.program("semanage", SEMANAGE);
  }

  /// {@code semanage port} of policycoreutils 3.4, as it was seen on Debian 12.
  private static final String SEMANAGE =
      """
      f=$INITSCOPE_ROOT/var/lib/selinux/targeted/active/ports.local
      [ "$1" = port ] || exit 1
      if [ "$2" = -l ]; then
        echo 'SELinux Port Type              Proto    Port Number'; echo
        echo 'http_cache_port_t              tcp      3128, 8080, 8118, 10001-10010'
        echo 'http_port_t                    tcp      80, 443, 488'
        echo 'reserved_port_t                tcp      1-511'
        [ ! -e "$f" ] || while read -r a p n c; do t=${c#*:}; t=${t#*:}; [ "$a" != portcon ] || echo "${t%%:*} $p $n"; done <"$f"
        exit 0
      fi
      verb=$2; shift 2; t=
      while [ $# -gt 1 ]; do case $1 in -t) t=$2;; -p) p=$2;; esac; shift 2; done
      k="portcon $p $1 "; grep -v "^$k" "$f" >"$f.new" 2>/dev/null; had=$?
      case $verb in
        -a) if [ -e "$f" ] && grep -q "^$k" "$f"; then echo "ValueError: Port $p/$1 already defined" >&2; exit 1; fi;;
        -d) if ! grep -q "^$k" "$f" 2>/dev/null; then echo "ValueError: Port $p/$1 is not defined" >&2; exit 1; fi;;
      esac
      [ "$verb" = -d ] || echo "${k}system_u:object_r:$t:s0" >>"$f.new"
      mv "$f.new" "$f"; echo "port $verb" >>"$INITSCOPE_ROOT/run/loads"
      """;
}
