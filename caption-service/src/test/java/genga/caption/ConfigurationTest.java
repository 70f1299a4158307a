package genga.caption;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class ConfigurationTest {
    @Inject
    Config config;

    @Inject
    CaptionConfig captions;

    @Test
    void everyKeyHasADefaultThatWorksOnALaptop() {
        assertThat(config.getPropertyNames())
                .filteredOn(key -> key.startsWith("genga.caption."))
                .containsExactly("genga.caption.at-once");
        assertThat(captions.atOnce()).isEqualTo(2);
    }
}
