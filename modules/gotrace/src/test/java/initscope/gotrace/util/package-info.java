/// Tests of the containers, against those of Java.
@NullMarked
package initscope.gotrace.util;

import org.jspecify.annotations.NullMarked;
