package genga.gateway.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.ClipCut;
import genga.contracts.vocabulary.DatasetPart;
import genga.contracts.vocabulary.Resolution;
import genga.gateway.Story;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartPlanTest {

    @ParameterizedTest
    @CsvSource({
        "1.7778, 144, 80",
        "1.3333, 128, 96",
        "1.8462, 144, 80",
        "1.0, 96, 96",
        "0.5625, 80, 144",
        "2.39, 192, 80"
    })
    void theResolutionIsSmallDivisibleBySixteenAndNearTheAspect(double aspect, int width, int height) {
        assertThat(PartPlan.resolution(aspect)).isEqualTo(new Resolution(width, height));
    }

    @Test
    void clipsLongEnoughAreSeenAsStillsAndAsFragments() {
        ClipCut clip = new Story().cut(1);

        List<DatasetPart> parts = PartPlan.of(List.of(clip));

        assertThat(parts)
                .containsExactly(DatasetPart.head(144, 80, List.of(1)), DatasetPart.head(144, 80, List.of(17)));
    }
}
