package genga.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.chassis.ChassisConfig;
import genga.wan.tensor.DType;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderConfigTest {

    @Test
    void theDefaultsWorkOnALaptop() throws IOException {
        RenderConfig config = config(Map.of()).getConfigMapping(RenderConfig.class);

        assertThat(config.models()).isEqualTo(Path.of(System.getProperty("user.home"), ".genga", "models"));
        assertThat(config.device()).isEqualTo("cpu");
        assertThat(config.blocksToSwap()).isZero();
        assertThat(config.vaeType()).isEqualTo(DType.F32);
        assertThat(config.vaeTiles()).isFalse();
    }

    @Test
    void everyKeyCanBeSet() throws IOException {
        RenderConfig config = config(Map.of(
                        "genga.models", "/models",
                        "genga.device", "cuda:1",
                        "genga.blocks-to-swap", "20",
                        "genga.vae-type", "bf16",
                        "genga.vae-tiles", "true"))
                .getConfigMapping(RenderConfig.class);

        assertThat(config.models()).isEqualTo(Path.of("/models"));
        assertThat(config.device()).isEqualTo("cuda:1");
        assertThat(config.blocksToSwap()).isEqualTo(20);
        assertThat(config.vaeType()).isEqualTo(DType.BF16);
        assertThat(config.vaeTiles()).isTrue();
    }

    @Test
    void aKeyThatNobodyReadsIsRefused() {
        assertThatThrownBy(() -> config(Map.of("genga.modles", "/models"))).hasMessageContaining("genga.modles");
    }

    private static SmallRyeConfig config(Map<String, String> set) throws IOException {
        ClassLoader classes = RenderConfigTest.class.getClassLoader();
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addSystemSources()
                .withSources(
                        new PropertiesConfigSource(classes.getResource("META-INF/microprofile-config.properties"), 100),
                        new PropertiesConfigSource(classes.getResource("application.properties"), 250),
                        new PropertiesConfigSource(set, "test", 500))
                .withMapping(ChassisConfig.class)
                .withMapping(RenderConfig.class)
                .build();
    }
}
