package genga.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.curation.shot.Shot;
import genga.media.sample.TrialFilm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundCutsTest {
    @Test
    void aPerfectDetectorHasPrecisionAndRecallOfOne() {
        FoundCuts perfect = new FoundCuts(TrialFilm.truth().cuts(), List.of(new Shot(312, 360), new Shot(432, 456)));

        assertThat(perfect.judged())
                .containsEntry("precision", 1.0)
                .containsEntry("recall", 1.0)
                .containsEntry("fade_cut_out", 1.0)
                .containsEntry("dissolve_cut_out", 1.0);
    }

    @Test
    void aCutAtTheFlashIsFalseAndOneInTheFadeIsNot() {
        List<Integer> cuts = new ArrayList<>(TrialFilm.truth().cuts());
        cuts.addAll(List.of(336, 660));

        assertThat(new FoundCuts(cuts, List.of()).judged())
                .containsEntry("false", List.of(660))
                .containsEntry("fade_found", true)
                .containsEntry("fade_cut_out", 0.0)
                .containsEntry("dissolve_found", false)
                .containsEntry("precision", 0.9)
                .containsEntry("recall", 0.9);
    }

    @Test
    void anUnknownOptionIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> IngestSettings.parse(List.of("--fast")))
                .isInstanceOf(BenchException.class)
                .hasMessage("option --fast is unknown; expected --quick, --rounds N, --only PARTS or --film FILE");
    }
}
