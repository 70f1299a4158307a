package genga.wan.tensor;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Loading a script compiles all its methods, so this finds every syntax error and every unknown operator.
class ScriptResourcesTest {
    static Stream<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/genga/wan/script"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".py"))
                    .map(name -> name.substring(0, name.length() - ".py".length()))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptCompiles(String name) {
        assertThatCode(() -> Script.load(name)).doesNotThrowAnyException();
    }
}
