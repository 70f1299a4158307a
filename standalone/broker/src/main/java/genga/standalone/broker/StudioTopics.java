package genga.standalone.broker;

import genga.contracts.fact.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/// Brings the broker's topics in line with the studio's table of topics.
final class StudioTopics {

    private static final short ONE_REPLICA = 1;

    private StudioTopics() {}

    /// Creates the topics that are not there yet; those that are keep their records and settings.
    static void createMissing(String bootstrapServers) throws ExecutionException, InterruptedException {
        Map<String, Object> client = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(client)) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .filter(topic -> !present.contains(topic.topicName()))
                    .map(StudioTopics::described)
                    .toList();
            admin.createTopics(missing).all().get();
        }
    }

    private static NewTopic described(Topic topic) {
        return new NewTopic(topic.topicName(), topic.partitions(), ONE_REPLICA).configs(kept(topic.cleanup()));
    }

    private static Map<String, String> kept(Topic.Cleanup cleanup) {
        return switch (cleanup) {
            case COMPACT -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            case DELETE_AFTER_A_DAY -> deletedAfter(Duration.ofDays(1));
            case DELETE_AFTER_A_MONTH -> deletedAfter(Duration.ofDays(30));
        };
    }

    private static Map<String, String> deletedAfter(Duration age) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(age.toMillis()));
    }
}
