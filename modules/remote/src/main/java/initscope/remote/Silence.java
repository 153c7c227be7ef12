package initscope.remote;

import com.jcraft.jsch.Logger;

/// The SSH library logs what hosts say; nobody reads it here.
final class Silence implements Logger {
  static final Logger LOGGER = new Silence();

  private Silence() {}

  @Override
  public boolean isEnabled(int level) {
    return false;
  }

  @Override
  public void log(int level, String message) {
    assert !isEnabled(level) : message;
  }
}
