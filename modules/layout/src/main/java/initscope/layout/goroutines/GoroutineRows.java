package initscope.layout.goroutines;

import initscope.layout.goroutines.GoroutineGroups.Group;
import initscope.model.go.Goroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The rows of the page: each group, and below an open one its members. A group of one is its member.
public final class GoroutineRows {
  private GoroutineRows() {}

  /// One row.
  public sealed interface Row {}

  /// The heading of a group of two and more.
  ///
  /// @param group it
  /// @param open whether its members follow
  public record Heading(Group group, boolean open) implements Row {}

  /// One goroutine.
  ///
  /// @param one it
  /// @param inside whether it stands below its group's heading
  public record Member(Goroutine one, boolean inside) implements Row {}

  /// All rows.
  ///
  /// @param open keys of the groups that are open
  public static List<Row> of(GoroutineGroups groups, Set<Object> open) {
    List<Row> rows = new ArrayList<>();
    for (Group group : groups.groups()) {
      if (group.members().size() == 1) {
        rows.add(new Member(group.members().getFirst(), false));
        continue;
      }
      boolean isOpen = open.contains(group.key());
      rows.add(new Heading(group, isOpen));
      if (isOpen) {
        for (Goroutine one : group.members()) {
          rows.add(new Member(one, true));
        }
      }
    }
    return rows;
  }
}
