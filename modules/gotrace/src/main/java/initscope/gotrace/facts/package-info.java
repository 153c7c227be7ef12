/// What a trace tells as a whole, derived from its lanes and marks: totals, tasks, regions, and what concerns the start of the program.
@NullMarked
package initscope.gotrace.facts;

import org.jspecify.annotations.NullMarked;
