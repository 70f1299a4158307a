package genga.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.chassis.ChassisConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerConfigTest {

    @Test
    void theDefaultsWorkOnALaptop() throws IOException {
        TrainerConfig config = config(Map.of()).getConfigMapping(TrainerConfig.class);

        assertThat(config.models()).isEqualTo(Path.of(System.getProperty("user.home"), ".genga", "models"));
        assertThat(config.device()).isEqualTo("cpu");
        assertThat(config.blocksToSwap()).isZero();
        assertThat(config.keptActivations().asLongValue()).isEqualTo(256L << 20);
        assertThat(config.snapshotEvery()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.keptItems().asLongValue()).isEqualTo(20L << 30);
    }

    @Test
    void everyKeyCanBeSet() throws IOException {
        TrainerConfig config = config(Map.of(
                        "genga.models",
                        "/models",
                        "genga.device",
                        "cuda:1",
                        "genga.blocks-to-swap",
                        "20",
                        "genga.kept-activations",
                        "2G",
                        "genga.snapshot-every",
                        "5M",
                        "genga.kept-items",
                        "1M"))
                .getConfigMapping(TrainerConfig.class);

        assertThat(config.models()).isEqualTo(Path.of("/models"));
        assertThat(config.device()).isEqualTo("cuda:1");
        assertThat(config.blocksToSwap()).isEqualTo(20);
        assertThat(config.keptActivations().asLongValue()).isEqualTo(2L << 30);
        assertThat(config.snapshotEvery()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.keptItems().asLongValue()).isEqualTo(1L << 20);
    }

    @Test
    void aKeyThatNobodyReadsIsRefused() {
        assertThatThrownBy(() -> config(Map.of("genga.modles", "/models"))).hasMessageContaining("genga.modles");
    }

    private static SmallRyeConfig config(Map<String, String> set) throws IOException {
        ClassLoader classes = TrainerConfigTest.class.getClassLoader();
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addSystemSources()
                .withSources(
                        new PropertiesConfigSource(classes.getResource("META-INF/microprofile-config.properties"), 100),
                        new PropertiesConfigSource(classes.getResource("application.properties"), 250),
                        new PropertiesConfigSource(set, "test", 500))
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(ChassisConfig.class)
                .withMapping(TrainerConfig.class)
                .build();
    }
}
