package genga.wan.base;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `./genga models`: lists, checks and fetches model files.
///
/// Exit codes: 0 done, 1 something is wrong with a file or the network, 2 the command was.
public final class ModelsCommand {
    private static final URI SITE = URI.create("https://huggingface.co/");
    private static final String USAGE = """
            usage: models list
                   models check [NAME]
                   models fetch NAME [--yes] [--from ADDRESS]
            NAME of a published model: %s
            All of them take --models DIR; without it, GENGA_MODELS or .genga/models is used.""".formatted(PublishedModel.names());

    private final Path models;
    private final PrintStream out;

    private ModelsCommand(Path models, PrintStream out) {
        this.models = models;
        this.out = out;
    }

    public static void main(String[] arguments) {
        String folder = Optional.ofNullable(System.getenv("GENGA_MODELS")).orElse(".genga/models");
        System.exit(run(List.of(arguments), Path.of(folder), System.out, System.err));
    }

    /// @param models used unless the arguments name another
    static int run(List<String> arguments, Path models, PrintStream out, PrintStream err) {
        List<String> words = new ArrayList<>(arguments);
        try {
            Path folder = option(words, "--models").map(Path::of).orElse(models);
            ModelsCommand command = new ModelsCommand(folder, out);
            return switch (words.isEmpty() ? "list" : words.removeFirst()) {
                case "list" -> {
                    requireNone(words);
                    yield command.list();
                }
                case "check" -> command.check(words);
                case "fetch" -> command.fetch(words);
                default -> throw new UsageError("there is no such command");
            };
        } catch (UsageError e) {
            err.println("models: " + e.getMessage());
            err.println(USAGE);
            return 2;
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            err.println("models: " + e.getMessage());
            return 1;
        }
    }

    private int list() {
        List<ModelListing> found = ModelListing.of(models);
        if (found.isEmpty()) {
            out.printf("no model files in %s; `models fetch NAME --yes` brings a published model%n", models);
        }
        found.forEach(out::println);
        return 0;
    }

    private int check(List<String> words) {
        Path folder = words.isEmpty() ? models : models.resolve(words.removeFirst());
        requireNone(words);
        List<ModelListing> found = ModelListing.of(folder);
        if (found.isEmpty()) {
            throw new IllegalStateException("there are no model files in %s to check".formatted(folder));
        }
        int bad = 0;
        for (ModelListing listing : found) {
            Optional<String> fault = listing.fault();
            out.printf(
                    "%s  %s%s%n",
                    fault.isEmpty() ? "good" : "BAD ",
                    listing.file(),
                    fault.map(text -> ": " + text).orElse(""));
            bad += fault.isPresent() ? 1 : 0;
        }
        out.printf("%d files, %d bad%n", found.size(), bad);
        return bad == 0 ? 0 : 1;
    }

    private int fetch(List<String> words) {
        boolean agreed = words.remove("--yes");
        URI site = option(words, "--from").map(URI::create).orElse(SITE);
        if (words.size() != 1) {
            throw new UsageError("fetch takes the name of one published model");
        }
        PublishedModel model = PublishedModel.named(words.getFirst())
                .orElseThrow(() -> new UsageError("there is no published model '%s'".formatted(words.getFirst())));
        ModelFetch fetch = new ModelFetch(site, models, model, out);
        long missing = fetch.missing();
        if (missing == 0) {
            out.printf("%s is complete%n", model.folder());
            return 0;
        }
        if (!agreed) {
            out.printf("%s are missing; add --yes to fetch them into %s%n", ModelFetch.size(missing), models);
            return 1;
        }
        fetch.fetch();
        out.printf("%s is complete%n", model.folder());
        return 0;
    }

    private static void requireNone(List<String> words) {
        if (!words.isEmpty()) {
            throw new UsageError("'%s' is one word too many".formatted(words.getFirst()));
        }
    }

    private static Optional<String> option(List<String> words, String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 == words.size()) {
            throw new UsageError("%s needs a value".formatted(name));
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }

    private static final class UsageError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageError(String message) {
            super(message);
        }
    }
}
