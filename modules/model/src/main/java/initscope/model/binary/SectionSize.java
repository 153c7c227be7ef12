package initscope.model.binary;

/// A section of the file.
///
/// @param name such as {@code .text}
/// @param bytes as its header says
/// @param inFile whether it takes that room in the file; else only in memory, as {@code .bss} does
public record SectionSize(String name, long bytes, boolean inFile) {}
