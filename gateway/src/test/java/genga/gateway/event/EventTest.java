package genga.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.ProjectDefined;
import genga.gateway.Story;
import genga.gateway.Studio;
import genga.gateway.readmodel.ReadModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Studio.class)
@TestProfile(EventTest.QuickHeart.class)
@Timeout(60)
class EventTest {

    @Inject
    ReadModel readModel;

    @Inject
    EventStream events;

    @TestHTTPResource("/v1/events")
    String address;

    @Test
    void aListenerIsGreetedAndHearsItsProjectOnly() throws Exception {
        Story mine = new Story();
        Story other = new Story();
        readModel.apply(mine.defined());

        try (BufferedReader stream = listen("?project=" + mine.project)) {
            String hello = next(stream, "event:");
            events.tell(other.uploaded());
            events.tell(mine.uploaded());

            assertThat(hello).contains("hello");
            assertThat(next(stream, "event:")).contains("FilmUploaded");
            assertThat(next(stream, "data:")).contains(mine.film.value()).contains("\"type\":\"FilmUploaded\"");
        }
    }

    @Test
    void aListenerWithoutAProjectHearsEverything() throws Exception {
        try (BufferedReader stream = listen("")) {
            next(stream, "event:");
            Story story = new Story();
            ProjectDefined fact = story.defined();
            events.tell(fact);

            String id = next(stream, "id:");

            assertThat(id).contains(fact.header().event());
        }
    }

    @Test
    void aSilentStreamShowsThatItIsAlive() throws Exception {
        try (BufferedReader stream = listen("")) {
            assertThat(next(stream, ":")).contains("still here");
        }
    }

    private BufferedReader listen(String query) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + query).toURL().openConnection();
        connection.setReadTimeout(20_000);
        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(connection.getContentType()).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader stream, String prefix) throws IOException {
        String line = stream.readLine();
        while (line != null && !line.startsWith(prefix)) {
            line = stream.readLine();
        }
        return line;
    }

    /// A heart that beats ten times a second.
    public static final class QuickHeart implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "genga.gateway.heartbeat",
                    "100ms",
                    "quarkus.datasource.jdbc.url",
                    "jdbc:h2:mem:events;DB_CLOSE_DELAY=-1");
        }
    }
}
