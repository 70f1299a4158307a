package genga.wan.tensor;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
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
                    .filter(ScriptResourcesTest::standsAlone)
                    .map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ".py".length()))
                    .toList()
                    .stream();
        }
    }

    /// Others hold functions only, and are compiled as part of the scripts that name them.
    private static boolean standsAlone(Path file) {
        try {
            return Files.readString(file).contains("class Ops(Module):");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptCompiles(String name) {
        assertThatCode(() -> Script.load(name)).doesNotThrowAnyException();
    }
}
