package initscope.xray.core;

import initscope.model.Bytes;
import initscope.model.host.SyscallState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// NT_PRSTATUS: {@code struct elf_prstatus} of linux/elfcore.h, whose registers begin at byte 112 on both machines.
final class ThreadNote {
  private static final int REGISTERS = 112;
  private static final int AMD64_WORDS = 27;
  private static final int ARM64_WORDS = 34;

  private static final int RAX = 10;
  private static final int ORIG_RAX = 15;
  private static final int RIP = 16;
  private static final int RSP = 19;
  private static final int[] AMD64_ARGUMENTS = {14, 13, 12, 7, 9, 8}; // rdi rsi rdx r10 r8 r9

  private static final int X30 = 30;
  private static final int SP = 31;
  private static final int PC = 32;

  private ThreadNote() {}

  static Optional<CoreThread> read(Bytes note, boolean arm64, long offset) {
    if (note.size() < REGISTERS + 8L * (arm64 ? ARM64_WORDS : AMD64_WORDS)) {
      return Optional.empty();
    }
    Registers registers =
        arm64
            ? new Registers(word(note, PC), word(note, SP), OptionalLong.of(word(note, X30)))
            : new Registers(word(note, RIP), word(note, RSP), OptionalLong.empty());
    Optional<SyscallState> call = arm64 ? Optional.empty() : call(note, registers);
    return Optional.of(
        new CoreThread(
            note.u32(32),
            registers,
            call,
            call.isPresent() ? 'S' : !arm64 && word(note, ORIG_RAX) == -1 ? 'R' : '?',
            note.u16(12),
            offset));
  }

  /// The system call a thread was taken out of: its number is kept, and the result says that it is to be restarted. A result of
  /// another kind is of a call that had ended, such as the one that sent the signal.
  private static Optional<SyscallState> call(Bytes note, Registers registers) {
    long number = word(note, ORIG_RAX);
    if (number < 0 || number > 4096 || !interrupted(word(note, RAX))) {
      return Optional.empty();
    }
    List<Long> arguments = new ArrayList<>();
    for (int register : AMD64_ARGUMENTS) {
      arguments.add(word(note, register));
    }
    return Optional.of(new SyscallState.In(number, arguments, registers.sp(), registers.pc()));
  }

  /// ERESTARTSYS, ERESTARTNOINTR, ERESTARTNOHAND, ERESTART_RESTARTBLOCK.
  private static boolean interrupted(long result) {
    return result <= -512 && result >= -516 && result != -515;
  }

  /// A thread with the number of the system call it is in, which tells no arguments.
  static CoreThread withCall(CoreThread thread, int number) {
    boolean inCall = number >= 0 && number <= 4096;
    Registers at = thread.registers();
    return new CoreThread(
        thread.tid(),
        at,
        inCall
            ? Optional.of(new SyscallState.In(number, List.of(), at.sp(), at.pc()))
            : Optional.empty(),
        inCall ? 'S' : 'R',
        thread.signal(),
        thread.offset());
  }

  private static long word(Bytes note, int index) {
    return note.u64(REGISTERS + 8L * index);
  }
}
