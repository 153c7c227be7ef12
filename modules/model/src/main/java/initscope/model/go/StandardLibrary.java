package initscope.model.go;

import java.util.Set;

/// Which packages are the standard library's.
public final class StandardLibrary {
  /// First elements of its import paths.
  private static final Set<String> FIRST =
      Set.of(
          "archive",
          "bufio",
          "builtin",
          "bytes",
          "cmp",
          "compress",
          "container",
          "context",
          "crypto",
          "database",
          "debug",
          "embed",
          "encoding",
          "errors",
          "expvar",
          "flag",
          "fmt",
          "go",
          "hash",
          "html",
          "image",
          "index",
          "internal",
          "io",
          "iter",
          "log",
          "maps",
          "math",
          "mime",
          "net",
          "os",
          "path",
          "plugin",
          "reflect",
          "regexp",
          "runtime",
          "slices",
          "sort",
          "strconv",
          "strings",
          "structs",
          "sync",
          "syscall",
          "testing",
          "text",
          "time",
          "unicode",
          "unique",
          "unsafe",
          "vendor",
          "weak",
          "_cgo_export",
          "simd");

  private StandardLibrary() {}

  /// Whether a package is of it.
  public static boolean holds(String packagePath) {
    int slash = packagePath.indexOf('/');
    return FIRST.contains(slash < 0 ? packagePath : packagePath.substring(0, slash));
  }
}
