package genga.ingest.clip;

import genga.chassis.Facts;
import genga.contracts.fact.ClipCut;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.Verdict;
import genga.curation.screening.Candidate;
import genga.ingest.screening.ScreenedClip;
import genga.ingest.screening.Verdicts;
import genga.media.FrameSize;
import genga.store.ContentType;
import genga.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;

/// Stores finished clips and stills and tells the studio: cut, screened, and, when kept, in want of a caption. Objects
/// come before facts.
@ApplicationScoped
public class ClipStorage {
    private final ObjectStore store;
    private final Facts facts;
    private final Verdicts verdicts;
    private final Clock clock;

    ClipStorage(ObjectStore store, Facts facts, Verdicts verdicts, Clock clock) {
        this.store = store;
        this.facts = facts;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    /// Stores the clip of a shot.
    public ScreenedClip store(Origin origin, CutClip cut, Candidate candidate, Verdict verdict) {
        ClipId clip = candidate.clip();
        StoredPictures stored = new StoredPictures(
                put(ObjectKeys.clipVideo(clip, extension(cut.master())), cut.master()),
                put(ObjectKeys.clipPreview(clip), cut.preview()),
                store.put(ObjectKeys.clipPoster(clip), cut.poster(), ContentType.JPEG),
                store.put(ObjectKeys.clipStrip(clip), cut.strip(), ContentType.JPEG));
        return tell(origin, candidate, verdict, new Look(origin.shot(), cut.size(), stored), false);
    }

    /// Stores the still of a shot.
    public ScreenedClip store(Origin origin, ProposedStill still, Candidate candidate, Verdict verdict) {
        StoredPictures stored = still(candidate.clip(), still.picture(), still.poster());
        FrameRange frame = new FrameRange(still.frame(), still.frame() + 1);
        return tell(origin, candidate, verdict, new Look(frame, still.size(), stored), false);
    }

    /// Stores a clip or still that was brought along, as it is.
    ///
    /// @param captioned whether its caption came along, so that none is asked for
    public ScreenedClip store(
            Origin origin, BroughtMedium brought, Candidate candidate, Verdict verdict, boolean captioned) {
        ClipId clip = candidate.clip();
        StoredPictures stored = candidate.kind() == Candidate.Kind.CLIP
                ? new StoredPictures(
                        put(ObjectKeys.clipVideo(clip, extension(brought.file())), brought.file()),
                        put(ObjectKeys.clipPreview(clip), brought.preview()),
                        store.put(ObjectKeys.clipPoster(clip), brought.look().poster(), ContentType.JPEG),
                        store.put(ObjectKeys.clipStrip(clip), brought.look().strip(), ContentType.JPEG))
                : still(clip, brought.file(), brought.look().poster());
        return tell(
                origin,
                candidate,
                verdict,
                new Look(origin.shot(), brought.look().size(), stored),
                captioned);
    }

    private StoredPictures still(ClipId still, Path picture, byte[] poster) {
        StoredObject small = store.put(ObjectKeys.clipPoster(still), poster, ContentType.JPEG);
        StoredObject whole = put(ObjectKeys.still(still, extension(picture)), picture);
        return new StoredPictures(whole, small, small, small);
    }

    private StoredObject put(String key, Path file) {
        return store.put(key, file, ContentType.ofKey(key));
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// What a clip shows, and where that lies.
    private record Look(FrameRange frames, FrameSize size, StoredPictures stored) {}

    private ScreenedClip tell(Origin origin, Candidate candidate, Verdict verdict, Look look, boolean captioned) {
        facts.send(cut(origin, candidate, look));
        ScreenedClip screened = new ScreenedClip(
                candidate, origin.shot(), look.stored().video(), captioned, new ScreenedClip.Judgement(verdict, true));
        verdicts.tell(origin.film(), screened, origin.cause());
        return screened;
    }

    private ClipCut cut(Origin origin, Candidate candidate, Look look) {
        StoredPictures stored = look.stored();
        return new ClipCut(
                origin.header(clock.instant(), "ClipCut", candidate.clip()),
                candidate.clip(),
                origin.film().film(),
                origin.film().project(),
                candidate.kind() == Candidate.Kind.CLIP ? Medium.CLIP : Medium.STILL,
                origin.number(),
                look.frames().from(),
                look.frames().to() - 1L,
                origin.rate(),
                candidate.frames(),
                new Resolution(look.size().width(), look.size().height()),
                stored.video(),
                stored.preview(),
                stored.poster(),
                stored.strip());
    }
}
