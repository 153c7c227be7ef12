package initscope.remote;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The first field of a known_hosts line: names, patterns with {@code *}, {@code ?} and {@code !}, or one hashed name.
///
/// @param field as written
record HostNames(String field) {
  private static final String HASHED = "|1|";

  /// Whether it names a host. A negated pattern that matches rules the whole line out.
  ///
  /// @param name lower case, with brackets and port where the port is not 22
  boolean match(String name) {
    if (field.startsWith(HASHED)) {
      return hashedMatch(name);
    }
    boolean found = false;
    for (String pattern : field.toLowerCase(Locale.ROOT).split(",")) {
      boolean not = pattern.startsWith("!");
      if (Wildcards.match(not ? pattern.substring(1) : pattern, name)) {
        if (not) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  /// A name in hashed form, with a salt of its own.
  static String hashed(String name) {
    byte[] salt = new byte[20];
    new SecureRandom().nextBytes(salt);
    var base64 = Base64.getEncoder();
    return HASHED + base64.encodeToString(salt) + "|" + base64.encodeToString(hmac(salt, name));
  }

  private boolean hashedMatch(String name) {
    int bar = field.indexOf('|', HASHED.length());
    if (bar < 0) {
      return false;
    }
    try {
      byte[] salt = Base64.getDecoder().decode(field.substring(HASHED.length(), bar));
      byte[] hash = Base64.getDecoder().decode(field.substring(bar + 1));
      return salt.length > 0 && MessageDigest.isEqual(hash, hmac(salt, name));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static byte[] hmac(byte[] salt, String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
