/// The window with a robot at its keyboard, on JavaFX's headless platform.
@NullMarked
package initscope.workbench;

import org.jspecify.annotations.NullMarked;
