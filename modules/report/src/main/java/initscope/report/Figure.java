package initscope.report;

/// A picture of the report.
///
/// @param title what it shows
/// @param lightSvg for light pages and paper
/// @param darkSvg for dark screens
/// @param sentence the same in one sentence, for those who do not see it
public record Figure(String title, String lightSvg, String darkSvg, String sentence) {}
