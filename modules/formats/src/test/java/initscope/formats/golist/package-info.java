/// Tests of the decoder.
package initscope.formats.golist;
