package genga.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import genga.contracts.document.GuidanceOptions;
import genga.contracts.document.GuidanceOptions.SkipLayers;
import genga.contracts.document.NoiseSchedule;
import genga.contracts.document.NoiseSchedule.Name;
import genga.contracts.document.RenderRecipe;
import genga.contracts.document.SamplerName;
import genga.wan.guidance.CfgZeroStar;
import genga.wan.guidance.EnhanceAVideo;
import genga.wan.guidance.NormalizedAttentionGuidance;
import genga.wan.guidance.SkipLayerGuidance;
import genga.wan.guidance.TeaCache;
import genga.wan.guidance.TeaCacheFit;
import genga.wan.memory.BaseStorage;
import genga.wan.render.SamplingSettings;
import genga.wan.sampling.FlowSchedule;
import genga.wan.sampling.ScheduleName;
import genga.wan.transformer.TransformerShape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecipeSettingsTest {

    private static final TransformerShape LARGE = new TransformerShape(16, 5120, 13824, 4096, 256, 40);

    @ParameterizedTest
    @EnumSource(SamplerName.class)
    void aSamplerInTheRecipeIsTheOneOfThatNameInTheLibrary(SamplerName name) throws NoSuchFieldException {
        String word = SamplerName.class
                .getField(name.name())
                .getAnnotation(JsonProperty.class)
                .value();

        assertThat(RecipeSettings.sampler(name).label()).isEqualTo(word);
    }

    @ParameterizedTest
    @EnumSource(
            value = Name.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CUSTOM"})
    void aScheduleInTheRecipeIsTheOneOfThatNameInTheLibrary(Name name) throws NoSuchFieldException {
        String word = Name.class
                .getField(name.name())
                .getAnnotation(JsonProperty.class)
                .value();

        assertThat(settings(NoiseSchedule.named(name), GuidanceOptions.none()).schedule())
                .isEqualTo(FlowSchedule.of(ScheduleName.of(word), 4, 3));
    }

    @Test
    void listsOfTimestepsAndSigmasAreWalkedAsGiven() {
        NoiseSchedule distilled = new NoiseSchedule(Name.DISTILL, List.of(1000, 900, 600, 100), List.of());
        NoiseSchedule custom = new NoiseSchedule(Name.CUSTOM, List.of(), List.of(0.9, 0.8, 0.5, 0.2));

        assertThat(settings(distilled, GuidanceOptions.none()).schedule())
                .isEqualTo(FlowSchedule.distilled(List.of(1000, 900, 600, 100), 3));
        assertThat(settings(custom, GuidanceOptions.none()).schedule())
                .isEqualTo(FlowSchedule.custom(List.of(0.9, 0.8, 0.5, 0.2)));
    }

    @Test
    void everyOptionReachesTheGuidanceWithItsUsualValues() {
        GuidanceOptions options = new GuidanceOptions(
                Optional.of(new GuidanceOptions.Nag(null, null, null, null)),
                Optional.of(new GuidanceOptions.CfgZeroStar(null)),
                Optional.of(new SkipLayers(List.of(9, 10), null, null, null, null)),
                Optional.of(new GuidanceOptions.TeaCache(0.2, Optional.empty())),
                Optional.of(new GuidanceOptions.EnhanceAVideo(null, null, null)));

        assertThat(settings(NoiseSchedule.named(Name.COMFY), options).guidance().options())
                .containsExactly(
                        NormalizedAttentionGuidance.usual(),
                        CfgZeroStar.official(),
                        SkipLayerGuidance.unconditional(Set.of(9, 10)),
                        TeaCache.of(0.2, TeaCacheFit.named("14B_t2v")),
                        EnhanceAVideo.usual());
    }

    @Test
    void theThirdPassOfSkipLayersAndANamedFitAreTakenOver() {
        SkipLayers original = new SkipLayers(List.of(9), SkipLayers.Mode.ORIGINAL, null, null, null);
        GuidanceOptions options = new GuidanceOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.of(original),
                Optional.of(new GuidanceOptions.TeaCache(0.2, Optional.of("1.3B_t2v_ret"))),
                Optional.empty());

        assertThat(settings(NoiseSchedule.named(Name.COMFY), options).guidance().options())
                .containsExactly(
                        SkipLayerGuidance.original(Set.of(9)), TeaCache.of(0.2, TeaCacheFit.named("1.3B_t2v_ret")));
    }

    @Test
    void aStepMakesOnePassAndOneMoreForGuidanceAndForTheOriginalSkipLayers() {
        GuidanceOptions third = new GuidanceOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new SkipLayers(List.of(9), SkipLayers.Mode.ORIGINAL, null, null, null)),
                Optional.empty(),
                Optional.empty());
        NoiseSchedule schedule = NoiseSchedule.named(Name.COMFY);

        assertThat(RecipeSettings.passes(recipe(schedule, GuidanceOptions.none(), 1)))
                .isEqualTo(1);
        assertThat(RecipeSettings.passes(recipe(schedule, GuidanceOptions.none(), 5)))
                .isEqualTo(2);
        assertThat(RecipeSettings.passes(recipe(schedule, third, 5))).isEqualTo(3);
        assertThat(RecipeSettings.passes(recipe(schedule, third, 1))).isEqualTo(1);
    }

    @Test
    void nagKeepsTheKeysOfASecondPromptInMemory() {
        GuidanceOptions nag = new GuidanceOptions(
                Optional.of(new GuidanceOptions.Nag(null, null, null, null)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        NoiseSchedule schedule = NoiseSchedule.named(Name.COMFY);

        assertThat(RecipeSettings.workload(recipe(schedule, GuidanceOptions.none(), 1), BaseStorage.BF16, 0))
                .isNotEqualTo(RecipeSettings.workload(recipe(schedule, nag, 1), BaseStorage.BF16, 0))
                .extracting("prompts")
                .isEqualTo(1);
    }

    private static SamplingSettings settings(NoiseSchedule schedule, GuidanceOptions options) {
        return RecipeSettings.of(recipe(schedule, options, 5), LARGE);
    }

    private static RenderRecipe recipe(NoiseSchedule schedule, GuidanceOptions options, double guidance) {
        return new RenderRecipe(
                RenderRecipe.SCHEMA,
                "wan-nano",
                List.of(),
                "A kite.",
                "",
                48,
                32,
                5,
                4,
                3,
                SamplerName.EULER,
                guidance,
                11,
                schedule,
                options);
    }
}
