package genga.ingest.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;

/// Something to take: a film, or a folder of clips or stills.
///
/// @param path of the film or the folder
/// @param files the film alone, or the files of the folder, sorted
/// @param identity tells it from any other, and from itself before it was changed
/// @param written when the last of its files was
record Parcel(Path path, List<Path> files, String identity, Instant written) {
    Parcel {
        files = List.copyOf(files);
    }

    static Parcel of(Path path, List<Path> files) throws IOException {
        StringBuilder identity = new StringBuilder();
        Instant written = Instant.EPOCH;
        for (Path file : files) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Instant changed = attributes.lastModifiedTime().toInstant();
            identity.append(path.getParent().relativize(file)).append('\n');
            identity.append("%d %d%n".formatted(attributes.size(), changed.toEpochMilli()));
            written = changed.isAfter(written) ? changed : written;
        }
        return new Parcel(path, files, identity.toString(), written);
    }

    /// Whether it still is what it was when it was found.
    boolean unchanged() throws IOException {
        return of(path, files).equals(this);
    }

    boolean collection() {
        return !files.equals(List.of(path));
    }

    /// How a person would call it; never used as a path.
    String name() {
        String name = path.getFileName().toString();
        return collection() ? name + ".zip" : name;
    }
}
