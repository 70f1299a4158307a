package genga.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.CaptionRequested;
import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.Medium;
import genga.ingest.TinyFilm.Scene;
import genga.store.ObjectStore;
import genga.store.Sha256;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InMemoryChannels.class)
class CollectionTest {
    private static final byte[] CLIP = TinyFilm.film(FrameRate.WAN, new Scene(24, 21));
    private static final byte[] OTHER_CLIP = TinyFilm.film(FrameRate.WAN, new Scene(24, 22));

    @Inject
    Studio studio;

    @Inject
    ObjectStore store;

    @Test
    void picturesBecomeStillsAsTheyAreInTheOrderOfTheirNames() {
        byte[] png = TinyFilm.png(1);
        FilmUploaded film = upload(new Zip()
                .with("b.JPG", TinyFilm.jpeg(2))
                .with("a.png", png)
                .with("c/.DS_Store", "x")
                .with("__MACOSX/a.png", "x"));

        FilmOutcome.Imported outcome = imported(film);

        assertThat(outcome.media()).isEqualTo(2);
        assertThat(outcome.verdicts()).isEqualTo(Map.of("Kept", 2));
        assertThat(outcome.warnings())
                .containsExactly("2 of 2 media came without a caption; those that are kept get one written");
        ClipCut first = studio.cut(film.film(), Medium.STILL).getFirst();
        assertThat(first.clip()).isEqualTo(ClipId.imported(film.film(), 1));
        assertThat(first.video().sha256()).isEqualTo(Sha256.of(png));
        assertThat(first.video().key()).endsWith("still.png");
        assertThat(studio.facts(CaptionRequested.class, film.film()))
                .hasSize(2)
                .extracting(CaptionRequested::medium)
                .containsOnly(Medium.STILL);
    }

    @Test
    void clipsBringTheirCaptionsAndTheTriggerPhraseIsPutInFrontOnce() {
        FilmUploaded film = upload(new Zip()
                .with("clips/a.mp4", CLIP)
                .with("clips/a.txt", "\n A kite\n over  the bay \n")
                .with("clips/b.mp4", OTHER_CLIP)
                .with("clips/b.txt", "Genga style. Hills."));

        FilmOutcome.Imported outcome = imported(film);

        assertThat(outcome.captions()).isEqualTo(2);
        assertThat(outcome.warnings()).isEmpty();
        assertThat(studio.facts(ClipCaptioned.class, film.film()))
                .extracting(ClipCaptioned::caption)
                .containsExactly(
                        new Caption("Genga style. A kite over the bay", new Caption.Source.Imported("clips/a.txt")),
                        new Caption("Genga style. Hills.", new Caption.Source.Imported("clips/b.txt")));
        assertThat(studio.facts(CaptionRequested.class, film.film())).isEmpty();
        ClipCut clip = studio.cut(film.film(), Medium.CLIP).getFirst();
        assertThat(clip.frames()).isEqualTo(24);
        assertThat(clip.video().sha256()).isEqualTo(Sha256.of(CLIP));
        assertThat(store.find(clip.preview().key())).contains(clip.preview());
    }

    @Test
    void aJsonlWithPathsOfTheMachineItWasWrittenOnNamesTheMediaOfTheZip() {
        FilmUploaded film = upload(new Zip()
                .with("clips/a.mp4", CLIP)
                .with("stills/b.png", TinyFilm.png(3))
                .with("data.jsonl", """
                        {"video_path": "/home/me/set/clips/a.mp4", "caption": "A kite."}

                        {"image_path": "stills/b.png", "caption": "A hill.", "control_path": "x"}
                        {"video_path": "/home/me/set/stills", "caption": "Frames."}
                        {"video_path": "clips/gone.mp4", "caption": "Gone."}
                        no json
                        """));

        FilmOutcome.Imported outcome = imported(film);

        assertThat(outcome.captions()).isEqualTo(2);
        assertThat(studio.facts(ClipCaptioned.class, film.film()))
                .extracting(fact -> fact.caption().text())
                .containsExactly("Genga style. A kite.", "Genga style. A hill.");
        assertThat(outcome.warnings())
                .containsExactly(
                        "data.jsonl, line 6: expected an object with video_path or image_path and caption, got 'no json'",
                        "data.jsonl: control_path is not used, since Wan2.1-T2V takes no control clips",
                        "data.jsonl: '/home/me/set/stills' is a folder of pictures, which were taken as stills;"
                                + " make a clip of it",
                        "data.jsonl: 'clips/gone.mp4' names no clip or picture of the zip; its caption was left out");
    }

