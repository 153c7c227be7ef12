package initscope.model.sched;

import initscope.model.Frame;
import initscope.model.perf.StackTable;
import java.util.List;

/// From the kernel's functions on a stack to what the thread waits for. Where several rows of the table fit, the earlier one: a page of a
/// file on NFS is waited for as NFS, a page fault that reads a disk is a page fault.
final class WaitReasons {
  private static final int DEEPEST = 96;

  /// Names of functions, and beginnings of names before a star. Kernels 3.10 to 6.x spell some differently.
  private static final List<Row> TABLE =
      List.of(
          row(WaitReason.THROTTLED, "throttle_cfs_rq_work"),
          row(
              WaitReason.MEMORY,
              "mem_cgroup_handle_over_high",
              "__mem_cgroup_handle_over_high",
              "mem_cgroup_oom*",
              "try_to_free_pages",
              "try_to_free_mem_cgroup_pages",
              "throttle_direct_reclaim",
              "reclaim_throttle"),
          row(WaitReason.NFS, "nfs_*", "nfs3_*", "nfs4_*", "rpc_wait_bit_killable"),
          row(WaitReason.FUSE, "fuse_*", "request_wait_answer"),
          row(
              WaitReason.FILE_LOCK,
              "flock_lock_file_wait",
              "flock_lock_inode_wait",
              "locks_lock_inode_wait",
              "locks_lock_file_wait",
              "posix_lock_file_wait",
              "posix_lock_inode_wait",
              "do_lock_file_wait*",
              "fcntl_setlk*",
              "__x64_sys_flock",
              "sys_flock"),
          row(
              WaitReason.JOURNAL,
              "jbd2_*",
              "do_get_write_access",
              "xlog_*",
              "xfs_log_*",
              "_xfs_log_*",
              "__xfs_log_*"),
          row(
              WaitReason.KERNEL_LOCK,
              "rwsem_down_*",
              "call_rwsem_down_*",
              "__down_read*",
              "__down_write*",
              "__mutex_lock*",
              "mutex_lock*",
              "__down_*",
              "percpu_down_*",
              "synchronize_rcu*"),
          row(
              WaitReason.PAGE_FAULT,
              "do_user_addr_fault",
              "__do_page_fault",
              "do_page_fault",
              "handle_mm_fault",
              "filemap_fault",
              "do_swap_page",
              "__do_fault",
              "exc_page_fault"),
          row(WaitReason.FIFO, "wait_for_partner", "fifo_open"),
          row(WaitReason.PIPE, "pipe_read", "pipe_write", "pipe_wait*", "anon_pipe_*"),
          row(
              WaitReason.UNIX_SOCKET,
              "unix_stream_*",
              "unix_dgram_*",
              "unix_wait_for_peer",
              "unix_accept"),
          row(WaitReason.ACCEPT, "inet_csk_accept", "inet_accept", "inet_csk_wait_for_connect"),
          row(
              WaitReason.CONNECT,
              "inet_wait_for_connect",
              "inet_stream_connect",
              "__inet_stream_connect"),
          row(
              WaitReason.SOCKET,
              "sk_wait_data",
              "skb_wait*",
              "__skb_wait_for_more_packets",
              "wait_for_more_packets",
              "__skb_recv_datagram",
              "sk_stream_wait_memory",
              "tcp_recvmsg*",
              "tcp_sendmsg*",
              "udp_recvmsg",
              "netlink_recvmsg"),
          row(WaitReason.EPOLL, "ep_poll", "do_epoll_wait", "sys_epoll_*"),
          row(
              WaitReason.POLL,
              "do_select",
              "do_sys_poll",
              "do_poll*",
              "poll_schedule_timeout*",
              "core_sys_select"),
          row(WaitReason.FUTEX, "futex_wait*", "futex_lock_pi", "do_futex", "__futex_wait"),
          row(WaitReason.CHILD, "do_wait", "__do_wait", "kernel_wait4", "wait_for_vfork_done*"),
          row(WaitReason.SIGNAL, "do_sigtimedwait*", "sigsuspend", "sys_pause"),
          row(WaitReason.SLEEP, "do_nanosleep", "hrtimer_nanosleep", "common_nsleep*"),
          row(WaitReason.TERMINAL, "n_tty_read", "tty_read"),
          row(WaitReason.ASYNC_IO, "io_cqring_wait*", "read_events", "do_io_getevents"),
          row(
              WaitReason.DISK,
              "io_schedule*",
              "folio_wait_bit*",
              "wait_on_page_bit*",
              "__wait_on_buffer",
              "submit_bio_wait",
              "blkdev_*",
              "blk_*",
              "bio_*"),
          row(WaitReason.STOPPED, "do_signal_stop", "ptrace_stop", "do_jobctl_trap"),
          row(WaitReason.EXIT, "do_exit", "do_task_dead"));

