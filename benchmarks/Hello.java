/// The least a Java program can do.
public class Hello {
  /// Prints one line.
  public static void main(String[] args) {
    System.out.println("Hello, world");
  }
}
