package genga.ingest.watch;

import genga.ingest.collection.EntryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The sub-folder of one project: what lies in it to be taken.
final class ProjectFolder {
    private static final int DEEPEST = 5;

    private final Path root;
    private final Path folder;
    private final Remarks remarks;

    /// @param root the watched folder, without links in its path
    /// @param remarks where a file is mentioned that is not taken
    ProjectFolder(Path root, Path folder, Remarks remarks) {
        this.root = root;
        this.folder = folder;
        this.remarks = remarks;
    }

    List<Parcel> parcels() throws IOException {
        List<Parcel> parcels = new ArrayList<>();
        for (Path path : list(folder)) {
            if (Files.isDirectory(path)) {
                collection(path).ifPresent(parcels::add);
            } else if (film(path) && inside(path)) {
                parcels.add(Parcel.of(path, List.of(path)));
            } else if (!film(path)) {
                remarks.once(
                        path,
                        "neither film, picture nor zip, so it is left alone; put clips with captions or a"
                                + " JSONL into a folder of their own");
            }
        }
        return parcels;
    }

    /// What lies in a folder, without what hides.
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> !EntryName.hidden(path.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static boolean film(Path path) {
        String name = path.getFileName().toString();
        return medium(name) || EntryName.extension(name).equals("zip");
    }

    private static boolean medium(String name) {
        return EntryName.clip(name) || EntryName.still(name);
    }

    private Optional<Parcel> collection(Path folder) throws IOException {
        if (!inside(folder)) {
            return Optional.empty();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder, DEEPEST)) {
            paths.filter(Files::isRegularFile)
                    .filter(path -> !EntryName.hidden(folder.relativize(path).toString()))
                    .filter(this::inside)
                    .sorted()
                    .forEach(files::add);
        }
        boolean media =
                files.stream().anyMatch(file -> medium(file.getFileName().toString()));
        return media ? Optional.of(Parcel.of(folder, files)) : Optional.empty();
    }

    /// A link may point to another place in the watched folder and nowhere else.
    private boolean inside(Path path) {
        try {
            if (path.toRealPath().startsWith(root)) {
                return true;
            }
            remarks.once(
                    path, "a link that leads out of the watched folder is not followed; put the file itself there");
        } catch (IOException gone) {
            remarks.once(path, "it cannot be read (" + gone.getMessage() + ")");
        }
        return false;
    }
}
