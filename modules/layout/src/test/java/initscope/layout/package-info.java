/// Properties of layouts: everything inside, nothing lost, colours that can be told apart.
@NullMarked
package initscope.layout;

import org.jspecify.annotations.NullMarked;
