package genga.wan.adapter.form;

import genga.wan.adapter.AdapterStrength;
import genga.wan.base.MissingModel;
import genga.wan.base.ModelFolder;
import genga.wan.quant.Granularity;
import genga.wan.quant.QuantisedWeights;
import genga.wan.tensor.TensorException;
import genga.wan.weights.ModelFile;
import genga.wan.weights.SafetensorsWriter;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `./genga adapters`: says what an adapter file is to a base model, renames it for other programs, merges it.
///
/// Exit codes: 0 done, 1 something is wrong with a file, 2 the command was.
public final class AdaptersCommand {
    private static final String USAGE = """
            usage: adapters show FILE --base NAME
                   adapters convert FILE --to FORM --out FILE --base NAME
                   adapters merge FILE[=STRENGTH] ... [--fp8 SCALES] --out FILE --base NAME
            NAME of a base model's directory under the models folder; FORM: %s; SCALES: %s.
            All of them take --models DIR; without it, GENGA_MODELS or .genga/models is used.""".formatted(names(AdapterForm.values()), names(Granularity.values()));

    private final Path models;
    private final PrintStream out;

    private AdaptersCommand(Path models, PrintStream out) {
        this.models = models;
        this.out = out;
    }

    public static void main(String[] arguments) {
        String folder = Optional.ofNullable(System.getenv("GENGA_MODELS")).orElse(".genga/models");
        System.exit(run(List.of(arguments), Path.of(folder), System.out, System.err));
    }

    /// @param models used unless the arguments name another
    static int run(List<String> arguments, Path models, PrintStream out, PrintStream err) {
        Words words = new Words(arguments);
        try {
            Path folder = words.option("--models").map(Path::of).orElse(models);
            AdaptersCommand command = new AdaptersCommand(folder, out);
            switch (words.next("show, convert or merge")) {
                case "show" -> command.show(words);
                case "convert" -> command.convert(words);
                case "merge" -> command.merge(words);
                default -> throw new UsageError("there is no such command");
            }
            return 0;
        } catch (UsageError e) {
            err.println("adapters: " + e.getMessage());
            err.println(USAGE);
            return 2;
        } catch (MissingModel
                | WeightsException
                | TensorException
                | IllegalArgumentException
                | IllegalStateException
                | UncheckedIOException e) {
            err.println("adapters: " + e.getMessage());
            return 1;
        }
    }

    private void show(Words words) {
        try (ModelFile base = base(words)) {
            Path file = words.file();
            words.requireNone();
            try (AdapterFile adapter = AdapterFile.read(file, base.requireTransformer())) {
                out.printf("%s%n    %s%n", file, adapter.report());
                out.printf(
                        "    %s%n",
                        adapter.needsMerge()
                                ? "changes more than can act beside the model: a render merges the rest, in all its steps"
                                : "acts beside the model");
                adapter.report().unmatchedKeys().forEach(key -> out.printf("    not applied: %s%n", key));
            }
        }
    }

    private void convert(Words words) {
        AdapterForm form =
                words.choice("--to", AdapterForm.values()).orElseThrow(() -> new UsageError("convert needs --to FORM"));
        Path target = words.target();
        try (ModelFile base = base(words)) {
            Path file = words.file();
            words.requireNone();
            try (AdapterFile adapter = AdapterFile.read(file, base.requireTransformer())) {
                adapter.write(target, form, Map.of());
                out.printf("%s: %s%n", target, adapter.report());
            }
        }
    }

    /// All adapters into one new transformer, in fp32 and rounded once, before it is made smaller.
    private void merge(Words words) {
        Optional<Granularity> scales = words.choice("--fp8", Granularity.values());
        Path target = words.target();
        List<AdapterFile> files = new ArrayList<>();
        try (ModelFile base = base(words)) {
            Weights merged = base.requireTransformer();
            do {
                Merged next = Merged.of(words.next("an adapter"));
                AdapterFile file = AdapterFile.read(next.file(), base.requireTransformer());
                files.add(file);
                merged = file.mergedInto(merged, AdapterStrength.of(next.strength()));
                out.printf("%s at %s: %s%n", next.file(), next.strength(), file.report());
            } while (words.more());
            Weights whole = merged;
            Weights stored = scales.<Weights>map(some -> QuantisedWeights.of(whole, some))
                    .orElse(whole);
            SafetensorsWriter.write(target, stored, base.weights().metadata());
            out.printf("%s is written%n", target);
        } finally {
            files.forEach(AdapterFile::close);
        }
    }

    private ModelFile base(Words words) {
        String name = words.option("--base").orElseThrow(() -> new UsageError("--base NAME is missing"));
        return ModelFile.open(ModelFolder.open(models, name).transformer());
    }

    private static String names(Enum<?>... values) {
        return Arrays.stream(values).map(AdaptersCommand::name).collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// An adapter to merge, written `FILE` or `FILE=STRENGTH`.
    private record Merged(Path file, double strength) {
        static Merged of(String word) {
            int at = word.lastIndexOf('=');
            if (at < 0) {
                return new Merged(existing(word), 1);
            }
            try {
                return new Merged(existing(word.substring(0, at)), Double.parseDouble(word.substring(at + 1)));
            } catch (NumberFormatException e) {
                throw new UsageError("'%s' ends in no strength, such as =0.9".formatted(word));
            }
        }
    }

    private static Path existing(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("adapter %s is missing; give the path of a file".formatted(file));
        }
        return file;
    }

    /// What is left of the command line.
    private record Words(List<String> left) {
        Words {
            left = new ArrayList<>(left);
        }

        boolean more() {
            return !left.isEmpty();
        }

        String next(String expected) {
            if (left.isEmpty()) {
                throw new UsageError(expected + " is missing");
            }
            return left.removeFirst();
        }

        Path file() {
            return existing(next("FILE"));
        }

        Path target() {
            return option("--out").map(Path::of).orElseThrow(() -> new UsageError("--out FILE is missing"));
        }

        Optional<String> option(String name) {
            int at = left.indexOf(name);
            if (at < 0) {
                return Optional.empty();
            }
            if (at + 1 == left.size()) {
                throw new UsageError("%s needs a value".formatted(name));
            }
            left.remove(at);
            return Optional.of(left.remove(at));
        }

        <E extends Enum<E>> Optional<E> choice(String option, E[] values) {
            return option(option)
                    .map(word -> Arrays.stream(values)
                            .filter(value -> name(value).equals(word))
                            .findFirst()
                            .orElseThrow(() ->
                                    new UsageError("%s takes %s, not '%s'".formatted(option, names(values), word))));
        }

        void requireNone() {
            if (more()) {
                throw new UsageError("'%s' is one word too many".formatted(left.getFirst()));
            }
        }
    }

    private static final class UsageError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageError(String message) {
            super(message);
        }
    }
}
