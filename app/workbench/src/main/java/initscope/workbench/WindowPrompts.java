package initscope.workbench;

import initscope.model.Display;
import initscope.remote.Prompts;
import initscope.remote.Secret;
import initscope.views.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// Asks in dialogs of the window; called from a thread of the connection, which waits.
final class WindowPrompts implements Prompts {
  private final Texts texts;
  private final Stage owner;

  WindowPrompts(Texts texts, Stage owner) {
    this.texts = texts;
    this.owner = owner;
  }

  @Override
  public Optional<Secret> password(String host, String user, String prompt) {
    return secret(texts.say("prompt.password", user + "@" + host), false);
  }

  @Override
  public Optional<List<Secret>> keyboardInteractive(String host, String user, Dialogue dialogue) {
    List<Secret> answers = new ArrayList<>();
    for (int i = 0; i < dialogue.prompts().size(); i++) {
      String prompt = texts.say("prompt.answer", host, dialogue.prompts().get(i));
      Optional<Secret> answer = secret(prompt, dialogue.echo().get(i));
      if (answer.isEmpty()) {
        answers.forEach(Secret::close);
        return Optional.empty();
      }
      answers.add(answer.get());
    }
    return Optional.of(answers);
  }

  @Override
  public Optional<Secret> passphrase(Path keyFile) {
    return secret(texts.say("prompt.passphrase", keyFile.toString()), false);
  }

  @Override
  public Optional<Secret> sudoPassword(String host, String user, int attempt) {
    return secret(texts.say("prompt.sudo", user + "@" + host), false);
  }

  @Override
  public boolean trustNewKey(NewKey key) {
    return ask(
        () -> {
          Alert alert = new Alert(Alert.AlertType.CONFIRMATION);
          alert.initOwner(owner);
          alert.setTitle(texts.say("prompt.key.title", Display.safe(key.host())));
          alert.setHeaderText(alert.getTitle());
          alert.setContentText(
              Display.safe(
                  texts.say(
                      "prompt.key.text", key.type() + " " + key.fingerprint(), key.compareWith())));
          alert.getButtonTypes().setAll(ButtonType.YES, ButtonType.NO);
          return alert.showAndWait().filter(ButtonType.YES::equals).isPresent();
        });
  }

  private Optional<Secret> secret(String question, boolean echo) {
    return ask(
        () -> {
          TextField field = echo ? new TextField() : new PasswordField();
          field.setAccessibleText(Display.safe(question));
          Label words = new Label(Display.safe(question));
          words.setWrapText(true);
          Label never = new Label(texts.say("prompt.never"));
          never.getStyleClass().add("faint");
          Dialog<ButtonType> dialog = new Dialog<>();
          dialog.initOwner(owner);
          dialog.setTitle("InitScope");
          dialog.getDialogPane().setContent(new VBox(8, words, field, never));
          dialog.getDialogPane().getButtonTypes().setAll(ButtonType.OK, ButtonType.CANCEL);
          dialog.setOnShown(e -> field.requestFocus());
          boolean given = dialog.showAndWait().filter(ButtonType.OK::equals).isPresent();
          Optional<Secret> answer =
              given ? Optional.of(Secret.of(field.getText().toCharArray())) : Optional.empty();
          field.clear();
          return answer;
        });
  }

  private static <T> T ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer.join();
  }
}
