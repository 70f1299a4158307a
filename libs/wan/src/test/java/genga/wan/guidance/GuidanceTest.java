package genga.wan.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.transformer.TransformerShape;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuidanceTest {
    private static final Guidance.Run SHORT = new Guidance.Run(6, 21, false, List.of());
    private static final TeaCacheFit FIT = TeaCacheFit.named("14B_t2v");

    @Test
    void optionsThatCannotActAtGuidanceOneAreReported() {
        Guidance guidance = Guidance.of(1, CfgZeroStar.official(), SkipLayerGuidance.unconditional(Set.of(10)));

        assertThat(guidance.reports(SHORT))
                .containsExactly(
                        "CFG-Zero* does nothing at guidance 1: raise the guidance or leave it out",
                        "skip-layer guidance does nothing at guidance 1: raise the guidance or leave it out");
    }

    @Test
    void teaCacheIsReportedAtEightStepsAndNotAtNine() {
        Guidance guidance = Guidance.of(6, TeaCache.of(0.14, FIT));

        assertThat(guidance.reports(new Guidance.Run(8, 21, true, List.of())))
                .containsExactly("TeaCache is left out at 8 steps: it needs at least 9");
        assertThat(guidance.reports(new Guidance.Run(9, 21, true, List.of()))).isEmpty();
    }

    @Test
    void aNegativePromptNeedsGuidanceOrNagToAct() {
        Guidance.Run negative = new Guidance.Run(6, 21, true, List.of(1.0));

        assertThat(Guidance.of(1).reports(negative)).singleElement().asString().contains("add NAG or raise");
        assertThat(Guidance.of(1, NormalizedAttentionGuidance.usual()).reports(negative))
                .isEmpty();
    }

    @Test
    void anAcceleratorAboveStrengthOneIsReported() {
        assertThat(Guidance.of(1).reports(new Guidance.Run(6, 21, false, List.of(0.9, 1.2))))
                .singleElement()
                .asString()
                .contains("strength 1.2");
    }

    @Test
    void anOptionWhosePartOfTheStepsHoldsNoneOfThemIsReported() {
        Window end = new Window(0.95, 1);
        Guidance guidance = Guidance.of(
                6,
                new SkipLayerGuidance(SkipLayerGuidance.Mode.UNCONDITIONAL, Set.of(1), 0, end),
                new EnhanceAVideo(2, end));

        assertThat(guidance.reports(SHORT))
                .containsExactly(
                        "skip-layer guidance acts in none of the 6 steps: widen its part of them",
                        "Enhance-A-Video acts in none of the 6 steps: widen its part of them");
    }

    @Test
    void aChangeThatIsNoNumberLeavesNothingOut() {
        List<Double> changes = Collections.nCopies(9, Double.NaN);

        assertThat(TeaCachePattern.of(TeaCache.of(0.14, FIT), changes).skipped())
                .isZero();
    }

    @Test
    void aModelOfUnknownSizeIsEstimatedByTheChangeItself() {
        TransformerShape nano = new TransformerShape(16, 256, 512, 128, 256, 4);
        TransformerShape large = new TransformerShape(16, 5120, 13824, 4096, 256, 40);

        assertThat(TeaCacheFit.of(nano)).isEqualTo(new TeaCacheFit(List.of(1.0, 0.0), false));
        assertThat(TeaCacheFit.of(large)).isEqualTo(FIT);
    }

    @Test
    void anOptionGivenTwiceIsRefused() {
        assertThatThrownBy(() -> Guidance.of(6, new CfgZeroStar(0), new CfgZeroStar(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each guidance option can be given once");
    }

    /// The fit for 14B is about -13 where nothing changes: added as it is, it would skip to the end.
    @Test
    void theSizeOfAnEstimateCountsUnlessTheOfficialFormIsAskedFor() {
        List<Double> changes = Collections.nCopies(19, 0.001);

        TeaCachePattern ours = TeaCachePattern.of(TeaCache.of(0.14, FIT), changes);
        TeaCachePattern official = TeaCachePattern.of(new TeaCache(0.14, FIT, TeaCache.Sign.OFFICIAL), changes);

        assertThat(ours.skipped()).isZero();
        assertThat(official.skipped()).isEqualTo(18);
    }
}
