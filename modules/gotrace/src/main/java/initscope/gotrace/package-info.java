/// Go execution traces of every version (Go 1.5 and later) to lanes of states and their index. Pure: no files, clock or threads.
@NullMarked
package initscope.gotrace;

import org.jspecify.annotations.NullMarked;
