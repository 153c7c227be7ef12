package initscope.layout.flame;

import initscope.layout.Viewport;
import java.util.List;
import java.util.Optional;

/// Where somebody is in the page of stacks.
///
/// @param source id of what is shown; empty for whatever is first
/// @param grouping by what its stacks are grouped; empty for the source's own first
/// @param query how it is looked at
/// @param seen the part of the axis of weights that is seen; empty for all
public record FlameLook(
    String source, Optional<FlameGrouping> grouping, FlameQuery query, Optional<Viewport> seen) {
  /// The start.
  public static final FlameLook DEFAULT =
      new FlameLook("", Optional.empty(), FlameQuery.DEFAULT, Optional.empty());

  /// Other stacks, looked at in the same way; the functions asked for need not be in them. Package inits are shown in their order.
  public FlameLook withSource(String id) {
    FlameQuery kept = query.withThrough(List.of()).withSandwich(Optional.empty());
    FlameQuery ordered = id.startsWith(InitSource.PREFIX) ? kept.withOrder(FlameOrder.TIME) : kept;
    return new FlameLook(id, Optional.empty(), ordered, Optional.empty());
  }

  /// Grouped otherwise. Below folders or importers each package is to stand once, which the order of time would split.
  public FlameLook withGrouping(FlameGrouping by) {
    FlameQuery ordered =
        switch (by) {
          case ORDER -> query.withOrder(FlameOrder.TIME);
          case PATH, IMPORTS -> query.withOrder(FlameOrder.LEFT_HEAVY);
          default -> query;
        };
    return new FlameLook(source, Optional.of(by), ordered, Optional.empty());
  }

  /// The same stacks, looked at otherwise. What only turns the picture over keeps the part that is seen.
  public FlameLook withQuery(FlameQuery next) {
    boolean turned = next.equals(query.withRootAtBottom(next.rootAtBottom()));
    return new FlameLook(source, grouping, next, turned ? seen : Optional.empty());
  }

  /// Another part.
  public FlameLook withSeen(Optional<Viewport> next) {
    return new FlameLook(source, grouping, query, next);
  }
}
