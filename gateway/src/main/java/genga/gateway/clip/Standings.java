package genga.gateway.clip;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import genga.contracts.vocabulary.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What a clip can stand as: a verdict's label, or what only a person says.
final class Standings {

    static final List<String> LABELS = Stream.concat(
                    Arrays.stream(Verdict.class
                                    .getAnnotation(JsonSubTypes.class)
                                    .value())
                            .map(JsonSubTypes.Type::name),
                    Stream.of("Rejected"))
            .toList();

    private Standings() {}
}
