package genga.ingest.film;

import genga.chassis.Facts;
import genga.chassis.work.WorkSignals;
import genga.contracts.fact.ClipWithdrawn;
import genga.contracts.fact.FactHeader;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FrameRange;
import genga.curation.screening.Judging;
import genga.curation.shot.Shot;
import genga.ingest.IngestConfig;
import genga.ingest.clip.ClipCutting;
import genga.ingest.clip.ClipJournal;
import genga.ingest.clip.Origin;
import genga.ingest.screening.ProjectScreening;
import genga.ingest.screening.ScreenedClip;
import genga.ingest.screening.ScreenedFilm;
import genga.ingest.shot.ShotFinding;
import genga.ingest.workplace.Workplace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a film's clips be those of its shots: what is there already stays, what is missing is cut, what is no longer
/// wanted is withdrawn. Each clip is stored, told of and noted before the next is begun; run again after a kill, it
/// goes on at the first shot without a note.
@ApplicationScoped
class FilmClips {
    private final ProjectScreening screening;
    private final ShotClips shotClips;
    private final IngestConfig config;
    private final Facts facts;
    private final Clock clock;

    FilmClips(ProjectScreening screening, ShotClips shotClips, IngestConfig config, Facts facts, Clock clock) {
        this.screening = screening;
        this.shotClips = shotClips;
        this.config = config;
        this.facts = facts;
        this.clock = clock;
    }

    /// @return the film's clips as they stand
    ScreenedFilm make(Workplace place, Path source, ShotFinding.Found found)
            throws IOException, WorkSignals.WorkInterrupted, InterruptedException {
        List<ScreenedClip> before =
                screening.find(place.film()).map(ScreenedFilm::clips).orElse(List.of());
        List<ScreenedClip> clips = new ArrayList<>();
        List<Shot> shots = found.shots();
        try (ClipCutting cutting = new ClipCutting(source, found.scores(), config.clips(), place.drafts())) {
            Judging judging = screening.upTo(place.film());
            for (int shot = 0; shot < shots.size(); shot++) {
                place.heed();
                place.at("cutting clips", shot, shots.size());
                Origin origin = origin(place, shot + 1, shots.get(shot), found);
                clips.addAll(ofShot(place, origin, before, new ShotClips.Tools(cutting, judging)));
            }
        }
        withdraw(place, before, clips);
        place.at("clips cut", shots.size(), shots.size());
        return settle(place, clips);
    }

    private static Origin origin(Workplace place, int number, Shot shot, ShotFinding.Found found) {
        FrameRange frames = new FrameRange(shot.from(), shot.to());
        return new Origin(
                place.film(), place.cause(), number, frames, found.scores().rate());
    }

    private List<ScreenedClip> ofShot(Workplace place, Origin origin, List<ScreenedClip> before, ShotClips.Tools tools)
            throws IOException {
        List<ScreenedClip> there = before.stream()
                .filter(clip -> clip.shot().equals(origin.shot()))
                .toList();
        String note = "%07d-%07d".formatted(origin.shot().from(), origin.shot().to());
        if (there.isEmpty()) {
            there = place.journal().find(note).map(ClipJournal.Note::clips).orElse(List.of());
        }
        if (!there.isEmpty()) {
            there.forEach(clip -> tools.judging().judge(clip.candidate()));
            return there;
        }
        List<ScreenedClip> made = shotClips.make(origin, tools);
        place.journal().note(note, new ClipJournal.Note(made, List.of()));
        return made;
    }

    /// Told before it is written down, so that a kill in between tells it again.
    private void withdraw(Workplace place, List<ScreenedClip> before, List<ScreenedClip> now) {
        Set<ClipId> stay = now.stream().map(ScreenedClip::clip).collect(Collectors.toSet());
        before.stream()
                .map(ScreenedClip::clip)
                .filter(clip -> !stay.contains(clip))
                .forEach(clip -> {
                    FactHeader header = FactHeader.of(clock.instant(), "ClipWithdrawn", clip, place.cause());
                    facts.send(new ClipWithdrawn(
                            header, clip, place.film().film(), place.film().project()));
                });
    }

    /// Keeps what was told of before the work broke off for good: those clips are out, and are judged like all others.
    void keepWhatIsThere(Workplace place) throws IOException, InterruptedException {
        List<ScreenedClip> noted = place.journal().all().stream()
                .flatMap(note -> note.clips().stream())
                .toList();
        if (noted.isEmpty()) {
            return;
        }
        List<ScreenedClip> before =
                screening.find(place.film()).map(ScreenedFilm::clips).orElse(List.of());
        Set<ClipId> known = before.stream().map(ScreenedClip::clip).collect(Collectors.toSet());
        List<ScreenedClip> all = new ArrayList<>(before);
        noted.stream().filter(clip -> !known.contains(clip.clip())).forEach(all::add);
        settle(place, all);
    }

    private ScreenedFilm settle(Workplace place, List<ScreenedClip> clips) throws InterruptedException {
        ScreenedFilm film =
                new ScreenedFilm(place.film(), place.order().header().at(), clips);
        return screening.settle(film, place.order().header().event());
    }
}
