package genga.ingest.collection;

import genga.chassis.Facts;
import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.FactHeader;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Medium;
import genga.curation.screening.Candidate;
import genga.curation.screening.Judging;
import genga.ingest.clip.BroughtMedium;
import genga.ingest.clip.ClipJournal;
import genga.ingest.clip.ClipStorage;
import genga.ingest.clip.Origin;
import genga.ingest.learned.LearnedDetectors;
import genga.ingest.screening.Film;
import genga.ingest.screening.ScreenedClip;
import genga.ingest.workplace.Workplace;
import genga.media.FrameSize;
import genga.media.MediaKind;
import genga.media.Probe;
import genga.media.UnreadableMedia;
import genga.media.clip.MeasuredMedium;
import genga.media.clip.Measuring;
import genga.media.probe.IsolatedProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// Takes one clip or still in as it is: looked at, judged, stored, told of, and its caption with it.
@ApplicationScoped
class MediumImport {
    /// 150 MB decoded; twice 8K in both directions has more.
    private static final long MOST_PIXELS = 50_000_000;

    private final ClipStorage storage;
    private final IsolatedProbe probe;
    private final Facts facts;
    private final LearnedDetectors learned;
    private final Clock clock;

    MediumImport(ClipStorage storage, IsolatedProbe probe, LearnedDetectors learned, Facts facts, Clock clock) {
        this.storage = storage;
        this.learned = learned;
        this.probe = probe;
        this.facts = facts;
        this.clock = clock;
    }

    /// @param file the medium on this machine, its name ending as what it is
    ClipJournal.Note take(Workplace place, CollectionItem item, Path file, Judging judging) {
        try {
            return item.moving() ? clip(place, item, file, judging) : still(place, item, file, judging);
        } catch (UnreadableMedia unreadable) {
            return new ClipJournal.Note(
                    List.of(),
                    List.of("%s: %s: expected %s, got %s; it was left out"
                            .formatted(item.name(), unreadable.field(), unreadable.expected(), unreadable.found())));
        }
    }

    private ClipJournal.Note clip(Workplace place, CollectionItem item, Path file, Judging judging) {
        Path preview = place.drafts().resolve("preview.mp4");
        FrameRate rate = probe.look(file, MediaKind.FILM).rate();
        MeasuredMedium look = Measuring.clip(file, preview);
        ScreenedClip clip = store(place, item, new BroughtMedium(file, preview, look), rate, judging);
        boolean wanRate = (long) rate.numerator() == FrameRate.WAN.numerator() * (long) rate.denominator();
        List<String> warnings = wanRate
                ? List.of()
                : List.of(
                        "%s runs at %.5g frames per second and was taken as it is; Wan learns 16, so all in it will move"
                                        .formatted(item.name(), rate.perSecond())
                                + " at another speed: convert it, or upload it by itself as a film");
        return new ClipJournal.Note(List.of(clip), warnings);
    }

    /// A process for each of 20,000 pictures would take hours; one that breaks this process is left out at the third
    /// try.
    private ClipJournal.Note still(Workplace place, CollectionItem item, Path file, Judging judging) {
        FrameSize size = Probe.of(file, MediaKind.STILL).display();
        if (size.pixels() > MOST_PIXELS) {
            throw new UnreadableMedia("picture size", "at most %d pixels".formatted(MOST_PIXELS), size.toString());
        }
        BroughtMedium brought = new BroughtMedium(file, file, Measuring.still(file));
        return new ClipJournal.Note(List.of(store(place, item, brought, FrameRate.WAN, judging)), List.of());
    }

    private ScreenedClip store(
            Workplace place, CollectionItem item, BroughtMedium brought, FrameRate rate, Judging judging) {
        Film film = place.film();
        int frames = brought.look().frames();
        Medium medium = item.moving() ? Medium.CLIP : Medium.STILL;
        ClipMeasures measures = learned.withOverlay(brought.look().measures(), medium, frames, brought.preview());
        Candidate candidate = new Candidate(
                ClipId.imported(film.film(), item.number()),
                item.moving() ? Candidate.Kind.CLIP : Candidate.Kind.STILL,
                frames,
                measures);
        Origin origin = new Origin(film, place.cause(), item.number(), new FrameRange(0, frames), rate);
        boolean captioned = item.caption().isPresent();
        ScreenedClip stored = storage.store(origin, brought, candidate, judging.judge(candidate), captioned);
        item.caption().ifPresent(caption -> caption(film, stored.clip(), caption));
        return stored;
    }

    private void caption(Film film, ClipId clip, CollectionItem.BroughtCaption caption) {
        facts.send(new ClipCaptioned(
                FactHeader.of(clock.instant(), "ClipCaptioned", clip),
                clip,
                film.project(),
                new Caption(film.triggerPhrase().lead(caption.text()), new Caption.Source.Imported(caption.file()))));
    }
}
