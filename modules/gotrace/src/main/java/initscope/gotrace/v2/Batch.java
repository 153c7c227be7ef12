package initscope.gotrace.v2;

/// A run of bytes that one thread wrote.
///
/// @param thread the thread's number, -1 for none
/// @param timeTicks the time its first event counts from
/// @param header where its header stands in the file
/// @param offset of its data in the file
/// @param size of its data in bytes
/// @param experiment 0, or the number of the experiment whose own data it is
record Batch(long thread, long timeTicks, long header, long offset, int size, int experiment) {}
