package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.Topic;
import genga.curation.shot.ShotSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
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
                        "genga.ingest.collections.entries",
                        "genga.ingest.collections.entry-bytes",
                        "genga.ingest.collections.ratio",
                        "genga.ingest.collections.total-bytes",
                        "genga.ingest.shots.guard-frames",
                        "genga.ingest.shots.least-content",
                        "genga.ingest.shots.least-seconds",
                        "genga.ingest.shots.ratio",
                        "genga.ingest.shots.window",
                        "genga.ingest.stills.other-shots-only",
                        "genga.ingest.stills.propose",
                        "genga.ingest.watch.settle-seconds");
    }

    @Test
    void theDefaultsOfShotsAreTheUsualOnes() {
        IngestConfig.Shots shots = ingest.shots();

        assertThat(new ShotSettings(
                        shots.ratio(), shots.window(), shots.leastContent(), shots.leastSeconds(), shots.guardFrames()))
                .isEqualTo(ShotSettings.usual());
    }

    @Test
    void everyChannelReadsTheTopicOfItsName() {
        for (Topic topic : List.of(
                Topic.FILMS_UPLOADED,
                Topic.SHOTS_DEFINED,
                Topic.SCREENINGS_DEFINED,
                Topic.STILLS_REQUESTED,
                Topic.WORKS_COMMANDED)) {
            String channel = topic.topicName().replace('.', '-');

            assertThat(config.getValue("mp.messaging.incoming." + channel + ".topic", String.class))
                    .isEqualTo(topic.topicName());
        }
    }
}
