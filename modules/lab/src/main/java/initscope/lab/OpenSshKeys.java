package initscope.lab;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.HexFormat;

/// Writes P-256 keys as OpenSSH and its clients read them (RFC 5656 section 3.1, RFC 5915).
final class OpenSshKeys {
  private static final int COORDINATE_BYTES = 32;

  private OpenSshKeys() {}

  /// {@code ecdsa-sha2-nistp256 BASE64}.
  static String publicLine(PublicKey key) {
    ECPublicKey point = (ECPublicKey) key;
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(blob)) {
      string(out, "ecdsa-sha2-nistp256".getBytes(StandardCharsets.US_ASCII));
      string(out, "nistp256".getBytes(StandardCharsets.US_ASCII));
      out.writeInt(1 + 2 * COORDINATE_BYTES);
      out.write(4);
      out.write(fixed(point.getW().getAffineX().toByteArray()));
      out.write(fixed(point.getW().getAffineY().toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "ecdsa-sha2-nistp256 " + Base64.getEncoder().encodeToString(blob.toByteArray());
  }

  /// An ECPrivateKey of P-256 (RFC 5915) as PEM: every length in it is fixed.
  static String privatePem(KeyPair pair) {
    ECPublicKey point = (ECPublicKey) pair.getPublic();
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.writeBytes(HexFormat.of().parseHex("30770201010420"));
    der.writeBytes(fixed(((ECPrivateKey) pair.getPrivate()).getS().toByteArray()));
    der.writeBytes(HexFormat.of().parseHex("a00a06082a8648ce3d030107a14403420004"));
    der.writeBytes(fixed(point.getW().getAffineX().toByteArray()));
    der.writeBytes(fixed(point.getW().getAffineY().toByteArray()));
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.toByteArray());
    return "-----BEGIN EC PRIVATE KEY-----\n" + body + "\n-----END EC PRIVATE KEY-----\n";
  }

  private static void string(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] fixed(byte[] signed) {
    byte[] out = new byte[COORDINATE_BYTES];
    int length = Math.min(signed.length, COORDINATE_BYTES);
    System.arraycopy(signed, signed.length - length, out, COORDINATE_BYTES - length, length);
    return out;
  }
}
