/// Tests of the joined trace; `Told` writes all of a trace as text, so that two readings can be compared.
@NullMarked
package initscope.gotrace;

import org.jspecify.annotations.NullMarked;
