/// Goroutines in numbers that a page can show: filtered, grouped, row by row. Pure.
/// - Start at `GoroutineGroups`: which goroutines pass the `GoroutineFilter`, put together by a `Grouping`.
/// - `GoroutineRows` is the list a virtualised view draws: groups, and the members of those that are open.
/// - To add a key of the filter language: a case in `FilterTerms`, its name in `FilterTerms.KEYS`, a row in the guide.
@NullMarked
package initscope.layout.goroutines;

import org.jspecify.annotations.NullMarked;
