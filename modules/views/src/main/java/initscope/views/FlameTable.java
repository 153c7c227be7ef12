package initscope.views;

import initscope.layout.Symbols;
import initscope.layout.Words;
import initscope.layout.flame.DiffRows;
import initscope.layout.flame.FlamePicture;
import initscope.layout.flame.FlameRow;
import initscope.layout.flame.FlameTones;
import initscope.layout.flame.FlameWords;
import initscope.model.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;

/// The picture of stacks as a table: a row for each function, of a comparison what changed of it.
final class FlameTable extends Grid<FlameRow> {
  private final FlameModel model;
  private FlamePicture filled = FlamePicture.EMPTY;

  FlameTable(Desk desk, FlameModel model) {
    super(desk, "stacks", columns(desk.texts(), model), FlameTable::selects);
    this.model = model;
    fill();
  }

  private static List<Column<FlameRow>> columns(Texts texts, FlameModel model) {
    List<Column<FlameRow>> columns = new ArrayList<>(changes(texts.words(), model));
    columns.addAll(
        List.of(
            Column.number("column.self", 90, r -> number(model, r.self()), FlameRow::self),
            Column.number("column.selfShare", 80, r -> share(model, r.self()), FlameRow::self),
            Column.number("column.total", 90, r -> number(model, r.total()), FlameRow::total),
            Column.number("column.totalShare", 80, r -> share(model, r.total()), FlameRow::total),
            Column.number("column.stacks", 70, r -> Integer.toString(r.stacks()), FlameRow::stacks),
            Column.host("column.function", 420, r -> r.frame().function()),
            Column.of("column.kind", 130, r -> kind(model, r, texts.words())),
            Column.host("column.place", 300, r -> FlameWords.place(r.frame()))));
    return columns;
  }

  /// What is said of a comparison only; else these columns are empty.
  private static List<Column<FlameRow>> changes(Words words, FlameModel model) {
    return List.of(
        change("column.before", model, (c, f) -> c.before(f, words), DiffRows::before),
        change("column.after", model, (c, f) -> c.after(f, words), DiffRows::after),
        change("column.change", model, (c, f) -> c.change(f, words), DiffRows::change));
  }

  private static Column<FlameRow> change(
      String key,
      FlameModel model,
      BiFunction<DiffRows, String, String> text,
      ToDoubleBiFunction<DiffRows, String> value) {
    return new Column<>(
        key,
        r -> model.changes().map(c -> text.apply(c, r.frame().function())).orElse(""),
        Comparator.comparingDouble(
            r ->
                model.changes().map(c -> value.applyAsDouble(c, r.frame().function())).orElse(0.0)),
        100,
        true);
  }

  private static String kind(FlameModel model, FlameRow row, Words words) {
    return model
        .changes()
        .map(c -> c.kind(row.frame().function(), words))
        .orElseGet(() -> words.say(FlameTones.key(model.picture().stacks().tone(row.function()))));
  }

  /// The weight of a comparison is that of both sides: that says nothing by itself.
  private static String number(FlameModel model, long weight) {
    return model.changes().isPresent()
        ? ""
        : FlameWords.number(model.picture().stacks().profile().unit(), weight);
  }

  private static String share(FlameModel model, long weight) {
    return model.changes().isPresent() ? "" : FlameWords.percent(weight, model.picture().total());
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
      fill(model.rows());
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
