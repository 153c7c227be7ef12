package initscope.model.binary;

import initscope.model.go.GoBinary;
import java.util.List;
import java.util.Optional;

/// Everything that is read of one Go executable.
///
/// @param go what Go says of it
/// @param mainModule the module of package main; empty where the build info names none
/// @param modules the modules it depends on, in the order of the build info, by path
/// @param link how it was linked
/// @param inits what it will run before main
/// @param reach what is known to be slow and can be reached from there
/// @param embedded files of {@code embed.FS} variables; of texts and byte slices a binary does not tell that they were embedded
public record BinaryFacts(
    GoBinary go,
    Optional<GoModule> mainModule,
    List<GoModule> modules,
    LinkFacts link,
    InitPlan inits,
    InitReach reach,
    List<EmbeddedFile> embedded) {
  /// Keeps immutable copies.
  public BinaryFacts {
    modules = List.copyOf(modules);
    embedded = List.copyOf(embedded);
  }

  /// {@code c-shared}, {@code plugin} and their like where the build settings say so, else {@code pie} or {@code exe} by the file's type.
  public String buildMode() {
    String told = go.settings().getOrDefault("-buildmode", "");
    boolean library = !told.isEmpty() && !told.equals("exe") && !told.equals("default");
    return library ? told : go.pie() ? "pie" : "exe";
  }
}
