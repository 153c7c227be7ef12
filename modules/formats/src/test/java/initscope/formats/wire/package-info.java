/// Tests of the wire format, and what tests of binary formats share.
package initscope.formats.wire;
