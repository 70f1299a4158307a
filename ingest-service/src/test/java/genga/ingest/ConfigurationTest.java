package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.Topic;
import genga.curation.shot.ShotSettings;
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
    IngestConfig ingest;

    @Test
    void everyKeyHasADefaultAndNoOtherKeyIsKnown() {
        assertThat(config.getPropertyNames())
                .filteredOn(key -> key.startsWith("genga.ingest."))
                .containsExactlyInAnyOrder(
                        "genga.ingest.clips.crop-bars",
                        "genga.ingest.clips.longest-side",
                        "genga.ingest.clips.master",
                        "genga.ingest.clips.quantizer",
                        "genga.ingest.shots.guard-frames",
                        "genga.ingest.shots.least-content",
                        "genga.ingest.shots.least-seconds",
                        "genga.ingest.shots.ratio",
                        "genga.ingest.shots.window");
    }

    @Test
    void theDefaultsOfShotsAreTheUsualOnes() {
        IngestConfig.Shots shots = ingest.shots();

        assertThat(new ShotSettings(
                        shots.ratio(), shots.window(), shots.leastContent(), shots.leastSeconds(), shots.guardFrames()))
                .isEqualTo(ShotSettings.usual());
    }

    @Test
    void filmsAreReadFromTheirTopic() {
        assertThat(config.getValue("mp.messaging.incoming.films-uploaded.topic", String.class))
                .isEqualTo(Topic.FILMS_UPLOADED.topicName());
        assertThat(config.getValue("mp.messaging.incoming.works-commanded.topic", String.class))
                .isEqualTo(Topic.WORKS_COMMANDED.topicName());
    }
}
