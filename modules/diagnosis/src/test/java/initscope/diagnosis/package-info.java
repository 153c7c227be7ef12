/// What the rules say of real programs that hang in real ways. {@code Recordings} reads what {@code src/test/go/record.py} wrote.
@NullMarked
package initscope.diagnosis;

import org.jspecify.annotations.NullMarked;
