/// Tests of what a trace tells as a whole.
package initscope.gotrace.facts;