    @Test
    void aClipOfAnotherFrameRateIsTakenAndSaidSo() {
        FilmUploaded film =
                upload(new Zip().with("fast.mp4", TinyFilm.of(new Scene(30, 4))).with("fast.txt", "Fast."));

        FilmOutcome.Imported outcome = imported(film);

        assertThat(outcome.warnings())
                .containsExactly(
                        "fast.mp4 runs at 24.000 frames per second and was taken as it is; Wan learns 16, so all"
                                + " in it will move at another speed: convert it, or upload it by itself as a film");
        assertThat(studio.cut(film.film(), Medium.CLIP).getFirst().frames()).isEqualTo(30);
    }

    @Test
    void whatIsGoodInAPartlyBadZipIsKeptAndTheRestIsNamed() {
        FilmUploaded film = upload(new Zip()
                .with("good.png", TinyFilm.png(5))
                .with("good.txt", "Good.")
                .with("../evil.png", TinyFilm.png(6))
                .with("/abs.png", TinyFilm.png(6))
                .with("inner.zip", new Zip().with("x.png", TinyFilm.png(6)).bytes())
                .with("bomb.bmp", new byte[4 << 20])
                .with("text.png", "not a picture")
                .with("notes.pdf", "x")
                .withLink("link.png", "/etc/passwd"));

        FilmOutcome.Imported outcome = imported(film);

        assertThat(outcome.media()).isOne();
        assertThat(outcome.warnings())
                .containsExactlyInAnyOrder(
                        "../evil.png: a name that leads out of the zip; the entry was left out",
                        "/abs.png: a name that leads out of the zip; the entry was left out",
                        "inner.zip: a zip inside the zip was left out; unpack it, or upload it by itself",
                        "link.png: a link was left out; put the file itself into the zip",
                        "neither clip, picture, caption nor JSONL, and so left out (1): notes.pdf",
                        "bomb.bmp: packed more than 200-fold, which no clip or picture can be",
                        "text.png: container: expected a picture in PNG, JPEG, WebP or BMP, got no media format known"
                                + " to FFmpeg; it was left out");
    }

    @Test
    void aPictureOfMorePixelsThanMemoryHasRoomForIsLeftOut() {
        FilmUploaded film =
                upload(new Zip().with("a.png", TinyFilm.png(5)).with("b.png", TinyFilm.blankPng(10_000, 6_000)));

        assertThat(imported(film).warnings())
                .contains("b.png: picture size: expected at most 50000000 pixels, got 10000x6000; it was left out");
    }

    @Test
    void aZipWithoutMediaFailsWithTheReason() {
        FilmUploaded film = upload(new Zip().with("readme.txt", "hello"));

        FilmOutcome outcome = studio.outcome(film.film());

        assertThat(((FilmOutcome.Failed) outcome).problem().sentence())
                .isEqualTo("collection: expected clips or pictures, got neither clip nor picture;"
                        + " put clips (.mp4) or pictures (.png, .jpg, .webp) into the zip");
    }

    @Test
    void aZipThatWasCutOffFailsWithTheReason() {
        byte[] whole = new Zip().with("a.png", TinyFilm.png(7)).bytes();
        FilmUploaded film = studio.upload(Arrays.copyOf(whole, whole.length - 30), "cut.zip");

        FilmOutcome outcome = studio.outcome(film.film());

        assertThat(((FilmOutcome.Failed) outcome).problem().sentence())
                .startsWith("zip: expected a zip file, got a damaged one (")
                .endsWith("); make the zip anew");
    }

    @Test
    void aSinglePictureIsACollectionOfOne() {
        FilmUploaded film = studio.upload(TinyFilm.jpeg(8), "../picture.png");

        FilmOutcome.Imported outcome = imported(film);

        assertThat(outcome.media()).isOne();
        assertThat(studio.cut(film.film(), Medium.STILL).getFirst().video().key())
                .isEqualTo("clips/" + ClipId.imported(film.film(), 1) + "/still.jpg");
    }

    @Test
    void anImportThatBreaksOffGoesOnAtTheMediumItWasAt() {
        Zip zip = new Zip().with("a.png", TinyFilm.png(9)).with("b.png", TinyFilm.png(10));
        BrokenLine.breakOnceAt(fact ->
                fact instanceof ClipScreened screened && screened.clip().value().endsWith("-n000002"));

        FilmUploaded film = upload(zip);

        assertThat(imported(film).media()).isEqualTo(2);
        assertThat(studio.facts(ClipCut.class, film.film()))
                .extracting(ClipCut::shot)
                .containsExactly(1, 2, 2);
    }

    private FilmUploaded upload(Zip zip) {
        return studio.upload(zip.bytes(), "set.zip");
    }

    private FilmOutcome.Imported imported(FilmUploaded film) {
        FilmOutcome outcome = studio.outcome(film.film());
        assertThat(outcome).isInstanceOf(FilmOutcome.Imported.class);
        return (FilmOutcome.Imported) outcome;
    }
}
