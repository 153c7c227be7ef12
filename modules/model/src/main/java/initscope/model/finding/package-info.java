/// What the rules conclude: findings, one verdict, and the evidence each stands on. Sentences are keys with arguments; their
/// words live in the resource bundles of {@code initscope.diagnosis}.
@NullMarked
package initscope.model.finding;

import org.jspecify.annotations.NullMarked;
