package genga.gateway.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import genga.gateway.event.EventStream;
import genga.gateway.readmodel.Position;
import genga.gateway.readmodel.ReadModel;
import genga.gateway.readmodel.ReadModelFailure;
import genga.gateway.readmodel.Received;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Carries records from the topics into the read model and, once it has caught up with what was there when it began, to
/// whoever listens. It belongs to no consumer group: the positions lie in the read model, moved in one transaction with
/// the rows, so a kill at any moment neither loses a fact nor counts one twice.
final class FactFeed {

    private static final Logger LOG = Logger.getLogger(FactFeed.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final RecordReader reader;
    private final ReadModel readModel;
    private final EventStream events;
    private final Map<TopicPartition, Long> goal = new HashMap<>();

    FactFeed(Consumer<String, byte[]> consumer, ObjectMapper json, ReadModel readModel, EventStream events) {
        this.consumer = consumer;
        this.reader = new RecordReader(json);
        this.readModel = readModel;
        this.events = events;
    }

    /// Goes to where the read model stands.
    void begin(Collection<TopicPartition> partitions, String cluster) {
        if (readModel.follow(cluster)) {
            LOG.warnf("another broker, read model is rebuilt cluster=%s", cluster);
        }
        consumer.assign(partitions);
        Map<Position, Long> known = readModel.positions();
        for (TopicPartition partition : partitions) {
            Long next = known.get(new Position(partition.topic(), partition.partition(), 0));
            if (next == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, next);
            }
        }
        goal.putAll(consumer.endOffsets(partitions));
    }

    /// Takes in the next records.
    ///
    /// @return whether everything that was there at the beginning has been taken in
    boolean advance() {
        List<ConsumerRecord<String, byte[]>> written = StreamSupport.stream(
                        consumer.poll(PATIENCE).spliterator(), false)
                .toList();
        if (!written.isEmpty()) {
            List<Received> taken = takeIn(written);
            if (goal.isEmpty()) {
                taken.forEach(this::tell);
            }
        }
        goal.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return goal.isEmpty();
    }

    private List<Received> takeIn(List<ConsumerRecord<String, byte[]>> written) {
        List<Received> received = written.stream().map(reader::read).toList();
        try {
            readModel.advance(received);
            return received;
        } catch (IllegalArgumentException | ReadModelFailure e) {
            LOG.warnf("records taken in one by one: %s", e.getMessage());
            return written.stream().map(this::takeInAlone).toList();
        }
    }

    /// One record that cannot be written down must not hold up the others: it becomes a dead letter.
    private Received takeInAlone(ConsumerRecord<String, byte[]> written) {
        Received received = reader.read(written);
        try {
            readModel.advance(List.of(received));
            return received;
        } catch (IllegalArgumentException | ReadModelFailure e) {
            Received dead = new Received.Dead(
                    received.position(), RecordReader.unreadable(written, received.position(), e.getMessage()));
            readModel.advance(List.of(dead));
            return dead;
        }
    }

    private void tell(Received received) {
        if (received instanceof Received.Told told) {
            events.tell(told.fact());
        }
    }
}
