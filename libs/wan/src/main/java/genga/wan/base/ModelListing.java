package genga.wan.base;

import genga.wan.tensor.DType;
import genga.wan.tensor.TensorException;
import genga.wan.weights.FiniteCheck;
import genga.wan.weights.ModelFile;
import genga.wan.weights.SafetensorsFile;
import genga.wan.weights.Weights;
import genga.wan.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A weights file in the models folder and what it is.
///
/// @param bytes of this file alone
/// @param content what it holds, or why that cannot be said
record ModelListing(Path file, long bytes, String content) {
    private static final int DEPTH = 4;

    /// Every weights file below a folder, sorted; a folder that does not exist has none.
    static List<ModelListing> of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> ModelFolder.WEIGHTS.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .map(ModelListing::recognise)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("models folder %s cannot be listed".formatted(folder), e);
        }
    }

    private static ModelListing recognise(Path file) {
        String content;
        try (ModelFile model = ModelFile.open(file)) {
            content = "%s; %s names, %s, %s"
                    .formatted(
                            model.kind(),
                            model.style().name().toLowerCase(Locale.ROOT),
                            mainType(model.weights()).label(),
                            model.quantisation());
        } catch (WeightsException | TensorException | UncheckedIOException e) {
            content = e.getMessage();
        }
        return new ModelListing(file, size(file), content);
    }

    /// The type most bytes are stored in.
    private static DType mainType(Weights weights) {
        Map<DType, Long> bytes = new HashMap<>();
        weights.names()
                .forEach(name ->
                        bytes.merge(weights.dtype(name), weights.entry(name).bytes(), Long::sum));
        return bytes.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(DType.F32);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("size of %s cannot be read".formatted(file), e);
        }
    }

    /// What is wrong with the file: its hash is not the one noted beside it, its header lies, it is no model, or a
    /// value is no number. Reads every byte.
    Optional<String> fault() {
        Optional<String> noted = FileHash.noted(file);
        try {
            String found = FileHash.compute(file);
            if (noted.isPresent() && !noted.get().equals(found)) {
                return Optional.of("expected SHA-256 %s, found %s; fetch it again".formatted(noted.get(), found));
            }
            try (ModelFile model = ModelFile.open(file)) {
                requireFinite(model);
            }
            return Optional.empty();
        } catch (WeightsException | TensorException | UncheckedIOException e) {
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
    }

    /// Of a model in several files, this one alone is looked at: each has its own turn.
    private void requireFinite(ModelFile model) {
        if (Weights.files(file).size() == 1) {
            FiniteCheck.require(model.published());
            return;
        }
        try (SafetensorsFile part = SafetensorsFile.open(file)) {
            FiniteCheck.require(part);
        }
    }

    @Override
    public String toString() {
        String hash = FileHash.noted(file)
                .map(noted -> "sha256 " + noted.substring(0, 12))
                .orElse("no sha256 noted");
        return "%s  %s%n    %s%n    %s".formatted(file, ModelFetch.size(bytes), content, hash);
    }
}
