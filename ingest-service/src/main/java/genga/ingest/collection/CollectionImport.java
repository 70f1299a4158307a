package genga.ingest.collection;

import genga.chassis.Refused;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.vocabulary.Problem;
import genga.curation.screening.Judging;
import genga.ingest.IngestConfig;
import genga.ingest.clip.ClipJournal;
import genga.ingest.screening.ProjectScreening;
import genga.ingest.screening.ScreenedClip;
import genga.ingest.screening.ScreenedFilm;
import genga.ingest.workplace.Workplace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes a collection in as it is. What is good in a partly bad one is kept and the rest is named. Each medium is
/// stored, told of and noted before the next is begun; run again after a kill, it goes on at the first without a note.
@ApplicationScoped
public class CollectionImport {
    private static final String TAKING = "taking media in";
    private static final int MOST_DEATHS = 2;

    private final Discovery discovery;
    private final MediumImport media;
    private final ProjectScreening screening;
    private final IngestConfig.Collections limits;

    CollectionImport(Discovery discovery, MediumImport media, ProjectScreening screening, IngestConfig config) {
        this.discovery = discovery;
        this.media = media;
        this.screening = screening;
        this.limits = config.collections();
    }

    /// A zip of clips or stills.
    ///
    /// @throws Refused when nothing in it can be used
    public FilmOutcome zip(Workplace place, Path source) throws Exception {
        try (Archive archive = Archive.open(source, limits)) {
            Discovery.Found found = discovery.look(archive);
            List<ClipJournal.Note> notes = new ArrayList<>();
            Judging judging = screening.upTo(place.film());
            for (CollectionItem item : found.items()) {
                place.heed();
                place.at(TAKING, notes.size(), found.items().size());
                notes.add(taken(place, item, judging, () -> extracted(place, item, archive)));
            }
            place.at("media taken in", notes.size(), found.items().size());
            return outcome(place, found, notes);
        }
    }

    /// A single picture.
    ///
    /// @param name as the person gave it
    public FilmOutcome picture(Workplace place, Path source, String name) throws Exception {
        CollectionItem item = new CollectionItem(1, name, false, Optional.empty());
        ClipJournal.Note note = taken(place, item, screening.upTo(place.film()), () -> named(place, source));
        return outcome(place, new Discovery.Found(List.of(item), List.of()), List.of(note));
    }

    /// Brings a medium to this machine.
    private interface Fetch {
        Path file() throws IOException, EntryRefused;
    }

    private ClipJournal.Note taken(Workplace place, CollectionItem item, Judging judging, Fetch fetch)
            throws IOException {
        String name = "n%06d".formatted(item.number());
        Optional<ClipJournal.Note> noted = place.journal().find(name);
        if (noted.isPresent()) {
            noted.get().clips().forEach(clip -> judging.judge(clip.candidate()));
            return noted.get();
        }
        try {
            ClipJournal.Note note =
                    takenOrRefused(place, item, judging, fetch, place.journal().begin(name));
            place.journal().note(name, note);
            return note;
        } finally {
            place.journal().leave(name);
        }
    }

    /// @param deaths of the service at this very medium; one more and the whole collection would be given up
    private ClipJournal.Note takenOrRefused(
            Workplace place, CollectionItem item, Judging judging, Fetch fetch, int deaths) throws IOException {
        try {
            if (deaths >= MOST_DEATHS) {
                throw new EntryRefused(
                        item.name(), "it took the service down %d times and was left out".formatted(deaths));
            }
            return media.take(place, item, fetch.file(), judging);
        } catch (EntryRefused refused) {
            return new ClipJournal.Note(List.of(), List.of(refused.getMessage()));
        }
    }

    private static Path extracted(Workplace place, CollectionItem item, Archive archive)
            throws IOException, EntryRefused {
        Path raw = place.drafts().resolve("medium");
        archive.extract(item.name(), raw);
        Path file =
                item.moving() ? raw.resolveSibling("medium." + EntryName.extension(item.name())) : named(place, raw);
        return item.moving() ? Files.move(raw, file, StandardCopyOption.REPLACE_EXISTING) : file;
    }

    /// A picture under a name that ends as what it is, whatever it was called.
    private static Path named(Workplace place, Path picture) throws IOException {
        Path file = place.drafts().resolve("picture." + FileKind.of(picture).extension());
        return Files.copy(picture, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private FilmOutcome outcome(Workplace place, Discovery.Found found, List<ClipJournal.Note> notes)
            throws InterruptedException {
        List<ScreenedClip> clips =
                notes.stream().flatMap(note -> note.clips().stream()).toList();
        List<String> warnings = new ArrayList<>(found.warnings());
        notes.forEach(note -> warnings.addAll(note.warnings()));
        if (clips.isEmpty()) {
            throw new Refused(new Problem(
                    "collection",
                    warnings.isEmpty()
                            ? "neither clip nor picture"
                            : "nothing that can be used: " + warnings.getFirst(),
                    "clips or pictures",
                    "put clips (.mp4) or pictures (.png, .jpg, .webp) into the zip"));
        }
        ScreenedFilm film = screening.settle(
                new ScreenedFilm(place.film(), place.order().header().at(), clips),
                place.order().header().event());
        int captions = (int) clips.stream().filter(ScreenedClip::captioned).count();
        if (captions < clips.size()) {
            warnings.addFirst("%d of %d media came without a caption; those that are kept get one written"
                    .formatted(clips.size() - captions, clips.size()));
        }
        return new FilmOutcome.Imported(clips.size(), captions, film.verdicts(), Warnings.few(warnings));
    }
}
