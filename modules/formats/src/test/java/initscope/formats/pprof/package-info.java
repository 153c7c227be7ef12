/// Tests of the reader and the writers.
package initscope.formats.pprof;
