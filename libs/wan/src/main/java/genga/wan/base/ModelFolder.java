package genga.wan.base;

import genga.wan.memory.BaseStorage;
import genga.wan.memory.Forecast;
import genga.wan.memory.MemoryModel;
import genga.wan.memory.Workload;
import genga.wan.nano.NanoModel;
import genga.wan.tensor.Device;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.TransformerShape;
import genga.wan.transformer.WanTransformer;
import genga.wan.weights.ModelFile;
import genga.wan.weights.ModelKind;
import genga.wan.weights.Quantisation;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A base model on disk: one directory, its files named as their publishers name them and recognised by what they
/// hold.
///
/// @param name of the directory
/// @param transformer a file, or the first of several
/// @param tokenizer `tokenizer.json`, `spiece.model`, or the text encoder's own file where that holds the tokenizer
public record ModelFolder(String name, Path transformer, Path vae, Path textEncoder, Path tokenizer) {

    /// How the names of weights files end.
    static final List<String> WEIGHTS = List.of(".safetensors", ".pth", ".pt");

    private static final Pattern LATER_SHARD = Pattern.compile(".*-(?!00001)\\d{5}-of-\\d{5}\\.[a-z]+");

    /// What a base model is made of, in the order in which a missing part is told.
    private static final List<Part> PARTS = List.of(
            new Part(ModelKind.Transformer.class, "a Wan2.1 transformer"),
            new Part(ModelKind.Vae.class, "the Wan2.1 VAE"),
            new Part(ModelKind.TextEncoder.class, "the UMT5 text encoder"));

    private record Part(Class<? extends ModelKind> kind, String title) {}

    /// The embedded base model.
    private static final String NANO = "wan-nano";

    /// The tokenizer's two forms, the preferred one first.
    private static final List<String> TOKENIZERS = List.of("tokenizer.json", "spiece.model");
    /// `google/umt5-xxl/tokenizer.json` is where the publisher's repository has it.
    private static final int DEPTH = 3;

    /// The base model `name` under the folder `models`. The embedded one is built there when it is wanted and
    /// missing.
    ///
    /// @throws MissingModel when there is none, with the names of those that are there
    public static ModelFolder open(Path models, String name) {
        if (name.equals(NANO)) {
            buildNano(models);
        }
        List<String> known = names(models);
        if (!known.contains(name)) {
            throw new MissingModel(
                    "'%s'".formatted(name),
                    known.isEmpty()
                            ? "a directory of a base model under %s, which holds none".formatted(models)
                            : "one of those under %s: %s".formatted(models, String.join(", ", known)),
                    "choose one that is there, or put its files into %s".formatted(models.resolve(name)));
        }
        return recognise(name, models.resolve(name));
    }

    /// The base models under `models`, sorted; a directory that holds no weights is none.
    public static List<String> names(Path models) {
        if (!Files.isDirectory(models)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(models)) {
            return directories
                    .filter(Files::isDirectory)
                    .filter(directory -> !weights(directory).isEmpty())
                    .map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("models folder %s cannot be listed".formatted(models), e);
        }
    }

    /// Puts the transformer to work on `device`; the caller closes it.
    public WanTransformer openTransformer(Device device) {
        return WanTransformer.open(transformer, device);
    }

    /// As [#openTransformer(Device)], with options.
    public WanTransformer openTransformer(TransformerOptions options) {
        return WanTransformer.open(transformer, options);
    }

    /// The transformer's extents, told by its file without loading it.
    public TransformerShape shape() {
        try (ModelFile file = ModelFile.open(transformer)) {
            return TransformerShape.of(file.requireTransformer());
        }
    }

    /// In what way the transformer's linears are stored smaller than in sixteen bits.
    public Quantisation quantisation() {
        try (ModelFile file = ModelFile.open(transformer)) {
            return file.quantisation();
        }
    }

    /// Why a job does not fit the memory that is free on `device`, and what to do; nothing when it fits, and on a
    /// CPU.
    ///
    /// @param job as it is on a base model stored so
    public Optional<String> refusal(Device device, Function<BaseStorage, Workload> job) {
        OptionalLong memory = ComputeDevice.freeMemory(device);
        return memory.isEmpty() ? Optional.empty() : refusal(memory.getAsLong(), job);
    }

