package initscope.views;

import initscope.layout.Symbols;
import initscope.layout.flame.FlamePicture;
import initscope.layout.flame.FlameRow;
import initscope.layout.flame.FlameRows;
import initscope.layout.flame.FlameTones;
import initscope.layout.flame.FlameWords;
import initscope.model.Selection;
import java.util.List;

/// The picture of stacks as a table: a row for each function.
final class FlameTable extends Grid<FlameRow> {
  private final FlameModel model;
  private FlamePicture filled = FlamePicture.EMPTY;

  FlameTable(Desk desk, FlameModel model) {
    super(desk, "stacks", columns(desk.texts(), model), FlameTable::selects);
    this.model = model;
    fill();
  }

  private static List<Column<FlameRow>> columns(Texts texts, FlameModel model) {
    return List.of(
        Column.number("column.self", 90, r -> number(model, r.self()), FlameRow::self),
        Column.number("column.selfShare", 80, r -> share(model, r.self()), FlameRow::self),
        Column.number("column.total", 90, r -> number(model, r.total()), FlameRow::total),
        Column.number("column.totalShare", 80, r -> share(model, r.total()), FlameRow::total),
        Column.number("column.stacks", 70, r -> Integer.toString(r.stacks()), FlameRow::stacks),
        Column.host("column.function", 420, r -> r.frame().function()),
        Column.of(
            "column.kind",
            130,
            r -> texts.words().say(FlameTones.key(model.picture().stacks().tone(r.function())))),
        Column.host("column.place", 300, r -> FlameWords.place(r.frame())));
  }

  private static String number(FlameModel model, long weight) {
    return FlameWords.number(model.picture().stacks().profile().unit(), weight);
  }

  private static String share(FlameModel model, long weight) {
    return FlameWords.percent(weight, model.picture().total());
  }

  private static Selection selects(FlameRow row) {
    String function = row.frame().function();
    Selection chosen = Selection.NONE.withFunction(function);
    String path = Symbols.packageOf(function);
    return path.isEmpty() ? chosen : chosen.withPackage(path);
  }

  /// Shows the functions of what is drawn now.
  void fill() {
    if (!filled.equals(model.picture())) {
      filled = model.picture();
      fill(FlameRows.of(filled));
    }
  }

  @Override
  boolean holds(FlameRow row, String wanted) {
    return !model.search().isOn() || model.search().matches(row.function());
  }

  /// A package has many functions; only the one is meant.
  @Override
  boolean isChosen(Selection chosen, FlameRow row) {
    return chosen.function().filter(f -> f.equals(row.frame().function())).isPresent();
  }
}
