/// Tests of the decoder.
package initscope.formats.inittrace;
