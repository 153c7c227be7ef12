package initscope.model.sched;

import static initscope.model.testing.SchedRecording.frame;
import static initscope.model.testing.SchedRecording.kernel;
import static initscope.model.testing.SchedRecording.user;
import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Frame;
import initscope.model.perf.StackTable;
import initscope.model.perf.StackTableBuilder;
import initscope.model.testing.SchedRecording;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WaitReasonsTest {
  private static WaitReason of(SchedState state, Frame... frames) {
    StackTableBuilder builder = new StackTableBuilder();
    int[] places = Stream.of(frames).mapToInt(builder::frame).toArray();
    int stack = builder.stack(places, places.length);
    StackTable table = builder.build();
    return new WaitReasons(table).of(stack, state);
  }

  @ParameterizedTest
  @CsvSource({
    "futex_wait_queue futex_wait do_futex, FUTEX",
    "futex_wait_queue_me futex_wait, FUTEX",
    "schedule_hrtimeout_range ep_poll sys_epoll_wait, EPOLL",
    "schedule_hrtimeout_range_clock do_epoll_wait do_epoll_pwait.part.0, EPOLL",
    "do_nanosleep hrtimer_nanosleep, SLEEP",
    "schedule_hrtimeout_range poll_schedule_timeout do_select, POLL",
    "io_schedule folio_wait_bit_common filemap_get_pages, DISK",
    "io_schedule folio_wait_bit_common filemap_fault __do_fault do_user_addr_fault, PAGE_FAULT",
    "io_schedule nfs_wait_bit_killable nfs_file_fsync, NFS",
    "rpc_wait_bit_killable __rpc_execute nfs4_call_sync, NFS",
    "pipe_read vfs_read, PIPE",
    "wait_for_partner fifo_open, FIFO",
    "schedule_timeout unix_stream_read_generic unix_stream_recvmsg, UNIX_SOCKET",
    "schedule_timeout wait_woken sk_wait_data tcp_recvmsg_locked, SOCKET",
    "inet_csk_accept inet_accept do_accept, ACCEPT",
    "inet_wait_for_connect __inet_stream_connect inet_stream_connect, CONNECT",
    "do_wait kernel_wait4, CHILD",
    "flock_lock_inode_wait __x64_sys_flock, FILE_LOCK",
    "fcntl_setlk do_fcntl, FILE_LOCK",
    "request_wait_answer fuse_simple_request, FUSE",
    "jbd2_log_wait_commit ext4_sync_file, JOURNAL",
    "rwsem_down_write_slowpath down_write, KERNEL_LOCK",
    "do_task_dead do_exit, EXIT",
    "something_else another, INTERRUPTIBLE"
  })
  void theKernelsFunctionsTellIt(String functions, WaitReason reason) {
    Frame[] frames =
        Stream.concat(
                Stream.concat(Stream.of("__schedule", "schedule"), Stream.of(functions.split(" "))),
                Stream.of("entry_SYSCALL_64_after_hwframe"))
            .map(SchedRecording::kernel)
            .toArray(Frame[]::new);
    assertThat(of(SchedState.SLEEPING, frames)).isEqualTo(reason);
  }

  @Test
  void namesOfTheProgramDoNotCount() {
    assertThat(of(SchedState.SLEEPING, kernel("schedule"), user("do_nanosleep")))
        .isEqualTo(WaitReason.INTERRUPTIBLE);
    assertThat(of(SchedState.UNINTERRUPTIBLE, kernel("schedule"), frame("pipe_read", "[ext4]")))
        .isEqualTo(WaitReason.PIPE);
  }

  @Test
  void withoutAStackTheStateSpeaks() {
    assertThat(of(SchedState.UNINTERRUPTIBLE)).isEqualTo(WaitReason.BLOCKED);
    assertThat(of(SchedState.RUNNABLE, kernel("pipe_read"))).isEqualTo(WaitReason.RUNNABLE);
    assertThat(of(SchedState.OFF)).isEqualTo(WaitReason.NOT_KNOWN);
    assertThat(of(SchedState.STOPPED)).isEqualTo(WaitReason.STOPPED);
  }
}
