/// What leaves for a fleet, run by the engines themselves against rehearsed hosts.
@NullMarked
package initscope.verbs.fleet;

import org.jspecify.annotations.NullMarked;
