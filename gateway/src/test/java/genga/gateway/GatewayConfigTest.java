package genga.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {

    @Test
    void theGatewayHasTheseSettingsAndDefaults() {
        GatewayConfig config = config(Map.of(
                "genga.gateway.read-model", "/data/read-model",
                "genga.gateway.uploads.folder", "/data/uploads"));

        assertThat(config.readModel()).isEqualTo(Path.of("/data/read-model"));
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.backlog()).isEqualTo(1024);
        assertThat(config.uploads().folder()).isEqualTo(Path.of("/data/uploads"));
        assertThat(config.uploads().mostBytes()).isEqualTo(64L << 30);
        assertThat(config.uploads().spareBytes()).isEqualTo(1L << 30);
        assertThat(config.uploads().kept()).isEqualTo(Duration.ofDays(7));
        assertThat(config.uploads().round()).isEqualTo(Duration.ofSeconds(15));
        assertThat(GatewayConfig.class.getDeclaredMethods()).hasSize(4);
        assertThat(GatewayConfig.Uploads.class.getDeclaredMethods()).hasSize(5);
    }

    @Test
    void whatIsSetWins() {
        GatewayConfig config = config(Map.of(
                "genga.gateway.read-model", "x",
                "genga.gateway.uploads.folder", "y",
                "genga.gateway.heartbeat", "5s",
                "genga.gateway.backlog", "10"));

        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.backlog()).isEqualTo(10);
    }

    private static GatewayConfig config(Map<String, String> settings) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withDefaultValues(settings)
                .addDiscoveredConverters()
                .build();
        return config.getConfigMapping(GatewayConfig.class);
    }
}
