package initscope.model.binary;

import initscope.model.Frame;
import java.util.List;

/// A function of interest that calls lead to from an init function.
///
/// @param packagePath package whose init it is
/// @param initFunction such as {@code example.com/shop/web.init}
/// @param callee what is called
/// @param sites how many places call it in what the init function leads to
/// @param chain the shortest way: from the init function on, each at the line of its call to the next; last who calls the callee
public record ReachedCall(
    String packagePath, String initFunction, String callee, int sites, List<Frame> chain) {
  /// Keeps an immutable copy.
  public ReachedCall {
    chain = List.copyOf(chain);
  }
}
