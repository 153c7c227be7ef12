/// What the reports look like, and that nothing a host says becomes markup in them.
@NullMarked
package initscope.report;

import org.jspecify.annotations.NullMarked;
