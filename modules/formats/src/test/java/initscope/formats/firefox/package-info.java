/// Tests of the writer.
package initscope.formats.firefox;
