/// Tests of what watches /proc.
package initscope.formats.proc;
