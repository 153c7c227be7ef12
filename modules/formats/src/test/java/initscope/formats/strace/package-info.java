/// Tests of the decoder.
package initscope.formats.strace;
