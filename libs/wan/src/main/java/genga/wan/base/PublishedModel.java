package genga.wan.base;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The base models their authors publish, file by file, as laid out in their repositories.
///
/// Source: the repositories Wan-AI/Wan2.1-T2V-14B and Wan-AI/Wan2.1-T2V-1.3B on huggingface.co.
enum PublishedModel {
    B14(
            "Wan2.1-T2V-14B",
            IntStream.rangeClosed(1, 6)
                    .mapToObj("diffusion_pytorch_model-%05d-of-00006.safetensors"::formatted)
                    .toList()),
    B1_3("Wan2.1-T2V-1.3B", List.of("diffusion_pytorch_model.safetensors"));

    private static final String PUBLISHER = "Wan-AI/";
    private static final List<String> SHARED = List.of(
            "Wan2.1_VAE.pth",
            "models_t5_umt5-xxl-enc-bf16.pth",
            "google/umt5-xxl/tokenizer.json",
            "google/umt5-xxl/spiece.model");

    private final String folder;
    private final List<String> transformer;

    PublishedModel(String folder, List<String> transformer) {
        this.folder = folder;
        this.transformer = transformer;
    }

    static Optional<PublishedModel> named(String name) {
        return Arrays.stream(values())
                .filter(model -> model.folder.equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(PublishedModel::folder).collect(Collectors.joining(", "));
    }

    /// The name of the directory under the models folder.
    String folder() {
        return folder;
    }

    /// Paths of its files below its directory: transformer, VAE, text encoder, tokenizer.
    List<String> files() {
        return Stream.concat(transformer.stream(), SHARED.stream()).toList();
    }

    /// Where a file is, below the address of the publishing site.
    String path(String file) {
        return PUBLISHER + folder + "/resolve/main/" + file;
    }
}
