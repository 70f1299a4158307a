package genga.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.Topic;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The topic table, the page about it, and what the services are configured to hear are one.
class ChannelsTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void servicesHearTopicsOfTheTableAndNoOthers() throws IOException {
        Set<String> known = Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());

        assertThat(heard().keySet()).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void thePageNamesWhoActsOnATopicAsTheServicesAreConfigured() throws IOException {
        Map<String, Set<String>> page = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/topics.md"))) {
            String[] columns = line.split("\\|");
            if (line.startsWith("| `") && !columns[7].isBlank()) {
                Set<String> readers = new TreeSet<>(List.of(columns[7].strip().split(", ")));
                readers.removeAll(Set.of("\u2014", "gateway")); // the gateway reads all topics, without a channel
                if (!readers.isEmpty()) {
                    page.put(columns[1].strip().replace("`", ""), readers);
                }
            }
        }

        assertThat(page).isEqualTo(heard());
    }

    /// Topic and the services with a channel for it.
    private static Map<String, Set<String>> heard() throws IOException {
        Map<String, Set<String>> heard = new TreeMap<>();
        try (Stream<Path> services = Files.list(ROOT)) {
            for (Path service : services.filter(folder -> folder.toString().endsWith("-service"))
                    .toList()) {
                Properties settings = new Properties();
                try (Reader text =
                        Files.newBufferedReader(service.resolve("src/main/resources/application.properties"))) {
                    settings.load(text);
                }
                String name = service.getFileName().toString().replace("-service", "");
                settings.stringPropertyNames().stream()
                        .filter(key -> key.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topic"))
                        .forEach(key -> heard.computeIfAbsent(settings.getProperty(key), unused -> new TreeSet<>())
                                .add(name));
            }
        }
        return heard;
    }
}
