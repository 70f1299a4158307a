package genga.ingest.film;

import genga.chassis.work.WorkSignals;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.contracts.vocabulary.Verdict;
import genga.curation.screening.Fingerprint;
import genga.curation.screening.Originals;
import genga.curation.screening.Screening;
import genga.curation.shot.Shot;
import genga.ingest.IngestConfig;
import genga.ingest.clip.ClipCutting;
import genga.ingest.clip.ClipJournal;
import genga.ingest.clip.ClipStorage;
import genga.ingest.clip.CutClip;
import genga.ingest.shot.ShotFinding;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes the clips of a film. Each one is stored, told of and noted before the next is begun; run again after a kill,
/// it goes on at the first shot without a note.
@ApplicationScoped
class FilmClips {
    private final ClipStorage storage;
    private final IngestConfig config;
    private final FilmRoom room;

    FilmClips(ClipStorage storage, IngestConfig config, FilmRoom room) {
        this.storage = storage;
        this.config = config;
        this.room = room;
    }

    /// What one film's clips are made with.
    private record Tools(ClipCutting cutting, Screening screening, Originals originals, ClipJournal journal) {}

    /// Clips by verdict label.
    Map<String, Integer> make(
            FilmUploaded film, Path source, ShotFinding.Found found, FilmProgress progress, WorkSignals signals)
            throws IOException, WorkSignals.WorkInterrupted {
        FilmFolder folder = room.folder(film);
        Map<String, Integer> verdicts = new TreeMap<>();
        List<Shot> shots = found.plan().shots();
        try (ClipCutting cutting = new ClipCutting(source, found.scores(), config.clips(), folder.drafts())) {
            ScreeningThresholds thresholds = ScreeningThresholds.usual();
            Tools tools = new Tools(
                    cutting,
                    new Screening(thresholds, List.of()),
                    new Originals(thresholds.duplicateDistance()),
                    room.journal(folder));
            for (int shot = 0; shot < shots.size(); shot++) {
                FilmIngest.heed(film, signals);
                progress.at("cutting clips", shot, shots.size());
                ClipStorage.Origin origin = new ClipStorage.Origin(
                        film, shot + 1, shots.get(shot), found.scores().rate());
                verdicts.merge(clip(origin, tools).label(), 1, Integer::sum);
            }
        }
        progress.at("clips cut", shots.size(), shots.size());
        return verdicts;
    }

    private Verdict clip(ClipStorage.Origin origin, Tools tools) throws IOException {
        Optional<ClipJournal.Entry> noted = tools.journal().find(origin.number(), origin.frames());
        if (noted.isPresent()) {
            tools.originals()
                    .judge(
                            origin.clip(),
                            fingerprint(noted.get().hashes()),
                            noted.get().verdict());
            return noted.get().verdict();
        }
        CutClip cut = tools.cutting().cut(origin.frames(), origin.clip());
        Verdict verdict = tools.originals()
                .judge(
                        origin.clip(),
                        Fingerprint.parse(cut.measures().hash()),
                        tools.screening().clip(cut.frames(), cut.measures()));
        storage.store(origin, cut, cut.master(), verdict);
        tools.journal().note(origin.number(), entry(origin.frames(), verdict, cut));
        return verdict;
    }

    private static ClipJournal.Entry entry(Shot shot, Verdict verdict, CutClip cut) {
        return new ClipJournal.Entry(
                shot.from(), shot.to(), verdict, List.of(cut.measures().hash()));
    }

    private static Fingerprint fingerprint(List<String> hashes) {
        return Fingerprint.parse(String.join("", hashes));
    }
}
