package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CoverageReasonsTest {
  private final CoverageReasons chinese = new CoverageReasons(Words.of(Locale.SIMPLIFIED_CHINESE));

  @Test
  void saysOwnReasonsInTheReadersLanguage() {
    assertThat(chinese.of("needs --allow stop")).isEqualTo("需要 --allow stop");
    assertThat(chinese.of("the process's memory lock is held: reading would hang"))
        .isEqualTo("进程的内存锁被占用：读取会被挂起");
    assertThat(chinese.of("the link was lost before it answered")).isEqualTo("连接中断，未等到回答");
    assertThat(
            chinese.of(
                "40 samples, one in 50 ms and 81 ms at most, until main.main runs; clock:"
                    + " timer_list within 1.20 ms; read by sftp-server with 1.2 % of a CPU, 9 reads"
                    + " and 4096 bytes a sample (360 and 163840 in all)"))
        .isEqualTo(
            "40 个样本，平均间隔 50 ms，最长 81 ms，直到：main.main 已运行；时钟：timer_list，误差 1.20 ms"
                + " 以内；由 sftp-server 读取：1.2 % 的一个 CPU，9 次读取、每个样本 4096 字节（共 360"
                + " 次、163840 字节）");
  }

  @Test
  void noOwnReasonIsLeftInEnglish() {
    for (String why :
        List.of(
            "left out by --without",
            "no sample was taken",
            "no process runs, and which executable it is going to run is not known",
            "waited 3.2 s for the process to begin",
            "no process ran /opt/bin/taxd within 60.0 s",
            "9 new processes were not asked",
            "this login may not look at 2 new processes of others: log in as their user or as root,"
                + " or let sudo be used",
            "it was process 12, since then 44 runs",
            "nothing could be read",
            "no answer in time",
            "stopped for at most 40 ms, state after: S")) {
      assertThat(chinese.of(why)).as(why).isNotEqualTo(why).matches(".*[\\u4e00-\\u9fff].*");
    }
  }

  @Test
  void whatAHostSaidStaysAsItIs() {
    assertThat(chinese.of("Permission denied; the process is of user 990, the login of user 1000"))
        .isEqualTo("Permission denied；进程属于用户 990，登录用户是 1000");
    assertThat(chinese.of("No such file or directory")).isEqualTo("No such file or directory");
    assertThat(chinese.of("")).isEmpty();
    String hostile = "needs --with ".repeat(500);
    assertThat(chinese.of(hostile)).isEqualTo(hostile);
    assertThat(new CoverageReasons(Words.of(Locale.ENGLISH)).of("nothing there; no process runs"))
        .isEqualTo("nothing there; no process runs");
  }
}
