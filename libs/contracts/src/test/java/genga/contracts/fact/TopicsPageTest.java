package genga.contracts.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/topics.md and the code tell the same.
class TopicsPageTest {

    private static final Path PAGE = Path.of("../../docs/topics.md");

    @Test
    void everyTopicStandsOnThePageAsItStandsInTheCode() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows.stream().map(row -> columns(row).subList(0, 5)).toList())
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(TopicsPageTest::row).toList());
    }

    private static List<String> row(Topic topic) {
        String facts = Examples.all().stream()
                .filter(fact -> fact.topic() == topic)
                .map(fact -> fact.getClass().getSimpleName())
                .distinct()
                .collect(Collectors.joining());
        return List.of(
                "`" + topic.topicName() + "`",
                facts.isEmpty() ? "any record" : "`" + facts + "`",
                topic.keyedBy(),
                Integer.toString(topic.partitions()),
                switch (topic.cleanup()) {
                    case COMPACT -> "last per key, for good";
                    case DELETE_AFTER_A_DAY -> "a day";
                    case DELETE_AFTER_A_MONTH -> "a month";
                });
    }

    private static List<String> columns(String row) {
        return Arrays.stream(row.substring(1).split("\\|")).map(String::strip).toList();
    }
}
