package genga.gateway.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.fact.Topic;
import genga.gateway.event.EventStream;
import genga.gateway.readmodel.ReadModel;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Keeps a [FactFeed] going on a thread of its own, through broker restarts; ready once the read model has caught up.
@Readiness
@ApplicationScoped
@UnlessBuildProfile("test")
class FactFollower implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(FactFollower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ObjectMapper json;
    private final ReadModel readModel;
    private final EventStream events;
    private final CatchUp catchUp;
    private final String brokers;
    private volatile boolean stopping;
    private Thread thread;

    FactFollower(
            ObjectMapper json,
            ReadModel readModel,
            EventStream events,
            CatchUp catchUp,
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.json = json;
        this.readModel = readModel;
        this.events = events;
        this.catchUp = catchUp;
        this.brokers = brokers;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().daemon().name("facts").start(this::followForGood);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        // No interrupt: it would close the database's file under a write.
        thread.join(Duration.ofSeconds(10));
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("read model").status(catchUp.isDone()).build();
    }

    private void followForGood() {
        while (!stopping) {
            try {
                follow();
            } catch (RuntimeException | ExecutionException e) {
                if (!stopping) {
                    LOG.warnf("facts not followed, trying again: %s", e.getMessage());
                    pause();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void follow() throws ExecutionException, InterruptedException {
        String cluster = cluster();
        try (Consumer<String, byte[]> consumer = consumer()) {
            FactFeed feed = new FactFeed(consumer, json, readModel, events);
            feed.begin(partitions(consumer), cluster);
            while (!stopping) {
                boolean now = feed.advance();
                if (now && !catchUp.isDone()) {
                    LOG.info("read model caught up");
                }
                catchUp.become(now);
            }
        }
    }

    private String cluster() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2000);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        Map<String, ?> present = consumer.listTopics();
        for (Topic topic : Topic.values()) {
            if (!present.containsKey(topic.topicName())) {
                throw new KafkaException("topic %s is not there; whoever runs the broker makes it, with %d partitions"
                        .formatted(topic.topicName(), topic.partitions()));
            }
            consumer.partitionsFor(topic.topicName()).stream()
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .forEach(partitions::add);
        }
        return partitions;
    }

    private void pause() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
