package genga.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.Fact;
import genga.contracts.fact.Topic;
import genga.gateway.Story;
import genga.gateway.event.EventStream;
import genga.gateway.readmodel.Position;
import genga.gateway.readmodel.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class FactFeedTest {

    private static final TopicPartition PROJECTS = new TopicPartition(Topic.PROJECTS_DEFINED.topicName(), 0);
    private static final TopicPartition LETTERS = new TopicPartition(Topic.DEAD_LETTERS.topicName(), 0);

    private final TestDatabase database = new TestDatabase();

    @Test
    void readingGoesOnWhereTheRowsStand() throws Exception {
        Story first = new Story();
        Story second = new Story();
        try (MockConsumer<String, byte[]> consumer = consumer(1)) {
            FactFeed feed = begun(consumer, "one");
            consumer.addRecord(written(0, first.defined()));
            assertThat(feed.advance()).isTrue();
        }

        try (MockConsumer<String, byte[]> consumer = consumer(2)) {
            FactFeed feed = begun(consumer, "one");
            long from = consumer.position(PROJECTS);
            consumer.addRecord(written(1, second.defined()));
            feed.advance();

            assertThat(from).isEqualTo(1);
            assertThat(database.projects()).containsExactlyInAnyOrder(first.project, second.project);
        }
    }

    @Test
    void aNewBrokerIsReadFromTheBeginning() throws Exception {
        Story story = new Story();
        try (MockConsumer<String, byte[]> consumer = consumer(1)) {
            FactFeed feed = begun(consumer, "one");
            consumer.addRecord(written(0, new Story().defined()));
            feed.advance();
        }

        try (MockConsumer<String, byte[]> consumer = consumer(1)) {
            FactFeed feed = begun(consumer, "two");
            consumer.addRecord(written(0, story.defined()));
            feed.advance();

            assertThat(database.projects()).containsExactly(story.project);
        }
    }

    @Test
    void anUnreadableRecordBecomesADeadLetterAndTheNextIsRead() throws Exception {
        Story story = new Story();
        try (MockConsumer<String, byte[]> consumer = consumer(2)) {
            FactFeed feed = begun(consumer, "one");
            consumer.addRecord(written(PROJECTS, 0, "{\"type\": \"Nonsense\"}", new RecordHeaders()));
            consumer.addRecord(written(1, story.defined()));

            feed.advance();

            assertThat(database.projects()).containsExactly(story.project);
            assertThat(database.letters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.from()).isEqualTo(new Position("projects.defined", 0, 0)));
            assertThat(database.readModel.positions()).containsEntry(new Position("projects.defined", 0, 0), 2L);
        }
    }

    @Test
    void aDeadLetterOfAServiceNamesTheRecordItStandsFor() throws Exception {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        "dead-letter-topic", "clips.cut",
                        "dead-letter-partition", "3",
                        "dead-letter-offset", "17",
                        "dead-letter-reason", "no such film")
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (MockConsumer<String, byte[]> consumer = consumer(0)) {
            FactFeed feed = begun(consumer, "one");
            consumer.addRecord(written(LETTERS, 0, "raw", headers));

            feed.advance();

            assertThat(database.letters()).singleElement().satisfies(letter -> {
                assertThat(letter.from()).isEqualTo(new Position("clips.cut", 3, 17));
                assertThat(letter.reason()).isEqualTo("no such film");
            });
        }
    }

    @Test
    void listenersHearOnlyWhatHappensAfterCatchingUp() throws Exception {
        EventStream events = new EventStream();
        List<Fact> heard = new ArrayList<>();
        events.listen().subscribe().with(heard::add);
        Story later = new Story();
        try (MockConsumer<String, byte[]> consumer = consumer(1)) {
            FactFeed feed = new FactFeed(consumer, database.json, database.readModel, events);
            feed.begin(List.of(PROJECTS, LETTERS), "one");
            consumer.addRecord(written(0, new Story().defined()));
            feed.advance();
            consumer.addRecord(written(1, later.defined()));

            feed.advance();

            assertThat(heard)
                    .singleElement()
                    .satisfies(fact -> assertThat(fact.key()).isEqualTo(later.project.value()));
        }
    }

    private FactFeed begun(MockConsumer<String, byte[]> consumer, String cluster) {
        FactFeed feed = new FactFeed(consumer, database.json, database.readModel, new EventStream());
        feed.begin(List.of(PROJECTS, LETTERS), cluster);
        return feed;
    }

    private static MockConsumer<String, byte[]> consumer(long end) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updateBeginningOffsets(Map.of(PROJECTS, 0L, LETTERS, 0L));
        consumer.updateEndOffsets(Map.of(PROJECTS, end, LETTERS, 0L));
        return consumer;
    }

    private ConsumerRecord<String, byte[]> written(long offset, Fact fact) throws Exception {
        return written(
                PROJECTS, offset, database.json.writerFor(Fact.class).writeValueAsString(fact), new RecordHeaders());
    }

    private static ConsumerRecord<String, byte[]> written(
            TopicPartition at, long offset, String value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                at.topic(),
                at.partition(),
                offset,
                1_000L,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                "key",
                value.getBytes(StandardCharsets.UTF_8),
                headers,
                Optional.empty());
    }
}
