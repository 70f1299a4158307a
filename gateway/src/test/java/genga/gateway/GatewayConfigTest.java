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
    void theGatewayHasThreeSettingsAndTheseDefaults() {
        GatewayConfig config = config(Map.of("genga.gateway.read-model", "/data/read-model"));

        assertThat(config.readModel()).isEqualTo(Path.of("/data/read-model"));
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.backlog()).isEqualTo(1024);
        assertThat(GatewayConfig.class.getDeclaredMethods()).hasSize(3);
    }

    @Test
    void whatIsSetWins() {
        GatewayConfig config = config(Map.of(
                "genga.gateway.read-model", "x",
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
