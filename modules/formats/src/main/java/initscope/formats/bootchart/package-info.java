/// What bootchart and systemd-bootchart recorded of a boot. Start at `BootChartDecoder`: logs of samples, alone or in the archive that
/// bootchartd writes. `BootChartSvgDecoder` reads the drawing, which is all that systemd-bootchart leaves.
@NullMarked
package initscope.formats.bootchart;

import org.jspecify.annotations.NullMarked;
