/// The step catalogue: each step is a row with what it reads, whom it needs, what it touches and what it costs.
@NullMarked
package initscope.collect.steps;

import org.jspecify.annotations.NullMarked;
