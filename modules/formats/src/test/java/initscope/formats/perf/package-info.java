/// Tests of what perf prints.
package initscope.formats.perf;
