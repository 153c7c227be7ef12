package initscope.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Short ways to say what picocli's programmatic model says at length. Programmatic rather than annotated, because reflection over
/// annotations costs a third of the start of a short verb.
final class Options {
  private Options() {}

  /// A verb with {@code --help}.
  static CommandSpec verb(String name, String description) {
    CommandSpec spec = CommandSpec.create().name("initscope " + name);
    spec.usageMessage().description(description).sortOptions(false).abbreviateSynopsis(true);
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("show this help").build());
    return spec;
  }

  /// An option with one value.
  static OptionSpec one(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /// An option with one value and a short name.
  static OptionSpec one(String shortName, String name, String label, String description) {
    return OptionSpec.builder(shortName, name)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /// An option that may be repeated.
  static OptionSpec many(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(java.util.List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /// A switch.
  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  /// One positional word.
  static PositionalParamSpec word(int index, String label, String description, boolean required) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .arity(required ? "1" : "0..1")
        .required(required)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /// All remaining positional words.
  static PositionalParamSpec words(int from, String label, String description, boolean required) {
    return PositionalParamSpec.builder()
        .index(from + "..*")
        .arity(required ? "1..*" : "0..*")
        .required(required)
        .type(java.util.List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }
}
