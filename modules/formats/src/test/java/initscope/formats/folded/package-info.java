/// Tests of the writer.
package initscope.formats.folded;
