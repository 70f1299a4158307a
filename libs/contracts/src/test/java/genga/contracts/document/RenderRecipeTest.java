package genga.contracts.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import genga.contracts.document.GuidanceOptions.Nag;
import genga.contracts.document.GuidanceOptions.SkipLayers;
import genga.contracts.document.NoiseSchedule.Name;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderRecipeTest {

    private static final String OLD = "{\"schema\":1,\"baseModel\":\"wan-nano\",\"adapters\":[{\"object\":{\"key\":"
            + "\"runs/r/a.safetensors\",\"size\":1,\"sha256\":\"" + "0".repeat(64) + "\"},\"strength\":0.9}],"
            + "\"prompt\":\"A kite.\",\"negativePrompt\":\"\",\"width\":48,\"height\":32,\"frames\":5,\"steps\":4,"
            + "\"shift\":5.0,\"sampler\":\"unipc\",\"guidance\":1.0,\"seed\":1}";

    private final ObjectMapper json = new ObjectMapper().registerModule(new Jdk8Module());

    @Test
    void aRecipeFromBeforeThereWereOptionsMeansWhatItMeantThen() throws JsonProcessingException {
        RenderRecipe recipe = read("");

        assertThat(recipe.schedule()).isEqualTo(NoiseSchedule.named(Name.WAN_UNIPC));
        assertThat(recipe.options()).isEqualTo(GuidanceOptions.none());
        assertThat(recipe.adapters().getFirst().blocks()).isEmpty();
        assertThat(recipe.adapters().getFirst().to()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws JsonProcessingException {
        RenderRecipe recipe = read(",\"schedule\":{\"name\":\"kijai\"},\"options\":{\"nag\":{},\"cfgZeroStar\":{},"
                + "\"skipLayers\":{\"blocks\":[1]},\"teaCache\":{\"threshold\":0.1},\"enhanceAVideo\":{}}");

        String text = json.writeValueAsString(recipe);

        assertThat(json.readValue(text, RenderRecipe.class)).isEqualTo(recipe);
        assertThat(recipe.options().nag()).contains(new Nag(11.0, 2.5, 0.25, 0.0));
        assertThat(recipe.options().skipLayers().map(SkipLayers::start)).contains(0.2);
        assertThat(recipe.readsNegativePrompt()).isTrue();
    }

    @Test
    void aListNeedsNoNameAndMakesItsOwnSteps() {
        assertThat(new NoiseSchedule(null, List.of(1000, 750, 500, 250), null).name())
                .isEqualTo(Name.DISTILL);
        assertThat(new NoiseSchedule(null, null, List.of(0.9, 0.4)).givenSteps())
                .isEqualTo(2);
        assertThatThrownBy(() -> new NoiseSchedule(null, null, null))
                .hasMessage("schedule: expected a name, or else timesteps or sigmas, got none of them");
        assertThatThrownBy(() -> new NoiseSchedule(Name.COMFY, null, List.of(0.9)))
                .hasMessageStartingWith("schedule sigmas: expected a list with the custom schedule and none");
        assertThatThrownBy(() -> new NoiseSchedule(Name.CUSTOM, null, List.of(0.4, 0.9)))
                .hasMessageContaining("from 1 down to above 0, each below the last, got [0.4, 0.9]");
    }

    @ParameterizedTest
    @CsvSource({"comfy", "wan-dpmpp", "diffusers-euler", "distill"})
    void uniPcIsRefusedWhereTheFirstLevelIsPureNoise(String name) {
        assertThatThrownBy(() -> read(",\"schedule\":{\"name\":\"" + name + "\"}"))
                .hasMessageContaining(
                        "render schedule: expected wan-unipc, kijai, diffusers-unipc or a list that begins"
                                + " below pure noise with UniPC, got one that begins at it");
    }

    @Test
    void stepsAreAsManyAsTheScheduleLists() {
        assertThatThrownBy(() -> read(",\"schedule\":{\"sigmas\":[0.9,0.5]}"))
                .hasMessageContaining("render steps: expected 2, as many as the schedule lists, got 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"nag\":{\"scale\":1}}|nag scale: expected a number above 1",
                "{\"nag\":{\"alpha\":1.5}}|nag alpha: expected 0 to 1, got 1.5",
                "{\"cfgZeroStar\":{\"zeroSteps\":-1}}|cfgZeroStar zeroSteps: expected 0 or more, got -1",
                "{\"skipLayers\":{}}|skipLayers blocks: expected numbers of blocks counted from 0",
                "{\"skipLayers\":{\"blocks\":[1],\"scale\":2}}|skipLayers scale: expected none but in the mode original",
                "{\"teaCache\":{}}|teaCache threshold: expected a number above 0 (0.14 is usual for 14B, 0.05 for 1.3B)",
                "{\"teaCache\":{\"threshold\":0.1,\"fit\":\"x\"}}|teaCache fit: expected one of 1.3B_t2v",
                "{\"enhanceAVideo\":{\"start\":0.9,\"end\":0.1}}|enhanceAVideo start and end: expected shares of the steps"
            })
    void anOptionThatIsWrongIsRefusedInOneSentence(String options, String sentence) {
        assertThatThrownBy(() -> read(",\"options\":" + options)).hasMessageContaining(sentence);
    }

    private RenderRecipe read(String more) throws JsonProcessingException {
        return json.readValue(OLD.substring(0, OLD.length() - 1) + more + "}", RenderRecipe.class);
    }
}