    /// What jobs will take on this base model, each in its turn.
    ///
    /// @param jobs as they are on a base model stored so
    public List<Forecast> forecasts(Function<BaseStorage, List<Workload>> jobs) {
        try (ModelFile file = ModelFile.open(transformer)) {
            Weights weights = file.requireTransformer().withoutModelPrefix();
            MemoryModel model = new MemoryModel(TransformerShape.of(weights));
            return jobs.apply(BaseStorage.of(weights)).stream()
                    .map(job -> Forecast.of(model, job))
                    .toList();
        }
    }

    Optional<String> refusal(long memory, Function<BaseStorage, Workload> job) {
        try (ModelFile file = ModelFile.open(transformer)) {
            Weights weights = file.requireTransformer().withoutModelPrefix();
            return new MemoryModel(TransformerShape.of(weights)).refusal(job.apply(BaseStorage.of(weights)), memory);
        }
    }

    private static ModelFolder recognise(String name, Path directory) {
        Map<Class<? extends ModelKind>, Path> parts = new HashMap<>();
        for (Path file : weights(directory)) {
            Class<? extends ModelKind> kind = kind(file);
            Path other = parts.put(kind, file);
            if (other != null) {
                requireNoPart(kind, other, file);
            }
        }
        PARTS.forEach(part -> require(parts.containsKey(part.kind()), directory, part.title()));
        return new ModelFolder(
                name,
                parts.get(ModelKind.Transformer.class),
                parts.get(ModelKind.Vae.class),
                parts.get(ModelKind.TextEncoder.class),
                tokenizer(directory, parts.get(ModelKind.TextEncoder.class)));
    }

    /// Two files of a kind are one too many where the model needs just one; of others, adapters say, there may be
    /// more.
    private static void requireNoPart(Class<? extends ModelKind> kind, Path one, Path other) {
        PARTS.stream().filter(part -> part.kind() == kind).findFirst().ifPresent(part -> {
            throw new WeightsException("%s and %s are both %s; keep one of them in the directory"
                    .formatted(one, other.getFileName(), part.title()));
        });
    }

    private static Path tokenizer(Path directory, Path textEncoder) {
        for (String form : TOKENIZERS) {
            List<Path> found = files(directory, List.of(form));
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        try (ModelFile model = ModelFile.open(textEncoder)) {
            boolean inside = model.kind() instanceof ModelKind.TextEncoder encoder && encoder.tokenizer();
            require(inside, directory, String.join(" or ", TOKENIZERS));
        }
        return textEncoder;
    }

    private static Class<? extends ModelKind> kind(Path file) {
        try (ModelFile model = ModelFile.open(file)) {
            return model.kind().getClass();
        }
    }

    /// One process after the other: those that waited find it built.
    private static synchronized void buildNano(Path models) {
        try {
            Files.createDirectories(models);
            try (FileChannel lock = FileChannel.open(
                    models.resolve(".wan-nano.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // closing the channel gives the lock back
                lock.lock();
                NanoModel.ensure(models.resolve(NANO));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("models folder %s cannot be written".formatted(models), e);
        }
    }

    private static void require(boolean there, Path directory, String part) {
        if (!there) {
            throw new MissingModel(
                    "none in " + directory,
                    part + " in the base model's directory",
                    "put the file there as its publisher names it");
        }
    }

    /// One path per model: of a model in several files, the first.
    private static List<Path> weights(Path directory) {
        return files(directory, WEIGHTS).stream()
                .filter(file ->
                        !LATER_SHARD.matcher(file.getFileName().toString()).matches())
                .toList();
    }

    private static List<Path> files(Path directory, List<String> suffixes) {
        try (Stream<Path> files = Files.walk(directory, DEPTH)) {
            return files.filter(file -> suffixes.stream()
                            .anyMatch(suffix -> file.getFileName().toString().endsWith(suffix)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("directory %s cannot be listed".formatted(directory), e);
        }
    }
}
