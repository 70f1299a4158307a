package genga.wan.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reference numbers come from the programs named in each manifest; tolerances stand in the manifests and are ten
/// times the difference the reference itself shows between single and double precision.
class GoldenCheckTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A_tokenizer",
                "A_umt5_tiny",
                "B_vae_tiny",
                "D_timesteps",
                "E_samplers",
                "F_guidance",
                "F_teacache",
                "G_buckets",
                "G_seed_dataset"
            })
    void everyValueOfACaseLiesWithinItsTolerance(String name) {
        boolean passed = check(GOLDEN, name);

        assertThat(passed).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
    }

    @Test
    void anEmptyFolderFails(@TempDir Path empty) {
        boolean passed = check(empty, "");

        assertThat(passed).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("no case found")
                .endsWith("0 passed, 0 failed" + System.lineSeparator());
    }

    @Test
    void aCaseOfUnknownKindFails(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Z_riddle.json"), "{}");

        boolean passed = check(folder, "");

        assertThat(passed).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("no check knows this kind of case")
                .endsWith("0 passed, 1 failed" + System.lineSeparator());
    }

    @Test
    void aValueOutsideItsToleranceFails(@TempDir Path folder) throws Exception {
        String manifest = Files.readString(GOLDEN.resolve("G_seed_dataset.json"))
                .replace("\"total_samples_per_epoch\":1080", "\"total_samples_per_epoch\":1079");
        Files.writeString(folder.resolve("G_seed_dataset.json"), manifest);

        boolean passed = check(folder, "");

        assertThat(passed).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("expected 1079, found 1080");
    }

    private boolean check(Path folder, String prefix) {
        return GoldenCheck.run(folder, prefix, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }
}
