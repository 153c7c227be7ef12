package initscope.formats.folded;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.AnyProfiles;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

final class FoldedWriterTest {
  @Test
  void aLineIsAStackFromTheRootAndItsWeight() {
    List<Frame> dial =
        List.of(Frame.of("main.main"), Frame.of("net.(*Dialer).Dial"), Frame.of("[IO wait]"));
    List<Frame> odd =
        List.of(Frame.of("a;b"), Frame.of("two\nlines"), Frame.of(""), Frame.of("函数"));
    Profile profile =
        new Profile(
            "goroutines",
            "goroutines",
            List.of(
                new Profile.Sample(dial, 3, Selection.NONE),
                new Profile.Sample(odd, 1, Selection.NONE),
                new Profile.Sample(List.of(), 2, Selection.NONE)));

    assertThat(FoldedWriter.write(profile))
        .isEqualTo(
            """
            main.main;net.(*Dialer).Dial;[IO wait] 3
            a:b;two\u240alines;?;函数 1
            ? 2
            """);
  }

  @Property(tries = 300)
  @Domain(AnyProfiles.class)
  void eachSampleIsOneLineWithAllItsFrames(@ForAll Profile profile) {
    List<String> lines = FoldedWriter.write(profile).lines().toList();

    assertThat(lines).hasSameSizeAs(profile.samples());
    long sum = 0;
    for (int i = 0; i < lines.size(); i++) {
      int space = lines.get(i).lastIndexOf(' ');
      sum += Long.parseLong(lines.get(i).substring(space + 1));
      int frames = Math.max(1, profile.samples().get(i).stack().size());
      assertThat(lines.get(i).substring(0, space).split(";")).hasSize(frames);
    }
    assertThat(sum).isEqualTo(profile.total());
  }
}
