/// Rules as data: an {@link initscope.model.Incident} to findings and one verdict. Pure: no files, clock or threads.
///
/// - Start at {@link initscope.diagnosis.Diagnoser}. {@link initscope.diagnosis.Rules} is the list of all rules, in the order in
///   which they may become the verdict. {@link initscope.diagnosis.Sentences} says a finding in English or Chinese.
/// - What the rules look at is worked out once in {@code Scene}: which init is in progress, on which goroutine and thread, and what
///   it waits for ({@code Waits}, a table). {@code Chain} builds the links of a verdict, each with its raw place.
/// - To add a rule: a row in {@code Rules}, its sentences in both {@code messages*.properties}, one positive and two negative cases.
/// - Not here: reading bytes ({@code formats}, {@code xray}), joining sources ({@code evidence}), pages ({@code report}).
@NullMarked
package initscope.diagnosis;

import org.jspecify.annotations.NullMarked;
