package genga.ingest.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.Medium;
import genga.ingest.IngestConfig;
import genga.onnx.UnusableModel;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LearnedDetectorsTest {
    @Test
    void withoutModelsNothingIsLookedAt() throws IOException {
        LearnedDetectors none = new LearnedDetectors(config(Map.of()));
        ClipMeasures measures = new ClipMeasures(
                ClipMeasures.Motion.NONE,
                0,
                new ClipMeasures.Tone(100, 0, 50, 20),
                0,
                OptionalDouble.empty(),
                CameraMotion.UNKNOWN,
                "00".repeat(24));

        assertThat(none.boundaries()).isEmpty();
        assertThat(none.withOverlay(measures, Medium.CLIP, 40, Path.of("no such file")))
                .isEqualTo(measures);
    }

    @Test
    void aModelThatIsNamedAndNotThereEndsTheStart() throws IOException {
        IngestConfig shots = config(Map.of("genga.ingest.learned.shots", "/nowhere/transnetv2.onnx"));
        IngestConfig text = config(Map.of("genga.ingest.learned.text", "/nowhere/text.onnx"));

        assertThatThrownBy(() -> new LearnedDetectors(shots).check(null))
                .isInstanceOf(UnusableModel.class)
                .hasMessage("/nowhere/transnetv2.onnx: expected the ONNX file of TransNetV2, found no file;"
                        + " correct the path or leave it out");
        assertThatThrownBy(() -> new LearnedDetectors(text))
                .isInstanceOf(UnusableModel.class)
                .hasMessageStartingWith("/nowhere/text.onnx: expected the ONNX file of a text detector");
    }

    /// The service's own defaults, and what is said over them.
    private static IngestConfig config(Map<String, String> said) throws IOException {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        LearnedDetectorsTest.class.getResource("/application.properties"), 100))
                .withSources(new PropertiesConfigSource(said, "said", 200))
                .withMappingIgnore("genga.**")
                .withMapping(IngestConfig.class)
                .build()
                .getConfigMapping(IngestConfig.class);
    }
}
