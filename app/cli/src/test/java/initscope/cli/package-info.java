/// The contract of the command line, as scripts see it.
@NullMarked
package initscope.cli;

import org.jspecify.annotations.NullMarked;
