package initscope.diagnosis.binary;

import initscope.model.go.GoSymbol;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Kinds of work that are known to take long, or as long as somebody else likes, and the functions by which a program does them. The
/// standard library's own workers stand beside what is exported, since the compiler copies short functions into their callers.
public enum SlowWork {
  /// Patterns are parsed and compiled.
  REGEXP("regexp.MustCompile MustCompilePOSIX Compile CompilePOSIX compile"),
  /// Templates are parsed.
  TEMPLATE(
      "text/template.Parse* parse*",
      "text/template.(*Template).Parse*",
      "text/template/parse.Parse",
      "text/template/parse.(*Tree).Parse",
      "html/template.Parse* parse*",
      "html/template.(*Template).Parse*"),
  /// Data of a text or binary format is taken apart by reflection.
  DECODE(
      "encoding/json.Unmarshal",
      "encoding/json.(*Decoder).Decode",
      "encoding/json.(*decodeState).unmarshal",
      "encoding/json/v2.Unmarshal*",
      "encoding/xml.Unmarshal",
      "encoding/xml.(*Decoder).Decode*",
      "encoding/gob.(*Decoder).Decode*",
      "gopkg.in/yaml.v2.Unmarshal* unmarshal",
      "gopkg.in/yaml.v3.Unmarshal* unmarshal",
      "sigs.k8s.io/yaml.Unmarshal*",
      "github.com/BurntSushi/toml.Unmarshal Decode*"),
  /// Compressed data is unpacked.
  INFLATE("compress/gzip.NewReader", "compress/zlib.NewReader*", "compress/flate.NewReader*"),
  /// Files are opened, read, or looked for.
  FILE(
      "os.ReadFile ReadDir Open OpenFile openFileNolog Create Stat Lstat statNolog lstatNolog"
          + " MkdirAll RemoveAll",
      "os.(*File).ReadDir Readdir*",
      "path/filepath.Walk WalkDir walk walkDir Glob glob EvalSymlinks evalSymlinks",
      "io/ioutil.ReadFile ReadDir"),
  /// Another computer is asked or reached: its answer is waited for.
  NETWORK(
      "net.Dial* Lookup* ResolveIPAddr ResolveTCPAddr ResolveUDPAddr",
      "net.(*Dialer).Dial*",
      "net.(*Resolver).Lookup* lookup* internetAddrList resolveAddrList",
      "net/http.Get Head Post PostForm",
      "net/http.(*Client).Do do Get Head Post PostForm",
      "net/rpc.Dial*",
      "crypto/tls.Dial*",
      "crypto/tls.(*Dialer).Dial*",
      "database/sql.(*DB).Ping* Query* Exec*"),
  /// The user of the process is looked up.
  USER("os/user.Current current Lookup* lookup*"),
  /// It waits on purpose.
  SLEEP("time.Sleep"),
  /// Another program is started.
  EXEC("os/exec.(*Cmd).Run Output CombinedOutput Start Wait", "os.StartProcess startProcess"),
  /// A map is filled by a function that the compiler made of a literal.
  MAP(),
  /// Certificates are read and parsed.
  CERTIFICATES(
      "crypto/x509.SystemCertPool systemRootsPool initSystemRoots loadSystemRoots",
      "crypto/x509.(*CertPool).AppendCertsFromPEM",
      "crypto/tls.LoadX509KeyPair X509KeyPair"),
  /// Keys are made, or passwords hashed, which is slow by purpose.
  KEYS(
      "crypto/rsa.GenerateKey GenerateMultiPrimeKey",
      "crypto/dsa.GenerateParameters",
      "golang.org/x/crypto/bcrypt.GenerateFromPassword CompareHashAndPassword",
      "golang.org/x/crypto/scrypt.Key",
      "golang.org/x/crypto/pbkdf2.Key",
      "golang.org/x/crypto/argon2.Key IDKey");

  private static final String MAP_INIT = ".map.init.";

  private final List<Row> rows;

  SlowWork(String... rows) {
    this.rows = Arrays.stream(rows).map(Row::of).toList();
  }

  /// Functions of one package or type.
  ///
  /// @param owner the package, and the type in parentheses for methods
  /// @param names functions; one that ends in an asterisk is a beginning
  private record Row(String owner, List<String> names) {
    static Row of(String text) {
      int blank = text.indexOf(' ');
      int dot = text.lastIndexOf('.', blank < 0 ? text.length() : blank);
      String owner = text.substring(0, dot);
      return new Row(owner, List.of(text.substring(dot + 1).split(" ", -1)));
    }

    boolean holds(String from, String function) {
      return owner.equals(from) && names.stream().anyMatch(name -> fits(name, function));
    }

    private static boolean fits(String name, String function) {
      return name.endsWith("*")
          ? function.startsWith(name.substring(0, name.length() - 1))
          : function.equals(name);
    }
  }

  /// The word in JSON, and of the rule id {@code init.slow.WORD}.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a function does some of it.
  public static boolean isKnown(String function) {
    return of(function).isPresent();
  }

  /// The kind of work that a function does, by its name in the program.
  public static Optional<SlowWork> of(String function) {
    if (function.indexOf('[') >= 0) {
      return Optional.empty();
    }
    if (function.contains(MAP_INIT) && GoSymbol.initPackage(function).isPresent()) {
      return Optional.of(MAP);
    }
    String plain = GoSymbol.packageOf(function).orElse("");
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    int slash = function.lastIndexOf('/');
    int dot = function.lastIndexOf('.');
    int packageEnd = function.indexOf('.', slash + 1);
    if (dot < 0 || packageEnd < 0) {
      return Optional.empty();
    }
    String owner = plain + (dot > packageEnd ? function.substring(packageEnd, dot) : "");
    String name = function.substring(dot + 1);
    return Arrays.stream(values())
        .filter(work -> work.rows.stream().anyMatch(row -> row.holds(owner, name)))
        .findFirst();
  }
}
