package genga.contracts.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactTest {

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    static List<Fact> facts() {
        return Examples.all();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void whatWasWrittenIsReadBack(Fact fact) throws JsonProcessingException {
        String written = json.writeValueAsString(fact);

        assertThat(json.readValue(written, Fact.class)).isEqualTo(fact);
        assertThat(written)
                .contains("\"type\":\"" + fact.getClass().getSimpleName() + "\"")
                .doesNotContain("\"topic\"", "\"key\":\"" + fact.key() + "\"");
    }

    @Test
    void everyKindOfFactHasAnExampleAndATopicOfItsOwn() {
        Set<Class<?>> kinds = kinds(Fact.class).collect(Collectors.toSet());

        assertThat(facts().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(kinds);
        assertThat(facts().stream().map(Fact::topic).distinct()).hasSize(kinds.size());
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isSealed() ? Stream.of(kind.getPermittedSubclasses()).flatMap(FactTest::kinds) : Stream.of(kind);
    }

    @Test
    void anOrderOfOneUnionIsReadAsWhatItIs() throws JsonProcessingException {
        List<Fact> orders = facts().stream().filter(FilmOrder.class::isInstance).toList();

        assertThat(orders).hasSize(2);
        for (Fact order : orders) {
            assertThat(json.readValue(json.writeValueAsString(order), FilmOrder.class))
                    .isEqualTo(order);
        }
    }

    @Test
    void theSameHappeningHasTheSameNameWheneverItIsTold() {
        FactHeader first = FactHeader.of(Instant.EPOCH, "clips.cut", "clip-1");
        FactHeader again = FactHeader.of(Instant.EPOCH.plusSeconds(9), "clips.cut", "clip-1");
        FactHeader other = FactHeader.of(Instant.EPOCH, "clips.cut", "clip-2");

        assertThat(again.event()).isEqualTo(first.event());
        assertThat(other.event()).isNotEqualTo(first.event());
    }

    @Test
    void aSchemaVersionFromAnotherBuildIsRefused() {
        assertThatThrownBy(() -> new FactHeader("e", 2, Instant.EPOCH))
                .hasMessage("fact e has schema version 2, this build reads 1; bring all services to one version");
    }
}
