/// Tests of the comparison of profiles.
package initscope.diagnosis.diff;
