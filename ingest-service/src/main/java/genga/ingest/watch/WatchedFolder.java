package genga.ingest.watch;

import genga.contracts.fact.ProjectDefined;
import genga.ingest.project.Projects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Looks for films in a folder whose sub-folders are named after projects, and takes those that have come to rest.
final class WatchedFolder {
    /// Somebody may define the project that a folder waits for.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final Path folder;
    private final Duration settle;
    private final Clock clock;
    private final Projects projects;
    private final ParcelTaking taking;
    private final Remarks remarks = new Remarks();
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Map<Path, Instant> strangers = new HashMap<>();

    WatchedFolder(Path folder, Duration settle, Clock clock, Projects projects, ParcelTaking taking) {
        this.folder = folder;
        this.settle = settle;
        this.clock = clock;
        this.projects = projects;
        this.taking = taking;
    }

    /// @param since when it has been as it is
    /// @param taken whether it was, as it is
    private record Seen(String identity, Instant since, boolean taken) {}

    Remarks remarks() {
        return remarks;
    }

    /// Looks once.
    void look() throws IOException {
        if (!Files.isDirectory(folder)) {
            remarks.once(folder, "there is no such folder; make it, or set genga.ingest.watch.folder to another");
            return;
        }
        Path root = folder.toRealPath();
        List<Path> present = new ArrayList<>();
        for (Path project : ProjectFolder.list(root)) {
            if (Files.isDirectory(project)) {
                for (Parcel parcel : new ProjectFolder(root, project, remarks).parcels()) {
                    present.add(parcel.path());
                    consider(project, parcel);
                }
            } else {
                remarks.once(project, "it lies beside the projects' folders; move it into one of them");
            }
        }
        seen.keySet().retainAll(present);
    }

    private void consider(Path project, Parcel parcel) throws IOException {
        Instant now = clock.instant();
        Seen before = seen.get(parcel.path());
        if (before == null || !before.identity().equals(parcel.identity())) {
            seen.put(parcel.path(), new Seen(parcel.identity(), now, false));
        } else if (!before.taken() && !now.isBefore(before.since().plus(settle))) {
            Optional<ProjectDefined> owner = owner(project, now);
            if (owner.isPresent() && taking.take(owner.get(), parcel)) {
                seen.put(parcel.path(), new Seen(parcel.identity(), before.since(), true));
            }
        }
    }

    private Optional<ProjectDefined> owner(Path folder, Instant now) {
        if (strangers.getOrDefault(folder, Instant.MIN).isAfter(now)) {
            return Optional.empty();
        }
        String name = folder.getFileName().toString();
        List<ProjectDefined> all = projects.all();
        List<ProjectDefined> named = all.stream()
                .filter(project -> project.project().value().equals(name))
                .toList();
        if (named.isEmpty()) {
            named = all.stream()
                    .filter(project -> project.name().strip().equals(name.strip()))
                    .toList();
        }
        if (named.size() == 1) {
            return Optional.of(named.getFirst());
        }
        strangers.put(folder, now.plus(ASK_AGAIN));
        remarks.once(
                folder,
                named.isEmpty() ? unknown(all) : "several projects are called so; name the folder by the id of one");
        return Optional.empty();
    }

    private static String unknown(List<ProjectDefined> all) {
        String known =
                all.stream().map(ProjectDefined::name).sorted().distinct().collect(Collectors.joining(", "));
        return "no project has this id or name; rename the folder, or define the project (there are: %s)"
                .formatted(known.isEmpty() ? "none" : known);
    }
}
