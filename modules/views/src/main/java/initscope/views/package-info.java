/// JavaFX controls over layout and model. They show what they are given and say what the user wants; they read no files, know no
/// host and start no threads.
///
/// - Start at {@link initscope.views.Desk}: what is open, what is selected, which view is shown. Every view is given the desk and
///   nothing else; one selection runs through all.
/// - {@link initscope.views.IncidentView} holds the views of one incident and the evidence beside them.
/// - {@link initscope.views.CommandRegistry}: every action with its id, title, key and the reason why it is not available. Menus,
///   palette, keys and help are made from it. To add an action: register a command and give it a title in both bundles.
/// - Work too long for a frame goes through {@link initscope.views.Background}; a view that asks anew cancels what it asked before.
/// - Words are in {@code messages.properties} and {@code messages_zh.properties}; no view has words of its own. Host text passes
///   {@link initscope.model.Display#safe}.
/// - Not here: the window, files, jobs ({@code initscope.workbench}); where things are drawn ({@code initscope.layout}).
@NullMarked
package initscope.views;

import org.jspecify.annotations.NullMarked;
