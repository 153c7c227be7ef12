/// What tests of several verbs share.
@org.jspecify.annotations.NullMarked
package initscope.verbs.testing;
