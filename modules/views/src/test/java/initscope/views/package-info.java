/// Tests of the views: words, colours, keys, focus and selection, in a scene without a display.
@NullMarked
package initscope.views;

import org.jspecify.annotations.NullMarked;
