package genga.wan.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The media files of a dataset part and their captions, in order of their paths.
public final class MediaListing {
    private static final Set<String> STILLS = Set.of("png", "jpg", "jpeg", "webp", "bmp", "avif");
    private static final Set<String> CLIPS =
            Set.of("mp4", "webm", "avi", "mkv", "mov", "flv", "wmv", "m4v", "mpg", "mpeg");

    private MediaListing() {}

    /// A media file and its caption.
    ///
    /// @param caption empty if the part names no captions
    public record Entry(Path file, Optional<String> caption) {
        /// The file name without its extension.
        public String base() {
            return withoutExtension(file.getFileName().toString());
        }
    }

    /// The media of a part. Stills without a caption file are left out, as musubi-tuner does; a clip without one is
    /// an error.
    public static List<Entry> of(DatasetPart part) {
        MediaSource source = part.source();
        boolean clips = part instanceof DatasetPart.OfClips;
        requireThere(source, clips ? "video" : "image");
        try {
            return source.listing().isPresent()
                    ? listed(source.listing().get(), clips ? "video_path" : "image_path")
                    : found(source, clips);
        } catch (IOException e) {
            throw new UncheckedIOException("media of %s cannot be listed: %s".formatted(source.directory(), e), e);
        }
    }

    private static void requireThere(MediaSource source, String kind) {
        if (source.listing().isEmpty() && !Files.isDirectory(source.directory())) {
            throw new IllegalArgumentException("folder %s: expected a folder of media, found none; correct %s_directory"
                    .formatted(source.directory(), kind));
        }
        if (source.listing().isPresent()
                && !Files.isRegularFile(source.listing().get())) {
            throw new IllegalArgumentException("file %s: expected a list of media, found none; correct %s_jsonl_file"
                    .formatted(source.listing().get(), kind));
        }
    }

    private static List<Entry> found(MediaSource source, boolean clips) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(source.directory())) {
            files = all.filter(file -> (clips ? CLIPS : STILLS).contains(extension(file)))
                    .sorted()
                    .toList();
        }
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            Optional<Path> caption = source.captionExtension()
                    .map(extension -> file.resolveSibling(
                            withoutExtension(file.getFileName().toString()) + extension));
            if (caption.isEmpty()) {
                entries.add(new Entry(file, Optional.empty()));
            } else if (Files.exists(caption.get())) {
                entries.add(new Entry(file, Optional.of(text(caption.get()))));
            } else if (clips) {
                throw new IllegalArgumentException(
                        "clip %s has no caption: expected the file %s".formatted(file, caption.get()));
            }
        }
        return entries;
    }

    private static String text(Path caption) throws IOException {
        try {
            return Files.readString(caption).strip();
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(
                    "caption %s: expected text in UTF-8, found other bytes; save it as UTF-8".formatted(caption), e);
        }
    }

    private static List<Entry> listed(Path listing, String key) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<Entry> entries = new ArrayList<>();
        List<String> lines = Files.readAllLines(listing);
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (line.isBlank()) {
                continue;
            }
            Optional<Entry> entry = entry(mapper, line, key);
            if (entry.isEmpty()) {
                throw new IllegalArgumentException(
                        "%s, line %d: expected a JSON object with the texts %s and caption, got %s"
                                .formatted(listing, number, key, line));
            }
            entries.add(entry.get());
        }
        return entries;
    }

    /// Nothing for a line that is no such object.
    private static Optional<Entry> entry(ObjectMapper mapper, String line, String key) {
        try {
            JsonNode entry = mapper.readTree(line);
            boolean whole = entry.path(key).isTextual() && entry.path("caption").isTextual();
            return whole
                    ? Optional.of(new Entry(
                            Path.of(entry.get(key).textValue()),
                            Optional.of(entry.get("caption").textValue().strip())))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
