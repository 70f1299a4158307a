package genga.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.fact.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Everything that was ever said, read straight from the broker: topic and key, and the names of the events under it.
record FactLog(Map<String, Map<String, Set<String>>> events) {

    static FactLog read(String bootstrapServers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = Arrays.stream(Topic.values())
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            FactLog log = new FactLog(new HashMap<>());
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200)).forEach(log::note);
            }
            return log;
        }
    }

    private void note(ConsumerRecord<String, String> fact) {
        try {
            String event = new ObjectMapper()
                    .readTree(fact.value())
                    .at("/header/event")
                    .asText();
            events.computeIfAbsent(fact.topic(), unused -> new HashMap<>())
                    .computeIfAbsent(fact.key(), unused -> new TreeSet<>())
                    .add(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable fact on " + fact.topic() + ": " + fact.value(), e);
        }
    }

    /// Keys of a topic under which more than one thing was said to have happened.
    List<String> keysWithSeveralEvents(String topic) {
        return events.getOrDefault(topic, Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }
}
