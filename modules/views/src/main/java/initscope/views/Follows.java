package initscope.views;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;

/// What a page follows, so that all of it can end when the page is left: a listener that stayed would keep the page alive and working.
/// On the FX thread.
final class Follows {
  private final List<One> all = new ArrayList<>();

  /// @param listener who follows
  private record One(Object listener, Runnable end) {}

  /// A value whose listeners end with the page.
  <T> ObjectProperty<T> property(T first) {
    return new Followed<>(first, this);
  }

  /// Does something when the page is left.
  void atEnd(Runnable end) {
    all.add(new One(end, end));
  }

  /// What follows now does so for good.
  void settle() {
    all.clear();
  }

  /// The page is left.
  void end() {
    List<One> ended = List.copyOf(all);
    all.clear();
    ended.forEach(one -> one.end().run());
  }

  private void forget(Object listener) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).listener().equals(listener)) {
        all.remove(i);
        return;
      }
    }
  }

  private static final class Followed<T> extends SimpleObjectProperty<T> {
    private final Follows follows;

    Followed(T first, Follows follows) {
      super(first);
      this.follows = follows;
    }

    @Override
    public void addListener(ChangeListener<? super T> listener) {
      super.addListener(listener);
      follows.all.add(new One(listener, () -> super.removeListener(listener)));
    }

    @Override
    public void addListener(InvalidationListener listener) {
      super.addListener(listener);
      follows.all.add(new One(listener, () -> super.removeListener(listener)));
    }

    @Override
    public void removeListener(ChangeListener<? super T> listener) {
      super.removeListener(listener);
      follows.forget(listener);
    }

    @Override
    public void removeListener(InvalidationListener listener) {
      super.removeListener(listener);
      follows.forget(listener);
    }
  }
}
