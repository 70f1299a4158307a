package genga.gateway.feed;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import genga.contracts.fact.Fact;
import genga.contracts.fact.Topic;
import genga.gateway.readmodel.DeadLetter;
import genga.gateway.readmodel.Position;
import genga.gateway.readmodel.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Reads what a record says. There is no record it cannot say something about.
final class RecordReader {

    private final ObjectReader facts;

    RecordReader(ObjectMapper json) {
        // A fact from a newer build may say more than this one knows; its schema version says whether it may be read.
        this.facts = json.readerFor(Fact.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    Received read(ConsumerRecord<String, byte[]> written) {
        Position position = new Position(written.topic(), written.partition(), written.offset());
        if (written.topic().equals(Topic.DEAD_LETTERS.topicName())) {
            return new Received.Dead(position, letter(written, position));
        }
        if (written.value() == null) {
            return new Received.Nothing(position);
        }
        try {
            return new Received.Told(position, facts.readValue(written.value(), Fact.class));
        } catch (IOException e) {
            return new Received.Dead(position, unreadable(written, position, e.getMessage()));
        }
    }

    /// What stands in the dead letters when a fact could be read and not written down.
    static DeadLetter unreadable(ConsumerRecord<String, byte[]> written, Position from, String reason) {
        return new DeadLetter(from, key(written), reason, Instant.ofEpochMilli(written.timestamp()));
    }

    /// The headers are those that SmallRye's `dead-letter-queue` strategy writes.
    private static DeadLetter letter(ConsumerRecord<String, byte[]> written, Position position) {
        Position from = new Position(
                header(written, "dead-letter-topic").orElse(position.topic()),
                header(written, "dead-letter-partition").map(Integer::valueOf).orElse(position.partitionNumber()),
                header(written, "dead-letter-offset").map(Long::valueOf).orElse(position.offset()));
        String reason = header(written, "dead-letter-reason")
                .or(() -> header(written, "deserialization-failure-reason"))
                .orElse("no reason given");
        return new DeadLetter(from, key(written), reason, Instant.ofEpochMilli(written.timestamp()));
    }

    private static String key(ConsumerRecord<String, byte[]> written) {
        return written.key() == null ? "" : written.key();
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> written, String name) {
        Header header = written.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