  private static final int NOT_LOOKED = 0;
  private static final int NOTHING = 1;

  private final StackTable stacks;
  private final byte[] byStack;
  private final byte[] rowOfFrame;

  WaitReasons(StackTable stacks) {
    this.stacks = stacks;
    byStack = new byte[stacks.size()];
    rowOfFrame = new byte[stacks.frames().size()];
  }

  private record Row(WaitReason reason, List<String> exact, List<String> beginnings) {}

  private static Row row(WaitReason reason, String... names) {
    List<String> all = List.of(names);
    return new Row(
        reason,
        all.stream().filter(n -> !n.endsWith("*")).toList(),
        all.stream()
            .filter(n -> n.endsWith("*"))
            .map(n -> n.substring(0, n.length() - 1))
            .toList());
  }

  /// What a thread that left its CPU on a stack, in a state, waits for.
  ///
  /// @param stack 0 where none is known
  WaitReason of(int stack, SchedState state) {
    if (state == SchedState.RUNNABLE) {
      return ofStack(stack) == WaitReason.THROTTLED ? WaitReason.THROTTLED : WaitReason.RUNNABLE;
    }
    WaitReason told = ofStack(stack);
    if (told != WaitReason.NOT_KNOWN) {
      return told;
    }
    return switch (state) {
      case SLEEPING -> WaitReason.INTERRUPTIBLE;
      case UNINTERRUPTIBLE -> WaitReason.BLOCKED;
      case STOPPED -> WaitReason.STOPPED;
      default -> WaitReason.NOT_KNOWN;
    };
  }

  private WaitReason ofStack(int stack) {
    if (stack <= 0) {
      return WaitReason.NOT_KNOWN;
    }
    if (byStack[stack] == NOT_LOOKED) {
      byStack[stack] = (byte) look(stack);
    }
    int row = byStack[stack] - NOTHING - 1;
    return row < 0 ? WaitReason.NOT_KNOWN : TABLE.get(row).reason();
  }

  /// The first row that any frame of the kernel's part fits, as number after {@link #NOTHING}.
  private int look(int stack) {
    int best = Integer.MAX_VALUE;
    int depth = 0;
    for (int at = stack; at > 0 && depth < DEEPEST; at = stacks.parent(at), depth++) {
      Frame frame = stacks.frames().get(stacks.frameOf(at));
      if (isUser(frame)) {
        break;
      }
      int row = row(stacks.frameOf(at), frame.function());
      best = row > NOTHING ? Math.min(best, row) : best;
    }
    return best == Integer.MAX_VALUE ? NOTHING : best;
  }

  /// Without a module's name, only a name that no kernel function has tells: one with a package.
  private static boolean isUser(Frame frame) {
    return frame
        .module()
        .map(module -> !isKernel(module))
        .orElse(frame.function().startsWith("runtime."));
  }

  /// Whether a module is the kernel or one of its parts: {@code [kernel.kallsyms]}, {@code [xfs]}, {@code vmlinux}.
  static boolean isKernel(String module) {
    boolean bracketed = module.startsWith("[") && !module.equals("[unknown]");
    boolean mapping =
        module.equals("[vdso]") || module.equals("[heap]") || module.startsWith("[stack");
    return (bracketed && !mapping)
        || module.contains("vmlinux")
        || module.endsWith(".ko")
        || module.contains(".ko.");
  }

  private int row(int place, String function) {
    if (rowOfFrame[place] == NOT_LOOKED) {
      int found = NOTHING;
      for (int row = 0; row < TABLE.size() && found == NOTHING; row++) {
        found = fits(TABLE.get(row), function) ? row + NOTHING + 1 : NOTHING;
      }
      rowOfFrame[place] = (byte) found;
    }
    return rowOfFrame[place];
  }

  private static boolean fits(Row row, String function) {
    int clone = function.indexOf('.');
    String name = clone > 0 ? function.substring(0, clone) : function;
    if (row.exact().contains(name)) {
      return true;
    }
    for (String beginning : row.beginnings()) {
      if (name.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
