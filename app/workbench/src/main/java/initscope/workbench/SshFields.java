package initscope.workbench;

import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import initscope.views.Texts;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// How to log in, folded away: most hosts need nothing of it.
final class SshFields extends TitledPane {
  private final Texts texts;
  private final SshOptions given;
  private final TextField identity = new TextField();
  private final TextField jumps = new TextField();
  private final TextField knownHosts = new TextField();
  private final CheckBox acceptNew = new CheckBox();
  private final ComboBox<Sudo> sudo = new ComboBox<>();

  SshFields(Texts texts, SshOptions given) {
    this.texts = texts;
    this.given = given;
    setId("ssh-options");
    setText(texts.say("ssh.title"));
    setExpanded(false);
    setAnimated(false);
    identity.setText(given.identity().map(Path::toString).orElse(""));
    jumps.setText(String.join(",", given.jumps()));
    knownHosts.setText(given.knownHosts().map(Path::toString).orElse(""));
    acceptNew.setSelected(given.acceptNew());
    acceptNew.setText(texts.say("ssh.acceptNew"));
    acceptNew.setId("ssh-accept-new");
    sudo.getItems().setAll(Sudo.values());
    sudo.setValue(given.sudo());
    sudo.setId("ssh-sudo");
    sudo.setAccessibleText(texts.say("ssh.sudo"));
    sudo.setButtonCell(new SudoCell());
    sudo.setCellFactory(list -> new SudoCell());
    GridPane grid = new GridPane(12, 8);
    row(grid, 0, "identity", identity);
    row(grid, 1, "jump", jumps);
    row(grid, 2, "known-hosts", knownHosts);
    grid.add(acceptNew, 1, 3);
    grid.addRow(4, name("ssh.sudo"), sudo);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, fields);
    setContent(grid);
  }

  private void row(GridPane grid, int row, String what, TextField field) {
    field.setId("ssh-" + what);
    field.setAccessibleText(texts.say("ssh." + what));
    field.setPromptText(texts.say("ssh." + what + ".prompt"));
    grid.addRow(row, name("ssh." + what), field);
  }

  private Label name(String key) {
    Label label = new Label(texts.say(key));
    label.getStyleClass().add("faint");
    return label;
  }

  /// What is written there now.
  SshOptions options() {
    SshOptions base =
        new SshOptions(
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                acceptNew.isSelected(),
                java.util.List.of(),
                sudo.getValue(),
                given.config(),
                given.timeouts())
            .withJumps(jumps.getText());
    String key = identity.getText().strip();
    String hosts = knownHosts.getText().strip();
    SshOptions withKey = key.isEmpty() ? base : base.withIdentity(Path.of(key));
    return hosts.isEmpty() ? withKey : withKey.withKnownHosts(Path.of(hosts));
  }

  private final class SudoCell extends ListCell<Sudo> {
    @Override
    protected void updateItem(@Nullable Sudo rule, boolean empty) {
      super.updateItem(rule, empty);
      setText(
          rule == null || empty
              ? ""
              : texts.say("ssh.sudo." + rule.name().toLowerCase(Locale.ROOT)));
    }
  }
}
