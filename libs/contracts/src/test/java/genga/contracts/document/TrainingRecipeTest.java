package genga.contracts.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingRecipeTest {

    private static final String OLD =
            "{\"schema\":1,\"name\":\"kites\",\"baseModel\":\"wan-nano\",\"rank\":8,\"alpha\":8,"
                    + "\"learningRate\":0.002,\"steps\":60,\"shift\":3,\"maxGradientNorm\":1,\"checkpointEvery\":30,"
                    + "\"previews\":[],\"heldOut\":0,\"seed\":42}";

    private final ObjectMapper json = new ObjectMapper().registerModule(new Jdk8Module());

    @Test
    void aRecipeFromBeforeThereWereChoicesMeansWhatItMeantThen() throws JsonProcessingException {
        TrainingRecipe recipe = read("");

        assertThat(recipe.optimizer()).isEqualTo(OptimizerChoice.of(OptimizerChoice.Name.ADAMW));
        assertThat(recipe.learningRateCourse()).isEqualTo(LearningRateCourse.constant());
        assertThat(recipe.noiseLevels()).isEqualTo(NoiseLevels.usual());
        assertThat(recipe.regularising()).isEqualTo(Regularising.none());
        assertThat(recipe.itemsPerStep()).isEqualTo(1);
        assertThat(recipe.startAdapter()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws JsonProcessingException {
        TrainingRecipe recipe = read(",\"optimizer\":{\"name\":\"prodigy\",\"beta1\":0.8},\"learningRateCourse\":"
                + "{\"curve\":\"piecewise\",\"stages\":[{\"until\":10,\"factor\":1},{\"until\":60,\"factor\":0.1}]},"
                + "\"noiseLevels\":{\"mode\":\"levels\",\"bend\":\"mode\",\"strata\":10},"
                + "\"regularising\":{\"networkDropout\":0.1},\"itemsPerStep\":4,\"startAdapter\":"
                + "{\"key\":\"runs/r/kites.safetensors\",\"size\":10,\"sha256\":\"" + "ab".repeat(32) + "\"}");

        String text = json.writeValueAsString(recipe);

        assertThat(json.readValue(text, TrainingRecipe.class)).isEqualTo(recipe);
        assertThat(recipe.noiseLevels().plusOne()).isFalse();
        assertThat(recipe.startAdapter().orElseThrow().key()).isEqualTo("runs/r/kites.safetensors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"optimizer\":{\"weightDecay\":-1}|optimizer weightDecay: expected 0 or more, got -1.0",
                "\"optimizer\":{\"name\":\"adafactor\",\"beta2\":0.9}|optimizer beta2: expected none with adafactor",
                "\"learningRateCourse\":{\"warmup\":61}|learningRateCourse warmup and decay: expected at most the 60 steps",
                "\"learningRateCourse\":{\"curve\":\"piecewise\"}|learningRateCourse stages: expected some",
                "\"optimizer\":{\"name\":\"schedule-free-adamw\"},\"learningRateCourse\":{\"curve\":\"cosine\"}"
                        + "|recipe learningRateCourse curve: expected constant with schedule-free-adamw, got COSINE",
                "\"noiseLevels\":{\"least\":0.5,\"most\":0.5}|noiseLevels least and most: expected levels from 0 to 1",
                "\"noiseLevels\":{\"bend\":\"mode\"}|noiseLevels bend: expected none but in the mode levels",
                "\"noiseLevels\":{\"mode\":\"levels\",\"keepShape\":true}|noiseLevels keepShape: expected false",
                "\"regularising\":{\"networkDropout\":1}|regularising networkDropout: expected 0 to less than 1, got 1.0",
                "\"itemsPerStep\":0|recipe itemsPerStep: expected 1 to 1024, got 0"
            })
    void aChoiceThatIsWrongIsRefusedInOneSentence(String choice, String sentence) {
        assertThatThrownBy(() -> read("," + choice)).hasMessageContaining(sentence);
    }

    private TrainingRecipe read(String more) throws JsonProcessingException {
        return json.readValue(OLD.substring(0, OLD.length() - 1) + more + "}", TrainingRecipe.class);
    }
}
