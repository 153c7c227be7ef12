package initscope.model.change;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What will be done to one host, complete and immutable: a host that no longer looks as the plan says refuses it.
///
/// @param host which
/// @param bootId in which it was looked at
/// @param createdNanos wall clock, for people
/// @param engineVersion that made it
/// @param guardSha256 of the guard that will carry it out
/// @param why the user's reason, may be empty
/// @param lasting whether confirm writes it to {@code /etc}; else it holds until the next boot
/// @param windowSeconds time to confirm
/// @param changes as the user asked
/// @param items as the guard does them, in order
public record Plan(
    HostIdentity host,
    String bootId,
    long createdNanos,
    String engineVersion,
    String guardSha256,
    String why,
    boolean lasting,
    int windowSeconds,
    List<Change> changes,
    List<PlanItem> items) {
  /// Shortest, usual and longest time to confirm.
  public static final int MIN_WINDOW_SECONDS = 30;

  /// See {@link #MIN_WINDOW_SECONDS}.
  public static final int DEFAULT_WINDOW_SECONDS = 600;

  /// See {@link #MIN_WINDOW_SECONDS}.
  public static final int MAX_WINDOW_SECONDS = 86_400;

  /// Copies the lists.
  public Plan {
    changes = List.copyOf(changes);
    items = List.copyOf(items);
  }

  /// SHA-256 of all of it, lower-case hexadecimal.
  public String sha256() {
    MessageDigest digest = digest();
    for (String part :
        List.of(
            host.keySha256(),
            host.machineId(),
            bootId,
            Long.toString(createdNanos),
            engineVersion,
            guardSha256,
            why,
            Boolean.toString(lasting),
            Integer.toString(windowSeconds))) {
      add(digest, part);
    }
    for (Change change : changes) {
      add(digest, change.kind());
      add(digest, change.target());
      add(digest, change.wanted());
    }
    for (PlanItem item : items) {
      add(digest, item.kind());
      add(digest, item.phase().name());
      add(digest, item.target());
      add(digest, item.before());
      add(digest, item.want());
      if (!item.how().equals(PlanItem.How.PLAIN)) { // plans of older versions keep their hash
        add(digest, item.how().with());
        add(digest, item.how().forward());
        add(digest, item.how().back());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Whether something of it outlives a boot, so that the host keeps its record and a boot guard below {@code /etc}; else below
  /// {@code /run}, where both die with what they undo.
  public boolean keptInEtc() {
    return lasting || items.stream().anyMatch(i -> i.phase() != PlanItem.Phase.TRY);
  }

  /// Short name of the plan: the head of its hash.
  public String id() {
    return sha256().substring(0, 12);
  }

  /// SHA-256 of bytes, lower-case hexadecimal.
  public static String sha256Of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
