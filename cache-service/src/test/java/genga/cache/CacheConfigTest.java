package genga.cache;

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

class CacheConfigTest {

    @Test
    void theDefaultsWorkOnALaptop() throws IOException {
        CacheConfig config = config(Map.of()).getConfigMapping(CacheConfig.class);

        assertThat(config.models()).isEqualTo(Path.of(System.getProperty("user.home"), ".genga", "models"));
        assertThat(config.device()).isEqualTo("cpu");
        assertThat(config.vaeType()).isEqualTo(DType.F32);
    }

    @Test
    void everyKeyCanBeSet() throws IOException {
        CacheConfig config = config(
                        Map.of("genga.models", "/models", "genga.device", "cuda:1", "genga.vae-type", "bf16"))
                .getConfigMapping(CacheConfig.class);

        assertThat(config.models()).isEqualTo(Path.of("/models"));
        assertThat(config.device()).isEqualTo("cuda:1");
        assertThat(config.vaeType()).isEqualTo(DType.BF16);
    }

    @Test
    void aKeyThatNobodyReadsIsRefused() {
        assertThatThrownBy(() -> config(Map.of("genga.modles", "/models"))).hasMessageContaining("genga.modles");
    }

    private static SmallRyeConfig config(Map<String, String> set) throws IOException {
        ClassLoader classes = CacheConfigTest.class.getClassLoader();
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addSystemSources()
                .withSources(
                        new PropertiesConfigSource(classes.getResource("META-INF/microprofile-config.properties"), 100),
                        new PropertiesConfigSource(classes.getResource("application.properties"), 250),
                        new PropertiesConfigSource(set, "test", 500))
                .withMapping(ChassisConfig.class)
                .withMapping(CacheConfig.class)
                .build();
    }
}
