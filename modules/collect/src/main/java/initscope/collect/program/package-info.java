/// One POSIX sh program that gives all of /proc, the host's identity and the unit in one round trip, and the reader of its answer.
///
/// The program's output is framed by lines that begin with a random word (nonce) no content can know. One grep reads all text
/// files of a kind and puts each file's name before each of its lines, so a process of 200 threads costs no more forks than
/// one of 12.
///
/// - Start at {@link initscope.collect.program.AttachProgram} (writes the program) and
///   {@link initscope.collect.program.FrameParser} (reads the frames); {@link initscope.collect.program.AnswerSorter} makes raw
///   entries and coverage of them.
@NullMarked
package initscope.collect.program;

import org.jspecify.annotations.NullMarked;
