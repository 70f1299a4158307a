package genga.standalone.studio;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.Topic;
import genga.store.ContentType;
import genga.store.ObjectStore;
import genga.store.S3ObjectStore;
import genga.store.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// One record in the broker and one object in the store, to be found again.
final class Keepsakes {

    private static final String TOPIC = Topic.PROJECTS_DEFINED.topicName();
    private static final String BROKER = "bootstrap.servers";
    private static final String KEY = "films/keepsake/source";

    private Keepsakes() {}

    static void leave(Address address) throws Exception {
        Map<String, Object> settings = Map.of(BROKER, address.broker(), "acks", "all");
        try (KafkaProducer<String, String> out =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            out.send(new ProducerRecord<>(TOPIC, 0, "key", "kept")).get();
        }
        objects(address).put(KEY, "kept".getBytes(StandardCharsets.UTF_8), ContentType.JSON);
    }

    static void assertKept(Address address) throws Exception {
        Map<String, Object> settings = Map.of(BROKER, address.broker());
        try (KafkaConsumer<String, String> in =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            in.assign(List.of(partition));
            in.seekToBeginning(List.of(partition));
            Await.until("the record is read", () -> {
                var records = in.poll(Duration.ofMillis(200)).records(partition);
                return !records.isEmpty() && records.getFirst().value().equals("kept");
            });
        }
        Await.until("the store answers", () -> answers(address));
        ObjectStore store = objects(address);
        assertThat(store.read(store.find(KEY).orElseThrow())).asString().isEqualTo("kept");
    }

    private static boolean answers(Address address) {
        try {
            return objects(address).find(KEY).isPresent();
        } catch (StoreUnavailable notYet) {
            return false;
        }
    }

    private static S3ObjectStore objects(Address address) {
        Address.StoreAccess store = address.store();
        return new S3ObjectStore(store.endpoint().toString(), store.accessKey(), store.secretKey(), store.bucket());
    }
}
