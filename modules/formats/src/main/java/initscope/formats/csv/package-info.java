/// Tables for spreadsheets.
///
/// - Start at `CsvWriter`.
@NullMarked
package initscope.formats.csv;

import org.jspecify.annotations.NullMarked;
