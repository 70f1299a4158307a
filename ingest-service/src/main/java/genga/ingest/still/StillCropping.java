package genga.ingest.still;

import genga.chassis.ChassisConfig;
import genga.chassis.Refused;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.StillRequested;
import genga.contracts.vocabulary.Crop;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Problem;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Verdict;
import genga.curation.screening.Candidate;
import genga.ingest.clip.BroughtMedium;
import genga.ingest.clip.ClipStorage;
import genga.ingest.clip.Origin;
import genga.ingest.project.Projects;
import genga.ingest.screening.Film;
import genga.ingest.screening.Verdicts;
import genga.media.FrameSize;
import genga.media.FrameSource;
import genga.media.RgbFrame;
import genga.media.Stills;
import genga.media.clip.MeasuredMedium;
import genga.media.clip.Measuring;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Cuts a part out of a still. It is kept whatever it measures, since a person asked for it; so no threshold can change
/// the verdict on it, and nothing of it needs to be remembered. Doing it twice stores and tells the same.
@ApplicationScoped
class StillCropping {
    private final ObjectStore store;
    private final ClipStorage storage;
    private final Projects projects;
    private final Path scratch;

    StillCropping(ObjectStore store, ClipStorage storage, Projects projects, ChassisConfig config) {
        this.store = store;
        this.storage = storage;
        this.projects = projects;
        this.scratch = config.folder().resolve("ingest-service");
    }

    /// @throws Refused when what is asked for is no part of a still
    void crop(StillRequested wanted) throws IOException {
        check(wanted);
        Film film = new Film(
                wanted.from().film(),
                wanted.from().project(),
                project(wanted.from().project()).triggerPhrase());
        Files.createDirectories(scratch);
        Path folder = Files.createTempDirectory(scratch, "still-");
        Path from = folder.resolve("from");
        Path part = folder.resolve("part.png");
        try {
            store.fetch(wanted.from().video(), from);
            Files.write(part, Stills.png(part(FrameSource.still(from), wanted)));
            store(film, wanted, part);
        } finally {
            Files.deleteIfExists(from);
            Files.deleteIfExists(part);
            Files.deleteIfExists(folder);
        }
    }

    private static void check(StillRequested wanted) {
        ClipCut from = wanted.from();
        if (from.medium() != Medium.STILL) {
            throw refused(wanted, "a clip, " + from.clip(), "a still to cut it out of", "crop a still of the clip");
        }
        Crop crop = wanted.crop();
        if (!crop.inside(from.resolution())) {
            throw outside(wanted, from.resolution().toString());
        }
    }

    private static Refused outside(StillRequested wanted, String size) {
        Crop crop = wanted.crop();
        return refused(
                wanted,
                "%dx%d at %d,%d".formatted(crop.width(), crop.height(), crop.x(), crop.y()),
                "a part of the picture, which is " + size,
                "choose a part that lies inside it");
    }

    private static Refused refused(StillRequested wanted, String found, String expected, String remedy) {
        return new Refused(new Problem("still " + wanted.still(), found, expected, remedy));
    }

    private ProjectDefined project(ProjectId project) {
        return projects.find(project)
                .orElseThrow(() -> new Refused(new Problem(
                        "project " + project,
                        "no definition of it in the store",
                        "a project that was defined",
                        "define the project again")));
    }

    private static RgbFrame part(RgbFrame picture, StillRequested wanted) {
        Crop crop = wanted.crop();
        FrameSize whole = picture.size();
        if (crop.x() + crop.width() > whole.width() || crop.y() + crop.height() > whole.height()) {
            throw outside(wanted, whole.toString());
        }
        FrameSize size = new FrameSize(crop.width(), crop.height());
        byte[] rgb = new byte[size.pixels() * 3];
        for (int y = 0; y < size.height(); y++) {
            int from = ((crop.y() + y) * whole.width() + crop.x()) * 3;
            System.arraycopy(picture.rgb(), from, rgb, y * size.width() * 3, size.width() * 3);
        }
        return new RgbFrame(size, rgb);
    }

    private void store(Film film, StillRequested wanted, Path part) {
        ClipCut from = wanted.from();
        MeasuredMedium look = Measuring.still(part);
        Candidate candidate = new Candidate(wanted.still(), Candidate.Kind.STILL, 1, look.measures());
        FrameRange frame = new FrameRange((int) from.firstFrame(), (int) from.lastFrame() + 1);
        Origin origin = new Origin(film, Verdicts.FIRST, from.shot(), frame, from.filmRate());
        storage.store(origin, new BroughtMedium(part, part, look), candidate, new Verdict.Kept(), false);
    }
}
