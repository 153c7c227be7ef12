package initscope.model.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyscallsTest {
  // Numbers as Go's own syscall package has them (zsysnum_linux_amd64.go, zsysnum_linux_arm64.go).
  @ParameterizedTest
  @CsvSource({
    "x86_64, 0, read", "x86_64, 202, futex", "x86_64, 73, flock", "x86_64, 61, wait4",
    "amd64, 318, getrandom", "aarch64, 63, read", "aarch64, 98, futex", "arm64, 32, flock",
    "arm64, 260, wait4", "arm64, 278, getrandom", "arm64, 25, fcntl", "x86_64, 281, epoll_pwait"
  })
  void namesByArchitecture(String machine, long number, String name) {
    assertThat(Syscalls.name(machine, number)).contains(name);
  }

  @Test
  void unknownStaysUnknown() {
    assertThat(Syscalls.name("x86_64", 99_999)).isEmpty();
    assertThat(Syscalls.name("riscv64", 0)).isEmpty();
  }
}
