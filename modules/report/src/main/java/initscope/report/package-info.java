/// A diagnosis for others to read: {@link initscope.report.AnalysisJson} for programs, {@link initscope.report.HtmlReport} for
/// people, {@link initscope.report.MarkdownReport} for tickets. Pure: values in, text out.
///
/// - HTML is written through {@code Html} only, which escapes by construction; there is no way to write host text as markup.
/// - Words of the pages are in {@code words.properties} and {@code words_zh.properties}; the sentences of findings come from
///   {@link initscope.diagnosis.Sentences}, pictures from {@code initscope.layout}.
/// - Not here: deciding what to say ({@code diagnosis}), what is drawn where ({@code layout}).
@NullMarked
package initscope.report;

import org.jspecify.annotations.NullMarked;
